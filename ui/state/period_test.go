package state

import (
	"testing"

	"enactive/journal"
)

func TestPeriodsAreSeenFromTheDay(t *testing.T) {
	for _, c := range []struct{ day, name, want string }{
		{"2026-03-15", "All time", "Everything up to 15 March 2026."},
		{"2026-03-15", "Last year", "16 March 2025 to 15 March 2026."},
		{"2026-03-15", "Last 90 days", "16 December 2025 to 15 March 2026."},
		{"2026-03-15", "Last 30 days", "14 February 2026 to 15 March 2026."},
		{"2026-03-15", "This month", "1 March 2026 to 15 March 2026."},
		{"2026-03-15", "Last month", "1 February 2026 to 28 February 2026."},
		{"2026-01-31", "Last month", "1 December 2025 to 31 December 2025."},
		{"2028-03-01", "Last month", "1 February 2028 to 29 February 2028."},
		{"2026-03-01", "This month", "1 March 2026 to 1 March 2026."},
	} {
		t.Run(c.name+" seen from "+c.day, func(t *testing.T) {
			look, err := LookAt(period(t, c.name), "", day(t, c.day))
			if err != nil || look.Words() != c.want {
				t.Errorf("it is %q, %v, want %q", look.Words(), err, c.want)
			}
		})
	}
}

func TestAsOfADayTakesItForToday(t *testing.T) {
	today := day(t, "2026-11-23")
	for _, c := range []struct{ name, period, typed, want string }{
		{"what a report for March said", "This month", "2026-03-31", "1 March 2026 to 31 March 2026, as it was known on 31 March 2026."},
		{"all that was known then", "All time", " 2026-03-31 ", "Everything up to 31 March 2026, as it was known on 31 March 2026."},
		{"today is no other day", "All time", "2026-11-23", "Everything up to 23 November 2026."},
		{"a day to come is not known yet", "This month", "2027-01-01", "1 November 2026 to 23 November 2026."},
		{"half a day typed", "All time", "2026-03-3", ""},
		{"no day of the calendar", "All time", "2026-02-30", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			look, err := LookAt(period(t, c.period), c.typed, today)
			if c.want == "" {
				if err == nil {
					t.Errorf("%q was read as %q", c.typed, look.Words())
				}
				return
			}
			if err != nil || look.Words() != c.want {
				t.Errorf("%q is %q, %v, want %q", c.typed, look.Words(), err, c.want)
			}
		})
	}
}

func period(t *testing.T, name string) Period {
	t.Helper()
	for _, p := range Periods() {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("there is no period %q", name)
	return Period{}
}

func day(t *testing.T, s string) journal.Date {
	t.Helper()
	d, err := journal.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
