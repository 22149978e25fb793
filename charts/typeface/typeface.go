// Package typeface owns which typeface sets which character. Each cut that a language is set
// in has a second one for what it lacks, so that a Japanese sentence is set whatever the
// program's language is. Texts sets what neither has in the system's fonts, shaped and in the order
// of its script. What no font has is lost, and can be counted.
package typeface

import (
	"slices"
	"strings"
	"sync"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/math/fixed"

	"enactive/journal/wording"
	"enactive/resources/fonts"
)

// The cuts of a typeface, in the order of Of.
const (
	Regular = iota
	Bold
	Italic
	cuts
)

// Lost stands for a character that no typeface has.
const Lost = '\ufffd'

// highest is the last character that is set: the writer of PDFs panics above it.
const highest = 0xffff

// family is the cuts of one typeface, and their files.
type family struct {
	fonts [cuts]*truetype.Font
	files [cuts][]byte
}

var (
	latin    = sync.OnceValue(func() family { return load(fonts.For("en")) })
	japanese = sync.OnceValue(func() family { return load(fonts.For("ja")) })
)

func load(f fonts.Files) family {
	files := [cuts][]byte{f.Regular, f.Bold, f.Italic}
	all := family{files: files}
	for i, file := range files {
		all.fonts[i] = mustParse(file)
	}
	return all
}

// mustParse reads a font that is part of the program, so that a failure is a broken build.
func mustParse(file []byte) *truetype.Font {
	font, err := truetype.Parse(file)
	if err != nil {
		panic("typeface: an embedded font cannot be read: " + err.Error())
	}
	return font
}

// Of returns the upright, the bold and the slanted cut for a language by its code.
func Of(language string) [cuts]*truetype.Font {
	if language == "ja" {
		return japanese().fonts
	}
	return latin().fonts
}

// Current returns the upright, the bold and the slanted cut for the language that is spoken.
func Current() [cuts]*truetype.Font { return Of(wording.Language()) }

// indexOf is which cut of a family a font is, -1 where it is none.
func indexOf(all family, f *truetype.Font) int { return slices.Index(all.fonts[:], f) }

// second is the cut that sets what f lacks; nil for a font that is not ours.
func second(f *truetype.Font) *truetype.Font {
	if i := indexOf(latin(), f); i >= 0 {
		return japanese().fonts[i]
	}
	if i := indexOf(japanese(), f); i >= 0 {
		return latin().fonts[i]
	}
	return nil
}

// Setter returns the font that sets a character of a text in f, and what it sets: the
// character itself, a blank for a line end or a tab, or Lost where no font has it.
func Setter(f *truetype.Font, r rune) (*truetype.Font, rune) {
	switch {
	case r == '\n' || r == '\t':
		return f, ' '
	case r > highest:
		return f, mark(f)
	case f.Index(r) != 0:
		return f, r
	}
	if other := second(f); other != nil && other.Index(r) != 0 {
		return other, r
	}
	return f, mark(f)
}

// mark is what a font sets for a lost character.
func mark(f *truetype.Font) rune {
	if f.Index(Lost) != 0 {
		return Lost
	}
	return '?'
}

// Run is a part of a text that one font sets.
type Run struct {
	Font *truetype.Font
	Text string
}

// Runs divides a text by the fonts that set it; together the runs say what is seen.
func Runs(f *truetype.Font, s string) []Run {
	var all []Run
	var b strings.Builder
	now := f
	end := func() {
		if b.Len() > 0 {
			all = append(all, Run{now, b.String()})
			b.Reset()
		}
	}
	for _, r := range s {
		font, as := Setter(f, r)
		if font != now {
			end()
			now = font
		}
		b.WriteRune(as)
	}
	end()
	return all
}

// Width is the advance of a text in f at an em of size. It is computed from the fonts alone,
// so that a layout does not depend on who draws it.
func Width(f *truetype.Font, size float64, s string) float64 {
	total := 0.0
	for _, r := range s {
		total += Advance(Setter(f, r))
	}
	return total * size
}

// Advance is the width of a character in a font, in ems.
func Advance(f *truetype.Font, r rune) float64 {
	em := f.FUnitsPerEm()
	return float64(f.HMetric(fixed.Int26_6(em), f.Index(r)).AdvanceWidth) / float64(em)
}

// CountLost counts the characters of a text that no font has.
func CountLost(f *truetype.Font, s string) int {
	n := 0
	for _, r := range s {
		if _, as := Setter(f, r); as != r && r != '\n' && r != '\t' {
			n++
		}
	}
	return n
}
