package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/choose"
	"enactive/ui/page"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// foreign is a table such as other programs write.
const foreign = `full_date,weekday,time,mood,activities,note
2025-09-28,Sunday,10:00 pm,3,run,"Ten kilometres, and the hill."
2025-09-27,Saturday,11:00 pm,5,rest,
`

// tableAt writes a table, and has it read.
func (d *driven) tableAt(text string) {
	d.t.Helper()
	file := tableFile(d.t, text)
	d.do(func(x *mainWindow) { x.pages.settings.Import(file) })
}

// tableFile writes a table.
func tableFile(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "diary.csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// say chooses a word in the n-th select that can be seen.
func (d *driven) say(n int, word string) {
	d.t.Helper()
	for _, o := range d.objects() {
		if s, ok := o.(*choose.Select); ok {
			if n--; n < 0 {
				d.do(func(*mainWindow) { s.SetSelected(word) })
				if s.Selected != word {
					d.t.Fatalf("%q is not among %q", word, s.Options)
				}
				return
			}
		}
	}
	d.t.Fatalf("there are too few selects in\n%s", d.words())
}

// placeOf is how far down the window words begin that can be seen.
func (d *driven) placeOf(words string) float32 {
	for _, o := range d.objects() {
		if w, ok := o.(*prose.Label); ok && strings.HasPrefix(w.String(), words) {
			return fyne.CurrentApp().Driver().AbsolutePositionForObject(w).Y
		}
	}
	return -1
}

func TestATableOfAnotherProgramIsImported(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do(func(x *mainWindow) { x.show(pageSettings) })
	d.exportUnencrypted() // so that it has one field
	d.tableAt(foreign)
	d.shows("What is in the columns?")
	d.shows("3 to 5 in the file")
	d.say(0, "When") // the day; the hour has the name of our column
	d.say(3, "How sure, before")
	d.say(4, "Tags")
	d.press("Check file")
	d.shows("Enter the lowest and the highest number of the scale of “mood”")
	if d.window.Canvas().Focused() != fyne.Focusable(d.field(6)) {
		t.Error("the keyboard is not where the scale of the mood begins")
	}
	said, low := d.placeOf("Enter the lowest and the highest number"), fyne.CurrentApp().Driver().AbsolutePositionForObject(d.field(6))
	if bottom := d.window.Canvas().Size().Height; said < 0 || said > bottom || said < low.Y || said > low.Y+100 {
		t.Errorf("it is said at %v, the field is at %v, and the window ends at %v", said, low.Y, bottom)
	}
	d.fill(6, "1") // each column has two fields for its scale
	d.fill(7, "5")
	d.say(6, "A new area")
	d.press("Check file")
	d.shows("Give the area a name")
	d.fill(12, "Running outside")
	d.press("Check file")
	d.shows("2 new entries will be imported.")
	d.shows("One area will be created: Running outside.")
	d.shows("One column has no place in the journal and is left out: weekday.")
	d.press("Import")
	d.shows("2 entries were imported.")
	entries := d.open.journal().Entries(journal.Query{Text: "hill"})
	if len(entries) != 1 {
		t.Fatalf("%d entries hold the word", len(entries))
	}
	e := entries[0]
	sure, ok := e.EfficacyBefore.Get()
	if e.Time.Format(time.DateTime) != "2025-09-28 22:00:00" || !ok || sure != 50 || len(e.Tags) != 1 || e.Tags[0] != "run" || e.Note != "Ten kilometres, and the hill." {
		t.Errorf("it came in as %+v", e)
	}
}

func TestATableWithOurNamesIsReadWithoutQuestions(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do(func(x *mainWindow) { x.show(pageSettings) })
	d.exportUnencrypted() // so that it has one field
	d.tableAt("time,area,title\n2025-09-28T22:00,Running,The hill\n")
	d.shows("1 new entry will be imported.")
}

func TestARowThatChangedUpdatesItsEntry(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do(func(x *mainWindow) { x.show(pageSettings) })
	d.tableAt("time,area,title,stress\n2025-09-28T22:00,Running,The hill,40\n")
	d.press("Import")
	d.shows("1 entry was imported.")
	d.tableAt("time,area,title,stress\n2025-09-28T22:00,Running,The hill,50\n")
	d.shows("1 entry has changed in the file and will be updated.")
	d.press("Import")
	d.shows("1 entry was updated.")
}

func TestMissingColumnsOfATableAreReported(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do(func(x *mainWindow) { x.show(pageSettings) })
	d.exportUnencrypted() // so that it has one field
	d.tableAt(foreign)
	d.say(2, "leave it out")
	d.press("Check file")
	d.shows("Choose the column that says when it was.")
	d.say(0, "When")
	d.say(1, "Note")
	d.press("Check file")
	d.shows("“weekday” and “note” cannot both be used for the same field.")
}

func TestGoldenColumns(t *testing.T) {
	takesLong(t)
	d := open(t, journalAt(t, vault.NoPassphrase()))
	for name, look := range map[string]page.Appearance{
		"light": {Mode: theme.Light, Scale: 1, Week: time.Monday}, "dark": {Mode: theme.Dark, Scale: 1, Week: time.Monday}, "large": {Mode: theme.Light, Scale: 1.5, Week: time.Monday},
	} {
		d.applyAppearance(look)
		d.do(func(x *mainWindow) { x.show(pageBin) })
		d.tableAt(foreign)
		d.say(0, "When")
		d.say(3, "Stress")
		d.still(t, fyne.NewSize(1280, 800), "columns_"+name+".png")
		d.press("Cancel")
	}
}
