package insight

import (
	"fmt"
	"slices"
	"testing"

	"enactive/journal/optional"
)

func TestHoursAreThoseOfThePlaceWhereItWas(t *testing.T) {
	won := func(performance float64) func(*Sample) {
		return func(s *Sample) { s.Outcome, s.Performance = Success, optional.Some(performance) }
	}
	samples := []Sample{
		dated("a", "2024-03-05 19:59 +09", won(60)), // a Tuesday
		dated("b", "2024-03-12 18:00 -08", won(80)), // a Wednesday in UTC
		dated("c", "2024-03-10 00:10 +00", func(s *Sample) { s.Outcome = Setback }),
		dated("d", "2024-03-11 23:59 +00", func(*Sample) {}),
		dated("e", "2024-03-12 20:00 +00", func(*Sample) {}),
		dated("check", "2024-03-12 20:00 +00", func(s *Sample) { s.CheckIn = true }),
		dated("plan", "2024-03-12 20:00 +00", func(s *Sample) { s.Planned = true }),
	}
	want := []string{"Monday 22 1 0 -1 [d]", "Tuesday 18 2 2 70 [b a]", "Tuesday 20 1 0 -1 [e]", "Sunday 0 1 0 -1 [c]"}
	for range 2 { // in any order of storage
		slices.Reverse(samples)
		var got []string
		r := Hours(Data{Samples: samples})
		for _, c := range r.Cells {
			got = append(got, fmt.Sprint(c.Weekday, " ", c.Hour, " ", c.Tries, " ", c.Successes, " ", c.Performance.Or(-1), " ", c.IDs))
		}
		if !slices.Equal(got, want) || r.N != 5 {
			t.Errorf("got %q of %d\nwant %q", got, r.N, want)
		}
	}
}

func TestHoursAreToldInWords(t *testing.T) {
	at := func(n int, moment string) []Sample {
		samples := make([]Sample, n)
		for i := range samples {
			samples[i] = dated(fmt.Sprint(moment, i), moment, func(*Sample) {})
		}
		return samples
	}
	const tuesdayEvening, sundayNight, fridayNoon = "2024-03-05 21:59 +00", "2024-03-10 05:59 +00", "2024-03-08 12:00 +00"
	for _, c := range []struct {
		name    string
		samples []Sample
		want    string
	}{
		{"nothing", nil, "This needs experiences; it then shows on which weekdays and at which hours you try things."},
		{"one", at(1, tuesdayEvening), "You have 1 attempt so far; from 10 on, this says when most of them happen."},
		{"few", at(9, tuesdayEvening), "You have 9 attempts so far; from 10 on, this says when most of them happen."},
		{"more than half", slices.Concat(at(7, tuesdayEvening), at(6, sundayNight)), "Most of your attempts are on Tuesday evenings: 7 of 13."},
		{"the most, and less than half", slices.Concat(at(4, tuesdayEvening), at(5, sundayNight), at(3, fridayNoon)),
			"More of your attempts are on Sundays before 6:00 than at any other time of the week: 5 of 12."},
		{"as many at two times", slices.Concat(at(5, tuesdayEvening), at(5, fridayNoon)), "Your 10 attempts are spread over the week, and no single time stands out."},
		{"ahead by a little", slices.Concat(at(3, tuesdayEvening), at(2, fridayNoon), at(2, sundayNight), at(2, "2024-03-04 09:00 +00"), at(2, "2024-03-05 09:00 +00"),
			at(2, "2024-03-06 09:00 +00"), at(2, "2024-03-07 09:00 +00"), at(2, "2024-03-08 09:00 +00")), "Your 17 attempts are spread over the week, and no single time stands out."},
		{"all at one time", at(12, fridayNoon), "All 12 of your attempts are on Friday afternoons."},
	} {
		if got := Hours(Data{Samples: c.samples}).Text; got != c.want {
			t.Errorf("%s: got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func BenchmarkHours(b *testing.B) {
	samples := benchmarkTries(100_000)
	for b.Loop() {
		Hours(Data{Samples: samples})
	}
}
