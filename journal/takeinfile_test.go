package journal

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal/joint"
	"enactive/journal/vault"
)

func sealedOf(t *testing.T, j *Journal) []byte {
	t.Helper()
	var b bytes.Buffer
	_, err := j.WriteSealedCopy(t.Context(), &b)
	ok(t, err)
	return b.Bytes()
}

func takeFile(t *testing.T, to *Journal, file []byte, key vault.Key, dry bool) (Taken, error) {
	t.Helper()
	open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(file)), nil }
	return to.TakeInFile(t.Context(), open, "", "laptop.enactive-sealed", func() (vault.Key, error) { return key, nil }, dry)
}

// twin opens a copy of a journal that is closed.
func twin(t *testing.T, dir string, now func() time.Time) *Journal {
	t.Helper()
	to := filepath.Join(t.TempDir(), "twin")
	ok(t, os.CopyFS(to, os.DirFS(dir)))
	j, _ := openAt(t, to, now)
	t.Cleanup(func() { _ = j.Close() })
	return j
}

func twins(t *testing.T) (one, other *Journal, e Entry) {
	now := tick()
	dir := filepath.Join(t.TempDir(), "journal")
	j, err := Create(t.Context(), dir, vault.NoPassphrase(), Options{Now: now})
	ok(t, err)
	a, err := j.SaveArea(t.Context(), Area{Name: "Running"})
	ok(t, err)
	saved := mustSave(t, j, Entry{Area: a.ID, Time: now(), Happened: "a run", Note: "wet"})
	ok(t, j.Close())
	other = twin(t, dir, now)
	one = twin(t, dir, now)
	return one, other, saved.Clone()
}

func change(t *testing.T, j *Journal, id EntryID, how func(*Entry)) {
	t.Helper()
	e, _ := j.Entry(id)
	c := e.Clone()
	how(&c)
	mustSave(t, j, c)
}

func TestSealedFileOpensWithOtherKeysAndBringsPhotos(t *testing.T) {
	now := tick()
	from, err := Create(t.Context(), filepath.Join(t.TempDir(), "laptop"), vault.Passphrase("of the laptop"), Options{Now: now, Vault: vault.Options{KDF: &vault.KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1}}})
	ok(t, err)
	defer from.Close()
	a, err := from.SaveArea(t.Context(), Area{Name: "Running"})
	ok(t, err)
	e := mustSave(t, from, Entry{Area: a.ID, Time: now(), Happened: "a run", Privacy: Private})
	p, err := from.PrepareFile(t.Context(), File{Name: "route.txt", Data: []byte("along the river")})
	ok(t, err)
	_, err = from.Attach(t.Context(), Holder{Entry: e.ID}, p)
	ok(t, err)
	file := sealedOf(t, from)
	if bytes.Contains(file, []byte("a run")) || bytes.Contains(file, []byte("along the river")) {
		t.Error("the file can be read")
	}
	to, _, _ := twins(t)
	before := everything(t, to)
	if _, err := takeFile(t, to, file, vault.Passphrase("another"), false); !errors.Is(err, vault.ErrWrongPassphrase) {
		t.Errorf("with another passphrase: %v", err)
	}
	dry, err := takeFile(t, to, file, vault.Passphrase("of the laptop"), true)
	ok(t, err)
	if everything(t, to) != before {
		t.Error("a dry run changed the journal")
	}
	taken, err := takeFile(t, to, file, vault.Passphrase("of the laptop"), false)
	ok(t, err)
	if want := (Taken{New: 1, Others: 1, Files: 1}); taken != want || dry != want {
		t.Errorf("it says %+v, and dry %+v", taken, dry)
	}
	got, _ := to.Entry(e.ID)
	if got == nil || got.Happened != "a run" || got.Privacy != Private {
		t.Errorf("the entry is %+v", got)
	}
	for _, at := range to.Attachments(Holder{Entry: e.ID}) {
		if data, err := to.ReadAttachment(t.Context(), at.ID); err != nil || string(data) != "along the river" {
			t.Errorf("the file is %q, %v", data, err)
		}
	}
	if again, err := takeFile(t, to, file, vault.Passphrase("of the laptop"), false); err != nil || !again.IsNothing() {
		t.Errorf("once more: %+v, %v", again, err)
	}
	if what, err := to.Undo(t.Context()); err != nil || what.Kind != stepTakeIn || everything(t, to) != before {
		t.Errorf("undone: %v, %v", what, err)
	}
	if again, err := takeFile(t, to, file, vault.Passphrase("of the laptop"), false); err != nil || again != taken {
		t.Errorf("after undoing it comes anew: %+v, %v", again, err)
	}
}

func TestBadSealedFilesChangeNothing(t *testing.T) {
	from, to, e := twins(t)
	change(t, from, e.ID, func(e *Entry) { e.Note = "dry" })
	file, before := sealedOf(t, from), everything(t, to)
	bad := map[string][]byte{"empty": nil, "foreign": []byte("PK\x03\x04 and so on, for more than a few bytes"), "a head": file[:30]}
	for _, cut := range []int{1, 16, 17, 40} {
		bad["cut short"] = file[:len(file)-cut]
	}
	for _, at := range []int{len(file) / 2, len(file) - 3, 9, 200} {
		turned := bytes.Clone(file)
		turned[at] ^= 4
		bad["turned"] = turned
	}
	bad["longer"] = append(bytes.Clone(file), 0)
	for what, b := range bad {
		_, err := takeFile(t, to, b, vault.NoPassphrase(), false)
		if !errors.Is(err, vault.ErrDamaged) && !errors.Is(err, vault.ErrNewer) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if everything(t, to) != before {
		t.Error("a bad file changed the journal")
	}
}

func TestTextsThatBothChangedStayUntilOneIsChosen(t *testing.T) {
	one, other, e := twins(t)
	change(t, one, e.ID, func(e *Entry) { e.Happened, e.Note = "a run in the rain", "dry" })
	change(t, other, e.ID, func(e *Entry) { e.Happened = "a run with Ana" })
	taken := take(t, one, other)
	if want := (Taken{Changed: 1, Doubles: 1}); taken != want {
		t.Errorf("it says %+v", taken)
	}
	got := one.DoublesOf(e.ID)
	if len(got) != 1 || got[0].Field.Name != "happened" || !slices.Equal(got[0].Texts, []string{"a run with Ana", "a run in the rain"}) {
		t.Fatalf("the versions are %+v", got)
	}
	if now, _ := one.Entry(e.ID); now.Note != "dry" {
		t.Errorf("the note is %q", now.Note)
	}
	ok(t, one.Choose(t.Context(), got[0], "a run in the rain"))
	if now, _ := one.Entry(e.ID); now.Happened != "a run in the rain" || len(one.Doubles()) > 0 {
		t.Errorf("chosen: %q, %+v", now.Happened, one.Doubles())
	}
	_, err := one.Undo(t.Context())
	ok(t, err)
	if len(one.DoublesOf(e.ID)) != 1 {
		t.Error("undoing the choice does not bring the versions back")
	}
	_, err = one.Redo(t.Context())
	ok(t, err)
	take(t, other, one)
	if now, _ := other.Entry(e.ID); now.Happened != "a run in the rain" || len(other.Doubles()) > 0 {
		t.Errorf("the choice is not one on the other computer: %q, %+v", now.Happened, other.Doubles())
	}
	if err := one.Choose(t.Context(), got[0], "x"); !errors.Is(err, ErrNoVersion) {
		t.Errorf("chosen twice: %v", err)
	}
}

func TestAChangeStaysAgainstADeletionThatDidNotKnowIt(t *testing.T) {
	for name, remove := range map[string]func(*Journal, EntryID) error{
		"deleted": func(j *Journal, id EntryID) error { return j.Delete(context.Background(), id) },
		"erased":  func(j *Journal, id EntryID) error { return j.Erase(context.Background(), id) },
	} {
		t.Run(name, func(t *testing.T) {
			one, other, e := twins(t)
			ok(t, remove(one, e.ID))
			untouched := everything(t, one)
			take(t, one, other)
			if everything(t, one) != untouched {
				t.Error("what nobody changed came back")
			}
			change(t, other, e.ID, func(e *Entry) { e.Note = "dry" })
			for i, pair := range [][2]*Journal{{one, other}, {other, one}} {
				if taken := take(t, pair[0], pair[1]); i == 0 && taken.Kept != 1 {
					t.Errorf("it says %+v", taken)
				}
				if got, has := pair[0].Entry(e.ID); !has || !got.Deleted.IsZero() || got.Note != "dry" {
					t.Errorf("journal %d has %+v", i, got)
				}
			}
			ok(t, remove(one, e.ID))
			take(t, other, one)
			if got, has := other.Entry(e.ID); has && got.Deleted.IsZero() {
				t.Error("a deletion that knew the change does not delete")
			}
		})
	}
}

func TestAnAreaStaysAsLongAsAnEntryBelongsToIt(t *testing.T) {
	one, other, e := twins(t)
	ok(t, one.Erase(t.Context(), e.ID))
	_, err := one.RemoveArea(t.Context(), e.Area)
	ok(t, err)
	mustSave(t, other, Entry{Area: e.Area, Time: e.Time, Happened: "another run"})
	take(t, other, one)
	take(t, one, other)
	for i, j := range []*Journal{one, other} {
		if _, has := j.Area(e.Area); !has || j.Count(Query{}) != 1 {
			t.Errorf("journal %d: area %v, %d entries", i, has, j.Count(Query{}))
		}
	}
}

func TestChangesOfAClockThatIsAheadAreReportedAndSuperseded(t *testing.T) {
	one, other, e := twins(t)
	other.now = func() time.Time { return e.Time.AddDate(0, 0, 3) }
	change(t, other, e.ID, func(e *Entry) { e.Note = "from the future" })
	if taken := take(t, one, other); taken.Ahead != 1 || taken.Changed != 1 {
		t.Errorf("it says %+v", taken)
	}
	if limit := one.now().Add(farAhead + time.Hour); one.clock.Time().After(limit) {
		t.Errorf("the clock went to %v", one.clock.Time())
	}
	change(t, one, e.ID, func(e *Entry) { e.Note = "from today" })
	take(t, other, one)
	if got, _ := other.Entry(e.ID); got.Note != "from today" || len(other.Doubles()) > 0 {
		t.Errorf("the later change is not the newer: %q", got.Note)
	}
}

// A later version may add fields to documents. They stay beside those of this one, also when it changes the document, and
// go back to the later version.
func TestFieldsOfALaterVersionStay(t *testing.T) {
	one, other, e := twins(t)
	docs, err := other.SealedDocuments()
	ok(t, err)
	later := joint.Field{Key: []byte{0x18, 0x63}, Value: joint.TextValue("of a later version")}
	for i, c := range docs {
		if c.Doc[0] == docEntry {
			body, err := joint.With(c.Doc[2:], nil, []joint.Field{later})
			ok(t, err)
			docs[i].Doc = append([]byte{docEntry, other.codec.schema() + 1}, body...)
		}
	}
	docs = append(docs, vault.Change{ID: vault.RecordID{1}, Doc: []byte{99, other.codec.schema() + 1, 0xa0}})
	taken, err := one.TakeIn(t.Context(), docs, "f", noFiles, false)
	ok(t, err)
	if taken.Left != 1 {
		t.Errorf("it says %+v", taken)
	}
	change(t, one, e.ID, func(e *Entry) { e.Note = "changed here" })
	dir := one.Folder()
	ok(t, one.Close())
	one, _ = openAt(t, dir, tick())
	defer one.Close()
	if one.ReadOnly() != nil {
		t.Error(one.ReadOnly())
	}
	change(t, one, e.ID, func(e *Entry) { e.Note = "and again" })
	docs, err = one.SealedDocuments()
	ok(t, err)
	if !slices.ContainsFunc(docs, func(c vault.Change) bool { return strings.Contains(string(c.Doc), "of a later version") }) {
		t.Error("the field is lost")
	}
}

func FuzzTakeInFile(f *testing.F) {
	dir := f.TempDir()
	j, err := Create(context.Background(), filepath.Join(dir, "j"), vault.NoPassphrase(), Options{Now: tick()})
	ok(f, err)
	f.Cleanup(func() { _ = j.Close() })
	a, err := j.SaveArea(context.Background(), Area{Name: "Running"})
	ok(f, err)
	_, err = j.Save(context.Background(), Entry{Area: a.ID, Time: j.now(), Happened: "a run"})
	ok(f, err)
	docs, err := j.SealedDocuments()
	ok(f, err)
	for _, c := range docs {
		f.Add(c.Doc)
	}
	f.Add([]byte("enactcpy\x00\x01\x00\x00\x00\x04aaaa"))
	f.Fuzz(func(t *testing.T, b []byte) {
		open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }
		ask := func() (vault.Key, error) { return vault.NoPassphrase(), nil }
		if _, err := j.TakeInFile(t.Context(), open, "", "f", ask, true); err == nil {
			t.Fatal("it takes what nobody sealed")
		}
		_, _ = j.TakeIn(t.Context(), []vault.Change{{Doc: b}}, "f", noFiles, true)
	})
}
