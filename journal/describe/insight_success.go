package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// successText describes the successes by label. n is the number of experiences.
func successText(successes map[insight.Evidence]int, n int) string {
	all := 0
	for _, k := range successes {
		all += k
	}
	labels := reportedLabels(successes)
	switch {
	case all == 0:
		return wording.Count(n, "you-have-n-experiences-with-an-outcome")
	case len(labels) == 0:
		return wording.Count(all, "you-have-n-successes")
	case all == 1:
		return oneSuccess(labels[0])
	}
	clauses := []string{someSuccesses(labels[0], successes[labels[0]], all)}
	if successes[labels[0]] == all {
		clauses[0] = allSuccesses(labels[0], all)
	}
	for _, label := range labels[1:] {
		clauses = append(clauses, moreSuccesses(label, successes[label]))
	}
	return wording.Clauses(clauses...)
}

// reportedLabels are the labels that some success has: those that say most, or else the others.
func reportedLabels(successes map[insight.Evidence]int) []insight.Evidence {
	for _, labels := range [][]insight.Evidence{{insight.HardWon, insight.EasyOnHard, insight.Assisted, insight.NotRated}, {insight.Earned, insight.Easy}} {
		var named []insight.Evidence
		for _, label := range labels {
			if successes[label] > 0 {
				named = append(named, label)
			}
		}
		if len(named) > 0 {
			return named
		}
	}
	return nil
}

// oneSuccess describes the only success.
func oneSuccess(label insight.Evidence) string {
	switch label {
	case insight.HardWon:
		return wording.Say("your-one-success-was-hard-won")
	case insight.EasyOnHard:
		return wording.Say("your-one-success-came-easily-on-a-hard")
	case insight.Assisted:
		return wording.Say("your-one-success-was-assisted")
	case insight.NotRated:
		return wording.Say("your-one-success-is-not-classified")
	case insight.Earned:
		return wording.Say("your-one-success-was-earned")
	}
	return wording.Say("your-one-success-was-easy")
}

// allSuccesses describes all n successes in a clause.
func allSuccesses(label insight.Evidence, n int) string {
	with := wording.V{"All": n}
	switch label {
	case insight.HardWon:
		return wording.Say("all-all-of-your-successes-were-hard-won-clause", with)
	case insight.EasyOnHard:
		return wording.Say("all-all-of-your-successes-came-easily-clause", with)
	case insight.Assisted:
		return wording.Say("all-all-of-your-successes-were-assisted-clause", with)
	case insight.NotRated:
		return wording.Say("none-of-your-all-successes-clause", with)
	case insight.Earned:
		return wording.Say("all-all-of-your-successes-were-earned-clause", with)
	}
	return wording.Say("all-all-of-your-successes-were-easy-clause", with)
}

// someSuccesses describes n of all successes in a clause.
func someSuccesses(label insight.Evidence, n, all int) string {
	with := wording.V{"All": all}
	switch label {
	case insight.HardWon:
		return wording.Count(n, "n-of-your-all-successes-were-hard-won", with)
	case insight.EasyOnHard:
		return wording.Count(n, "n-of-your-all-successes-came-easily", with)
	case insight.Assisted:
		return wording.Count(n, "n-of-your-all-successes-were-assisted", with)
	case insight.NotRated:
		return wording.Count(n, "n-of-your-all-successes-are-not", with)
	case insight.Earned:
		return wording.Count(n, "n-of-your-all-successes-were-earned", with)
	}
	return wording.Count(n, "n-of-your-all-successes-were-easy", with)
}

// moreSuccesses describes n others of them in a following clause. Those of the
// first labels, hard-won and earned, never follow.
func moreSuccesses(label insight.Evidence, n int) string {
	switch label {
	case insight.EasyOnHard:
		return wording.Count(n, "n-came-easily-on-a-hard-task-more-of-the-successes")
	case insight.Assisted:
		return wording.Count(n, "n-were-assisted-more-of-the-successes")
	case insight.NotRated:
		return wording.Count(n, "n-are-not-classified-because-effort-more-of-the-successes")
	}
	return wording.Count(n, "n-were-easy-more-of-the-successes")
}
