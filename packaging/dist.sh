#!/bin/sh
# Makes the packages in build/dist; docs/packages.md says what they are and how to check them.
# Usage: dist.sh GO [all|deb], with TAGS, and perhaps SITE, MAINTAINER, VERSION and SOURCE_DATE_EPOCH.
# Nothing in them depends on the day, the folder, the language, the umask or the order of a folder.
set -eu
go=$1
what=${2:-all}
umask 022
export LC_ALL=C TZ=UTC GOFLAGS=-buildvcs=false GOTOOLCHAIN=local
unset GOOS GOARCH GOAMD64 GOARM64 GOEXPERIMENT CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_LDFLAGS CC CXX

# Pinned, run by Go; neither is needed by "make build" or "make test".
winres=github.com/tc-hib/go-winres@v0.3.3
cyclonedx=github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.9.0

out=${OUT:-build/dist}
work=$out-work
rm -rf "$out" "$work"
mkdir -p "$out" "$work"
"$go" build -trimpath -o "$work/dist" ./packaging/dist

# The date of everything: that of the last commit, or of the last release where there is no history.
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
	SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null) || SOURCE_DATE_EPOCH=$("$work/dist" lastday)
fi
export SOURCE_DATE_EPOCH
version=${VERSION:-$("$work/dist" -epoch "$SOURCE_DATE_EPOCH" version)}
maintainer=${MAINTAINER:-The developers of Enactive <maintainers@users.noreply.r-seed-8ec4fb53.example>}
ldflags="-s -w -X main.version=$version"
parts() {
	"$work/dist" -version "$version" -epoch "$SOURCE_DATE_EPOCH" -site "${SITE:-}" -author "$maintainer" "$@"
}
echo "Enactive $version, everything of $(date -u -d "@$SOURCE_DATE_EPOCH" '+%Y-%m-%d %H:%M:%S')"

# archive NAME makes a tar.gz of the folder of that name in the work folder.
archive() {
	find "$work/$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
	tar -C "$work" --format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
		--mode=go=u,go-w -cf - "$1" | gzip -9n >"$out/$1.tar.gz"
}

# bill NAME FILE writes the bill of materials of a program.
bill() {
	"$go" run "$cyclonedx" bin -json -std -noserial -version "v$version" -output "$work/bill.json" "$2"
	"$work/dist" -epoch "$SOURCE_DATE_EPOCH" bill "$work/bill.json" "$out/$1.cdx.json"
}

echo "The programs for this system"
linux=$work/linux
mkdir -p "$linux"
arch=$("$go" env GOARCH)
CGO_ENABLED=0 packaging/build.sh "$go" -trimpath -ldflags "$ldflags" -o "$linux/enact" ./cmd/enact
packaging/build.sh "$go" -trimpath -tags "$TAGS" -ldflags "$ldflags" -o "$linux/enactive" ./cmd/enactive
mkdir -p "$linux/share/completions"
for s in bash zsh fish; do "$linux/enact" completion "$s" >"$linux/share/completions/$s"; done
parts share "$linux/share"

echo "The Debian package"
version=$version maintainer=$maintainer work=$work out=$out linux=$linux packaging/dist/deb.sh parts
[ "$what" = all ] || exit 0

echo "The archive for other Linux systems, with install.sh"
name=enactive-$version-linux-$arch
mkdir "$work/$name"
packaging/place.sh "$linux" "$work/$name"
cp packaging/dist/install.sh packaging/dist/uninstall.sh "$work/$name"
cp LICENSE README.md "$work/$name"
archive "$name"

# copies NAME puts into the folder of an archive what belongs to every program.
copies() {
	mkdir -p "$work/$1"
	cp LICENSE CHANGELOG.md resources/licences/licences.txt "$work/$1"
}

# resources NAME DESCRIPTION FILE puts the icon, the version and the manifest into a Windows program.
# Not as a .syso that go build finds: it would have to be among the sources, for -overlay does not reach it.
resources() {
	numbers=$(echo "$version" | sed 's/[^0-9.].*//').0
	sed "s|@NAME@|$1|g; s|@DESCRIPTION@|$2|g; s|@VERSION@|$version|g; s|@NUMBERS@|$numbers|g" packaging/dist/winres.json >"$linux/share/winres.json"
	"$go" run "$winres" patch --in "$linux/share/winres.json" --no-backup "$3"
}

for os in linux darwin windows; do
	for a in amd64 arm64; do
		echo "The command line for $os on $a"
		name=enact-$version-$os-$a
		copies "$name"
		if [ "$os" = windows ]; then
			CGO_ENABLED=0 GOOS=$os GOARCH=$a "$go" build -trimpath -ldflags "$ldflags" -o "$work/$name/enact.exe" ./cmd/enact
			resources enact "Enactive, the command line" "$work/$name/enact.exe"
			parts zip "$out/$name.zip" "$work/$name"
		else
			CGO_ENABLED=0 GOOS=$os GOARCH=$a "$go" build -trimpath -ldflags "$ldflags" -o "$work/$name/enact" ./cmd/enact
			cp -R "$linux/share/completions" "$work/$name/completions"
			cp -R "$linux/share/man" "$work/$name/man"
			archive "$name"
		fi
	done
done

echo "The window for Windows on amd64"
name=enactive-$version-windows-amd64
copies "$name"
cp "$work/enact-$version-windows-amd64/enact.exe" "$work/$name"
# These two are what windows.h says, too. With them the bindings of OpenGL do without it: for each of their 2,800
# functions gcc looks for the most similar of all names that it knows, and with those of Windows ten minutes were not enough.
CGO_CFLAGS="-O2 -g -DWINAPI=__stdcall -DAPIENTRY=WINAPI" CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc packaging/build.sh "$go" -trimpath -tags "$TAGS" \
	-ldflags "$ldflags -H=windowsgui -extldflags=-Wl,--no-insert-timestamp" -o "$work/$name/enactive.exe" ./cmd/enactive
resources enactive "Enactive, a private journal" "$work/$name/enactive.exe"
parts zip "$out/$name.zip" "$work/$name"

echo "The bills of materials"
bill "enactive-$version-linux-$arch" "$linux/enactive"
bill "enact-$version" "$linux/enact"
bill "enactive-$version-windows-amd64" "$work/enactive-$version-windows-amd64/enactive.exe"

echo "The manifests, the pictures and the sums"
mkdir "$out/pictures"
cp docs/pictures/home.png docs/pictures/entries.png docs/pictures/insights.png docs/pictures/calendar.png docs/pictures/quick.png "$out/pictures"
cp "$linux/share/app.enactive.Enactive.metainfo.xml" "$out"
{
	echo "version: $version"
	echo "date: $SOURCE_DATE_EPOCH"
	echo "go: $("$go" env GOVERSION)"
	echo "gcc: $(gcc -dumpfullversion), $(x86_64-w64-mingw32-gcc -dumpfullversion) for Windows"
	echo "system: $(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release)"
	echo "libraries: $(dpkg-query -W -f '${Package} ${Version}, ' libc6 libgl1 libx11-6 | sed 's/, $//')"
} >"$out/BUILT-WITH.txt"
parts manifests "$out" "$out"
[ -n "${SITE:-}" ] || echo "Without SITE=https://... there are no pictures in the metadata, no Homebrew formula and no winget manifest: each needs an address."
(cd "$out" && find . -type f ! -name SHA256SUMS | sed 's|^\./||' | sort | xargs sha256sum >SHA256SUMS)
rm -rf "$work"
echo "Everything is in $out:"
ls -l "$out"
