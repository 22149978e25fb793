package commandline

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/vault"
)

// A journal from a thousand entries on: what reads a few of them says the same, whether all are opened or not.
func TestWhatReadsAFewEntriesSaysTheSame(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there is no index on this system")
	}
	b := newBox(t)
	var table strings.Builder
	table.WriteString("time,area,type,title,happened\n")
	for i := range 1100 {
		fmt.Fprintf(&table, "2025-%02d-%02d 10:00,%s,experience,Run %d,Along the river\n", 1+i/100, 1+i%28, []string{"Running", "Piano"}[i%2], i)
	}
	b.ok("area", "add", "Piano")
	b.ok("import", "csv", b.file("table.csv", table.String()))
	id := savedID(t, b.ok("add", "--area", "Piano", "Played for hours"))
	b.ok("delete", savedID(t, b.ok("add", "--area", "Piano", "Played for a minute")))
	index := filepath.Join(b.journal(), "index")
	for _, args := range [][]string{
		{"list", "-n", "3"}, {"list", "-n", "3", "--area", "piano"}, {"list", "-n", "2", "--json"}, {"list", "-n", "2", "--format", "csv"},
		{"list", "--from", "2025-11-01"}, {"list", "--from", "2026-11-23", "--area", "Running"}, {"list", "--bin", "-n", "3"},
		{"list", "-n", "3", "--area", "Sleeping"}, {"list", "-n", "3", "--tag", "never"}, {"list", "-n", "3", "--filter", "none"},
		{"show", "last"}, {"show", id}, {"show", id, "--json"}, {"show", id[len(id)-8:]}, {"show", "01ARZ3ND"}, {"show", "xy"},
		{"search", "HOURS"}, {"search", "river", "run 12"}, {"search", "zebra"}, {"list", "played", "-n", "1"}, {"search", "--bin", "minute"}, {"search", "zebra", "--json"},
	} {
		if _, err := os.Stat(index); err != nil {
			t.Fatalf("there is no index: %v", err)
		}
		peekable(t, b)
		few := b.run(args...)
		if err := os.Remove(index); err != nil {
			t.Fatal(err)
		}
		if all := b.run(args...); few != all { // which writes the index anew
			t.Errorf("enact %s: of a few entries %+v, of all %+v", strings.Join(args, " "), few, all)
		}
	}
	// What saves one entry keeps the index, and says and undoes the same.
	for _, args := range [][]string{
		{"add", "--area", "piano", "Played a scale. @evening"}, {"checkin", "Piano", "60"}, {"add", "Played"}, {"add", "--area", "Sleep", "Slept"},
		{"add", "--area", "Piano", "--set", "Bars=3", "Played"}, {"checkin", "Sleep", "60"}, {"plan", "--area", "Piano", "--time", "tomorrow 18:00", "A prelude"},
	} {
		few := b.run(args...)
		peekable(t, b)
		if few.status == 0 {
			id := savedID(t, few.out)
			b.ok("show", id)
			b.ok("undo")
		}
		if err := os.Remove(index); err != nil {
			t.Fatal(err)
		}
		all := b.run(args...)
		if few.status == 0 && all.status == 0 {
			few.out, all.out = strings.ReplaceAll(few.out, savedID(t, few.out), "ID"), strings.ReplaceAll(all.out, savedID(t, all.out), "ID")
			b.ok("undo")
		}
		if few != all {
			t.Errorf("enact %s: of a few entries %+v, of all %+v", strings.Join(args, " "), few, all)
		}
	}
	// Without the index nothing is slower than it was, and with it nothing that was damaged is passed over.
	if err := os.Truncate(filepath.Join(b.journal(), "log", "000001.log"), 100); err != nil {
		t.Fatal(err)
	}
	if r := b.run("list", "-n", "3"); !strings.Contains(r.err, "log") {
		t.Errorf("a damaged log is not reported: %+v", r)
	}
}

// peekable fails the test if the index cannot be used.
func peekable(t *testing.T, b *box) {
	t.Helper()
	j, err := journal.Peek(t.Context(), b.journal(), vault.NoPassphrase(), journal.Options{Now: b.env.now})
	if err != nil {
		t.Fatalf("the index is not used: %v", err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}
