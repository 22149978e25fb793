package insight

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"enactive/journal/optional"
)

// dated is an experience at a moment in an offset of so many hours.
func dated(id string, moment string, change func(*Sample)) Sample {
	at, err := time.Parse("2006-01-02 15:04 -07", moment)
	if err != nil {
		panic(err)
	}
	return with(Sample{ID: id, Time: at}, change)
}

func TestCalendarUsesEachEntrysOffset(t *testing.T) {
	rate := func(performance, stress, before, after float64) func(*Sample) {
		return func(s *Sample) {
			s.Performance, s.Stress = optional.Some(performance), optional.Some(stress)
			if before >= 0 {
				s.Before = optional.Some(before)
			}
			s.After = optional.Some(after)
		}
	}
	samples := []Sample{
		dated("c", "2024-03-03 09:00 +00", rate(30, 90, -1, 35)),
		dated("a", "2024-03-01 23:30 -05", rate(60, 20, 50, 90)), // the second day in UTC
		dated("b", "2024-03-01 08:00 +00", rate(80, 40, -1, 70)),
		dated("plan", "2024-03-09 08:00 +00", func(s *Sample) { s.Planned = true }),
		dated("check", "2024-03-03 10:00 +00", func(s *Sample) { s.CheckIn, s.Before = true, optional.Some(65.0) }),
		dated("d", "2024-03-05 10:00 +00", func(s *Sample) { s.After = optional.Some(15.0) }),
	}
	want := []string{"2024-03-01 2 [a b] 70 30 50", "2024-03-03 2 [check c] 30 90 65", "2024-03-05 1 [d] -1 -1 15"}
	for range 2 { // in any order of storage
		slices.Reverse(samples)
		r := Calendar(Data{Samples: samples})
		var got []string
		for _, c := range r.Cells {
			got = append(got, fmt.Sprint(c.Day.Format(time.DateOnly), " ", c.Entries, " ", c.IDs, " ", c.Performance.Or(-1), " ", c.Stress.Or(-1), " ", c.Efficacy.Or(-1)))
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %q\nwant %q", got, want)
		}
		if r.Entries != 5 || r.Days != 3 {
			t.Errorf("got %d on %d", r.Entries, r.Days)
		}
	}
}

func BenchmarkCalendar(b *testing.B) {
	samples := benchmarkAttempts(100_000)
	for b.Loop() {
		Calendar(Data{Samples: samples})
	}
}
