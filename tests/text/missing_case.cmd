"$OFFRAMP" settle "$T/a case with spaces"; echo "exit $?"
"$OFFRAMP" check cases/kosovo-1998; echo "exit $?"
mkdir "$T/empty" && "$OFFRAMP" check "$T/empty"; echo "exit $?"
"$OFFRAMP" settle docs; echo "exit $?"
head -c 5000001 /dev/zero | tr '\0' '#' >"$T/large.yaml"
"$OFFRAMP" check "$T/large.yaml"; echo "exit $?"
OFFRAMP_DATA=. "$OFFRAMP" check kosovo1999
