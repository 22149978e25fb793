package prose

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
	all := []rune(strings.TrimRightFunc(text, unicode.IsSpace))
	if len(all) == 0 {
		return []string{""}
	}
	fits := func(begin, end int) bool { return r.wide(string(all[begin:end])) <= width }
	for begin := 0; begin < len(all); {
		pieces := slices.DeleteFunc(piecesOf(all), func(p piece) bool { return p.end <= begin })
		line := piece{begin + 1, begin + 1} // of a word that is wider than the width
		for line.end < pieces[0].end && fits(begin, line.end+1) {
			line = piece{line.end + 1, line.end + 1}
		}
		for i, p := range pieces {
			if fits(begin, p.end) || i == 0 && line.end == p.end {
				line = p
			}
		}
		out = append(out, string(all[begin:line.end]))
		begin = line.next
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

func TestALineEndsWhereItsWritingSystemLetsIt(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float32
		want  []string
	}{
		{"mot\u00a0: mot", 35, []string{"mot\u00a0:", "mot"}},
		{"un mot\u00a0: mot", 35, []string{"un", "mot\u00a0:", "mot"}},
		{"日本語です。日本語", 25, []string{"日本語で", "す。日本語"}},
		{"ab 日本語です", 30, []string{"ab 日本語", "です"}},
		{"ein-aus", 20, []string{"ein-", "aus"}},
	} {
		if got := uneven().lines(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q to %v is broken into %q, want %q", c.text, c.width, got, c.want)
		}
	}
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
	words := func(sentences int) *Label {
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

// TestANumberAndItsRangeStayTogether fails if a line ends within "23–45", where no reader expects it.
func TestANumberAndItsRangeStayTogether(t *testing.T) {
	for _, text := range []string{"iii likely 23–45", "iii likely 23–45.", "from −5–−3 on"} {
		for width := float32(40); width < 120; width++ {
			for _, line := range uneven().lines(text, width) {
				if strings.HasSuffix(line, "–") {
					t.Errorf("%q at %v ends a line within its range: %q", text, width, line)
				}
			}
		}
	}
	if got := uneven().lines("home–alone", 30); len(got) < 2 || got[0] != "home–" {
		t.Errorf("a dash between words ends no line: %q", got)
	}
}
