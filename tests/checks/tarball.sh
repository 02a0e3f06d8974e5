#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the tarball of a build twice, compares the bytes, unpacks it and runs the program with the libraries beside it
# and none of the system's but the C library's; looks through its list of contents. Skipped where patchelf is absent.
# Usage: tarball.sh BUILD_FOLDER
set -eu
checkout=$(CDPATH='' cd -- "$(dirname "$0")/../.." && pwd)
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export SOURCE_DATE_EPOCH=1
for copy in one two; do
  status=0
  sh "$checkout/packaging/tarball.sh" "$1" "$T/$copy" >"$T/said" || status=$?
  [ "$status" = 0 ] || { cat "$T/said"; exit "$status"; }
done
set -- "$T"/one/*.tar.gz
cmp "$1" "$T/two/$(basename "$1")"
tar -xzf "$1" -C "$T"
folder=$T/$(basename "$1" .tar.gz)
mv "$folder" "$T/moved"
program=$T/moved/bin/offramp
ldd "$program" | awk '$2 == "=>" {print $3}' | grep -v "^$T/moved/" |
  grep -Ev '/(libc|libm|libpthread|libdl|librt)\.so' && { echo "taken from the system"; exit 1; }
mkdir "$T/desk"
cd "$T/desk"
env -i HOME="$T/desk" PATH=/usr/bin:/bin "$program" settle kosovo-1999 --worlds 64 --quiet >"$T/settled"
grep -q "would both sign one and the same text" "$T/settled"
python3 - "$T/moved" <<'PY'
import hashlib, json, os, sys
folder = sys.argv[1]
sbom = json.load(open(os.path.join(folder, "offramp.spdx.json"), encoding="utf-8"))
assert sbom["spdxVersion"] == "SPDX-2.3" and sbom["dataLicense"] == "CC0-1.0"
packages = {p["SPDXID"]: p for p in sbom["packages"]}
assert len(packages) == len(sbom["packages"]), "an identifier occurs twice"
for relation in sbom["relationships"]:
    assert relation["relatedSpdxElement"] in packages, relation
named = " ".join(p.get("comment", "") for p in packages.values())
for library in os.listdir(os.path.join(folder, "lib")):
    assert library in named, library + " is not listed"
program = hashlib.sha256(open(os.path.join(folder, "bin", "offramp"), "rb").read()).hexdigest()
assert packages["SPDXRef-offramp"]["checksums"][0]["checksumValue"] == program
assert sum("purl" == r["referenceType"] for p in packages.values() for r in p.get("externalRefs", [])) >= 10
PY
tail -n 1 "$T/said" | sed "s#^$T/two/##"
