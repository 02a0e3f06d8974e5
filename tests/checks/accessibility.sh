#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Nothing that axe-core finds in a briefing: light, dark and on a phone. Needs Node, Chromium and the npm
# packages axe-core and playwright-core in the folder named by OFFRAMP_NODE_MODULES, by default
# ~/.cache/offramp-node; accessibility_setup.sh fetches them.
# Without them it says so and ends with 77. Usage: accessibility.sh PROGRAM
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(readlink -f "$1")
modules=${OFFRAMP_NODE_MODULES:-$HOME/.cache/offramp-node}
skip() { echo "skipped: $1"; exit 77; }
command -v node >/dev/null || skip "Node is absent"
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "Chromium is absent"
for package in axe-core playwright-core; do
  [ -d "$modules/node_modules/$package" ] || skip "$package is not in $modules (OFFRAMP_NODE_MODULES)"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for name in kosovo-1999 ukraine-2022 aceh-2005; do
  "$program" brief "$root/cases/$name" --worlds 256 --quiet --output "$folder/$name.html" >/dev/null
done
node "$root/tests/checks/accessibility.mjs" "$modules" "$chromium" "$folder"/*.html
