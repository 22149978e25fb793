package describe

import (
	"math"
	"slices"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// compareFacts is for how many names the means are told: those named most often.
const compareFacts = 3

// Strategies points to experiments with strategies first. It tells the means with and without the
// strategies used most, and then which differ; it warns that correlation is not cause.
func Strategies(r insight.CompareResult) string {
	var said []string
	for _, name := range r.Experiments {
		said = append(said, wording.Say("name-was-tried-in-an-experiment", wording.V{"Name": name}))
	}
	return wording.Sentences(append(said, strategiesText(r), triesLeftOut(r.Trying))...)
}

// triesLeftOut says how many tries of experiments that run were left out; "" if none was.
func triesLeftOut(n int) string {
	if n == 0 {
		return ""
	}
	return wording.Count(n, "n-tries-are-left-out-until-the-end")
}

func strategiesText(r insight.CompareResult) string {
	if len(r.Shown) == 0 {
		need := wording.Say("this-compares-your-stress-and", wording.V{"With": insight.GroupMin, "Without": insight.GroupMin})
		if r.TooFew > 0 {
			return wording.Sentences(need, wording.Say("of-the-strategies-you-named-none-has"))
		}
		return need
	}
	named := func(name string) string { return wording.Say("quoted-name", wording.V{"Name": name}) }
	return compareText(r, named, wording.Count(looked(r), "no-clear-difference-with-or-without-any-of"))
}

// People does the same for people.
func People(r insight.CompareResult) string {
	return wording.Sentences(peopleText(r), triesLeftOut(r.Trying))
}

func peopleText(r insight.CompareResult) string {
	if len(r.Shown) == 0 {
		need := wording.Say("this-compares-your-stress", wording.V{"With": insight.GroupMin, "Without": insight.GroupMin})
		if r.TooFew > 0 {
			return wording.Sentences(need, wording.Say("of-the-people-you-named-none-has"))
		}
		return need
	}
	return compareText(r, func(name string) string { return name }, wording.Count(looked(r), "no-clear-difference-with-or-without-any"))
}

// looked counts the names that were compared.
func looked(r insight.CompareResult) int {
	names := map[string]bool{}
	for _, c := range r.Shown {
		names[c.Name] = true
	}
	return len(names)
}

// compareText tells the facts first, and then what is claimed or that nothing is clear.
func compareText(r insight.CompareResult, named func(string) string, nothing string) string {
	said := factsOfNames(r, named)
	claims := 0
	for _, c := range r.Shown {
		if (c.Claim || c.Possible) && len(c.Interval) == 2 {
			said = append(said, differenceText(c, named(c.Name)))
			claims++
		}
	}
	if claims == 0 {
		return wording.Sentences(append(said, nothing)...)
	}
	return wording.Sentences(append(said, wording.Say("that-two-things-go-together-does-not"))...)
}

// factsOfNames are the means with and without the names that come first, each measure of them.
func factsOfNames(r insight.CompareResult, named func(string) string) []string {
	var said []string
	for i := 0; i < len(r.Shown) && len(said) < compareFacts; i++ {
		c := r.Shown[i]
		if i+1 < len(r.Shown) {
			other := r.Shown[i+1]
			if other.Name == c.Name && other.With == c.With && other.Without == c.Without && c.Measure == "stress" {
				said = append(said, wording.Say("name-performance-and-stress-with-and-without", wording.V{"Name": named(c.Name), "With": c.With, "Without": c.Without,
					"Performance": rounded(other.MeanWith), "PerformanceWithout": rounded(other.MeanWithout), "Stress": rounded(c.MeanWith), "StressWithout": rounded(c.MeanWithout)}))
				i++
				continue
			}
		}
		with := wording.V{"Name": named(c.Name), "With": c.With, "Without": c.Without, "Mean": rounded(c.MeanWith), "MeanWithout": rounded(c.MeanWithout)}
		if c.Measure == "performance" {
			said = append(said, wording.Say("name-performance-with-and-without", with))
		} else {
			said = append(said, wording.Say("name-stress-with-and-without", with))
		}
	}
	return said
}

// differenceText says by how much a measure differs with a name, plainly or with a "possibly".
func differenceText(c insight.Comparison, name string) string {
	direction := math.Copysign(1, c.Shift)
	ends := []float64{direction * c.Interval[0], direction * c.Interval[1]}
	slices.Sort(ends)
	with := wording.V{"Name": name, "Points": Whole(direction * c.Shift), "Low": Whole(ends[0]), "High": Whole(ends[1]), "With": c.With, "Without": c.Without}
	if c.Measure == "performance" {
		return performanceDifference(c, with)
	}
	return stressDifference(c, with)
}

func performanceDifference(c insight.Comparison, with wording.V) string {
	switch {
	case c.Shift < 0 && c.Possible:
		return wording.Say("possibly-performance-was-lower-with-name", with)
	case c.Shift < 0:
		return wording.Say("performance-was-lower-with-name", with)
	case c.Possible:
		return wording.Say("possibly-performance-was-higher-with-name", with)
	}
	return wording.Say("performance-was-higher-with-name", with)
}

func stressDifference(c insight.Comparison, with wording.V) string {
	switch {
	case c.Shift < 0 && c.Possible:
		return wording.Say("possibly-stress-was-lower-with-name", with)
	case c.Shift < 0:
		return wording.Say("stress-was-lower-with-name", with)
	case c.Possible:
		return wording.Say("possibly-stress-was-higher-with-name", with)
	}
	return wording.Say("stress-was-higher-with-name", with)
}

// ExplainStrategies explains strategies.
func ExplainStrategies() Explanation {
	return explainCompare(wording.Say("for-each-strategy-beside-time", wording.V{"Needed": insight.GroupMin, "Newest": insight.CompareWindow}))
}

// ExplainPeople explains people.
func ExplainPeople() Explanation {
	return explainCompare(wording.Say("for-each-person-beside-time", wording.V{"Needed": insight.GroupMin, "Newest": insight.CompareWindow}))
}

func explainCompare(how string) Explanation {
	return Explanation{
		How:    how,
		Limits: wording.Say("you-choose-which-strategy-to-use-when"),
		Source: wording.Say("harville-1977-harvey-1989-benjamini"),
	}
}
