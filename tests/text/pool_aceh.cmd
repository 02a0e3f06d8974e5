# What the case's author and a red team believe together; the same bytes for 1 and 2 threads.
"$OFFRAMP" pool aceh-2005 --with-file --worlds 256 --quiet --top 4
"$OFFRAMP" pool aceh-2005 --with-file --worlds 64 --quiet --json --threads 1 >"$T/one"
"$OFFRAMP" pool aceh-2005 --with-file --worlds 64 --quiet --json --threads 2 | cmp - "$T/one" && echo "same bytes"
"$OFFRAMP" pool aceh-2005 --quiet; echo "exit $?"
"$OFFRAMP" pool kosovo-1999 --with-file --quiet; echo "exit $?"
# Two analysts who say the same differ in nothing.
mkdir "$T/c" && cp cases/aceh-2005/case.yaml "$T/c" && mkdir "$T/c/analysts"
echo 'no_deal.tni.utility: 30 to 40' | tee "$T/c/analysts/a.yaml" >"$T/c/analysts/b.yaml"
"$OFFRAMP" pool "$T/c" --worlds 64 --quiet --json | grep -E '"(apart|analyst_index|apart_error|numbers|blocks)"'
