"$OFFRAMP" --version
