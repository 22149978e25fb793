package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/ui/theme"
)

func TestAFieldLeavesTheWindowItsKeys(t *testing.T) {
	inApp(t, theme.Light, 1)
	f := NewField()
	w := test.NewTempWindow(t, f)
	var got []string
	newEntry := &desktop.CustomShortcut{KeyName: fyne.KeyN, Modifier: fyne.KeyModifierControl}
	w.Canvas().AddShortcut(newEntry, func(fyne.Shortcut) { got = append(got, "new entry") })
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { got = append(got, string(e.Name)) })
	w.Canvas().Focus(f)
	f.TypedShortcut(newEntry)
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	test.Type(f, "ab")
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	if len(got) != 2 || got[0] != "new entry" || got[1] != string(fyne.KeyEscape) {
		t.Errorf("the window was told %q, want the shortcut and Escape and nothing else", got)
	}
	if f.Text != "a" {
		t.Errorf("the field holds %q after typing ab and Backspace", f.Text)
	}
}

func TestACardOpensFromMouseAndKeyboard(t *testing.T) {
	inApp(t, theme.Light, 1)
	opened := 0
	c := NewTapCard(Paragraph("Running"), func() { opened++ })
	w := test.NewTempWindow(t, c)
	test.Tap(c)
	w.Canvas().Focus(c)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	if opened != 3 {
		t.Errorf("a click, Return, Space and Tab opened it %d times, want 3", opened)
	}
}

func TestGridFolds(t *testing.T) {
	inApp(t, theme.Light, 1)
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

func TestGoldenParts(t *testing.T) {
	golden(t, "parts", 460, func() []fyne.CanvasObject {
		return []fyne.CanvasObject{
			NewCard(Paragraph("A sentence on a card that is long enough to be wrapped onto a second line of the card."), nil),
			NewSpot(200), NewOutcomeMark(journal.Success), NewOutcomeMark(journal.Partial), NewOutcomeMark(journal.Setback),
			NewOutcomeMark(journal.Failure), NewSpark([]float64{20, 24, 30, 28, 40, 55, 60}, 145),
			Labelled("Name", "a part of your life in which performing well matters", NewField()),
			Title("Heading"), Subtitle("Part of a page"), Quiet("Words that explain"), Caption("Small words"),
		}
	})
}
