package input

import (
	"fmt"
	"image/color"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/ui/arrange"
	"enactive/ui/scrolling"
	"enactive/ui/textedit"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

const sentence = "I went out, ran up the hill behind the station, and came back. "

// copied is a clipboard.
type copied string

func (c copied) Content() string   { return string(c) }
func (c copied) SetContent(string) {}

func paste(a *TextArea, text string) {
	a.field().TypedShortcut(&fyne.ShortcutPaste{Clipboard: copied(text)})
}

func TestLongTextIsTakenOrRefusedAndNeverCut(t *testing.T) {
	long := strings.Repeat(sentence, 3200) // more than 200,000 characters in one paragraph
	tooLong := strings.Repeat(sentence, journal.MaxText/len(sentence)+1)
	t.Run("a paragraph of 200,000 characters is taken as it is", func(t *testing.T) {
		uitest.App(t, theme.Light, 1)
		a := NewTextArea(4)
		uitest.InWindow(t, a)
		paste(a, long)
		if a.Text() != long || a.note.String() != "" {
			t.Errorf("the text has %d bytes, want %d; it says %q", len(a.Text()), len(long), a.note.String())
		}
	})
	t.Run("what there is no room for is refused whole", func(t *testing.T) {
		uitest.App(t, theme.Light, 1)
		a := NewTextArea(4)
		uitest.InWindow(t, a)
		a.Set("Before. ")
		paste(a, tooLong)
		if a.Text() != "Before. " {
			t.Errorf("the text is %d bytes long, want it as it was", len(a.Text()))
		}
		if !strings.Contains(a.note.String(), "still on your clipboard") {
			t.Errorf("it says %q", a.note.String())
		}
		test.Type(a.long, "x")
		if a.note.String() != "" {
			t.Errorf("after the next letter it still says %q", a.note.String())
		}
	})
	t.Run("a full text takes no more letters and says so", func(t *testing.T) {
		uitest.App(t, theme.Light, 1)
		a := NewTextArea(4)
		full := tooLong[:journal.MaxText]
		a.SetQuietly(full)
		a.long.TypedRune('y')
		if a.Text() != full || !strings.Contains(a.note.String(), "full") {
			t.Errorf("a letter went in, or nothing was said: %q", a.note.String())
		}
	})
	t.Run("an old text that nobody touched comes back as it was", func(t *testing.T) {
		uitest.App(t, theme.Light, 1)
		a := NewTextArea(4)
		if a.SetQuietly("one\r\ntwo"); a.Text() != "one\r\ntwo" {
			t.Errorf("it comes back as %q", a.Text())
		}
	})
	t.Run("a line is refused where the journal would refuse it", func(t *testing.T) {
		uitest.App(t, theme.Light, 1)
		a := NewTextLine()
		paste(a, long)
		if a.Text() != "" || !strings.Contains(a.note.String(), "too long for one line") {
			t.Errorf("the line holds %d letters and says %q", utf8.RuneCountInString(a.Text()), a.note.String())
		}
	})
}

func TestTheWheelOverATextScrollsThePageWhereTheTextCannot(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	a, list := NewTextArea(2), NewListField("")
	list.SetTextsQuietly([]string{"one", "two"})
	tall := canvas.NewRectangle(color.Transparent)
	tall.SetMinSize(fyne.NewSize(10, 2000))
	scroll := scrolling.NewScroll(arrange.Flow(2, a, list, tall))
	w := test.NewTempWindow(t, scroll)
	w.Resize(fyne.NewSize(400, 300))
	for i, f := range []*textedit.Field{a.long, list.lines[1].text.long} {
		scroll.ScrollToTop()
		wheel := test.WidgetRenderer(f).Objects()
		wheel[len(wheel)-1].(fyne.Scrollable).Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -30)})
		if scroll.Offset.Y == 0 {
			t.Errorf("field %d: the page stays where it is", i)
		}
	}
}

func TestTabLeavesAText(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	a, b := NewTextArea(2), NewField()
	k := uitest.InWindow(t, a, b)
	k.Canvas.Focus(a.Focusable())
	k.Write("one<Tab>two")
	if a.Text() != "one" || b.Text != "two" {
		t.Errorf("the first field holds %q and the second %q", a.Text(), b.Text)
	}
}

func TestGoldenTextArea(t *testing.T) {
	uitest.Golden(t, "textarea", 460, func() []fyne.CanvasObject {
		empty, some, long := NewTextArea(3), NewTextArea(2), NewTextArea(2)
		empty.SetPlaceHolder("Describe it as a bystander would have seen it.")
		paste(some, strings.Repeat(sentence, 9))
		long.SetQuietly(strings.Repeat("It went on. ", 2000))
		return []fyne.CanvasObject{empty, some, long}
	})
}

// What a key costs in a text that fills its place in a page.
func BenchmarkLongText(b *testing.B) {
	for _, letters := range []int{2000, 20_000, 200_000} {
		text := strings.Repeat(sentence, letters/len(sentence))
		for name, work := range map[string]func(*TextArea){
			"paste": func(a *TextArea) { a.SetQuietly(""); paste(a, text) },
			"key":   func(a *TextArea) { a.long.TypedRune('x'); a.long.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace}) },
		} {
			b.Run(fmt.Sprintf("%s/%d", name, letters), func(b *testing.B) {
				test.NewTempApp(b)
				a := NewTextArea(4)
				w := test.NewTempWindow(b, a)
				w.Resize(fyne.NewSize(720, 500))
				paste(a, text)
				for b.Loop() {
					work(a)
				}
			})
		}
	}
}
