package insight

import (
	"cmp"
	"slices"

	"enactive/journal/naming"
)

const (
	// CompareWindow is how many of the newest entries are compared; habits of long ago
	// would answer another question.
	CompareWindow = 2000
	// compareMost is how many names are looked at: the most frequent.
	compareMost = 20
	// compareSure is how large the share of false claims may be.
	compareSure = 0.005
)

// Strategies compares stress and performance of entries with and without each strategy.
func Strategies(d Data) CompareResult {
	return compare(d, func(s *Sample) []string { return s.Strategies })
}

// People compares stress and performance of entries with and without each person.
func People(d Data) CompareResult {
	return compare(d, func(s *Sample) []string { return s.People })
}

// compare does so for what names says of an entry.
func compare(d Data, names func(*Sample) []string) CompareResult {
	entries := comparable(d.Samples)
	r := CompareResult{N: len(entries)}
	named := namedIn(entries, names)
	for i, name := range named {
		if i >= compareMost || len(name.at) < GroupMin || len(entries)-len(name.at) < GroupMin {
			r.TooFew++
			continue
		}
		shown := len(r.Shown)
		for _, m := range compareMeasures() {
			if c, ok := name.compare(entries, m); ok {
				r.Shown = append(r.Shown, c)
			}
		}
		if len(r.Shown) == shown {
			r.TooFew++
		}
	}
	p := make([]float64, len(r.Shown))
	for i, c := range r.Shown {
		p[i] = c.P
	}
	for i, q := range falseDiscoveries(p) {
		r.Shown[i].Q, r.Shown[i].Claim = q, q <= compareSure
	}
	return r
}

// comparable are the newest experiences with stress or performance, in order.
func comparable(samples []Sample) []*Sample {
	entries := inOrder(samples, func(s *Sample) bool { return s.isExperience() && (s.Stress.IsSet() || s.Performance.IsSet()) })
	return entries[max(0, len(entries)-CompareWindow):]
}

// measure is a rating that is compared.
type measure struct {
	name string
	of   func(*Sample) Number
}

func compareMeasures() []measure {
	return []measure{
		{"stress", func(s *Sample) Number { return s.Stress }},
		{"performance", func(s *Sample) Number { return s.Performance }},
	}
}

// nameUse is a name with the places of the entries that have it.
type nameUse struct {
	name string
	at   []int
}

// namedIn gathers the names, the most frequent first. Names that differ only in capitals
// and blanks are one, under the form that came first.
func namedIn(entries []*Sample, names func(*Sample) []string) []nameUse {
	var uses []nameUse
	place := map[string]int{}
	for i, s := range entries {
		for _, name := range names(s) {
			key := naming.Key(name)
			k, known := place[key]
			if !known {
				k = len(uses)
				place[key] = k
				uses = append(uses, nameUse{name: name})
			}
			if at := uses[k].at; len(at) == 0 || at[len(at)-1] != i {
				uses[k].at = append(at, i)
			}
		}
	}
	slices.SortStableFunc(uses, func(a, b nameUse) int {
		return cmp.Or(len(b.at)-len(a.at), cmp.Compare(naming.Key(a.name), naming.Key(b.name)))
	})
	return uses
}

// compare is false where either side has too few entries with the measure.
func (u nameUse) compare(entries []*Sample, m measure) (Comparison, bool) {
	has := make([]bool, len(entries))
	for _, i := range u.at {
		has[i] = true
	}
	c := Comparison{Name: u.name, Measure: m.name}
	var with, without, values, group []float64
	for i, s := range entries {
		v, ok := m.of(s).Get()
		if !ok || !usable(v) {
			continue
		}
		values = append(values, v)
		if has[i] {
			with, group = append(with, v), append(group, 1)
			c.IDs = append(c.IDs, s.ID)
		} else {
			without, group = append(without, v), append(group, 0)
		}
	}
	c.With, c.Without = len(with), len(without)
	if min(c.With, c.Without) < GroupMin {
		return c, false
	}
	slices.Reverse(c.IDs) // the newest first
	c.MeanWith, c.MeanWithout = average64(with), average64(without)
	t := shiftOf(with, without, jointAutocorrelation(group, values))
	c.Shift, c.Interval, c.P = t.shift, []float64{t.low, t.high}, t.p
	return c, true
}

// Finding is how much the comparison says.
func (r CompareResult) Finding() Finding {
	switch {
	case slices.ContainsFunc(r.Shown, func(c Comparison) bool { return c.Claim }):
		return Claim
	case len(r.Shown) > 0:
		return Nothing
	}
	return NotEnough
}

// Comparison compares a measure between entries with and without something.
type Comparison struct {
	// Name is what is compared, as it was first written.
	Name string `json:"name"`
	// Measure says what was measured: "performance", "stress" or "belief" (after minus before).
	Measure string `json:"measure"`
	With    int    `json:"n_with"`
	Without int    `json:"n_without"`
	// MeanWith and MeanWithout are of the measure.
	MeanWith    float64 `json:"mean_with"`
	MeanWithout float64 `json:"mean_without"`
	// Shift is the Hodges-Lehmann shift, with minus without, in points.
	Shift    float64   `json:"shift"`
	Interval []float64 `json:"interval,omitempty"` // 80%
	P        float64   `json:"p"`
	// Q is P after the correction for looking at many (Benjamini & Hochberg 1995).
	Q     float64 `json:"q"`
	Claim bool    `json:"claim,omitempty"`
	// IDs are the entries with it, newest first.
	IDs []string `json:"-"`
}

// CompareResult is stress and performance with and without each strategy, or person.
type CompareResult struct {
	// N counts the entries with stress or performance.
	N int `json:"n"`
	// Shown are those with enough entries on both sides, the surest first.
	Shown []Comparison `json:"shown,omitempty"`
	// TooFew counts strategies or people with fewer entries than it takes.
	TooFew int `json:"too_few,omitempty"`
}
