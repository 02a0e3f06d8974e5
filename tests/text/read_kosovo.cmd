"$OFFRAMP" read cases/kosovo-1999 --quiet --worlds 1024
