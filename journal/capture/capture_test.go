package capture

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

	"filippo.io/age"
	"filippo.io/age/armor"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/optional"
	"enactive/journal/saidtime"
	"enactive/journal/vault"
)

// noon is when notes are taken in.
var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.FixedZone("", 3600))

var german = saidtime.Locale{Languages: []string{"de"}}

// post is a journal with a folder for notes, and the key.
type post struct {
	t      *testing.T
	j      *journal.Journal
	folder string
	key    string
}

func newPost(t *testing.T) *post {
	t.Helper()
	dir := t.TempDir()
	j, err := journal.Create(t.Context(), filepath.Join(dir, "journal"), vault.NoPassphrase(), journal.Options{Now: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	if _, err := j.SaveArea(t.Context(), journal.Area{Name: "Running"}); err != nil {
		t.Fatal(err)
	}
	p := &post{t: t, j: j, folder: filepath.Join(dir, "notes")}
	if err := os.Mkdir(p.folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := SetFolder(t.Context(), j, p.folder); err != nil {
		t.Fatal(err)
	}
	if p.key, err = Key(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	return p
}

// seal seals a text to keys.
func seal(t testing.TB, text string, keys ...string) []byte {
	t.Helper()
	var to []age.Recipient
	for _, key := range keys {
		r, err := age.ParseX25519Recipient(key)
		if err != nil {
			t.Fatal(err)
		}
		to = append(to, r)
	}
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// armored is an age file as text.
func armored(t testing.TB, sealed []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := armor.NewWriter(&b)
	if _, err := w.Write(sealed); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// put puts a file of the day before into the folder.
func (p *post) put(name string, data []byte) {
	p.t.Helper()
	path := filepath.Join(p.folder, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		p.t.Fatal(err)
	}
	if err := os.Chtimes(path, noon, noon.AddDate(0, 0, -1)); err != nil {
		p.t.Fatal(err)
	}
}

func (p *post) takeIn() Report {
	p.t.Helper()
	r, err := TakeIn(p.t.Context(), p.j, german)
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

func (p *post) files() []string {
	p.t.Helper()
	all, err := os.ReadDir(p.folder)
	if err != nil {
		p.t.Fatal(err)
	}
	var names []string
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}

func (r Report) sentences() map[string]string {
	all := map[string]string{}
	for _, l := range r.Left {
		all[l.File] = describe.Error(l.Why)
	}
	return all
}

func TestNotesAreTakenInAndTheirFilesGo(t *testing.T) {
	p := newPost(t)
	text := seal(t, "gestern 21:00: Ran 8 km. Felt strong. #river", p.key)
	p.put("a.age", text)
	p.put("b.AGE", armored(t, seal(t, `{"title":"Scales","performance":60,"area":"Piano","efficacy_before":70,"outcome":"success"}`, p.key)))
	p.put("c.txt.age", seal(t, "\ufeffJust this\r\nand more", p.key))
	p.put("readme.txt", []byte("not ours"))
	p.put(".syncthing.d.age.tmp", text[:40])
	r := p.takeIn()
	if r.Taken != 3 || len(r.Left) != 0 || r.Others != 1 {
		t.Errorf("the report is %+v", r)
	}
	if got := p.files(); !slices.Equal(got, []string{".syncthing.d.age.tmp", "readme.txt"}) {
		t.Errorf("the folder has %q", got)
	}
	said := map[string]journal.Waiting{}
	for _, w := range p.j.Waiting() {
		said[w.Entry.Title] = w
	}
	yesterday := noon.AddDate(0, 0, -1)
	if w := said["Ran 8 km."]; w.TimeOfFile || w.Entry.Note != "Felt strong. #river" || !w.Entry.Time.Equal(yesterday.AddDate(0, 0, -1).Add(9*time.Hour)) || w.File != "a.age" {
		t.Errorf("the text is %+v: yesterday is before the day of the file", w)
	}
	if w := said["Scales"]; !w.TimeOfFile || w.Area != "Piano" || !w.Entry.Time.Equal(yesterday) || !w.Entry.IsRetrospective() || w.Entry.Performance != optional.Some(journal.Rating(60)) {
		t.Errorf("the object is %+v", w)
	}
	if w := said["Just this"]; w.Entry.Note != "and more" {
		t.Errorf("the third is %+v", w)
	}
	// Sync brings the file again, also under another name.
	p.put("a.age", text)
	p.put("a.sync-conflict-20260304.age", text)
	if r := p.takeIn(); r.Taken != 0 || len(r.Left) != 0 || len(p.j.Waiting()) != 3 || len(p.files()) != 2 {
		t.Errorf("again: %+v, files %q", r, p.files())
	}
}

func TestFilesThatAreNoNotesAreLeftAlone(t *testing.T) {
	p := newPost(t)
	stranger, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	other := stranger.Recipient().String()
	good := seal(t, "x", p.key)
	many := make([]string, 9)
	for i := range many {
		many[i] = p.key
	}
	for name, data := range map[string][]byte{
		"another key.age":     seal(t, "x", other),
		"cut.age":             good[:len(good)-1],
		"cut header.age":      good[:60],
		"cut armor.age":       armored(t, good)[:80],
		"empty.age":           nil,
		"changed.age":         append(slices.Clone(good[:len(good)-1]), good[len(good)-1]^1),
		"nothing.age":         seal(t, " \n", p.key),
		"binary.age":          seal(t, "\x1f\x8b\x08\x00\xff", p.key),
		"long.age":            seal(t, strings.Repeat("x", MaxNote+1), p.key),
		"huge.age":            bytes.Repeat([]byte("x"), maxFile+1),
		"plain.age":           []byte("hello"),
		"json.age":            seal(t, `{"titel":"x"}`, p.key),
		"measure.age":         seal(t, `{"title":"x","measures":{"km":8}}`, p.key),
		"deep.age":            seal(t, strings.Repeat(`{"title":`, 5000), p.key),
		"future.age":          seal(t, `{"title":"x","time":"2031-01-01T10:00","outcome":"success"}`, p.key),
		"recipients.age":      seal(t, "x", many...),
		"es\x1b[2Jcape\r.age": []byte("x"),
		"bad\xff.age":         []byte("x"),
	} {
		p.put(name, data)
	}
	outside := filepath.Join(filepath.Dir(p.folder), "outside.age")
	if err := os.WriteFile(outside, good, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(p.folder, "link.age")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("cut.age", filepath.Join(p.folder, "link within.age")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(p.folder, "folder.age"), 0o700); err != nil {
		t.Fatal(err)
	}
	makePipe(t, filepath.Join(p.folder, "pipe.age"))
	// A file for this journal and another one is taken in.
	p.put("both.age", seal(t, "for two", other, p.key))
	before := len(p.files())
	r := p.takeIn()
	if r.Taken != 1 || len(p.files()) != before-1 || len(r.Left) != before-1 {
		t.Errorf("took in %d, %d files of %d are there, %d are named", r.Taken, len(p.files()), before, len(r.Left))
	}
	said := r.sentences()
	for name, want := range map[string]string{
		"another key.age": "another key", "cut.age": "not arrived as a whole", "cut header.age": "not arrived", "cut armor.age": "not arrived", "empty.age": "no age file", "changed.age": "changed on the way",
		"nothing.age": "empty", "binary.age": "no text", "long.age": "larger", "huge.age": "larger", "plain.age": "no age file", "json.age": "titel", "measure.age": "measures", "deep.age": "nested", "future.age": "time",
		"recipients.age": "another key", "es�[2Jcape�.age": "no age file", "bad�.age": "no age file", "link.age": "no ordinary file", "link within.age": "no ordinary file", "folder.age": "no ordinary file", "pipe.age": "no ordinary file",
	} {
		if !strings.Contains(said[name], want) {
			t.Errorf("%s: %q, want %q", name, said[name], want)
		}
	}
	if _, err := os.Stat(outside); err != nil {
		t.Error("what a link names was removed:", err)
	}
}

// A file in the place of one that was read is not removed with it.
func TestOnlyTheFileThatWasReadIsRemoved(t *testing.T) {
	p := newPost(t)
	p.put("a.age", seal(t, "first", p.key))
	root, err := os.OpenRoot(p.folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	v := &visit{journal: p.j, root: root}
	f, _, err := v.open("a.age")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(p.folder, "a.age")); err != nil {
		t.Fatal(err)
	}
	p.put("a.age", seal(t, "second", p.key))
	if err := v.remove(f); err != nil || len(p.files()) != 1 {
		t.Errorf("the new file is gone: %v", err)
	}
	if p.takeIn(); len(p.files()) != 0 || p.j.Waiting()[0].Entry.Title != "second" {
		t.Errorf("waiting: %+v", p.j.Waiting())
	}
}

func TestAFileStaysUntilItsNoteIsStored(t *testing.T) {
	p := newPost(t)
	p.put("a.age", seal(t, "x", p.key))
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := TakeIn(ended, p.j, german); err == nil || len(p.files()) != 1 {
		t.Errorf("stopped: %v, files %q", err, p.files())
	}
	if err := p.j.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := TakeIn(t.Context(), p.j, german); err == nil && len(p.files()) != 1 {
		t.Errorf("a closed journal: %v, files %q", err, p.files())
	}
}

func TestTheFolderIsNoneOfTheJournals(t *testing.T) {
	p := newPost(t)
	link := filepath.Join(filepath.Dir(p.folder), "link")
	if err := os.Symlink(p.j.Folder(), link); err != nil {
		t.Fatal(err)
	}
	within := filepath.Join(p.j.Folder(), "mine")
	if err := os.Mkdir(within, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{p.j.Folder(), within, link, filepath.Join(link, "mine"), p.j.Folder() + "/mine/../mine"} {
		if err := SetFolder(t.Context(), p.j, path); !errors.Is(err, ErrOwnFolder) {
			t.Errorf("%s: %v", path, err)
		}
	}
	for _, path := range []string{filepath.Join(p.folder, "missing"), os.Args[0]} {
		if err := SetFolder(t.Context(), p.j, path); !errors.Is(err, ErrNoFolder) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if p.j.Outside().Folder != p.folder {
		t.Error("a folder that was refused is watched")
	}
	// The folder becomes a link to the journal's later.
	if err := os.Remove(p.folder); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(p.j.Folder(), p.folder); err != nil {
		t.Fatal(err)
	}
	if _, err := TakeIn(t.Context(), p.j, german); !errors.Is(err, ErrOwnFolder) {
		t.Errorf("a link to the journal: %v", err)
	}
	if err := SetFolder(t.Context(), p.j, ""); err != nil {
		t.Fatal(err)
	}
	if r := p.takeIn(); r.Taken != 0 {
		t.Errorf("without a folder: %+v", r)
	}
}

func TestANewKeyReplacesTheOldOne(t *testing.T) {
	p := newPost(t)
	if again, err := Key(t.Context(), p.j); err != nil || again != p.key {
		t.Errorf("asked again, the key is %q (%v), and was %q", again, err, p.key)
	}
	if err := p.j.NewKeys(t.Context(), vault.NoPassphrase()); err != nil {
		t.Fatal(err)
	}
	if again, err := Key(t.Context(), p.j); err != nil || again != p.key {
		t.Errorf("after other keys of the journal it is %q (%v), and was %q", again, err, p.key)
	}
	fresh, err := NewKey(t.Context(), p.j)
	if err != nil || fresh == p.key {
		t.Fatal(fresh, err)
	}
	p.put("old.age", seal(t, "old", p.key))
	p.put("new.age", seal(t, "new", fresh))
	if r := p.takeIn(); r.Taken != 1 || !strings.Contains(r.sentences()["old.age"], "another key") {
		t.Errorf("the report is %+v", r)
	}
}

func TestTheTimeOfANoteIsItsOwnOrThatOfItsFile(t *testing.T) {
	r := Reader{Now: noon, Locale: german}
	day := func(d int) time.Time { return noon.AddDate(0, 0, d) }
	for _, c := range []struct {
		note   string
		file   time.Time
		want   time.Time
		ofFile bool
		kind   journal.Type
	}{
		{"x", day(-3), day(-3), true, journal.Experience},
		{"x", day(3), noon, true, journal.Experience},
		{"x", time.Time{}, noon, true, journal.Experience},
		{"yesterday: x", day(-3), day(-4), false, journal.Experience},
		{"2026-03-01 08:00: x", day(-1), time.Date(2026, 3, 1, 8, 0, 0, 0, noon.Location()), false, journal.Experience},
		{"2026-02-30: x", day(-1), day(-1), true, journal.Experience},
		{"1066-10-14: x", day(-1), day(-1), true, journal.Experience},
		{"2026-03-09 18:00: Pitch", day(0), time.Date(2026, 3, 9, 18, 0, 0, 0, noon.Location()), false, journal.Plan},
		{`{"title":"x","time":"2026-03-01T08:00"}`, day(-1), time.Date(2026, 3, 1, 8, 0, 0, 0, noon.Location()), false, journal.Experience},
		{`{"title":"x"}`, day(-1), day(-1), true, journal.Experience},
	} {
		w, err := r.Read([]byte(c.note), c.file)
		if err != nil || !w.Entry.Time.Equal(c.want) || w.TimeOfFile != c.ofFile || w.Entry.Type != c.kind {
			t.Errorf("%q of %v: %v (of the file: %v), a %s, %v; want %v", c.note, c.file, w.Entry.Time, w.TimeOfFile, w.Entry.Type, err, c.want)
		}
	}
}

// Whatever a note says, it is an entry that can be stored, or has a reason.
func FuzzNote(f *testing.F) {
	for _, note := range []string{"Ran 8 km. Far. #x", "gestern 21:00: x", `{"title":"x","time":"2026-03-01T08:00"}`, `{"type":"check-in","efficacy_before":70}`, `{"tags":["a"],"obstacles":["[x] rain"]}`, "\ufeff", "{", "\xff", "2026-03-09: y", `{"type":"plan","time":"2027-01-01"}`} {
		f.Add([]byte(note), int64(1772600000))
	}
	r := Reader{Now: noon, Locale: german}
	f.Fuzz(func(t *testing.T, note []byte, file int64) {
		w, err := r.Read(note, time.Unix(file%(1<<40), 0))
		if err != nil {
			if describe.Error(err) == "" {
				t.Errorf("%q has no sentence: %v", note, err)
			}
			return
		}
		again, err := journal.CheckNote(w.Entry, noon)
		if err != nil || !slices.Contains(again.Tags, journal.InboxTag) || again.Area != "" || again.Origin != "" {
			t.Errorf("%q is %+v: %v", note, again, err)
		}
		if w.Entry.EfficacyBefore.IsSet() && w.Entry.Type != journal.CheckIn && w.Entry.EfficacyBeforeAt.Before(noon) {
			t.Errorf("%q was believed to be foresight", note)
		}
	})
}

// Whatever is in the folder, taking in ends without an error or a crash.
func FuzzSealedNote(f *testing.F) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		f.Fatal(err)
	}
	good := seal(f, "x", identity.Recipient().String())
	f.Add(good)
	f.Add(armored(f, good))
	f.Add([]byte("age-encryption.org/v1\n-> X25519 AA\n\n--- \n"))
	f.Fuzz(func(t *testing.T, sealed []byte) {
		if _, err := unseal(sealed, identity); err != nil && describe.Error(err) == "" {
			t.Errorf("no sentence: %v", err)
		}
	})
}
