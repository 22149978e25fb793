package saidtime

import (
	"strings"
	"time"

	"enactive/journal/table"
)

// clock reads a time of day, as the time since midnight.
func (r Reader) clock(text string) (time.Duration, bool) {
	lower := strings.ToLower(text)
	for _, w := range words(lower) {
		if _, weekday := table.WeekdayNamed(w); weekday { // package table passes over them
			return 0, false
		}
	}
	for _, l := range r.speeches() {
		if rest, ok := cutFront(l.at, lower); ok {
			if c, ok := r.clockIn(l, rest); ok {
				return c, true
			}
		}
		if c, ok := r.clockIn(l, lower); ok {
			return c, true
		}
	}
	return 0, false
}

func (r Reader) clockIn(l speech, text string) (time.Duration, bool) {
	switch {
	case is(l.noon, text):
		return 12 * time.Hour, true
	case is(l.midnight, text):
		return 0, true
	}
	// 9 Uhr, 21h, 21 Uhr 30
	if hour, rest := number(text); rest != text && hour < 24 {
		rest = strings.TrimLeft(rest, " ")
		for mark := range strings.SplitSeq(l.hour, "|") {
			behind, ok := strings.CutPrefix(rest, mark)
			if !ok {
				continue
			}
			if behind == "" {
				return time.Duration(hour) * time.Hour, true
			}
			minute, end := number(strings.TrimLeft(behind, " "))
			if end == "" && minute > 0 && minute < 60 {
				return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute, true
			}
		}
	}
	m, err := read(text, table.DateReader{})
	if err != nil || m.HasDate || !m.HasTime || m.HasZone || m.OfDay >= 24*time.Hour {
		return 0, false
	}
	return m.OfDay, true
}

func (r Reader) zone() *time.Location {
	if r.Zone == nil {
		return r.Now.Location()
	}
	return r.Zone
}

// place returns the moment at which the clocks of the zone show a time. If they show it twice, it
// is the first of them; if they jump over it, the error is Skipped.
func (r Reader) place(d date, clock time.Duration) (time.Time, error) {
	if d.year < 1 || d.year > 9999 {
		return time.Time{}, problem(NoSuchDay)
	}
	want := d.utc().Add(clock)
	at, begin, ok := wallClock(want, r.zone())
	if !ok {
		return time.Time{}, problem(Skipped, reading(begin.Add(-time.Nanosecond)).Add(time.Nanosecond), reading(begin))
	}
	return at, nil
}

// wallClock returns the first moment at which the clocks of zone read as want does in UTC. If there
// is none, jump is when they jump over it.
func wallClock(want time.Time, zone *time.Location) (at, jump time.Time, ok bool) {
	near := time.Date(want.Year(), want.Month(), want.Day(), want.Hour(), want.Minute(), want.Second(), want.Nanosecond(), zone)
	begin, end := near.ZoneBounds()
	if !begin.IsZero() {
		before := begin.Add(-time.Nanosecond)
		_, now := near.Zone()
		_, then := before.Zone()
		if earlier := near.Add(time.Duration(now-then) * time.Second); earlier.Before(begin) && reading(earlier).Equal(want) {
			return earlier, time.Time{}, true
		}
	}
	switch got := reading(near); {
	case got.Equal(want):
		return near, time.Time{}, true
	case got.After(want):
		return time.Time{}, begin, false
	}
	return time.Time{}, end, false
}

// reading returns what the clocks show at t, as if it were UTC.
func reading(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// Format writes a moment with its day of the week so that a Reader of the same zone reads it back to
// the second: "Friday 27 November 2026 21:00". The offset follows if it is not the zone's own, or
// if the clocks show that time twice.
func Format(t time.Time, zone *time.Location) string {
	t = t.Truncate(time.Second)
	text := t.Format("Monday 2 January 2006 15:04")
	if t.Second() != 0 {
		text = t.Format("Monday 2 January 2006 15:04:05")
	}
	at, _, ok := wallClock(reading(t), zone)
	if ok && at.Equal(t) && !isRepeated(at) {
		return text
	}
	return text + t.Format(" -07:00")
}

// isRepeated reports whether the clocks show the time of at again after it.
func isRepeated(at time.Time) bool {
	_, end := at.ZoneBounds()
	if end.IsZero() {
		return false
	}
	_, now := at.Zone()
	_, then := end.Zone()
	again := at.Add(time.Duration(now-then) * time.Second)
	return now > then && !again.Before(end)
}
