# No output is written over an input or over another output, under whatever name; nothing is computed first.
cp tests/cases/good/minimal.json "$T/c.json" && ln -s c.json "$T/link.json" && ln "$T/c.json" "$T/hard.json"
cp "$T/c.json" "$T/before"
for name in c.json ./c.json link.json hard.json; do
  "$OFFRAMP" brief "$T/c.json" -o "$T/$name"; echo "exit $?"
  "$OFFRAMP" weigh "$T/$name" --sqlite "$T/c.json"; echo "exit $?"
done
"$OFFRAMP" weigh kosovo-1999 --csv "$T/x" --sqlite "$T/./x"; echo "exit $?"
"$OFFRAMP" brief kosovo-1999 --events "$T/before" -o "$T/before"; echo "exit $?"
cmp "$T/c.json" "$T/before" && ls "$T"
echo "several files: all or none"
"$OFFRAMP" weigh kosovo-1999 --quiet --worlds 64 --csv "$T/x.csv" --sqlite "$T/none/x.db"; echo "exit $?"
"$OFFRAMP" new "$T/c.json/case"; echo "exit $?"
files="tests/cases/space/domain.xml tests/cases/space/tenant.xml tests/cases/space/landlord.json"
mkdir "$T/web" && echo mine >"$T/web/tenant.json"
"$OFFRAMP" space convert $files --reservation 0,0 --out "$T/web"; echo "exit $?"
ls "$T" "$T/web"
