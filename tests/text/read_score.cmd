"$OFFRAMP" read --score cases/kosovo-1999 cases/ukraine-2022 --quiet --worlds 64
