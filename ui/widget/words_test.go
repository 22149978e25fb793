package widget

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"enactive/ui/theme"
)

// uneven is a ruler by which an i takes a fifth of the size, a W all of it, and the rest half.
func uneven() ruler {
	r := ruler{size: 10}
	r.wide = func(s string) (w float32) {
		for _, letter := range s {
			switch letter {
			case 'i', ' ':
				w += 2
			case 'W':
				w += 10
			default:
				w += 5
			}
		}
		return w
	}
	return r
}

// plainly breaks the one paragraph of a text as the ruler should, by trying every beginning.
func plainly(r ruler, text string, width float32) []string {
	var out []string
	rest := []rune(text)
	for len(rest) > 0 {
		word, letters := 0, 0
		for n := 1; n <= len(rest) && r.wide(string(rest[:n])) <= width; n++ {
			letters = n
			if n == len(rest) || unicode.IsSpace(rest[n]) {
				word = n
			}
		}
		n := max(1, letters)
		switch {
		case word > 0:
			n = word
		case unicode.IsSpace(rest[0]):
			n = 1
		}
		out = append(out, string(rest[:n]))
		if rest = rest[n:]; len(rest) > 0 && unicode.IsSpace(rest[0]) {
			rest = rest[1:]
		}
	}
	return out
}

func TestALineTakesAsManyWordsAsFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("iiWab  ")), 1, 80, -1).Draw(t, "text")
		width := float32(rapid.IntRange(0, 200).Draw(t, "width"))
		r := uneven()
		if got, want := r.lines(text, width), plainly(r, text, width); !slices.Equal(got, want) {
			t.Errorf("%q to %v is broken into %q, want %q", text, width, got, want)
		}
	})
}

func TestWhatIsCutIsAsLongAsFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("iiWab ")), 0, 60, -1).Draw(t, "text")
		width := float32(rapid.IntRange(5, 150).Draw(t, "width"))
		r := uneven()
		got := r.cut(text, width)
		if r.wide(text) <= width {
			if got != text {
				t.Errorf("%q fits into %v and became %q", text, width, got)
			}
			return
		}
		begin, cut := strings.CutSuffix(got, "…")
		if !cut || !strings.HasPrefix(text, begin) || begin != "" && r.wide(got) > width {
			t.Fatalf("%q to %v became %q", text, width, got)
		}
		if more := string([]rune(text)[:len([]rune(begin))+1]); r.wide(more+"…") <= width {
			t.Errorf("%q to %v became %q, and one letter more would fit", text, width, got)
		}
	})
}

func TestParagraphsAreKeptApart(t *testing.T) {
	if got, want := uneven().lines("ab\n\nab ab\n", 15), []string{"ab", "", "ab", "ab", ""}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// BenchmarkWords makes words that nobody measured before and lays them out, and looks at
// them again.
func BenchmarkWords(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(theme.New(theme.Light, 1))
	made := 0
	words := func(sentences int) *Words {
		var text strings.Builder
		for i := range sentences {
			made++
			fmt.Fprintf(&text, "A sentence of fifty letters that is %d not %d very long. ", made, i)
		}
		w := Paragraph(text.String())
		w.MinSize()
		w.Resize(fyne.NewSize(300, 100))
		return w
	}
	for _, sentences := range []int{1, 4} {
		b.Run(fmt.Sprintf("made/%d", sentences), func(b *testing.B) {
			for b.Loop() {
				words(sentences).MinSize()
			}
		})
	}
	b.Run("refreshed", func(b *testing.B) {
		w := words(4)
		for b.Loop() {
			w.MinSize()
			w.Refresh()
		}
	})
}
