package typeface

import (
	"enactive/journal/wording"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/golang/freetype/truetype"
)

// paragraph is a text that our fonts cannot set character by character.
type paragraph struct {
	*setting
	plain       face // of our fonts
	limit       float64
	text        []rune
	rightToLeft bool
	region      string
	// foreign is there if a Chinese character is missing in our Japanese fonts, so that all are set in
	// the system's font rather than in two.
	foreign  bool
	clusters []cluster
}

// cluster is what a reader takes for one character.
type cluster struct {
	from, to int // in the text
	level    uint8
	spot     spot
	script   language.Script
	width    float64 // in ems, of the whole paragraph in one line
	breaks   bool    // a line may end after it
	blank    bool
}

// spot is what sets a cluster: a font of ours as it is, a font that needs shaping, or none.
type spot struct {
	font *truetype.Font
	face *font.Face
	// hidden clusters only steer the order of others.
	hidden bool
}

// isHidden reports whether a character only steers others.
func isHidden(r rune) bool {
	return r == combiningGraphemeJoiner || unicode.In(r, unicode.Cf, unicode.Variation_Selector)
}

// newParagraph looks up what sets each character of a text, which has no end of a line.
func newParagraph(s *setting, plain face, limit float64, text string) *paragraph {
	p := &paragraph{setting: s, plain: plain, limit: limit}
	for _, r := range text {
		switch {
		case r == '\u00a0' || r == '\u2007' || r == '\u202f':
			r = '\u00a0'
		case unicode.IsSpace(r):
			r = ' '
		case unicode.IsControl(r):
			continue
		}
		p.text = append(p.text, r)
	}
	p.rightToLeft = readsRightToLeft(p.text)
	p.region = region(p.text)
	p.foreign = p.region != "jp" && slices.ContainsFunc(p.text, func(r rune) bool { return unicode.Is(unicode.Han, r) && plain.glyph(r).shaped })
	p.divide(levels(p.text, p.rightToLeft))
	p.measure()
	return p
}

// divide makes the clusters.
func (p *paragraph) divide(levels []uint8) {
	var s segmenter.Segmenter
	s.Init(p.text)
	breaks := make([]bool, len(p.text)+1)
	for lines := s.LineIterator(); lines.Next(); {
		l := lines.Line()
		end := l.Offset + len(l.Text)
		breaks[end] = !wording.IsWithinRange(p.text, end)
	}
	var last [2]cluster // from left to right, and from right to left
	add := func(c cluster) {
		c.level = levels[c.from]
		c.blank = c.to == c.from+1 && p.text[c.from] == ' '
		c.breaks = breaks[c.to] || c.blank
		p.clusters = append(p.clusters, c)
		if !c.spot.hidden {
			last[c.level%2] = c
		}
	}
	set := func(from, to int) (cluster, bool) {
		c := cluster{from: from, to: to, script: scriptOf(p.text[from:to])}
		found := false
		c.spot, found = p.choose(p.text[from:to], c.script, levels[from], last[levels[from]%2])
		return c, found
	}
	for all := s.GraphemeIterator(); all.Next(); {
		g := all.Grapheme()
		for from, end := g.Offset, g.Offset+len(g.Text); from < end; from += mostInCluster {
			to := min(end, from+mostInCluster)
			c, found := set(from, to)
			if found || !p.hasAny(p.text[from:to]) {
				add(c) // or one box for the character that it would have been
				continue
			}
			for i := from; i < to; i++ { // no font has all of it, so that each part stands alone
				part, _ := set(i, i+1)
				add(part)
			}
		}
	}
}

// seen returns the characters of a cluster that need a font.
func seen(text []rune) []rune {
	if len(text) == 1 && !isHidden(text[0]) {
		return text
	}
	return slices.DeleteFunc(slices.Clone(text), isHidden)
}

// choose finds what sets a cluster; false if nothing does.
func (p *paragraph) choose(text []rune, script language.Script, level uint8, last cluster) (spot, bool) {
	need := seen(text)
	if len(need) == 0 {
		return spot{hidden: true}, true
	}
	right := level%2 == 1
	ours := !p.foreign || !unicode.Is(unicode.Han, need[0])
	if ours && !right && len(need) == 1 && !p.plain.glyph(need[0]).shaped {
		f, _ := Setter(p.font, need[0])
		return spot{font: f}, true
	}
	all := func(f *font.Face) bool { return !slices.ContainsFunc(need, func(r rune) bool { return !has(f, r) }) }
	if f := last.spot.face; f != nil && (script == last.script || right && !script.Strong()) && all(f) {
		return spot{face: f}, true
	}
	own := func() *font.Face {
		if p.font.Index(need[0]) == 0 && (second(p.font) == nil || second(p.font).Index(need[0]) == 0) {
			return nil // before our fonts are read for the shaper
		}
		for _, f := range p.own() {
			if all(f) {
				return f
			}
		}
		return nil
	}
	if ours {
		if f := own(); f != nil {
			return spot{face: f}, true
		}
	}
	for _, r := range need {
		place := p.regionOf(r)
		if slices.Contains(text, pictured) || slices.Contains(text, keycap) {
			place = emoji
		}
		if f := p.find(wanted{r, place}); f != nil && all(f) {
			return spot{face: f}, true
		}
	}
	if !ours {
		if f := own(); f != nil {
			return spot{face: f}, true
		}
	}
	return spot{}, false
}

// regionOf is the region of a text for the characters that differ by region.
func (p *paragraph) regionOf(r rune) string {
	if unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) || r >= 0x3000 && r < 0x3040 || r >= 0xff00 && r < 0xfff0 {
		return p.region
	}
	return ""
}

// hasAny reports whether a font has a part of a cluster.
func (p *paragraph) hasAny(text []rune) bool {
	need := seen(text)
	if len(need) < 2 {
		return false
	}
	for _, r := range need {
		if _, ok := p.choose([]rune{r}, language.Common, 1, cluster{}); ok {
			return true
		}
	}
	return false
}

// run is clusters that are set together.
type run struct {
	from, to int // clusters
	level    uint8
	spot     spot
	script   language.Script
}

// The shaper takes the longer the more accents stand on one letter, which no language needs.
const (
	mostInCluster = 100 // characters
	mostInRun     = 1000
)

// isShort reports whether a cluster can still be joined to a run.
func (p *paragraph) isShort(r run, c cluster) bool {
	n := c.to - p.clusters[r.from].from
	return c.spot.face == nil || n <= mostInRun/2 || n <= mostInRun && !c.blank
}

// runs joins the clusters of a line.
func (p *paragraph) runs(from, to int) []run {
	var all []run
	for i := from; i < to; i++ {
		c := p.clusters[i]
		if c.spot.hidden {
			continue
		}
		if n := len(all) - 1; n >= 0 && all[n].to == i && p.isShort(all[n], c) && all[n].level == c.level && all[n].spot == c.spot {
			r := &all[n]
			if c.spot.face == nil || !c.script.Strong() || !r.script.Strong() || c.script == r.script {
				r.to = i + 1
				if !r.script.Strong() {
					r.script = c.script
				}
				continue
			}
		}
		all = append(all, run{i, i + 1, c.level, c.spot, c.script})
	}
	return all
}

func (p *paragraph) textOf(from, to int) []rune {
	return p.text[p.clusters[from].from:p.clusters[to-1].to]
}

// measure finds out how wide each cluster is.
func (p *paragraph) measure() {
	for _, r := range p.runs(0, len(p.clusters)) {
		text := p.textOf(r.from, r.to)
		advances := make([]float64, len(text))
		p.set(r, text, advances)
		first := p.clusters[r.from].from
		for i := r.from; i < r.to; i++ {
			c := &p.clusters[i]
			for _, a := range advances[c.from-first : c.to-first] {
				c.width += a
			}
		}
	}
}

// set sets a run, as text of ours, as glyphs or as boxes. It fills advances, if there are any.
func (p *paragraph) set(r run, text []rune, advances []float64) (Piece, shaped) {
	switch {
	case r.spot.face != nil:
		s := p.shape(text, r.spot.face, r.script, r.level%2 == 1, advances)
		return Piece{Glyphs: s.glyphs, Text: string(text), parts: s.parts}, s
	case r.spot.font == nil:
		var s shaped
		for i := r.from; i < r.to; i++ {
			s.glyphs = append(s.glyphs, Glyph{X: s.width, Path: boxPath})
			s.width += boxWidth
			s.lost++
			if advances != nil {
				advances[p.clusters[i].from-p.clusters[r.from].from] = boxWidth
			}
		}
		return Piece{Glyphs: s.glyphs, Text: string(text)}, s
	}
	var s shaped
	var b strings.Builder
	for i, c := range text {
		g := p.plain.glyph(c)
		if g.as == 0 {
			continue
		}
		if g.as == Lost {
			s.lost++
		}
		b.WriteRune(g.as)
		s.width += g.width
		if advances != nil {
			advances[i] = g.width
		}
	}
	return Piece{Font: r.spot.font, Text: b.String()}, s
}

// lines breaks the paragraph.
func (p *paragraph) lines() []Line {
	var all []Line
	from := 0
	for {
		to := p.end(from)
		l := p.line(from, to)
		for tries := 0; l.Width > p.limit+1e-9 && to-from > 1 && tries < 8; tries++ {
			// A letter at the end of a line may be wider than within a word.
			to = p.earlier(from, to)
			l = p.line(from, to)
		}
		all = append(all, l)
		for from = to; from < len(p.clusters) && p.clusters[from].blank; from++ {
		}
		if from >= len(p.clusters) {
			return all
		}
	}
}

// end returns the cluster before which a line that begins with from ends.
func (p *paragraph) end(from int) int {
	width, ended := 0.0, -1
	onlyBlanks := true
	for i := from; i < len(p.clusters); i++ {
		c := p.clusters[i]
		if !c.blank && i > from && width+c.width > p.limit && c.width > 0 {
			if ended > from {
				return ended
			}
			return i
		}
		width += c.width
		onlyBlanks = onlyBlanks && c.blank
		if c.breaks && !onlyBlanks {
			ended = i + 1
		}
	}
	return len(p.clusters)
}

// earlier returns the last place before to at which a line can end, or the last cluster.
func (p *paragraph) earlier(from, to int) int {
	for i := to - 1; i > from; i-- {
		if p.clusters[i-1].breaks && !p.clusters[i-1].blank {
			return i
		}
	}
	return to - 1
}

// line sets a line, without the blanks at its end.
func (p *paragraph) line(from, to int) Line {
	for to > from && p.clusters[to-1].blank {
		to--
	}
	l := Line{RightToLeft: p.rightToLeft}
	if to == from {
		return l
	}
	l.Text = string(p.textOf(from, to))
	runs := p.runs(from, to)
	levels := make([]uint8, len(runs))
	for i, r := range runs {
		levels[i] = r.level
	}
	for _, i := range visual(levels) {
		r := runs[i]
		piece, s := p.set(r, p.textOf(r.from, r.to), nil)
		piece.X = l.Width
		l.Pieces = append(l.Pieces, piece)
		l.Width += s.width
		l.Lost += s.lost
	}
	return l
}
