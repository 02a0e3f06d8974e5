#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Formatting (clang-format 16), an SPDX line in every source file, and files of at most 400 lines.
set -eu
cd "${1:-.}"
status=0
sources=$(find src bench fuzz tests -name '*.h' -o -name '*.cc')
# shellcheck disable=SC2086
clang-format-16 --dry-run -Werror $sources || status=1
for file in $sources $(find . -path ./build -prune -o \( -name '*.sh' -o -name '*.cmake' -o -name CMakeLists.txt \) -print); do
  head -n 3 "$file" | grep -q 'SPDX-License-Identifier: Apache-2.0' || { echo "$file: no SPDX line" >&2; status=1; }
done
for file in $sources; do
  lines=$(wc -l <"$file")
  [ "$lines" -le 400 ] || { echo "$file: $lines lines; at most 400" >&2; status=1; }
done
exit $status
