package writing_test

import (
	"testing"

	"enactive/ui/writing"
)

func TestWordAt(t *testing.T) {
	for _, c := range []struct {
		line string
		col  int
		want string
	}{
		{"the bow shook", 0, "the"}, {"the bow shook", 3, "the"}, {"the bow shook", 4, "bow"}, {"the bow shook", 13, "shook"},
		{"it didn’t, twenty-one", 5, "didn’t"}, {"it didn’t, twenty-one", 10, ""}, {"it didn’t, twenty-one", 17, "twenty-one"},
		{"- no -", 0, ""}, {"“quoted”", 3, "quoted"}, {"", 0, ""}, {"x", 9, "x"},
	} {
		if got, _, _ := writing.WordAt([]rune(c.line), c.col); got != c.want {
			t.Errorf("the word at %d of %q is %q, want %q", c.col, c.line, got, c.want)
		}
	}
}
