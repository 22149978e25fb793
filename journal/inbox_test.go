package journal

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"enactive/journal/optional"
	"enactive/journal/vault"
)

func TestTheInboxTakesAnEntryForALockedJournal(t *testing.T) {
	j, c, a := newTestJournal(t)
	dir := j.Folder()
	e := experience(a, "from the inbox")
	e.Area, e.Tags, e.Happened = "", []string{"mine"}, "words that nobody reads"
	e.Outcome, e.EfficacyBefore = Success, optional.Some(Rating(40))
	o := Options{Now: c.now}
	id, err := AddToInbox(dir, " running ", e, o) // the journal is open meanwhile
	if err != nil {
		t.Fatal(err)
	}
	if _, err := AddToInbox(dir, "A new one", e, o); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "inbox", "*.age"))
	if len(files) != 2 {
		t.Fatalf("the inbox holds %q", files)
	}
	kept, err := os.ReadFile(files[0])
	if err != nil || bytes.Contains(kept, []byte("nobody")) {
		t.Errorf("the inbox can be read (%v)", err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j, repair, err := Open(t.Context(), dir, vault.NoPassphrase(), o)
	if err != nil {
		t.Fatal(err)
	}
	if told := strings.Join(repair.Notes, " "); !strings.Contains(told, "2 entries") {
		t.Errorf("it says %q", told)
	}
	got, ok := j.Entry(id)
	if !ok || got.Area != a.ID || !slices.Equal(got.Tags, []string{"mine", InboxTag}) || got.Happened != e.Happened || !got.IsRetrospective() {
		t.Errorf("what came in is %+v", got)
	}
	if _, ok := j.AreaNamed("a new one"); !ok {
		t.Error("the area was not made")
	}
	// A crash between taking in and letting go: the files are there again.
	for _, f := range files {
		if err := os.WriteFile(f, kept, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	j = reopen(t, j, c)
	if n := j.Count(Query{}); n != 2 {
		t.Errorf("%d entries, want 2: one came in twice", n)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "inbox", "*")); len(left) > 0 {
		t.Errorf("the inbox still holds %q", left)
	}
}

func TestWhatIsStrangeInTheInboxIsPutAside(t *testing.T) {
	j, c, a := newTestJournal(t)
	dir := j.Folder()
	if _, err := AddToInbox(dir, a.Name, experience(a, "good"), Options{Now: c.now}); err != nil {
		t.Fatal(err)
	}
	for name, doc := range map[string][]byte{"01EMPTY": {}, "01ENTRY": {docEntry, docSchema, 0xa0}, "01LATER": {docInbox, docSchema + 1, 0xa0}, "01BOMB": append([]byte{docInbox, docSchema}, bytes.Repeat([]byte{0x81}, 5000)...)} {
		if err := vault.PutIntoInbox(dir, name, doc); err != nil {
			t.Fatal(err)
		}
	}
	for name, b := range map[string]string{"02TEXT.age": "no age file", "02EMPTY.age": "", "note.txt": "left alone"} {
		if err := os.WriteFile(filepath.Join(dir, "inbox", name), []byte(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j, repair, err := Open(t.Context(), dir, vault.NoPassphrase(), Options{Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = j.Close() }()
	if n := j.Count(Query{}); n != 1 {
		t.Errorf("%d entries, want 1", n)
	}
	if len(repair.Notes) != 6 {
		t.Errorf("it says %q", repair.Notes)
	}
	aside, _ := filepath.Glob(filepath.Join(dir, "quarantine", "inbox-*"))
	if len(aside) != 6 {
		t.Errorf("put aside: %q", aside)
	}
	if _, err := os.Stat(filepath.Join(dir, "inbox", "note.txt")); err != nil {
		t.Errorf("a file that is none of ours was touched: %v", err)
	}
}

func TestTheInboxRefusesWhatNoJournalKeeps(t *testing.T) {
	j, c, a := newTestJournal(t)
	o := Options{Now: c.now}
	wrong := experience(a, "x")
	wrong.Stress = optional.Some(Rating(140))
	for name, try := range map[string]func() error{
		"a value out of range": func() error { _, err := AddToInbox(j.Folder(), "Running", wrong, o); return err },
		"no area":              func() error { _, err := AddToInbox(j.Folder(), "", experience(a, "x"), o); return err },
		"no journal":           func() error { _, err := AddToInbox(t.TempDir(), "Running", experience(a, "x"), o); return err },
		"too long":             func() error { return vault.PutIntoInbox(j.Folder(), "01X", make([]byte, vault.MaxInboxDocument+1)) },
	} {
		if err := try(); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(j.Folder(), "inbox", "*")); len(left) > 0 {
		t.Errorf("the inbox holds %q", left)
	}
}

func FuzzInbox(f *testing.F) {
	c, err := newCodec(nil)
	if err != nil {
		f.Fatal(err)
	}
	inner, err := c.encodeEntry(&Entry{ID: "01KJQQW3M0EKMFG2FV97EE5028", Type: Experience, Time: at("2026-03-01T10:00:00+01:00"), Title: "x"})
	if err != nil {
		f.Fatal(err)
	}
	doc, err := c.encode(docInbox, inboxDoc{"Running", inner})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(doc)
	j := &Journal{codec: c}
	f.Fuzz(func(t *testing.T, b []byte) {
		_, e, err := j.decodeInbox(b)
		if err == nil && e == nil {
			t.Error("no entry and no error")
		}
	})
}
