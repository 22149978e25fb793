package charts

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"enactive/resources/fonts"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// Words are set in the cut that a theme names, and each character that this lacks in the
// cut of the other scripts behind it: which scripts a journal is written in does not depend
// on the language of the program.

// lost stands for a character that no typeface has.
const lost = '\ufffd'

// cutsOf are the upright, the bold and the slanted cut of one set of files.
type cutsOf []*truetype.Font

var (
	westernCuts  = sync.OnceValue(func() cutsOf { return readCuts(fonts.For("en")) })
	japaneseCuts = sync.OnceValue(func() cutsOf { return readCuts(fonts.For("ja")) })
)

// fontsOf are the cuts in which the program speaks a language.
func fontsOf(language string) cutsOf {
	if language == "ja" {
		return japaneseCuts()
	}
	return westernCuts()
}

func readCuts(files fonts.Files) cutsOf {
	return cutsOf{mustParse(files.Regular), mustParse(files.Bold), mustParse(files.Italic)}
}

// otherCut is the cut that has the scripts which f lacks, or nil. The Japanese files are
// read only where they are needed, because that takes a while.
func otherCut(f *truetype.Font) *truetype.Font {
	if i := slices.Index(westernCuts(), f); i >= 0 {
		return japaneseCuts()[i]
	}
	if i := slices.Index(japaneseCuts(), f); i >= 0 {
		return westernCuts()[i]
	}
	return nil
}

// combiningGraphemeJoiner is not seen; norm puts it into endless rows of accents.
const combiningGraphemeJoiner = '\u034f'

// glyphOf says in which cut a character is set, and as which; 0 is left out.
func glyphOf(f *truetype.Font, r rune) (cut *truetype.Font, as rune) {
	switch {
	case r == '\u00a0' || r == '\u2007' || r == '\u202f': // blanks at which no line breaks
		r = '\u00a0'
	case unicode.IsSpace(r):
		r = ' '
	case unicode.IsControl(r) || r == combiningGraphemeJoiner || unicode.In(r, unicode.Cf, unicode.Variation_Selector):
		return f, 0 // it only steers the direction or the joining of others
	}
	for _, as := range []rune{r, lost, '?'} {
		if as > 0xffff { // fpdf panics above
			continue
		}
		if f.Index(as) != 0 {
			return f, as
		}
		if other := otherCut(f); other != nil && other.Index(as) != 0 {
			return other, as
		}
	}
	return f, '?'
}

// run is a part of a text that is set in one cut.
type run struct {
	cut  *truetype.Font
	text string
}

// runsOf breaks a line into parts of one cut each. A letter and its accents become one
// character where there is one; what no cut has becomes lost.
func runsOf(f *truetype.Font, s string) []run {
	var runs []run
	var b strings.Builder
	cut := f
	end := func() {
		if b.Len() > 0 {
			runs = append(runs, run{cut, b.String()})
			b.Reset()
		}
	}
	for _, r := range norm.NFC.String(s) {
		in, as := glyphOf(f, r)
		if as == 0 {
			continue
		}
		if in != cut {
			end()
			cut = in
		}
		b.WriteRune(as)
	}
	end()
	return runs
}

// width is the advance of the run at an em of size. It is computed from the font alone, so
// that a layout does not depend on the renderer.
func (r run) width(size float64) float64 {
	unitsPerEm := r.cut.FUnitsPerEm()
	var advance fixed.Int26_6
	for _, c := range r.text {
		advance += r.cut.HMetric(fixed.Int26_6(unitsPerEm), r.cut.Index(c)).AdvanceWidth
	}
	return float64(advance) * size / float64(unitsPerEm)
}

// textWidth is the advance of s at an em of size, in the cuts in which it is set.
func textWidth(f *truetype.Font, size float64, s string) float64 {
	total := 0.0
	for _, r := range runsOf(f, s) {
		total += r.width(size)
	}
	return total
}
