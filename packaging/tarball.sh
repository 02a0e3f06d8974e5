#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A tarball that runs where the Debian package does not: the program, its data and the libraries beside it that not every
# distribution has, found by a path relative to the program. The C library is the system's: the oldest that will do is
# printed, read off the versions of the symbols that are asked for. Nothing else was tried on other distributions.
# Usage: tarball.sh BUILD_FOLDER OUTPUT_FOLDER   (docs/installing.md; needs patchelf)
set -eu
for tool in patchelf ldd objdump cmake python3; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed" ; exit 77; }
done
here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
build=$(CDPATH='' cd -- "$1" && pwd)
mkdir -p "$2"
out=$(CDPATH='' cd -- "$2" && pwd)
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")
name="offramp-$version-linux-$(uname -m)"
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cmake --install "$build" --prefix "$T/$name" --strip >/dev/null
mkdir "$T/$name/lib"
# What every Linux with glibc has stays the system's: the C library, and the loader.
ldd "$T/$name/bin/offramp" | awk '$2 == "=>" && $3 ~ /^\// {print $3}' |
  grep -Ev '/(libc|libm|libpthread|libdl|librt|ld-linux[^/]*)\.so' | LC_ALL=C sort >"$T/libraries"
while read -r library; do
  cp -L "$library" "$T/$name/lib/"
  patchelf --set-rpath '$ORIGIN' "$T/$name/lib/$(basename "$library")"
done <"$T/libraries"
patchelf --set-rpath '$ORIGIN/../lib' "$T/$name/bin/offramp"
python3 "$here/sbom.py" "$T/$name" "$version" "$T/libraries" >"$T/$name/offramp.spdx.json"
glibc=$(for file in "$T/$name/bin/offramp" "$T/$name"/lib/*; do
          objdump -T "$file" 2>/dev/null | grep -o 'GLIBC_[0-9.]*' || true
        done | sort -Vu | tail -n 1)
# The same bytes for the same contents: order, owners and times say nothing.
epoch=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct 2>/dev/null || echo 0)}
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch" -C "$T" -cf - "$name" | gzip -n >"$out/$name.tar.gz"
echo "$out/$name.tar.gz: $(wc -l <"$T/libraries") libraries beside it; needs ${glibc#GLIBC_} or later of glibc"
