package ui

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/exchange"
	"enactive/journal/optional"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/resources/icons"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/surface"
)

const secret = "seven quiet rivers"

// driven is the window without a screen, with a person's hands.
type driven struct {
	*App
	t     *testing.T
	clock time.Time // of the journal; stands still
	// thread holds what is to be done on the interface's thread, which is the test's.
	thread chan func()
	timing sync.Mutex // holds timers
	timers []timer
	wall   time.Time // as the beats of a test have it
}

// timer is something that is to be done later; a test lets the time pass.
type timer struct {
	after time.Duration
	do    func()
}

// open makes the window for a folder that may hold a journal or not.
func open(t *testing.T, folder string, more ...func(*Options)) *driven {
	t.Helper()
	return openWith(t, folder, exchange.Formats(report.Format(nil)), more...)
}

// openWith is open with other formats to export to and import from.
func openWith(t *testing.T, folder string, formats []exchange.Format, more ...func(*Options)) *driven {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("LANGUAGE", "en") // whatever the machine speaks
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	d := &driven{t: t, clock: time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)}
	o := Options{
		Folder: folder, SampleFolder: filepath.Join(home, "sample"), Icon: fyne.NewStaticResource("enactive.png", icons.App()),
		Fill:    func(context.Context, *journal.Journal) error { return nil },
		Journal: journal.Options{Now: func() time.Time { return d.clock }, Vault: vault.Options{KDF: &vault.KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1}}},
		Formats: formats,
	}
	for _, change := range more {
		change(&o)
	}
	u := New(test.NewTempApp(t), o)
	d.thread = make(chan func(), 100)
	u.tasks.onThread = func(f func()) { d.thread <- f }
	u.tasks.after = func(after time.Duration, do func()) { // also called by what works beside the window
		d.timing.Lock()
		defer d.timing.Unlock()
		d.timers = append(d.timers, timer{after, do})
	}
	u.window.Resize(fyne.NewSize(1280, 800))
	d.App = u
	t.Cleanup(func() {
		d.rest()
		if u.open != nil {
			u.open.close()
			if err := u.open.journal().Close(); err != nil {
				t.Error(err)
			}
		}
	})
	u.Start(folder)
	d.rest()
	return d
}

// rest waits until no work is under way.
func (d *driven) rest() {
	d.t.Helper()
	begun := time.Now()
	for d.tasks.busy() || len(d.thread) > 0 || d.due(100*time.Millisecond) {
		select {
		case f := <-d.thread:
			f()
		case <-time.After(10 * time.Millisecond):
			if time.Since(begun) > time.Minute {
				d.t.Fatal("the window has not come to rest within a minute")
			}
		}
	}
}

// due does what is to be done within a time from now, and reports whether anything was.
func (d *driven) due(within time.Duration) bool {
	var due []timer
	d.timing.Lock()
	d.timers = slices.DeleteFunc(d.timers, func(t timer) bool {
		if t.after > within {
			return false
		}
		due = append(due, t)
		return true
	})
	d.timing.Unlock()
	for _, t := range due {
		t.do()
	}
	return len(due) > 0
}

// pass lets a time pass on the window's clock.
func (d *driven) pass(time time.Duration) {
	d.t.Helper()
	d.due(time)
	d.rest()
}

// objects are what the window shows, the topmost sheet alone where there is one.
func (d *driven) objects() []fyne.CanvasObject {
	c := d.window.Canvas()
	if top := c.Overlays().Top(); top != nil {
		return test.LaidOutObjects(top)
	}
	return test.LaidOutObjects(c.Content())
}

// words are all words that can be read.
func (d *driven) words() string {
	var all []string
	for _, o := range d.objects() {
		switch o := o.(type) {
		case *prose.Label:
			all = append(all, o.String()) // a wrapped sentence in one piece
		case *canvas.Text:
			all = append(all, o.Text)
		}
	}
	return strings.Join(all, "\n")
}

func (d *driven) shows(words ...string) {
	d.t.Helper()
	all := d.words()
	for _, w := range words {
		if !strings.Contains(all, w) {
			d.t.Fatalf("the window does not show %q but\n%s", w, all)
		}
	}
}

func (d *driven) hides(words string) {
	d.t.Helper()
	if all := d.words(); strings.Contains(all, words) {
		d.t.Fatalf("the window still shows %q in\n%s", words, all)
	}
}

// press presses the button of those words.
func (d *driven) press(words string) {
	d.t.Helper()
	for _, o := range d.objects() {
		if b, ok := o.(*control.Button); ok && b.String() == words {
			test.Tap(b)
			d.rest()
			return
		}
	}
	d.t.Fatalf("there is no button %q in\n%s", words, d.words())
}

// card opens the card that says this.
func (d *driven) card(words string) {
	d.t.Helper()
	for _, o := range d.objects() {
		c, ok := o.(*surface.TapCard)
		if !ok {
			continue
		}
		for _, in := range test.LaidOutObjects(c) {
			if w, ok := in.(*prose.Label); ok && w.String() == words {
				test.Tap(c)
				d.rest()
				return
			}
		}
	}
	d.t.Fatalf("there is no card %q in\n%s", words, d.words())
}

// fill writes into the n-th field that can be seen.
func (d *driven) fill(n int, text string) {
	d.t.Helper()
	for _, o := range d.objects() {
		f, ok := o.(interface{ Set(string) })
		switch o.(type) {
		case *input.Field, *input.DateField, *input.TextArea:
		default:
			ok = false
		}
		if !ok {
			continue
		}
		if n == 0 {
			f.Set(text)
			return
		}
		n--
	}
	d.t.Fatalf("there are too few fields in\n%s", d.words())
}

// escape presses Escape where the keyboard is.
func (d *driven) escape() {
	d.t.Helper()
	key := &fyne.KeyEvent{Name: fyne.KeyEscape}
	if f := d.window.Canvas().Focused(); f != nil {
		f.TypedKey(key)
	} else {
		d.window.Canvas().OnTypedKey()(key)
	}
	d.rest()
}

// do calls a command of the window as its key does.
func (d *driven) do(command func(*mainWindow)) {
	d.t.Helper()
	if d.open == nil {
		d.t.Fatalf("no journal is open; the window shows\n%s", d.words())
	}
	command(d.open)
	d.rest()
}

// journalAt makes a journal with one area and closes it.
func journalAt(t *testing.T, key vault.Key) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "journal")
	cheap := journal.Options{Vault: vault.Options{KDF: &vault.KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1}}}
	j, err := journal.Create(t.Context(), folder, key, cheap)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.SaveArea(t.Context(), journal.Area{Name: "Running"}); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestFromAnEmptyComputerToAPDF(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "new"))
	d.shows("Welcome to Enactive")
	d.press("Start a journal")
	d.shows("What do you want to get better at?", "Step 1 of 3", "Fitness")
	d.fill(0, "Running")
	d.press("Continue")
	d.shows("Step 2 of 3", "If you forget it, only recovery words can open the journal")
	d.fill(0, "short")
	d.press("Create journal")
	d.shows("at least 10")
	d.fill(0, secret)
	d.fill(1, "seven quiet ravens")
	d.press("Create journal")
	d.shows("The two passphrases differ.")
	d.press("Back") // nothing of what was said is lost
	d.shows("Step 1 of 3")
	d.press("Continue")
	d.fill(1, secret)
	d.press("Create journal")
	d.shows("Twelve recovery words", "Step 3 of 3")
	d.press("Later")
	d.shows("Write down what you did", "How stressed were you") // the first entry, not a page that has nothing to show
	d.do((*mainWindow).closeQuick)
	d.shows("Running")
	d.hides("Step 3 of 3")

	for _, title := range []string{"Five kilometres", "Seven kilometres", "Ten kilometres"} {
		d.do((*mainWindow).openQuick)
		d.press("Save (Ctrl+Enter)")
		d.shows("There is nothing to save yet.")
		d.fill(0, title)
		d.press("Save (Ctrl+Enter)")
	}
	d.do(func(x *mainWindow) { x.show(pageHome) })
	d.shows("3 entries", "Ten kilometres", "Recent entries")

	entry := d.open.journal().Entries(journal.Query{Text: "seven"})[0]
	d.do(func(x *mainWindow) { x.openEntry(entry.ID) })
	d.press("Delete")
	d.shows("Deleted. It stays in the bin for 30 days.", "2 entries")
	d.press("Undo")
	d.shows("3 entries", "Undone")
	d.do(func(x *mainWindow) { x.openEntry(entry.ID) })
	d.press("Edit")
	d.fill(0, "Seven and a half")
	d.press("Save")
	d.shows("Seven and a half")
	d.do((*mainWindow).undo)
	d.hides("Seven and a half")

	d.do(func(x *mainWindow) { x.show(pageSettings) })
	for _, ending := range []string{"csv", "pdf"} {
		file := filepath.Join(t.TempDir(), "out."+ending)
		if ending == "pdf" {
			d.open.pages.settings.Choose("PDF")
		}
		d.exportUnencrypted()
		d.fill(0, file)
		d.press("Export")
		d.shows("Written to "+file, "It is not encrypted")
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if ending == "csv" && !bytes.Contains(content, []byte("Seven kilometres")) || ending == "pdf" && !bytes.HasPrefix(content, []byte("%PDF-")) {
			t.Errorf("the %s begins with %.60q and does not hold the entries", ending, content)
		}
	}
	d.fill(0, filepath.Join(t.TempDir(), "no such folder", "out.csv"))
	d.press("Export")
	d.plain()
}

// plain fails where the window shows what only a programmer understands.
func (d *driven) plain() {
	d.t.Helper()
	d.t.Log(d.words())
	for _, raw := range []string{"open /", "mkdir", "no such file", "permission denied", "bbolt", "errno", "not a directory", "%!", "nil"} {
		if strings.Contains(d.words(), raw) {
			d.t.Errorf("the window shows the raw error %q in\n%s", raw, d.words())
		}
	}
}

func TestAWrongPassphraseIsRefusedAndTheRightOneOpens(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.shows("Your journal is locked")
	d.fill(0, "seven quiet ravens")
	d.press("Open my journal")
	d.shows("That is not the passphrase of this journal.", "Your journal is locked")
	d.plain()
	d.fill(0, secret)
	d.press("Open my journal")
	d.shows("Running")
	d.do(func(*mainWindow) { d.lock() })
	d.shows("Your journal is locked")
	d.hides("Running")
}

func TestTheRatingFollowsTheTypedPassphrase(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "new"))
	d.press("Start a journal")
	d.press("Continue")
	d.fill(0, "password123")
	d.press("Create journal")
	d.shows("It would be guessed within minutes")
	d.fill(0, otherSecret)
	d.hides("It would be guessed within minutes")
	d.press("Create journal")
	d.shows("The two passphrases differ.")
	d.fill(1, otherSecret)
	d.hides("The two passphrases differ.")
}

func TestNothingIsReportedAsWrittenTooEarly(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	j := d.open.journal()
	e, err := j.Save(t.Context(), journal.Entry{Area: j.Areas()[0].ID, Time: j.Now().Add(-time.Hour), Title: "The hill", Source: journal.SourceMastery, Outcome: journal.Success})
	if err != nil {
		t.Fatal(err)
	}
	d.do(func(x *mainWindow) { x.editEntry(*e) })
	d.hides("You wrote this before")
}

func TestTheSampleLeadsToAnOwnJournal(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new")
	d := open(t, folder)
	d.options.Fill = func(ctx context.Context, j *journal.Journal) error { return j.SetSample(ctx, true) }
	for _, way := range []func(){
		func() { d.press("Go to a journal of your own") }, // on the settings, as the link of home is one for the pointer
		func() { d.do(func(*mainWindow) { d.goToOwn() }) },
	} {
		d.Sample()
		d.rest()
		d.shows("A sample year", "Go to a journal of your own")
		d.do(func(x *mainWindow) { x.show(pageSettings) })
		way()
		d.shows("Welcome to Enactive")
		if d.folder != folder {
			t.Errorf("the folder of the new journal is %s", d.folder)
		}
	}
}

func TestAJournalThatIsOpenElsewhereIsReported(t *testing.T) {
	folder := journalAt(t, vault.NoPassphrase())
	other, _, err := journal.Open(t.Context(), folder, vault.NoPassphrase(), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, folder)
	d.shows("is open in another window or program", "close it there first")
	d.plain()
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	d.press("Close")
	d.Start(folder)
	d.rest()
	d.shows("Running")
}

func TestAFolderThatCannotBeUsedIsExplained(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(file, []byte("Dear Ana"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, folder, says string }{
		{"a file", file, "is a file"},
		{"a folder in a file", filepath.Join(file, "journal"), "Choose a folder of your own"},
		{"a folder with something in it", dir, "is not empty"},
		{"a folder that nobody may write", "/proc/journal", "/proc"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := open(t, filepath.Join(t.TempDir(), "new"))
			d.press("Start a journal")
			d.press("Continue")
			d.fill(0, secret)
			d.fill(1, secret)
			d.follow("Keep it in another folder")
			d.fill(2, c.folder)
			d.press("Create journal")
			d.shows(c.says)
			d.plain()
			d.press("Close")
			d.shows("Welcome to Enactive")
			if content, err := os.ReadFile(file); err != nil || string(content) != "Dear Ana" {
				t.Errorf("the file that was there holds %q, %v", content, err)
			}
		})
	}
	t.Run("no journal in a folder to open", func(t *testing.T) {
		d := open(t, filepath.Join(t.TempDir(), "new"))
		d.press("Open a journal")
		d.fill(0, filepath.Join(dir, "nothing here"))
		d.press("Open")
		d.shows("There is no journal in")
		d.plain()
	})
}

func TestABackupIsRestoredFromTheFirstPage(t *testing.T) {
	folder := journalAt(t, vault.Passphrase(secret))
	j, _, err := journal.Open(t.Context(), folder, vault.Passphrase(secret), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	made, err := backup.Make(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	d := open(t, filepath.Join(t.TempDir(), "new"))
	d.press("Restore a backup")
	d.fill(0, made.Path)
	d.fill(1, "seven quiet ravens")
	into := filepath.Join(t.TempDir(), "restored")
	d.fill(2, into)
	d.press("Restore the backup")
	d.shows("Restore a backup", "passphrase")
	d.plain()
	d.fill(1, secret)
	d.press("Restore the backup")
	d.shows("Running")
	if d.folder != into {
		t.Errorf("the journal of %s is open, want that of %s", d.folder, into)
	}
}

func TestInputSurvivesLeavingAPage(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do((*mainWindow).openQuick)
	d.fill(0, "Halfway through a sen")
	d.escape()
	d.hides("How well did you do, by your own standard?")
	d.do((*mainWindow).openQuick)
	d.shows("Halfway through a sen")
	d.press("More …")
	d.shows("New experience", "Halfway through a sen")

	d.fill(0, "Halfway through a sentence")
	for name, leave := range map[string]func(*mainWindow){
		"another page": func(x *mainWindow) { x.show(pageInsights) },
		"an entry":     func(x *mainWindow) { x.editEntry(journal.Entry{Type: journal.CheckIn}) },
	} {
		d.do(leave)
		d.shows("What you were writing is kept.")
		d.do(func(x *mainWindow) { x.show(pageHome) })
		d.shows("Not finished yet", "Halfway through a sentence")
		d.press("Continue")
		d.shows("New experience", "Halfway through a sentence")
		if t.Failed() {
			t.Fatalf("%s takes away what was typed", name)
		}
	}
	d.fill(0, "Halfway through a sentence, and on")
	d.press("Save")
	d.do(func(x *mainWindow) { x.show(pageHome) })
	d.shows("Halfway through a sentence, and on", "1 entry")
	d.hides("Not finished yet")
}

func TestAPlanBecomesAnExperience(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	j := d.open.journal()
	_, err := j.Save(t.Context(), journal.Entry{Type: journal.Plan, Area: j.Areas()[0].ID, Time: j.Now().Add(time.Hour), Title: "The hill", Source: journal.SourceMastery,
		EfficacyBefore: optional.Some(journal.Rating(40))})
	if err != nil {
		t.Fatal(err)
	}
	d.clock = d.clock.Add(2 * time.Hour)
	d.do(func(x *mainWindow) { x.show(pageHome) })
	d.shows("Planned", "The hill")
	d.press("How did it go?")
	d.shows("It is sealed, so that hindsight cannot change it.")
	d.press("Save")
	d.shows("You have not said how it turned out")
	d.press("Leave it planned")
	d.do(func(x *mainWindow) { x.show(pageHome) })
	if e := j.Entries(journal.Query{})[0]; e.Type != journal.Plan {
		t.Fatalf("left planned, it became a %s", e.Type)
	}
	d.press("How did it go?")
	d.press("Save")
	d.press("Say how it turned out")
	if d.open.nav.form == nil || d.window.Canvas().Focused() == nil {
		t.Error("the keyboard is not in the form")
	}
	d.press("Save")
	d.press("Save without an outcome")
	d.do(func(x *mainWindow) { x.show(pageHome) })
	d.shows("1 entry", "The hill")
	d.hides("How did it go?")
	if e := j.Entries(journal.Query{})[0]; e.Type != journal.Experience || e.IsRetrospective() {
		t.Errorf("the plan became a %s, said afterwards: %v; want an experience whose belief was said before", e.Type, e.IsRetrospective())
	}
}
