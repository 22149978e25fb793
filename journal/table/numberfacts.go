package table

import (
	"math"
	"strconv"
)

// Numbers is what a column proves as numbers.
type Numbers struct {
	Verdict Verdict
	// Notation is the one that is proved; NotationNone if both read every cell alike.
	Notation Notation
	// Cells are the cells that are numbers, Bad the others, of which FirstBad is the first.
	Cells, Bad int
	FirstBad   Sighting
	// Smallest and Largest are, for each notation that reads all cells, the ends of the column. If
	// both read all alike, they are the same.
	Smallest, Largest [3]Extreme
	// Against is, for each notation, the first number that it cannot read: the proof.
	Against [3]Sighting
	// Units are what is around the numbers, "" for those without; more than one are not to be
	// taken for numbers of one measure. Of are the numbers behind the bar in 7/10.
	Units, Of []WordCount
}

// All reports whether all filled cells are numbers.
func (n *Numbers) All() bool { return n.Cells > 0 && n.Bad == 0 }

// Alike reports whether all cells have the same unit and the same number behind a bar.
func (n *Numbers) Alike() bool { return len(n.Units) <= 1 && len(n.Of) <= 1 }

// Extreme is the smallest or largest number of a column in one notation.
type Extreme struct {
	Sighting
	Number float64
}

// extremes are both ends, and what shows whether the last number is the sum of the others.
type extremes struct {
	low, high Extreme
	any       bool
	sum, last float64
	line      int // of the last
}

func (e *extremes) add(x float64, text string, line int) {
	if !e.any || x < e.low.Number {
		e.low = Extreme{Sighting{line, text}, x}
	}
	if !e.any || x > e.high.Number {
		e.high = Extreme{Sighting{line, text}, x}
	}
	e.any = true
	e.sum, e.last, e.line = e.sum+x, x, line
}

// lastIsSum reports whether the number on a line, the last of three or more, is the sum of the
// others in one notation.
func (s *numberStudy) lastIsSum(line int) bool {
	for _, e := range s.ends {
		rest := e.sum - e.last
		if e.line == line && s.n.Cells > 2 && rest != 0 && math.Abs(e.last-rest) <= 1e-9*math.Abs(rest) {
			return true
		}
	}
	return false
}

// numberStudy collects the numbers of one column.
type numberStudy struct {
	n         Numbers
	ends      [3]extremes
	units, of wordList
	differ    bool
}

func (s *numberStudy) miss(text string, line int) {
	if s.n.Bad++; s.n.Bad == 1 {
		s.n.FirstBad = Sighting{line, clip(text)}
	}
}

func (s *numberStudy) add(text string, line int) {
	if hopeless(s.n.Cells, s.n.Bad) {
		s.n.Bad++
		return
	}
	p, ok := parseNumber(text)
	if !ok {
		s.miss(text, line)
		return
	}
	s.n.Cells++
	s.units.add(p.unit)
	of := ""
	if p.of != 0 {
		of = strconv.FormatFloat(p.of, 'f', -1, 64)
	}
	s.of.add(of)
	for _, notation := range [2]Notation{Point, Comma} {
		if x, ok := p.read(notation); ok {
			s.ends[notation].add(x, text, line)
		} else if s.n.Against[notation].Line == 0 {
			s.n.Against[notation] = Sighting{line, clip(text)}
		}
	}
	s.differ = s.differ || p.isPoint && p.isComma && p.point != p.comma
}

// addTyped takes a number of a sheet, which proves nothing of how texts are written.
func (s *numberStudy) addTyped(text string, line int) {
	x, unit, ok := cutUnit(text)
	if !ok {
		s.miss(text, line)
		return
	}
	s.n.Cells++
	s.units.add(unit)
	s.of.add("")
	s.ends[Point].add(x, text, line)
	s.ends[Comma].add(x, text, line)
}

func (s *numberStudy) facts() Numbers {
	n := s.n
	n.Units, n.Of = s.units.sorted(), s.of.sorted()
	if n.Cells == 0 {
		return n
	}
	point, comma := n.Against[Point].Line == 0, n.Against[Comma].Line == 0
	switch {
	case point && comma && s.differ:
		n.Verdict = Open
	case point && comma:
		n.Verdict = Proved
	case point:
		n.Verdict, n.Notation = Proved, Point
	case comma:
		n.Verdict, n.Notation = Proved, Comma
	default:
		n.Verdict = Contradicted
		return n
	}
	for notation, can := range map[Notation]bool{Point: point, Comma: comma} {
		if can {
			n.Smallest[notation], n.Largest[notation] = s.ends[notation].low, s.ends[notation].high
		}
	}
	known := n.Notation
	if known == NotationNone && n.Verdict == Proved {
		known = Point
	}
	if n.Verdict == Proved {
		n.Smallest[NotationNone], n.Largest[NotationNone] = n.Smallest[known], n.Largest[known]
	}
	return n
}

// Durations is what a column proves as durations, in minutes.
type Durations struct {
	// Verdict is Open if 7:02 may be minutes and seconds or hours and minutes.
	Verdict Verdict
	// Form is the one that is proved, or that a cell of three parts makes likely. Two columns of times
	// prove it where each duration is the time between them.
	Form DurationForm
	// Cells are the cells that are durations, Bad the others.
	Cells, Bad int
	// Marked counts those with units, such as 1h 20m.
	Marked int
	// Smallest and Largest are the ends in each form; if no cell depends on the form, they are the
	// same.
	Smallest, Largest [3]Extreme
}

// All reports whether all filled cells are durations.
func (d *Durations) All() bool { return d.Cells > 0 && d.Bad == 0 }

// durationStudy collects the durations of one column.
type durationStudy struct {
	cells, misses, marked, metres int
	two, three, fractions         int
	ends                          [3]extremes
}

func (s *durationStudy) add(text string, line int) {
	if hopeless(s.cells, s.misses) {
		s.misses++
		return
	}
	p, ok := parseDuration(text)
	if !ok {
		s.misses++
		return
	}
	s.cells++
	switch {
	case p.metres:
		s.metres++
	case p.marked:
	case p.two:
		s.two++
	case p.fraction:
		s.fractions++
	default:
		s.three++
	}
	if p.marked {
		s.marked++
	}
	for _, form := range [2]DurationForm{MinutesSeconds, HoursMinutes} {
		x, _ := p.read(form)
		s.ends[form].add(x, text, line)
	}
}

func (s *durationStudy) facts() Durations {
	d := Durations{Cells: s.cells, Bad: s.misses, Marked: s.marked}
	if s.cells == 0 || s.metres == s.cells { // metres, for all we know
		return Durations{Bad: s.misses + s.cells}
	}
	for _, form := range [2]DurationForm{MinutesSeconds, HoursMinutes} {
		d.Smallest[form], d.Largest[form] = s.ends[form].low, s.ends[form].high
	}
	d.Verdict = Proved
	switch {
	case s.two == 0:
	case s.fractions > 0:
		d.Form = MinutesSeconds
	default:
		d.Verdict = Open
		if s.three > 0 {
			d.Form = MinutesSeconds
		}
	}
	if d.Verdict == Proved {
		known := max(d.Form, MinutesSeconds)
		d.Smallest[DurationNone], d.Largest[DurationNone] = d.Smallest[known], d.Largest[known]
	}
	return d
}
