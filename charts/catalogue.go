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
	// Title says in a few words what it is about.
	Title string
	// Explanation says how it is computed, and what it cannot know.
	Explanation insight.Explanation
	// Compute finds out what the data of an area show. area is the name to put into
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

// Catalogue lists every insight that has a chart, in the order in which to show them.
func Catalogue() []Item {
	return []Item{
		{Key: "trend", Title: describe.TrendTitle.String(), Explanation: insight.ExplainTrend(), Compute: computeTrend},
		{Key: "form", Title: describe.FormTitle.String(), Explanation: insight.ExplainForm(), Compute: computeForm},
		{Key: "next_step", Title: describe.NextStepTitle.String(), Explanation: insight.ExplainNextStep(), Compute: computeNextStep},
		{Key: "stress", Title: describe.StressTitle.String(), Explanation: insight.ExplainStress(), Compute: computeStress},
		{Key: "calibration", Title: describe.CalibrationTitle.String(), Explanation: insight.ExplainCalibration(), Compute: computeCalibration},
		{Key: "mastery", Title: describe.MasteryTitle.String(), Explanation: insight.ExplainMastery(), Compute: computeMastery},
		{Key: "belief_change", Title: describe.BeliefTitle.String(), Explanation: insight.ExplainBeliefChange(), Compute: computeBeliefChange},
		{Key: "sources", Title: describe.SourcesTitle.String(), Explanation: insight.ExplainSources(), Compute: computeSources},
		{Key: "strategies", Title: describe.StrategiesTitle.String(), Explanation: insight.ExplainStrategies(), Compute: computeStrategies},
		{Key: "people", Title: describe.PeopleTitle.String(), Explanation: insight.ExplainPeople(), Compute: computePeople},
		{Key: "obstacles", Title: describe.ObstaclesTitle.String(), Explanation: insight.ExplainObstacles(), Compute: computeObstacles},
		{Key: "recovery", Title: describe.RecoveryTitle.String(), Explanation: insight.ExplainRecovery(), Compute: computeRecovery},
		{Key: "fatigue", Title: describe.FatigueTitle.String(), Explanation: insight.ExplainFatigue(), Compute: computeFatigue},
		{Key: "calendar", Title: describe.CalendarTitle.String(), Explanation: insight.ExplainCalendar(), Compute: computeCalendar},
		{Key: "hours", Title: describe.HoursTitle.String(), Explanation: insight.ExplainHours(), Compute: computeHours},
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

func computeTrend(data insight.Data, area string) Figure {
	r := insight.Trend(data.Samples)
	return Figure{r, NewTrend(r, area), r.Text, r.Finding()}
}

func computeStress(data insight.Data, area string) Figure {
	r := insight.Stress(data.Samples)
	return Figure{r, NewStress(r, area), r.Text, r.Finding()}
}

func computeForm(data insight.Data, area string) Figure {
	r := insight.Form(data)
	return Figure{r, NewForm(r, area), r.Text, r.Finding()}
}

func computeNextStep(data insight.Data, area string) Figure {
	r := insight.NextStep(data)
	return Figure{r, NewNextStep(r, area), r.Text, r.Finding()}
}

func computeCalibration(data insight.Data, area string) Figure {
	r := insight.Calibration(data)
	return Figure{r, NewCalibration(r, area), r.Text, r.Finding()}
}

func computeMastery(data insight.Data, area string) Figure {
	r := insight.Mastery(data)
	return Figure{r, NewMastery(r, area), r.Text, r.Finding()}
}

func computeBeliefChange(data insight.Data, area string) Figure {
	r := insight.BeliefChange(data)
	return Figure{r, NewBeliefChange(r, area), r.Text, r.Finding()}
}

func computeSources(data insight.Data, area string) Figure {
	r := insight.Sources(data)
	return Figure{r, NewSources(r, area), r.Text, r.Finding()}
}

func computeStrategies(data insight.Data, area string) Figure {
	r := insight.Strategies(data)
	return Figure{r, NewCompare(r, describe.StrategiesTitle.String(), area), r.Text, r.Finding()}
}

func computePeople(data insight.Data, area string) Figure {
	r := insight.People(data)
	return Figure{r, NewCompare(r, describe.PeopleTitle.String(), area), r.Text, r.Finding()}
}

func computeObstacles(data insight.Data, area string) Figure {
	r := insight.Obstacles(data)
	return Figure{r, NewObstacles(r, area), r.Text, r.Finding()}
}

func computeRecovery(data insight.Data, area string) Figure {
	r := insight.Recovery(data)
	return Figure{r, NewRecovery(r, area), r.Text, r.Finding()}
}

func computeFatigue(data insight.Data, area string) Figure {
	r := insight.Fatigue(data)
	return Figure{r, NewFatigue(r, area), r.Text, r.Finding()}
}

func computeCalendar(data insight.Data, area string) Figure {
	r := insight.Calendar(data)
	return Figure{r, NewCalendar(r, CalendarEntries, area), r.Text, r.Finding()}
}

func computeHours(data insight.Data, area string) Figure {
	r := insight.Hours(data)
	return Figure{r, NewHours(r, area), r.Text, r.Finding()}
}
