package charts

import (
	"slices"
	"strings"
	"testing"

	"enactive/charts/typeface"
)

func TestATextWithoutSpacesIsWrapped(t *testing.T) {
	speak(t, "ja")
	font := Light().regular
	const said = "平均すると自信は59%、成功した割合は61%でした（一部成功は半分と数えます）。"
	lines := wrap(font, 12, 160, said, 9)
	if len(lines) < 2 || strings.Join(lines, "") != said {
		t.Fatalf("it becomes %q", lines)
	}
	for _, l := range lines {
		if typeface.Width(font, 12, l) > 160 {
			t.Errorf("%q is too wide", l)
		}
		first, last := []rune(l)[0], []rune(l)[len([]rune(l))-1]
		if strings.ContainsRune(closing, first) || strings.ContainsRune(opening, last) {
			t.Errorf("a line begins or ends badly: %q", l)
		}
	}
}

func TestATextWithSpacesIsWrappedAtThem(t *testing.T) {
	want := []string{"On average", "you were", "59% sure."}
	if got := wrap(Light().regular, 12, 70, "On average you were 59% sure.", 9); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
