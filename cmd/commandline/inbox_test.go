package commandline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/vault"
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

// A plan and a check-in find their way like an experience, whatever keeps the journal closed.
func TestPlansAndCheckInsGoThroughTheInbox(t *testing.T) {
	b := emptyBox(t)
	secret := b.file("secret", "four words nobody expects")
	b.ok("init", "--passphrase-file", secret)
	b.ok("--passphrase-file", secret, "area", "add", "Running")
	for _, args := range [][]string{
		{"plan", "--area", "Running", "--title", "First race", "--time", "2026-11-29 10:00", "-b", "55", "--ics", filepath.Join(b.dir, "race.ics")},
		{"checkin", "Running", "60"},
		{"checkin", "Running", "65", "--inbox"},
	} {
		if out := b.ok(args...); !strings.HasSuffix(out, " in the inbox\n") {
			t.Errorf("%v: %q", args, out)
		}
	}
	if text, err := os.ReadFile(filepath.Join(b.dir, "race.ics")); err != nil || !strings.Contains(string(text), "SUMMARY:First race") {
		t.Errorf("the calendar has %q, %v", text, err)
	}
	b.fails(statusUsage, []string{"--if-then"}, "plan", "--area", "Running", "Race", "--if-then", "a=>b", "--inbox")
	b.fails(statusUsage, []string{"--set"}, "checkin", "Running", "60", "--set", "Laps=2", "--inbox")
	// While another program has it open, too.
	j, _, err := journal.Open(t.Context(), b.journal(), vault.Passphrase("four words nobody expects"), (&session{env: b.env}).options())
	if err != nil {
		t.Fatal(err)
	}
	b.ok("--passphrase-file", secret, "plan", "--area", "Running", "--title", "Second race", "--time", "2026-12-06 10:00")
	b.ok("--passphrase-file", secret, "checkin", "Running", "70")
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	b.variables["ENACTIVE_PASSPHRASE_FILE"] = secret
	out := b.run("list", "--json", "--limit", "20").out
	if strings.Count(out, `"type":"plan"`) != 2 || strings.Count(out, `"type":"checkin"`) != 3 || strings.Count(out, `"inbox"`) != 5 {
		t.Errorf("the journal has %s", out)
	}
}

func TestThePassphraseComesFromAVariableOrStandardInput(t *testing.T) {
	b := emptyBox(t)
	secret := b.file("secret", "four words nobody expects")
	b.variables["ENACTIVE_PASSPHRASE_FILE"] = b.file("wrong", "not these words at all")
	b.ok("init", "--passphrase-file", secret)
	b.fails(statusWrongKey, nil, "list")
	b.ok("--passphrase-file", secret, "list") // a flag counts first
	b.variables["ENACTIVE_PASSPHRASE_FILE"] = secret
	b.ok("area", "add", "Running")
	b.variables["ENACTIVE_PASSPHRASE_FILE"] = ""
	out := b.okFed("four words nobody expects\n{\"title\":\"5 km\"}", "--passphrase-file", "-", "add", "-")
	savedID(t, out)
	b.failsFed("", statusUsage, []string{"empty"}, "--passphrase-file", "-", "list")
}

// A locked journal cannot know that an area is mistyped, so its entry waits until somebody says which is meant.
func TestAMistypedAreaMakesNoArea(t *testing.T) {
	b := newBox(t)
	b.ok("checkin", "Runing", "60", "--inbox")
	b.ok("plan", "Runing", "--inbox", "-a", "Runing")
	if r := b.run("list"); !strings.Contains(r.err, "2 entries that were added while") || !strings.Contains(r.err, "name areas that this journal does not have") {
		t.Errorf("opening says %+v", r)
	}
	if out := b.ok("area", "list"); strings.Contains(out, "Runing") {
		t.Errorf("the areas are\n%s", out)
	}
	if out := b.ok("inbox"); strings.Count(out, "Runing?") != 2 {
		t.Errorf("there wait\n%s", out)
	}
	b.ok("inbox", "accept", "all", "--area", "Running")
	if out := b.ok("list"); strings.Count(out, "Running") != 2 || !strings.Contains(out, "60") {
		t.Errorf("accepted, there are\n%s", out)
	}
}

// A variable is set for all journals: one without a passphrase needs none, and a flag for it is a mistake.
func TestTheVariableOfThePassphraseIsNotForAJournalWithoutOne(t *testing.T) {
	b := newBox(t)
	b.variables["ENACTIVE_PASSPHRASE_FILE"] = b.file("secret", "four words nobody expects")
	b.ok("list")
	b.fails(statusWrongKey, []string{"has no passphrase"}, "list", "--passphrase-file", b.file("again", "four words nobody expects"))
	locked := emptyBox(t)
	locked.ok("init", "--passphrase-file", b.file("other", "four words nobody expects"))
	locked.fails(statusUsage, []string{"--passphrase-file FILE", "ENACTIVE_PASSPHRASE_FILE", "enact unlock"}, "list")
}
