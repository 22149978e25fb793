package describe

import (
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// BeliefChange describes how belief moved after a success and after other outcomes.
func BeliefChange(r insight.BeliefChangeResult) string {
	switch {
	case r.NSuccess+r.NOther == 0:
		return wording.Say("this-needs-entries-in-which-you-said")
	case !r.P.IsSet():
		return wording.Say("a-comparison-takes-needed-of-each-rated", wording.V{
			"Needed":    insight.GroupMin,
			"Successes": wording.Count(r.NSuccess, "n-successes-you-have-and"),
			"Others":    wording.Count(r.NOther, "n-other-outcomes-you-have-and"),
		})
	}
	shift := r.Shift.Or(0)
	with := wording.V{"Low": rounded(r.Interval[0]), "High": rounded(r.Interval[1])}
	switch {
	case r.Finding() == insight.Nothing:
		change := math.Round(shift)
		return wording.Count(rounded(math.Abs(change)), "no-clear-difference-after-a-success",
			wording.V{"Change": wording.Signed(change, 0), "Successes": r.NSuccess, "Others": r.NOther})
	case shift < 0:
		with = wording.V{"Low": rounded(-r.Interval[1]), "High": rounded(-r.Interval[0])}
		return wording.Count(rounded(-shift), "after-a-success-your-belief-moved-n", with)
	}
	return wording.Count(rounded(shift), "after-a-success-your-belief-moved-n-points", with)
}

// Sources describes which sources moved belief.
func Sources(r insight.SourcesResult) string {
	var claims, seen []string
	for _, g := range r.Groups {
		if g.Claim {
			claims = append(claims, sourceClaim(g))
		}
		seen = append(seen, sourceSeen(g))
	}
	switch r.Finding() {
	case insight.NotEnough:
		return wording.Say("this-needs-entries-with-a-source")
	case insight.Facts:
		return wording.Say("not-enough-yet-it-takes-needed-entries", wording.V{"Needed": insight.GroupMin, "Sources": wording.List(seen...)})
	case insight.Claim:
		return wording.Clauses(claims...)
	}
	return wording.Say("no-source-has-clearly-moved-your-belief", wording.V{"Sources": wording.List(seen...)})
}

// sourceSeen names a source with how many entries it has.
func sourceSeen(g insight.ChangeGroup) string {
	with := wording.V{"N": g.N}
	switch g.Name {
	case "vicarious":
		return wording.Say("seeing-someone-do-it-n", with)
	case "persuasion":
		return wording.Say("being-told-you-can-do-it-n", with)
	case "state":
		return wording.Say("body-and-mood-n", with)
	}
	return wording.Say("doing-it-yourself-n", with)
}

// sourceClaim is a clause about a source that moved belief.
func sourceClaim(g insight.ChangeGroup) string {
	low, high := math.Abs(g.Low.Or(0)), math.Abs(g.High.Or(0))
	n, with := rounded(math.Abs(g.Mean)), wording.V{
		"Low": rounded(min(low, high)), "High": rounded(max(low, high)),
		"Entries": wording.Count(g.N, "n-entries"),
	}
	if g.Mean < 0 {
		return sourceDown(g.Name, n, with)
	}
	return sourceUp(g.Name, n, with)
}

func sourceUp(source string, n int, with wording.V) string {
	switch source {
	case "vicarious":
		return wording.Count(n, "seeing-someone-do-it-raised-your-belief", with)
	case "persuasion":
		return wording.Count(n, "being-told-you-can-do-it-raised-your", with)
	case "state":
		return wording.Count(n, "body-and-mood-raised-your-belief-by-n", with)
	}
	return wording.Count(n, "doing-it-yourself-raised-your-belief", with)
}

func sourceDown(source string, n int, with wording.V) string {
	switch source {
	case "vicarious":
		return wording.Count(n, "seeing-someone-do-it-lowered-your", with)
	case "persuasion":
		return wording.Count(n, "being-told-you-can-do-it-lowered-your", with)
	case "state":
		return wording.Count(n, "body-and-mood-lowered-your-belief-by-n", with)
	}
	return wording.Count(n, "doing-it-yourself-lowered-your-belief", with)
}

// ExplainBeliefChange explains belief after outcomes.
func ExplainBeliefChange() Explanation {
	return Explanation{
		How:    wording.Say("for-each-entry-rated-before-and-after"),
		Limits: wording.Say("it-does-not-say-that-winners-win-what"),
		Source: wording.Say("hodges-and-lehmann-1963-sitzmann"),
	}
}

// ExplainSources explains the four sources.
func ExplainSources() Explanation {
	return Explanation{
		How:    wording.Say("belief-in-oneself-has-four-sources"),
		Limits: wording.Say("a-source-with-few-entries-may-still-be"),
		Source: wording.Say("bandura-self-efficacy-1997-benjamini"),
	}
}
