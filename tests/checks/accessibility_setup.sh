#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fetches what accessibility.sh needs and a bare Debian 12 lacks: Node and Chromium from Debian (as root), and
# two packages from the npm registry, without npm and without running anything of theirs. Where something
# cannot be had it says so and ends well, and the test skips.
set -u
modules=${OFFRAMP_NODE_MODULES:-$HOME/.cache/offramp-node}
registry=https://registry.npmjs.org

fetch() {  # fetch PACKAGE VERSION
  [ ! -f "$modules/node_modules/$1/package.json" ] || return 0
  into=$modules/node_modules/$1
  mkdir -p "$into" &&
    curl -fsSL --max-time 120 "$registry/$1/-/$1-$2.tgz" | tar -xz -C "$into" --strip-components=1 && return 0
  rm -rf "$into"
  return 1
}

missing=
command -v node >/dev/null || missing="nodejs"
command -v chromium >/dev/null || missing="$missing chromium"
command -v curl >/dev/null || missing="$missing curl"
# What the pages ask for; with wider fonts in its place two pages may take three.
[ -d /usr/share/fonts/truetype/liberation ] || [ -d /usr/share/fonts/truetype/liberation2 ] ||
  missing="$missing fonts-liberation"
if [ -n "$missing" ] && [ "$(id -u)" = 0 ]; then
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 ||
    echo "accessibility: $missing could not be installed; its test will skip"
fi
fetch axe-core 4.14.1 && fetch playwright-core 1.65.1 ||
  echo "accessibility: axe-core and playwright-core could not be fetched; its test will skip"
exit 0
