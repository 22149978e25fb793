#!/bin/sh
# Runs a command on a virtual X screen of its own, which ends with it.
set -eu
exec xvfb-run -a -s "-screen 0 1920x1200x24 -nolisten tcp" "$@"
