#!/bin/sh
# Downloads missing modules of the program and prints a line for each.
# Usage: modules.sh GO
set -eu
go=$1
echo "Checking the program's Go modules; missing ones are downloaded now."
status=$(mktemp)
trap 'rm -f "$status"' EXIT
trap 'exit 130' INT TERM
# With -x go prints its downloads; each module is one zip file.
{ "$go" mod download -x 2>&1 || echo failed >"$status"; } | awk '
/^# get .*\.zip$/ { n++; sub(/^.*\/\/[^\/]*\//, ""); sub(/@v\//, ""); print "  download " n ": " $0; fflush(); next }
/^#/ { next }
{ print }'
[ ! -s "$status" ]
