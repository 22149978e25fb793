package charts

import (
	"image/color"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

// lineStyle is how a line is drawn, and the band around it. How much a line claims is seen from
// far: what is claimed is a solid line in the colour of the area, what is possible a dashed one,
// and a line with which nothing is claimed is a faint guide in grey. Each is named in the key.
type lineStyle struct {
	ink   color.NRGBA
	width float64
	dash  []float64
	cased bool        // with a rim, so that it is distinct from dots
	band  color.NRGBA // of no opacity for a line without a band
	flat  bool        // a sample of the band alone
	stand bool        // a sample of an upright line
}

// lineOf is the style of a line with which that much is claimed.
func (t Theme) lineOf(f insight.Finding) lineStyle {
	switch f {
	case insight.Claim:
		return lineStyle{ink: t.Accent, width: 2.25, cased: true, band: t.Band}
	case insight.Possible:
		return lineStyle{ink: t.Accent, width: 2, dash: []float64{7, 5}, band: faded(t.Band, 0.7)}
	}
	return lineStyle{ink: t.guideInk(), width: 1.5, dash: []float64{2, 3}, band: withAlpha(t.Muted, 32)}
}

// guideInk is the colour of guides: seen, and fainter than anything that was rated.
func (t Theme) guideInk() color.NRGBA { return blend(t.ground(), t.Muted, 0.7) }

// reference is the style of a line to compare with, which claims nothing by itself.
func (t Theme) reference() lineStyle {
	return lineStyle{ink: t.Muted, width: 1.2, dash: []float64{5, 4}}
}

// onlyBand is the sample of the band of a style.
func (l lineStyle) onlyBand() *lineStyle { return &lineStyle{band: l.band, flat: true} }

// only is the sample of the line of a style.
func (l lineStyle) only() *lineStyle {
	l.band = color.NRGBA{}
	return &l
}

// stroke draws a line in a style.
func (s *canvas) stroke(points []point2, l lineStyle) {
	if l.cased {
		s.cased(points, l.ink, l.width)
		return
	}
	s.line(points, l.ink, l.width, l.dash...)
}

// sample draws a piece of a line and its band, for a key.
func (s *canvas) sample(l lineStyle, r rect) {
	s.box(r, l.band)
	x, y := (r.left+r.right)/2, (r.top+r.bottom)/2
	switch {
	case l.flat:
	case l.stand:
		s.line([]point2{{x, r.top - 1}, {x, r.bottom + 1}}, l.ink, l.width, l.dash...)
	default:
		s.line([]point2{{r.left, y}, {r.right, y}}, l.ink, l.width, l.dash...)
	}
}

// namedLine is the entry of a key that says what a line is and how much is claimed with it.
func namedLine(t Theme, f insight.Finding, what ...string) keyEntry {
	words := describe.LineName(f, what...)
	return keyEntry{line: t.lineOf(f).only(), word: words[0], shorter: words[1:], names: true}
}

// namedBand is the entry of a key that says what a band holds.
func namedBand(t Theme, f insight.Finding) keyEntry {
	words := describe.BandName()
	return keyEntry{line: t.lineOf(f).onlyBand(), word: words[0], shorter: words[1:], names: true}
}

// referenceLine is the entry of a key that names a line to compare with.
func referenceLine(t Theme, words ...string) keyEntry {
	l := t.reference()
	return keyEntry{line: &l, word: words[0], shorter: words[1:], names: true}
}
