# Nothing changed; a number changed; what cannot be compared.
"$OFFRAMP" compare cases/kosovo-1999 cases/kosovo-1999 --quiet --worlds 64 --seeds 2; echo "exit $?"
"$OFFRAMP" compare cases/kosovo-1999 --quiet --worlds 64 --seeds 2 --set 'no_deal.fry.utility.value=30 to 45' --set 'no_deal.nato.utility.value=60 to 75'; echo "exit $?"
"$OFFRAMP" compare cases/kosovo-1999 --quiet; echo "exit $?"
"$OFFRAMP" compare cases/kosovo-1999 cases/kosovo-1999 --set title=x; echo "exit $?"
"$OFFRAMP" compare cases/kosovo-1999 a b; echo "exit $?"
"$OFFRAMP" compare cases/kosovo-1999 a -o b.doc; echo "exit $?"
"$OFFRAMP" compare cases/kosovo-1999@--output=x cases/kosovo-1999; echo "exit $?"
"$OFFRAMP" compare cases/kosovo-1999@HEAD:x cases/kosovo-1999; echo "exit $?"
# An earlier self, from git.
mkdir "$T/r" && cp tests/cases/good/panama-1974.yaml "$T/r/case.yaml"
(cd "$T/r" && git init -q && git add . && git -c user.name=a -c user.email=a@b commit -q -m a)
sed -i 's/^title: .*/title: Renamed/' "$T/r/case.yaml"
"$OFFRAMP" compare "$T/r@HEAD" "$T/r" --quiet --worlds 8 --seeds 2 | head -n 12
"$OFFRAMP" compare "$T/r@HEAD" "$T/r" --quiet --worlds 8 --seeds 2 --json | grep -A 4 '"path": "title"'
"$OFFRAMP" compare "$T/r@HEAD" "$T/r" --quiet --worlds 8 --seeds 2 -o "$T/r.html" >/dev/null && grep -c "<h1>Renamed" "$T/r.html"
"$OFFRAMP" compare "$T/r@nothing" "$T/r"; echo "exit $?"
"$OFFRAMP" compare cases/kosovo-1999 cases/kosovo-1999 --quiet --worlds 64 --seeds 2 -o "$T/x.html" >/dev/null && grep -c "Nothing changed" "$T/x.html"
# A thing taken out.
"$OFFRAMP" compare tests/cases/good/panama-1974.yaml --quiet --worlds 8 --seeds 2 --set question=~ | head -n 12
"$OFFRAMP" compare tests/cases/good/panama-1974.yaml --quiet --set nothing=~; echo "exit $?"
