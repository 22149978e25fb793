#!/bin/sh
# Runs a command on its own virtual X screen, which closes with it.
set -eu
exec xvfb-run -a -s "-screen 0 1920x1200x24 -nolisten tcp" "$@"
