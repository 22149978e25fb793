package state

import (
	"strings"
	"testing"
	"time"

	"enactive/journal/wording"
)

// speaking has days written in a form until the test ends.
func speaking(t *testing.T, form wording.DayForm) {
	t.Helper()
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	wording.Speak(wording.Voice{Days: form})
}

func TestADayIsReadInTheFormOfThePerson(t *testing.T) {
	now := time.Date(2026, 3, 4, 18, 5, 0, 0, time.FixedZone("", 3600))
	for _, c := range []struct {
		name  string
		form  wording.DayForm
		typed string
		want  string // "" where it cannot be read
	}{
		{"the year may come first in every form", wording.DayDotted, "2026-01-09", "2026-01-09"},
		{"also without zeros", wording.AsSpoken, "2026-1-9", "2026-01-09"},
		{"dots put the day first", wording.AsSpoken, "9.1.2026", "2026-01-09"},
		{"the day's form with dots", wording.DayDotted, "09.01.2026", "2026-01-09"},
		{"a year of two figures is of this century", wording.DayDotted, "9.1.26", "2026-01-09"},
		{"the year may be left out", wording.DayDotted, "24.12.", "2026-12-24"},
		{"slashes with the day first", wording.DaySlashed, "9/1/2026", "2026-01-09"},
		{"slashes with the month first", wording.MonthFirst, "9/1/2026", "2026-09-01"},
		{"nobody knows what slashes mean otherwise", wording.AsSpoken, "9/1/2026", ""},
		{"a month and a day", wording.AsSpoken, "01-09", "2026-01-09"},
		{"today", wording.AsSpoken, " Today ", "2026-03-04"},
		{"yesterday", wording.AsSpoken, "yesterday", "2026-03-03"},
		{"tomorrow", wording.AsSpoken, "tomorrow", "2026-03-05"},
		{"days back", wording.AsSpoken, "-4", "2026-02-28"},
		{"days ahead", wording.AsSpoken, "+28", "2026-04-01"},
		{"a day that does not exist", wording.AsSpoken, "2026-02-30", ""},
		{"a year that is out of reach", wording.AsSpoken, "1626-02-20", ""},
		{"as one says it", wording.AsSpoken, "last Monday", "2026-03-02"},
		{"a month by its name", wording.DayDotted, "9 Jan 2025", "2025-01-09"},
		{"ISO after the order of Japan", wording.YearSlash, "2026-01-09", "2026-01-09"},
		{"the order of Japan", wording.YearSlash, "2026/1/9", "2026-01-09"},
		{"nothing", wording.AsSpoken, "", ""},
		{"a word", wording.AsSpoken, "soon", ""},
		{"one number", wording.AsSpoken, "12", ""},
		{"a long number", wording.AsSpoken, "99999999999999999999-01-01", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			speaking(t, c.form)
			got, err := TypedDay(c.typed, now)
			if c.want == "" {
				if err == nil {
					t.Fatalf("TypedDay(%q) = %v, want an error", c.typed, got)
				}
				return
			}
			if err != nil || got.Format(time.DateTime) != c.want+" 00:00:00" || got.Location() != now.Location() {
				t.Errorf("TypedDay(%q) = %v, %v; want %s", c.typed, got, err, c.want)
			}
		})
	}
}

func TestAMomentMayOmitItsDayOrTime(t *testing.T) {
	zone := time.FixedZone("", 3600)
	now, usual := time.Date(2026, 3, 4, 18, 5, 0, 0, zone), time.Date(2025, 1, 1, 7, 30, 9, 0, zone)
	for typed, want := range map[string]string{
		"2026-03-01 07:45":    "2026-03-01 07:45:00",
		"2026-03-01T07:45:10": "2026-03-01 07:45:10",
		"yesterday 9:15":      "2026-03-03 09:15:00",
		"1.3.2026 23:59":      "2026-03-01 23:59:00",
		"20:00":               "2026-03-04 20:00:00",
		"yesterday":           "2026-03-03 07:30:09",
		"2026-03-01":          "2026-03-01 07:30:09",
		"last Monday 21:00":   "2026-03-02 21:00:00",
		"now":                 "2026-03-04 18:05:00",
	} {
		got, err := TypedMoment(typed, now, usual)
		if err != nil || got.Format(time.DateTime) != want || got.Location() != zone {
			t.Errorf("TypedMoment(%q) = %v, %v; want %s", typed, got, err, want)
		}
	}
	for typed, says := range map[string]string{
		"":                 "2026-03-04 18:05",
		"soon":             "2026-03-04 18:05",
		"2026-02-31 10:00": "2026-03-04 18:05",
		"2026-03-01 25:00": "not a time of day",
		"1:2:3:4":          "not a time of day",
	} {
		_, err := TypedMoment(typed, now, usual)
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("TypedMoment(%q) says %v, want %q in it", typed, err, says)
		}
	}
}
