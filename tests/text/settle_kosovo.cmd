"$OFFRAMP" settle cases/kosovo-1999 --quiet --top 3 --worlds 1024
