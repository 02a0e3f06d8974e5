#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Same input, same bytes: builds the program with GCC -O3 and -O0 and with clang 16 -O3, runs every
# verb that ends in JSON on the Kosovo case with 1 and 2 threads, and compares the output to the byte.
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
make gcc-O3 g++ -O3
make gcc-O0 g++ -O0
make clang-O3 clang++-16 -O3
status=0
for verb in check settle brief read weigh; do
  for build in gcc-O3 gcc-O0 clang-O3; do
    for threads in 1 2; do
      worlds='--worlds 512 --seed 7'
      [ "$verb" != check ] || worlds=
      # shellcheck disable=SC2086
      "build/bytes-$build/offramp" "$verb" cases/kosovo-1999 --json $worlds --threads "$threads" >"$out/$verb-$build-$threads" || status=1
      cmp "$out/$verb-gcc-O3-1" "$out/$verb-$build-$threads" || status=1
    done
  done
done
[ "$status" = 0 ] && echo "same bytes: GCC -O3, GCC -O0 and clang -O3, 1 and 2 threads"
exit $status
