package charts

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"unicode"

	"github.com/golang/freetype/truetype"
	"github.com/wcharczuk/go-chart/v2"
)

// Unset counts the characters that no typeface of the program has, by the name that Unicode
// gives their script; pictographs and other signs that belong to no script are "".
type Unset map[string]int

// Add counts a character.
func (u Unset) Add(r rune) { u[scriptOf(r)]++ }

// Merge adds what another count has.
func (u Unset) Merge(other Unset) {
	for script, n := range other {
		u[script] += n
	}
}

// Total is how many characters were counted.
func (u Unset) Total() int {
	n := 0
	for _, some := range u {
		n += some
	}
	return n
}

// Scripts are the names that were counted, the most frequent first.
func (u Unset) Scripts() []string {
	return slices.SortedFunc(maps.Keys(u), func(a, b string) int { return cmp.Or(u[b]-u[a], cmp.Compare(a, b)) })
}

func scriptOf(r rune) string {
	for name, table := range unicode.Scripts {
		if name != "Common" && name != "Inherited" && unicode.Is(table, r) {
			return name
		}
	}
	return ""
}

// CannotSet counts the characters of a chart of that size that stand in it as U+FFFD.
func CannotSet(c Chart, size Size, theme Theme) (Unset, error) {
	if err := size.check(); err != nil {
		return nil, err
	}
	r := unsetCounter{found: Unset{}}
	return r.found, c.Draw(&r, size, theme)
}

// unsetCounter is a renderer that draws nothing and looks at the words.
type unsetCounter struct {
	brush
	found Unset
}

func (u *unsetCounter) Text(body string, _, _ int) {
	if u.font != nil {
		u.found.count(u.font, body)
	}
}

func (u Unset) count(f *truetype.Font, body string) {
	for _, r := range body {
		if _, as := glyphOf(f, r); as == lost && r != lost || as == '?' && r != '?' {
			u.Add(r)
		}
	}
}

func (u *unsetCounter) MoveTo(_, _ int)                    {}
func (u *unsetCounter) LineTo(_, _ int)                    {}
func (u *unsetCounter) QuadCurveTo(_, _, _, _ int)         {}
func (u *unsetCounter) ArcTo(_, _ int, _, _, _, _ float64) {}
func (u *unsetCounter) Close()                             {}
func (u *unsetCounter) Stroke()                            {}
func (u *unsetCounter) Fill()                              {}
func (u *unsetCounter) FillStroke()                        {}
func (u *unsetCounter) Circle(_ float64, _, _ int)         {}
func (u *unsetCounter) Save(io.Writer) error               { return nil }

var _ chart.Renderer = (*unsetCounter)(nil)
