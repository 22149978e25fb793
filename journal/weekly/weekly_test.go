package weekly_test

import (
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // the zones of the tests

	"pgregory.net/rapid"

	"enactive/journal/weekly"
)

func in(t *testing.T, zone, text string) time.Time {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", text, loc)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestTheNextMomentIsByTheClockOnTheWall(t *testing.T) {
	for _, c := range []struct{ name, zone, weekly, after, want string }{
		{"later today", "Europe/Berlin", "sun 19:00", "2026-11-29 18:59", "2026-11-29 19:00 +0100"},
		{"the very moment is past", "Europe/Berlin", "sun 19:00", "2026-11-29 19:00", "2026-12-06 19:00 +0100"},
		{"the nearest of several days", "Asia/Tokyo", "mon,thu 07:30", "2026-11-29 12:00", "2026-11-30 07:30 +0900"},
		{"over the end of a year", "America/New_York", "fri 00:00", "2026-12-31 23:59", "2027-01-01 00:00 -0500"},
		{"clocks are set forward", "Europe/Berlin", "sun 19:00", "2026-03-28 20:00", "2026-03-29 19:00 +0200"},
		{"clocks leap over it", "Europe/Berlin", "sun 02:30", "2026-03-28 20:00", "2026-03-29 03:30 +0200"},
		{"and the week after they do not", "Europe/Berlin", "sun 02:30", "2026-03-29 20:00", "2026-04-05 02:30 +0200"},
		{"clocks are set back: the first of two", "Europe/Berlin", "sun 02:30", "2026-10-24 20:00", "2026-10-25 02:30 +0200"},
		{"leap in New York", "America/New_York", "sun 02:30", "2026-03-07 20:00", "2026-03-08 03:30 -0400"},
		{"twice in New York", "America/New_York", "sun 01:30", "2026-10-31 20:00", "2026-11-01 01:30 -0400"},
		{"half an hour in Lord Howe", "Australia/Lord_Howe", "sun 02:15", "2026-10-03 20:00", "2026-10-04 02:45 +1100"},
		{"midnight is leapt over in Cairo", "Africa/Cairo", "fri 00:00", "2026-04-23 20:00", "2026-04-24 01:00 +0300"},
		{"a day that Samoa left out", "Pacific/Apia", "fri 19:00", "2011-12-29 20:00", "2011-12-31 19:00 +1400"},
		{"no leap in India", "Asia/Kolkata", "daily 06:05", "2026-03-29 06:05", "2026-03-30 06:05 +0530"},
	} {
		w, err := weekly.Parse(c.weekly)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Next(in(t, c.zone, c.after)).Format("2006-01-02 15:04 -0700"); got != c.want {
			t.Errorf("%s: %s after %s in %s is %s, want %s", c.name, c.weekly, c.after, c.zone, got, c.want)
		}
	}
}

func TestAMomentThatIsTwiceComesOnce(t *testing.T) {
	w, _ := weekly.Parse("sun 02:30")
	first := w.Next(in(t, "Europe/Berlin", "2026-10-24 20:00"))
	if again := w.Next(first); again.Sub(first) < 6*24*time.Hour {
		t.Errorf("it comes at %v and again at %v", first, again)
	}
}

func TestNextIsAfterAndOnItsDay(t *testing.T) {
	zones := []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo", "UTC", "Africa/Cairo"}
	rapid.Check(t, func(r *rapid.T) {
		loc, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(r, "zone"))
		if err != nil {
			r.Fatal(err)
		}
		w := weekly.Time{Days: weekly.Days(rapid.IntRange(1, 127).Draw(r, "days")), Minute: rapid.IntRange(0, 1439).Draw(r, "minute")}
		after := time.Unix(rapid.Int64Range(1.6e9, 2e9).Draw(r, "after"), 0).In(loc)
		next := w.Next(after)
		if !next.After(after) || next.Sub(after) > 7*24*time.Hour+2*time.Hour {
			r.Fatalf("%v after %v is %v", w, after, next)
		}
		back, err := weekly.Parse(w.String())
		if err != nil || back != w {
			r.Fatalf("%v is read back as %v, %v", w, back, err)
		}
		if got := w.Between(after, next); !got.Equal(next) {
			r.Fatalf("between %v and %v is %v", after, next, got)
		}
		if got := w.Between(after, next.Add(-time.Second)); !got.IsZero() {
			r.Fatalf("between %v and a second before %v is %v", after, next, got)
		}
	})
}

func TestAfterALongSleepTheLastMomentCounts(t *testing.T) {
	w, _ := weekly.Parse("sun 19:00")
	from := in(t, "Europe/Berlin", "2020-01-01 00:00")
	if got, want := w.Between(from, in(t, "Europe/Berlin", "2026-11-30 10:00")), in(t, "Europe/Berlin", "2026-11-29 19:00"); !got.Equal(want) {
		t.Errorf("the last moment is %v, want %v", got, want)
	}
}

func TestTimesAreReadAndWritten(t *testing.T) {
	for text, want := range map[string]string{"Sunday 19:00": "Sun *-*-* 19:00:00", "fri,mon 7.30": "Mon,Fri *-*-* 07:30:00", "daily 6": "*-*-* 06:00:00", "weekend 09:05": "Sat,Sun *-*-* 09:05:00", "tues,thurs 23:59": "Tue,Thu *-*-* 23:59:00"} {
		w, err := weekly.Parse(text)
		if err != nil || w.Calendar() != want {
			t.Errorf("%q is %q, %v; want %q", text, w.Calendar(), err, want)
		}
	}
	for _, text := range []string{"", "sun", "19:00", "sun 24:00", "sun 19:60", "sun 19:5", "s 19:00", "sun +1:00", "sun 019:00", "someday 7:00"} {
		if w, err := weekly.Parse(text); err == nil {
			t.Errorf("%q is read as %v", text, w)
		}
	}
	if got := weekly.DaysOf(time.Sunday, time.Monday).List(time.Saturday); !slices.Equal(got, []time.Weekday{time.Sunday, time.Monday}) {
		t.Errorf("the days are %v", got)
	}
}
