#!/bin/sh
# Makes the Debian package of what is built for this system; called by dist.sh, which sets version, maintainer,
# work, out and linux.
#
# dpkg-deb makes it and not nfpm: dpkg-shlibdeps, which finds the dependencies, is needed in any case and comes with
# it; it takes SOURCE_DATE_EPOCH and sorts by itself; and "go run nfpm" would compile some two hundred modules.
set -eu
arch=$(dpkg --print-architecture)
root=$work/deb
packaging/place.sh "$linux" "$root/usr"

doc=$root/usr/share/doc/enactive
# Debian's zsh looks here.
mkdir -p "$root/usr/share/zsh"
mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
# The policy wants the licences in one file, and both changelogs and the manual pages compressed.
{
	printf 'Enactive is under this licence:\n\n'
	cat "$doc/LICENSE"
	printf '\nThe programs contain these libraries and fonts, under the licences below. Freetype is used under its own\n'
	printf 'licence; the other one that it offers is in /usr/share/common-licenses/GPL-2.\n\n'
	awk '
	/^ *Apache License$/ { print "Apache License, Version 2.0: on Debian systems it is in /usr/share/common-licenses/Apache-2.0."; skip = 1 }
	!skip { print }
	/limitations under the License/ { skip = 0 }' "$doc/licences.txt"
} >"$doc/copyright"
rm "$doc/LICENSE" "$doc/licences.txt"
mv "$doc/CHANGELOG.md" "$doc/changelog"
"$work/dist" -version "$version" -epoch "$SOURCE_DATE_EPOCH" -author "$maintainer" changelog "$doc/changelog.Debian"
gzip -9n "$doc/changelog" "$doc/changelog.Debian" "$root"/usr/share/man/man1/*.1
install -Dm644 packaging/dist/lintian-overrides "$root/usr/share/lintian/overrides/enactive"

# What the programs are linked with, and what the window opens itself when it starts.
mkdir -p "$work/shlibdeps/debian"
printf 'Source: enactive\n\nPackage: enactive\nArchitecture: any\n' >"$work/shlibdeps/debian/control"
depends=$(cd "$work/shlibdeps" && dpkg-shlibdeps -O --ignore-missing-info -e"../deb/usr/bin/enactive" 2>"../shlibdeps.log") || { cat "$work/shlibdeps.log" >&2; exit 1; }
depends=${depends#shlibs:Depends=}
for lib in $(strings -n 6 "$root/usr/bin/enactive" | grep -oE '^lib[A-Za-z0-9_+-]+\.so\.[0-9]+$' | sort -u); do
	case $lib in
	libX11-xcb.so.1) depends="$depends, libx11-xcb1" ;;
	libXcursor.so.1) depends="$depends, libxcursor1" ;;
	libXi.so.6) depends="$depends, libxi6" ;;
	libXinerama.so.1) depends="$depends, libxinerama1" ;;
	libXrandr.so.2) depends="$depends, libxrandr2" ;;
	libXrender.so.1) depends="$depends, libxrender1" ;;
	libXxf86vm.so.1) depends="$depends, libxxf86vm1" ;;
	libGLX.so.0) depends="$depends, libglx0" ;;
	libGL.so.1 | libX11.so.6 | libc.so.6 | libm.so.6) ;; # linked with
	libEGL.so.1 | libGLES_CM.so.1 | libGLESv1_CM.so.1 | libGLESv2.so.2 | libOpenGL.so.0 | libOSMesa.so.[68] | libvulkan.so.1) ;; # other ways to draw, not taken
	*)
		echo "The window opens $lib, of which packaging/dist/deb.sh does not know the package." >&2
		exit 1
		;;
	esac
done

mkdir -p "$root/DEBIAN"
size=$(du -k --apparent-size -s "$root/usr" | cut -f1)
cat >"$root/DEBIAN/control" <<END
Package: enactive
Version: $version-1
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $size
Depends: $depends
Recommends: libgl1-mesa-dri
Suggests: xclip | wl-clipboard, gnome-keyring, hunspell-en-us
Section: misc
Priority: optional
${SITE:+Homepage: $SITE
}Description: private, offline journal of what you tried and what it shows
 For people who want to perform well at something that matters to them, and to
 believe in themselves for good reasons. You write down what you tried, how
 sure you were before, how stressed you were, and how it went by your own
 standard. Enactive keeps it encrypted on your own disk, draws how your belief
 moved and at what stress you did your best work, and never claims more than
 the entries show.
 .
 It opens no network connection and has no account. Everything leaves as CSV,
 JSON, Markdown or PDF and comes back unchanged.
 .
 This package has the window, enactive, and the command line, enact. Journals
 are in the home folders of their writers; removing or purging the package
 leaves them alone.
END
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group --threads-max=1 -Zxz -z1 --build "$root" "$out/enactive_$version-1_$arch.deb" >/dev/null
