#!/bin/sh
# Puts the files of files.txt where they belong below a prefix, from the root of the project.
# Usage: place.sh BUILD PREFIX, with the folder that stands for build/ in the list.
set -eu
build=$1
prefix=$2
umask 022
while read -r mode from to; do
	case $mode in '' | \#*) continue ;; esac
	case $from in build/*) from=$build/${from#build/} ;; esac
	case $from in
	*/)
		for f in "$from"*; do
			install -Dm"$mode" "$f" "$prefix/$to${f##*/}"
		done
		;;
	*) install -Dm"$mode" "$from" "$prefix/$to" ;;
	esac
done <packaging/files.txt
