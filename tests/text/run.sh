#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every tests/text/NAME.cmd (shell, $OFFRAMP is the program, $T a fresh folder) from the root of the
# checkout and compares what it prints, both streams and the exit code, with NAME.out.
# OFFRAMP_UPDATE_EXPECTED=1 writes the .out files instead. Usage: run.sh PROGRAM [NAME...]
set -u
OFFRAMP=$(readlink -f "$1")
shift
export OFFRAMP LC_ALL=C.UTF-8 COLUMNS=80
cd "$(dirname "$0")/../.." || exit 1
failed=0 passed=0
[ $# -gt 0 ] || set -- $(cd tests/text && ls ./*.cmd | sed 's|^\./||; s|\.cmd$||')
for name in "$@"; do
  T=$(mktemp -d)
  export T
  got=$T.got
  { sh "tests/text/$name.cmd" 2>&1 </dev/null; echo "exit $?"; } | sed "s|$T|\$T|g" >"$got"
  if [ "${OFFRAMP_UPDATE_EXPECTED:-}" = 1 ]; then
    cp "$got" "tests/text/$name.out"
  elif diff -u "tests/text/$name.out" "$got"; then
    passed=$((passed + 1))
  else
    echo "FAILED: $name" >&2
    failed=$((failed + 1))
  fi
  rm -rf "$T" "$got"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
