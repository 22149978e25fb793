package ui

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/ui/figure"
	"enactive/ui/page"
	"enactive/ui/prose"
)

// placeOf is the middle of words that can be seen, the first of that text.
func (d *driven) placeOf(words string) fyne.Position {
	d.t.Helper()
	var at fyne.Position
	found := false
	d.seen(func(o fyne.CanvasObject, pos fyne.Position) {
		text := ""
		switch o := o.(type) {
		case *canvas.Text:
			text = o.Text
		case *prose.Label:
			text = o.String()
		}
		if text == words && !found && !o.Size().IsZero() {
			at, found = pos.AddXY(min(o.Size().Width, 40)/2, o.Size().Height/2), true
		}
	})
	if !found {
		d.t.Fatalf("%q cannot be seen in\n%s", words, d.words())
	}
	return at
}

// clickWords clicks on words.
func (d *driven) clickWords(words string, button desktop.MouseButton) {
	d.t.Helper()
	d.clickAt(d.placeOf(words), button, 0)
}

// dragTo drags what is at a place to another, as the driver reports it, and lets it go there.
func (d *driven) dragTo(from, to fyne.Position) {
	d.t.Helper()
	o, in := d.under(from, func(o fyne.CanvasObject) bool { _, ok := o.(fyne.Draggable); return ok })
	if o == nil {
		d.t.Fatalf("nothing can be dragged at %v", from)
	}
	dragged := o.(fyne.Draggable)
	const steps = 4
	by := fyne.NewDelta((to.X-from.X)/steps, (to.Y-from.Y)/steps)
	for range steps {
		from, in = from.AddXY(by.DX, by.DY), in.AddXY(by.DX, by.DY)
		dragged.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: in, AbsolutePosition: from}, Dragged: by})
	}
	dragged.DragEnd()
	d.rest()
}

func TestTheMenuOfAnEntry(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageEntries) })
	entries := d.open.journal().Entries(journal.Query{Newest: true})
	row := d.middle(d.rows()[2])
	d.clickAt(row, desktop.MouseButtonSecondary, 0)
	d.shows("Open", "Edit", "Ctrl+E", "Copy as text", "Export …", "Select", "Delete")
	if got := d.open.pages.entries.Reading(); got != entries[2].ID {
		t.Errorf("the menu is of another entry than the one that is read: %q", got)
	}
	d.clickWords("Copy as text", desktop.MouseButtonPrimary)
	d.shows("The entry was copied as text.")
	if text := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(text, entries[2].Title) {
		t.Errorf("copied is %q", text)
	}
	d.strike(desktop.KeyMenu) // of the list, which has the keyboard
	d.shows("Copy as text")
	d.strike(fyne.KeyEscape)
	d.hides("Copy as text")
	d.clickAt(row, desktop.MouseButtonSecondary, 0)
	d.clickWords("Delete", desktop.MouseButtonPrimary)
	if left := len(d.open.journal().Entries(journal.Query{})); left != len(entries)-1 {
		t.Errorf("%d entries are left of %d", left, len(entries))
	}
}

func TestTheMenusOfAreasChartsAndDays(t *testing.T) {
	d := open(t, storied(t))
	d.clickWords("Running", desktop.MouseButtonSecondary) // its card
	d.shows("Write here", "Plan here", "Insights", "Progress report …", "Archive")
	d.clickWords("Plan here", desktop.MouseButtonPrimary)
	form, ok := d.open.nav.form.form.(*page.Editor)
	if !ok || form == nil {
		t.Fatal("no form of a plan opens")
	}
	d.do(func(x *mainWindow) { x.show(pageCalendar) })
	d.strike(desktop.KeyMenu)
	d.shows("Open the day", "Write for this day", "Plan for this day", "Values of the day …")
	d.clickWords("Values of the day …", desktop.MouseButtonPrimary)
	if !d.open.day.isOpen() {
		t.Error("the form of the day does not open")
	}
	d.do((*mainWindow).closeDay)
	d.do(func(x *mainWindow) { x.show(pageInsights) })
	for _, o := range d.objects() {
		v, ok := o.(*figure.ChartView)
		if !ok || !v.Timed() {
			continue
		}
		d.window.Canvas().Focus(v)
		d.strike(desktop.KeyMenu)
		d.shows("Save the picture …", "Copy the picture", "As a table", "How is this computed?", "Zoom in", "Whole time")
		d.clickWords("Zoom in", desktop.MouseButtonPrimary)
		if _, _, part := v.Shown(); !part {
			t.Error("the chart is not zoomed")
		}
		v.TypedRune('0')
		if _, _, part := v.Shown(); part {
			t.Error("the key does not show the whole time")
		}
		return
	}
	t.Error("there is no chart over time")
}

func TestADoubleClickEdits(t *testing.T) {
	d := open(t, storied(t))
	newest := d.open.journal().Entries(journal.Query{Newest: true})
	d.do(func(x *mainWindow) { x.show(pageEntries) })
	row := d.middle(d.rows()[1])
	d.clickAt(row, desktop.MouseButtonPrimary, 0)
	d.pass(time.Second)
	row = d.middle(d.rows()[1])                   // the first entry that is read may move the list
	d.clickAt(row, desktop.MouseButtonPrimary, 0) // two slow clicks are two clicks
	if d.open.nav.form != nil {
		t.Fatal("two slow clicks open the form")
	}
	d.clickAt(row, desktop.MouseButtonPrimary, 0)
	if d.open.nav.form == nil || d.open.pages.entries.Reading() != newest[1].ID {
		t.Fatalf("a double click does not edit the entry: form %v, reading %q, want %q", d.open.nav.form != nil, d.open.pages.entries.Reading(), newest[1].ID)
	}
	d.window.Resize(fyne.NewSize(1280, 1300))
	d.do(func(x *mainWindow) { x.show(pageHome) })
	at := d.placeOf("My first ten kilometres") // leads to another page with the first click
	d.clickAt(at, desktop.MouseButtonPrimary, 0)
	if d.open.nav.shown != pageEntries {
		t.Fatalf("the first click leads to %s", d.open.nav.shown)
	}
	d.clickAt(at, desktop.MouseButtonPrimary, 0)
	if d.open.nav.form == nil {
		t.Fatal("a double click on home does not edit the entry")
	}
	d.do(func(x *mainWindow) { x.show(pageAreas) })
	at = d.placeOf("Ten kilometres in under an hour")
	d.clickAt(at, desktop.MouseButtonPrimary, 0)
	d.clickAt(at, desktop.MouseButtonPrimary, 0)
	if _, ok := d.open.nav.form.form.(*page.AreaEditor); !ok {
		t.Fatal("a double click on a goal does not open its area")
	}
	if d.open.journal().Areas()[0].Goals[0].Done {
		t.Error("a double click leaves the goal ticked")
	}
}

func TestRungsAreDraggedAndMovedByKeys(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.show(pageAreas) })
	rungs := func() string {
		l := d.open.journal().Areas()[0].Ladder
		return l[0].Text + ", " + l[1].Text
	}
	before := rungs()
	top, bottom := d.placeOf("To the lake and back"), d.placeOf("Once round the park")
	d.dragTo(top, top.AddXY(2, 2)) // a hand that shakes
	if got := rungs(); got != before {
		t.Fatalf("a shaking hand moved a rung: %s", got)
	}
	d.dragTo(top, bottom.AddXY(0, 30))
	if got := rungs(); got != "To the lake and back, Once round the park" {
		t.Fatalf("after dragging the ladder is %s", got)
	}
	d.do((*mainWindow).undo)
	if got := rungs(); got != before {
		t.Fatalf("undo leaves %s", got)
	}
	d.do(func(x *mainWindow) { x.pages.areas.FocusRung(0) })
	d.shortcut(fyne.KeyUp, alt)
	if got := rungs(); got == before {
		t.Error("Alt+Up does not move the rung that has the keyboard")
	}
	d.shortcut(fyne.KeyDown, alt)
	if got := rungs(); got != before {
		t.Errorf("the rung lost the keyboard: %s", got)
	}
}

func TestAnEntryIsDraggedIntoAnotherArea(t *testing.T) {
	d := open(t, storied(t))
	other, err := d.open.journal().SaveArea(t.Context(), journal.Area{Name: "Swimming", Color: 20})
	if err != nil {
		t.Fatal(err)
	}
	d.rest()
	d.do(func(x *mainWindow) { x.show(pageEntries) })
	e := d.open.journal().Entries(journal.Query{Newest: true})[1]
	row := d.rows()[1]
	from := d.middle(row)
	row.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: from.AddXY(20, 20)}, Dragged: fyne.NewDelta(20, 20)})
	d.shows("Drop on the area to move to:")
	to := d.placeOf("Swimming")
	row.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: to}, Dragged: fyne.NewDelta(9, 9)})
	row.DragEnd()
	d.rest()
	if now, _ := d.open.journal().Entry(e.ID); now.Area != other.ID {
		t.Fatal("the entry was not moved")
	}
	d.shows("Moved to “Swimming”.")
	d.hides("Drop on the area to move to:")
	d.do((*mainWindow).undo)
	if now, _ := d.open.journal().Entry(e.ID); now.Area == other.ID {
		t.Error("undo does not move it back")
	}
}

func TestWhatIsDroppedGoesWhereItIsFor(t *testing.T) {
	d := open(t, storied(t))
	drop := func(names ...string) {
		var files []fyne.URI
		for _, name := range names {
			files = append(files, storage.NewFileURI(filepath.Join("/home/you", name)))
		}
		d.drop(d.open, files)
		d.rest()
	}
	drop("holiday.jpg")
	d.shows("Open an entry first, then drop “holiday.jpg” on it.")
	drop("20260301-120000.enactive")
	d.shows("is a backup")
	d.do((*mainWindow).openPalette)
	drop("diary.csv")
	if d.open.nav.shown != pageHome {
		t.Error("a file is imported under a sheet")
	}
	d.escape()
	drop("diary.csv", "other.csv")
	if d.open.nav.shown != pageImport {
		t.Errorf("a table leads to %s", d.open.nav.shown)
	}
	d.shows("One file is imported at a time")
}

func TestALockedWindowTakesNoFile(t *testing.T) {
	d := open(t, journalAt(t, vault.Passphrase("seven quiet ravens")))
	d.drop(nil, []fyne.URI{storage.NewFileURI("/home/you/diary.csv")})
	d.shows("Unlock your journal first")
}
