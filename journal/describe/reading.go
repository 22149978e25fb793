package describe

import (
	"slices"

	"enactive/journal"
	"enactive/journal/wording"
)

// Score is a rating of an entry with its name, from 0 to 100.
type Score struct {
	Name  string
	Value float64
}

// Text is the value as people read it.
func (r Score) Text() string { return whole(r.Value) }

// Told lists the parts of an entry as a page shows them: what a person wrote, in the order in which it
// is told, and what stands at its margin. The ratings are not among them: Ratings has those.
func Told(e *journal.Entry) (words, margin []Part) {
	atMargin := []string{"obstacles", "strategies", partNumbers, "people", "tags"}
	for _, name := range partOrder() {
		switch {
		case slices.Contains(atMargin, name):
			margin = append(margin, partsOf(name, e)...)
		case name != partBefore:
			words = append(words, partsOf(name, e)...)
		}
	}
	return words, margin
}

// Ratings lists the ratings of an entry in the order in which they are given. The name of one from
// before says whether it is sealed, or was given afterwards.
func Ratings(e *journal.Entry) []Score {
	var rated []Score
	add := func(name string, v journal.OptRating) {
		if x, ok := v.Get(); ok {
			rated = append(rated, Score{name, float64(x)})
		}
	}
	if e.Type == journal.CheckIn {
		add(wording.Say("how-sure"), e.EfficacyBefore)
		return rated
	}
	before := wording.Say("how-sure-before")
	switch {
	case e.IsRetrospective():
		before = wording.Say("how-sure-before-in-hindsight")
	case e.IsSealed():
		before = wording.Say("how-sure-before-sealed")
	}
	add(before, e.EfficacyBefore)
	add(wording.Say("stress-you-expected"), e.StressExpected)
	add(wording.Say("performance"), e.Performance)
	add(wording.Say("stress"), e.Stress)
	add(wording.Say("how-sure-afterwards"), e.EfficacyAfter)
	return rated
}

// Levels are the three ratings by which entries are compared at a glance, from 0 to 100: how well it
// went, the stress, and how sure one was at last. A negative one was not given.
func Levels(e *journal.Entry) [3]float32 {
	level := func(given ...journal.OptRating) float32 {
		for _, v := range given {
			if x, ok := v.Get(); ok {
				return float32(x)
			}
		}
		return -1
	}
	return [3]float32{level(e.Performance), level(e.Stress, e.StressExpected), level(e.EfficacyAfter, e.EfficacyBefore)}
}
