#!/bin/sh
# How long other journals take with the same entries: packaging/peers.sh [EXPORT.csv]
# EXPORT.csv is an export of Enactive ("enact export csv"); without it, 100,000 entries are made as by
# "make bench". RedNotebook is used if it is installed (apt install rednotebook), or at $REDNOTEBOOK, a folder
# with its package as in "apt-get download rednotebook; dpkg -x rednotebook_*.deb FOLDER"; jrnl if it is on the
# PATH (pip install jrnl). What is not there is left out. Nothing is fetched here.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT INT TERM
export HOME="$temp/home" XDG_RUNTIME_DIR="$temp/run" LC_ALL=C.UTF-8
unset XDG_CONFIG_HOME XDG_DATA_HOME ENACTIVE_JOURNAL
mkdir -p "$HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
python=/usr/bin/python3
[ -x "$python" ] || python=python3

table=${1-}
if [ -z "$table" ]; then
	(cd "$here" && go build -o "$temp/bench" ./proof/bench && go build -o "$temp/enact" ./cmd/enact)
	"$temp/bench" --prepare "$temp/journal" 100000 "$temp/floor.db"
	"$temp/enact" --journal "$temp/journal" export csv -o "$temp/table.csv"
	table=$temp/table.csv
fi

# measure NAME COMMAND... prints the processor's time and that on the wall of the second of two runs, and the
# memory at its peak.
measure() {
	name=$1
	shift
	"$python" - "$name" "$@" <<'EOF'
import os, resource, subprocess, sys, time
name, command = sys.argv[1], sys.argv[2:]
for run in range(2):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    status = subprocess.run(command, stdout=subprocess.DEVNULL).returncode
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
failed = "" if status == 0 else f", status {status}"
print(f"{name}: {processor*1000:.0f} ms of processor, {wall*1000:.0f} ms on the wall, {after.ru_maxrss/1000:.0f} MB{failed}")
EOF
}

rednotebook=${REDNOTEBOOK:-}/usr/share/rednotebook
if [ -d "$rednotebook/rednotebook" ] && "$python" -c 'import yaml' 2>/dev/null; then
	cat >"$temp/rn.py" <<'EOF'
# RedNotebook's own code, without its window: "write" makes its month files of an export, "list" loads them and
# shows the newest ten days, "search" loads them and searches all days, "add" loads them, adds and saves a day.
import csv, os, sys, datetime
rednotebook, what, folder = sys.argv[1:4]
sys.path.insert(0, rednotebook)
from rednotebook import storage
from rednotebook.data import Month
if what == "write":
    os.makedirs(folder, exist_ok=True)
    months = {}
    csv.field_size_limit(1 << 24)
    with open(sys.argv[4], encoding="utf-8-sig", newline="") as f:
        for row in csv.DictReader(f):
            year, month, day = (int(part) for part in row["time"][:10].split("-"))
            text = row.get("title", "") + "\n" + row.get("happened", "")
            days = months.setdefault((year, month), {})
            days[day] = days.get(day, "") + text + "\n\n"
    for (year, month), days in months.items():
        storage._save_month_to_disk(Month(year, month, {d: {"text": t} for d, t in days.items()}), folder)
    sys.exit()
months = storage.load_all_months_from_disk(folder)
days = [months[key].days[n] for key in sorted(months) for n in sorted(months[key].days)]
if what == "list":
    for day in days[-10:]:
        print(day, day.text[:60].replace("\n", " "))
elif what == "search":
    print(len([1 for day in days if day.search("nowhere", [])[1]]))
elif what == "add":
    today = datetime.date.today()
    key = storage.format_year_and_month(today.year, today.month)
    month = months.get(key) or Month(today.year, today.month)
    month.get_day(today.day).text += "\nRan along the river."
    month.edited = True
    storage._save_month_to_disk(month, folder)
EOF
	"$python" "$temp/rn.py" "$rednotebook" write "$temp/rn" "$table"
	for what in list search add; do
		measure "RedNotebook, $what" "$python" "$temp/rn.py" "$rednotebook" "$what" "$temp/rn"
	done
else
	echo "RedNotebook is not here (apt install rednotebook, or REDNOTEBOOK=FOLDER)"
fi

if command -v jrnl >/dev/null; then
	"$python" - "$table" >"$temp/jrnl.txt" <<'EOF'
import csv, sys
csv.field_size_limit(1 << 24)
with open(sys.argv[1], encoding="utf-8-sig", newline="") as f:
    for row in csv.DictReader(f):
        print("[" + row["time"][:16].replace("T", " ") + "] " + row.get("title", "") + "\n" + row.get("happened", "") + "\n")
EOF
	printf 'colors:\n  body: none\ndefault_hour: 9\nencrypt: false\nhighlight: false\njournals:\n  default:\n    journal: %s\ntimeformat: %s\nversion: v%s\n' \
		"$temp/jrnl.txt" '"%Y-%m-%d %H:%M"' "$(jrnl --version | sed -n 's/^jrnl v*//p' | head -1)" >"$temp/jrnl.yaml"
	measure "jrnl, list" jrnl --config-file "$temp/jrnl.yaml" -n 10 --short
	measure "jrnl, search" jrnl --config-file "$temp/jrnl.yaml" -contains nowhere
else
	echo "jrnl is not here (pip install jrnl)"
fi
