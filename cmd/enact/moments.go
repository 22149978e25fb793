package main

import (
	"strings"
	"time"

	"enactive/journal"
)

// day parses the date of a flag: 2026-11-23, today or yesterday. An empty text is the zero date.
func (s *session) day(flag, text string) (journal.Date, error) {
	today := journal.DateOf(s.env.now())
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "":
		return journal.Date{}, nil
	case "today":
		return today, nil
	case "yesterday":
		return today.AddDays(-1), nil
	}
	d, err := journal.ParseDate(strings.TrimSpace(text))
	if err != nil || d.Year < journal.FirstYear || d.Year > journal.LastYear {
		return journal.Date{}, misuse("%s is %q; it must be a day of the calendar like 2026-11-23, or today, or yesterday", flag, text)
	}
	return d, nil
}

// days parses a range of days and rejects one that ends before it begins.
func (s *session) days(fromFlag, from, toFlag, to string) (first, last journal.Date, err error) {
	if first, err = s.day(fromFlag, from); err != nil {
		return first, last, err
	}
	if last, err = s.day(toFlag, to); err != nil {
		return first, last, err
	}
	if !first.IsZero() && !last.IsZero() && last.Before(first) {
		return first, last, misuse("%s %s is after %s %s; swap them", fromFlag, first, toFlag, last)
	}
	return first, last, nil
}

// moment parses the time of a flag. A day alone means its noon, as in files, because at noon the
// day is least likely to differ in another zone; a time alone means today. Without an offset, the
// zone is that of the time it replaces.
func (s *session) moment(flag, text string, before time.Time) (time.Time, error) {
	now := s.env.now()
	text = strings.TrimSpace(text)
	wrong := misuse("%s is %q; it must be a day of the calendar and a time, like \"2026-11-23 18:05\", or only the day, or only the time, or now, today, yesterday", flag, text)
	dayText, clockText := text, ""
	switch {
	case strings.EqualFold(text, "now"), strings.EqualFold(text, "today"):
		return now, nil
	case isClockLike(text):
		dayText, clockText = "today", text
	default:
		if t, ok := parseWithOffset(text); ok {
			return t, nil
		}
		if d, clock, ok := splitClock(text); ok {
			dayText, clockText = d, clock
		}
	}
	d, err := s.day(flag, dayText)
	if err != nil || d.IsZero() {
		return time.Time{}, wrong
	}
	clock := 12 * time.Hour
	if clockText != "" {
		var ok bool
		if clock, ok = parseClock(clockText); !ok {
			return time.Time{}, wrong
		}
	}
	h, m, sec := int(clock.Hours()), int(clock.Minutes())%60, int(clock.Seconds())%60
	return time.Date(d.Year, d.Month, d.Day, h, m, sec, 0, journal.ZoneOf(before, now.Location())), nil
}

// splitClock splits "yesterday 18:05" and "2026-11-23T18:05" into day and time.
func splitClock(text string) (day, clock string, ok bool) {
	if i := strings.LastIndexByte(text, ' '); i >= 0 {
		return text[:i], text[i+1:], isClockLike(text[i+1:])
	}
	if i := len(time.DateOnly); len(text) > i && text[i] == 'T' {
		return text[:i], text[i+1:], isClockLike(text[i+1:])
	}
	return "", "", false
}

func parseWithOffset(text string) (time.Time, bool) {
	text = strings.Replace(text, " ", "T", 1)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z0700"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// isClockLike reports whether text has the form of a time of day, even an impossible one.
func isClockLike(text string) bool {
	return strings.Contains(text, ":") && strings.Trim(text, "0123456789:") == ""
}

func parseClock(text string) (time.Duration, bool) {
	for _, layout := range []string{"15:04", "15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Sub(t.Truncate(24 * time.Hour)), true
		}
	}
	return 0, false
}
