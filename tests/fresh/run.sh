#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Proves the two commands of the README on a bare Debian 12: makes one with debootstrap (nothing but git
# and a shell added), clones this checkout into it, and runs them there. Needs root, debootstrap, about
# 4 GB of disk and a quarter of an hour; outside CI. Usage: tests/fresh/run.sh FOLDER [MIRROR]
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
folder=${1:?usage: tests/fresh/run.sh FOLDER [MIRROR]}
mirror=${2:-$(sed -n 's/^URIs: *//p; s/^deb \([^ ]*\) .*/\1/p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n 1)}
[ ! -e "$folder" ] || { echo "$folder exists; name a new folder" >&2; exit 2; }
debootstrap --variant=minbase --include=git,ca-certificates bookworm "$folder" "${mirror:-http://deb.debian.org/debian}"
cp /etc/resolv.conf "$folder/etc/resolv.conf"
for settings in /etc/apt/apt.conf.d/*proxy*; do
  [ ! -f "$settings" ] || cp "$settings" "$folder/etc/apt/apt.conf.d/"
done
git clone -q --no-hardlinks "$root" "$folder/offramp"
mount --bind /proc "$folder/proc"
trap 'umount "$folder/proc"' EXIT
inside() { chroot "$folder" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb \
  ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} "$@"; }

# Without root and without the packages: one clear line, and nothing touched.
inside sh -c 'useradd -m analyst && cp -r /offramp /home/analyst/ && chown -R analyst /home/analyst/offramp'
inside su analyst -c 'cd /home/analyst/offramp && ./offramp check cases/kosovo-1999' 2>"$folder/refusal" && exit 1
cat "$folder/refusal"
grep -q 'apt-get install -y' "$folder/refusal"

inside sh -c 'cd /offramp && ./offramp brief cases/kosovo-1999'
ls -l "$folder"/offramp/*.html
inside sh -c 'cd /offramp && ./test'
# Later uses start at once, and arguments pass through untouched.
inside sh -c 'cd /offramp && ./offramp check "a case with spaces"' && exit 1 || true
echo "fresh Debian 12: both commands work"
