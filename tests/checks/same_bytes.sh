#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Same input, same bytes: runs every verb that ends in JSON on the Kosovo case with 1 and 2 threads, in the
# program of the tests (GCC -O3) and in one that another compiler made without optimising (clang 16 -O0), and
# compares the output to the byte. --all adds GCC -O0 and clang -O3 (docs/decisions/0002-same-bytes.md).
set -eu
cd "$(dirname "$0")/../.."
root=$PWD
. packaging/setup.sh
ensure_packages packaging/packages-build.txt packaging/packages-test.txt
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
make() { # NAME COMPILER FLAGS
  cmake -S . -B "build/bytes-$1" -G Ninja -DCMAKE_CXX_COMPILER="$2" -DCMAKE_BUILD_TYPE=None \
    -DCMAKE_CXX_FLAGS="$3" >/dev/null
  cmake --build "build/bytes-$1" --target offramp >"$out/$1.log" 2>&1 || { tail -n 30 "$out/$1.log" >&2; exit 1; }
}
build dev all
builds='dev bytes-clang-O0'
make clang-O0 clang++-16 -O0
if [ "${1:-}" = --all ]; then
  make gcc-O0 g++ -O0
  make clang-O3 clang++-16 -O3
  builds="$builds bytes-gcc-O0 bytes-clang-O3"
fi
# Every verb about a case that ends in JSON, with the worlds it takes.
build/dev/offramp verbs --json | python3 -c '
import json, sys
for verb in json.load(sys.stdin)["verbs"]:
    options = {option["name"] for option in verb["options"]}
    if verb["operand"]["kind"] == "case" and not verb["operand"].get("then") and "json" in options:
        # Whoever pools needs somebody beside the case: one ships with the numbers of a red team.
        asked = "cases/aceh-2005 --with-file" if "with-file" in options else "cases/kosovo-1999"
        print(verb["name"], asked, "--worlds 512 --seed 7" if "worlds" in options else "")' >"$out/verbs"
grep -q settle "$out/verbs"
status=0
while read -r verb asked; do
  for build in $builds; do
    for threads in 1 2; do
      # shellcheck disable=SC2086
      "build/$build/offramp" "$verb" $asked --json --threads "$threads" >"$out/$verb-$build-$threads" || status=1
      cmp "$out/$verb-dev-1" "$out/$verb-$build-$threads" || status=1
    done
  done
done <"$out/verbs"
[ "$status" = 0 ] && echo "same bytes: $builds, 1 and 2 threads"
exit $status
