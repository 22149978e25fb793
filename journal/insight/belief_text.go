package insight

import (
	"math"

	"enactive/journal/wording"
)

// beliefText says how belief moved after a success against other outcomes.
func beliefText(r BeliefChangeResult) string {
	p, compared := r.P.Get()
	switch {
	case r.NSuccess+r.NOther == 0:
		return wording.Say("This needs entries in which you said how sure you were, both before and after.")
	case !compared:
		return wording.Say("To compare takes {{.Needed}} of each, rated before and after: you have {{.Successes}} and {{.Others}}.", wording.V{
			"Needed":    groupMin,
			"Successes": wording.Count(r.NSuccess, "{{.N}} success [you have … and …]", "{{.N}} successes [you have … and …]"),
			"Others":    wording.Count(r.NOther, "{{.N}} other outcome [you have … and …]", "{{.N}} other outcomes [you have … and …]"),
		})
	}
	shift := r.Shift.Or(0)
	with := wording.V{"Low": whole(r.Interval[0]), "High": whole(r.Interval[1])}
	switch {
	case p > beliefSure:
		change := math.Round(shift)
		return wording.Count(whole(math.Abs(change)), "No clear difference: after a success your belief moved {{.Change}} point against other outcomes, which may be luck ({{.Successes}} and {{.Others}} entries).",
			"No clear difference: after a success your belief moved {{.Change}} points against other outcomes, which may be luck ({{.Successes}} and {{.Others}} entries).",
			wording.V{"Change": wording.Signed(change, 0), "Successes": r.NSuccess, "Others": r.NOther})
	case shift < 0:
		with = wording.V{"Low": whole(-r.Interval[1]), "High": whole(-r.Interval[0])}
		return wording.Count(whole(-shift), "After a success your belief moved {{.N}} point less than after other outcomes (likely {{.Low}} to {{.High}}).",
			"After a success your belief moved {{.N}} points less than after other outcomes (likely {{.Low}} to {{.High}}).", with)
	}
	return wording.Count(whole(shift), "After a success your belief moved {{.N}} point more than after other outcomes (likely {{.Low}} to {{.High}}).",
		"After a success your belief moved {{.N}} points more than after other outcomes (likely {{.Low}} to {{.High}}).", with)
}

// sourcesText says which sources moved belief.
func sourcesText(r SourcesResult) string {
	var claims, seen []string
	for _, g := range r.Groups {
		if g.Claim {
			claims = append(claims, sourceClaim(g))
		}
		seen = append(seen, sourceSeen(g))
	}
	switch r.Finding() {
	case NotEnough:
		return wording.Say("This needs entries with a source that you rated both before and after.")
	case Facts:
		return wording.Say("Not enough yet: it takes {{.Needed}} entries of a source, rated before and after. So far: {{.Sources}}.", wording.V{"Needed": groupMin, "Sources": wording.List(seen...)})
	case Claim:
		return wording.Clauses(claims...)
	}
	return wording.Say("No source has clearly moved your belief so far ({{.Sources}}).", wording.V{"Sources": wording.List(seen...)})
}

// sourceSeen names a source with how many entries it has.
func sourceSeen(g ChangeGroup) string {
	with := wording.V{"N": g.N}
	switch g.Name {
	case "vicarious":
		return wording.Say("seeing somebody do it {{.N}}", with)
	case "persuasion":
		return wording.Say("being told so {{.N}}", with)
	case "state":
		return wording.Say("how body and mood felt {{.N}}", with)
	}
	return wording.Say("doing it yourself {{.N}}", with)
}

// sourceClaim is a clause about a source that moved belief.
func sourceClaim(g ChangeGroup) string {
	low, high := math.Abs(g.Low.Or(0)), math.Abs(g.High.Or(0))
	n, with := whole(math.Abs(g.Mean)), wording.V{
		"Low": whole(min(low, high)), "High": whole(max(low, high)),
		"Entries": wording.Count(g.N, "{{.N}} entry", "{{.N}} entries"),
	}
	if g.Mean < 0 {
		return sourceDown(g.Name, n, with)
	}
	return sourceUp(g.Name, n, with)
}

func sourceUp(source string, n int, with wording.V) string {
	switch source {
	case "vicarious":
		return wording.Count(n, "seeing somebody do it moved your belief up by {{.N}} point on average (likely {{.Low}} to {{.High}}, {{.Entries}})",
			"seeing somebody do it moved your belief up by {{.N}} points on average (likely {{.Low}} to {{.High}}, {{.Entries}})", with)
	case "persuasion":
		return wording.Count(n, "being told so moved your belief up by {{.N}} point on average (likely {{.Low}} to {{.High}}, {{.Entries}})",
			"being told so moved your belief up by {{.N}} points on average (likely {{.Low}} to {{.High}}, {{.Entries}})", with)
	case "state":
		return wording.Count(n, "how body and mood felt moved your belief up by {{.N}} point on average (likely {{.Low}} to {{.High}}, {{.Entries}})",
			"how body and mood felt moved your belief up by {{.N}} points on average (likely {{.Low}} to {{.High}}, {{.Entries}})", with)
	}
	return wording.Count(n, "doing it yourself moved your belief up by {{.N}} point on average (likely {{.Low}} to {{.High}}, {{.Entries}})",
		"doing it yourself moved your belief up by {{.N}} points on average (likely {{.Low}} to {{.High}}, {{.Entries}})", with)
}

func sourceDown(source string, n int, with wording.V) string {
	switch source {
	case "vicarious":
		return wording.Count(n, "seeing somebody do it moved your belief down by {{.N}} point on average (likely {{.Low}} to {{.High}}, {{.Entries}})",
			"seeing somebody do it moved your belief down by {{.N}} points on average (likely {{.Low}} to {{.High}}, {{.Entries}})", with)
	case "persuasion":
		return wording.Count(n, "being told so moved your belief down by {{.N}} point on average (likely {{.Low}} to {{.High}}, {{.Entries}})",
			"being told so moved your belief down by {{.N}} points on average (likely {{.Low}} to {{.High}}, {{.Entries}})", with)
	case "state":
		return wording.Count(n, "how body and mood felt moved your belief down by {{.N}} point on average (likely {{.Low}} to {{.High}}, {{.Entries}})",
			"how body and mood felt moved your belief down by {{.N}} points on average (likely {{.Low}} to {{.High}}, {{.Entries}})", with)
	}
	return wording.Count(n, "doing it yourself moved your belief down by {{.N}} point on average (likely {{.Low}} to {{.High}}, {{.Entries}})",
		"doing it yourself moved your belief down by {{.N}} points on average (likely {{.Low}} to {{.High}}, {{.Entries}})", with)
}

// ExplainBeliefChange explains belief after outcomes.
func ExplainBeliefChange() Explanation {
	return Explanation{
		How: wording.Say("For each entry with a rating before and one after, it takes by how many points your belief moved, and compares successes with all other outcomes by their ranks, so that a few extreme entries decide nothing. " +
			"The interval holds the difference 8 times in 10. It is claimed only if luck would show as much less than once in 200 times."),
		Limits: wording.Say("It does not say that winners win: what belief does to the next performance cannot be told from one person's diary. A rating given right after the event also holds its mood."),
		Source: wording.Say("Hodges and Lehmann, 1963; Sitzmann and Yeo, 2013, on what such links are worth"),
	}
}

// ExplainSources explains the four sources.
func ExplainSources() Explanation {
	return Explanation{
		How: wording.Say("Belief in oneself has four sources: doing it, seeing somebody like you do it, being told by somebody credible, and how body and mood felt. For each, this takes the mean by which your belief moved from before an entry to after it, with its interval. " +
			"Because several are looked at, each has to be the surer."),
		Limits: wording.Say("A source with few entries may be the stronger one all the same, and people write down what struck them."),
		Source: wording.Say("Bandura, Self-efficacy, 1997; Benjamini and Hochberg, 1995 (looking at many)"),
	}
}
