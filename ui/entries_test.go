package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/page"
)

func TestTheSearchFollowsTypingAndReportsNoMatches(t *testing.T) {
	d := open(t, storied(t))
	d.shortcut(fyne.KeyF, ctrl)
	d.typeKeys("ten kil")
	d.shows("1 entry", "My first ten kilometres")
	d.hides("Run 12")
	d.typeKeys("qqq")
	d.shows("Nothing found")
	d.press("Show all entries")
	d.shows("Run 12", "14 entries")
}

func TestTheSearchFindsDaysByTheirNotes(t *testing.T) {
	d := open(t, storied(t))
	j := d.open.journal()
	day := journal.DateOf(j.Now()).AddDays(-3)
	if _, err := j.SaveDay(t.Context(), journal.Day{Date: day, Note: "Qqq, and late to bed."}); err != nil {
		t.Fatal(err)
	}
	d.shortcut(fyne.KeyF, ctrl)
	d.typeKeys("qqq")
	d.shows("1 day whose note has it", "Qqq, and late to bed.", "No entry has these words.")
	d.hides("Nothing found")
	d.row("Qqq, and late to bed.")
	d.shows("Qqq, and late to bed.", "Values of a day")
	d.hides("1 day whose note has it")
}

func TestFiltersAreChipsThatCanBeRemovedAndSaved(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) {
		x.openQuery(journal.Query{Outcomes: []journal.Outcome{journal.Setback}, Kinds: []journal.Kind{journal.KindPractice}})
	})
	d.shows("setback", "practice", "3 entries")
	d.follow("Save filter")
	d.fill(0, "Hard practice")
	d.press("Save")
	d.shows("Filter saved.")
	d.chip("setback")
	d.shows("12 entries")
	d.chip("practice")
	d.shows("14 entries", "Hard practice")
	d.chip("Hard practice")
	d.shows("3 entries")
	if f := d.open.journal().Filters(); len(f) != 1 || f[0].Name != "Hard practice" {
		t.Errorf("the journal keeps %v", f)
	}
}

func TestAFilterOffersExistingWords(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageEntries) })
	d.press("Filter")
	d.shows("Filter entries", "Outcome", "Kind")
	for _, o := range d.objects() {
		if toggle, ok := o.(*choose.Toggle); ok && toggle.String() == "failure" {
			toggle.Tapped(nil)
		}
	}
	d.press("Show entries")
	d.shows("failure", "3 entries")
}

func (d *driven) chip(words string) {
	d.t.Helper()
	for _, o := range d.objects() {
		if c, ok := o.(*control.Chip); ok && c.String() == words {
			c.Tapped(nil)
			d.rest()
			return
		}
	}
	d.t.Fatalf("there is no chip %q in\n%s", words, d.words())
}

// keys types keys where the keyboard is, with Shift held for those in capitals.
func (d *driven) keys(keys ...fyne.KeyName) {
	d.t.Helper()
	for _, k := range keys {
		d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
		d.rest()
	}
}

func TestSeveralEntriesAreTaggedMovedExportedAndDeletedByTheKeyboard(t *testing.T) {
	d := open(t, storied(t))
	j := d.open.journal()
	other, err := j.SaveArea(t.Context(), journal.Area{Name: "Walking"})
	if err != nil {
		t.Fatal(err)
	}
	d.do(func(x *mainWindow) { x.show(pageEntries); x.pages.entries.FocusSearch() })
	d.typeKeys("run")
	d.keys(fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	d.shows("2 entries selected")

	d.shortcut(fyne.KeyT, ctrl)
	d.fill(0, "river, slow")
	d.press("Tag")
	d.shows("Updated the tags of 2 entries.", "#river")
	if n := j.Count(journal.Query{Tags: []string{"river"}}); n != 2 {
		t.Errorf("%d entries have the tag", n)
	}
	d.do((*mainWindow).undo)
	if n := j.Count(journal.Query{Tags: []string{"river"}}); n != 0 {
		t.Errorf("after undo %d entries have the tag", n)
	}

	d.shortcut(fyne.KeyM, ctrl)
	d.pick("Walking")
	d.press("Move")
	d.shows("Moved 2 entries.")
	if n := j.Count(journal.Query{Area: other.ID}); n != 2 {
		t.Errorf("%d entries were moved", n)
	}

	file := filepath.Join(t.TempDir(), "two.csv")
	d.press("Export")
	d.fill(0, file)
	d.exportUnencrypted()
	d.press("Export")
	d.shows("Written to " + file)
	if content, err := os.ReadFile(file); err != nil || strings.Count(string(content), "\n") != 3 {
		t.Errorf("the file holds %q, %v; want a header and two rows", content, err)
	}

	d.press("Delete")
	d.shows("Deleted 2 entries.")
	if n := j.Count(journal.Query{InBin: true}); n != 3 {
		t.Errorf("%d entries are in the bin, want the one from before and two", n)
	}
	d.press("Undo")
	if n := j.Count(journal.Query{InBin: true}); n != 1 {
		t.Errorf("after undo %d entries are in the bin", n)
	}
}

// pick chooses a word of a row of words.
func (d *driven) pick(word string) {
	d.t.Helper()
	for _, o := range d.objects() {
		if c, ok := o.(*choose.Choice); ok {
			if c.SetQuietly(word); c.Chosen() == word {
				c.OnChanged()
				d.rest()
				return
			}
		}
	}
	d.t.Fatalf("nothing offers %q", word)
}

// Keys come faster than a search in a long journal, and on a busy machine.
func TestTheKeyboardGoesIntoWhatWasTypedAndNotIntoTheListBefore(t *testing.T) {
	d := open(t, storied(t))
	var entries *page.Entries
	d.do(func(x *mainWindow) { entries = x.pages.entries; x.show(pageEntries); entries.FocusSearch() })
	before := entries.Reading()
	for _, text := range []string{"run 1", "run 12"} {
		d.do(func(*mainWindow) { entries.FocusSearch(); entries.Show(journal.Query{}) })
		entries.Open(before)
		d.rest()
		entries.FocusSearch()
		field := d.window.Canvas().Focused()
		test.Type(field, text)
		field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		d.rest()
		wanted := d.open.journal().Entries(journal.Query{Text: text, Newest: true})
		if len(wanted) == 0 || entries.Reading() != wanted[0].ID || d.window.Canvas().Focused() == field {
			t.Errorf("after %q the entry that is open is %s of %d that were found", text, entries.Reading(), len(wanted))
		}
	}
}

func TestEscapeLeavesTheSelectionThenTheSearch(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageEntries); x.pages.entries.FocusSearch() })
	d.typeKeys("run 1")
	d.keys(fyne.KeyDown, fyne.KeySpace)
	d.shows("1 entry selected")
	d.escape()
	d.hides("entry selected")
	d.shows("4 entries")
	d.escape()
	d.shows("14 entries")
}
