package charts

import (
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// Item is one insight with its picture, by which the window, the command line and the
// documents all find it.
type Item struct {
	// Key is how people and scripts name it, such as "trend".
	Key string
	// Title is a short name of its subject.
	Title string
	// Explanation describes how it is computed, and what it cannot know.
	Explanation describe.Explanation
	// Compute computes the result of an area's data. area is the name to put into
	// the chart's title and may be empty.
	Compute func(data insight.Data, area string) Figure
}

// Figure is what an insight found: as numbers, as a picture, and as a sentence.
type Figure struct {
	// Result is the insight's own result, for JSON.
	Result any
	Chart  Chart
	Text   string
	// Finding is how much the sentence claims.
	Finding insight.Finding
}

// Progress is how far the insight is towards what it is for; it is of no unit for a result that does not
// count its way.
func (f Figure) Progress() insight.Progress {
	if r, counts := f.Result.(interface{ Progress() insight.Progress }); counts {
		return r.Progress()
	}
	return insight.Progress{}
}

// Catalogue lists every insight that has a chart, in the order in which to show them.
func Catalogue() []Item {
	items := []Item{
		{Key: "trend", Title: describe.TrendTitle.String(), Explanation: describe.ExplainTrend(), Compute: computeTrend},
		{Key: "form", Title: describe.FormTitle.String(), Explanation: describe.ExplainForm(), Compute: computeForm},
		{Key: "next_step", Title: describe.NextStepTitle.String(), Explanation: describe.ExplainNextStep(), Compute: computeNextStep},
		{Key: "stress", Title: describe.StressTitle.String(), Explanation: describe.ExplainStress(), Compute: computeStress},
		{Key: "feared", Title: describe.FearedTitle.String(), Explanation: describe.ExplainFeared(), Compute: computeFeared},
		{Key: "calibration", Title: describe.CalibrationTitle.String(), Explanation: describe.ExplainCalibration(), Compute: computeCalibration},
		{Key: "mastery", Title: describe.MasteryTitle.String(), Explanation: describe.ExplainMastery(), Compute: computeMastery},
		{Key: "belief_change", Title: describe.BeliefTitle.String(), Explanation: describe.ExplainBeliefChange(), Compute: computeBeliefChange},
		{Key: "sources", Title: describe.SourcesTitle.String(), Explanation: describe.ExplainSources(), Compute: computeSources},
		{Key: "strategies", Title: describe.StrategiesTitle.String(), Explanation: describe.ExplainStrategies(), Compute: computeStrategies},
		{Key: "people", Title: describe.PeopleTitle.String(), Explanation: describe.ExplainPeople(), Compute: computePeople},
		{Key: "measures", Title: describe.MeasuresTitle.String(), Explanation: describe.ExplainMeasurePairs(), Compute: computeMeasures},
		{Key: "obstacles", Title: describe.ObstaclesTitle.String(), Explanation: describe.ExplainObstacles(), Compute: computeObstacles},
		{Key: "recovery", Title: describe.RecoveryTitle.String(), Explanation: describe.ExplainRecovery(), Compute: computeRecovery},
		{Key: "fatigue", Title: describe.FatigueTitle.String(), Explanation: describe.ExplainFatigue(), Compute: computeFatigue},
		{Key: "calendar", Title: describe.CalendarTitle.String(), Explanation: describe.ExplainCalendar(), Compute: computeCalendar},
		{Key: "hours", Title: describe.HoursTitle.String(), Explanation: describe.ExplainHours(), Compute: computeHours},
	}
	for i := range items {
		items[i].Explanation.Wrong = describe.HowOftenWrong(items[i].Key)
	}
	return items
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

func computeTrend(data insight.Data, area string) Figure {
	r := insight.Trend(data)
	text := describe.Trend(r)
	return Figure{r, NewTrend(r, text, area), text, r.Finding()}
}

func computeStress(data insight.Data, area string) Figure {
	r := insight.Stress(data)
	text := describe.Stress(r)
	return Figure{r, NewStress(r, text, area), text, r.Finding()}
}

func computeFeared(data insight.Data, area string) Figure {
	r := insight.Feared(data)
	text := describe.Feared(r)
	return Figure{r, NewFeared(r, text, area), text, r.Finding()}
}

func computeForm(data insight.Data, area string) Figure {
	r := insight.Form(data)
	text := describe.Form(r)
	return Figure{r, NewForm(r, text, area), text, r.Finding()}
}

func computeNextStep(data insight.Data, area string) Figure {
	r := insight.NextStep(data)
	text := describe.NextStep(r)
	return Figure{r, NewNextStep(r, text, area), text, r.Finding()}
}

func computeCalibration(data insight.Data, area string) Figure {
	r := insight.Calibration(data)
	text := describe.Calibration(r)
	return Figure{r, NewCalibration(r, text, area), text, r.Finding()}
}

func computeMastery(data insight.Data, area string) Figure {
	r := insight.Mastery(data)
	text := describe.Mastery(r)
	return Figure{r, NewMastery(r, text, area), text, r.Finding()}
}

func computeBeliefChange(data insight.Data, area string) Figure {
	r := insight.BeliefChange(data)
	text := describe.BeliefChange(r)
	return Figure{r, NewBeliefChange(r, text, area), text, r.Finding()}
}

func computeSources(data insight.Data, area string) Figure {
	r := insight.Sources(data)
	text := describe.Sources(r)
	return Figure{r, NewSources(r, text, area), text, r.Finding()}
}

func computeStrategies(data insight.Data, area string) Figure {
	r := insight.Strategies(data)
	text := describe.Strategies(r)
	return Figure{r, NewCompare(r, describe.StrategiesTitle.String(), text, area), text, r.Finding()}
}

func computePeople(data insight.Data, area string) Figure {
	r := insight.People(data)
	text := describe.People(r)
	return Figure{r, NewCompare(r, describe.PeopleTitle.String(), text, area), text, r.Finding()}
}

func computeMeasures(data insight.Data, area string) Figure {
	r := insight.MeasurePairs(data)
	text := describe.MeasurePairs(r)
	return Figure{r, NewMeasures(r, 0, text, area), text, r.Finding()}
}

func computeObstacles(data insight.Data, area string) Figure {
	r := insight.Obstacles(data)
	text := describe.Obstacles(r)
	return Figure{r, NewObstacles(r, text, area), text, r.Finding()}
}

func computeRecovery(data insight.Data, area string) Figure {
	r := insight.Recovery(data)
	text := describe.Recovery(r)
	return Figure{r, NewRecovery(r, text, area), text, r.Finding()}
}

func computeFatigue(data insight.Data, area string) Figure {
	r := insight.Fatigue(data)
	text := describe.Fatigue(r)
	return Figure{r, NewFatigue(r, text, area), text, r.Finding()}
}

func computeCalendar(data insight.Data, area string) Figure {
	r := insight.Calendar(data)
	text := describe.Calendar(r)
	return Figure{r, NewCalendar(r, CalendarEntries, text, area), text, r.Finding()}
}

func computeHours(data insight.Data, area string) Figure {
	r := insight.Hours(data)
	text := describe.Hours(r)
	return Figure{r, NewHours(r, text, area), text, r.Finding()}
}
