package saidtime

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"enactive/journal/table"
)

// date is a day of the calendar.
type date struct {
	year  int
	month time.Month
	day   int
}

func dateOf(t time.Time) date {
	y, m, d := t.Date()
	return date{y, m, d}
}

func (d date) utc() time.Time { return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC) }

func (d date) plus(days int) date { return dateOf(d.utc().AddDate(0, 0, days)) }

func (d date) before(o date) bool { return d.utc().Before(o.utc()) }

// exists reports whether the calendar has the day.
func (d date) exists() bool {
	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d == dateOf(d.utc())
}

// plusMonths returns the same day of another month, or its last day if the month is shorter.
func (d date) plusMonths(n int) date {
	first := time.Date(d.year, d.month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return date{first.Year(), first.Month(), min(d.day, last)}
}

// day is what a text says about a day.
type day struct {
	date
	exact bool // it has its year
	named bool // it is a day by its numbers or month, although not exact
	loose bool

	hasTime bool // the text has a time of day as well
	clock   time.Duration

	instant bool // at is the moment itself
	at      time.Time
}

// day reads a day.
func (r Reader) day(text string) (day, error) {
	lower := strings.ToLower(text)
	for _, l := range r.speeches() {
		for i, words := range l.around {
			if is(words, lower) {
				return day{date: dateOf(r.Now).plus(i - 2)}, nil
			}
		}
		if d, ok := r.weekday(l, lower); ok {
			return d, nil
		}
		if d, ok := r.counted(l, lower); ok {
			if d.year < 1 || d.year > 9999 {
				return day{}, problem(NoSuchDay)
			}
			return d, nil
		}
	}
	return r.calendar(text)
}

// weekday reads a day of the week.
func (r Reader) weekday(l speech, text string) (day, bool) {
	text, _ = cutFront(l.on, text)
	today := dateOf(r.Now)
	monday := today.plus(-(int(r.Now.Weekday()) + 6) % 7)
	for i, words := range []string{l.lastWeek, l.thisWeek, l.nextWeek} {
		if rest, ok := cutFront(words, text); ok {
			if w, ok := table.WeekdayNamed(rest, l.language); ok {
				return day{date: monday.plus(7*(i-1) + (int(w)+6)%7)}, true
			}
		}
	}
	ahead, said := r.Ahead, false
	for _, cut := range []func(words, text string) (string, bool){cutFront, cutBack} {
		if rest, ok := cut(l.last, text); ok && !said {
			text, ahead, said = rest, false, true
		}
		if rest, ok := cut(l.next, text); ok && !said {
			text, ahead, said = rest, true, true
		}
	}
	name := strings.TrimSuffix(text, ".")
	w, ok := table.WeekdayNamed(name, l.language)
	if !ok {
		return day{}, false
	}
	back := (int(r.Now.Weekday())-int(w)+6)%7 + 1
	d := day{date: today.plus(-back), loose: !said && isShort(name)}
	if ahead {
		d.date = today.plus(7 - back%7)
	}
	return d, true
}

// isShort reports whether the name of a day is an abbreviation.
func isShort(name string) bool {
	n := len([]rune(name))
	return n <= 4 && !isWide(name) || n == 1
}

// counted reads a span from now on or back: 3 days ago.
func (r Reader) counted(l speech, text string) (day, bool) {
	for i, phrases := range []string{l.ago, l.in} {
		for phrase := range strings.SplitSeq(phrases, "|") {
			front, back, _ := strings.Cut(phrase, "%")
			rest, ok := strings.CutPrefix(text, front)
			if !ok {
				continue
			}
			if rest, ok = strings.CutSuffix(rest, back); !ok {
				continue
			}
			n, u, ok := span(l, strings.TrimSpace(rest))
			if !ok {
				continue
			}
			if i == 0 {
				n = -n
			}
			return r.spanFromNow(n, u), true
		}
	}
	return day{}, false
}

// span reads a number and what it counts.
func span(l speech, text string) (n int, u unit, ok bool) {
	digits := 0
	for digits < len(text) && text[digits] >= '0' && text[digits] <= '9' {
		digits++
	}
	rest := ""
	switch {
	case digits > 5:
		return 0, 0, false
	case digits > 0:
		n, _ = strconv.Atoi(text[:digits]) // five digits fit
		rest = strings.TrimLeft(text[digits:], " ")
	default:
		if rest, ok = cutFront(l.one, text); !ok {
			return 0, 0, false
		}
		n = 1
	}
	for i, words := range l.units {
		if is(words, rest) {
			return n, unit(i), true
		}
	}
	return 0, 0, false
}

func (r Reader) spanFromNow(n int, u unit) day {
	today := dateOf(r.Now)
	switch u {
	case weeks:
		return day{date: today.plus(7 * n)}
	case months:
		return day{date: today.plusMonths(n)}
	case years:
		return day{date: today.plusMonths(12 * n)}
	case hours, minutes:
		each := time.Hour
		if u == minutes {
			each = time.Minute
		}
		at := r.Now.Truncate(time.Second).Add(time.Duration(n) * each).In(r.zone())
		return day{date: dateOf(at), instant: true, hasTime: true, at: at}
	}
	return day{date: today.plus(n)}
}

// calendar reads a day by its numbers or its month, also with a time of day.
func (r Reader) calendar(text string) (day, error) {
	if !r.spokenHere(text) {
		return day{}, problem(NotATime)
	}
	d, err := r.dayAndMonth(text)
	if !isDecided(err) {
		d, err = r.inTable(text)
	}
	if err != nil {
		return d, err
	}
	return d, r.checkWeekday(text, d)
}

// checkWeekday compares the day of the week that stands beside a date with that of the date.
func (r Reader) checkWeekday(text string, d day) error {
	for _, w := range words(text) {
		if _, month := table.MonthNamed(w, r.languages()...); month || isWide(w) {
			continue
		}
		if said, ok := table.WeekdayNamed(w, r.languages()...); ok && said != d.utc().Weekday() {
			return problem(WrongWeekday, d.utc())
		}
	}
	return nil
}

// dayAndMonth reads 28.11., 28/11 or 11月28日, also behind a day of the week.
func (r Reader) dayAndMonth(text string) (day, error) {
	if front, back, ok := strings.Cut(text, " "); ok {
		name := strings.ToLower(strings.TrimRight(front, ".,"))
		if _, ok := table.WeekdayNamed(name, r.languages()...); ok {
			text = back
		}
	}
	a, rest := number(text)
	b := 0
	switch {
	case a == 0 || rest == "":
		return day{}, problem(NotATime)
	case rest[0] == '.':
		b, rest = number(strings.TrimPrefix(rest[1:], " "))
		if b > 0 && rest == "." {
			return r.withYear(time.Month(b), a)
		}
	case rest[0] == '/':
		if b, rest = number(rest[1:]); b > 0 && rest == "" {
			return r.slashed(a, b)
		}
	default:
		if rest, ok := strings.CutPrefix(rest, "月"); ok {
			if b, rest = number(rest); b > 0 && rest == "日" {
				return r.withYear(time.Month(a), b)
			}
		}
	}
	return day{}, problem(NotATime)
}

// number reads one or two digits at the beginning of a text; 0 means none.
func number(text string) (n int, rest string) {
	i := 0
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		n = n*10 + int(text[i]-'0')
		if i++; i > 2 {
			return 0, text
		}
	}
	return n, text[i:]
}

// slashed reads two numbers whose order is that of the locale if both are possible.
func (r Reader) slashed(a, b int) (day, error) {
	dayFirst, errDay := r.withYear(time.Month(b), a)
	monthFirst, errMonth := r.withYear(time.Month(a), b)
	dayFirst.loose, monthFirst.loose = true, true
	switch {
	case errDay != nil && errMonth != nil:
		return day{loose: true}, errDay
	case errMonth != nil, dayFirst == monthFirst, errDay == nil && r.Locale.Order == table.DMY:
		return dayFirst, nil
	case errDay != nil, r.Locale.Order != table.OrderNone:
		return monthFirst, nil
	}
	return day{loose: true}, problem(OrderOpen, dayFirst.utc(), monthFirst.utc())
}

// withYear gives a day and month its year.
func (r Reader) withYear(m time.Month, d int) (day, error) {
	today := dateOf(r.Now)
	step := -1
	if r.Ahead {
		step = 1
	}
	for i := range 9 { // leap years are up to eight years apart
		found := date{today.year + i*step, m, d}
		if !found.exists() || r.Ahead && found.before(today) || !r.Ahead && today.before(found) {
			continue
		}
		return day{date: found, named: true}, nil
	}
	return day{}, problem(NoSuchDay)
}

// inTable reads what tables have: a whole date, or one with the name of its month, also with a time.
func (r Reader) inTable(text string) (day, error) {
	m, err := read(text, table.DateReader{})
	switch kindOf(err) {
	case "":
		d, err := fromTable(m, hasFullYear(text))
		d.named = true
		return d, err
	case table.KindOrderOpen:
		return r.inOrder(text)
	case table.KindNoSuchDay:
		return day{}, problem(NoSuchDay)
	}
	const leap = 2024 // every day of a year is in it
	if m, err = read(text, table.DateReader{Year: leap}); err != nil {
		if kindOf(err) == table.KindNoSuchDay {
			return day{}, problem(NoSuchDay)
		}
		return day{}, problem(NotATime)
	}
	d, err := fromTable(m, false)
	if err != nil || d.instant {
		return day{}, orNotATime(err)
	}
	named, err := r.withYear(d.month, d.date.day)
	named.hasTime, named.clock = d.hasTime, d.clock
	return named, err
}

// hasFullYear reports whether a text has four digits in a row: 24 Nov 18 may have been meant otherwise.
func hasFullYear(text string) bool {
	run := 0
	for _, c := range text {
		if run++; c < '0' || c > '9' {
			run = 0
		}
		if run == 4 {
			return true
		}
	}
	return false
}

// inOrder reads a date of three numbers.
func (r Reader) inOrder(text string) (day, error) {
	var found []day
	var days []time.Time
	for _, o := range []table.Order{table.DMY, table.MDY, table.YMD} {
		m, err := read(text, table.DateReader{Order: o})
		if err != nil {
			continue
		}
		d, err := fromTable(m, false)
		if err != nil {
			return day{}, err
		}
		d.named = true
		if o == r.Locale.Order {
			return d, nil
		}
		if len(found) == 0 || found[len(found)-1].date != d.date {
			found, days = append(found, d), append(days, d.utc())
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return day{}, problem(OrderOpen, days...)
}

func read(text string, by table.DateReader) (table.Moment, error) {
	return by.Read(table.Cell{Text: text})
}

func kindOf(err error) table.Kind {
	if e := new(table.Error); errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// fromTable takes a date as package table reads it. 24:00 is not taken: it belongs to the next day.
func fromTable(m table.Moment, exact bool) (day, error) {
	if !m.HasDate || m.OfDay >= 24*time.Hour {
		return day{}, problem(NotATime)
	}
	d := day{date: dateOf(m.Clock), exact: exact, hasTime: m.HasTime, clock: m.OfDay}
	if m.HasZone {
		d.instant, d.at = true, m.At
	}
	return d, nil
}
