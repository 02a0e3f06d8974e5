#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# packaging/setup.sh against stand-ins for apt-get and cmake: a held lock is waited for with a word, another
# failure of apt-get is not; a build shows how far it is; a build that fails says where. Usage: setup.sh
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
mkdir "$T/bin" "$T/src"
export PATH="$T/bin:$PATH" T
expect() { grep -q "$2" "$T/$1" || { echo "$1 lacks: $2" >&2; cat "$T/$1" >&2; exit 1; }; }
stand_in() { { echo '#!/bin/sh'; cat; } >"$T/bin/$1"; chmod +x "$T/bin/$1"; }

stand_in id <<'END'
echo 0
END
stand_in apt-get <<'END'
echo call >>"$T/calls"
[ "$(wc -l <"$T/calls")" -gt 2 ] || { echo "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7"; exit 100; }
[ ! -e "$T/broken" ] || { echo "E: Unable to fetch some archives"; exit 100; }
END
stand_in cmake <<'END'
[ "$1" = --build ] || exit 0
for step in 1 2 3 4; do echo "[$step/4] Building part $step"; sleep 0.7; done
[ ! -e "$T/broken" ] || { echo "part.cc:1:1: error: no such thing"; exit 1; }
END

echo no-such-package >"$T/packages.txt"
run() { (root=$T; . "$root0/packaging/setup.sh"; "$@") 2>"$T/said"; }
root0=$root
export OFFRAMP_APT_PAUSE=0
run ensure_packages "$T/packages.txt"
expect said "holds apt's lock"
[ "$(wc -l <"$T/calls")" = 4 ] || { echo "apt-get ran $(wc -l <"$T/calls") times, not 4" >&2; exit 1; }
run build release offramp
expect said 'built [1-4] of 4'
[ -f "$T/build/release/.built-offramp" ]
touch "$T/broken"
if run ensure_packages "$T/packages.txt"; then echo "a broken apt-get was not noticed" >&2; exit 1; fi
expect said 'Unable to fetch'
expect said 'Run as root'
rm "$T/build/release/.built-offramp"
if run build release offramp; then echo "a broken build was not noticed" >&2; exit 1; fi
expect said 'error: no such thing'
expect said 'the whole log is in build/release/build-offramp.log'
[ ! -f "$T/build/release/.built-offramp" ]
echo "setup: lock waited for, progress shown, failures named"
