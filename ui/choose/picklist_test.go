package choose

import (
	"strings"
	"testing"

	"enactive/ui/theme"
	"enactive/ui/uitest"
)

func TestAGroupTakesNoLineOfItsOwn(t *testing.T) {
	uitest.App(t, theme.Light, 1)
	high := func(p Pick) float32 { return newPickRow(p).MinSize().Height }
	bare, grouped, detailed := high(Pick{Title: "Undo"}), high(Pick{Title: "Undo", Group: "Writing"}), high(Pick{Title: "Undo", Detail: "Writing"})
	if grouped != bare || detailed <= bare {
		t.Errorf("a row is %v high, with a group %v, with a detail %v", bare, grouped, detailed)
	}
	l := NewPickList()
	l.Set([]Pick{{Title: "Undo", Group: "Writing", Key: "Ctrl+Z"}})
	if got := l.Spoken().Parts[0].Object.Description; !strings.Contains(got, "Writing") {
		t.Errorf("a screen reader hears %q", got)
	}
}
