package charts

import (
	"image/color"
	"math"
)

// keyEntry is one sample of a key with its word.
type keyEntry struct {
	form   shape
	radius float64
	hollow bool
	ink    color.NRGBA
	stripe color.NRGBA // for a square that is striped
	line   *lineStyle  // a sample of a line, of its band, or of both
	word   string
	// shorter are wordings for where word makes the key too long, longest first.
	shorter []string
	// names is true of what may not be drawn without its name: lines and bands.
	names bool
}

// keyLeading is the distance of the lines of a key, in sizes of its words.
const keyLeading = 1.55

// mostKeyLines is how many lines a key takes before its shorter wordings are tried.
const mostKeyLines = 2

// keyLayout is a key as it is set on a width.
type keyLayout struct {
	entries []keyEntry
	places  []point2 // where each entry begins: units from the left, and its line from 0
	lines   int
	set     lettering
	width   float64
}

// layKey sets what is said of a key at that much detail, on a width: all of it, or else what names
// lines and bands, or nothing where even that has no room.
func layKey(key []keyEntry, theme Theme, d detail, width float64) keyLayout {
	if d < withoutKey {
		if l, ok := setKey(key, theme.small(), width); ok {
			return l
		}
	}
	if d < withoutNames {
		var names []keyEntry
		for _, e := range key {
			if e.names {
				names = append(names, e)
			}
		}
		if l, ok := setKey(names, theme.small(), width); ok {
			return l
		}
	}
	return keyLayout{set: theme.small(), width: width}
}

// setKey sets entries on a width; it answers false where one of them is wider.
func setKey(entries []keyEntry, set lettering, width float64) (keyLayout, bool) {
	l := keyLayout{entries: entries, set: set, width: width}
	l.shorten()
	for _, e := range l.entries {
		if e.width(set) > width {
			return keyLayout{}, false
		}
	}
	l.places, l.lines = placesOf(l.entries, set, width)
	return l, true
}

// shorten chooses the longest wordings with which the key takes few lines.
func (l *keyLayout) shorten() {
	for level := 0; ; level++ {
		shorter := make([]keyEntry, len(l.entries))
		fits, more := true, false
		for i, e := range l.entries {
			if level > 0 && len(e.shorter) > 0 {
				e.word = e.shorter[min(level, len(e.shorter))-1]
			}
			shorter[i] = e
			fits = fits && e.width(l.set) <= l.width
			more = more || len(e.shorter) > level
		}
		_, lines := placesOf(shorter, l.set, l.width)
		if fits && lines <= mostKeyLines || !more {
			l.entries = shorter
			return
		}
	}
}

// placesOf sets the entries from left on in lines of at most width, and returns where each
// begins and how many lines there are.
func placesOf(entries []keyEntry, l lettering, width float64) (places []point2, lines int) {
	if len(entries) == 0 {
		return nil, 0
	}
	x, line := 0.0, 0
	for _, e := range entries {
		w := e.width(l)
		if x > 0 && x+w > width {
			x, line = 0, line+1
		}
		places = append(places, point2{x, float64(line)})
		x += w + l.size*1.4
	}
	return places, line + 1
}

// height is the room of the key.
func (l keyLayout) height() float64 { return l.set.size * keyLeading * float64(l.lines) }

// longest is the width of its longest line.
func (l keyLayout) longest() float64 {
	w := 0.0
	for i, e := range l.entries {
		w = math.Max(w, l.places[i].x+e.width(l.set))
	}
	return w
}

// names reports whether the key names the lines and bands of its chart.
func (l keyLayout) names() bool {
	for _, e := range l.entries {
		if e.names {
			return true
		}
	}
	return false
}

func (e keyEntry) width(l lettering) float64 { return e.indent(l) + l.width(e.word) }

// indent is the room of the sample before its word.
func (e keyEntry) indent(l lettering) float64 {
	switch {
	case e.line != nil:
		return l.size * 2.3
	case e.radius == 0:
		return 0
	}
	return 2*e.radius + l.size*0.5
}

// paintKey paints the key with the left end of its first line at the point.
func (s *canvas) paintKey(l keyLayout, at point2) {
	for i, e := range l.entries {
		x, y := at.x+l.places[i].x, at.y+l.places[i].y*l.set.size*keyLeading
		centre := point2{x + e.radius, y - l.set.size*0.36}
		if e.line != nil {
			s.sample(*e.line, rect{x, centre.y - l.set.size*0.4, x + l.set.size*1.8, centre.y + l.set.size*0.4})
		}
		if e.radius > 0 {
			s.mark(e.form, centre, e.radius, e.hollow, e.ink)
			side := e.radius * 0.88 // half of a square's side
			s.stripes(rect{centre.x - side, centre.y - side, centre.x + side, centre.y + side}, e.stripe)
		}
		s.words(e.word, point2{x + e.indent(l.set), y}, l.set)
	}
}

// paintKeyAbove paints the key above the plot, its last line lift units over it.
func (f *frame) paintKeyAbove(s *canvas, key []keyEntry, lift float64) {
	l := layKey(key, f.theme, f.detail, f.keyWidth)
	s.paintKey(l, point2{f.plot.left, f.plot.top - lift - l.set.size*keyLeading*float64(l.lines-1)})
}
