package table

import (
	"math"
	"strconv"
	"time"
)

// Epoch is what a plain number means as a time.
type Epoch byte

// The ways to count time. EpochDays are the days of spreadsheets, from 30 December 1899 on.
const (
	EpochNone Epoch = iota
	EpochSeconds
	EpochMillis
	EpochDays
)

// DateReader reads the dates and times of a column. It is not safe for several goroutines; make
// one for each.
type DateReader struct {
	// Order is that of dates of three numbers.
	Order Order
	// Zone is that of times without one; nil is UTC.
	Zone *time.Location
	// Epoch is what cells that are plain numbers mean.
	Epoch Epoch
	// Year is that of days without one, such as 8 April; 0 means that they are no dates.
	Year int

	text  string
	last  Moment
	zones map[string]*time.Location
}

// Moment is a date with or without a time, or a time of day alone.
type Moment struct {
	// At is the moment. A date alone is noon, the hour at which a day is least likely to become
	// another one in another zone.
	At time.Time
	// Clock is what the file says, whatever the zone of this computer: At if the file names a
	// zone, else the reading of the clock as if it were UTC.
	Clock time.Time
	// HasDate, HasTime and HasZone are what the file says. Without a date only Hour is set.
	HasDate, HasTime, HasZone bool
	// OfDay is the time since midnight.
	OfDay time.Duration
}

// Read reads a cell. The error is an *Error with the value: KindNotDate, KindNoSuchDay,
// KindOrderOpen or KindNoZone.
func (r *DateReader) Read(c Cell) (Moment, error) {
	if c.Text == r.text && r.text != "" {
		return r.last, nil
	}
	m, kind := r.read(bareValue(trim(c.Text)))
	if kind != "" {
		return Moment{}, &Error{Kind: kind, Value: clip(c.Text)}
	}
	r.text, r.last = c.Text, m
	return m, nil
}

func (r *DateReader) read(text string) (Moment, Kind) {
	if r.Epoch != EpochNone {
		if m, ok := r.counted(text); ok {
			return m, ""
		}
	}
	p, ok := parseMoment(text)
	if ok && p.form == formDayMonth && r.Year != 0 {
		p.form, p.n[0] = formFixed, r.Year
		p.noDay = !validDay(r.Year, p.n[1], p.n[2])
	}
	switch {
	case p.noDay, !ok && p.noDayMonth && r.Year != 0:
		return Moment{}, KindNoSuchDay
	case !ok || p.form == formDayMonth:
		return Moment{}, KindNotDate
	}
	m := Moment{HasTime: p.hasTime, HasZone: p.hasZone, HasDate: p.hasDate()}
	if p.hasTime {
		m.OfDay = p.ofDay()
	}
	if !m.HasDate {
		return m, ""
	}
	year, month, day, ok := p.day(r.Order)
	if !ok {
		if p.orders() != 0 && r.Order == OrderNone {
			return Moment{}, KindOrderOpen
		}
		return Moment{}, KindNoSuchDay
	}
	return r.place(m, &p, year, month, day)
}

func (p *momentParts) ofDay() time.Duration {
	return time.Duration(p.hour)*time.Hour + time.Duration(p.minute)*time.Minute +
		time.Duration(p.second)*time.Second + time.Duration(p.nano)
}

// place gives a day and time its zone.
func (r *DateReader) place(m Moment, p *momentParts, year, month, day int) (Moment, Kind) {
	hour := p.hour
	if !p.hasTime {
		hour = 12
	}
	in := func(zone *time.Location) time.Time {
		return time.Date(year, time.Month(month), day, hour, p.minute, p.second, p.nano, zone)
	}
	switch {
	case p.zoneName != "":
		zone, ok := r.zone(p.zoneName)
		if !ok {
			return Moment{}, KindNoZone
		}
		m.At = in(zone)
		m.Clock = m.At
	case p.hasZone:
		zone := time.UTC
		if p.offset != 0 {
			zone = time.FixedZone("", p.offset*60)
		}
		m.At = in(zone)
		m.Clock = m.At
	default:
		m.Clock = in(time.UTC)
		m.At = in(r.local())
	}
	return m, ""
}

func (r *DateReader) local() *time.Location {
	if r.Zone == nil {
		return time.UTC
	}
	return r.Zone
}

// maxZones is how many zones are remembered.
const maxZones = 100

// zone finds a zone of the IANA list.
func (r *DateReader) zone(name string) (*time.Location, bool) {
	if zone, there := r.zones[name]; there {
		return zone, zone != nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		zone = nil
	}
	if r.zones == nil || len(r.zones) >= maxZones {
		r.zones = map[string]*time.Location{}
	}
	r.zones[name] = zone
	return zone, zone != nil
}

// counted reads a plain number.
func (r *DateReader) counted(text string) (Moment, bool) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !isPlainNumber(text) || !r.Epoch.plausible(x) {
		return Moment{}, false
	}
	if r.Epoch == EpochDays {
		return r.serial(x), true
	}
	seconds := x
	if r.Epoch == EpochMillis {
		seconds /= 1000
	}
	whole := math.Floor(seconds)
	at := time.Unix(int64(whole), int64(math.Round((seconds-whole)*1e6))*1000).UTC()
	return Moment{At: at, Clock: at, HasDate: true, HasTime: true, HasZone: true, OfDay: sinceMidnight(at)}, true
}

// serial reads days of a spreadsheet.
func (r *DateReader) serial(x float64) Moment {
	clock := serialTime(x)
	m := Moment{HasDate: true, HasTime: x != math.Floor(x), OfDay: sinceMidnight(clock)}
	if !m.HasTime {
		clock = clock.Add(12 * time.Hour)
		m.OfDay = 0
	}
	y, mon, d := clock.Date()
	m.Clock = clock
	m.At = time.Date(y, mon, d, clock.Hour(), clock.Minute(), clock.Second(), clock.Nanosecond(), r.local())
	return m
}

func sinceMidnight(t time.Time) time.Duration {
	h, m, s := t.Clock()
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second + time.Duration(t.Nanosecond())
}

// serialTime is the time of a day of spreadsheets, to the millisecond. They take 1900 for a leap
// year, and so days before March of that year are one off.
func serialTime(x float64) time.Time {
	if x < 60 {
		x++
	}
	days := math.Floor(x)
	millis := math.Round((x - days) * 86_400_000)
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days)).Add(time.Duration(millis) * time.Millisecond)
}

// plausible reports whether a number is a time between 1990 and 2100.
func (e Epoch) plausible(x float64) bool {
	const from, to = 631152000, 4102444800 // seconds
	switch e {
	case EpochSeconds:
		return x >= from && x < to
	case EpochMillis:
		return x >= from*1000 && x < to*1000
	case EpochDays:
		return x >= from/86400+25569 && x < to/86400+25569
	}
	return false
}
