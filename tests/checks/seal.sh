#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The ledger of sealed statements: it grows by whole lines, notices what was changed, survives a kill, and is scored.
#
#   tests/checks/seal.sh PROGRAM
set -eu
program=$(realpath "$1")
cases=$(realpath "$(dirname "$0")/../../cases")
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
mkdir mine
python3 - "$cases/kosovo-1999/case.yaml" <<'PY'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
begin = text.index("\nactual:")
end = re.compile(r"^\w", re.M).search(text, begin + 2)
open("actual.txt", "w", encoding="utf-8").write(text[begin:end.start() if end else None])
open("mine/case.yaml", "w", encoding="utf-8").write(text[:begin] + "\n" + (text[end.start():] if end else ""))
PY
seal() { "$program" seal mine --worlds 64 --who Ann --quiet; }
fail() { echo "seal: $1" >&2; exit 1; }
seal > first.txt
grep -q "SHA-256: $(sha256sum mine/case.yaml | cut -d' ' -f1)" first.txt || fail "the sum of the case is not sha256sum's"
cp mine/ledger.jsonl one
printf '{"sealed":"2026' >> mine/ledger.jsonl      # what a killed program leaves
seal > /dev/null
[ "$(wc -l < mine/ledger.jsonl)" = 2 ] || fail "two lines were expected"
[ "$(head -n 1 mine/ledger.jsonl)" = "$(cat one)" ] || fail "the first line was changed"
[ "$(tail -n 1 mine/ledger.jsonl | python3 -c 'import json,sys; print(json.load(sys.stdin)["previous"])')" = \
  "$(printf %s "$(cat one)" | sha256sum | cut -d' ' -f1)" ] || fail "the chain is not sha256sum's"
cp mine/ledger.jsonl two
for wait in 0 0.02 0.05 0.1 0.3; do                # killed at any moment it holds the lines before, and perhaps one more
  "$program" seal mine --worlds 64 --quiet > /dev/null 2>&1 & victim=$!
  sleep "$wait"; kill -9 "$victim" 2> /dev/null || true; wait "$victim" 2> /dev/null || true
  head -n 2 mine/ledger.jsonl | cmp -s - two || fail "a kill lost a line"
done
seal > /dev/null
sed -i '1s/"by":"Ann"/"by":"Eve"/' mine/ledger.jsonl
if seal 2> wrong.txt; then fail "a changed ledger was taken"; fi
grep -q 'ledger.jsonl: line 2 does not carry the sum' wrong.txt || fail "the changed line is not named"
cp two mine/ledger.jsonl
cat actual.txt >> mine/case.yaml
"$program" read --score mine --worlds 64 --quiet > score.txt
grep -q "What was sealed beforehand" score.txt || fail "nothing was scored"
grep -q "too few to say which is better" score.txt || fail "few statements were ranked"
if seal 2> wrong.txt; then fail "a case whose outcome is known was sealed"; fi
grep -q "its outcome is recorded" wrong.txt || fail "it is not said why"
echo "seal: good"
