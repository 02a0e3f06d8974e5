# Standard output on a full disk, and a briefing that cannot be written: said, and nothing left behind.
"$OFFRAMP" settle cases/kosovo-1999 --quiet --worlds 64 >/dev/full; echo "exit $?"
"$OFFRAMP" brief cases/kosovo-1999 --quiet --worlds 64 --output /proc/full.html; echo "exit $?"
"$OFFRAMP" brief cases/kosovo-1999 --quiet --worlds 64 --output "$T/none/a.html"; echo "exit $?"
"$OFFRAMP" brief cases/kosovo-1999 --quiet --worlds 64 --output "$T/a.odt"; echo "exit $?"
ls "$T"
