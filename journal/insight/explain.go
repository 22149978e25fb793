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
		How:    wording.Say("all-ratings-of-one-day-count-as-their"),
		Limits: wording.Say("the-band-is-about-your-level-not-about"),
		Source: wording.Say("durbin-and-koopman-time-series-analysis"),
	}
}

// ExplainStress explains stress and performance.
func ExplainStress() Explanation {
	return Explanation{
		How:    wording.Say("each-dot-is-one-attempt-two-independent"),
		Limits: wording.Say("that-two-things-go-together-does-not-mean"),
		Source: wording.Say("simonsohn-2018-two-lines-lind"),
	}
}
