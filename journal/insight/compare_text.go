package insight

import (
	"fmt"
	"strings"

	"enactive/journal/wording"
)

// compareText says which names stand apart, and that going together is no cause.
func compareText(r CompareResult, one, many string) string {
	if len(r.Shown) == 0 {
		them := "it"
		if one == "person" {
			them = "them"
		}
		text := fmt.Sprintf("This compares your stress and performance with and without each %s, from %d entries with %s and %d without.", one, groupMin, them, groupMin)
		if r.TooFew > 0 {
			text += fmt.Sprintf(" Of the %s you named, none has that many yet.", many)
		}
		return text
	}
	var claims []string
	looked := map[string]bool{}
	for _, c := range r.Shown {
		looked[c.Name] = true
		if c.Claim {
			claims = append(claims, claimText(c, one))
		}
	}
	if len(claims) == 0 {
		if len(looked) == 1 {
			return fmt.Sprintf("No clear difference with or without the one %s that you named often enough.", one)
		}
		return fmt.Sprintf("No clear difference with or without any of the %d %s that you named often enough, once it is allowed for looking at so many.", len(looked), many)
	}
	return strings.Join(claims, " ") + " That two things go together does not say that one makes the other."
}

func claimText(c Comparison, one string) string {
	what, more := "stress", "higher"
	if c.Measure == "performance" {
		what = "performance"
	}
	size, low, high := c.Shift, c.Interval[0], c.Interval[1]
	if size < 0 {
		more, size, low, high = "lower", -size, -high, -low
	}
	with := "With “" + c.Name + "”"
	if one == "person" {
		with = "With " + c.Name
	}
	return fmt.Sprintf("%s your %s was about %.0f points %s (likely %.0f to %.0f; %d entries with, %s without).", with, what, size, more, low, high, c.With, wording.Thousands(c.Without))
}

// ExplainStrategies explains strategies.
func ExplainStrategies() Explanation { return explainCompare("strategy you used") }

// ExplainPeople explains people.
func ExplainPeople() Explanation { return explainCompare("person you named") }

func explainCompare(what string) Explanation {
	return Explanation{
		How: fmt.Sprintf("For each %s in at least %d entries, it compares stress and performance with those of the other entries, by their ranks, and gives the difference that holds 8 times in 10. ", what, groupMin) +
			fmt.Sprintf("The newest %s entries count. The more is looked at, the surer each has to be, and entries that resemble the ones next to them count for less.", wording.Thousands(compareWindow)),
		Limits: "You choose when to use what and whom to bring along: if you do so on hard days, a good habit may look bad. Only a comparison on equal days could tell.",
		Source: "Mann and Whitney, 1947; Hodges and Lehmann, 1963; Benjamini and Hochberg, 1995",
	}
}
