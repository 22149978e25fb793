package charts

import (
	"fmt"
	"math"
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

// everyOther are the insights besides trend and stress, which have pictures of their own.
func everyOther() []Item {
	var items []Item
	for _, item := range Catalogue() {
		if item.Key != "trend" && item.Key != "stress" {
			items = append(items, item)
		}
	}
	return items
}

// look is one way to draw a chart.
type look struct {
	name  string
	theme Theme
	size  Size
}

var (
	lightWide  = Size{Width: 960, Height: 420, Heading: true}
	darkNarrow = Size{Width: 420, Height: 360}
)

func looksOf(n int) []look {
	looks := []look{{"light_wide", Light(), lightWide}, {"dark_narrow", Dark(), darkNarrow}}
	if n == 300 {
		looks = append(looks,
			look{"dark_wide", Dark(), lightWide},
			look{"light_narrow_large_words", Light().WithTextScale(2), Size{Width: 480, Height: 420}})
	}
	return looks
}

func TestGoldenPicturesOfEveryOtherInsight(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	for _, item := range everyOther() {
		for _, n := range []int{0, 7, 40, 300} {
			c := item.Compute(insight.Data{Samples: storyOf(n)}, "Pitches").Chart
			for _, look := range looksOf(n) {
				checkGolden(t, fmt.Sprintf("%s_%d_%s.png", item.Key, n, look.name), c, look)
			}
		}
	}
}

func checkGolden(t *testing.T, file string, c Chart, look look) {
	t.Helper()
	t.Run(file, func(t *testing.T) {
		img, err := Image(c, look.size, look.theme, 1)
		if err != nil {
			t.Fatal(err)
		}
		compareWithGolden(t, file, img)
	})
}

// tiredOf makes n days on which stress rises from 20 to 80 while performance falls, and
// belief is higher than what comes of it.
func tiredOf(n int) []insight.Sample {
	r := dice(46)
	samples := make([]insight.Sample, n)
	for i := range samples {
		at := time.Date(2025, 6, 1, 10, 0, 0, 0, time.UTC).AddDate(0, 0, i)
		share := float64(i) / float64(n)
		outcome := insight.Failure
		if r.Float64() < 0.3 {
			outcome = insight.Success
		}
		samples[i] = insight.Sample{
			ID: fmt.Sprintf("e%04d", i), Time: at, BeforeAt: at.Add(-time.Hour), Source: "mastery", Outcome: outcome,
			Before: some(70 + 5*float64(r.IntN(6))), After: some(60),
			Stress: some(clip(20 + 60*share + 6*r.NormFloat64())), Performance: some(clip(75 - 50*share + 6*r.NormFloat64())),
		}
	}
	return samples
}

// streakOf makes n tries: a long ordinary time, and then nothing but successes.
func streakOf(n int) []insight.Sample {
	samples := tiredOf(n)
	for i := n - 16; i < n; i++ {
		samples[i].Outcome = insight.Success
	}
	return samples
}

// measuredOf makes n days with a measure of the day on which performance depends by so many points, and a yes and no that has
// nothing to do with it.
func measuredOf(n int, points float64) insight.Data {
	r := dice(47)
	d := insight.Data{Measures: []insight.Measure{
		{ID: "s", Name: "Sleep", Kind: insight.DurationMeasure, OfDay: true, Better: 1}, {ID: "c", Name: "Coffee", Kind: insight.YesNoMeasure}}}
	for i := range n {
		at := time.Date(2025, 6, 1, 10, 0, 0, 0, time.UTC).AddDate(0, 0, i)
		sleep := r.NormFloat64()
		d.Days = append(d.Days, insight.MeasuredDay{Day: at.Truncate(24 * time.Hour), Measures: []insight.Number{some(math.Round(430 + 45*sleep))}})
		d.Samples = append(d.Samples, insight.Sample{ID: fmt.Sprintf("e%04d", i), Time: at, Performance: some(clip(math.Round(60 + points*sleep + 9*r.NormFloat64()))),
			Measures: []insight.Number{{}, some(float64(r.IntN(2)))}})
	}
	return d
}

func TestGoldenPicturesOfMeasures(t *testing.T) {
	claim := computeMeasures(measuredOf(120, 9), "Pitches")
	if claim.Finding != insight.Claim {
		t.Errorf("the measure on which performance depends is not claimed: %q", claim.Text)
	}
	silent := computeMeasures(measuredOf(60, 0), "Pitches")
	if silent.Finding != insight.Nothing {
		t.Errorf("measures that have nothing to do with it make a finding: %q", silent.Text)
	}
	checkGolden(t, "measures_claim_light_wide.png", claim.Chart, look{"", Light(), lightWide})
	checkGolden(t, "measures_claim_dark_narrow.png", claim.Chart, look{"", Dark(), darkNarrow})
	checkGolden(t, "measures_silent_light_wide.png", silent.Chart, look{"", Light(), lightWide})
	result := claim.Result.(insight.MeasuresResult)
	for i := range result.Shown {
		if result.Shown[i].Sides() {
			checkGolden(t, "measures_sides_light_wide.png", NewMeasures(result, i, claim.Text, "Pitches"), look{"", Light(), lightWide})
			break
		}
	}
}

// fearfulOf makes n days on which more stress was expected than came.
func fearfulOf(n int) []insight.Sample {
	r := dice(48)
	samples := tiredOf(n)
	for i := range samples {
		samples[i].Stress = some(clip(math.Round((52+14*r.NormFloat64())/5) * 5))
		samples[i].StressExpected = some(clip(math.Round((66+14*r.NormFloat64())/5) * 5))
		samples[i].ExpectedInTime = true
	}
	return samples
}

// possiblyFeared is the same as only possible.
func possiblyFeared() Figure {
	r := insight.Feared(insight.Data{Samples: fearfulOf(60)})
	r.Verdict = insight.FearedMaybeCalmer
	text := describe.Feared(r)
	return Figure{r, NewFeared(r, text, "Pitches"), text, r.Finding()}
}

func TestGoldenPicturesOfConfidenceOverTimeAndOfAChance(t *testing.T) {
	c := computeCalibration(insight.Data{Samples: storyOf(300)}, "Pitches").Chart
	checkGolden(t, "next_step_curve_light_wide.png", stepsWithCurve().Chart, look{"", Light(), lightWide})
	checkGolden(t, "next_step_curve_dark_narrow.png", stepsWithCurve().Chart, look{"", Dark(), darkNarrow})
	checkGolden(t, "feared_possible_dark_high.png", possiblyFeared().Chart, look{"", Dark(), Size{Width: 420, Height: 640}})
	checkGolden(t, "calibration_300_dark_high.png", c, look{"", Dark(), Size{Width: 420, Height: 640}})
}

func TestGoldenPicturesOfRareClaims(t *testing.T) {
	claims := map[string]Figure{
		"fatigue_claim":     computeFatigue(insight.Data{Samples: tiredOf(40)}, "Pitches"),
		"feared_claim":      computeFeared(insight.Data{Samples: fearfulOf(60)}, "Pitches"),
		"form_claim":        computeForm(insight.Data{Samples: streakOf(60)}, "Pitches"),
		"calibration_claim": computeCalibration(insight.Data{Samples: tiredOf(60)}, "Pitches"),
	}
	for name, figure := range claims {
		if figure.Finding != insight.Claim {
			t.Errorf("%s claims nothing: %q", name, figure.Text)
		}
		checkGolden(t, name+"_light_wide.png", figure.Chart, look{"", Light(), lightWide})
		checkGolden(t, name+"_dark_narrow.png", figure.Chart, look{"", Dark(), darkNarrow})
	}
}
