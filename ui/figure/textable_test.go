package figure

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// wheel counts the turns that reach it.
type wheel struct{ turns int }

func (w *wheel) Scrolled(*fyne.ScrollEvent) { w.turns++ }

func table(t *testing.T, rows int, beyond fyne.Scrollable) *TextTable {
	t.Helper()
	uitest.App(t, theme.Light, 1)
	var all [][]string
	for i := range rows {
		all = append(all, []string{fmt.Sprintf("Row %d", i), fmt.Sprint(i)})
	}
	table := NewTextTable([]string{"Name", "Number"}, all, beyond)
	w := test.NewTempWindow(t, table)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 300))
	return table
}

// inSight are the first and the last word of the rows that are made.
func (t *TextTable) inSight() (first, last string, made int) {
	lines := t.pane.lines
	return lines[0].cells[0].Text, lines[len(lines)-1].cells[0].Text, len(lines)
}

func TestATableMakesTheRowsInSightAlone(t *testing.T) {
	table := table(t, 5000, nil)
	first, _, made := table.inSight()
	if first != "Row 0" || made > 20 {
		t.Errorf("of 5,000 rows %d are made, the first is %q", made, first)
	}
	table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if _, last, _ := table.inSight(); last != "Row 4999" {
		t.Errorf("at the end the last row is %q", last)
	}
	table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if first, _, _ := table.inSight(); first != "Row 0" {
		t.Errorf("back at the beginning the first row is %q", first)
	}
	table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if first, _, _ := table.inSight(); first != "Row 1" {
		t.Errorf("one down the first row is %q", first)
	}
}

func TestATableHandsTheWheelOnAtItsEnds(t *testing.T) {
	page := &wheel{}
	long := table(t, 100, page)
	down, up := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -30)}, &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 30)}
	long.scroll.Scrolled(down)
	if page.turns != 0 || long.scroll.Offset.Y != 30 {
		t.Errorf("the wheel scrolled the table to %v and the page %d times, want the table alone", long.scroll.Offset.Y, page.turns)
	}
	long.scroll.Scrolled(up)
	long.scroll.Scrolled(up)
	if page.turns != 1 {
		t.Errorf("at the top the wheel reached the page %d times, want once", page.turns)
	}
	short := table(t, 3, page)
	page.turns = 0
	short.scroll.Scrolled(down)
	if page.turns != 1 {
		t.Error("a table with nothing to scroll keeps the wheel")
	}
}

func TestNumbersEndAtTheirRightEdge(t *testing.T) {
	for words, want := range map[string]bool{"12": true, "−0.2": true, "+3": true, "100%": true, "8–10": true, "": false, "success": false, "24 Nov 2025": false, "-": false} {
		if isNumber(words) != want {
			t.Errorf("%q is taken for a number: %v", words, !want)
		}
	}
}
