package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/vault"
	"enactive/ui/control"
	"enactive/ui/idle"
	"enactive/ui/input"
	"enactive/ui/prose"
)

const otherSecret = "lantern gravel otter sundial"

func (d *driven) safety() { d.t.Helper(); d.do(func(x *mainWindow) { x.show(pageSafety) }) }

// opens tells whether a key opens the journal, which has to be closed.
func opens(t *testing.T, folder string, key vault.Key) bool {
	t.Helper()
	j, _, err := journal.Open(t.Context(), folder, key, journal.Options{})
	if err != nil {
		return false
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return true
}

func TestThePassphraseIsChangedWithTheOldOne(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.unlockNow()
	d.safety()
	d.press("Change passphrase")
	d.fill(0, "not the passphrase")
	d.fill(1, otherSecret)
	d.fill(2, otherSecret)
	d.press("Change it")
	d.shows("That is not the passphrase this journal was opened with.")
	d.fill(0, secret)
	d.fill(2, otherSecret+" ")
	d.press("Change it")
	d.shows("The two passphrases differ.")
	d.fill(2, otherSecret)
	d.press("Change it")
	d.shows("The journal now opens with the new passphrase. Every entry was sealed again.")
	d.lock()
	d.rest()
	d.fill(0, secret)
	d.press("Open my journal")
	d.shows("That is not the passphrase of this journal.")
	d.fill(0, otherSecret)
	d.press("Open my journal")
	d.shows("Running")
}

func TestAPassphraseIsAddedAndRemoved(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.safety()
	d.shows("This journal has none")
	d.press("Add a passphrase")
	d.press("Suggest seven words")
	d.press("Use these words")
	words := d.field(0).Text
	if n := len(strings.Fields(words)); n != 7 {
		t.Fatalf("the suggestion has %d words, want 7", n)
	}
	d.fill(1, words)
	d.press("Add passphrase")
	d.shows("Lock after inactivity", "Remove passphrase")
	d.lock()
	d.rest()
	d.fill(0, words)
	d.press("Open my journal")
	d.safety()
	d.press("Remove passphrase")
	d.fill(0, secret)
	d.press("Remove it")
	d.shows("That is not the passphrase")
	d.fill(0, words)
	d.press("Remove it")
	d.shows("This journal has none")
	d.do(func(x *mainWindow) { d.closeAndEnd(x) })
	if !opens(t, d.folder, vault.NoPassphrase()) {
		t.Error("the journal does not open without a passphrase after it was taken away")
	}
}

// field is the n-th field that can be seen.
func (d *driven) field(n int) *input.Field {
	d.t.Helper()
	for _, o := range d.objects() {
		if f, ok := o.(*input.Field); ok {
			if n == 0 {
				return f
			}
			n--
		}
	}
	d.t.Fatalf("there are too few fields in\n%s", d.words())
	return nil
}

// textOf is what stands in the n-th field that can be seen and that takes any text.
func (d *driven) textOf(n int) string {
	d.t.Helper()
	for _, o := range d.objects() {
		text, ok := "", true
		switch f := o.(type) {
		case *input.Field:
			text = f.Text
		case *input.TextArea:
			text = f.Text()
		case *input.DateField:
			text = f.Text()
		default:
			ok = false
		}
		if !ok {
			continue
		}
		if n == 0 {
			return text
		}
		n--
	}
	d.t.Fatalf("there are too few fields in\n%s", d.words())
	return ""
}

func TestRecoveryWordsOpenTheJournalWhenThePassphraseIsLost(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.unlockNow()
	d.safety()
	d.press("Create recovery words")
	sheet := filepath.Join(t.TempDir(), "words.txt")
	d.press("Save the sheet")
	d.shows("The file contains the words unencrypted.", "Enter a file name first")
	d.fill(0, sheet)
	d.press("Save the sheet")
	d.shows("Written to " + sheet)
	written, err := os.ReadFile(sheet)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(sheet); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the sheet has the mode %v, %v", info.Mode(), err)
	}
	words := d.recoveryWords()
	d.press("Delete the file")
	d.shows("Deleted " + sheet + ".")
	if _, err := os.Stat(sheet); !os.IsNotExist(err) {
		t.Errorf("the sheet is still there: %v", err)
	}
	for _, w := range words {
		if !strings.Contains(string(written), w) {
			t.Fatalf("the sheet lacks the word %q that the window shows", w)
		}
	}
	if len(words) != 12 {
		t.Fatalf("%d words are shown, want 12: %q", len(words), words)
	}
	d.press("I wrote them down")
	if d.open.journal().HasRecovery() {
		t.Fatal("the words count before two were asked back")
	}
	d.fill(0, "abandon ability")
	d.press("Activate recovery words")
	d.shows("is different")
	asked := 0
	for i, w := range words {
		if strings.Contains("\n"+d.words()+"\n", fmt.Sprintf("\nWord %d\n", i+1)) {
			d.fill(asked, strings.ToUpper(w))
			asked++
		}
	}
	if asked != 2 {
		t.Fatalf("%d words were asked for, want 2:\n%s", asked, d.words())
	}
	d.press("Activate recovery words")
	d.shows("The recovery words now open the journal.")
	d.lock()
	d.rest()

	d.press("Use recovery words")
	d.fill(0, strings.Join(words[1:], " "))
	d.fill(1, otherSecret)
	d.fill(2, otherSecret)
	d.press("Open my journal")
	d.plain()
	d.shows("Use recovery words")
	d.fill(0, strings.Join(words, "\n"))
	d.press("Open my journal")
	d.shows("Running", "now opens with the new passphrase")
	d.do(func(x *mainWindow) { d.closeAndEnd(x) })
	if opens(t, d.folder, vault.Passphrase(secret)) || !opens(t, d.folder, vault.Passphrase(otherSecret)) {
		t.Error("after the recovery not the new passphrase alone opens the journal")
	}
}

// recoveryWords are the words that the window shows.
func (d *driven) recoveryWords() (words []string) {
	d.t.Helper()
	// A line is drawn as a part of its words, too. Two words in a row can be the same, two lines cannot.
	for _, line := range slices.Compact(strings.Split(d.words(), "\n")) {
		if number, word, ok := strings.Cut(line, "  "); ok && len(number) <= 2 {
			words = append(words, word)
		}
	}
	return words
}

func TestRecoveryWordsStayUntilTheyAreActivatedOrReplaced(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.unlockNow()
	d.safety()
	d.press("Create recovery words")
	words := d.recoveryWords()
	d.press("I wrote them down")
	d.fill(0, "abandon")
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // to the second
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.rest()
	d.shows("is different")
	if d.window.Canvas().Focused() != fyne.Focusable(d.field(0)) {
		t.Error("after a wrong word the keyboard is not in its field")
	}
	d.escape()
	if got := d.recoveryWords(); !slices.Equal(got, words) {
		t.Fatalf("after a wrong word and Escape the words are %q, want %q", got, words)
	}
	d.lockNow() // as when nothing was touched for five minutes
	d.rest()
	d.unlockNow()
	if got := d.recoveryWords(); !slices.Equal(got, words) {
		t.Fatalf("after the lock the words are %q, want %q:\n%s", got, words, d.words())
	}
	d.press("Later")
	d.safety()
	d.shows("but are not activated yet: they open nothing until you activate them.")
	d.press("Show and activate them")
	if got := d.recoveryWords(); !slices.Equal(got, words) {
		t.Fatalf("after Later the words are %q, want %q", got, words)
	}
	d.press("Draw other words")
	if got := d.recoveryWords(); len(got) != 12 || slices.Equal(got, words) {
		t.Fatalf("the other words are %q", got)
	}
	d.press("Later")
	d.lockNow()
	d.rest()
	d.unlockNow()
	d.hides("Twelve recovery words")
}

func TestTabLeadsFromAPassphraseToItsRepetition(t *testing.T) {
	d := open(t, filepath.Join(t.TempDir(), "new"))
	d.press("Start a journal")
	d.press("Continue")
	first, second := d.field(0), d.field(1)
	c := d.window.Canvas()
	c.Focus(first)
	if c.FocusNext(); c.Focused() != fyne.Focusable(second) {
		t.Errorf("Tab leads from the passphrase to %T", c.Focused())
	}
}

func TestTheBinShowsTheDayRestoresAndErases(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	j := d.open.journal()
	for _, title := range []string{"Keep me", "Erase me"} {
		e, err := j.Save(t.Context(), journal.Entry{Area: j.Areas()[0].ID, Source: journal.SourceMastery, Time: d.clock, Title: title})
		if err != nil {
			t.Fatal(err)
		}
		if err := j.Delete(t.Context(), e.ID); err != nil {
			t.Fatal(err)
		}
	}
	d.do(func(x *mainWindow) { x.show(pageEntries) })
	d.press("Bin (2)")
	d.shows("Keep me", "Erase me", "Will be removed on 3 April 2026")
	d.pressNext("Erase me", "Erase for good")
	d.shows("Backups still contain it")
	d.press("Cancel")
	if n := j.Count(journal.Query{InBin: true}); n != 2 {
		t.Fatalf("after Cancel the bin holds %d entries", n)
	}
	d.pressNext("Erase me", "Erase for good")
	d.press("Erase it")
	d.hides("Erase me")
	d.press("Restore")
	d.shows("The bin is empty.")
	if got := j.Entries(journal.Query{}); len(got) != 1 || got[0].Title != "Keep me" {
		t.Errorf("the journal holds %d entries, want the one that was put back", len(got))
	}
	if all, err := backup.List(d.folder); err != nil || len(all) == 0 {
		t.Errorf("there is no backup from before the erasing: %v, %v", all, err)
	}
}

// pressNext presses the first button of those words after a text.
func (d *driven) pressNext(text, words string) {
	d.t.Helper()
	seen := false
	for _, o := range d.objects() {
		if w, ok := o.(*prose.Label); ok && w.String() == text {
			seen = true
		}
		if b, ok := o.(*control.Button); ok && seen && b.String() == words {
			test.Tap(b)
			d.rest()
			return
		}
	}
	d.t.Fatalf("there is no button %q after %q in\n%s", words, text, d.words())
}

func TestAFailedBackupIsShownUntilOneSucceeds(t *testing.T) {
	folder := journalAt(t, vault.NoPassphrase())
	d := open(t, folder)
	const missing = "There is no backup of your latest entries"
	d.hides(missing)
	stick := filepath.Join(t.TempDir(), "stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	d.safety()
	d.fill(0, stick)
	d.press("Use this folder")
	d.shows("goes there too", "Every backup goes into")
	if err := os.Rename(stick, stick+" taken out"); err != nil {
		t.Fatal(err)
	}
	d.press("Back up now")
	d.shows(missing, "A backup failed on")
	d.plain()
	d.do(func(x *mainWindow) { x.show(pageHome) })
	d.shows(missing)
	d.do(func(x *mainWindow) { x.rebuild() })
	d.shows(missing)
	d.press("Try again")
	d.shows(missing)
	if err := os.Rename(stick+" taken out", stick); err != nil {
		t.Fatal(err)
	}
	d.press("Try again")
	d.hides(missing)
	d.safety()
	d.press("Check everything now")
	d.shows("are intact in both copies")
}

func TestASessionWithChangesEndsWithABackup(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do((*mainWindow).openQuick)
	d.fill(0, "The hill")
	d.do((*mainWindow).save)
	d.do(func(x *mainWindow) { d.closeAndEnd(x) })
	all, err := backup.List(d.folder)
	if err != nil || len(all) != 1 {
		t.Fatalf("the session left %d backups, %v", len(all), err)
	}
	if _, err := backup.Verify(t.Context(), all[0].Path, vault.NoPassphrase(), vault.Options{}); err != nil {
		t.Error(err)
	}
}

func TestTheTimeToTheLockIsChosenAndStored(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase(secret)))
	d.unlockNow()
	host := d.open.host()
	if got := host.LockMinutes(); got != 5 {
		t.Errorf("the journal is locked after %d minutes, want 5 unless it is set", got)
	}
	host.SetLockMinutes(15)
	d.beats(14 * time.Minute)
	if d.open == nil {
		t.Fatal("locked after 14 minutes of 15")
	}
	d.Touch()
	d.beats(15*time.Minute + 2*idle.Interval)
	d.rest()
	d.shows("Your journal is locked")
	if got := host.LockMinutes(); got != 15 {
		t.Errorf("the choice was not kept: %d", got)
	}
}
