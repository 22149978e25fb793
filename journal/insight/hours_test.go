package insight

import (
	"fmt"
	"slices"
	"testing"

	"enactive/journal/optional"
)

func TestHoursAreInEachEntrysOffset(t *testing.T) {
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

func BenchmarkHours(b *testing.B) {
	samples := benchmarkAttempts(100_000)
	for b.Loop() {
		Hours(Data{Samples: samples})
	}
}
