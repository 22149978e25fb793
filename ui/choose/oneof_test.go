package choose

import (
	"testing"

	"fyne.io/fyne/v2"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestOneOfIsAlwaysChosen(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	changed := 0
	c := NewOneOf("entries", "stress")
	c.OnChanged = func() { changed++ }
	c.pick(0)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	if c.Chosen() != "entries" {
		t.Errorf("%q is chosen after taking the choice back, want the first", c.Chosen())
	}
	c.TypedRune('2')
	if c.Chosen() != "stress" || changed == 0 {
		t.Errorf("%q is chosen after 2", c.Chosen())
	}
}
