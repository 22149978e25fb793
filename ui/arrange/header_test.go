package arrange

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// TestTheToolsOfAHeaderWrap narrows a header: its tools stand beside the heading, under it, and then in two rows; it is
// never wider than the widest of them.
func TestTheToolsOfAHeaderWrap(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	block := func(w, h float32) *canvas.Rectangle {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(w, h))
		return r
	}
	heading, one, two, hidden := block(10, 30), block(200, 40), block(300, 40), block(900, 40)
	hidden.Hide()
	h := Header(heading, 100, one, hidden, two)
	tools := h.Objects[1].(*fyne.Container)
	if got := h.MinSize().Width; got != 300 {
		t.Errorf("the header is at least %v wide, want the widest of its tools, 300", got)
	}
	for _, c := range []struct {
		name          string
		width, height float32
		y1, y2        float32
	}{
		{"beside the heading", 800, 40, 0, 0},
		{"under it", 550, 30 + theme.Unit + 40, 30 + theme.Unit, 30 + theme.Unit},
		{"in two rows", 400, 30 + 2*theme.Unit + 80, 30 + theme.Unit, 30 + 2*theme.Unit + 40},
	} {
		t.Run(c.name, func(t *testing.T) {
			h.Resize(fyne.NewSize(c.width, 200))
			if got := h.MinSize().Height; got != c.height {
				t.Errorf("it is %v high, want %v", got, c.height)
			}
			h.Resize(fyne.NewSize(c.width, c.height))
			at := tools.Position()
			if y1, y2 := at.Y+one.Position().Y, at.Y+two.Position().Y; y1 != c.y1 || y2 != c.y2 {
				t.Errorf("the tools are at %v and %v, want %v and %v", y1, y2, c.y1, c.y2)
			}
			if right := at.X + two.Position().X + two.Size().Width; right > c.width {
				t.Errorf("a tool ends at %v", right)
			}
		})
	}
}
