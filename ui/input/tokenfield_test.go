package input

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/ui/state"
	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func peopleField() *TokenField {
	v := state.NewVocabulary([]string{"Ána", "Ána", "Anatol", "Anatol", "Anatol", "Bo"})
	f := NewTokenField("Names")
	f.Complete = func(typed string, taken []string) []string { return v.Complete(typed, taken, 5) }
	return f
}

func TestTypedTextBecomesTokens(t *testing.T) {
	for _, c := range []struct {
		name, keys string
		want       []string
	}{
		{"a comma ends a token", "one,two,", []string{"one", "two"}},
		{"Return ends a token", "one<Return>two<Return>", []string{"one", "two"}},
		{"what is no token yet counts too", "one,tw", []string{"one", "tw"}},
		{"the keyboard leaving ends a token", "one,two<Tab>", []string{"one", "two"}},
		{"the same word twice is one", "one,ONE,oné,", []string{"one"}},
		{"blanks and empty ones are nothing", " ,, one ,", []string{"one"}},
		{"Backspace takes the last one out", "one,two,<BackSpace>", []string{"one"}},
		{"Backspace in the text takes a letter", "one,tw<BackSpace>", []string{"one", "t"}},
		{"the arrows reach the ones before", "one,two,three,<Left><Left><BackSpace>", []string{"one", "three"}},
		{"Delete takes the chosen one out and stays there", "one,two,three,<Left><Left><Left><Delete><Delete>", []string{"three"}},
		{"letters after an arrow go into the text", "one,two,<Left>x,", []string{"one", "two", "x"}},
		{"a completion is taken with Return", "ana<Return>", []string{"Anatol"}},
		{"the arrows choose another one", "ana<Down><Return>", []string{"Ána"}},
		{"Tab takes it too, and stays", "ana<Tab>bo<Tab>", []string{"Anatol", "Bo"}},
		{"what was typed is offered last", "an<Up><Return>", []string{"an"}},
		{"Escape puts the words away and keeps the text", "ana<Escape>,", []string{"ana"}},
		{"a comma takes what was typed", "ana,", []string{"ana"}},
		{"what is taken is offered no more", "ana<Return>ana<Return>", []string{"Anatol", "Ána"}},
		{"Down shows the most frequent before anything is typed", "<Down><Return>", []string{"Anatol"}},
		{"nothing fits, and Return takes what was typed", "zoe<Return>", []string{"zoe"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			uitest.App(t, theme.Light, 1)
			f, after := peopleField(), NewField()
			k := uitest.InWindow(t, f, after)
			changes := 0
			f.OnChanged = func() { changes++ }
			k.Canvas.Focus(f.Focusable())
			k.Write(c.keys)
			if got := f.Tokens(); !slices.Equal(got, c.want) {
				t.Errorf("the tokens are %q, want %q", got, c.want)
			}
			if changes == 0 {
				t.Error("nobody was told of a change")
			}
		})
	}
}

func TestWordsAreOfferedWhileTheKeyboardWritesOn(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := peopleField()
	k := uitest.InWindow(t, f)
	k.Canvas.Focus(f.Focusable())
	k.Write("a")
	if len(k.Canvas.Overlays().List()) != 1 {
		t.Fatal("nothing is offered for a letter that begins names")
	}
	k.Write("natx")
	if len(k.Canvas.Overlays().List()) != 0 {
		t.Error("words are offered that do not fit any more")
	}
	k.Write("<BackSpace>")
	if len(k.Canvas.Overlays().List()) != 1 {
		t.Error("nothing is offered for what fits again")
	}
	if got := f.Tokens(); !slices.Equal(got, []string{"anat"}) {
		t.Errorf("the text is %q while words are offered", got)
	}
	told := 0
	k.Canvas.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl}, func(fyne.Shortcut) { told++ })
	k.Canvas.Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	if told != 1 || len(k.Canvas.Overlays().List()) != 0 {
		t.Errorf("the window's key was told %d times, and %d things lie over the window", told, len(k.Canvas.Overlays().List()))
	}
}

func TestManyAreTakenFromTheClipboardAtOnce(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := peopleField()
	k := uitest.InWindow(t, f)
	k.Canvas.Focus(f.Focusable())
	f.entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: copied("one, two\nthree")})
	if got := f.Tokens(); !slices.Equal(got, []string{"one", "two", "three"}) {
		t.Errorf("the tokens are %q", got)
	}
}

func TestATokenWithACommaStaysOne(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := NewTokenField("")
	want := []string{"breathing, slowly", strings.Repeat("long ", 1000) + "end"}
	f.SetQuietly(want)
	if got := f.Tokens(); !slices.Equal(got, want) {
		t.Errorf("got %.40q, want %.40q", got, want)
	}
}

func TestTheCrossTakesATokenOut(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := NewTokenField("")
	f.SetQuietly([]string{"one", "two"})
	uitest.InWindow(t, f)
	first := f.tokens[0]
	test.TapAt(first, fyne.NewPos(5, 10))
	if len(f.Tokens()) != 2 {
		t.Error("a click on the words took the token out")
	}
	test.TapAt(first, fyne.NewPos(first.Size().Width-5, 10))
	if got := f.Tokens(); !slices.Equal(got, []string{"two"}) {
		t.Errorf("a click on the cross left %q", got)
	}
}

func TestGoldenTokenField(t *testing.T) {
	uitest.Golden(t, "tokens", 460, func() []fyne.CanvasObject {
		empty, some, chosen, long := NewTokenField("Who had a part in it?"), NewTokenField(""), NewTokenField(""), NewTokenField("")
		some.SetQuietly([]string{"Ana (mentor)", "Bo", "the physio of the team (coach)", "Zoé"})
		chosen.SetQuietly([]string{"breathing", "a routine"})
		chosen.focused = true
		chosen.choose(1)
		long.SetQuietly([]string{"reframing: the heart beats because it is ready, and that is what it is for today"})
		return []fyne.CanvasObject{Labelled("Empty", "", empty), Labelled("Some", "", some), Labelled("Chosen", "", chosen), Labelled("Long", "", long)}
	})
}

func TestGoldenCompletion(t *testing.T) {
	uitest.Golden(t, "completion", 460, func() []fyne.CanvasObject {
		list := newWordList(func(string) {})
		list.width = 300
		list.say([]string{"Anatol", "Ána", "the long name of somebody that does not fit into the list by any means at all", "ana"}, true)
		return []fyne.CanvasObject{list}
	})
}

func TestAPersonIsCompletedWithTheRole(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	v := state.NewVocabulary([]string{"Ana (mentor)"})
	f := NewTokenField("")
	f.Complete = func(typed string, taken []string) []string { return v.CompletePerson(typed, taken, 6) }
	k := uitest.InWindow(t, f)
	k.Canvas.Focus(f.Focusable())
	k.Write("Bo (<Down><Return>")
	if p := state.ReadPerson(f.Tokens()[0]); p != (journal.Person{Name: "Bo", Role: journal.Peer}) {
		t.Errorf("the person is %+v", p)
	}
}
