package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/choose"
	"enactive/ui/page"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// foreign is a table such as other programs write.
const foreign = `day,weekday,hour,how it felt,who,what
2025-09-28,Sunday,10:00 pm,3,Ana|Ben,"Ten kilometres, and the hill."
2025-09-27,Saturday,11:00 pm,5,,The lake
`

// tableAt writes a table, and has it read.
func (d *driven) tableAt(text string) {
	d.t.Helper()
	file := tableFile(d.t, text)
	d.do(func(x *mainWindow) { x.nav.showPage(pageImport); x.pages.imports.Read(file) })
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

func TestATableOfAnotherProgramIsImported(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.tableAt(foreign)
	d.shows("What each column is", "One question is open.", "3 to 5", "Choose the column that says when it was.")
	d.say(0, "day + hour")
	d.pass(time.Second)
	d.shows("2 new entries will be imported.", "Line 2:  2025-09-28")
	d.say(5, "How sure, before")
	d.shows("Enter the lowest and the highest number of the scale of “how it felt”")
	d.fill(1, "1")
	d.fill(2, "5")
	d.say(6, "People")
	d.say(8, "Note")
	d.pass(time.Second)
	d.shows("1 becomes 0, 5 becomes 100", "One column has no place in the journal and is left out: weekday.")
	d.press("Import 2 entries")
	d.shows("2 entries were imported.", "Drop a file on this window")
	entries := d.open.journal().Entries(journal.Query{Text: "hill"})
	if len(entries) != 1 {
		t.Fatalf("%d entries hold the word", len(entries))
	}
	e := entries[0]
	sure, ok := e.EfficacyBefore.Get()
	if e.Time.Format(time.DateTime) != "2025-09-28 22:00:00" || !ok || sure != 50 || e.Note != "Ten kilometres, and the hill." {
		t.Errorf("it came in as %+v", e)
	}
}

func TestATableWithOurNamesIsReadWithoutQuestions(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.tableAt("time,area,title\n2025-09-28T22:00,Running,The hill\n")
	d.shows("1 new entry will be imported.", "The hill")
}

func TestARowThatChangedUpdatesItsEntry(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.tableAt("time,area,title,stress\n2025-09-28T22:00,Running,The hill,40\n")
	d.press("Import 1 entry")
	d.shows("1 entry was imported.")
	d.tableAt("time,area,title,stress\n2025-09-28T22:00,Running,The hill,50\n")
	d.shows("1 entry has changed in the file and will be updated.", "Stress: from 40 to 50")
	d.press("Import 1 entry")
	d.shows("1 entry was updated.")
}

// TestAFileOfManyColumnsMakesFewWidgets opens a file with 300 columns.
func TestAFileOfManyColumnsMakesFewWidgets(t *testing.T) {
	var names, cells []string
	for i := range 300 {
		names, cells = append(names, fmt.Sprintf("measure %d", i)), append(cells, strconv.Itoa(i%50))
	}
	names[0], cells[0] = "day", "2025-09-28"
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.tableAt(strings.Join(names, ",") + "\n" + strings.Join(cells, ",") + "\n")
	d.shows("1 to 20 of 300 columns", "measure 19")
	d.hides("measure 20")
	if n := len(d.objects()); n > 2000 {
		t.Errorf("the window has %d objects", n)
	}
	d.press("Later columns")
	d.shows("21 to 40 of 300 columns", "measure 39")
	d.fill(1, "measure 29") // after the name of an area
	d.shows("1 to 11 of 11 columns", "measure 299")
}

func TestADroppedFileIsRead(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	file := tableFile(t, "time,area,title\n2025-09-28T22:00,Running,The hill\n")
	d.do(func(x *mainWindow) { x.app.drop(x, []fyne.URI{storage.NewFileURI(file)}) })
	d.shows("Import diary.csv", "1 new entry will be imported.")
}

func TestAPastedTableIsRead(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	fyne.CurrentApp().Clipboard().SetContent("time\tarea\ttitle\n2025-09-28T22:00\tRunning\tThe hill\n")
	d.do(func(x *mainWindow) { x.show(pageImport) })
	d.press("Paste a table")
	d.shows("Import pasted table", "1 new entry will be imported.")
}

func TestBadRowsAreListedAndCanBeLeftOut(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.tableAt("time,area,title\n2025-09-28T22:00,Running,The hill\nlater,Running,The lake\n")
	d.shows("1 row cannot be read.", "diary.csv, line 3")
	d.do(func(*mainWindow) {
		for _, o := range d.objects() {
			if c, ok := o.(*choose.Check); ok {
				c.Tapped(nil)
			}
		}
	})
	d.pass(time.Second)
	d.shows("1 new entry will be imported.", "1 row that cannot be read is left out.")
}

// TestAnImportOutlivesAChangeOfTheAppearance keeps what was said about the columns.
func TestAnImportOutlivesAChangeOfTheAppearance(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.tableAt(foreign)
	d.say(0, "day + hour")
	d.applyAppearance(page.Appearance{Mode: theme.Dark, Scale: 1, Week: time.Monday})
	d.pass(time.Second)
	d.shows("Import diary.csv", "2 new entries will be imported.")
}

func TestGoldenImport(t *testing.T) {
	takesLong(t)
	for name, look := range map[string]page.Appearance{"light": {Mode: theme.Light, Scale: 1, Week: time.Monday}, "dark": {Mode: theme.Dark, Scale: 1, Week: time.Monday}} {
		d := open(t, journalAt(t, vault.NoPassphrase()))
		d.applyAppearance(look)
		d.tableAt(foreign)
		d.say(0, "day + hour")
		d.pass(time.Second)
		d.window.Canvas().Unfocus() // a cursor blinks
		d.still(t, fyne.NewSize(1280, 800), "import_"+name+".png")
	}
}

func TestTheSameInATerminalIsShown(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.tableAt(foreign)
	d.say(0, "day + hour")
	d.do(func(*mainWindow) {
		for _, o := range d.objects() {
			if f, ok := o.(*surface.Fold); ok && f.Title() == "More about this table" {
				f.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			}
		}
	})
	d.shows("enact import csv ", "--join 'day hour=time' --set area=Running")
}

// nights is a table of days as a watch writes it.
const nights = "Datum;Sleep;HRV (ms);Weight (kg);note\n25.09.2025;7:20;62;61,5;late to bed\n26.09.2025;6:05;;61,25;\n"

func TestATableOfDaysIsImportedAndUndone(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	had := len(d.open.journal().Entries(journal.Query{}))
	d.tableAt(nights)
	d.shows("What each row is", "An entry", "Area for all rows")
	d.pick("The values of a day")
	d.shows("One question is open.", "Say how Sleep is to be read.")
	d.choose("hours and minutes: 7:20 is 440 minutes")
	d.pass(time.Second)
	d.shows("The values of 2 days will be imported.", "3 measures will be made: Sleep, HRV, Weight.", "late to bed")
	d.press("Import 2 days")
	d.shows("The values of 2 days were imported.")
	j := d.open.journal()
	if days := j.Days(journal.Date{}, journal.Date{}); len(days) != 2 || len(days[0].Values) != 3 || days[0].Note != "late to bed" || len(j.Entries(journal.Query{})) != had {
		t.Fatalf("the journal has %+v", days)
	}
	d.tableAt(nights)
	d.shows("2 days have their values already and stay as they are.")
	d.press("Undo")
	if n := len(j.Days(journal.Date{}, journal.Date{})) + len(j.Measures()); n != 0 {
		t.Errorf("after undo %d days and measures are left", n)
	}
}
