package figure

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"enactive/charts/paper"
	"enactive/ui/theme"
)

// viewOf shows so many empty pages in a window, whose pictures are drawn at once.
func viewOf(t *testing.T, pages int) *PaperView {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light, 1))
	v := NewPaperView()
	v.Work = func(draw, done func()) { draw(); done() }
	w := test.NewTempWindow(t, v)
	w.Resize(fyne.NewSize(700, 600))
	all := make([]*paper.Page, pages)
	for i := range all {
		all[i] = &paper.Page{}
	}
	v.SetPages(paper.Sheet{Width: paper.A4Width, Height: paper.A4Height}, all)
	return v
}

func TestPagesAreReadByTheKeyboard(t *testing.T) {
	v := viewOf(t, 300)
	turned := 0
	v.OnTurned = func() { turned++ }
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			v.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	for i, c := range []struct {
		keys []fyne.KeyName
		page int
	}{
		{[]fyne.KeyName{fyne.KeyPageDown}, 0}, // the rest of the first page
		{[]fyne.KeyName{fyne.KeyPageDown}, 1},
		{[]fyne.KeyName{fyne.KeyPageUp}, 0},
		{[]fyne.KeyName{fyne.KeyEnd}, 299},
		{[]fyne.KeyName{fyne.KeyPageDown}, 299},
		{[]fyne.KeyName{fyne.KeyHome, fyne.KeyPageUp, fyne.KeyUp}, 0},
		{[]fyne.KeyName{fyne.KeySpace, fyne.KeySpace}, 1},
	} {
		if press(c.keys...); v.Page() != c.page {
			t.Errorf("step %d, %v: page %d is read, want %d", i, c.keys, v.Page(), c.page)
		}
	}
	if turned < 5 {
		t.Errorf("it was said %d times that another page is read", turned)
	}
	v.GoTo(1000)
	if v.Page() != 299 {
		t.Errorf("beyond the last page it reads %d", v.Page())
	}
	v.Turn(-2)
	if v.Page() != 297 {
		t.Errorf("two pages back it reads %d", v.Page())
	}
}

func TestOnlyPagesInSightAreDrawn(t *testing.T) {
	v := viewOf(t, 300)
	for _, at := range []int{0, 150, 299} {
		v.GoTo(at)
		drawn := 0
		for _, o := range v.sheaf.Objects {
			if p, ok := o.(*canvas.Image); ok && p.Visible() {
				drawn++
				if got, want := float32(p.Image.Bounds().Dx()), p.Size().Width; got != want {
					t.Errorf("a page of %v pixels has a picture of %v", want, got)
				}
			}
		}
		if drawn == 0 || drawn > 5 || len(v.leaves) > 5 {
			t.Errorf("at page %d there are %d pictures of %d pages", at, drawn, len(v.leaves))
		}
	}
	v.SetPages(paper.Sheet{}, nil)
	if len(v.sheaf.Objects) != 0 || len(v.leaves) != 0 || v.Page() != 0 {
		t.Error("what is no longer shown is kept")
	}
}

func TestAnotherWidthKeepsThePage(t *testing.T) {
	v := viewOf(t, 20)
	v.GoTo(7)
	v.Resize(fyne.NewSize(420, 600))
	if v.Page() != 7 {
		t.Errorf("page %d is read after the window became narrow, want 7", v.Page())
	}
}
