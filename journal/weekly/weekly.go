// Package weekly owns times that come again every week: days of the week and a time of day, as a
// clock on the wall shows it. They have no time zone: 19:00 is 19:00 wherever a person is.
package weekly

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Days is a set of days of the week.
type Days uint8

// Everyday is each day of the week.
const Everyday Days = 1<<7 - 1

// DaysOf returns the set of days.
func DaysOf(days ...time.Weekday) (d Days) {
	for _, day := range days {
		d |= 1 << day
	}
	return d
}

// Has reports whether a day is in the set.
func (d Days) Has(day time.Weekday) bool { return d&(1<<day) != 0 }

// With returns the set with a day, or without it.
func (d Days) With(day time.Weekday, in bool) Days {
	if in {
		return d | 1<<day
	}
	return d &^ (1 << day)
}

// List returns the days from the first day of a week on.
func (d Days) List(first time.Weekday) []time.Weekday {
	var all []time.Weekday
	for i := range 7 {
		if day := (first + time.Weekday(i)) % 7; d.Has(day) {
			all = append(all, day)
		}
	}
	return all
}

// Time is a time of some days of every week.
type Time struct {
	Days Days
	// Minute is the minute of the day, by the clock on the wall.
	Minute int
}

// IsValid reports whether there is such a time.
func (t Time) IsValid() bool {
	return t.Days != 0 && t.Days <= Everyday && t.Minute >= 0 && t.Minute < 24*60
}

// Clock returns the time of day as 15:04.
func (t Time) Clock() string { return fmt.Sprintf("%02d:%02d", t.Minute/60, t.Minute%60) }

// ErrTime is returned for a text that is no weekly time.
var ErrTime = errors.New("a weekly time is written like \"mon,thu 19:00\"")

// names are the days as String writes them.
func names() [7]string { return [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} }

// String writes the time as Parse reads it, such as "mon,thu 19:00".
func (t Time) String() string {
	var days []string
	for _, day := range t.Days.List(time.Monday) {
		days = append(days, names()[day])
	}
	return strings.Join(days, ",") + " " + t.Clock()
}

// Parse reads a time as String writes it.
func Parse(text string) (Time, error) {
	days, clock, _ := strings.Cut(strings.TrimSpace(text), " ")
	t := Time{}
	var err error
	if t.Days, err = ParseDays(days); err != nil {
		return Time{}, err
	}
	if t.Minute, err = ParseClock(clock); err != nil {
		return Time{}, err
	}
	return t, nil
}

// ParseDays reads English days, short or in full, with commas between them. "daily", "weekdays" and
// "weekend" stand for several.
func ParseDays(text string) (Days, error) {
	var d Days
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ',' || r == ' ' }) {
		switch word {
		case "daily", "everyday":
			d |= Everyday
			continue
		case "weekdays":
			d |= DaysOf(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday)
			continue
		case "weekend", "weekends":
			d |= DaysOf(time.Saturday, time.Sunday)
			continue
		}
		day, ok := dayNamed(word)
		if !ok {
			return 0, ErrTime
		}
		d = d.With(day, true)
	}
	if d == 0 {
		return 0, ErrTime
	}
	return d, nil
}

func dayNamed(word string) (time.Weekday, bool) {
	for i, name := range names() {
		full := strings.ToLower(time.Weekday(i).String())
		if len(word) >= len(name) && (strings.HasPrefix(full, word) || word == full+"s") {
			return time.Weekday(i), true
		}
	}
	return 0, false
}

// ParseClock reads a time of day such as 19:00, 7.30 or 19, and returns its minute.
func ParseClock(text string) (int, error) {
	hours, minutes, both := strings.Cut(strings.Replace(strings.TrimSpace(text), ".", ":", 1), ":")
	h, err := strconv.Atoi(hours)
	m := 0
	if err == nil && both {
		if len(minutes) != 2 {
			return 0, ErrTime
		}
		m, err = strconv.Atoi(minutes)
	}
	if err != nil || h < 0 || h > 23 || m < 0 || m > 59 || len(hours) > 2 || strings.ContainsAny(text, "+-") {
		return 0, ErrTime
	}
	return h*60 + m, nil
}

// Next returns the first moment after a moment, in its zone. It is zero if t is not valid.
//
// Where clocks are set forward over the time, it is as much after the leap as it would have been
// after its beginning: 2:30 is 3:30 on that day, as calendars have it (RFC 5545). Where the time
// comes twice because clocks are set back, it is the first of the two.
func (t Time) Next(after time.Time) time.Time {
	if !t.IsValid() {
		return time.Time{}
	}
	year, month, day := after.Date()
	for i := range 15 { // a week; and where a zone leaps over a whole day, one more
		noon := time.Date(year, month, day+i, 12, 0, 0, 0, time.UTC)
		if !t.Days.Has(noon.Weekday()) {
			continue
		}
		if at := onDay(noon.Add(time.Duration(t.Minute-12*60)*time.Minute), after.Location()); at.After(after) {
			return at
		}
	}
	return time.Time{}
}

// Between returns the last moment after from and not after to, or zero if there is none.
func (t Time) Between(from, to time.Time) time.Time {
	var last time.Time
	for at := t.Next(from); !at.IsZero() && !at.After(to); at = t.Next(at) {
		last = at
		if to.Sub(at) > 8*24*time.Hour { // after a long sleep the weeks before do not matter
			at = to.Add(-8 * 24 * time.Hour)
		}
	}
	return last
}

// onDay is when the clocks of a zone show what wall shows in UTC.
func onDay(wall time.Time, zone *time.Location) time.Time {
	const day = 24 * time.Hour
	offset := func(t time.Time) time.Duration {
		_, seconds := t.In(zone).Zone()
		return time.Duration(seconds) * time.Second
	}
	before, later := offset(wall.Add(-day)), offset(wall.Add(day))
	first, second := wall.Add(-before), wall.Add(-later)
	if offset(first) != before && offset(second) == later {
		return second.In(zone)
	}
	return first.In(zone)
}

// Calendar returns the time as systemd.time(7) has it, by the clock of the computer's zone.
func (t Time) Calendar() string {
	var days []string
	for _, day := range t.Days.List(time.Monday) {
		days = append(days, day.String()[:3])
	}
	prefix := strings.Join(days, ",") + " "
	if t.Days == Everyday {
		prefix = ""
	}
	return prefix + "*-*-* " + t.Clock() + ":00"
}
