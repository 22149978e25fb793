#!/bin/sh
# Runs the quick tests on other days, in other time zones and languages, in random order, twice, and
# as an ordinary user. The day is that of clock.Now: see package clock.
# Usage: anyday.sh all|first|nobody GO
set -eu
which=$1
go=$2
quick=". ./clock/... ./cmd/commandline ./journal ./journal/backup ./journal/exchange ./journal/datadir ./journal/describe ./journal/wording/... ./ui/state ./ui/page"
more="./charts/... ./journal/insight ./journal/passphrase ./journal/vault/... ./resources/sample ./ui ./ui/idle ./ui/choose ./ui/control ./ui/dayview ./ui/figure ./ui/input ./ui/paint ./ui/prose ./ui/shell ./ui/surface ./cmd/enactive"

# on DAY ZONE LANGUAGE TIMES PACKAGE... runs the tests of packages on that day.
on() {
	echo "== $1, in $2, under $3, without a display, $4 time(s)"
	day=$1 zone=$2 language=$3 times=$4
	shift 4
	env -u DISPLAY -u WAYLAND_DISPLAY -u LANGUAGE ENACTIVE_TEST_NOW="$day" TZ="$zone" LC_ALL="$language" LANG="$language" \
		GOFLAGS=-ldflags=-X=enactive/clock.variable=ENACTIVE_TEST_NOW \
		"$go" test -vet=off -short -count="$times" -shuffle=on -timeout 15m "$@"
}

# asNobody DAY PACKAGE... runs tests as an unprivileged user with a copy of the files.
asNobody() {
	if [ "$(id -u)" -ne 0 ]; then
		echo "== as an ordinary user: all of the above was"
		return
	fi
	echo "== $1, as an ordinary user"
	day=$1
	shift
	place=$(mktemp -d)
	trap 'rm -rf "$place"' EXIT
	trap 'exit 130' INT TERM
	mkdir "$place/files" "$place/home" "$place/tests"
	git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf - | tar -C "$place/files" -xf -
	chmod -R a+rX "$place"
	chown nobody "$place/home"
	for p in "$@"; do
		test=$place/tests/$(echo "$p" | tr / _).test
		"$go" test -c -ldflags -X=enactive/clock.variable=ENACTIVE_TEST_NOW -o "$test" "$p"
		chmod a+rx "$test"
		echo "$p"
		(cd "$place/files/$p" && env -i PATH="$PATH" HOME="$place/home" TMPDIR="$place/home" ENACTIVE_TEST_NOW="$day" \
			setpriv --reuid=nobody --regid=nogroup --clear-groups "$test" -test.short -test.shuffle=on -test.timeout=15m)
	done
}

# shellcheck disable=SC2086 # the lists are meant to be split
case $which in
first)
	on 2024-02-29T23:30:00Z Pacific/Kiritimati tr_TR.UTF-8 1 $quick
	;;
all)
	on 2024-02-29T12:00:00Z America/St_Johns tr_TR.UTF-8 1 $quick $more
	on 2026-12-31T23:59:00Z UTC C 2 $quick
	on 2027-03-28T01:30:00Z Pacific/Kiritimati ja_JP.UTF-8 1 $quick $more
	on 2031-07-01T12:00:00Z UTC ja_JP.UTF-8 1 $quick
	asNobody 2031-07-01T12:00:00Z ./cmd/commandline ./journal ./journal/backup ./journal/exchange ./journal/vault ./ui/state
	;;
nobody)
	asNobody 2031-07-01T12:00:00Z ./cmd/commandline ./journal ./journal/backup ./journal/exchange ./journal/vault ./ui/state
	;;
*)
	echo "usage: anyday.sh all|first|nobody GO" >&2
	exit 2
	;;
esac
