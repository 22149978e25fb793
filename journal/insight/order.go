package insight

import (
	"cmp"
	"slices"
	"time"

	"enactive/journal/optional"
)

// inOrder returns the selected samples in order of time and then of id, so that
// the order in which they are stored changes nothing. Samples are large;
// what many of them go through works on pointers into the slice, and changes nothing.
func inOrder(samples []Sample, keep func(*Sample) bool) []*Sample {
	type key struct {
		second int64
		sample *Sample
	}
	var keys []key
	for i := range samples {
		if s := &samples[i]; keep(s) {
			keys = append(keys, key{s.Time.Unix(), s})
		}
	}
	slices.SortFunc(keys, func(a, b key) int {
		if a.second != b.second {
			return cmp.Compare(a.second, b.second)
		}
		return cmp.Or(a.sample.Time.Compare(b.sample.Time), cmp.Compare(a.sample.ID, b.sample.ID))
	})
	kept := make([]*Sample, len(keys))
	for i, k := range keys {
		kept[i] = k.sample
	}
	return kept
}

// isExperience reports whether it happened: neither a plan nor a check-in.
func (s *Sample) isExperience() bool { return !s.Planned && !s.CheckIn }

// rating is a 0-100 value, if it is recorded and in range.
func rating(n Number) (float64, bool) {
	v, told := n.Get()
	return v, told && usable(v)
}

// dayEntries are the entries of one calendar day, the newest first.
type dayEntries struct {
	day     time.Time // midnight UTC
	samples []*Sample
}

// byDay groups the selected samples by calendar day in each one's own offset, in order.
func byDay(samples []Sample, keep func(*Sample) bool) []dayEntries {
	kept := inOrder(samples, keep)
	place := map[time.Time]int{}
	var days []dayEntries
	for _, s := range slices.Backward(kept) {
		day := dayOf(s.Time)
		k, known := place[day]
		if !known {
			k = len(days)
			place[day] = k
			days = append(days, dayEntries{day: day})
		}
		days[k].samples = append(days[k].samples, s)
	}
	// Offsets can put a later moment on an earlier day.
	slices.SortFunc(days, func(a, b dayEntries) int { return a.day.Compare(b.day) })
	return days
}

// meanOfRatings is the mean of the entries of the day that have the rating.
func (d dayEntries) meanOfRatings(of func(*Sample) Number) Number {
	sum, n := 0.0, 0
	for _, s := range d.samples {
		if v, ok := rating(of(s)); ok {
			sum += v
			n++
		}
	}
	if n == 0 {
		return Number{}
	}
	return optional.Some(sum / float64(n))
}

// ids name the entries of the day.
func (d dayEntries) ids() []string {
	ids := make([]string, len(d.samples))
	for i, s := range d.samples {
		ids[i] = s.ID
	}
	return ids
}

func stressOf(s *Sample) Number { return s.Stress }

func performanceOf(s *Sample) Number { return s.Performance }
