package charts

import (
	"enactive/journal/insight"
)

// Item is one insight with its picture, by which the window, the command line and the
// documents all find it.
type Item struct {
	// Key is how people and scripts name it, such as "trend".
	Key string
	// Title says in a few words what it is about.
	Title string
	// Compute finds out what the samples of an area show. area is the name to put into
	// the chart's title and may be empty.
	Compute func(samples []insight.Sample, area string) Figure
}

// Figure is what an insight found: as numbers, as a picture, and as a sentence.
type Figure struct {
	// Result is the insight's own result, for JSON.
	Result any
	Chart  Chart
	Text   string
}

// Catalogue lists every insight that has a chart, in the order in which to show them.
func Catalogue() []Item {
	return []Item{
		{Key: "trend", Title: trendTitle, Compute: computeTrend},
		{Key: "stress", Title: stressTitle, Compute: computeStress},
	}
}

// Find returns the insight of that key.
func Find(key string) (Item, bool) {
	for _, item := range Catalogue() {
		if item.Key == key {
			return item, true
		}
	}
	return Item{}, false
}

func computeTrend(samples []insight.Sample, area string) Figure {
	result := insight.Trend(samples)
	return Figure{Result: result, Chart: NewTrend(result, area), Text: result.Text}
}

func computeStress(samples []insight.Sample, area string) Figure {
	result := insight.Stress(samples)
	return Figure{Result: result, Chart: NewStress(result, area), Text: result.Text}
}
