package exchange

import (
	"strconv"
	"strings"
	"time"

	"enactive/journal/fault"
)

// momentReader remembers the time it read last: the times of one row are often the same.
type momentReader struct {
	loc  *time.Location
	text string
	last moment
}

// read is parseMoment.
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

// moment is a time as a file tells it.
type moment struct {
	// at is the moment itself.
	at time.Time
	// told is what the file says, whatever the zone of this machine: at, or the reading of
	// the clock as if it were UTC where the file names no offset. Ids are made from it.
	told time.Time
}

func wantMoment() fault.Message {
	return fault.Text("a-day-that-exists-and-a-time-like", fault.V{"Example": "2026-11-23T18:05:00+01:00"})
}

// parseMoment reads a date and time in RFC 3339, also with a blank in place of the T, without
// the seconds, without the offset (then the clock is that of loc), with a clock of twelve hours
// such as 9:05 pm, or as a date alone. A bare date is noon at loc: the hour at which a day is
// least likely to become another one when it is read in another zone.
func parseMoment(s string, loc *time.Location) (moment, bool) {
	s = strings.TrimSpace(s)
	if len(s) == len("2006-01-02T15:04:05Z") || len(s) == len("2006-01-02T15:04:05+01:00") {
		if t, err := time.Parse(time.RFC3339, s); err == nil { // as our own exports have it
			return moment{at: t, told: t}, true
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
	return moment{at: t, told: t}, true
}

// twelveHours writes a clock such as "9:05 pm" or "9:05:10 P.M." as "9:05:10PM"; ok reports
// whether it is one.
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

// floating gives the reading of a clock, held as UTC, its place.
func floating(clock time.Time, loc *time.Location) moment {
	y, m, d := clock.Date()
	at := time.Date(y, m, d, clock.Hour(), clock.Minute(), clock.Second(), 0, loc)
	return moment{at: at, told: clock}
}

func appendMoment(dst []byte, t time.Time) []byte {
	if t.IsZero() {
		return dst
	}
	return t.AppendFormat(dst, time.RFC3339)
}

// parseNumber reads a plain decimal number; infinity, NaN, hexadecimal digits and a
// decimal comma are none.
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
