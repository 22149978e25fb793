#!/bin/sh
# What debian-test.sh does within the fresh Debian. Usage: debian-test-inside.sh OLD.deb NEW.deb
set -eu
old=$1
new=$2
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin

say() { printf '== %s\n' "$*"; }
fail() {
	printf 'FAIL: %s\n' "$*" >&2
	exit 1
}
get() { apt-get -qq -o Dpkg::Use-Pty=0 "$@" >/tmp/apt.log 2>&1 || { cat /tmp/apt.log >&2; fail "apt-get $*"; }; }
# user COMMAND... runs a command as an ordinary person.
user() { runuser -u jo -- env -i HOME=/home/jo PATH=/usr/bin:/bin LC_ALL=C.UTF-8 DISPLAY=:7 XDG_RUNTIME_DIR=/run/jo "$@"; }
sums() { (cd /home/jo && find . -type f -exec sha256sum {} + | sort -k2); }
installed() { dpkg-query -W -f '${Version}' enactive 2>/dev/null || true; }

useradd -m jo
mkdir -p /run/jo && chown jo /run/jo && chmod 700 /run/jo
echo "four words nobody expects" >/home/jo/passphrase
chown jo /home/jo/passphrase && chmod 600 /home/jo/passphrase
enact() { user ENACTIVE_PASSPHRASE_FILE=/home/jo/passphrase enact "$@"; }

say "Install the version before, without what is only recommended"
get update
get install -y --no-install-recommends "$old"
ldd /usr/bin/enactive | grep 'not found' && fail "a library is missing"
for f in enact.1 enact-add.1 enact-area-add.1 enactive.1; do
	[ -f "/usr/share/man/man1/$f.gz" ] || grep -q 'path-exclude.*man' /etc/dpkg/dpkg.cfg.d/* || fail "there is no $f"
done

say "Write with it"
before=$(installed)
[ "$(enact --version)" = "enact ${before%-1}" ] || fail "enact is $(enact --version), and the package $before"
enact init --passphrase-file /home/jo/passphrase
enact area add "Half marathon"
enact add --area "Half marathon" --title "8 km along the river" --outcome success --performance 70
enact list | grep -q '8 km along the river' || fail "the entry is not in the list"
written=$(sums)

say "Upgrade"
get install -y --no-install-recommends "$new"
[ "$(sums)" = "$written" ] || fail "the upgrade changed something in the home folder"
dpkg --compare-versions "$(installed)" gt "$before" || fail "$(installed) is not newer than $before"
enact list | grep -q '8 km along the river' || fail "the entry is gone after the upgrade"
enact add --area "Half marathon" --title "Hill repeats" --outcome partial
enact checkin "Half marathon" 60
enact check

say "Open the window"
get install -y --no-install-recommends xvfb xdotool x11-utils libgl1-mesa-dri openbox
user sh -c 'Xvfb :7 -screen 0 1280x800x24 -nolisten tcp >/dev/null 2>&1 & sleep 5; openbox >/dev/null 2>&1 &'
# window waits for the window of the program and prints its number.
window() {
	for _ in $(seq 120); do
		w=$(user xdotool search --onlyvisible --class '^Enactive$' 2>/dev/null | tail -n 1)
		[ -z "$w" ] || { echo "$w"; return; }
		sleep 1
	done
	fail "no window came"
}
class=$(sed -n 's/^StartupWMClass=//p' /usr/share/applications/app.enactive.Enactive.desktop)
user enactive --quick >/tmp/quick.log 2>&1 &
w=$(window)
user xprop -id "$w" WM_CLASS | grep -q "\"$class\"\$" || fail "its class is $(user xprop -id "$w" WM_CLASS) and the desktop entry has $class"
sleep 5
user xdotool windowactivate --sync "$w"
# The area first: a locked journal does not tell which there are.
user xdotool type --delay 60 "Half marathon"
user xdotool key Tab
user xdotool type --delay 60 "Tempo without a watch"
sleep 2
user xdotool key ctrl+Return
for _ in $(seq 60); do
	user xdotool search --onlyvisible --class '^Enactive$' >/dev/null 2>&1 || break
	sleep 1
done
enact list | grep -q 'Tempo without a watch' || fail "what the window took down is not in the list: $(cat /tmp/quick.log) $(enact list)"
user enactive >/tmp/window.log 2>&1 &
w=$(window)
sleep 5
user xdotool windowactivate --sync "$w"
user xdotool type --delay 60 "four words nobody expects"
user xdotool key Return
# "enact status" ends with 3 while another program has the journal open, and does not open it.
for _ in $(seq 60); do
	status=0
	enact status >/dev/null 2>&1 || status=$?
	[ "$status" -ne 3 ] || { open=yes; break; }
	sleep 1
done
[ "${open:-}" = yes ] || fail "the window did not open the journal: $(cat /tmp/window.log)"
user xdotool key ctrl+w
for _ in $(seq 60); do
	user xdotool search --onlyvisible --class '^Enactive$' >/dev/null 2>&1 || break
	sleep 1
done

say "Remove, and purge"
listed=$(enact list)
written=$(sums)
get remove -y enactive
[ "$(sums)" = "$written" ] || fail "removing the package changed something in the home folder"
[ ! -e /usr/bin/enact ] || fail "enact is still there"
get purge -y enactive
[ "$(sums)" = "$written" ] || fail "purging the package changed something in the home folder"
left=$(find / -xdev \( -path /proc -o -path /tmp -o -path /home -o -path /var/lib/apt -o -path /var/cache/apt -o -path /var/log \) -prune -o -iname '*enact*' -print)
[ -z "$left" ] || fail "it leaves $left"

say "Install it again"
get install -y --no-install-recommends "$new"
enact check
[ "$(enact list)" = "$listed" ] || fail "the journal is another one"
echo "$listed"
say "The journal is what it was through upgrade, removal and purge."
