package exchange

import (
	"strconv"
	"strings"
	"time"

	"enactive/journal/fault"
)

// momentReader caches the last time: the times of one row are often the same.
type momentReader struct {
	loc  *time.Location
	text string
	last moment
}

// read is a cached parseMoment.
func (r *momentReader) read(s string) (moment, bool) {
	if s == r.text && s != "" {
		return r.last, true
	}
	m, ok := parseMoment(s, r.loc)
	if ok {
		r.text, r.last = s, m
	}
	return m, ok
}

// moment is a time in a file.
type moment struct {
	// at is the moment itself.
	at time.Time
	// written is the time in the file, regardless of the zone of this machine: at, or the clock
	// time as UTC if the file has no offset. Ids are derived from it.
	written time.Time
}

func wantMoment() fault.Message {
	return fault.Text("a-day-that-exists-and-a-time-like", fault.V{"Example": "2026-11-23T18:05:00+01:00"})
}

// parseMoment parses a date and time in RFC 3339, also with a blank in place of the T, without
// the seconds, without the offset (then in loc), with a twelve-hour clock such as 9:05 pm, or
// a date alone. A bare date is noon in loc, the hour that is least likely to be another day in
// another zone.
func parseMoment(s string, loc *time.Location) (moment, bool) {
	s = strings.TrimSpace(s)
	if len(s) == len("2006-01-02T15:04:05Z") || len(s) == len("2006-01-02T15:04:05+01:00") {
		if t, err := time.Parse(time.RFC3339, s); err == nil { // the format of our own exports
			return moment{at: t, written: t}, true
		}
	}
	if len(s) == len(time.DateOnly) {
		day, err := time.Parse(time.DateOnly, s)
		if err != nil {
			return moment{}, false
		}
		return floating(day.Add(12*time.Hour), loc), true
	}
	if len(s) < len("2006-01-02T1:04") || s[10] != 'T' && s[10] != ' ' {
		return moment{}, false
	}
	if clock, ok := twelveHours(s[11:]); ok {
		t, err := time.Parse("2006-01-02 3:04:05PM", s[:10]+" "+clock)
		if err != nil {
			return moment{}, false
		}
		return floating(t, loc), true
	}
	if s[10] == ' ' {
		s = s[:10] + "T" + strings.TrimLeft(s[11:], " ")
	}
	clock := s[11:]
	offset := strings.IndexAny(clock, "Zz+-")
	seconds := strings.Count(clock, ":") >= 2
	if offset >= 0 {
		seconds = strings.Count(clock[:offset], ":") >= 2
	}
	layout := "2006-01-02T15:04"
	if seconds {
		layout += ":05"
	}
	switch {
	case offset < 0:
		t, err := time.Parse(layout, s)
		if err != nil {
			return moment{}, false
		}
		return floating(t, loc), true
	case strings.Contains(clock[offset:], ":") || len(clock) == offset+1:
		layout += "Z07:00"
	default:
		layout += "Z0700"
	}
	t, err := time.Parse(layout, s)
	if err != nil {
		return moment{}, false
	}
	return moment{at: t, written: t}, true
}

// twelveHours normalises a twelve-hour time such as "9:05 pm" or "9:05:10 P.M." to
// "9:05:10PM"; ok reports whether it is one.
func twelveHours(clock string) (written string, ok bool) {
	clock = strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(clock), ".", ""))
	half := clock[max(0, len(clock)-2):]
	if half != "AM" && half != "PM" {
		return "", false
	}
	clock = strings.TrimSpace(strings.TrimSuffix(clock, half))
	if strings.Count(clock, ":") < 2 {
		clock += ":00"
	}
	return clock + half, true
}

// floating converts a clock time, represented as UTC, to a moment in loc.
func floating(clock time.Time, loc *time.Location) moment {
	y, m, d := clock.Date()
	at := time.Date(y, m, d, clock.Hour(), clock.Minute(), clock.Second(), 0, loc)
	return moment{at: at, written: clock}
}

func appendMoment(dst []byte, t time.Time) []byte {
	if t.IsZero() {
		return dst
	}
	return t.AppendFormat(dst, time.RFC3339)
}

// parseNumber parses a plain decimal number; it rejects infinity, NaN, hexadecimal digits and
// a decimal comma.
func parseNumber(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9', c == '.', c == '-', c == '+', c == 'e', c == 'E':
		default:
			return 0, false
		}
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil
}
