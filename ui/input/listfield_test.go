package input

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/ui/control"
	"enactive/ui/state"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func obstacles() *ListField {
	v := state.NewVocabulary([]string{"the hill", "the rain", "the rain"})
	f := NewTickList("What stood in the way")
	f.Complete = func(typed string, taken []string) []string { return v.Complete(typed, taken, 5) }
	return f
}

func TestAListIsTypedLineByLine(t *testing.T) {
	for _, c := range []struct {
		name, keys string
		want       []ListItem
	}{
		{"Return adds a line", "one<Return>two", []ListItem{{"one", false}, {"two", false}}},
		{"Return in an empty line adds none", "<Return><Return>one", []ListItem{{"one", false}}},
		{"Up and Down move", "one<Return>two<Up>x<Down>y", []ListItem{{"onex", false}, {"twoy", false}}},
		{"Delete in an empty line takes it out", "one<Return><Delete>x", []ListItem{{"onex", false}}},
		{"Backspace does too", "one<Return>two<Return><BackSpace>x", []ListItem{{"one", false}, {"twox", false}}},
		{"a line is added between others", "one<Return>two<Up><Return>x", []ListItem{{"one", false}, {"x", false}, {"two", false}}},
		{"an earlier line is offered and taken", "the<Down><Return>", []ListItem{{"the rain", false}}},
		{"what is offered has to be chosen: Return goes on", "the<Return>two", []ListItem{{"the", false}, {"two", false}}},
		{"Escape puts it away", "the<Escape>x", []ListItem{{"thex", false}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			uitest.App(t, theme.Light, 1)
			f := obstacles()
			k := uitest.InWindow(t, f)
			k.Canvas.Focus(f.Focusable())
			k.Write(c.keys)
			if got := f.Items(); !slices.Equal(got, c.want) {
				t.Errorf("the items are %v, want %v", got, c.want)
			}
		})
	}
}

func TestSpaceTicksALineOff(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := obstacles()
	k := uitest.InWindow(t, f)
	k.Canvas.Focus(f.Focusable())
	k.Write("hill<Return>rain<Escape>")
	changes := 0
	f.OnChanged = func() { changes++ }
	k.Canvas.FocusPrevious() // the tick of the second line
	k.Write("<Space><Up><Space><Space>")
	if want := []ListItem{{"hill", false}, {"rain", true}}; !slices.Equal(f.Items(), want) {
		t.Errorf("the items are %v, want %v", f.Items(), want)
	}
	if changes != 3 {
		t.Errorf("three ticks were told %d times", changes)
	}
	k.Write("<Right>s")
	if f.Items()[0].Text != "hills" {
		t.Errorf("Right leads from the tick to %q, want its line", f.Items()[0].Text)
	}
}

func TestPastedLinesBecomeLines(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := obstacles()
	k := uitest.InWindow(t, f)
	k.Canvas.Focus(f.Focusable())
	k.Canvas.Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: copied("one\r\n\r\ntwo\nthree\n")})
	if got := f.Texts(); !slices.Equal(got, []string{"one", "two", "three"}) {
		t.Errorf("the lines are %q", got)
	}
	k.Write("x")
	if got := f.Texts(); got[2] != "threex" {
		t.Errorf("the cursor is not at the end: %q", got)
	}
}

func TestTheCrossTakesALineOut(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := obstacles()
	f.SetQuietly([]ListItem{{"hill", true}, {"rain", false}})
	uitest.InWindow(t, f)
	for _, o := range test.LaidOutObjects(f.lines[0]) {
		if cross, ok := o.(*control.IconTap); ok {
			test.Tap(cross)
			break
		}
	}
	if got := f.Texts(); !slices.Equal(got, []string{"rain"}) {
		t.Errorf("left are %q", got)
	}
}

func TestGoldenListField(t *testing.T) {
	uitest.Golden(t, "list", 460, func() []fyne.CanvasObject {
		empty, some, plain := NewTickList("What stood in the way"), NewTickList(""), NewListField("")
		some.SetQuietly([]ListItem{{"The hill behind the station", true}, {"Rain from the third kilometre on, and a wind that came from the front on the whole way back", false}})
		some.lines[1].tick.FocusGained()
		plain.SetTextsQuietly([]string{"The first two are not meant to feel good", "Drink before thirst"})
		return []fyne.CanvasObject{Labelled("Empty", "", empty), Labelled("With ticks", "Tick what you overcame", some), Labelled("Without ticks", "", plain)}
	})
}
