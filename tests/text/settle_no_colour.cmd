# Not a terminal: no escape codes. And the same bytes for 1 and 2 threads.
"$OFFRAMP" settle cases/kosovo-1999 --quiet --worlds 256 --threads 1 >"$T/one"
"$OFFRAMP" settle cases/kosovo-1999 --quiet --worlds 256 --threads 2 >"$T/two"
cmp "$T/one" "$T/two" && ! grep -q "$(printf '\033')" "$T/one" && awk 'length($0) > 400' "$T/one"
