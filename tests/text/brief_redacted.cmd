# Without names: in no form, and not as the file's name; left out by class.
N='aceh|indonesia|jakarta|helsinki|ahtisaari|(^|[^a-z])(gam|goi|cmi)([^a-z]|$)'
"$OFFRAMP" brief cases/aceh-2005 --quiet --worlds 16 --hide-names --output "$T/h.html" && grep -ciE "$N" "$T/h.html"
"$OFFRAMP" brief cases/aceh-2005 --quiet --worlds 16 --hide-names --json | grep -ciE "$N"
"$OFFRAMP" brief cases/aceh-2005 --quiet --worlds 16 --hide-names --short --markdown >"$T/h.md"; grep -ciE "$N" "$T/h.md"; head -n 12 "$T/h.md"
(cd "$T" && cp -r "$OLDPWD/cases/aceh-2005" secret && "$OFFRAMP" brief secret --quiet --worlds 16 --hide-names && ls)
"$OFFRAMP" brief cases/aceh-2005 --quiet --hide-names --set title=x; echo "exit $?"
"$OFFRAMP" brief cases/aceh-2005 --quiet --leave-out sources,jokes; echo "exit $?"
