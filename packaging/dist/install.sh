#!/bin/sh
# Installs Enactive from this folder: into ~/.local, or into /usr/local for root; no root is needed.
# Usage: ./install.sh [PREFIX]
# It copies files, notes which, and does nothing else; PREFIX/lib/enactive/uninstall.sh takes them away again.
set -eu
umask 022
case ${1:-} in
-*)
	sed -n '2,4s/^# //p' "$0"
	exit 2
	;;
esac
cd "$(dirname "$0")"
if [ -n "${1:-}" ]; then
	prefix=$1
elif [ "$(id -u)" -eq 0 ]; then
	prefix=/usr/local
else
	prefix=$HOME/.local
fi
mkdir -p "$prefix"
prefix=$(cd "$OLDPWD" && cd "$prefix" && pwd)
own=$prefix/lib/enactive
mkdir -p "$own"

# Files of the version before that are no more are taken away; the rest is replaced.
find bin share -type f | LC_ALL=C sort >"$own/files.new"
if [ -f "$own/files" ]; then
	LC_ALL=C comm -23 "$own/files" "$own/files.new" | while read -r f; do rm -f "$prefix/$f"; done
fi
while read -r f; do
	mkdir -p "$prefix/${f%/*}"
	# A new file is moved over the old one, so that a program that runs keeps its own.
	cp -f "$f" "$prefix/$f.new"
	mv -f "$prefix/$f.new" "$prefix/$f"
done <"$own/files.new"
mv -f "$own/files.new" "$own/files"
cp -f uninstall.sh "$own/uninstall.sh"

# A desktop does not look for programs in every folder that a shell does.
desktop=$prefix/share/applications/app.enactive.Enactive.desktop
sed "s|^Exec=enactive|Exec=\"$prefix/bin/enactive\"|" "$desktop" >"$desktop.new"
mv -f "$desktop.new" "$desktop"
if command -v update-desktop-database >/dev/null 2>&1; then
	update-desktop-database -q "$prefix/share/applications" 2>/dev/null || true
fi

echo "Enactive is in $prefix. $own/uninstall.sh takes it away again and leaves journals alone."
case :$PATH: in
*":$prefix/bin:"*) ;;
*) echo "$prefix/bin is not in your PATH: add it, or call $prefix/bin/enact." ;;
esac
