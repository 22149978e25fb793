package charts

import (
	"fmt"
	"math"
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

// The results here are made by hand, like those of fixtures_test.go: they hold what a
// journal seldom does, and their pictures change only when the drawing does.

// The sentences of such results, made by hand as well.
const (
	sourcesText   = "Doing it yourself moved your belief up by 6 points on average (likely 5 to 7, 420 entries)."
	beliefText    = "After a success your belief moved 9 points more than after other outcomes (likely 7 to 11)."
	compareText   = "With “Box breathing” your stress was about 18 points lower (likely 13 to 23). That two things go together does not mean that one causes the other."
	obstaclesText = "You named obstacles in 1,900 entries. Most often it was “Silence”."
)

func recoveryText(r insight.RecoveryResult) string {
	text := fmt.Sprintf("You had %d setbacks that lowered your belief.", r.N)
	if r.Days.IsSet() {
		text += " Your belief was typically back after 3 tries and 8 days."
	}
	return text
}

// newRecovery makes the chart of setbacks made by hand.
func newRecovery(r insight.RecoveryResult, area string) Chart {
	return NewRecovery(r, recoveryText(r), area)
}

// changesOf are n changes of belief around a middle, as people give them: in fives.
func changesOf(seed uint64, n int, middle, spread float64) (changes []float64, ids []string) {
	r := dice(seed)
	for i := range n {
		changes = append(changes, math.Round((middle+spread*r.NormFloat64())/5)*5)
		ids = append(ids, fmt.Sprintf("c%d_%d", seed, i))
	}
	return changes, ids
}

func groupOf(name string, n int, middle, spread float64) insight.ChangeGroup {
	g := insight.ChangeGroup{Name: name, N: n}
	g.Changes, g.IDs = changesOf(uint64(n), n, middle, spread)
	for _, v := range g.Changes {
		g.Mean += v / float64(n)
	}
	if n >= 5 {
		reach := 1.3 * spread / math.Sqrt(float64(n))
		g.Low, g.High = some(g.Mean-reach), some(g.Mean+reach)
	}
	return g
}

// fourSources moves belief by doing, and says nothing sure of the others.
func fourSources() insight.SourcesResult {
	doing := groupOf("mastery", 420, 6, 9)
	doing.Claim, doing.NCompared = true, 400
	doing.Given, doing.GivenLow, doing.GivenHigh = some(4), some(3), some(5)
	return insight.SourcesResult{N: 470, Groups: []insight.ChangeGroup{
		doing, groupOf("vicarious", 31, 2, 8), groupOf("persuasion", 12, -3, 12), groupOf("state", 3, 5, 5),
	}}
}

// possibleSource is fourSources, where the second possibly moves belief too.
func possibleSource() Chart {
	c := NewSources(fourSources(), sourcesText, "Pitches").(picture)
	c.figureSpec.(*rowsChart).rows[1].finding = insight.Possible
	return c
}

// fourOutcomes moves belief up after successes and down after failures.
func fourOutcomes() insight.BeliefChangeResult {
	return insight.BeliefChangeResult{NSuccess: 80, NOther: 52, NCompared: 132, Shift: some(9), Interval: []float64{7, 11}, P: some(0.0004), Said: insight.Claim,
		Groups: []insight.ChangeGroup{groupOf("success", 80, 6, 8), groupOf("partial", 21, 1, 7), groupOf("setback", 27, -5, 9), groupOf("failure", 4, -12, 9)}}
}

// comparisonsOf compares n names on both measures; the first is a claim.
func comparisonsOf(n int) insight.CompareResult {
	r := dice(uint64(n))
	names := []string{"Box breathing", "One sentence on a card", "A walk around the block before it begins, without the telephone", "Question first", "Cold water"}
	result := insight.CompareResult{N: 1240}
	for i := range n {
		name := names[i%len(names)]
		if i >= len(names) {
			name = fmt.Sprintf("%s, way %d", name, i/len(names)+1)
		}
		for _, m := range []string{"stress", "performance"} {
			with := 5 + r.IntN(300)
			c := insight.Comparison{Name: name, Measure: m, With: with, Without: 1240 - with, MeanWith: 50, MeanWithout: 50, P: 0.4, Q: 0.6}
			c.Shift = math.Round(80*r.NormFloat64()) / 10
			c.MeanWith += c.Shift
			reach := 60 / math.Sqrt(float64(with))
			c.Interval = []float64{c.Shift - reach, c.Shift + reach}
			if i == 0 && m == "stress" {
				c.Shift, c.Interval, c.Claim = -18, []float64{-23, -13}, true
			}
			c.IDs = []string{fmt.Sprintf("n%d%s", i, m)}
			result.Shown = append(result.Shown, c)
		}
	}
	return result
}

// obstaclesOf are n obstacles, met less and less often.
func obstaclesOf(n int) insight.ObstaclesResult {
	names := []string{"Silence", "Spoke too fast", "The projector had no cable for our laptop, and nobody knew where one could be found", "Lost the thread", "Late train", "A heckler"}
	result := insight.ObstaclesResult{Entries: 1900}
	times := 1476
	for i := range n {
		name := names[i%len(names)]
		if i >= len(names) {
			name += ", again"
		}
		o := insight.ObstacleSeen{Name: name, Times: times, Overcome: times * (i % 4) / 3, IDs: []string{fmt.Sprintf("o%d", i)}}
		if times >= 5 {
			o.Low, o.High = some(0.3), some(0.5)
		}
		result.Shown = append(result.Shown, o)
		times = max(1, times*3/5)
	}
	return result
}

// setbacksOf are n setbacks: some over on the day itself, some after weeks, some open.
func setbacksOf(n int) insight.RecoveryResult {
	r := dice(uint64(n) + 9)
	result := insight.RecoveryResult{N: n}
	day := time.Date(2025, 1, 3, 18, 0, 0, 0, time.UTC)
	for i := range n {
		s := insight.RecoverySetback{ID: fmt.Sprintf("s%d", i), Time: day, Before: 60, After: 45, Back: i%5 != 4}
		s.Days = int(12 * r.ExpFloat64())
		s.Tries = 1 + s.Days/3
		if s.Back {
			s.BackID = fmt.Sprintf("b%d", i)
			result.Back++
		}
		result.Setbacks = append(result.Setbacks, s)
		day = day.AddDate(0, 0, 1+r.IntN(20))
	}
	if n >= 5 {
		result.Tries, result.Days = some(3), some(8)
	}
	return result
}

// handMadeRows are the charts with rows of which a picture is kept.
func handMadeRows() map[string]Chart {
	return map[string]Chart{
		"rows_sources":       NewSources(fourSources(), sourcesText, "Pitches"),
		"rows_possible":      possibleSource(),
		"rows_belief":        NewBeliefChange(fourOutcomes(), beliefText, "Pitches"),
		"rows_compare_2":     NewCompare(comparisonsOf(2), describe.StrategiesTitle.String(), compareText, "Pitches"),
		"rows_compare_20":    NewCompare(comparisonsOf(20), describe.StrategiesTitle.String(), compareText, "Pitches"),
		"rows_obstacles_1":   NewObstacles(obstaclesOf(1), obstaclesText, "Pitches"),
		"rows_obstacles_12":  NewObstacles(obstaclesOf(12), obstaclesText, "Pitches"),
		"rows_recovery_3":    newRecovery(setbacksOf(3), "Pitches"),
		"rows_recovery_1476": newRecovery(setbacksOf(1476), "Pitches"),
	}
}

func TestGoldenPicturesOfRows(t *testing.T) {
	for name, c := range handMadeRows() {
		for _, look := range []struct {
			name  string
			theme Theme
			size  Size
		}{
			{"dark_wide", Dark(), Size{Width: 960, Height: 420, Heading: true}},
			{"light_narrow", Light(), Size{Width: 420, Height: 360}},
			{"light_large", Light().WithTextScale(2), Size{Width: 560, Height: 520}},
		} {
			file := fmt.Sprintf("%s_%s.png", name, look.name)
			t.Run(file, func(t *testing.T) {
				img, err := Image(c, look.size, look.theme, 1)
				if err != nil {
					t.Fatal(err)
				}
				compareWithGolden(t, file, img)
			})
		}
	}
}
