#!/bin/sh
# Installs the Debian package in a fresh Debian 12 as a user would, writes with it, upgrades it, removes it and
# purges it; the journal must be the same to the byte afterwards. It also checks what is in the package.
# Usage: debian-test.sh GO, as root; "make dist-test" calls it. The fresh Debian is kept in ENACTIVE_DEBIAN_ROOT,
# or ~/.cache/enactive-dist, for the next time.
set -eu
go=$1
umask 022
export LC_ALL=C
cache=${ENACTIVE_DEBIAN_ROOT:-$HOME/.cache/enactive-dist}
work=$(mktemp -d)
root=$work/root
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
[ "$(id -u)" -eq 0 ] || { echo "debootstrap and chroot need root" >&2; exit 1; }

say() { printf '== %s\n' "$*"; }
fail() {
	printf 'FAIL: %s\n' "$*" >&2
	exit 1
}

say "The package, and one of a version before from the same tree"
rm -rf build/dist-before
OUT=build/dist-before VERSION=0.2.99 packaging/dist.sh "$go" deb
[ -n "$(find build/dist -name '*.deb' 2>/dev/null)" ] || packaging/dist.sh "$go" deb
old=$(echo build/dist-before/*.deb)
new=$(echo build/dist/*.deb)

say "What is in $new"
[ -n "${NO_LINTIAN:-}" ] || lintian --allow-root --fail-on error "$new"
dpkg-deb -x "$new" "$work/tree"
desktop-file-validate "$work/tree/usr/share/applications/app.enactive.Enactive.desktop"
appstreamcli validate --no-net "$work/tree/usr/share/metainfo/app.enactive.Enactive.metainfo.xml"
for f in "$work"/tree/usr/share/man/man1/*.gz; do
	said=$(man --warnings=w -l "$f" 2>&1 >/dev/null) || true
	[ -z "$said" ] || fail "man says of $f: $said"
done
[ -z "$(find "$work/tree" -newermt "@$(($(dpkg-deb --fsys-tarfile "$new" | tar -tv --full-time -f - | awk 'NR == 1 { print $4 " " $5 }' | date -u -f - +%s) + 1))" -type f)" ] || fail "files have more than one date"

say "A fresh Debian 12"
if [ ! -f "$cache/debian12.tar" ]; then
	mkdir -p "$cache"
	# The first mirror of this system, unless MIRROR says which.
	mirror=${MIRROR:-$(cat /etc/apt/sources.list /etc/apt/sources.list.d/debian.* 2>/dev/null |
		sed -n 's/^URIs: *//p; s/^deb *\(\[.*\] *\)\{0,1\}\(http[^ ]*\) .*/\2/p' | sed -n 1p)}
	debootstrap --variant=minbase bookworm "$work/fresh" "$mirror" >"$work/debootstrap.log" || { tail "$work/debootstrap.log" >&2; exit 1; }
	tar -C "$work/fresh" -cf "$cache/debian12.tar.new" .
	mv "$cache/debian12.tar.new" "$cache/debian12.tar"
fi
mkdir "$root"
tar -C "$root" -xf "$cache/debian12.tar"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp -R /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d"
cp "$old" "$new" "$root/tmp"
cp packaging/dist/debian-test-inside.sh "$root/tmp/inside.sh"
cat >"$root/etc/dpkg/dpkg.cfg.d/fast" <<END
force-unsafe-io
END
# Everything in there ends with it, and nothing stays mounted.
unshare --mount --pid --fork sh -c '
	mount -t proc proc "$1/proc" && mount -t tmpfs none "$1/run" && mkdir -p "$1/dev/shm" && mount -t tmpfs none "$1/dev/shm" &&
	mount --bind /dev/null "$1/dev/null" && exec chroot "$1" sh /tmp/inside.sh "/tmp/$2" "/tmp/$3"' - "$root" "${old##*/}" "${new##*/}"
