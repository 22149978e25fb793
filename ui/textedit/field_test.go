package textedit

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// shown returns a field in a window.
func shown(t testing.TB, rows int) *Field {
	t.Helper()
	test.NewTempApp(t)
	f := NewField(rows, 1<<20)
	w := test.NewTempWindow(t, container.NewStack(f))
	w.Resize(fyne.NewSize(400, 200))
	w.Canvas().Focus(f)
	return f
}

func press(f *Field, key fyne.KeyName) { f.TypedKey(&fyne.KeyEvent{Name: key}) }
func control(f *Field, key fyne.KeyName, shift bool) {
	m := fyne.KeyModifierShortcutDefault
	if shift {
		m |= fyne.KeyModifierShift
	}
	f.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: m})
}

// clipboard holds a text.
type clipboard struct{ text string }

func (c *clipboard) Content() string     { return c.text }
func (c *clipboard) SetContent(s string) { c.text = s }

func TestTheKeyboardWritesAndEdits(t *testing.T) {
	f := shown(t, 4)
	changes := 0
	f.OnChanged = func() { changes++ }
	test.Type(f, "one two")
	press(f, fyne.KeyReturn)
	test.Type(f, "three")
	if f.Text() != "one two\nthree" || changes != 13 {
		t.Errorf("the text is %q after %d changes", f.Text(), changes)
	}
	control(f, fyne.KeyBackspace, false)
	press(f, fyne.KeyBackspace)
	press(f, fyne.KeyHome)
	press(f, fyne.KeyDelete)
	if f.Text() != "ne two" {
		t.Errorf("the text is %q", f.Text())
	}
	f.TypedShortcut(&fyne.ShortcutUndo{})
	if f.Text() != "one two" {
		t.Errorf("undone to %q", f.Text())
	}
	control(f, fyne.KeyZ, true)
	if f.Text() != "ne two" {
		t.Errorf("Ctrl+Shift+Z leaves %q", f.Text())
	}
	f.TypedShortcut(&fyne.ShortcutUndo{})
	f.TypedShortcut(&fyne.ShortcutRedo{})
	if f.Text() != "ne two" {
		t.Errorf("Ctrl+Y leaves %q", f.Text())
	}
}

func TestTheKeyboardSelectsCutsAndPastes(t *testing.T) {
	f, c := shown(t, 4), &clipboard{}
	f.SetText("one two three")
	f.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	for range 3 {
		press(f, fyne.KeyRight)
	}
	f.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	f.TypedShortcut(&fyne.ShortcutCut{Clipboard: c})
	if c.text != "one" || f.Text() != " two three" {
		t.Errorf("cut %q out of %q", c.text, f.Text())
	}
	control(f, fyne.KeyEnd, false)
	c.text = "\r\nfour"
	f.TypedShortcut(&fyne.ShortcutPaste{Clipboard: c})
	if f.Text() != " two three\nfour" {
		t.Errorf("pasted to %q", f.Text())
	}
	control(f, fyne.KeyLeft, true)
	if f.TypedShortcut(&fyne.ShortcutCopy{Clipboard: c}); c.text != "four" {
		t.Errorf("Ctrl+Shift+Left selected %q", c.text)
	}
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(f, "x")
	if f.Text() != "x" {
		t.Errorf("typing over everything leaves %q", f.Text())
	}
}

func TestTheCaretIsAlwaysVisible(t *testing.T) {
	f := shown(t, 4)
	f.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &clipboard{prose(20_000, true)}})
	inSight := func(what string) {
		t.Helper()
		if row := f.CaretRow(); row < f.top || row >= f.top+f.visible() {
			t.Errorf("after %s the caret is in row %d and rows %d to %d show", what, row, f.top, f.top+f.visible()-1)
		}
	}
	inSight("a long paste")
	control(f, fyne.KeyHome, false)
	inSight("Ctrl+Home")
	if f.top != 0 {
		t.Errorf("Ctrl+Home shows row %d first", f.top)
	}
	press(f, fyne.KeyPageDown)
	inSight("a page down")
	control(f, fyne.KeyEnd, false)
	inSight("Ctrl+End")
	f.scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 10_000)})
	test.Type(f, "x")
	inSight("typing out of sight")
}

func TestTheWheelScrollsAndIsPassedOnAtTheEnds(t *testing.T) {
	f := shown(t, 4)
	past := 0
	f.OnScrollPast = func(*fyne.ScrollEvent) { past++ }
	wheel := func(dy float32) { f.scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)}) }
	if wheel(-25); past != 1 {
		t.Error("an empty field keeps the wheel")
	}
	f.SetText(strings.Repeat("a\n", 50))
	wheel(-25)
	if f.top != wheelRows || past != 1 {
		t.Errorf("a notch shows row %d first, want %d", f.top, wheelRows)
	}
	for range 50 {
		wheel(-25)
	}
	if past == 1 {
		t.Error("the end of a text keeps the wheel")
	}
}

func TestThePointerSelects(t *testing.T) {
	f := shown(t, 4)
	f.SetText("one two three\nfour five")
	at := func(row int, x float32) fyne.Position { return fyne.NewPos(8+x, 8+(float32(row)+.5)*f.rowHeight()) }
	down := func(p fyne.Position, m fyne.KeyModifier) {
		f.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}, Button: desktop.MouseButtonPrimary, Modifier: m})
		f.MouseUp(nil)
	}
	middle := f.m.wide("one tw")
	down(at(0, middle), 0)
	if f.SelectedText() != "" || f.e.caret != (place{0, 6}) {
		t.Errorf("a click puts the caret at %v", f.e.caret)
	}
	if down(at(0, middle), 0); f.SelectedText() != "two" {
		t.Errorf("a double click selects %q", f.SelectedText())
	}
	if down(at(0, middle), 0); f.SelectedText() != "one two three" {
		t.Errorf("a third click selects %q", f.SelectedText())
	}
	f.pressed.Stop()
	down(at(0, 0), 0)
	if down(at(1, 500), fyne.KeyModifierShift); f.SelectedText() != f.Text() {
		t.Errorf("a click with Shift selects %q", f.SelectedText())
	}
	f.pressed.Stop()
	down(at(1, 0), 0)
	f.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(1, f.m.wide("four"))}})
	if f.SelectedText() != "four" {
		t.Errorf("dragging selects %q", f.SelectedText())
	}
}

func TestTextThatDoesNotFitIsRefusedCompletely(t *testing.T) {
	test.NewTempApp(t)
	f := NewField(2, 10)
	var refused []string
	f.Full = func(s string) { refused = append(refused, s) }
	f.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &clipboard{"0123456789ab"}})
	test.Type(f, "éééééx")
	if f.Text() != "ééééé" || len(refused) != 2 || refused[0] != "0123456789ab" || refused[1] != "x" {
		t.Errorf("the text is %q, refused %q", f.Text(), refused)
	}
	f.TypedShortcut(&fyne.ShortcutSelectAll{})
	if test.Type(f, "x"); f.Text() != "x" {
		t.Error("a full text cannot be replaced")
	}
}

func TestOtherKeysBelongToTheWindow(t *testing.T) {
	f := shown(t, 2)
	var unused []fyne.KeyName
	f.OnUnused = func(k *fyne.KeyEvent) { unused = append(unused, k.Name) }
	press(f, fyne.KeyEscape)
	press(f, fyne.KeyF1)
	if press(f, fyne.KeyLeft); fmt.Sprint(unused) != "[Escape F1]" {
		t.Errorf("the window gets %v", unused)
	}
	got := ""
	f.canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyN, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) { got = "N" })
	if control(f, fyne.KeyN, false); got != "N" {
		t.Error("Ctrl+N does not reach the window")
	}
}

// The toolkit recreates renderers after a while out of sight; the new one must draw the same without
// a new layout.
func TestANewRendererDrawsTheSame(t *testing.T) {
	f := shown(t, 4)
	f.SetText(prose(500, true))
	count := len(test.WidgetRenderer(f).Objects())
	if again := f.CreateRenderer(); len(again.Objects()) != count || count < 5 {
		t.Errorf("it draws %d objects, want %d", len(again.Objects()), count)
	}
}

func BenchmarkText(b *testing.B) {
	for _, c := range []struct {
		name  string
		lines bool
	}{{"paragraphs", true}, {"one paragraph", false}} {
		for _, letters := range []int{2_000, 20_000, 200_000} {
			text := prose(letters, c.lines)
			f := shown(b, 12)
			f.SetText(text)
			control(f, fyne.KeyEnd, false)
			b.Run(fmt.Sprintf("key at the end/%s/%d", c.name, letters), func(b *testing.B) {
				for b.Loop() {
					f.TypedRune('x')
				}
			})
			control(f, fyne.KeyHome, false)
			b.Run(fmt.Sprintf("key at the beginning/%s/%d", c.name, letters), func(b *testing.B) {
				for b.Loop() {
					f.TypedRune('x')
				}
			})
			b.Run(fmt.Sprintf("wheel/%s/%d", c.name, letters), func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					f.scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, float32(i%2*2-1))})
				}
			})
			b.Run(fmt.Sprintf("set/%s/%d", c.name, letters), func(b *testing.B) {
				for b.Loop() {
					f.SetText(text)
				}
			})
		}
	}
}

// TestBytesOfAPictureAreNotPasted fails if a copied picture becomes a page of signs. Text of an old program, which is no UTF-8
// either, is pasted.
func TestBytesOfAPictureAreNotPasted(t *testing.T) {
	for text, pasted := range map[string]bool{"\x89PNG\r\n\x1a\nIHDR\xf8": false, "Caf\xe9": true, "two\r\nlines\t": true} {
		f := NewField(3, 100)
		f.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &clipboard{text}})
		if got := f.Text() != ""; got != pasted {
			t.Errorf("%q is pasted: %v", text, got)
		}
	}
}
