package describe

import (
	"math"
	"slices"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Strategies names the strategies that differ, and warns that correlation is not cause.
func Strategies(r insight.CompareResult) string {
	switch {
	case len(r.Shown) == 0:
		need := wording.Say("this-compares-your-stress-and", wording.V{"With": insight.GroupMin, "Without": insight.GroupMin})
		if r.TooFew > 0 {
			return wording.Sentences(need, wording.Say("of-the-strategies-you-named-none-has"))
		}
		return need
	case r.Finding() == insight.Claim:
		return claimsText(r, strategyClaim)
	}
	return wording.Count(looked(r), "no-clear-difference-with-or-without-any-of")
}

// People does the same for people.
func People(r insight.CompareResult) string {
	switch {
	case len(r.Shown) == 0:
		need := wording.Say("this-compares-your-stress", wording.V{"With": insight.GroupMin, "Without": insight.GroupMin})
		if r.TooFew > 0 {
			return wording.Sentences(need, wording.Say("of-the-people-you-named-none-has"))
		}
		return need
	case r.Finding() == insight.Claim:
		return claimsText(r, personClaim)
	}
	return wording.Count(looked(r), "no-clear-difference-with-or-without-any")
}

// looked counts the names that were compared.
func looked(r insight.CompareResult) int {
	names := map[string]bool{}
	for _, c := range r.Shown {
		names[c.Name] = true
	}
	return len(names)
}

func claimsText(r insight.CompareResult, claim func(c insight.Comparison, n int, with wording.V) string) string {
	var said []string
	for _, c := range r.Shown {
		if !c.Claim {
			continue
		}
		ends := []float64{math.Copysign(1, c.Shift) * c.Interval[0], math.Copysign(1, c.Shift) * c.Interval[1]}
		slices.Sort(ends)
		said = append(said, claim(c, rounded(math.Abs(c.Shift)), wording.V{
			"Name": c.Name, "Low": rounded(ends[0]), "High": rounded(ends[1]), "With": c.With, "Without": c.Without,
		}))
	}
	return wording.Sentences(append(said, wording.Say("that-two-things-go-together-does-not"))...)
}

// strategyClaim says by how many points, n, a measure differs with a strategy.
func strategyClaim(c insight.Comparison, n int, with wording.V) string {
	lower := c.Shift < 0
	switch {
	case c.Measure == "performance" && lower:
		return wording.Count(n, "with-name-your-performance-was-about-n-points-lower", with)
	case c.Measure == "performance":
		return wording.Count(n, "with-name-your-performance-was-about-n-points-higher", with)
	case lower:
		return wording.Count(n, "with-name-your-stress-was-about-n-points-lower", with)
	}
	return wording.Count(n, "with-name-your-stress-was-about-n-points-higher", with)
}

// personClaim does the same for a person.
func personClaim(c insight.Comparison, n int, with wording.V) string {
	lower := c.Shift < 0
	switch {
	case c.Measure == "performance" && lower:
		return wording.Count(n, "with-name-your-performance-was-about-n", with)
	case c.Measure == "performance":
		return wording.Count(n, "with-name-your-performance-was-about-n-points", with)
	case lower:
		return wording.Count(n, "with-name-your-stress-was-about-n", with)
	}
	return wording.Count(n, "with-name-your-stress-was-about-n-points", with)
}

// ExplainStrategies explains strategies.
func ExplainStrategies() Explanation {
	return explainCompare(wording.Say("for-each-strategy-you-used-in-at-least", wording.V{"Needed": insight.GroupMin, "Newest": insight.CompareWindow}))
}

// ExplainPeople explains people.
func ExplainPeople() Explanation {
	return explainCompare(wording.Say("for-each-person-you-named-in-at-least", wording.V{"Needed": insight.GroupMin, "Newest": insight.CompareWindow}))
}

func explainCompare(how string) Explanation {
	return Explanation{
		How:    how,
		Limits: wording.Say("you-choose-which-strategy-to-use-when"),
		Source: wording.Say("mann-and-whitney-1947-hodges"),
	}
}
