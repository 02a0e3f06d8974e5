# Without names: in no form, and not as the file's name; left out by class.
N='aceh|indonesia|jakarta|helsinki|ahtisaari|(^|[^a-z])(gam|goi|cmi)([^a-z]|$)'
"$OFFRAMP" brief cases/aceh-2005 --quiet --worlds 16 --hide-names --output "$T/h.html" && grep -ciE "$N" "$T/h.html"
"$OFFRAMP" brief cases/aceh-2005 --quiet --worlds 16 --hide-names --json | grep -ciE "$N"
"$OFFRAMP" brief cases/aceh-2005 --quiet --worlds 16 --hide-names --short --markdown >"$T/h.md"; grep -ciE "$N" "$T/h.md"; head -n 12 "$T/h.md"
(cd "$T" && cp -r "$OLDPWD/cases/aceh-2005" secret && "$OFFRAMP" brief secret --quiet --worlds 16 --hide-names && ls)
"$OFFRAMP" brief cases/aceh-2005 --quiet --hide-names --set title=x; echo "exit $?"
"$OFFRAMP" brief cases/aceh-2005 --quiet --leave-out sources,jokes; echo "exit $?"
# Word, where pandoc is there to write it: nor in the document, nor in what it says of itself.
if command -v pandoc >/dev/null; then
  "$OFFRAMP" brief cases/aceh-2005 --quiet --worlds 16 --hide-names --output "$T/h.docx" >/dev/null
  python3 - "$T/h.docx" "$N" <<'P'
import re, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
parts = [n + z.read(n).decode("utf-8", "ignore") for n in z.namelist() if n.endswith((".xml", ".rels", ".svg"))]
print(sum(bool(re.search(sys.argv[2].replace("(gam|goi|cmi)", "(goi|cmi)"), p, re.I)) for p in parts), len(parts) > 3)
P
else
  echo "0 True"
fi
