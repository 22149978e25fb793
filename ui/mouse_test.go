package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"enactive/journal"
	own "enactive/ui/widget"
)

// rows are the rows of the timeline that can be seen, in their order.
func (d *driven) rows() []*own.EntryRow {
	var rows []*own.EntryRow
	for _, o := range d.objects() {
		if r, ok := o.(*own.EntryRow); ok {
			rows = append(rows, r)
		}
	}
	return rows
}

func TestAClickOnARowOpensItsEntry(t *testing.T) {
	for _, width := range []float32{1280, 700} { // beside the list, and over it
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			d := open(t, storied(t))
			d.window.Resize(fyne.NewSize(width, 800))
			d.do(func(x *desk) { x.show(pageEntries) })
			row := middle(d.rows()[2])
			d.hides("Lessons")
			d.clickAt(row, desktop.MouseButtonSecondary, 0)
			if d.open.desk.entries.Reading() != "" {
				t.Error("a click with the other button opens an entry")
			}
			d.clickAt(row, desktop.MouseButtonPrimary, 0)
			want := d.open.journal.Entries(journal.Query{Newest: true})[2].ID
			if got := d.open.desk.entries.Reading(); got != want {
				t.Fatalf("a click opens %q, want %q", got, want)
			}
			d.clickAt(row, desktop.MouseButtonPrimary, 0) // as the second half of a double click
			if got := d.open.desk.entries.Reading(); got != want {
				t.Errorf("a double click leads on to %q, want %q", got, want)
			}
			if d.open.desk.editor != nil || d.window.Canvas().Overlays().Top() != nil {
				t.Error("a double click opens something else over the entry")
			}
		})
	}
}

func TestClicksWithKeysSelectRows(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *desk) { x.show(pageEntries) })
	rows := d.rows()
	d.clickAt(middle(rows[1]), desktop.MouseButtonPrimary, fyne.KeyModifierShortcutDefault)
	d.clickAt(middle(rows[1]).AddXY(0, rows[1].Size().Height*0), desktop.MouseButtonPrimary, 0)
	d.hides("is selected")
	at := func(i int) fyne.Position { return middle(d.rows()[i]) }
	d.clickAt(at(1), desktop.MouseButtonPrimary, fyne.KeyModifierShortcutDefault)
	d.shows("1 entry is selected")
	d.clickAt(at(4), desktop.MouseButtonPrimary, fyne.KeyModifierShift)
	d.shows("4 entries are selected")
	d.clickAt(at(2), desktop.MouseButtonPrimary, fyne.KeyModifierShortcutDefault)
	d.shows("3 entries are selected")
	d.clickAt(at(0), desktop.MouseButtonPrimary, 0)
	d.hides("selected")
}
