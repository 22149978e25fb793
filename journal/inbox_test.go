package journal

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal/optional"
	"enactive/journal/vault"
)

func TestInboxAcceptsEntriesForALockedJournal(t *testing.T) {
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
	if notes := strings.Join(SentencesOf(repair.Notes), " "); !strings.Contains(notes, "An entry that was added while") || !strings.Contains(notes, "names an area that this journal does not have") {
		t.Errorf("notes: %q", notes)
	}
	got, ok := j.Entry(id)
	if !ok || got.Area != a.ID || !slices.Equal(got.Tags, []string{"mine", InboxTag}) || got.Happened != e.Happened || !got.IsRetrospective() {
		t.Errorf("imported %+v", got)
	}
	// A name that may be mistyped makes no area, and its entry counts once somebody says which is meant.
	waiting := j.Waiting()
	if _, ok := j.AreaNamed("a new one"); ok || len(waiting) != 1 || waiting[0].Area != "A new one" || waiting[0].Entry.Happened != e.Happened {
		t.Fatalf("there wait %+v, and the area is there: %v", waiting, ok)
	}
	// A crash between taking in and letting go: the files are there again.
	for _, f := range files {
		if err := os.WriteFile(f, kept, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	j = reopen(t, j, c)
	if n, waits := j.Count(Query{}), j.CountWaiting(); n != 1 || waits != 1 {
		t.Errorf("%d entries and %d that wait, want 1 each: one was imported twice", n, waits)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "inbox", "*")); len(left) > 0 {
		t.Errorf("the inbox still holds %q", left)
	}
}

func TestInvalidInboxFilesAreSetAside(t *testing.T) {
	j, c, a := newTestJournal(t)
	dir := j.Folder()
	if _, err := AddToInbox(dir, a.Name, experience(a, "good"), Options{Now: c.now}); err != nil {
		t.Fatal(err)
	}
	for name, doc := range map[string][]byte{"01EMPTY": {}, "01ENTRY": {docEntry, docSchema, 0xa0}, "01LATER": {docInbox, j.codec.schema() + 1, 0xa0}, "01BOMB": append([]byte{docInbox, docSchema}, bytes.Repeat([]byte{0x81}, 5000)...)} {
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
	notes := strings.Join(SentencesOf(repair.Notes), "\n")
	for _, want := range []string{"2 files in the inbox could not be opened", "3 entries in the inbox could not be imported", "An entry that was added", "holds an entry that a later version"} {
		if !strings.Contains(notes, want) {
			t.Errorf("%q is not in\n%s", want, notes)
		}
	}
	aside, _ := filepath.Glob(filepath.Join(dir, "quarantine", "inbox-*"))
	if len(aside) != 5 {
		t.Errorf("set aside: %q", aside)
	}
	if _, err := os.Stat(filepath.Join(dir, "inbox", "01LATER.age")); err != nil {
		t.Errorf("the file of a later version is missing: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "inbox", "note.txt")); err != nil {
		t.Errorf("a foreign file was touched: %v", err)
	}
}

func TestInboxRejectsInvalidEntries(t *testing.T) {
	j, c, a := newTestJournal(t)
	o := Options{Now: c.now}
	wrong := experience(a, "x")
	wrong.Stress = optional.Some(Rating(140))
	for name, try := range map[string]func() error{
		"a value out of range": func() error { _, err := AddToInbox(j.Folder(), "Running", wrong, o); return err },
		"no room for the tag": func() error {
			_, err := AddToInbox(j.Folder(), "Running", tagged(experience(a, "x"), MaxItems), o)
			return err
		},
		"no area":    func() error { _, err := AddToInbox(j.Folder(), "", experience(a, "x"), o); return err },
		"no journal": func() error { _, err := AddToInbox(t.TempDir(), "Running", experience(a, "x"), o); return err },
		"too long":   func() error { return vault.PutIntoInbox(j.Folder(), "01X", make([]byte, vault.MaxInboxDocument+1)) },
	} {
		if err := try(); err == nil || strings.Contains(SentenceOf(err), "\n") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(j.Folder(), "inbox", "*")); len(left) > 0 {
		t.Errorf("the inbox holds %q", left)
	}
}

func tagged(e Entry, n int) Entry {
	e.Tags = nil
	for i := range n {
		e.Tags = append(e.Tags, fmt.Sprintf("tag %d", i))
	}
	return e
}

func TestBadInboxFilesDoNotBlockOthers(t *testing.T) {
	j, c, a := newTestJournal(t)
	dir := j.Folder()
	if _, err := j.SaveArea(t.Context(), Area{Name: "Inbox"}); err != nil {
		t.Fatal(err)
	}
	put := func(name, area string, e Entry) {
		t.Helper()
		inner, err := j.codec.encodeEntry(&e)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := j.codec.encode(docInbox, inboxDoc{area, inner})
		if err != nil {
			t.Fatal(err)
		}
		if err := vault.PutIntoInbox(dir, name, doc); err != nil {
			t.Fatal(err)
		}
	}
	entry := func(id EntryID, title string) Entry {
		e := experience(a, title)
		e.ID = id
		return e
	}
	twice := EntryID("01KJQQW3M0EKMFG2FV97EE5028")
	put("01A", "Running", entry(twice, "twice"))
	put("01B", "Running", entry(twice, "twice"))
	put("01C", "", entry("01KJQQW3M0EKMFG2FV97EE5029", "no area"))
	put("01D", "", entry("01KJQQW3M0EKMFG2FV97EE502A", "no area either"))
	put("01E", "INBOX", entry("01KJQQW3M0EKMFG2FV97EE502B", "the area of that name"))
	put("01F", strings.Repeat("x", MaxLine+1), entry("01KJQQW3M0EKMFG2FV97EE502C", "an area too long to name"))
	put("01G", "New\none", entry("01KJQQW3M0EKMFG2FV97EE502D", "an area of two lines"))
	put("01H", "new  ONE", entry("01KJQQW3M0EKMFG2FV97EE502E", "the same area"))
	put("01I", "Running", tagged(entry("01KJQQW3M0EKMFG2FV97EE502F", "unmarked"), MaxItems))
	put("01J", "Running", entry("01kjqqw3m0ekmfg2fv97ee5028", "twice in small letters"))
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j, repair, err := Open(t.Context(), dir, vault.NoPassphrase(), Options{Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = j.Close() }()
	all := j.Entries(Query{})
	if len(all) != 2 || j.Count(Query{Tags: []string{InboxTag}}) != 2 || j.CountWaiting() != 5 {
		t.Errorf("%d entries were imported, %d of them tagged, and %d wait; want 2 and 5: %q", len(all), j.Count(Query{Tags: []string{InboxTag}}), j.CountWaiting(), repair.Notes)
	}
	if n := len(j.Areas()); n != 2 {
		t.Errorf("there are %d areas, want Running and Inbox", n)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "inbox", "*")); len(left) > 0 {
		t.Errorf("the inbox still holds %q", left)
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
	j := &Journal{codec: c, now: func() time.Time { return at("2026-03-01T10:00:00+01:00") }}
	f.Fuzz(func(t *testing.T, b []byte) {
		_, e, err := j.decodeInbox(b)
		if err != nil {
			return
		}
		// An entry that passes this check must pass the next, or it blocks the others.
		if _, err := CheckStored(*e, j.now()); err != nil {
			t.Errorf("an entry from the inbox cannot be saved: %v", err)
		}
	})
}
