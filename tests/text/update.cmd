# New evidence goes behind the old, everything else stays as it is; nothing is written when a row is wrong.
mkdir "$T/c" && cp cases/kosovo-1999/case.yaml "$T/c/case.yaml" && cp "$T/c/case.yaml" "$T/old.yaml"
cat >"$T/new.csv" <<'END'
id,date,what,by,about,kind,likelihood:holds_out,likelihood:bargains,likelihood:seeks_exit,grade,because
new_word,1999-05-05,"He said: ""talks"", and # more",fry,fry,word,0.2 to 0.4,0.4,0.5,B2,as reported
END
"$OFFRAMP" update "$T/c" "$T/new.csv" --quiet; echo "exit $?"
diff "$T/old.yaml" "$T/c/case.yaml"
"$OFFRAMP" update "$T/c" "$T/new.csv" --quiet; echo "exit $?"
"$OFFRAMP" update "$T/c" "$T/new.csv" --as-of 1998-01-01 --quiet; echo "exit $?"
"$OFFRAMP" update "$T/c"; echo "exit $?"
"$OFFRAMP" settle "$T/old.yaml" --worlds 64 --quiet --json --evidence "$T/new.csv" | grep -A 4 '"added"'
# A watch item whose last date has passed is listed by check.
sed 's/^  - id: brigade_leaves$/&\n    until: 1999-05-05/' cases/kosovo-1999/case.yaml >"$T/watch.yaml"
"$OFFRAMP" check "$T/watch.yaml" 2>&1 | grep -A 1 "To be looked at"
