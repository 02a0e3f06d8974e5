"$OFFRAMP" space --help
