#!/bin/sh
# Takes away what install.sh put beside it, and nothing else: journals and settings stay.
# Usage: PREFIX/lib/enactive/uninstall.sh
set -eu
own=$(cd "$(dirname "$0")" && pwd)
prefix=${own%/lib/enactive}
if [ "$prefix" = "$own" ] || [ ! -f "$own/files" ]; then
	echo "uninstall.sh: run the copy that install.sh put into PREFIX/lib/enactive" >&2
	exit 1
fi
while read -r f; do rm -f "$prefix/$f"; done <"$own/files"
rm -f "$own/files" "$own/uninstall.sh"
# Only folders of the program itself, and only where they are empty. PREFIX/share/enactive is none of them:
# journals are in there.
for folder in "$own" "$prefix/share/doc/enactive"; do
	rmdir "$folder" 2>/dev/null || true
done
if command -v update-desktop-database >/dev/null 2>&1; then
	update-desktop-database -q "$prefix/share/applications" 2>/dev/null || true
fi
echo "Enactive is no longer in $prefix. Journals and settings are where they were."
