# SPDX-License-Identifier: Apache-2.0
# Sourced by ./offramp and ./test with $root set. Installs missing Debian packages and builds.

say() { printf 'offramp: %s\n' "$*" >&2; }

# missing_packages FILE...: the packages named in the files that are not installed
missing_packages() {
  for package in $(cat "$@"); do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
  done
}

# ensure_packages FILE...: installs what is missing, as root or by sudo, or says the one line to run
ensure_packages() {
  if ! command -v dpkg-query >/dev/null 2>&1; then
    say "this is not a Debian system; the packages to look for are in packaging/*.txt"
    return 0
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  line="apt-get update && apt-get install -y --no-install-recommends ${missing% }"
  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root=sudo
  else
    say "some Debian packages are missing, and this needs root to install them. Run as root:"
    printf '\n  %s\n\n' "$line" >&2
    exit 69
  fi
  say "installing Debian packages: ${missing% }"
  log=$(mktemp)
  # shellcheck disable=SC2086
  if ! { apt_get update -q && apt_get install -y -q --no-install-recommends $missing; } </dev/null; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    say "installing failed. Run as root:"
    printf '\n  %s\n\n' "$line" >&2
    exit 69
  fi
  rm -f "$log"
}

# apt_get ARGUMENTS...: runs apt-get into $log, with $as_root. A fresh cloud machine installs its own updates
# for its first minutes and holds apt's locks meanwhile: that is waited for, a quarter of an hour at most.
apt_get() {
  waited=0
  until $as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get "$@" >"$log" 2>&1; do
    grep -qE 'Could not get lock|Unable to (lock|acquire)' "$log" || return 1
    [ "$waited" != 0 ] || say "another program is installing packages and holds apt's lock; waiting for it"
    [ "$waited" -lt 900 ] || return 1
    sleep "${OFFRAMP_APT_PAUSE:-5}"
    waited=$((waited + 5))
  done
}

# build PRESET TARGET: configures and builds when a source is newer than the last build of that target
build() {
  tree=$root/build/$1
  stamp=$tree/.built-$2
  if [ -f "$stamp" ] && [ -z "$(find "$root/src" "$root/cmake" "$root/tests" "$root/bench" "$root/fuzz" \
        "$root/CMakeLists.txt" "$root/CMakePresets.json" -newer "$stamp" -print -quit 2>/dev/null)" ]; then
    return 0
  fi
  mkdir -p "$tree"
  say "building ($1); the first time takes a few minutes"
  started=$tree/.started-$2.$$
  : >"$started"
  log=$tree/build-$2.log
  # One build at a time; a second caller waits, and finds nothing left to do.
  flock "$tree/.lock" sh -c ': >"$4" && cd "$1" && cmake --preset "$2" && exec nice cmake --build --preset "$2" --target "$3"' \
    build "$root" "$1" "$2" "$log" >>"$log" 2>&1 </dev/null &
  builder=$!
  trap 'kill "$builder" 2>/dev/null; exit 130' INT TERM
  show_progress "$builder" "$log"
  if wait "$builder"; then
    trap - INT TERM
    mv "$started" "$stamp"
    return 0
  fi
  rm -f "$started"
  grep -E -m 20 -A 3 'error|Error|FAILED' "$log" >&2 || tail -n 20 "$log" >&2
  say "the build failed; the whole log is in ${log#"$root/"}"
  exit 70
}

# show_progress PROCESS LOG: how far the build is, until the process ends: one line that counts on a terminal,
# elsewhere a line for every tenth.
show_progress() {
  shown=0
  while kill -0 "$1" 2>/dev/null; do
    sleep 0.5
    step=$(sed -n 's|^\[\([0-9]*/[0-9]*\)\].*|\1|p' "$2" | tail -n 1)
    [ -n "$step" ] || continue
    tenth=$((10 * ${step%/*} / ${step#*/}))
    if [ -t 2 ]; then
      printf '\r\033[Kofframp: built %s of %s' "${step%/*}" "${step#*/}" >&2
    elif [ "$tenth" -gt "$shown" ]; then
      say "built ${step%/*} of ${step#*/}"
      shown=$tenth
    fi
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
}
