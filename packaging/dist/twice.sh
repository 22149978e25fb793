#!/bin/sh
# Makes the packages twice: in two folders, on two days, in two time zones and languages, under two umasks, of
# files with other dates in another order on the disk, the second time with an empty cache of the compiler; they
# must be the same to the byte. It builds the last commit.
# Usage: twice.sh GO [all|deb], with TAGS. SHARED_CACHE=1 keeps the compiler's cache, which saves most of the time
# and leaves out what the compiler itself could do differently.
set -eu
go=$1
what=${2:-all}
place=$(mktemp -d)
trap 'chmod -R u+w "$place"; rm -rf "$place"' EXIT
trap 'exit 130' INT TERM

# build FOLDER DAY ZONE LANGUAGE UMASK
build() {
	echo "== in $1, on $2, in $3, under $4, with the umask $5"
	(
		umask "$5"
		git clone -q . "$place/$1"
		cd "$place/$1"
		find . -path ./.git -prune -o -exec touch -h -d "$2" {} +
		unset SOURCE_DATE_EPOCH VERSION OUT
		TZ=$3 LANG=$4 LC_ALL=$4 faketime -f "@$2 12:34:56" packaging/dist.sh "$go" "$what"
	)
}

build one 2027-01-02 Pacific/Kiritimati C.UTF-8 022
if [ -z "${SHARED_CACHE:-}" ]; then
	GOCACHE=$place/cache
	export GOCACHE
fi
build a/longer/way/to/two 2031-08-09 America/St_Johns tr_TR.UTF-8 077

diff -r "$place/one/build/dist" "$place/a/longer/way/to/two/build/dist"
echo "$(find "$place/one/build/dist" -type f | wc -l) files are the same to the byte, $(cd "$place/one/build/dist" && ls ./*.deb) among them."
