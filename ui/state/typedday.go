package state

import (
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode"

	"enactive/journal"
	"enactive/journal/saidtime"
	"enactive/journal/wording"
)

// TypedDay parses a typed day: in the person's date format, as 2006-01-02, without the year if
// it is this year, as "today", "yesterday" or "tomorrow", or as a number of days from today,
// such as "-3". It returns midnight in the zone of now. The error is a sentence that gives an
// example of a valid day.
func TypedDay(text string, now time.Time) (time.Time, error) {
	text = strings.TrimSpace(text)
	if d, ok := dayInWords(text, journal.DateOf(now)); ok {
		return within(d, now)
	}
	if d, ok := dayInNumbers(text, now.Year()); ok {
		return within(d, now)
	}
	if said, ok := asSaid(text, now); ok && !said.HasTime {
		return within(journal.DateOf(said.At), now)
	}
	return time.Time{}, errors.New(wording.Say("typed-cannot-be-read-as-a-date-write",
		wording.V{"Typed": text, "Example": wording.Numeric(now), "Today": wording.Say("today-inline")}))
}

// TypedMoment parses a day and a time of day, either of which may be omitted: a time alone
// means today, a day alone takes the time of usual. "now" is accepted too.
func TypedMoment(text string, now, usual time.Time) (time.Time, error) {
	text = strings.TrimSpace(text)
	if sameWord(text, wording.Say("now")) {
		return now, nil
	}
	day, clock := text, ""
	if i := strings.LastIndexAny(text, " T"); i >= 0 {
		day, clock = text[:i], text[i+1:]
	}
	if !strings.Contains(clock, ":") { // the words before it are all of a day
		day, clock = text, ""
	}
	if clock == "" && strings.Contains(text, ":") {
		day, clock = wording.Numeric(now), text
	}
	d, err := TypedDay(day, now)
	if err != nil {
		if said, ok := asSaid(text, now); ok && said.HasTime {
			_, err := within(journal.DateOf(said.At), now)
			return said.At, err
		}
	}
	if err != nil {
		return time.Time{}, errors.New(wording.Say("typed-cannot-be-read-as-a-date",
			wording.V{"Typed": text, "Example": wording.Numeric(now) + " " + wording.Clock(now)}))
	}
	hour, minute, second := usual.Clock()
	if clock != "" {
		if hour, minute, second, err = typedClock(clock); err != nil {
			return time.Time{}, err
		}
	}
	return time.Date(d.Year(), d.Month(), d.Day(), hour, minute, second, 0, d.Location()), nil
}

// asSaid reads what people say, such as "last Monday" or "28 Nov 21:00", in the language of the window and in English.
func asSaid(text string, now time.Time) (saidtime.Reading, bool) {
	if strings.IndexFunc(text, unicode.IsLetter) < 0 { // numbers alone are read above, in the person's order
		return saidtime.Reading{}, false
	}
	read, err := saidtime.Reader{Now: now, Locale: saidtime.Locale{Languages: []string{wording.Language()}}}.Read(text)
	return read, err == nil
}

func typedClock(text string) (hour, minute, second int, err error) {
	for _, layout := range []string{"15:04", "15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			hour, minute, second = t.Clock()
			return hour, minute, second, nil
		}
	}
	return 0, 0, 0, errors.New(wording.Say("typed-is-not-a-time-of-day-write", wording.V{"Typed": text, "Example": "18:05"}))
}

// sameWord compares two words as the search does, ignoring case and diacritics.
func sameWord(a, b string) bool { return a != "" && journal.Fold(a) == journal.Fold(b) }

func dayInWords(text string, today journal.Date) (journal.Date, bool) {
	switch {
	case sameWord(text, wording.Say("today-inline")):
		return today, true
	case sameWord(text, wording.Say("yesterday-inline")):
		return today.AddDays(-1), true
	case sameWord(text, wording.Say("tomorrow-inline")):
		return today.AddDays(1), true
	case strings.HasPrefix(text, "+"), strings.HasPrefix(text, "-"):
		if n, err := strconv.Atoi(text); err == nil && max(n, -n) <= maxDaysAway {
			return today.AddDays(n), true
		}
	}
	return journal.Date{}, false
}

// maxDaysAway is the maximum number of days from today that can be typed.
const maxDaysAway = 9999

// dayInNumbers parses two or three numbers with punctuation between them. Four digits in front
// are a year; otherwise the person's date format gives the order. If that format begins with
// the year, dots mean that the day comes first.
func dayInNumbers(text string, thisYear int) (journal.Date, bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == '.' || r == '/' || unicode.IsSpace(r) })
	if len(parts) < 2 || len(parts) > 3 {
		return journal.Date{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 0 || len(p) > 4 || len(p) == 3 {
			return journal.Date{}, false
		}
		n[i] = v
	}
	form := wording.NumericForm()
	yearFirst := form == wording.YearFirst || form == wording.YearSlash
	var d journal.Date
	switch {
	case len(parts[0]) == 4:
		if len(parts) < 3 {
			return journal.Date{}, false
		}
		d = journal.Date{Year: n[0], Month: time.Month(n[1]), Day: n[2]}
	case form == wording.MonthFirst || yearFirst && len(parts) == 2 && !strings.Contains(text, "."):
		d = journal.Date{Year: n[2], Month: time.Month(n[0]), Day: n[1]}
	case !yearFirst || strings.Contains(text, "."):
		d = journal.Date{Year: n[2], Month: time.Month(n[1]), Day: n[0]}
	default: // the order of day and month is not known
		return journal.Date{}, false
	}
	switch {
	case len(parts) == 2:
		d.Year = thisYear
	case d.Year < 100 && len(parts[2]) <= 2 && len(parts[0]) != 4:
		d.Year += 2000
	}
	return d, exists(d)
}

// exists reports whether a day is in the calendar.
func exists(d journal.Date) bool { return d == journal.DateOf(d.In(time.UTC)) }

// within returns an error for a day outside the years that a journal accepts.
func within(d journal.Date, now time.Time) (time.Time, error) {
	if d.Year < journal.FirstYear || d.Year > journal.LastYear {
		return time.Time{}, errors.New(wording.Say("the-year-has-to-be-between-first",
			wording.V{"First": strconv.Itoa(journal.FirstYear), "Last": strconv.Itoa(journal.LastYear)}))
	}
	return d.In(now.Location()), nil
}
