package ui

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"filippo.io/age"
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"enactive/journal"
	"enactive/journal/capture"
	"enactive/journal/vault"
	"enactive/qrcode"
	"enactive/ui/control"
	"enactive/ui/page"
	"enactive/ui/theme"
)

// phone is a folder for notes of a journal that is closed, and the key.
type phone struct {
	t           *testing.T
	folder, key string
}

func newPhone(t *testing.T, journalFolder string, key vault.Key) *phone {
	t.Helper()
	p := &phone{t: t, folder: t.TempDir()}
	cheap := journal.Options{Vault: vault.Options{KDF: &vault.KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1}}}
	j, _, err := journal.Open(t.Context(), journalFolder, key, cheap)
	if err != nil {
		t.Fatal(err)
	}
	if err := capture.SetFolder(t.Context(), j, p.folder); err != nil {
		t.Fatal(err)
	}
	if p.key, err = capture.Key(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return p
}

// write puts a sealed note of 3 March into the folder.
func (p *phone) write(name, text string) {
	p.t.Helper()
	to, err := age.ParseX25519Recipient(p.key)
	if err != nil {
		p.t.Fatal(err)
	}
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err == nil {
		err = w.Close()
	}
	path := filepath.Join(p.folder, name)
	if err == nil {
		err = os.WriteFile(path, b.Bytes(), 0o600)
	}
	then := time.Date(2026, 3, 3, 9, 30, 0, 0, time.UTC)
	if err == nil {
		err = os.Chtimes(path, then, then)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *phone) files() int {
	all, err := os.ReadDir(p.folder)
	if err != nil {
		p.t.Fatal(err)
	}
	return len(all)
}

func TestNotesFromAPhoneWaitInTheWindow(t *testing.T) {
	folder := journalAt(t, vault.Passphrase(secret))
	p := newPhone(t, folder, vault.Passphrase(secret))
	p.write("a.age", "Ran 8 km. Felt strong. #river")
	d := open(t, folder)
	if p.files() != 1 {
		t.Fatal("a locked journal took the note in")
	}
	d.unlockNow()
	if p.files() != 0 {
		t.Fatal("the note was not taken in at unlocking")
	}
	d.do(func(x *mainWindow) { x.show(pageHome) })
	d.shows("A note from outside is waiting")
	d.hides("1 entry")
	d.press("Look at them")
	d.shows("Ran 8 km.", "Felt strong. #river", "3 March 2026", "the time of its file", "from the file a.age", "river, inbox", "Running")
	d.press("Accept")
	d.shows("Accepted a note.", "No note is waiting.")
	j := d.open.journal()
	if all := j.Entries(journal.Query{}); len(all) != 1 || all[0].Title != "Ran 8 km." {
		t.Fatalf("the entries are %+v", all)
	}
	d.press("Undo")
	d.shows("A note from outside is waiting")
	d.press("Discard")
	d.shows("No note is waiting.")

	// More come while the window is open: every few minutes, or when somebody comes back.
	p.write("b.age", "x")
	if err := os.WriteFile(filepath.Join(p.folder, "c.age"), []byte("no age file"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.do(func(x *mainWindow) { x.show(pageEntries) })
	d.lookForNotes()
	d.rest()
	if p.files() != 2 {
		t.Fatal("the folder was looked into again at once")
	}
	d.clock = d.clock.Add(notesEvery)
	d.lookForNotes()
	d.rest()
	d.shows("A note has come from outside.")
	d.press("Look at them")
	d.shows("A note from outside is waiting", "A file was left alone")
	d.press("Accept and edit")
	if d.open.nav.form == nil || j.Count(journal.Query{}) != 1 {
		t.Fatal("the entry is not open in its form")
	}
	d.do((*mainWindow).leaveForm)

	p.write("d.age", "y")
	d.lockNow()
	d.rest()
	d.clock = d.clock.Add(notesEvery)
	d.lookForNotes()
	d.rest()
	if p.files() != 2 {
		t.Fatal("a locked window took a note in")
	}
}

// focusButton leads the keyboard to the button of those words.
func (d *driven) focusButton(words string) {
	d.t.Helper()
	for _, o := range d.objects() {
		if b, ok := o.(*control.Button); ok && b.String() == words {
			d.window.Canvas().Focus(b)
			return
		}
	}
	d.t.Fatalf("there is no button %q in\n%s", words, d.words())
}

func TestTheFolderAndTheKeyAreGivenInTheWindow(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	folder := t.TempDir()
	d.do(func(x *mainWindow) { x.show(pageSettings) })
	d.press("Notes from your phone")
	d.shows("No note is waiting.")
	d.focusButton("Show the key")
	d.strike(fyne.KeyReturn)
	if b, ok := d.window.Canvas().Focused().(*control.Button); !ok || b.String() != "Copy" {
		t.Errorf("the keyboard is on %v once the key is shown, and not on the button that copies it", d.window.Canvas().Focused())
	}
	key, err := capture.Key(t.Context(), d.open.journal())
	if err != nil {
		t.Fatal(err)
	}
	d.shows(key)
	d.press("Copy")
	if got := d.app.Clipboard().Content(); got != key {
		t.Errorf("copied %q", got)
	}
	d.press("Replace it by a new key …")
	d.press("Replace it")
	d.hides(key)
	if err := d.open.host().SetNotesFolder(t.Context(), d.open.journal().Folder()); err == nil {
		t.Error("the journal's own folder is taken")
	}
	if err := d.open.host().SetNotesFolder(t.Context(), folder); err != nil {
		t.Fatal(err)
	}
	d.rest()
	d.shows(folder, "Watch no folder")
	d.press("Look now")
	d.shows("No new note has come.")
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	d.press("Look now")
	d.shows("cannot be read")
	d.press("Watch no folder")
	d.hides(folder)
}

// The code is dark on white in every theme, and what a camera sees is the key.
func TestACameraReadsTheKeyInEveryTheme(t *testing.T) {
	folder := journalAt(t, vault.NoPassphrase())
	p := newPhone(t, folder, vault.NoPassphrase())
	code, err := qrcode.New(p.key)
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, folder)
	for name, look := range map[string]page.Appearance{"light": {Mode: theme.Light, Scale: 1, Week: time.Monday}, "dark, large": {Mode: theme.Dark, Scale: 1.5, Week: time.Monday}} {
		d.applyAppearance(look)
		d.rest()
		d.window.Resize(fyne.NewSize(1280, 1600))
		d.do(func(x *mainWindow) { x.show(pageNotes) })
		var found *canvas.Image
		for _, o := range d.objects() {
			if i, ok := o.(*canvas.Image); ok && i.Image != nil && i.Image.Bounds().Dx() == 8*code.Size() {
				found = i
			}
		}
		if found == nil {
			t.Fatalf("%s: there is no code in\n%s", name, d.words())
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(found)
		seen := d.window.Canvas().Capture()
		module := found.Size().Width / float32(code.Size())
		isThere := func(left, top float32) bool {
			for y := range code.Size() {
				for x := range code.Size() {
					r, g, b, _ := seen.At(int(left+(float32(x)+0.5)*module), int(top+(float32(y)+0.5)*module)).RGBA()
					if dark := code.Dark(x, y); dark && r+g+b > 3*0x4000 || !dark && r+g+b < 3*0xc000 {
						return false
					}
				}
			}
			return true
		}
		read := false // as a camera looks for it: what lies around moves it by a few pixels
		for i := range 16 * 16 {
			read = read || isThere(at.X+float32(i%16-8), at.Y+float32(i/16-8))
		}
		if !read {
			t.Errorf("%s: no module of the code may differ", name)
		}
	}
}
