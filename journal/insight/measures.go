package insight

import (
	"cmp"
	"math"
	"slices"
	"time"
)

const (
	// MeasuresWindow is how many of the newest entries, or days of a measure of the day, are looked at.
	MeasuresWindow = 500
	// MeasuresMin and MeasuresMinDays are the minimum numbers of entries with both, and of their days.
	MeasuresMin, MeasuresMinDays = 20, 10
	// MeasuresMinValues is how many different values a number needs.
	MeasuresMinValues = 4
	// measuresWorth is the level beyond which only the likeliest mood is looked at, and measuresHopeful the one beyond
	// which the moods are not weighed anew with the measure: both are far from a claim.
	measuresWorth, measuresHopeful = 0.01, 0.002
)

// measuresAllowance is of the share of false claims among all, once it is allowed for how many pairs
// are looked at. It is chosen by looking after each of 100 entries (docs/science.md, section L).
func measuresAllowance() allowance { return allowance{claim: 0.0005, possible: 0.0015, keep: 0.01} }

// MeasurePairs looks for what goes with what: each measure, and what else an entry tells of how it came about, with each
// result, beside a smooth of time, the weekdays and a mood that lasts.
//
// The result is fitted on the ranks of the measure (of a choice and of yes and no: on who has it) by generalised least
// squares, as in section D of docs/science.md. For a measure of the day, the day is one value: with the mean of its
// entries, and with the first entry of the day after. All pairs are corrected together (Benjamini & Hochberg 1995).
// It needs 20 entries on 10 days with both, four different values of a number, and five on either side of a choice.
// Where nothing of one's own is measured often enough, nothing is looked at: nobody asked.
func MeasurePairs(d Data) MeasuresResult {
	if len(d.Measures) == 0 {
		return MeasuresResult{}
	}
	w := newPairWindow(d)
	r := MeasuresResult{N: len(w.entries), Own: len(d.Measures), Trying: trying(d.Samples)}
	a := measuresAllowance().shared(d.Areas)
	all := w.pairs()
	pairs := slices.DeleteFunc(slices.Clone(all), func(p *measurePair) bool { return !p.enough() })
	if !slices.ContainsFunc(pairs, func(p *measurePair) bool { return p.Own() }) {
		pairs = nil
	}
	pairs = slices.DeleteFunc(pairs, func(p *measurePair) bool { return !p.fit() })
	r.TooFew = len(all) - len(pairs)
	for _, p := range all {
		if p.Own() {
			r.nearest = max(r.nearest, p.N)
		}
	}
	r.Looked = len(pairs)
	judgePairs(pairs, a)
	slices.SortStableFunc(pairs, func(p, q *measurePair) int {
		return cmp.Or(p.rank()-q.rank(), cmp.Compare(p.P, q.P))
	})
	for _, p := range pairs {
		r.Shown = append(r.Shown, p.MeasurePair)
	}
	for _, s := range w.series {
		s.bases = nil // what is kept of a result is small
	}
	return r
}

// judgePairs decides what may be said of the pairs.
func judgePairs(pairs []*measurePair, a allowance) {
	p, plain := make([]float64, len(pairs)), make([]float64, len(pairs))
	for i, pair := range pairs {
		p[i], plain[i] = pair.P, pair.plain
	}
	plain = falseDiscoveries(plain)
	for i, q := range falseDiscoveries(p) {
		pair := pairs[i]
		pair.Q = q
		said := a.allows(q, func(k int) float64 { return min(1, pair.earlier(k)*q/max(pair.P, 1e-300)) })
		if pair.agrees() {
			pair.Claim, pair.Possible = said == Claim, said == Possible
		}
		if !pair.Claim && !pair.Possible && plain[i] <= a.claim {
			pair.BothChanged, pair.SameWeek = pair.lostTo(a.claim * pair.plain / plain[i])
		}
	}
}

// rank orders what is shown: what is said of one's own first, which was asked for, and of that what is claimed.
func (p *MeasurePair) rank() int {
	order := [...]struct{ own, builtIn int }{{0, 2}, {1, 3}, {4, 5}, {6, 7}}
	place := order[3]
	switch {
	case p.Claim:
		place = order[0]
	case p.Possible:
		place = order[1]
	case p.BothChanged || p.SameWeek:
		place = order[2]
	}
	if p.Own() {
		return place.own
	}
	return place.builtIn
}

// Finding is how much the measures say.
func (r MeasuresResult) Finding() Finding {
	if len(r.Shown) == 0 {
		return NotEnough
	}
	most := Nothing
	for i := range r.Shown {
		switch f := r.Shown[i].Finding(); {
		case f == Claim:
			return Claim
		case f == Possible:
			most = Possible
		}
	}
	return most
}

// The keys of what is looked at beside measures of one's own.
const (
	MeasureStress     = "stress"
	MeasureDifficulty = "difficulty"
	MeasureEffort     = "effort"
	// MeasureDaysSince is the number of days since the last try.
	MeasureDaysSince = "days_since"
)

// The results with which measures are compared, each 0-100.
const (
	ResultPerformance = "performance"
	// ResultOutcome is 100 for a success, 50 for a partial success, and else 0.
	ResultOutcome = "outcome"
	ResultBefore  = "efficacy_before"
	ResultStress  = "stress"
)

// MeasuresResult is what goes with what in an area.
type MeasuresResult struct {
	// N counts the newest experiences that are looked at, and Own the measures of one's own.
	N   int `json:"n"`
	Own int `json:"own"`
	// Trying counts the tries of experiments that run, which are left out until these end.
	Trying int `json:"tries_left_out,omitempty"`
	// Looked counts the pairs that were compared, those of built-in measures too.
	Looked int `json:"looked_at"`
	// Shown are the pairs with enough entries: those of which something is said first, one's own before built-in ones, and then the surest.
	Shown []MeasurePair `json:"shown,omitempty"`
	// TooFew counts pairs with fewer entries than it takes.
	TooFew int `json:"too_few,omitempty"`

	// nearest is the most entries that a measure of one's own has together with a result.
	nearest int
}

// MeasurePair is a measure with a result.
type MeasurePair struct {
	// Measure is the id of a measure of one's own, or the key of a built-in one; Name is the name of the first, or empty.
	Measure string `json:"measure"`
	Name    string `json:"name,omitempty"`
	// Option is the choice that is compared with all others; empty but for choices.
	Option string `json:"option,omitempty"`
	// Result is with what it is compared; NextDay is true for the first entry of the day after.
	Result  string `json:"result"`
	NextDay bool   `json:"next_day,omitempty"`
	// ByDay is true where each value is of a day, and false where it is of an entry.
	ByDay bool `json:"by_day,omitempty"`
	// N counts the entries with both, Values the dots: entries, or days.
	N      int `json:"n"`
	Values int `json:"values"`
	// Rho is the plain rank correlation (Spearman 1904); of a choice, of having it.
	Rho float64 `json:"rho"`
	// Low and High are the lower and the upper third by the measure, or those without and with it.
	Low  PairSide `json:"low"`
	High PairSide `json:"high"`
	// Shift is by how many points the result is higher in the upper third than in the lower, beside time, weekday and
	// mood, with its 80% interval; P is how often luck alone shows such a link.
	Shift    float64   `json:"shift"`
	Interval []float64 `json:"interval,omitempty"`
	P        float64   `json:"p"`
	// Q is P after the correction for looking at many.
	Q        float64 `json:"q"`
	Claim    bool    `json:"claim,omitempty"`
	Possible bool    `json:"possible,omitempty"`
	// BothChanged is true for a link that is gone beside what both did over time, and SameWeek for one that
	// is gone beside the weekdays.
	BothChanged bool `json:"both_changed,omitempty"`
	SameWeek    bool `json:"same_week,omitempty"`

	// Of is the measure, of a built-in one its kind only.
	Of Measure `json:"-"`

	series *resultSeries
	x      []float64 // by the place in the series, NaN where there is none; of a choice 1 or 0
}

// Dots are the entries or days of the pair, in order of time.
func (p *MeasurePair) Dots() []PairDot {
	dots := make([]PairDot, 0, p.Values)
	for i, x := range p.x {
		if !math.IsNaN(x) {
			ids := slices.Clone(p.series.ids[i])
			slices.Reverse(ids)
			dots = append(dots, PairDot{X: x, Y: p.series.y[i], Day: p.series.days[i], IDs: ids})
		}
	}
	return dots
}

// Own reports whether the measure is one's own.
func (p *MeasurePair) Own() bool { return p.Of.ID != "" }

// Sides reports whether those without and with it are compared, and not two thirds.
func (p *MeasurePair) Sides() bool { return p.Of.Kind == YesNoMeasure || p.Option != "" }

// Finding is how much is claimed of the pair.
func (p *MeasurePair) Finding() Finding {
	switch {
	case p.Claim:
		return Claim
	case p.Possible:
		return Possible
	}
	return Nothing
}

// PairSide are some of the values of a pair.
type PairSide struct {
	N int `json:"n"`
	// From and To are the smallest and the largest value of the measure, Mean is of the result.
	From float64 `json:"from"`
	To   float64 `json:"to"`
	Mean float64 `json:"mean"`
}

// PairDot is an entry, or a day, with a measure and a result.
type PairDot struct {
	X, Y float64
	// Day is midnight UTC of its day.
	Day time.Time
	// IDs are the entries, the newest first.
	IDs []string
}

// agrees reports whether the difference between the thirds is large enough to be told, and shows what the ranks do.
func (p *measurePair) agrees() bool {
	return len(p.Interval) == 2 && math.Abs(p.Shift) >= compareLeast && p.Shift*p.slope > 0 && p.Interval[0]*p.Interval[1] > 0
}
