#!/bin/sh
# Installs missing Debian packages of those on the command line, after a line that says which and
# why. If another apt is running it waits for it.
# Usage: need.sh WHY PACKAGE...
set -eu
why=$1
shift
if ! command -v dpkg-query >/dev/null 2>&1; then
	echo "This is not Debian or Ubuntu: see CONTRIBUTING.md for the packages that your system needs ($why)."
	exit 0
fi
missing=
for p in "$@"; do
	case $(dpkg-query -W -f '${Status}' "$p" 2>/dev/null || true) in
	*"install ok installed"*) ;;
	*) missing="$missing $p" ;;
	esac
done
[ -n "$missing" ] || exit 0
sudo=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null 2>&1; then
		echo "These packages are missing ($why):$missing" >&2
		echo "Install them as root: apt-get install --no-install-recommends$missing" >&2
		exit 1
	fi
	sudo=sudo
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM

# apt runs apt-get and prints its output only on failure. apt-get waits only for the lock of dpkg,
# and not for those of its lists and downloads, so it is tried again every 5 seconds for at least
# 10 minutes.
apt() {
	tries=0
	# sudo drops environment variables, so they follow it.
	until $sudo env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=5 -qq "$@" >"$log" 2>&1; do
		tries=$((tries + 1))
		if ! grep -q '^E: Could not get lock' "$log" || [ "$tries" -ge 120 ]; then
			cat "$log" >&2
			echo "apt-get $1 did not succeed ($why)." >&2
			exit 1
		fi
		if [ "$tries" -eq 1 ]; then
			holder=$(sed -n 's/.*held by process \([0-9]* ([^)]*)\).*/: process \1/p' "$log" | head -n 1)
			echo "Another program installs packages at the moment$holder. Waiting until it is done."
		fi
		sleep 5
	done
}

echo "Installing with apt-get ($why):$missing"
apt update
# shellcheck disable=SC2086 # the list is meant to be split
apt install -y --no-install-recommends $missing
