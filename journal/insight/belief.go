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
	// BeliefWindow is how many of the newest entries are compared: moods and habits of long
	// ago are no longer those of today.
	BeliefWindow = 400
	// groupMemory is how many of the newest entries of a group show how moods last in it.
	groupMemory = 200
)

// beliefAllowance and sourcesAllowance were chosen by simulation (docs/science.md, section H).
func beliefAllowance() allowance { return allowance{claim: 0.001, possible: 0.003, keep: 0.003} }

func sourcesAllowance() allowance { return allowance{claim: 0.001, possible: 0.003, keep: 0.003} }

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

// BeliefChange compares belief after a success with belief after other outcomes, given the
// same belief before (docs/science.md, section H). It says nothing about what belief does to the
// next performance: of that a single diary shows too little.
func BeliefChange(d Data) BeliefChangeResult {
	r := BeliefChangeResult{Said: NotEnough}
	rated := changesOf(d.Samples)
	rated = slices.DeleteFunc(rated, func(c change) bool { return c.Outcome == NoOutcome })
	groups := map[Outcome]*ChangeGroup{}
	var success, other ChangeGroup
	for _, c := range rated {
		g := groups[c.Outcome]
		if g == nil {
			g = &ChangeGroup{Name: string(c.Outcome)}
			groups[c.Outcome] = g
		}
		g.add(c)
		if c.Outcome == Success {
			success.add(c)
		} else {
			other.add(c)
		}
	}
	for _, o := range Outcomes() {
		if g := groups[o]; g != nil {
			g.estimate()
			r.Groups = append(r.Groups, *g)
		}
	}
	r.NSuccess, r.NOther = success.N, other.N
	r.SuccessBefore, r.SuccessAfter = success.means()
	r.OtherBefore, r.OtherAfter = other.means()
	if len(rated) > 0 {
		r.Said = Facts
	}
	r.compare(rated[max(0, len(rated)-BeliefWindow):], d.Areas)
	return r
}

// compare tests the newest entries.
func (r *BeliefChangeResult) compare(rated []change, areas int) {
	f := newGivenFit(rated, []func(change) bool{func(c change) bool { return c.Outcome == Success }})
	given, luck, ok := f.test(0, 0)
	if !ok {
		return
	}
	low, high := given.interval()
	r.NCompared = len(rated)
	r.Shift, r.Interval, r.P = optional.Some(tidy(given.at)), []float64{tidy(low), tidy(high)}, optional.Some(luck)
	r.Said = beliefAllowance().shared(areas).allows(luck, f.again(0, given.at, 1))
	r.Unsure = r.Said == Nothing && given.p() <= beliefAllowance().possible && math.Abs(given.at) >= beliefLeast
}

func (g *ChangeGroup) add(c change) {
	g.Changes, g.IDs, g.days = append(g.Changes, c.moved), append(g.IDs, c.ID), append(g.days, inDays(c.Sample))
	g.N++
	g.before += c.Before.Or(0)
	g.after += c.After.Or(0)
}

// means are the mean ratings before and after, if there are entries.
func (g *ChangeGroup) means() (before, after Number) {
	if g.N == 0 {
		return Number{}, Number{}
	}
	return optional.Some(g.before / float64(g.N)), optional.Some(g.after / float64(g.N))
}

// estimate fills in the means and, from enough entries on, the interval of the mean change. How
// moods last is taken from the newest.
func (g *ChangeGroup) estimate() {
	g.Mean = tidy(average64(g.Changes))
	g.MeanBefore, g.MeanAfter = g.means()
	if g.N < GroupMin {
		return
	}
	newest := max(0, g.N-groupMemory)
	part := g.Changes[newest:]
	e, ok := fitMood(g.days[newest:], [][]float64{ones(len(part)), part}, 1).look(0, []int{0, 1}, average64(part))
	if !ok {
		return
	}
	low, high := e.interval()
	reach := (high - low) / 2 * math.Sqrt(float64(len(part))/float64(g.N))
	g.Low, g.High = optional.Some(g.Mean-reach), optional.Some(g.Mean+reach)
}

// tidy is a number without the dust that rounding leaves where there should be 0.
func tidy(v float64) float64 {
	if math.Abs(v) < 1e-9 {
		return 0
	}
	return v
}

// Finding is how much the result says.
func (r BeliefChangeResult) Finding() Finding { return r.Said }

// Sources compares belief after entries of each of the four sources with belief after the others,
// given the same belief before (docs/science.md, section H). Of one source alone nothing can
// be claimed: who writes down good days only sees belief fall after each.
func Sources(d Data) SourcesResult {
	r := SourcesResult{Said: NotEnough}
	rated := changesOf(d.Samples)
	rated = slices.DeleteFunc(rated, func(c change) bool { return !isSource(c.Source) })
	groups := map[string]*ChangeGroup{}
	for _, c := range rated {
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
	if r.N > 0 {
		r.Said = Facts
	}
	r.compare(rated[max(0, r.N-BeliefWindow):], d.Areas)
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

// compare tests each source of the newest entries against the others. All share one allowance; two
// sources are one question.
func (r *SourcesResult) compare(rated []change, areas int) {
	var members []func(change) bool
	for _, g := range r.Groups {
		members = append(members, func(c change) bool { return c.Source == g.Name })
	}
	f := newGivenFit(rated, members)
	questions := 0
	for i := range r.Groups {
		if f.enough(i) {
			questions++
		}
	}
	share := float64(max(1, questions-1))
	for i := range r.Groups {
		given, luck, ok := f.test(i, 0)
		if !ok {
			continue
		}
		g := &r.Groups[i]
		low, high := given.interval()
		g.Given, g.GivenLow, g.GivenHigh = optional.Some(tidy(given.at)), optional.Some(tidy(low)), optional.Some(tidy(high))
		g.NCompared = f.members[i]
		luck = min(1, luck*share)
		g.P = optional.Some(luck)
		said := sourcesAllowance().shared(areas).allows(luck, f.again(i, given.at, share))
		g.Claim, g.Possible = said == Claim, said == Possible
		r.Said = moreOf(r.Said, said)
	}
}

// Finding is how much the result says.
func (r SourcesResult) Finding() Finding { return r.Said }

// moreOf is the finding that says more.
func moreOf(a, b Finding) Finding {
	order := []Finding{NotEnough, Facts, Nothing, Possible, Claim}
	return order[max(slices.Index(order, a), slices.Index(order, b), 0)]
}

// BeliefChangeResult is belief after a success against belief after other outcomes. Ratings
// are 0-100.
type BeliefChangeResult struct {
	NSuccess int `json:"n_success"`
	NOther   int `json:"n_other"`
	// The means of the ratings before and after.
	SuccessBefore Number `json:"success_before,omitzero"`
	SuccessAfter  Number `json:"success_after,omitzero"`
	OtherBefore   Number `json:"other_before,omitzero"`
	OtherAfter    Number `json:"other_after,omitzero"`
	// NCompared is how many of the newest entries the comparison is of.
	NCompared int `json:"n_compared,omitempty"`
	// Shift is by how many points belief was higher after a success than after other outcomes,
	// given the same belief before, with its 80% interval.
	Shift    Number    `json:"shift,omitzero"`
	Interval []float64 `json:"interval,omitempty"`
	// P is the number on which the finding rests: how often luck alone shows as much both in the
	// belief after, given the one before, and in how far belief moved.
	P Number `json:"p,omitzero"`
	// Unsure is true where belief after differs, and how far it moved does not clearly: what is said
	// of it is no more than that.
	Unsure bool `json:"unsure,omitempty"`

	// Groups are the outcomes that have entries, best first.
	Groups []ChangeGroup `json:"-"`
	// Said is how much may be said.
	Said Finding `json:"-"`
}

// ChangeGroup are the ratings before and after, 0-100, of one outcome or source.
type ChangeGroup struct {
	Name string `json:"name"`
	N    int    `json:"n"`
	// MeanBefore and MeanAfter are of the ratings, Mean of after minus before with its 80%
	// interval Low to High.
	MeanBefore Number  `json:"mean_before,omitzero"`
	MeanAfter  Number  `json:"mean_after,omitzero"`
	Mean       float64 `json:"mean"`
	Low        Number  `json:"low,omitzero"`
	High       Number  `json:"high,omitzero"`
	// Given is by how many points belief was higher after these entries than after all others,
	// given the same belief before, with its 80% interval. NCompared of the newest entries
	// were of this group.
	Given     Number `json:"given_before,omitzero"`
	GivenLow  Number `json:"given_before_low,omitzero"`
	GivenHigh Number `json:"given_before_high,omitzero"`
	NCompared int    `json:"n_compared,omitempty"`
	// P is how often luck alone shows as much, once it is allowed for several sources.
	P        Number `json:"p,omitzero"`
	Claim    bool   `json:"claim,omitempty"`
	Possible bool   `json:"possible,omitempty"`

	Changes []float64 `json:"-"` // by entry, with IDs
	IDs     []string  `json:"-"`

	days          []float64
	before, after float64 // sums
}

// SourcesResult is belief after entries of each of the four sources.
type SourcesResult struct {
	// Groups are the sources that have entries, most entries first.
	Groups []ChangeGroup `json:"sources,omitempty"`
	N      int           `json:"n"`
	// Said is how much may be said.
	Said Finding `json:"-"`
}
