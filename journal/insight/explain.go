package insight

import "enactive/journal/wording"

// Explanation says in a layman's words where an insight comes from.
type Explanation struct {
	// How says how it is computed.
	How string `json:"how"`
	// Limits says what it cannot know.
	Limits string `json:"limits"`
	// Source names where the method was published.
	Source string `json:"source"`
}

// ExplainTrend explains the efficacy trend.
func ExplainTrend() Explanation {
	return Explanation{
		How: wording.Say("All ratings of one day count as their mean. Between a steady level and one that wanders, the method weighs which fits your days better, and draws the level that is likely behind them, with a band in which it lies 8 times in 10. " +
			"It speaks of a change when the last days differ from about a month before by 5 points or more, and luck would seldom do that."),
		Limits: wording.Say("The band is about your level, not about the next rating. Ratings told in hindsight are drawn hollow, and those from after an event small: they know the outcome."),
		Source: wording.Say("Durbin and Koopman, Time Series Analysis by State Space Methods, 2012"),
	}
}

// ExplainStress explains stress and performance.
func ExplainStress() Explanation {
	return Explanation{
		How: wording.Say("Each dot is one try. Two independent checks ask whether performance rises up to some stress and falls beyond it: one fits two lines with a break, the other a bow whose ends must both bend down. " +
			"Only if both agree does this speak of a best range; one alone is a hint."),
		Limits: wording.Say("That two things go together does not say that one makes the other. The old textbook bow of Yerkes and Dodson was found with mice in 1908 and is disputed for people at work; this looks only at your own entries, and never at that bow."),
		Source: wording.Say("Simonsohn, 2018 (two lines); Lind and Mehlum, 2010 (test of a bow)"),
	}
}
