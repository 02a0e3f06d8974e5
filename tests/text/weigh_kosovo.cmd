"$OFFRAMP" weigh cases/kosovo-1999 --quiet --worlds 1024
