package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Progress says how far an insight is, such as "7 of 12 rated days"; empty for what counts nothing.
func Progress(p insight.Progress) string {
	have := wording.V{"Have": wording.Thousands(p.Have)}
	switch p.Of {
	case insight.OfRatedDays:
		return wording.Count(p.Need, "have-of-n-rated-days", have)
	case insight.OfAttempts:
		return wording.Count(p.Need, "have-of-n-attempts", have)
	case insight.OfOutcomes:
		return wording.Count(p.Need, "have-of-n-attempts-with-an-outcome", have)
	case insight.OfSteps:
		return wording.Count(p.Need, "have-of-n-attempts-with-an-outcome-and-difficulty", have)
	case insight.OfStressAndResult:
		return wording.Count(p.Need, "have-of-n-attempts-with-stress-and-performance", have)
	case insight.OfFearedAndCame:
		return wording.Count(p.Need, "have-of-n-attempts-with-stress-expected-and-felt", have)
	case insight.OfSureBefore:
		return wording.Count(p.Need, "have-of-n-attempts-rated-beforehand", have)
	case insight.OfEachOutcome:
		return wording.Count(p.Need, "have-of-n-each-outcome", have)
	case insight.OfEachSource:
		return wording.Count(p.Need, "have-of-n-each-source", have)
	case insight.OfEachStrategy:
		return wording.Count(p.Need, "have-of-n-each-strategy", have)
	case insight.OfEachPerson:
		return wording.Count(p.Need, "have-of-n-each-person", have)
	case insight.OfNamedObstacles:
		return wording.Count(p.Need, "have-of-n-entries-with-an-obstacle", have)
	case insight.OfSetbacks:
		return wording.Count(p.Need, "have-of-n-setbacks-that-lowered-belief", have)
	case insight.OfFullDays:
		return wording.Count(p.Need, "have-of-n-days-with-stress-and-performance", have)
	case insight.OfMeasured:
		return wording.Count(p.Need, "have-of-n-entries-with-a-measure", have)
	case insight.OfDaysWritten:
		return wording.Count(p.Need, "have-of-n-days-with-entries", have)
	}
	return ""
}

// ExampleMark says of a picture that it is made up.
func ExampleMark() wording.Text { return wording.Text("example-not-yours") }

// ExampleName is the name of what is compared or stood in the way in an example.
func ExampleName() string { return wording.Say("example-noun") }
