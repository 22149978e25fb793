package commandline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEraseAsksAndUndoRestores(t *testing.T) {
	b := newBox(t)
	b.ok("add", "--area", "Running", "--title", "stays")
	goes := strings.TrimSpace(strings.TrimPrefix(b.ok("add", "--area", "Running", "--title", "goes"), "saved "))
	if got := b.run("erase", goes); got.status != statusUsage || !strings.Contains(got.err, "--yes") {
		t.Errorf("erasing without --yes: %+v", got)
	}
	b.ok("delete", goes)
	if got := b.ok("undo"); !strings.Contains(got, "undone: ") {
		t.Errorf("undo says %q", got)
	}
	if got := b.run("erase"); got.status != statusUsage || !strings.Contains(got.err, "--bin") {
		t.Errorf("erasing nothing in particular: %+v", got)
	}
	b.ok("erase", goes, "--yes")
	if got := b.ok("list"); strings.Contains(got, "goes") || !strings.Contains(got, "stays") {
		t.Errorf("after erasing: %s", got)
	}
	if got := b.run("undo"); got.status == 0 || !strings.Contains(got.err, "no change") {
		t.Errorf("undo after erasing: %+v", got)
	}
	if got := b.ok("erase", "--bin"); !strings.Contains(got, "empty") {
		t.Errorf("erasing an empty bin: %q", got)
	}
	b.ok("delete", "last")
	if got := b.run("erase", "--bin"); got.status != statusUsage || !strings.Contains(got.err, "stays") {
		t.Errorf("erasing the bin without --yes: %+v", got)
	}
	if got := b.ok("erase", "--bin", "--yes"); !strings.Contains(got, "1 entry") {
		t.Errorf("erasing the bin: %q", got)
	}
	if got := b.ok("list", "--bin"); strings.Contains(got, "stays") {
		t.Errorf("the bin still holds %q", got)
	}
}

func TestAddInboxNeedsNoPassphrase(t *testing.T) {
	b := newBox(t)
	if got := b.ok("add", "--inbox", "--area", "running", "--title", "from a script"); !strings.Contains(got, "in the inbox") {
		t.Errorf("it says %q", got)
	}
	files, err := filepath.Glob(filepath.Join(b.journal(), "inbox", "*.age"))
	if err != nil || len(files) != 1 {
		t.Fatalf("the inbox holds %q (%v)", files, err)
	}
	if raw, err := os.ReadFile(files[0]); err != nil || strings.Contains(string(raw), "script") {
		t.Errorf("the inbox can be read (%v)", err)
	}
	if got := b.run("list"); !strings.Contains(got.out, "from a script") || !strings.Contains(got.err, "was imported") {
		t.Errorf("it was not imported: %+v", got)
	}
}

// The inbox knows no measures and no experiments: what would be lost on the way is refused.
func TestInboxSaysWhatItCannotTake(t *testing.T) {
	b := measuredBox(t)
	startBreathing(b)
	b.ok("experiment", "next", "Breathing")
	x := object(t, b.ok("experiment", "show", "Breathing", "--json"))
	try := `,"experiment":{"id":"` + x["id"].(string) + `","name":"Breathing","try":1,"arm":"` + x["tries"].([]any)[0].(map[string]any)["arm"].(string) + `"}}`
	for object, want := range map[string][]string{
		`{"area":"Running","title":"x","measures":{"Laps":3}}`: {"measures need", "locked or in use", "enact edit"},
		`{"area":"Running","title":"x"` + try:                  {"experiment needs", "locked or in use", "enact add --experiment"},
	} {
		b.failsFed(object, statusRejected, want, "add", "-", "--inbox")
		b.failsFed(object, statusRejected, append(want, "line 1"), "add", "--lines", "--inbox")
	}
	if out := b.ok("list"); out != "" {
		t.Errorf("there is\n%s", out)
	}
	b.okFed(`{"area":"Running","title":"x","measures":{"Laps":3}}`, "add", "-")
	b.okFed(`{"area":"Running","title":"x"`+try, "add", "-")
}
