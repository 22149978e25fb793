package arrange

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestGridFolds(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	cell := func() fyne.CanvasObject {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(50, 40))
		return r
	}
	for _, c := range []struct {
		name  string
		width float32
		want  int
	}{
		{"a narrow place has one column", 300, 1},
		{"two columns need their widths and the gap between", 615, 1},
		{"and have them here", 616, 2},
		{"a wide place has more", 1200, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := Grid(300, cell(), cell(), cell(), cell())
			g.Resize(fyne.NewSize(c.width, 400))
			columns := 0
			for _, o := range g.Objects {
				if o.Position().Y == 0 {
					columns++
				}
				if right := o.Position().X + o.Size().Width; right > c.width+0.5 {
					t.Errorf("a cell reaches %v beyond the width of %v", right, c.width)
				}
			}
			if columns != c.want {
				t.Errorf("got %d columns at a width of %v, want %d", columns, c.width, c.want)
			}
		})
	}
}
