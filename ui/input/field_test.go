package input

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestATextAreaGrowsWithItsText(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	for _, c := range []struct {
		name  string
		text  string
		width float32
		rows  int
	}{
		{"an empty one keeps its rows", "", 700, 2},
		{"two short lines fit", "one\ntwo", 700, 2},
		{"five lines take five rows", "a\nb\nc\nd\ne", 700, 5},
		{"a long line takes the rows that it wraps into", strings.Repeat("word ", 60), 350, 8},
		{"a very long text scrolls", strings.Repeat("line\n", 80), 700, maxRows},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := NewTextArea(2)
			w := test.NewTempWindow(t, a)
			w.Resize(fyne.NewSize(c.width, 600))
			a.SetQuietly(c.text)
			if a.rows != c.rows {
				t.Errorf("it shows %d rows, want %d", a.rows, c.rows)
			}
		})
	}
	a := NewTextArea(2)
	test.NewTempWindow(t, a).Resize(fyne.NewSize(700, 600))
	test.Type(a.long, "a\nb\nc\nd")
	if a.rows != 4 {
		t.Errorf("after four lines were typed it shows %d rows", a.rows)
	}
}

func TestCtrlShiftZInALineRedoesTheText(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	f := NewField()
	c := uitest.InWindow(t, f).Canvas
	journal := false
	again := &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	c.AddShortcut(again, func(fyne.Shortcut) { journal = true })
	c.Focus(f)
	test.Type(f, "one")
	f.TypedShortcut(&fyne.ShortcutUndo{})
	if f.Text == "one" {
		t.Fatal("Ctrl+Z changes nothing")
	}
	if f.TypedShortcut(again); f.Text != "one" || journal {
		t.Errorf("the field holds %q, and the window got the key: %v", f.Text, journal)
	}
}

// A window finds what it shows by what it is, so a field inside another one is none of its own.
func TestAFieldMadeOfAnotherAsksForTheWindowAsItself(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	line, tokens, date, plain := NewTextLine(), NewTokenField(""), NewDateField(time.Monday, fixedNow), NewField()
	for name, c := range map[string]struct{ got, want fyne.CanvasObject }{
		"a line":  {line.line.self, line.line},
		"tokens":  {tokens.entry.self, tokens.entry},
		"a date":  {date.entry.self, date.entry},
		"a field": {plain.self, plain},
	} {
		if c.got != c.want {
			t.Errorf("%s asks as a %T, want as the %T that the window shows", name, c.got, c.want)
		}
	}
}
