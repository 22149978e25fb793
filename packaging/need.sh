#!/bin/sh
# Installs the Debian packages named on the command line that are not there yet, and says
# first which and what for. Usage: need.sh WHY PACKAGE...
set -eu
why=$1
shift
if ! command -v dpkg-query >/dev/null 2>&1; then
	echo "This is no Debian or Ubuntu: see README.md for the packages that your system needs ($why)."
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
echo "Installing with apt-get ($why):$missing"
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
$sudo apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to be split
$sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
