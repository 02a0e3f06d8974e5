#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A file may include only from its own room and from floors below (docs/architecture.md). Prints every
# include that breaks the rule. Usage: floors.sh [ROOT]
set -eu
cd "${1:-.}/src/offramp"
floor_of() {
  case $1 in
    base) echo 0 ;;
    bargaining | games | graphmodel | dynamics | evidence | mechanism | spatial | rhetoric | sensitivity) echo 1 ;;
    case | formats) echo 2 ;;
    analysis) echo 3 ;;
    briefing) echo 4 ;;
    verbs) echo 5 ;;
    cli | server | python | cluster) echo 6 ;;
    *) echo unknown ;;
  esac
}
broken=$(
  for file in $(find . -name '*.h' -o -name '*.cc' | sed 's|^\./||' | sort); do
    room=${file%%/*}
    floor=$(floor_of "$room")
    [ "$floor" != unknown ] || { echo "$file: the room $room is on no floor"; continue; }
    sed -n 's|^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]offramp/\([a-z_]*\)/.*|\1|p' "$file" | sort -u |
      while read -r other; do
        [ "$other" != "$room" ] || continue
        below=$(floor_of "$other")
        if [ "$below" = unknown ] || [ "$below" -ge "$floor" ]; then
          echo "$file (floor $floor) includes from $other (floor $below)"
        fi
      done
    grep -n 'include "[^o]' "$file" | grep -v 'include "offramp/' | sed "s|^|$file:|" || true
  done
)
[ -z "$broken" ] || { printf '%s\n' "$broken" >&2; exit 1; }
