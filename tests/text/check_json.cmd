# One JSON text, for a sound case, a faulty one and one that is not there.
for c in kosovo-1999 tests/cases/bad/duplicate-key.yaml tests/cases/none.yaml; do
  "$OFFRAMP" check "$c" --json >"$T/out"; echo "exit $?"
  python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); print(d["errors"], d["warnings"])' "$T/out"
done
