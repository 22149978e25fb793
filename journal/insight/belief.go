package insight

import (
	"cmp"
	"math"
	"slices"

	"enactive/journal/optional"
)

const (
	// GroupMin is the minimum number of entries in each group before two groups are compared.
	GroupMin = 5
	// beliefSure is how seldom luck alone may show a difference that is claimed.
	beliefSure = 0.003
	// sourceLeast is the minimum number of points before a movement is worth a sentence.
	sourceLeast = 2.0
)

// change is how one entry moved belief: after minus before, in points.
type change struct {
	*Sample
	moved float64
}

// changesOf are the entries rated before and after, in order. A rating before that was
// given in hindsight says nothing about how belief moved, and is left out.
func changesOf(samples []Sample) []change {
	var list []change
	rated := inOrder(samples, func(s *Sample) bool {
		return s.isExperience() && !s.Retrospective && s.Before.IsSet() && s.After.IsSet()
	})
	for _, s := range rated {
		before, ok1 := rating(s.Before)
		after, ok2 := rating(s.After)
		if ok1 && ok2 {
			list = append(list, change{s, after - before})
		}
	}
	return list
}

// BeliefChange compares how belief moves after a success with how it moves after other
// outcomes (docs/science.md, section H). It says nothing about what belief does to the
// next performance: of that a single diary shows too little.
func BeliefChange(d Data) BeliefChangeResult {
	var r BeliefChangeResult
	var success, other, all, isSuccess []float64
	groups := map[Outcome]*ChangeGroup{}
	for _, c := range changesOf(d.Samples) {
		if c.Outcome == NoOutcome {
			continue
		}
		g := groups[c.Outcome]
		if g == nil {
			g = &ChangeGroup{Name: string(c.Outcome)}
			groups[c.Outcome] = g
		}
		g.add(c)
		all = append(all, c.moved)
		if c.Outcome == Success {
			success, isSuccess = append(success, c.moved), append(isSuccess, 1)
		} else {
			other, isSuccess = append(other, c.moved), append(isSuccess, 0)
		}
	}
	for _, o := range Outcomes() {
		if g := groups[o]; g != nil {
			g.estimate()
			r.Groups = append(r.Groups, *g)
		}
	}
	r.NSuccess, r.NOther = len(success), len(other)
	if min(r.NSuccess, r.NOther) >= GroupMin {
		t := shiftOf(success, other, jointAutocorrelation(isSuccess, all))
		r.Shift, r.Interval, r.P = optional.Some(t.shift), []float64{t.low, t.high}, optional.Some(t.p)
	}
	return r
}

// jointAutocorrelation is by how much neighbours resemble each other both in belonging to a group
// and in the residuals of the values within the groups; near 1 it is 1, so
// that independent entries keep their exact test.
func jointAutocorrelation(group, values []float64) float64 {
	var sum, n [2]float64
	for i, v := range values {
		sum[int(group[i])] += v
		n[int(group[i])]++
	}
	rest := make([]float64, len(values))
	for i, v := range values {
		k := int(group[i])
		rest[i] = v - sum[k]/n[k]
	}
	dep := jointDependence(autocorrelation(deviations(group), 1), autocorrelation(rest, 2))
	if dep < 1.1 {
		return 1
	}
	return dep
}

func (g *ChangeGroup) add(c change) {
	g.Changes, g.IDs = append(g.Changes, c.moved), append(g.IDs, c.ID)
	g.N++
}

// estimate fills in the mean and, from enough entries on, the interval around the middle
// and the test against no change at all.
func (g *ChangeGroup) estimate() {
	g.Mean = average64(g.Changes)
	if g.N < GroupMin {
		return
	}
	e := deviations(g.Changes)
	se := norm(e) / math.Sqrt(float64(g.N)*float64(g.N-1))
	if se < 1e-12 {
		return
	}
	w := meanOf(g.Changes)
	reach := quantileT(0.9, g.N-1) * max(se, w.sd)
	g.Low, g.High = optional.Some(g.Mean-reach), optional.Some(g.Mean+reach)
	g.P = optional.Some(2 * min(w.up, 1-w.up))
}

// Finding is how much the result says.
func (r BeliefChangeResult) Finding() Finding {
	p, ok := r.P.Get()
	switch {
	case r.NSuccess+r.NOther == 0:
		return NotEnough
	case !ok:
		return Facts
	case p <= beliefSure:
		return Claim
	}
	return Nothing
}

// Sources compares how much each of the four sources moved belief.
func Sources(d Data) SourcesResult {
	var r SourcesResult
	groups := map[string]*ChangeGroup{}
	for _, c := range changesOf(d.Samples) {
		if !isSource(c.Source) {
			continue
		}
		g := groups[c.Source]
		if g == nil {
			g = &ChangeGroup{Name: c.Source}
			groups[c.Source] = g
		}
		g.add(c)
		r.N++
	}
	for _, g := range groups {
		g.estimate()
		r.Groups = append(r.Groups, *g)
	}
	slices.SortFunc(r.Groups, func(a, b ChangeGroup) int { return cmp.Or(b.N-a.N, cmp.Compare(a.Name, b.Name)) })
	r.correct()
	return r
}

// isSource reports whether it is one of the four sources of belief, for which there are words.
func isSource(name string) bool {
	switch name {
	case "mastery", "vicarious", "persuasion", "state":
		return true
	}
	return false
}

// correct allows for having looked at several sources.
func (r *SourcesResult) correct() {
	var p []float64
	var of []*ChangeGroup
	for i := range r.Groups {
		if v, ok := r.Groups[i].P.Get(); ok {
			p, of = append(p, v), append(of, &r.Groups[i])
		}
	}
	for i, q := range falseDiscoveries(p) {
		of[i].Q = optional.Some(q)
		of[i].Claim = q <= beliefSure && math.Abs(of[i].Mean) >= sourceLeast
	}
}

// Finding is how much the result says.
func (r SourcesResult) Finding() Finding {
	best := NotEnough
	for _, g := range r.Groups {
		switch {
		case g.Claim:
			return Claim
		case g.P.IsSet():
			best = Nothing
		case best == NotEnough:
			best = Facts
		}
	}
	return best
}

// BeliefChangeResult is how belief moved after a success against other outcomes.
type BeliefChangeResult struct {
	NSuccess int `json:"n_success"`
	NOther   int `json:"n_other"`
	// Shift is by how many points belief (after minus before) moved more after a success.
	Shift    Number    `json:"shift,omitzero"`
	Interval []float64 `json:"interval,omitempty"` // 80%
	P        Number    `json:"p,omitzero"`

	// Groups are the outcomes that have entries, best first.
	Groups []ChangeGroup `json:"-"`
}

// ChangeGroup are changes of belief, after minus before in points, of one outcome or source.
type ChangeGroup struct {
	Name    string    `json:"name"`
	N       int       `json:"n"`
	Mean    float64   `json:"mean"`
	Median  Number    `json:"median,omitzero"` // Hodges-Lehmann, from 5 entries on
	Low     Number    `json:"low,omitzero"`    // 80% interval
	High    Number    `json:"high,omitzero"`
	P       Number    `json:"p,omitzero"`
	Q       Number    `json:"q,omitzero"`
	Claim   bool      `json:"claim,omitempty"`
	Changes []float64 `json:"-"` // by entry, with IDs
	IDs     []string  `json:"-"`
}

// SourcesResult is how much each of the four sources moved belief.
type SourcesResult struct {
	// Groups are the sources that have entries, most entries first.
	Groups []ChangeGroup `json:"sources,omitempty"`
	N      int           `json:"n"`
}
