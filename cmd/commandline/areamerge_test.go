package commandline

import (
	"strings"
	"testing"
)

// twins is a journal file with two areas whose names look the same.
const twins = `{"format":"enactive","version":1,
"areas":[{"name":"Caf\u00e9","purpose":"to rest"},{"name":"Cafe\u0301"}],
"entries":[{"area":"Caf\u00e9","time":"2026-11-01T10:00:00+01:00","title":"one"},{"area":"Cafe\u0301","time":"2026-11-02T10:00:00+01:00","title":"two"}]}`

func TestMergedAreasAreRestoredByUndo(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "Trails")
	b.add("--area", "Trails", "--title", "a hill")
	if out := b.ok("area", "merge", "trails", "running"); out != "merged Trails into Running, 1 entry moved\n" {
		t.Errorf("said %q", out)
	}
	if out := b.ok("area", "list"); strings.Contains(out, "Trails") {
		t.Errorf("the merged area is still there:\n%s", out)
	}
	b.ok("undo")
	if out := b.ok("list", "--area", "Trails"); !strings.Contains(out, "a hill") {
		t.Errorf("the merge was not taken back:\n%s", out)
	}
	b.fails(statusUsage, []string{"cannot be merged with itself"}, "area", "merge", "Running", "RUNNING")
	b.fails(statusFailed, []string{"there is no area"}, "area", "merge", "Running", "Piano")
}

func TestDuplicateAreasAreReportedAndMerged(t *testing.T) {
	b := newBox(t)
	b.ok("import", "json", b.file("old.json", twins))
	listed := b.run("area", "list")
	checkSentence(t, listed.err, "2 areas called Caf\u00e9", "enact area merge")
	if listed.status != 0 || strings.Count(listed.out, "Caf") != 2 {
		t.Errorf("status %d:\n%s", listed.status, listed.out)
	}
	b.fails(statusUsage, []string{"a name that no other area has"}, "area", "add", "CAFE\u0301")
	if out := b.ok("area", "merge", "Caf\u00e9", "Caf\u00e9"); !strings.Contains(out, "1 entry moved") {
		t.Errorf("said %q", out)
	}
	if out := b.ok("list", "--area", "Cafe\u0301"); !strings.Contains(out, "one") || !strings.Contains(out, "two") {
		t.Errorf("the area holds\n%s", out)
	}
	b.ok("area", "list")
}

func TestTableMatchesAreaInAnyUnicodeForm(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "Caf\u00e9")
	b.ok("import", "csv", b.file("table.csv", "time,area,title\n2026-11-01,Cafe\u0301,one\n2026-11-02,CAF\u00c9,two\n"))
	if out := b.ok("area", "list"); strings.Count(strings.ToLower(out), "caf") != 1 {
		t.Errorf("the areas are\n%s", out)
	}
	b.add("--area", "Cafe\u0301", "--title", "three")
	if out := b.ok("list", "--area", "cafe\u0301"); strings.Count(out, "\n") != 4 {
		t.Errorf("the area holds\n%s", out)
	}
}
