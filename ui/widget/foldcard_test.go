package widget

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
)

// block is something of one size.
func block(width, height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

func TestACardThatOpensMovesThoseBelowItAndNoOthers(t *testing.T) {
	inApp(t, theme.Light, 1)
	var cards []fyne.CanvasObject
	for i := range 5 { // two columns, the second card of a row higher than the first
		cards = append(cards, NewFoldCard(block(50, 20), block(50, float32(100+40*(i%2))), block(50, 10), func() fyne.CanvasObject { return block(50, 70) }))
	}
	grid := Cards(300, cards...)
	w := test.NewTempWindow(t, grid)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(700, 900))
	tops := func() (y [5]float32) {
		grid.Resize(fyne.NewSize(700, 900))
		grid.Refresh()
		for i, c := range cards {
			y[i] = c.Position().Y
		}
		return y
	}
	closed, height := tops(), grid.MinSize().Height
	if closed[0] != closed[1] || closed[2] != closed[3] || cards[0].Size().Height != cards[1].Size().Height {
		t.Fatalf("closed cards stand at %v, want even rows", closed)
	}
	first := cards[0].(*FoldCard)
	first.Open(true)
	opened := tops()
	if opened[0] != closed[0] || opened[1] != closed[1] || opened[3] != closed[3] {
		t.Errorf("opening the first card moves others of its row or the other column: %v, was %v", opened, closed)
	}
	if down := opened[2] - closed[2]; down != 70 || opened[4]-closed[4] != down {
		t.Errorf("the cards below moved down by %v and %v, want by what opened, 70", down, opened[4]-closed[4])
	}
	if cards[1].Size().Height != cards[3].Size().Height || cards[0].Size().Height != cards[1].Size().Height+70 {
		t.Errorf("the heights are %v, %v and %v, want the open one alone to grow", cards[0].Size(), cards[1].Size(), cards[3].Size())
	}
	if more := grid.MinSize().Height - height; more != 70 {
		t.Errorf("the page grew by %v, want 70", more)
	}
	first.Open(false)
	if again := tops(); again != closed {
		t.Errorf("closed again the cards stand at %v, want %v", again, closed)
	}
}

func TestOneCardAloneIsNoBanner(t *testing.T) {
	inApp(t, theme.Light, 1)
	card := NewFoldCard(block(50, 20), block(50, 100), block(50, 10), func() fyne.CanvasObject { return block(50, 70) })
	Cards(300, card).Resize(fyne.NewSize(1800, 400))
	if card.Size().Width != 600 {
		t.Errorf("it is %v wide on a wide page, want twice the least width", card.Size().Width)
	}
}

// wheel counts the turns that reach it.
type wheel struct{ turns int }

func (w *wheel) Scrolled(*fyne.ScrollEvent) { w.turns++ }

func table(t *testing.T, rows int, beyond fyne.Scrollable) *TextTable {
	t.Helper()
	inApp(t, theme.Light, 1)
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
	for words, want := range map[string]bool{"12": true, "–0.2": true, "+3": true, "100%": true, "8–10": true, "": false, "success": false, "24 Nov 2025": false, "-": false} {
		if isNumber(words) != want {
			t.Errorf("%q is taken for a number: %v", words, !want)
		}
	}
}

func TestAQuietLinkIsFollowedByMouseAndKeyboard(t *testing.T) {
	inApp(t, theme.Light, 1)
	followed, reached := 0, 0
	l := NewQuietLink("As a table", func() { followed++ })
	l.Focused = func(fyne.CanvasObject) { reached++ }
	w := test.NewTempWindow(t, l)
	test.Tap(l)
	w.Canvas().Unfocus()
	w.Canvas().Focus(l)
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyTab} {
		l.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if followed != 4 || reached != 2 {
		t.Errorf("a click and three of four keys follow it %d times, and it says %d times that the keyboard has come; want 4 and 2", followed, reached)
	}
}

func TestOneOfIsAlwaysChosen(t *testing.T) {
	inApp(t, theme.Light, 1)
	changed := 0
	c := NewOneOf("entries", "stress")
	c.Changed = func() { changed++ }
	c.pick(0)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	if c.Chosen() != "entries" {
		t.Errorf("%q is chosen after taking the choice back, want the first", c.Chosen())
	}
	c.TypedRune('2')
	if c.Chosen() != "stress" || changed == 0 {
		t.Errorf("%q is chosen after 2", c.Chosen())
	}
}
