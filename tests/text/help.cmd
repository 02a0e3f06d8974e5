"$OFFRAMP" --help
"$OFFRAMP" settle --help
"$OFFRAMP" brief --help
