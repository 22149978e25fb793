package input

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
	"enactive/ui/uitest"
	"enactive/ui/writing"
)

// onDesk shows a field in a window with a desk, which stores the words that are looked up.
func onDesk(t *testing.T, field fyne.CanvasObject) (k uitest.Keyboard, looked *string) {
	t.Helper()
	desk := writing.NewDesk()
	looked = new(string)
	desk.LookUp = func(word string) { *looked = word }
	w := test.NewTempWindow(t, container.NewStack(desk, container.NewVBox(field)))
	w.Resize(fyne.NewSize(600, 700))
	return uitest.On(t, w.Canvas()), looked
}

// press presses a key on what has the keyboard, with Shift if asked.
func press(k uitest.Keyboard, key fyne.KeyName, shift bool) {
	f := k.Canvas.Focused()
	if shift {
		f.(desktop.Keyable).KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
	f.TypedKey(&fyne.KeyEvent{Name: key})
}

// TestTheMenuOfAField goes through the menu of both kinds of field by keys: all of the text is cut,
// pasted twice, and a word of it is looked up.
func TestTheMenuOfAField(t *testing.T) {
	for name, key := range map[string]struct {
		key   fyne.KeyName
		shift bool
	}{"the Menu key": {desktop.KeyMenu, false}, "Shift+F10": {fyne.KeyF10, true}} {
		for kind, long := range map[string]bool{"a line": false, "a text": true} {
			t.Run(name+" in "+kind, func(t *testing.T) {
				uitest.App(t, theme.Light, 1)
				a := NewTextLine()
				if long {
					a = NewTextArea(3)
				}
				k, looked := onDesk(t, a)
				k.Canvas.Focus(a.Focusable())
				k.Write("the bow shook")
				choose := func(letters string) {
					t.Helper()
					before := k.Canvas.Focused()
					press(k, key.key, key.shift)
					if k.Canvas.Overlays().Top() == nil {
						t.Fatal("there is no menu")
					}
					k.Write(letters + "<Return>")
					if k.Canvas.Overlays().Top() != nil || k.Canvas.Focused() != before {
						t.Fatalf("after %q the menu is open, or the field has lost the keyboard", letters)
					}
				}
				choose("s") // select all
				k.Write("<Escape>")
				press(k, key.key, key.shift)
				k.Write("<Home>")
				if long {
					k.Write("c") // from "Undo"
				}
				k.Write("<Return>") // cut
				if a.Text() != "" {
					t.Fatalf("after cutting all it holds %q", a.Text())
				}
				choose("p")
				choose("p")
				if want := "the bow shookthe bow shook"; a.Text() != want {
					t.Errorf("after pasting twice it holds %q, want %q", a.Text(), want)
				}
				if choose("f"); *looked != "shook" {
					t.Errorf("%q is looked up, want the word with the caret", *looked)
				}
				k.Write("x") // Shift is not held any more
				if a.Text() != "the bow shookthe bow shookx" {
					t.Errorf("writing on gives %q", a.Text())
				}
			})
		}
	}
}

func TestAHiddenTextIsNeitherCopiedNorLookedUp(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := NewPassphraseField()
	k, _ := onDesk(t, f)
	k.Canvas.Focus(f)
	k.Write("seven")
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
	fyne.CurrentApp().Clipboard().SetContent("six")
	f.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(20, 20)})
	k.Write("c<Return>f<Return><Escape>") // none of the letters finds an item
	if got := fyne.CurrentApp().Clipboard().Content(); got != "six" || f.Text != "seven" {
		t.Errorf("the clipboard has %q, the field %q", got, f.Text)
	}
}

// TestAnEmptyFieldOffersOnlyWhatItCan goes round in a menu in which only pasting is possible.
func TestAnEmptyFieldOffersOnlyWhatItCan(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := NewField()
	k, looked := onDesk(t, f)
	k.Canvas.Focus(f)
	fyne.CurrentApp().Clipboard().SetContent("six")
	f.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(20, 20)})
	k.Write("<Down><Down><Down><Return>")
	if f.Text != "six" || *looked != "" {
		t.Errorf("the field holds %q; looked up is %q", f.Text, *looked)
	}
}
