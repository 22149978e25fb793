package saidtime

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"enactive/journal/table"
)

// Reader reads what a person says about a day or a time.
type Reader struct {
	// Now is the current time, in the zone whose day is today.
	Now time.Time
	// Zone is that of times that name none; nil is that of Now.
	Zone *time.Location
	// Locale has the languages besides English, and the order of numeric dates.
	Locale Locale
	// Ahead is true for what is yet to come: a day of the week is the next one, and a day without
	// a year or a time alone is the next from now on. Otherwise a day of the week is the last one
	// before today, a day without a year the last one up to today, and a time alone one of today.
	Ahead bool
}

// Reading is what a text means.
type Reading struct {
	// At is the moment. A day alone is its noon, the hour at which it is least likely to become
	// another day in another zone; today alone is now.
	At time.Time
	// HasTime is true if a time of day was said.
	HasTime bool
	// Exact is true for a date with its year, month and day, which leaves nothing to understand.
	Exact bool

	loose bool // may well be something else at the beginning of a text
}

// maxText is the most bytes of a day and time.
const maxText = 80

// Read reads a text. Its error is an *Error.
func (r Reader) Read(text string) (Reading, error) {
	got, err := r.read(normal(text))
	if e := new(Error); errors.As(err, &e) {
		e.Text = strings.TrimSpace(text)
		if got.loose {
			return Reading{loose: true}, e
		}
		return Reading{}, e
	}
	return got, err
}

func problem(kind Kind, readings ...time.Time) error { return &Error{Kind: kind, Readings: readings} }

// normal returns text in one form of its characters, with single blanks. The capitals stay, because
// zones have them.
func normal(text string) string {
	if len(text) > 4*maxText {
		return ""
	}
	text = norm.NFC.String(width.Fold.String(strings.ToValidUTF8(text, "\uFFFD")))
	text = strings.ReplaceAll(text, "\u2019", "'")
	text = strings.Join(strings.FieldsFunc(text, func(c rune) bool { return unicode.IsSpace(c) || c == '\uFEFF' }), " ")
	if len(text) > maxText {
		return ""
	}
	return text
}

// read reads a normal text: as a whole, or as a day and a time in either order.
func (r Reader) read(text string) (Reading, error) {
	if text == "" {
		return Reading{}, problem(NotATime)
	}
	if got, err := r.whole(text); isDecided(err) {
		return got, err
	}
	for _, i := range cuts(text) {
		front, back := strings.TrimRight(text[:i], " ,"), strings.TrimLeft(text[i:], " ,")
		for _, parts := range [][2]string{{front, back}, {back, front}} {
			clock, ok := r.clock(parts[1])
			if !ok {
				continue
			}
			d, err := r.day(parts[0])
			if !isDecided(err) {
				continue
			}
			if err != nil || d.instant || d.hasTime {
				return Reading{}, orNotATime(err)
			}
			at, err := r.place(d.date, clock)
			return Reading{At: at, HasTime: true, Exact: d.exact}, err
		}
	}
	return Reading{}, problem(NotATime)
}

// isDecided reports whether a text is understood, even if as something impossible.
func isDecided(err error) bool {
	e := new(Error)
	return !errors.As(err, &e) || e.Kind != NotATime
}

func orNotATime(err error) error {
	if err == nil {
		return problem(NotATime)
	}
	return err
}

// cuts returns where a day and a time may meet: at blanks, and everywhere in Japanese.
func cuts(text string) []int {
	var at []int
	for i, c := range text {
		if i > 0 && (c == ' ' || isWide(text)) {
			at = append(at, i)
		}
	}
	return at
}

// whole reads a text that is not a day and a time in words.
func (r Reader) whole(text string) (Reading, error) {
	lower := strings.ToLower(text)
	for _, l := range r.speeches() {
		if is(l.now, lower) {
			return Reading{At: r.Now, HasTime: true, loose: true}, nil
		}
	}
	d, err := r.day(text)
	if err == nil {
		return r.alone(d)
	}
	if isDecided(err) {
		return Reading{loose: d.loose}, err
	}
	if clock, ok := r.clock(text); ok {
		day := dateOf(r.Now)
		at, err := r.place(day, clock)
		if err == nil && r.Ahead && at.Before(r.Now) {
			at, err = r.place(day.plus(1), clock)
		}
		return Reading{At: at, HasTime: true, loose: true}, err
	}
	return Reading{}, problem(NotATime)
}

// alone returns the moment of a day without a time in words.
func (r Reader) alone(d day) (Reading, error) {
	got := Reading{At: d.at, HasTime: d.hasTime, Exact: d.exact, loose: d.loose}
	switch {
	case d.instant:
		return got, nil
	case d.hasTime:
		at, err := r.place(d.date, d.clock)
		got.At = at
		return got, err
	case !d.exact && !d.named && d.date == dateOf(r.Now):
		got.At = r.Now
		return got, nil
	}
	at, err := r.place(d.date, 12*time.Hour)
	got.At = at
	return got, err
}

// speeches returns the languages that are read.
func (r Reader) speeches() []speech {
	return slices.DeleteFunc(slices.Clone(speeches), func(l speech) bool {
		return l.language != "en" && !slices.Contains(r.Locale.Languages, l.language)
	})
}

// languages returns their codes, and those that only package table knows.
func (r Reader) languages() []string { return append([]string{"en"}, r.Locale.Languages...) }

// Examples returns texts that Read takes, in the person's language first: two days, a day with a
// time, and the same in numbers.
func (r Reader) Examples() (ofDays, ofTimes []string) {
	all := r.speeches()
	l := all[len(all)-1]
	ofDays = append(ofDays, l.examples[0], l.examples[1])
	if l.language != "en" {
		ofDays = append(ofDays, "yesterday")
	}
	return append(ofDays, "28 Nov", "2026-11-23"), []string{l.examples[2], l.examples[0], l.examples[1], "28 Nov 9pm", "2026-11-23 18:05"}
}

// spokenHere reports whether no word of text is a month or a day of the week in other languages alone.
func (r Reader) spokenHere(text string) bool {
	for _, w := range words(text) {
		_, month := table.MonthNamed(w)
		_, weekday := table.WeekdayNamed(w)
		_, ownMonth := table.MonthNamed(w, r.languages()...)
		_, ownWeekday := table.WeekdayNamed(w, r.languages()...)
		if (month || weekday) && !ownMonth && !ownWeekday {
			return false
		}
	}
	return true
}

// words returns the words of text in lower case.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsMark(c) && c != '-' })
}
