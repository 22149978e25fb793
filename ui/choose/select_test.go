package choose

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/scrolling"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

// TestAMenuStaysInTheWindowAndBesideItsField opens menus of every length at every height.
func TestAMenuStaysInTheWindowAndBesideItsField(t *testing.T) {
	for _, scale := range []float32{1, 2} {
		for _, words := range []int{3, 6, 60} {
			for _, y := range []float32{40, 300, 500} {
				t.Run(fmt.Sprintf("%d words at %v, size %v", words, y, scale), func(t *testing.T) {
					uitest.App(t, theme.Light, scale)
					s := NewSelect()
					for i := range words {
						s.Options = append(s.Options, fmt.Sprintf("column %d", i))
					}
					w := test.NewWindow(container.NewWithoutLayout(s))
					defer w.Close()
					w.Resize(fyne.NewSize(900, 600))
					s.Resize(s.MinSize())
					s.Move(fyne.NewPos(20, y))
					test.Tap(s)
					for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
						if m, ok := o.(*widget.PopUpMenu); ok {
							head, foot := m.Position().Y, m.Position().Y+m.Size().Height
							field := fyne.CurrentApp().Driver().AbsolutePositionForObject(s).Y
							fits := words < 60 && scale == 1 || words == 3
							if covers := head < field+s.Size().Height-1 && foot > field+1; head < 0 || foot > 600 || fits && covers {
								t.Errorf("the menu is from %v to %v, beside a field from %v to %v", head, foot, field, field+s.Size().Height)
							}
							return
						}
					}
					t.Error("there is no menu")
				})
			}
		}
	}
}

// TestALongMenuScrollsItsFieldUp fails if a menu of many words covers its field at the foot of a page that scrolls, where it
// looks like that of the field above.
func TestALongMenuScrollsItsFieldUp(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	s := NewSelect()
	for i := range 60 {
		s.Options = append(s.Options, fmt.Sprintf("column %d", i))
	}
	above, below := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	above.SetMinSize(fyne.NewSize(10, 540))
	below.SetMinSize(fyne.NewSize(10, 600))
	w := test.NewWindow(scrolling.NewScroll(container.NewVBox(above, s, below)))
	defer w.Close()
	w.Resize(fyne.NewSize(900, 600))
	test.Tap(s)
	foot := fyne.CurrentApp().Driver().AbsolutePositionForObject(s).Y + s.Size().Height
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if m, ok := o.(*widget.PopUpMenu); ok && (m.Position().Y < foot-1 || m.Size().Height < menuHeight/2) {
			t.Errorf("the menu begins at %v and is %v high, under a field that ends at %v", m.Position().Y, m.Size().Height, foot)
		}
	}
}

func TestAGhostStandsUnderThePointer(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	r := NewRating(Scale{High: 100, Step: 5, LowWord: "low", HighWord: "high"})
	r.Resize(fyne.NewSize(400, 60))
	if _, ok := r.ghost(); ok {
		t.Error("a rating that nobody is at has a ghost")
	}
	r.hovered = true
	r.move(9)
	if v, ok := r.ghost(); !ok || v != 0 {
		t.Errorf("at the left the ghost is %v, %v", v, ok)
	}
	r.hovered, r.focused = false, true
	if v, ok := r.ghost(); !ok || v != 50 {
		t.Errorf("with the keyboard the ghost is %v, %v, want the middle, where the arrows begin", v, ok)
	}
	r.set(70)
	if _, ok := r.ghost(); ok {
		t.Error("a rating with a value has a ghost")
	}
}

func TestASelectWithTheKeyboardHasTheRingOfAllFields(t *testing.T) {
	uitest.App(t, theme.Dark, 1)
	s := NewSelect("one", "two")
	w := test.NewWindow(s)
	defer w.Close()
	ground, ok := test.WidgetRenderer(s).Objects()[0].(*canvas.Rectangle)
	if !ok {
		t.Fatal("the toolkit draws its ground no more as the first object")
	}
	p := theme.Current()
	w.Canvas().Focus(s)
	if ground.StrokeColor != p.Accent || ground.StrokeWidth != 2 || ground.FillColor != p.Raised {
		t.Errorf("with the keyboard it is %v with an edge of %v, %v wide", ground.FillColor, ground.StrokeColor, ground.StrokeWidth)
	}
	w.Canvas().Unfocus()
	if ground.StrokeColor != p.Line || ground.StrokeWidth != 1 {
		t.Errorf("without it the edge is %v, %v wide", ground.StrokeColor, ground.StrokeWidth)
	}
}
