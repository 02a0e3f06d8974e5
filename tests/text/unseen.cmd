rlo=$(printf '\342\200\256'); csi=$(printf '\302\233')
"$OFFRAMP" check "no${rlo}such${csi}31m"; echo "exit $?"
"$OFFRAMP" settle kosovo-1999 "--wor${rlo}lds" 3; echo "exit $?"
"$OFFRAMP" settle kosovo-1999 --worlds "3${csi}2J"; echo "exit $?"
printf 'offramp: 1\nti\342\200\256tle: "a\302\233b"\n' | "$OFFRAMP" check /dev/stdin; echo "exit $?"
printf '{"issues\342\200\256": 1}' | "$OFFRAMP" space info /dev/stdin; echo "exit $?"
