package uitest

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// Keyboard presses keys where the window has its keyboard, as a person does.
type Keyboard struct {
	t      *testing.T
	Canvas fyne.Canvas
}

// Write types characters; a name in <> is a key, such as <Down>.
func (k Keyboard) Write(text string) {
	k.t.Helper()
	for text != "" {
		if key, rest, ok := strings.Cut(strings.TrimPrefix(text, "<"), ">"); ok && text[0] == '<' {
			k.press(fyne.KeyName(key))
			text = rest
			continue
		}
		letter := []rune(text)[0]
		if f := k.Canvas.Focused(); f != nil {
			f.TypedRune(letter)
		}
		text = text[len(string(letter)):]
	}
}

func (k Keyboard) press(key fyne.KeyName) {
	k.t.Helper()
	f := k.Canvas.Focused()
	if tabs, ok := f.(fyne.Tabbable); key == fyne.KeyTab && (!ok || !tabs.AcceptsTab()) {
		k.Canvas.FocusNext()
		return
	}
	if f == nil {
		k.t.Fatalf("nothing has the keyboard to press %s", key)
	}
	f.TypedKey(&fyne.KeyEvent{Name: key})
}

// InWindow puts objects under each other into a window and returns its keyboard.
func InWindow(t *testing.T, objects ...fyne.CanvasObject) Keyboard {
	t.Helper()
	w := test.NewTempWindow(t, container.NewVBox(objects...))
	w.Resize(fyne.NewSize(600, 700))
	return Keyboard{t, w.Canvas()}
}

// Press presses keys on a widget.
func Press(f fyne.Focusable, names ...fyne.KeyName) {
	for _, n := range names {
		f.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// On returns the keyboard of a canvas.
func On(t *testing.T, c fyne.Canvas) Keyboard { return Keyboard{t, c} }
