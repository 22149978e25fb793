package page

import (
	"strings"
	"testing"
)

func TestTheFirstLineOfAQuickEntryIsItsTitle(t *testing.T) {
	long := strings.Repeat("word ", 30) + "end"
	for _, c := range []struct{ words, title, happened string }{
		{"", "", ""},
		{"Ten kilometres", "Ten kilometres", ""},
		{" Ten kilometres \n\nSlow, and all of it.\nIt rained.\n", "Ten kilometres", "Slow, and all of it.\nIt rained."},
		{long, "", long},
		{long + "\nand more", "", long + "\nand more"},
	} {
		if title, happened := headed(c.words); title != c.title || happened != c.happened {
			t.Errorf("%q is divided into %q and %q, want %q and %q", c.words, title, happened, c.title, c.happened)
		}
	}
}
