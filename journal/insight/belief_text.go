package insight

import (
	"fmt"
	"math"
	"strings"
)

// beliefText says how belief moved after a success against other outcomes.
func beliefText(r BeliefChangeResult) string {
	need := fmt.Sprintf("To compare takes %d of each, rated before and after", groupMin)
	p, compared := r.P.Get()
	switch {
	case r.NSuccess+r.NOther == 0:
		return "This needs entries in which you said how sure you were, both before and after."
	case !compared:
		return fmt.Sprintf("%s: you have %s and %s.", need, count(r.NSuccess, "success", "successes"), count(r.NOther, "other outcome", "other outcomes"))
	case p > beliefSure:
		return fmt.Sprintf("No clear difference: after a success your belief moved %s against other outcomes, which may be luck (%d and %d entries).", points(r.Shift.Or(0)), r.NSuccess, r.NOther)
	}
	shift, low, high := r.Shift.Or(0), r.Interval[0], r.Interval[1]
	if shift < 0 {
		return fmt.Sprintf("After a success your belief moved %.0f points less than after other outcomes (likely %.0f to %.0f).", -shift, -high, -low)
	}
	return fmt.Sprintf("After a success your belief moved %.0f points more than after other outcomes (likely %.0f to %.0f).", shift, low, high)
}

// sourceWords names the four sources as a reader sees them in a sentence.
func sourceWords(source string) string {
	switch source {
	case "mastery":
		return "doing it yourself"
	case "vicarious":
		return "seeing somebody do it"
	case "persuasion":
		return "being told so"
	case "state":
		return "how body and mood felt"
	}
	return source
}

// sourcesText says which sources moved belief.
func sourcesText(r SourcesResult) string {
	var claims, seen []string
	for _, g := range r.Groups {
		if g.Claim {
			way := "up"
			if g.Mean < 0 {
				way = "down"
			}
			claims = append(claims, fmt.Sprintf("%s moved your belief %s by %.0f points on average (likely %.0f to %.0f, %s)",
				sourceWords(g.Name), way, math.Abs(g.Mean), min(math.Abs(g.Low.Or(0)), math.Abs(g.High.Or(0))), max(math.Abs(g.Low.Or(0)), math.Abs(g.High.Or(0))), count(g.N, "entry", "entries")))
		}
		seen = append(seen, fmt.Sprintf("%s %d", sourceWords(g.Name), g.N))
	}
	switch r.Finding() {
	case NotEnough:
		return "This needs entries with a source that you rated both before and after."
	case Facts:
		return fmt.Sprintf("Not enough yet: it takes %d entries of a source, rated before and after. So far: %s.", groupMin, strings.Join(seen, ", "))
	case Claim:
		return sentence(strings.Join(claims, "; "))
	}
	return fmt.Sprintf("No source has clearly moved your belief so far (%s).", strings.Join(seen, ", "))
}

// sentence makes words begin with a capital and end with a full stop.
func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "." }

// ExplainBeliefChange explains belief after outcomes.
func ExplainBeliefChange() Explanation {
	return Explanation{
		How: "For each entry with a rating before and one after, it takes by how many points your belief moved, and compares successes with all other outcomes by their ranks, so that a few extreme entries decide nothing. " +
			"The interval holds the difference 8 times in 10. It is claimed only if luck would show as much less than once in 200 times.",
		Limits: "It does not say that winners win: what belief does to the next performance cannot be told from one person's diary. A rating given right after the event also holds its mood.",
		Source: "Hodges and Lehmann, 1963; Sitzmann and Yeo, 2013, on what such links are worth",
	}
}

// ExplainSources explains the four sources.
func ExplainSources() Explanation {
	return Explanation{
		How: "Belief in oneself has four sources: doing it, seeing somebody like you do it, being told by somebody credible, and how body and mood felt. For each, this takes the mean by which your belief moved from before an entry to after it, with its interval. " +
			"Because several are looked at, each has to be the surer.",
		Limits: "A source with few entries may be the stronger one all the same, and people write down what struck them.",
		Source: "Bandura, Self-efficacy, 1997; Benjamini and Hochberg, 1995 (looking at many)",
	}
}
