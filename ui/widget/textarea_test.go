package widget

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/ui/state"
	"enactive/ui/theme"
)

const sentence = "I went out, ran up the hill behind the station, and came back. "

func paste(a *TextArea, text string) {
	a.field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: wordsToPaste(text)})
}

func TestLongTextIsDividedOrRefusedAndNeverCut(t *testing.T) {
	long := strings.Repeat(sentence, 20)
	huge := strings.Repeat(sentence, 1600)
	t.Run("a pasted paragraph is divided, and that is said", func(t *testing.T) {
		inApp(t, theme.Light, 1)
		a := NewTextArea(4)
		inWindow(t, a)
		paste(a, long)
		if strings.Count(a.Text(), "\n") < 2 {
			t.Error("a long paragraph was not divided")
		}
		if got, want := strings.Fields(a.Text()), strings.Fields(long); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Error("words were lost")
		}
		if !strings.Contains(a.note.String(), "divided") {
			t.Errorf("it says %q", a.note.String())
		}
	})
	t.Run("what there is no room for is refused whole", func(t *testing.T) {
		inApp(t, theme.Light, 1)
		a := NewTextArea(4)
		inWindow(t, a)
		a.SetText("Before. ")
		paste(a, huge)
		if a.Text() != "Before. " {
			t.Errorf("the text is %d letters long, want it as it was", len(a.Text()))
		}
		if !strings.Contains(a.note.String(), "100,800 letters") || !strings.Contains(a.note.String(), "still on your clipboard") {
			t.Errorf("it says %q", a.note.String())
		}
		test.Type(a.field, "x")
		if a.note.String() != "" {
			t.Errorf("after the next letter it still says %q", a.note.String())
		}
	})
	t.Run("a full text takes no more letters and says so", func(t *testing.T) {
		inApp(t, theme.Light, 1)
		a := NewTextArea(4)
		a.Fill(strings.Repeat("x", 99))
		a.field.Text = strings.Repeat("x\n", state.MostLetters/2)
		a.field.TypedRune('y')
		if strings.Contains(a.field.Text, "y") || !strings.Contains(a.note.String(), "full") {
			t.Errorf("a letter went in, or nothing was said: %q", a.note.String())
		}
	})
	t.Run("an old paragraph that nobody touched comes back as it was", func(t *testing.T) {
		inApp(t, theme.Light, 1)
		a := NewTextArea(4)
		a.Fill(long)
		if a.Text() != long {
			t.Error("it comes back changed")
		}
		if a.field.Text == long {
			t.Error("the field holds a paragraph that makes it slow")
		}
	})
	t.Run("an old text that is too long is kept and shown by its beginning", func(t *testing.T) {
		inApp(t, theme.Light, 1)
		a := NewTextArea(4)
		a.Fill(huge)
		inWindow(t, a)
		if a.Text() != huge {
			t.Error("it is not kept whole")
		}
		if a.field.Visible() || !strings.HasPrefix(a.beginning.String(), "I went out") || !strings.Contains(a.note.String(), "kept as it is") {
			t.Errorf("the field shows, or nothing is said: %q", a.note.String())
		}
		a.Fill(strings.Repeat(sentence, 200))
		test.Tap(a.shorten)
		if a.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete}); !a.field.Visible() || !strings.HasPrefix(a.Text(), " went out") {
			t.Error("it cannot be shortened")
		}
		a.Fill("short")
		if a.Text() != "short" || !a.field.Visible() || a.note.String() != "" {
			t.Error("a short text after it cannot be changed")
		}
	})
	t.Run("a line is refused where the journal would refuse it", func(t *testing.T) {
		inApp(t, theme.Light, 1)
		a := NewTextLine()
		paste(a, huge)
		if a.Text() != "" || !strings.Contains(a.note.String(), "too long for one line") {
			t.Errorf("the line holds %d letters and says %q", utf8.RuneCountInString(a.Text()), a.note.String())
		}
	})
}

func TestTabLeavesAText(t *testing.T) {
	inApp(t, theme.Light, 1)
	a, b := NewTextArea(2), NewField()
	k := inWindow(t, a, b)
	k.c.Focus(a.Focusable())
	k.write("one<Tab>two")
	if a.Text() != "one" || b.Text != "two" {
		t.Errorf("the first field holds %q and the second %q", a.Text(), b.Text)
	}
}

func TestGoldenTextArea(t *testing.T) {
	golden(t, "textarea", 460, func() []fyne.CanvasObject {
		empty, divided, huge := NewTextArea(3), NewTextArea(2), NewTextArea(2)
		empty.SetPlaceHolder("Tell it as somebody would have seen it who stood by.")
		paste(divided, strings.Repeat(sentence, 9))
		huge.Fill(strings.Repeat("It went on. ", 2000))
		huge.beginning.SetText("It went on. It went on. …")
		return []fyne.CanvasObject{empty, divided, huge}
	})
}

// The first key after a paste shows what a key costs in a text of that length.
func BenchmarkLongText(b *testing.B) {
	for _, letters := range []int{2000, 5000, state.MostLetters - 200} {
		text := strings.Repeat(sentence, letters/len(sentence))
		for name, work := range map[string]func(*TextArea){
			"paste": func(a *TextArea) { a.Fill(""); paste(a, text) },
			"key":   func(a *TextArea) { a.field.TypedRune('x'); a.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace}) },
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
	b.Run("refuse/100000", func(b *testing.B) {
		test.NewTempApp(b)
		a := NewTextArea(4)
		w := test.NewTempWindow(b, a)
		w.Resize(fyne.NewSize(720, 500))
		text := strings.Repeat(sentence, 1600)
		for b.Loop() {
			paste(a, text)
		}
	})
}
