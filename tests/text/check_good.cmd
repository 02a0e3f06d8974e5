"$OFFRAMP" check cases/kosovo-1999
