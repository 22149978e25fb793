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
			if look := LookAt(period(t, c.name), journal.Date{}, day(t, c.day)); look.Words() != c.want {
				t.Errorf("it is %q, want %q", look.Words(), c.want)
			}
		})
	}
}

func TestAsOfADayUsesThatDayAsToday(t *testing.T) {
	today := day(t, "2026-11-23")
	for _, c := range []struct{ name, period, asOf, want string }{
		{"what a report for March said", "This month", "2026-03-31", "1 March 2026 to 31 March 2026, as it was known on 31 March 2026."},
		{"all that was known then", "All time", "2026-03-31", "Everything up to 31 March 2026, as it was known on 31 March 2026."},
		{"today is no other day", "All time", "2026-11-23", "Everything up to 23 November 2026."},
		{"a day to come is not known yet", "This month", "2027-01-01", "1 November 2026 to 23 November 2026."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if look := LookAt(period(t, c.period), day(t, c.asOf), today); look.Words() != c.want {
				t.Errorf("%s is %q, want %q", c.asOf, look.Words(), c.want)
			}
		})
	}
}

func period(t *testing.T, name string) Period {
	t.Helper()
	for _, p := range Periods() {
		if p.Name.String() == name {
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

func TestACustomRangeIsOrderedAndEndsToday(t *testing.T) {
	today := day(t, "2026-03-04")
	for _, c := range []struct{ from, to, want string }{
		{"2026-01-01", "2026-01-31", "1 January 2026 to 31 January 2026."},
		{"2026-01-31", "2026-01-01", "1 January 2026 to 31 January 2026."},
		{"2026-01-31", "2027-01-01", "31 January 2026 to 4 March 2026."},
		{"", "2026-01-31", "Everything up to 31 January 2026."},
		{"2026-01-31", "", "31 January 2026 to 4 March 2026."},
	} {
		var from, to journal.Date
		if c.from != "" {
			from = day(t, c.from)
		}
		if c.to != "" {
			to = day(t, c.to)
		}
		if got := LookBetween(from, to, today).Words(); got != c.want {
			t.Errorf("%s to %s is %q, want %q", c.from, c.to, got, c.want)
		}
	}
}
