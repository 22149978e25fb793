package insight

import (
	"cmp"
	"math"
	"slices"

	"enactive/journal/naming"
)

const (
	// CompareWindow is how many of the newest entries are compared; habits of long ago
	// would answer another question.
	CompareWindow = 2000
	// compareMost is how many names are looked at: the most frequent.
	compareMost = 20
	// compareLeast is by how many points a measure has to differ to be worth a sentence.
	compareLeast = 1.0
	// compareHopeful is the level beyond which, with the mood as it is without a name, the name
	// is not looked at with a mood of its own: it is far from a claim.
	compareHopeful = 0.2
)

// strategiesAllowance is of the share of false claims among all, once it is allowed for how many names and
// measures are looked at. It is chosen by looking after each of 100 entries (docs/science.md, section I).
func strategiesAllowance() allowance { return allowance{claim: 0.001, possible: 0.003, keep: 0.02} }

// peopleAllowance is the same for people.
func peopleAllowance() allowance { return allowance{claim: 0.0006, possible: 0.0018, keep: 0.012} }

// Strategies compares stress and performance of entries with and without each strategy.
func Strategies(d Data) CompareResult {
	r := compare(d, strategiesAllowance(), func(s *Sample) []string { return s.Strategies })
	r.of = OfEachStrategy
	for _, name := range d.Experiments {
		key := naming.Key(name)
		isKey := func(strategy string) bool { return naming.Key(strategy) == key }
		if slices.ContainsFunc(d.Samples, func(s Sample) bool { return slices.ContainsFunc(s.Strategies, isKey) }) {
			r.Experiments = append(r.Experiments, name)
		}
	}
	return r
}

// People compares stress and performance of entries with and without each person.
func People(d Data) CompareResult {
	r := compare(d, peopleAllowance(), func(s *Sample) []string { return s.People })
	r.of = OfEachPerson
	return r
}

// compare does so for what names says of an entry.
func compare(d Data, a allowance, names func(*Sample) []string) CompareResult {
	entries := comparable(d.Samples)
	r := CompareResult{N: len(entries), Trying: trying(d.Samples)}
	named := namedIn(entries, names)
	var sides []*besideName
	var measured []*measuredEntries
	for _, m := range compareMeasures() {
		measured = append(measured, measure(entries, m))
	}
	for i, name := range named {
		if r.nearest < GroupMin && i < compareMost {
			for _, m := range measured {
				r.nearest = max(r.nearest, name.smallerSide(m))
			}
		}
		if i >= compareMost || len(name.at) < GroupMin || len(entries)-len(name.at) < GroupMin {
			r.TooFew++
			continue
		}
		shown := len(r.Shown)
		for _, m := range measured {
			if c, side, ok := name.compare(m); ok {
				r.Shown, sides = append(r.Shown, c), append(sides, side)
			}
		}
		if len(r.Shown) == shown {
			r.TooFew++
		}
	}
	r.judge(sides, a.shared(d.Areas))
	return r
}

// judge decides what may be said of the comparisons; sides are their entries.
func (r *CompareResult) judge(sides []*besideName, a allowance) {
	p := make([]float64, len(r.Shown))
	for i, c := range r.Shown {
		p[i] = c.P
	}
	for i, q := range falseDiscoveries(p) {
		c := &r.Shown[i]
		c.Q = q
		said := a.allows(q, func(k int) float64 {
			earlier, shift := sides[i].earlier(k)
			if shift*c.Shift <= 0 {
				return 1
			}
			return min(1, earlier*q/max(c.P, 1e-300))
		})
		if math.Abs(c.Shift) >= compareLeast {
			c.Claim, c.Possible = said == Claim, said == Possible
		}
	}
}

// comparable are the newest experiences with stress or performance, in order, but for the tries of
// experiments that run.
func comparable(samples []Sample) []*Sample {
	entries := inOrder(samples, func(s *Sample) bool {
		return s.isExperience() && !s.Trying && (s.Stress.IsSet() || s.Performance.IsSet())
	})
	return entries[max(0, len(entries)-CompareWindow):]
}

// trying counts the tries of experiments that run.
func trying(samples []Sample) int {
	n := 0
	for i := range samples {
		if samples[i].Trying && samples[i].isExperience() {
			n++
		}
	}
	return n
}

// comparedMeasure is a rating that is compared.
type comparedMeasure struct {
	name string
	of   func(*Sample) Number
}

func compareMeasures() []comparedMeasure {
	return []comparedMeasure{
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

// measuredEntries are those that have a measure, in order.
type measuredEntries struct {
	name    string
	samples []*Sample
	// places are where they are among all that are compared.
	places []int
	values []float64
	// fits are prepared once for all names, and likely are those with the shapes of the mood that count
	// without any name.
	fits, likely besideMood
}

// measure selects the entries that have it.
func measure(entries []*Sample, of comparedMeasure) *measuredEntries {
	m := &measuredEntries{name: of.name}
	for i, s := range entries {
		if v, ok := rating(of.of(s)); ok {
			m.samples, m.places, m.values = append(m.samples, s), append(m.places, i), append(m.values, v)
		}
	}
	return m
}

// smallerSide is the number of entries with the measure on the smaller side of the name.
func (u nameUse) smallerSide(m *measuredEntries) int {
	with := 0
	for _, place := range u.at {
		if _, has := slices.BinarySearch(m.places, place); has {
			with++
		}
	}
	return min(with, len(m.places)-with)
}

// compare is false where either side has too few entries with the measure.
func (u nameUse) compare(m *measuredEntries) (c Comparison, side *besideName, ok bool) {
	c = Comparison{Name: u.name, Measure: m.name}
	side = &besideName{values: m.values, has: make([]float64, len(m.values))}
	at := 0
	for i, place := range m.places {
		for at < len(u.at) && u.at[at] < place {
			at++
		}
		if at == len(u.at) || u.at[at] != place {
			c.Without++
			c.MeanWithout += (m.values[i] - c.MeanWithout) / float64(c.Without)
			continue
		}
		side.has[i] = 1
		c.With++
		c.MeanWith += (m.values[i] - c.MeanWith) / float64(c.With)
		c.IDs = append(c.IDs, m.samples[i].ID)
	}
	if min(c.With, c.Without) < GroupMin {
		return c, side, false
	}
	slices.Reverse(c.IDs) // the newest first
	e := side.look(m)
	c.Shift, c.P = e.mean, e.p()
	if e.sd > 0 {
		c.Interval = e.interval()
	}
	return c, side, true
}

// besideName are the values of a measure, and which of them are of entries with a name (1, else 0).
type besideName struct {
	values, has []float64
	shapes      []moodShape
}

// look is the difference that the name makes beside time and mood. Names that are used for weeks on end make
// few stretches, and the mood of each is one; an error that lasts counts them as that.
func (b *besideName) look(m *measuredEntries) besideEstimate {
	if m.fits.cases == nil {
		m.fits = newBesideMood(timeColumns(len(m.values)), deviations(m.values), nil, moodShapes())
		m.likely = m.fits
		if without, ok := m.fits.with(); ok {
			m.likely = m.fits.only(without, shapesCount)
		}
	}
	e, shapes := difference(m.likely, b.has)
	if e.p() < compareHopeful {
		e, shapes = difference(m.fits, b.has)
	}
	b.shapes = shapes
	return e
}

// earlier is how often luck alone makes the difference that there was so many entries ago, and which it was.
func (b *besideName) earlier(entries int) (p, shift float64) {
	n := len(b.values) - entries
	if n < 2*GroupMin {
		return 1, 0
	}
	e, _ := difference(newBesideMood(timeColumns(n), deviations(b.values[:n]), nil, b.shapes), b.has[:n])
	return e.p(), e.mean
}

// difference is by how much the values differ where has is 1.
func difference(fits besideMood, has []float64) (besideEstimate, []moodShape) {
	m, ok := fits.with(has)
	if !ok {
		return noEstimate(), nil
	}
	c := make([]float64, len(m.fits[0].b))
	c[len(c)-1] = 1
	e := m.combination(c)
	if math.Abs(e.mean) < 1e-9 { // nothing but rounding
		e.mean = 0
	}
	return e, m.shapes(shapesCount)
}

// Finding is how much the comparison says.
func (r CompareResult) Finding() Finding {
	switch {
	case slices.ContainsFunc(r.Shown, func(c Comparison) bool { return c.Claim }):
		return Claim
	case slices.ContainsFunc(r.Shown, func(c Comparison) bool { return c.Possible }):
		return Possible
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
	// Shift is the difference, with minus without, in points, beside time and mood, with its 80%
	// interval; P is how often luck is as far from 0.
	Shift    float64   `json:"shift"`
	Interval []float64 `json:"interval,omitempty"`
	P        float64   `json:"p"`
	// Q is P after the correction for looking at many (Benjamini & Hochberg 1995).
	Q     float64 `json:"q"`
	Claim bool    `json:"claim,omitempty"`
	// Possible is true for a difference that is only possible.
	Possible bool `json:"possible,omitempty"`
	// IDs are the entries with it, newest first.
	IDs []string `json:"-"`
}

// CompareResult is stress and performance with and without each strategy, or person.
type CompareResult struct {
	// N counts the entries with stress or performance.
	N int `json:"n"`
	// Trying counts the tries of experiments that run, which are left out until these end.
	Trying int `json:"tries_left_out,omitempty"`
	// Shown are those with enough entries on both sides, the surest first.
	Shown []Comparison `json:"shown,omitempty"`
	// TooFew counts strategies or people with fewer entries than it takes.
	TooFew int `json:"too_few,omitempty"`
	// Experiments are the strategies that have an experiment of their own, which shows more.
	Experiments []string `json:"experiments,omitempty"`

	// nearest is the number of entries on the smaller side of the name nearest to a comparison, up to
	// GroupMin, and of says what the names are.
	nearest int
	of      Unit
}
