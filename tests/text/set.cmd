# What is changed for one answer is checked as the file is, and said in the answer.
"$OFFRAMP" check cases/kosovo-1999 --set no_deal.fyr.utility=20; echo "exit $?"
"$OFFRAMP" settle cases/kosovo-1999 --set no_deal.fry.utility=120 --quiet; echo "exit $?"
"$OFFRAMP" settle cases/kosovo-1999 --set title=a --set title=b; echo "exit $?"
"$OFFRAMP" settle cases/kosovo-1999 --set title; echo "exit $?"
"$OFFRAMP" settle cases/kosovo-1999 --set; echo "exit $?"
"$OFFRAMP" settle cases/kosovo-1999 --variant harder; echo "exit $?"
"$OFFRAMP" settle cases/kosovo-1999 --worlds 64 --quiet --set no_deal.fry.utility.value='20 to 30' --set "title=Kosovo, changed" | head -n 8
"$OFFRAMP" settle cases/kosovo-1999 --worlds 64 --quiet --json --set no_deal.fry.utility.value='20 to 30' | grep -A 5 '"settings"'
"$OFFRAMP" check cases/kosovo-1999 --json --set no_deal.fry.utility.value=x | grep -A 3 '"in"'
cat cases/kosovo-1999/case.yaml - >"$T/case.yaml" <<'END'
variants:
  hard: {name: Belgrade can hold out, set: {no_deal.fry.utility.value: 60 to 75}}
  broken: {name: Not sound, set: {no_deal.fry.utility.value: much}}
END
"$OFFRAMP" check "$T/case.yaml"; echo "exit $?"
"$OFFRAMP" weigh "$T/case.yaml" --worlds 64 --quiet --variant hard | head -n 5
"$OFFRAMP" read "$T/case.yaml" --worlds 64 --quiet --variant hard --json | grep -A 6 '"settings"'
