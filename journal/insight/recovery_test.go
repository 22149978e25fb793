package insight

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"enactive/journal/optional"
)

// believed is an experience on that day with an outcome and belief before and after it; a
// negative number is left out.
func believed(day int, outcome Outcome, before, after float64) Sample {
	s := Sample{ID: fmt.Sprintf("%03d", day), Time: time.Date(2024, 3, 1+day, 18, 0, 0, 0, time.UTC), Outcome: outcome}
	if before >= 0 {
		s.Before, s.BeforeAt = optional.Some(before), s.Time.Add(-time.Hour)
	}
	if after >= 0 {
		s.After = optional.Some(after)
	}
	return s
}

func TestRecoveryIsTheFirstRatingAsHighAsBefore(t *testing.T) {
	checkIn := func(day int, v float64) Sample {
		return with(believed(day, NoOutcome, v, -1), func(s *Sample) { s.CheckIn, s.BeforeAt = true, s.Time })
	}
	late := func(s *Sample) { s.Retrospective = true }
	fall := believed(0, Setback, 60, 40)
	for _, c := range []struct {
		name    string
		samples []Sample
		want    string
	}{
		{"back at once", []Sample{fall, believed(2, Success, 60, -1)}, "[000 60>40 true 1 2 002]"},
		{"back after the next success", []Sample{fall, believed(2, Success, 50, 65)}, "[000 60>40 true 1 2 002]"},
		{"a try in between counts once", []Sample{fall, believed(1, Success, 50, 55), believed(4, Success, 58, 60)}, "[000 60>40 true 2 4 004]"},
		{"a check-in is a try", []Sample{fall, checkIn(1, 45), checkIn(3, 70)}, "[000 60>40 true 2 3 003]"},
		{"entries without a rating are no tries", []Sample{fall, believed(1, Success, -1, -1), checkIn(3, 70)}, "[000 60>40 true 1 3 003]"},
		{"still open", []Sample{fall, believed(1, Success, 50, 55), checkIn(9, 59)}, "[000 60>40 false 2 9 ]"},
		{"nothing came after", []Sample{fall}, "[000 60>40 false 0 0 ]"},
		{"a later rating in hindsight counts", []Sample{fall, with(believed(2, Success, 80, -1), late)}, "[000 60>40 true 1 2 002]"},
		{"its own rating in hindsight does not", []Sample{with(fall, late), believed(2, Success, 80, -1)}, "[]"},
		{"a rating of a plan from before the setback does not", []Sample{fall, with(believed(5, Success, 90, 50), func(s *Sample) { s.BeforeAt = s.Time.AddDate(0, 0, -9) })}, "[000 60>40 false 1 5 ]"},
		{"a plan that was rated since does", []Sample{fall, with(believed(30, NoOutcome, 90, -1), func(s *Sample) { s.Planned, s.BeforeAt = true, s.Time.AddDate(0, 0, -28) })}, "[000 60>40 true 1 2 030]"},
		{"a plan of which the time of rating is not known does not", []Sample{fall, with(believed(3, NoOutcome, 90, -1), func(s *Sample) { s.Planned, s.BeforeAt = true, time.Time{} })}, "[000 60>40 false 0 0 ]"},
		{"its own rating from before, typed late", []Sample{with(fall, func(s *Sample) { s.BeforeAt = s.Time.Add(time.Minute) })}, "[000 60>40 false 0 0 ]"},
		{"a belief that did not fall", []Sample{believed(0, Failure, 60, 60), believed(1, Success, 60, 40), believed(2, Partial, 60, 40)}, "[]"},
		{"a setback in a setback", []Sample{believed(2, Failure, 50, 20), fall, checkIn(3, 50), checkIn(6, 60)}, "[000 60>40 true 3 6 006][002 50>20 true 1 1 003]"},
	} {
		for range 2 { // in any order of storage
			slices.Reverse(c.samples)
			r := Recovery(Data{Samples: c.samples})
			got := ""
			for _, s := range r.Setbacks {
				got += fmt.Sprintf("[%s %v>%v %v %d %d %s]", s.ID, s.Before, s.After, s.Back, s.Tries, s.Days, s.BackID)
			}
			if got == "" {
				got = "[]"
			}
			if got != c.want {
				t.Errorf("%s: got %s, want %s", c.name, got, c.want)
			}
		}
	}
}

// TestRecoveryAgreesWithScanOfEachSetback compares with the plain way, which is slow.
func TestRecoveryAgreesWithScanOfEachSetback(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range 500 {
		var samples []Sample
		for i := range r.IntN(60) {
			s := believed(r.IntN(40), outcomeAt(r.IntN(5)), float64(10*r.IntN(15)-30), float64(10*r.IntN(15)-30))
			s.ID, s.BeforeAt = fmt.Sprintf("%02d", i), s.Time.AddDate(0, 0, -r.IntN(5))
			s.Retrospective, s.CheckIn = r.IntN(5) == 0, r.IntN(5) == 0
			samples = append(samples, s)
		}
		got := Recovery(Data{Samples: samples}).Setbacks
		if want := slowRecovery(samples); !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v\nwant %+v", got, want)
		}
	}
}

func slowRecovery(samples []Sample) []RecoverySetback {
	given := ratingsGiven(samples)
	var all []RecoverySetback
	for i, g := range given {
		before, isSetback := g.loweredFrom()
		if !isSetback || g.sample.Retrospective {
			continue
		}
		s := RecoverySetback{ID: g.sample.ID, Time: g.sample.Time, Before: before, After: g.value}
		entries := map[int]bool{}
		for _, later := range given[i+1:] {
			entries[later.entry] = true
			s.Tries, s.Days = len(entries), daysBetween(dayOf(g.at), dayOf(later.at))
			if later.value >= before {
				s.Back, s.BackID = true, later.sample.ID
				break
			}
		}
		all = append(all, s)
	}
	return all
}

// The times of remission in weeks of Freireich et al. (1963), on which the estimate is
// taught: the published medians are 23 weeks with the drug and 8 without.
func TestMedianIncludesOpenRecoveries(t *testing.T) {
	ended := func(lengths ...int) (all []lasting) {
		for _, l := range lengths {
			all = append(all, lasting{max(l, -l), l > 0})
		}
		return all
	}
	for _, c := range []struct {
		name string
		all  []lasting
		want Number
	}{
		{"with the drug", ended(6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35), optional.Some(23.0)},
		{"without", ended(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23), optional.Some(8.0)},
		{"all open", ended(-1, -2, -3), Number{}},
		{"never down to a half", ended(1, -2, -3, -4), Number{}},
		{"none", nil, Number{}},
	} {
		if got := kaplanMeierMedian(c.all); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func BenchmarkRecovery(b *testing.B) {
	samples := benchmarkAttempts(100_000)
	for b.Loop() {
		Recovery(Data{Samples: samples})
	}
}
