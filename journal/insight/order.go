package insight

import (
	"cmp"
	"slices"
)

// inOrder are the samples that are kept, in order of time and then of id, so that
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

// isExperience reports whether it happened: neither a plan nor a rating that stands alone.
func (s *Sample) isExperience() bool { return !s.Planned && !s.CheckIn }

// rating is a 0-100 value, if it is told and can be one.
func rating(n Number) (float64, bool) {
	v, told := n.Get()
	return v, told && usable(v)
}
