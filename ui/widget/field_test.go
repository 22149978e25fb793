package widget

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
)

func TestAFieldGrowsWithItsText(t *testing.T) {
	inApp(t, theme.Light, 1)
	for _, c := range []struct {
		name  string
		text  string
		width float32
		rows  int
	}{
		{"an empty one keeps its rows", "", 700, 2},
		{"two short lines fit", "one\ntwo", 700, 2},
		{"five lines take five rows", "a\nb\nc\nd\ne", 700, 5},
		{"a long line takes the rows that it wraps into", strings.Repeat("word ", 60), 350, 7},
		{"a very long text scrolls", strings.Repeat("line\n", 80), 700, mostRows},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := NewTextField(2)
			w := test.NewTempWindow(t, f)
			w.Resize(fyne.NewSize(c.width, 600))
			f.Fill(c.text)
			if f.rows != c.rows {
				t.Errorf("it shows %d rows, want %d", f.rows, c.rows)
			}
		})
	}
	f := NewTextField(2)
	test.NewTempWindow(t, f).Resize(fyne.NewSize(700, 600))
	test.Type(f, "a\nb\nc\nd")
	if f.rows != 4 {
		t.Errorf("after four lines were typed it shows %d rows", f.rows)
	}
}

// A window finds what it shows by what it is, so a field inside another one is none of its own.
func TestAFieldMadeOfAnotherAsksForTheWindowAsItself(t *testing.T) {
	inApp(t, theme.Light, 1)
	area, tokens, date, plain := NewTextArea(1), NewTokenField(""), NewDateField(time.Monday, fixedNow), NewField()
	for name, c := range map[string]struct{ got, want fyne.CanvasObject }{
		"a text":  {area.field.self, area.field},
		"tokens":  {tokens.entry.self, tokens.entry},
		"a date":  {date.entry.self, date.entry},
		"a field": {plain.self, plain},
	} {
		if c.got != c.want {
			t.Errorf("%s asks as a %T, want as the %T that the window shows", name, c.got, c.want)
		}
	}
}
