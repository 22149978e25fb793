package charts

import (
	"fmt"
	"testing"

	"enactive/journal/insight"
)

// experimentOf makes an experiment of n pairs, each better by better points or so with.
func experimentOf(n int, better float64, ended bool) ExperimentData {
	d := ExperimentData{Name: "Slow breathing", Measure: "performance"}
	var differences []float64
	for i := range n {
		without := 45 + float64(i*7%5)*5
		with := without + better + float64(i*13%7-3)*5
		d.Tries = append(d.Tries, ExperimentTry{2 * i, fmt.Sprint("with", i), with, fmt.Sprint(with)}, ExperimentTry{2*i + 1, fmt.Sprint("without", i), without, fmt.Sprint(without)})
		d.Pairs = append(d.Pairs, insight.RatedPair{Pair: i, With: with, Without: without, WithID: fmt.Sprint("with", i), WithoutID: fmt.Sprint("without", i)})
		differences = append(differences, with-without)
	}
	if ended {
		r := insight.Pairs(differences)
		d.Result = &r
		if r.Verdict() == insight.PairsHigher || r.Verdict() == insight.PairsLower {
			d.Finding = insight.Claim
		}
	}
	return d
}

const experimentText = "Performance: 10 points higher with “Slow breathing” than without (likely 6 to 14), in your experiment of 10 pairs."

func TestGoldenPicturesOfExperiments(t *testing.T) {
	for name, c := range map[string]Chart{
		"none":    NewExperiment(experimentOf(0, 0, false), experimentText, "Pitches"),
		"running": NewExperiment(experimentOf(5, 10, false), experimentText, "Pitches"),
		"found":   NewExperiment(experimentOf(10, 10, true), experimentText, "Pitches"),
		"unclear": NewExperiment(experimentOf(20, 1, true), experimentText, "Pitches"),
	} {
		for _, look := range looksOf(10) {
			checkGolden(t, fmt.Sprintf("experiment_%s_%s.png", name, look.name), c, look)
		}
	}
}

// While it runs the chart tells the ratings one by one, and neither which were with nor a difference.
func TestChartOfARunningExperimentShowsNoDifference(t *testing.T) {
	header, running := NewExperiment(experimentOf(8, 20, false), experimentText, "").Table()
	_, ended := NewExperiment(experimentOf(8, 20, true), experimentText, "").Table()
	if len(header) != 2 || len(running) != 16 || len(ended) != 9 {
		t.Fatalf("%q: %d rows while it runs, and %d at the end", header, len(running), len(ended))
	}
	for i, row := range running {
		if len(row) != 2 || row[0] != fmt.Sprint("Try ", i+1) {
			t.Errorf("a row while it runs is %q", row)
		}
	}
	if ended[0][0] != "All 8 pairs" || ended[0][4] == "" {
		t.Errorf("the first row at the end is %q", ended[0])
	}
}
