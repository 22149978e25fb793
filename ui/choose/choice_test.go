package choose

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestChoice(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	key := func(names ...fyne.KeyName) func(*Choice) {
		return func(c *Choice) {
			for _, n := range names {
				c.TypedKey(&fyne.KeyEvent{Name: n})
			}
		}
	}
	for _, c := range []struct {
		name string
		do   func(*Choice)
		want string
	}{
		{"nothing is chosen beforehand", func(*Choice) {}, ""},
		{"a digit chooses", func(c *Choice) { test.Type(c, "2") }, "partial"},
		{"a digit beyond the row chooses nothing", func(c *Choice) { test.Type(c, "5") }, ""},
		{"an arrow begins with the first", key(fyne.KeyRight), "success"},
		{"arrows go along the row and stop at its end", key(fyne.KeyEnd, fyne.KeyRight), "failure"},
		{"Home and left stay at the first", key(fyne.KeyHome, fyne.KeyLeft), "success"},
		{"Backspace takes it back", key(fyne.KeyEnd, fyne.KeyBackspace), ""},
		{"a click chooses", func(c *Choice) { test.Tap(c.parts[2]) }, "setback"},
		{"a second click takes it back", func(c *Choice) { test.Tap(c.parts[2]); test.Tap(c.parts[2]) }, ""},
		{"a word chooses", func(c *Choice) { c.SetQuietly("failure") }, "failure"},
		{"a word that is not in the row clears it", func(c *Choice) { c.SetQuietly("failure"); c.SetQuietly("triumph") }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			choice := NewOutcomeChoice()
			c.do(choice)
			if got := choice.Chosen(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestGoldenChoice(t *testing.T) {
	uitest.Golden(t, "choice", 460, func() []fyne.CanvasObject {
		unset, chosen, focused := NewOutcomeChoice(), NewOutcomeChoice(), NewChoice("practice", "stretch", "event")
		chosen.SetQuietly(string(journal.Setback))
		focused.SetQuietly("stretch")
		focused.FocusGained()
		return []fyne.CanvasObject{unset, chosen, focused}
	})
}

func TestAChoiceByItsFirstLetter(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	for _, c := range []struct{ name, typed, want string }{
		{"a letter that one word begins with", "f", "failure"},
		{"a letter of two words chooses the first", "s", "success"},
		{"again, and it is the next one", "ss", "setback"},
		{"and round", "sss", "success"},
		{"capitals do not matter", "P", "partial"},
		{"a letter of none changes nothing", "px", "partial"},
		{"digits choose by their place", "3", "setback"},
	} {
		o := NewOutcomeChoice()
		test.Type(o, c.typed)
		if got := o.Chosen(); got != c.want {
			t.Errorf("%s: %q chose %q, want %q", c.name, c.typed, got, c.want)
		}
	}
}

func TestEscapeReachesTheWindowFromAnyPart(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	for name, o := range map[string]fyne.CanvasObject{"a choice": NewOutcomeChoice(), "a rating": NewRating(hundred()), "a select": NewSelect("one", "two")} {
		w := test.NewTempWindow(t, o)
		told := false
		w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { told = true })
		w.Canvas().Focus(o.(fyne.Focusable))
		o.(fyne.Focusable).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if !told {
			t.Errorf("%s keeps Escape to itself", name)
		}
	}
}

// What has the keyboard does not look chosen: each word is drawn as before, and a ring lies
// around all of them.
func TestFocusIsNoChoice(t *testing.T) {
	test.NewTempApp(t)
	c := NewOutcomeChoice()
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(600, 80))
	look := func() (all []canvas.Rectangle) {
		for _, p := range c.parts {
			all = append(all, canvas.Rectangle{FillColor: p.ground.FillColor, StrokeColor: p.ground.StrokeColor, StrokeWidth: p.ground.StrokeWidth})
		}
		return all
	}
	for _, chosen := range []string{"", "partial"} {
		c.FocusLost()
		c.SetQuietly(chosen)
		before := look()
		c.FocusGained()
		if after := look(); !reflect.DeepEqual(after, before) {
			t.Errorf("with %q chosen, the words are drawn otherwise where the keyboard is", chosen)
		}
		ring := test.WidgetRenderer(c).Objects()[1].(*canvas.Rectangle)
		if ring.StrokeWidth == 0 {
			t.Error("nothing shows where the keyboard is")
		}
	}
}

// A choice may replace the page that it is on, as that of the text size does: where the keyboard
// was given to it afterwards, it went to something that is not there any more.
func TestAClickOnAChoiceTakesTheKeyboardBeforeItChooses(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	choice := NewChoice("small", "large")
	c := test.NewTempWindow(t, choice).Canvas()
	chose := false
	choice.OnChanged = func() {
		if chose = true; c.Focused() != choice {
			t.Errorf("the keyboard is on %v when it chooses", c.Focused())
		}
	}
	test.Tap(choice.parts[1])
	if !chose || choice.Chosen() != "large" {
		t.Errorf("a click chooses %q", choice.Chosen())
	}
}
