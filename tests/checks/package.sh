#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Packs a build (docs/installing.md), unpacks the package into a bare folder, and runs every verb there by the
# name of a shipped case, from an empty folder, as an ordinary user, with nothing of the checkout in reach.
# Skipped, saying so, where a tool of Debian's packaging is absent. Usage: package.sh BUILD_FOLDER
set -eu
for tool in cpack dpkg-deb dpkg-shlibdeps file; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed (docs/installing.md)"; exit 77; }
done
build=$(CDPATH='' cd -- "$1" && pwd)
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
chmod 755 "$T"
(cd "$T" && cpack --config "$build/CPackConfig.cmake" -B "$T/pack" >"$T/cpack.log" 2>&1) ||
  { cat "$T/cpack.log" >&2; exit 1; }
set -- "$T"/pack/*.deb
[ $# = 1 ] && [ -f "$1" ] || { echo "not one package: $*" >&2; exit 1; }
dpkg-deb --info "$1" >"$T/info"
dpkg-deb --contents "$1" >"$T/contents"
grep -q '^ Depends: .*libc6' "$T/info" || { echo "the package names no libraries" >&2; exit 1; }
for path in ./usr/bin/offramp ./usr/share/offramp/cases/kosovo-1999/case.yaml ./usr/share/man/man1/offramp.1 \
            ./usr/share/bash-completion/completions/offramp ./usr/share/offramp/schema/case.schema.json \
            ./usr/share/offramp/models/military/forts.yaml; do
  grep -q " $path" "$T/contents" || { echo "the package lacks $path" >&2; exit 1; }
done
dpkg-deb -x "$1" "$T/bare"
mkdir "$T/desk"
chmod 777 "$T/desk"
as_user=
[ "$(id -u)" != 0 ] || as_user='setpriv --reuid=65534 --regid=65534 --clear-groups'
offramp() {
  (cd "$T/desk" && $as_user env -i HOME="$T/desk" PATH=/usr/bin:/bin "$T/bare/usr/bin/offramp" "$@" >"$T/out" 2>&1) ||
    { echo "offramp $*: exit $?" >&2; cat "$T/out" >&2; exit 1; }
  [ -s "$T/out" ] || { echo "offramp $* said nothing" >&2; exit 1; }
}
offramp list
cases=$(awk '/^[a-z]/ {print $1}' "$T/out")
echo "$cases" | grep -q kosovo-1999 || { echo "list does not name kosovo-1999" >&2; cat "$T/out" >&2; exit 1; }
offramp verbs --json
python3 -c 'import json, sys
for verb in json.load(open(sys.argv[1]))["verbs"]:
    # What is known is not sealed, and the outcome of every shipped case is.
    if verb["operand"]["kind"] == "case" and not verb["operand"].get("then") and verb["name"] != "seal":
        options = {option["name"] for option in verb["options"]}
        # Whoever pools needs somebody beside the case: one ships with the numbers of a red team.
        asked = "aceh-2005 --with-file" if "with-file" in options else "kosovo-1999"
        print(verb["name"], asked, "--worlds 64" if "worlds" in options else "")
' "$T/out" >"$T/verbs"
while read -r verb; do
  # shellcheck disable=SC2086
  offramp $verb </dev/null
done <"$T/verbs"
verbs=$(cut -d' ' -f1 "$T/verbs" | tr '\n' ' ')
[ -s "$T/desk/kosovo-1999-briefing.html" ] || { echo "brief wrote no page" >&2; exit 1; }
offramp new my-case
offramp check my-case
offramp schema
grep -q '"\$schema"' "$T/out"
offramp --help
echo "package: $(basename "$1");" $verbs "by a case's name, new, schema and list, as an ordinary user"
