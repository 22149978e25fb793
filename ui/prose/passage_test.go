package prose

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
	"enactive/ui/uitest"
	"enactive/ui/writing"
)

func TestAPassageIsCopiedAndItsWordsAreLookedUp(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	text := "The bow shook from the first note on, and then it didn’t."
	desk, looked := writing.NewDesk(), ""
	desk.LookUp = func(word string) { looked = word }
	p := NewPassage(text, "all of it", Paragraph(text))
	w := test.NewTempWindow(t, container.NewStack(desk, container.NewVBox(p)))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(200, 300))
	w.Resize(fyne.NewSize(190, 300))
	k := uitest.On(t, w.Canvas())
	choose := func(at fyne.Position, keys string) {
		p.TappedSecondary(&fyne.PointEvent{Position: at, AbsolutePosition: at})
		if k.Write(keys + "<Return>"); w.Canvas().Overlays().Top() != nil {
			k.Write("<Escape>")
		}
	}
	clipboard := fyne.CurrentApp().Clipboard()
	if choose(fyne.NewPos(10, 10), "<Home>"); clipboard.Content() != text {
		t.Errorf("copied is %q", clipboard.Content())
	}
	if choose(fyne.NewPos(10, 10), "<Home><Down>"); clipboard.Content() != "all of it" {
		t.Errorf("copied is %q, want all", clipboard.Content())
	}
	high := newRuler(14, fyne.TextStyle{}).high()
	for _, c := range []struct {
		at   fyne.Position
		want string
	}{{fyne.NewPos(8, 10), "The"}, {fyne.NewPos(40, 10), "bow"}, {fyne.NewPos(165, 6+1.5*high), "didn’t"}, {fyne.NewPos(4, 6+1.5*high), "note"}, {fyne.NewPos(189, 6+1.5*high), ""}, {fyne.NewPos(8, 200), ""}} {
		looked = ""
		choose(c.at, "f")
		if looked != c.want {
			t.Errorf("at %v the word is %q, want %q", c.at, looked, c.want)
		}
	}
}
