package surface

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// block is something of one size.
func block(width, height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

func TestACardThatOpensMovesThoseBelowItAndNoOthers(t *testing.T) {
	uitest.App(t, theme.Light, 1)
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
	uitest.App(t, theme.Light, 1)
	card := NewFoldCard(block(50, 20), block(50, 100), block(50, 10), func() fyne.CanvasObject { return block(50, 70) })
	Cards(300, card).Resize(fyne.NewSize(1800, 400))
	if card.Size().Width != 600 {
		t.Errorf("it is %v wide on a wide page, want twice the least width", card.Size().Width)
	}
}

// TestTheLastRowOfCardsFillsTheWidth fails if a card that is left over leaves half a page bare.
func TestTheLastRowOfCardsFillsTheWidth(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	for cards := 3; cards < 9; cards++ {
		for _, width := range []float32{700, 1000, 1400} {
			grid := Cards(300)
			for range cards {
				grid.Add(NewFoldCard(block(50, 20), block(50, 100), block(50, 10), func() fyne.CanvasObject { return block(50, 70) }))
			}
			grid.Resize(fyne.NewSize(width, 900))
			last := grid.Objects[cards-1]
			if foot := last.Position().X + last.Size().Width; width-foot > 3 {
				t.Errorf("%d cards in %v: the last one ends at %v", cards, width, foot)
			}
		}
	}
}

func TestAnOpenCardPushesWhatIsLeftOverBelowIt(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	grid := Cards(300)
	for range 3 { // two columns, and one that is left over under both
		grid.Add(NewFoldCard(block(50, 20), block(50, 100), block(50, 10), func() fyne.CanvasObject { return block(50, 70) }))
	}
	grid.Resize(fyne.NewSize(700, 900))
	grid.Objects[1].(*FoldCard).Open(true)
	grid.Resize(fyne.NewSize(700, 901))
	second, last := grid.Objects[1], grid.Objects[2]
	if foot := second.Position().Y + second.Size().Height; last.Position().Y < foot {
		t.Errorf("the last card begins at %v, under an open one that ends at %v", last.Position().Y, foot)
	}
}
