package describe

import (
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Explanation describes for a layman where an insight comes from.
type Explanation struct {
	// How describes the computation.
	How string `json:"how"`
	// Limits names what it cannot know.
	Limits string `json:"limits"`
	// Wrong says how often it said something false where nothing was to be found.
	Wrong string `json:"wrong"`
	// Source names where the method was published.
	Source string `json:"source"`
}

// HowOftenWrong says how often the insight of that key said something false in made-up diaries.
func HowOftenWrong(key string) string {
	rate, claims := insight.RateOf(key)
	if !claims {
		return wording.Say("it-counts-and-claims-nothing-that-luck")
	}
	return wording.Say("in-of-100-made-up-diaries-with-nothing", wording.V{"Unlike": ofHundred(rate.Unlike), "Alike": ofHundred(rate.Alike)})
}

// ofHundred words a rate as so many of 100.
func ofHundred(rate float64) string {
	if rate < 0.75 {
		return wording.Say("fewer-than-1-of-100")
	}
	return wording.Number(math.Round(rate), 0)
}
