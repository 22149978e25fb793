package insight

import (
	"math"
	"slices"

	"enactive/journal/wording"
)

// strategiesText says which strategies stand apart, and that going together is no cause.
func strategiesText(r CompareResult) string {
	switch {
	case len(r.Shown) == 0:
		need := wording.Say("This compares your stress and performance with and without each strategy, from {{.With}} entries with it and {{.Without}} without.", wording.V{"With": groupMin, "Without": groupMin})
		if r.TooFew > 0 {
			return wording.Sentences(need, wording.Say("Of the strategies you named, none has that many yet."))
		}
		return need
	case r.Finding() == Claim:
		return claimsText(r, strategyClaim)
	}
	return wording.Count(looked(r), "No clear difference with or without the one strategy that you named often enough.",
		"No clear difference with or without any of the {{.N}} strategies that you named often enough, once it is allowed for looking at so many.")
}

// peopleText says the same of people.
func peopleText(r CompareResult) string {
	switch {
	case len(r.Shown) == 0:
		need := wording.Say("This compares your stress and performance with and without each person, from {{.With}} entries with them and {{.Without}} without.", wording.V{"With": groupMin, "Without": groupMin})
		if r.TooFew > 0 {
			return wording.Sentences(need, wording.Say("Of the people you named, none has that many yet."))
		}
		return need
	case r.Finding() == Claim:
		return claimsText(r, personClaim)
	}
	return wording.Count(looked(r), "No clear difference with or without the one person that you named often enough.",
		"No clear difference with or without any of the {{.N}} people that you named often enough, once it is allowed for looking at so many.")
}

// looked counts the names that were looked at.
func looked(r CompareResult) int {
	names := map[string]bool{}
	for _, c := range r.Shown {
		names[c.Name] = true
	}
	return len(names)
}

func claimsText(r CompareResult, claim func(c Comparison, n int, with wording.V) string) string {
	var said []string
	for _, c := range r.Shown {
		if !c.Claim {
			continue
		}
		ends := []float64{math.Copysign(1, c.Shift) * c.Interval[0], math.Copysign(1, c.Shift) * c.Interval[1]}
		slices.Sort(ends)
		said = append(said, claim(c, whole(math.Abs(c.Shift)), wording.V{
			"Name": c.Name, "Low": whole(ends[0]), "High": whole(ends[1]), "With": c.With, "Without": c.Without,
		}))
	}
	return wording.Sentences(append(said, wording.Say("That two things go together does not say that one makes the other."))...)
}

// strategyClaim says by how many points, n, a measure differs with a strategy.
func strategyClaim(c Comparison, n int, with wording.V) string {
	lower := c.Shift < 0
	switch {
	case c.Measure == "performance" && lower:
		return wording.Count(n, "With “{{.Name}}” your performance was about {{.N}} point lower (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).",
			"With “{{.Name}}” your performance was about {{.N}} points lower (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).", with)
	case c.Measure == "performance":
		return wording.Count(n, "With “{{.Name}}” your performance was about {{.N}} point higher (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).",
			"With “{{.Name}}” your performance was about {{.N}} points higher (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).", with)
	case lower:
		return wording.Count(n, "With “{{.Name}}” your stress was about {{.N}} point lower (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).",
			"With “{{.Name}}” your stress was about {{.N}} points lower (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).", with)
	}
	return wording.Count(n, "With “{{.Name}}” your stress was about {{.N}} point higher (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).",
		"With “{{.Name}}” your stress was about {{.N}} points higher (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).", with)
}

// personClaim says the same of a person.
func personClaim(c Comparison, n int, with wording.V) string {
	lower := c.Shift < 0
	switch {
	case c.Measure == "performance" && lower:
		return wording.Count(n, "With {{.Name}} your performance was about {{.N}} point lower (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).",
			"With {{.Name}} your performance was about {{.N}} points lower (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).", with)
	case c.Measure == "performance":
		return wording.Count(n, "With {{.Name}} your performance was about {{.N}} point higher (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).",
			"With {{.Name}} your performance was about {{.N}} points higher (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).", with)
	case lower:
		return wording.Count(n, "With {{.Name}} your stress was about {{.N}} point lower (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).",
			"With {{.Name}} your stress was about {{.N}} points lower (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).", with)
	}
	return wording.Count(n, "With {{.Name}} your stress was about {{.N}} point higher (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).",
		"With {{.Name}} your stress was about {{.N}} points higher (likely {{.Low}} to {{.High}}; {{.With}} entries with, {{.Without}} without).", with)
}

// ExplainStrategies explains strategies.
func ExplainStrategies() Explanation {
	return explainCompare(wording.Say("For each strategy you used in at least {{.Needed}} entries, it compares stress and performance with those of the other entries, by their ranks, and gives the difference that holds 8 times in 10. "+
		"The newest {{.Newest}} entries count. The more is looked at, the surer each has to be, and entries that resemble the ones next to them count for less.", wording.V{"Needed": groupMin, "Newest": compareWindow}))
}

// ExplainPeople explains people.
func ExplainPeople() Explanation {
	return explainCompare(wording.Say("For each person you named in at least {{.Needed}} entries, it compares stress and performance with those of the other entries, by their ranks, and gives the difference that holds 8 times in 10. "+
		"The newest {{.Newest}} entries count. The more is looked at, the surer each has to be, and entries that resemble the ones next to them count for less.", wording.V{"Needed": groupMin, "Newest": compareWindow}))
}

func explainCompare(how string) Explanation {
	return Explanation{
		How:    how,
		Limits: wording.Say("You choose when to use what and whom to bring along: if you do so on hard days, a good habit may look bad. Only a comparison on equal days could tell."),
		Source: wording.Say("Mann and Whitney, 1947; Hodges and Lehmann, 1963; Benjamini and Hochberg, 1995"),
	}
}
