package table

import (
	"strings"
	"unicode"
)

// DurationForm is what a duration of two parts such as 7:02 means.
type DurationForm byte

// The forms of durations.
const (
	DurationNone   DurationForm = iota
	MinutesSeconds              // 7:02 is 7 minutes and 2 seconds
	HoursMinutes                // 7:02 is 7 hours and 2 minutes
)

// String returns m:s, h:m or nothing.
func (f DurationForm) String() string { return [...]string{"", "m:s", "h:m"}[f] }

// ParseDurationForm reads what String writes.
func ParseDurationForm(s string) (DurationForm, bool) {
	for _, f := range []DurationForm{DurationNone, MinutesSeconds, HoursMinutes} {
		if f.String() == s {
			return f, true
		}
	}
	return DurationNone, false
}

// durationParts is a duration as it is written.
type durationParts struct {
	two      bool    // of two parts, whose form is not clear
	first    float64 // of two parts
	second   float64
	minutes  float64 // of all others
	metres   bool    // only m is named, which may be metres
	marked   bool    // with units, not with colons
	fraction bool    // of two parts and parts of a second, which are minutes and seconds
}

// read is the duration in minutes.
func (p *durationParts) read(f DurationForm) (minutes float64, ok bool) {
	switch {
	case !p.two:
		return p.minutes, true
	case f == MinutesSeconds:
		return p.first + p.second/60, true
	case f == HoursMinutes:
		return p.first*60 + p.second, true
	}
	return 0, false
}

// parseDuration takes a duration apart: 7:02, 1:02:33, 2 days 1:02:33, 7:02 h, 1h 20m, 1h05, 45 min, PT1H20M.
func parseDuration(s string) (p durationParts, ok bool) {
	if len(s) == 0 || len(s) > maxNumber {
		return p, false
	}
	if strings.IndexByte(s, ':') < 0 {
		return unitDuration(s)
	}
	days, clock := cutDays(s)
	clock, unit := cutDurationUnit(clock)
	if p, ok = colonDuration(clock); !ok {
		return p, false
	}
	switch {
	case unit == 0:
	case unit == 60 && p.two:
		p.minutes, _ = p.read(HoursMinutes)
	case unit == 1 && (p.two || p.fraction):
		if p.two {
			p.minutes, _ = p.read(MinutesSeconds)
		}
	case unit != 60 || p.fraction:
		return p, false
	}
	if days >= 0 {
		if p.two && unit == 0 || p.fraction {
			return p, false
		}
		p.minutes += days * 1440
	}
	if unit > 0 || days >= 0 {
		p.two, p.fraction, p.marked = false, false, true
	}
	return p, true
}

// cutDays takes the days off 2 days, 1:02:33; days is -1 if there are none.
func cutDays(s string) (days float64, clock string) {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	word := letters(trim(s[n:]))
	if n == 0 || n > 5 || unitOf(word) != 1440 {
		return -1, s
	}
	days, _ = decimal(s[:n], "", 0)
	return days, trim(strings.TrimPrefix(trim(s[n:])[len(word):], ","))
}

// cutDurationUnit takes the unit off 7:02 h, in minutes.
func cutDurationUnit(s string) (clock string, unit float64) {
	_, last := digitsIn(s)
	unit = unitOf(strings.TrimSuffix(trim(s[last+1:]), "."))
	if unit == 0 {
		return s, 0
	}
	return trim(s[:last+1]), unit
}

// colonDuration reads 7:02, 7:02.5 or 1:02:33.
func colonDuration(s string) (p durationParts, ok bool) {
	var parts [3]float64
	n := 0
	fraction := false
	for i := 0; i < len(s); n++ {
		begin := i
		for i < len(s) && isDigit(s[i]) {
			parts[min(n, 2)] = parts[min(n, 2)]*10 + float64(s[i]-'0')
			i++
		}
		digits := i - begin
		if n == 3 || digits == 0 || digits > 5 || n > 0 && (digits != 2 || parts[n] >= 60) {
			return p, false
		}
		if i < len(s) && n > 0 && (s[i] == '.' || s[i] == ',') {
			rest := s[i+1:]
			if rest == "" || len(rest) > 9 || !onlyDigits(rest) {
				return p, false
			}
			x, _ := decimal("", rest, 0)
			parts[n], fraction, i = parts[n]+x, true, len(s)
		}
		if i < len(s) {
			if s[i] != ':' || i+1 == len(s) {
				return p, false
			}
			i++
		}
	}
	switch {
	case n == 3:
		p.minutes = parts[0]*60 + parts[1] + parts[2]/60
	case n == 2 && fraction:
		p.minutes, p.fraction = parts[0]+parts[1]/60, true
	case n == 2:
		p.two, p.first, p.second = true, parts[0], parts[1]
	default:
		return p, false
	}
	return p, true
}

// durationUnits are the units of durations, in minutes.
var durationUnits = map[string]float64{
	"d": 1440, "day": 1440, "days": 1440, "tag": 1440, "tage": 1440, "jour": 1440, "jours": 1440, "día": 1440, "días": 1440, "dia": 1440, "dias": 1440, "日": 1440,
	"h": 60, "hr": 60, "hrs": 60, "hour": 60, "hours": 60, "std": 60, "stunde": 60, "stunden": 60, "heure": 60, "heures": 60, "hora": 60, "horas": 60, "時間": 60,
	"m": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1, "minuten": 1, "minuto": 1, "minutos": 1, "分": 1, "分間": 1,
	"s": 1. / 60, "sec": 1. / 60, "secs": 1. / 60, "second": 1. / 60, "seconds": 1. / 60, "sek": 1. / 60, "sekunde": 1. / 60, "sekunden": 1. / 60, "seconde": 1. / 60, "secondes": 1. / 60, "segundo": 1. / 60, "segundos": 1. / 60, "秒": 1. / 60,
}

// unitDuration reads numbers with units, the larger ones first.
func unitDuration(s string) (p durationParts, ok bool) {
	if rest, iso := strings.CutPrefix(s, "P"); iso {
		days, clock, _ := strings.Cut(rest, "T")
		if strings.ContainsAny(days, "YMW") { // months have no length
			return p, false
		}
		s = days + " " + clock
	}
	last, parts := 1e9, 0
	p.marked = true
	for s = trim(s); s != ""; parts++ {
		n := numberLength(s)
		x, isNumber := decimalCore(s[:n])
		word := letters(trim(s[n:]))
		scale := unitOf(word)
		if word == "" && last == 60 && n == 2 && len(s) == 2 && s[0] < '6' { // 1h05
			scale = 1
		}
		if !isNumber || scale == 0 || scale >= last {
			return p, false
		}
		p.metres = parts == 0 && (word == "m" || word == "M")
		p.minutes += x * scale
		last = scale
		s = trim(strings.TrimPrefix(trim(s[n:])[len(word):], "."))
		s = trim(strings.TrimPrefix(s, ","))
	}
	return p, parts > 0
}

func unitOf(word string) float64 {
	if scale, ok := durationUnits[word]; ok {
		return scale
	}
	return durationUnits[strings.ToLower(word)]
}

// numberLength is how many bytes of digits, with one mark, s begins with.
func numberLength(s string) int {
	i, marks := 0, 0
	for i < len(s) && (isDigit(s[i]) || i > 0 && marks == 0 && (s[i] == '.' || s[i] == ',') && i+1 < len(s) && isDigit(s[i+1])) {
		if !isDigit(s[i]) {
			marks++
		}
		i++
	}
	return i
}

// decimalCore reads a number in which point and comma both are decimal marks. One with three
// digits behind it may mark thousands, and is not read.
func decimalCore(s string) (float64, bool) {
	whole, fraction := s, ""
	if i := strings.IndexAny(s, ".,"); i >= 0 {
		whole, fraction = s[:i], s[i+1:]
	}
	if s == "" || len(fraction) == 3 {
		return 0, false
	}
	return decimal(whole, fraction, 0)
}

func letters(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return s[:i]
		}
	}
	return s
}
