package table

import (
	"strconv"
	"time"
)

// Dates is what a column proves as dates.
type Dates struct {
	Verdict Verdict
	// Order is the order that is proved; OrderNone if no cell needs one. Orders are those that
	// are left open.
	Order  Order
	Orders []Order
	// Cells are the cells that are dates, Bad the others, of which FirstBad is the first.
	Cells, Bad int
	FirstBad   Sighting
	// WithTime and WithZone count the dates with a time of day and with a time zone.
	WithTime, WithZone int
	// Numeric counts the dates that need an order.
	Numeric int
	// Against is, for each order, the first date that it cannot read: the proof.
	Against [4]Sighting
	// Examples are two dates that the open orders read differently, if there are two.
	Examples []OpenDate
	// DayMonths counts cells such as 7 September, which lack a year.
	DayMonths int
	// Epoch is set if all cells are numbers that may be times. They may be any other number.
	Epoch Epoch
	// First and Last are the earliest and the latest date by the clock in the file, in the order
	// that is proved.
	First, Last time.Time
}

// All reports whether all filled cells are dates.
func (d *Dates) All() bool { return d.Cells > 0 && d.Bad == 0 }

// OpenDate is a date that several orders read differently.
type OpenDate struct {
	Sighting
	// As is the day in each open order, in that of Dates.Orders.
	As []time.Time
}

// Clock is what a column proves as times of day without a date.
type Clock struct {
	// Verdict is Proved if all cells are times of day and some have AM or PM. Without these it is
	// Open: they may be durations.
	Verdict Verdict
	Cells   int
	// Halves counts the cells with AM or PM, Seconds those with seconds.
	Halves, Seconds int
	First, Last     time.Duration
	// BesideTime reports that another column has dates with times, and BesideDate that one has
	// dates without.
	BesideTime, BesideDate bool
}

// dateStudy collects the dates of one column.
type dateStudy struct {
	d     Dates
	left  orderSet
	pairs [3]pairStudy // of orders
	span  [4]span      // in each order
	// counts are the cells that may count time.
	counts countStudy
	last   int // the line of the last date
}

// orderPairs are the pairs of orders that may differ.
var orderPairs = [3][2]Order{{DMY, MDY}, {DMY, YMD}, {MDY, YMD}}

// pairStudy has cells that a pair of orders reads differently.
type pairStudy struct {
	cells []Sighting
	parts []momentParts
}

type span struct{ first, last time.Time }

func (s *span) add(t time.Time) {
	if s.first.IsZero() || t.Before(s.first) {
		s.first = t
	}
	if s.last.IsZero() || t.After(s.last) {
		s.last = t
	}
}

func (s *dateStudy) miss(text string, line int) {
	if s.d.Bad++; s.d.Bad == 1 {
		s.d.FirstBad = Sighting{line, clip(text)}
	}
}

func (s *dateStudy) add(text string, line int, clock *Clock) {
	s.counts.add(text)
	if hopeless(s.d.Cells+clock.Cells+s.d.DayMonths, s.d.Bad) {
		s.d.Bad++
		return
	}
	p, ok := parseMoment(text)
	if !ok || !p.hasDate() || p.form == formDayMonth {
		s.miss(text, line)
		if ok && !p.hasDate() {
			clock.add(&p)
		}
		if ok && p.form == formDayMonth {
			s.d.DayMonths++
		}
		return
	}
	if s.d.Cells++; s.d.Cells == 1 {
		s.left = allOrders
	}
	s.last = line
	if p.hasTime {
		s.d.WithTime++
	}
	if p.hasZone {
		s.d.WithZone++
	}
	if p.form == formNumeric {
		s.d.Numeric++
		s.order(&p, text, line)
		return
	}
	day := time.Date(p.n[0], time.Month(p.n[1]), p.n[2], 0, 0, 0, 0, time.UTC).Add(p.ofDay())
	s.span[OrderNone].add(day)
}

// order narrows the orders by one date.
func (s *dateStudy) order(p *momentParts, text string, line int) {
	can := p.orders()
	var days [4]time.Time
	for _, o := range [3]Order{DMY, MDY, YMD} {
		year, month, day, ok := p.day(o)
		if !ok {
			if s.d.Against[o].Line == 0 {
				s.d.Against[o] = Sighting{line, clip(text)}
			}
			continue
		}
		days[o] = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Add(p.ofDay())
		s.span[o].add(days[o])
	}
	s.left &= can
	for i, pair := range orderPairs {
		if can.has(pair[0]) && can.has(pair[1]) && !days[pair[0]].Equal(days[pair[1]]) {
			s.pairs[i].add(p, text, line)
		}
	}
}

func (s *pairStudy) add(p *momentParts, text string, line int) {
	if len(s.cells) == 2 || len(s.cells) == 1 && s.cells[0].Value == text {
		return
	}
	s.cells, s.parts = append(s.cells, Sighting{line, text}), append(s.parts, *p)
}

func (s *dateStudy) facts(filled int) Dates {
	d := s.d
	d.Epoch = s.counts.count(filled)
	switch {
	case d.Cells == 0:
		return d
	case d.Numeric == 0:
		d.Verdict = Proved
	case s.left == 0:
		d.Verdict = Contradicted
		return d
	default:
		s.decide(&d)
	}
	whole := s.span[OrderNone]
	if d.Verdict == Proved && d.Order != OrderNone {
		whole.add(s.span[d.Order].first)
		whole.add(s.span[d.Order].last)
	}
	if d.Verdict == Proved {
		d.First, d.Last = whole.first, whole.last
	}
	return d
}

// decide looks whether the orders that are left differ anywhere.
func (s *dateStudy) decide(d *Dates) {
	d.Verdict, d.Order = Proved, s.left.list()[0]
	for i, pair := range orderPairs {
		if !s.left.has(pair[0]) || !s.left.has(pair[1]) || len(s.pairs[i].cells) == 0 {
			continue
		}
		d.Verdict, d.Order, d.Orders = Open, OrderNone, s.left.list()
		for j, cell := range s.pairs[i].cells {
			if n := len(d.Examples); n == 0 || n == 1 && d.Examples[0].Line != cell.Line {
				d.Examples = append(d.Examples, openDate(cell, &s.pairs[i].parts[j], d.Orders))
			}
		}
	}
}

func openDate(cell Sighting, p *momentParts, orders []Order) OpenDate {
	example := OpenDate{Sighting: cell}
	for _, o := range orders {
		year, month, day, _ := p.day(o)
		example.As = append(example.As, time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
	}
	return example
}

func (c *Clock) add(p *momentParts) {
	at := p.ofDay()
	if c.Cells++; c.Cells == 1 {
		c.First, c.Last = at, at
	}
	c.First, c.Last = min(c.First, at), max(c.Last, at)
	if p.half != 0 {
		c.Halves++
	}
	if p.seconds {
		c.Seconds++
	}
	if c.Verdict = Open; c.Halves > 0 {
		c.Verdict = Proved
	}
}

// countStudy looks whether all cells are numbers that may be times.
type countStudy struct {
	cells [4]int
	none  bool
}

func (s *countStudy) add(text string) {
	if s.none || len(text) < 5 || !isDigit(text[0]) || !isPlainNumber(text) {
		s.none = true
		return
	}
	x, err := strconv.ParseFloat(text, 64)
	if s.none = err != nil; s.none {
		return
	}
	s.none = true
	for _, c := range [3]Epoch{EpochSeconds, EpochMillis, EpochDays} {
		if c.plausible(x) {
			s.cells[c]++
			s.none = false
		}
	}
}

func (s *countStudy) count(filled int) Epoch {
	for _, c := range [3]Epoch{EpochSeconds, EpochMillis, EpochDays} {
		if !s.none && filled > 0 && s.cells[c] == filled {
			return c
		}
	}
	return EpochNone
}
