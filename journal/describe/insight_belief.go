package describe

import (
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// BeliefChange describes belief before and after each kind of outcome, and then what differs.
func BeliefChange(r insight.BeliefChangeResult) string {
	if r.NSuccess+r.NOther == 0 {
		return wording.Say("this-needs-entries-in-which-you-said")
	}
	var clauses []string
	if r.NSuccess > 0 {
		clauses = append(clauses, wording.Count(r.NSuccess, "after-n-successes-your-belief-went-clause", fromTo(r.SuccessBefore, r.SuccessAfter)))
	}
	if r.NOther > 0 {
		clauses = append(clauses, wording.Count(r.NOther, "after-n-other-outcomes-your-belief-went-clause", fromTo(r.OtherBefore, r.OtherAfter)))
	}
	facts := wording.Clauses(clauses...)
	if !r.Shift.IsSet() || len(r.Interval) != 2 {
		return wording.Sentences(facts, wording.Say("a-comparison-takes-needed-entries-of-each", wording.V{"Needed": insight.GroupMin}))
	}
	return wording.Sentences(facts, shiftText(r))
}

// fromTo are the mean ratings before and after.
func fromTo(before, after insight.Number) wording.V {
	return wording.V{"Before": rounded(before.Or(0)), "After": rounded(after.Or(0))}
}

// shiftText states the difference given the same belief before.
func shiftText(r insight.BeliefChangeResult) string {
	size, with := difference(r.Shift.Or(0), r.Interval[0], r.Interval[1])
	with["Entries"] = Entries(r.NCompared)
	lower := r.Shift.Or(0) < 0
	switch {
	case r.Said == insight.Claim && lower:
		return wording.Count(size, "after-a-success-you-rated-n-points-lower", with)
	case r.Said == insight.Claim:
		return wording.Count(size, "after-a-success-you-rated-n-points-higher", with)
	case r.Said == insight.Possible && lower:
		return wording.Count(size, "possibly-after-a-success-you-rated-lower", with)
	case r.Said == insight.Possible:
		return wording.Count(size, "possibly-after-a-success-you-rated-higher", with)
	case r.Unsure && lower:
		return wording.Count(size, "after-a-success-lower-how-far-it-moved", with)
	case r.Unsure:
		return wording.Count(size, "after-a-success-higher-how-far-it-moved", with)
	case size == 0:
		return wording.Say("no-difference-given-the-same-belief", with)
	case lower && r.Interval[1] <= -0.5:
		return wording.Count(size, "not-clear-yet-after-a-success-lower", with)
	case !lower && r.Interval[0] >= 0.5:
		return wording.Count(size, "not-clear-yet-after-a-success-higher", with)
	case lower:
		return wording.Count(size, "no-clear-difference-given-the-same-lower", with)
	}
	return wording.Count(size, "no-clear-difference-given-the-same-higher", with)
}

// difference is a size in whole points, and the ends of its interval in the same direction.
func difference(at, low, high float64) (size int, with wording.V) {
	if at < 0 {
		low, high = -high, -low
	}
	return rounded(math.Abs(at)), wording.V{"Low": wholeSigned(low), "High": wholeSigned(high)}
}

// Sources describes belief before and after entries of each source, and what differs.
func Sources(r insight.SourcesResult) string {
	if r.Finding() == insight.NotEnough {
		return wording.Say("this-needs-entries-with-a-source")
	}
	var facts, claims []string
	for _, g := range r.Groups {
		facts = append(facts, fromToOf(g))
		if g.Claim || g.Possible {
			claims = append(claims, sourceClaim(g))
		}
	}
	parts := []string{wording.Clauses(facts...)}
	switch r.Finding() {
	case insight.Facts:
		parts = append(parts, wording.Say("to-compare-sources-it-takes-needed", wording.V{"Needed": insight.GroupMin}))
	case insight.Nothing:
		parts = append(parts, wording.Say("given-the-same-belief-before-no-source"))
	}
	return wording.Sentences(append(parts, claims...)...)
}

// fromToOf states the mean ratings before and after entries of a source in a clause.
func fromToOf(g insight.ChangeGroup) string {
	with := fromTo(g.MeanBefore, g.MeanAfter)
	with["Source"], with["Entries"] = wording.Small(SourcesName(g.Name)), Entries(g.N)
	return wording.Say("source-from-before-to-after-clause", with)
}

// sourceClaim states by how much belief differed after a source.
func sourceClaim(g insight.ChangeGroup) string {
	size, with := difference(g.Given.Or(0), g.GivenLow.Or(0), g.GivenHigh.Or(0))
	with["Source"], with["Entries"] = SourcesName(g.Name), Entries(g.NCompared)
	lower := g.Given.Or(0) < 0
	switch {
	case g.Claim && lower:
		return wording.Count(size, "source-given-the-same-belief-lower", with)
	case g.Claim:
		return wording.Count(size, "source-given-the-same-belief-higher", with)
	case lower:
		return wording.Count(size, "source-possibly-given-the-same-belief-lower", with)
	}
	return wording.Count(size, "source-possibly-given-the-same-belief-higher", with)
}

// ExplainBeliefChange explains belief after outcomes.
func ExplainBeliefChange() Explanation {
	return Explanation{
		How:    wording.Say("the-ratings-after-successes-are-compared", wording.V{"Newest": insight.BeliefWindow}),
		Limits: wording.Say("it-does-not-say-that-winners-win-what"),
		Source: wording.Say("lord-1967-on-two-ways-to-compare"),
	}
}

// ExplainSources explains the four sources.
func ExplainSources() Explanation {
	return Explanation{
		How:    wording.Say("belief-in-oneself-has-four-sources-given-before", wording.V{"Newest": insight.BeliefWindow}),
		Limits: wording.Say("a-source-with-few-entries-may-still-be"),
		Source: wording.Say("bandura-self-efficacy-1997-lord-1967"),
	}
}
