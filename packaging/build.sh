#!/bin/sh
# Runs go build, and shows its progress if there is much to compile.
# Usage: build.sh GO ARGUMENT-OF-GO-BUILD...
set -eu
go=$1
shift
status=$(mktemp)
trap 'rm -f "$status"' EXIT
trap 'exit 130' INT TERM
# With -v go prints each package that it compiles; all other output is an error.
{ "$go" build -v "$@" 2>&1 || echo failed >"$status"; } | awk '
/^[A-Za-z0-9._\/~-]+$/ {
	n++
	if (/^github.com\/go-gl\//) print "  compiling " $0 " (C, which takes longest)"
	else if (n % 25 == 0) print "  compiling: " n " packages so far, now " $0
	fflush()
	next
}
{ print }'
[ ! -s "$status" ]
