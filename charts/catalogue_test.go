package charts

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"enactive/journal/insight"
)

func samplesOf(n int) []insight.Sample {
	r := dice(9)
	start := time.Date(2024, 3, 1, 18, 0, 0, 0, time.UTC)
	var samples []insight.Sample
	for i := range n {
		at := start.AddDate(0, 0, i)
		samples = append(samples, insight.Sample{
			ID: fmt.Sprintf("e%d", i), Time: at, Source: "mastery", Outcome: insight.Success,
			Before: some(clip(50 + 15*r.NormFloat64())), BeforeAt: at.Add(-time.Hour),
			Stress: some(clip(50 + 20*r.NormFloat64())), Performance: some(clip(60 + 15*r.NormFloat64())),
		})
	}
	return samples
}

func TestEveryInsightComputesDrawsAndIsWrittenAsJSON(t *testing.T) {
	seen := map[string]bool{}
	for _, item := range Catalogue() {
		if item.Key == "" || item.Title == "" || seen[item.Key] {
			t.Errorf("item %q %q has no name of its own", item.Key, item.Title)
		}
		seen[item.Key] = true
		for _, n := range []int{0, 1, 4, 40} {
			figure := item.Compute(insight.Data{Samples: samplesOf(n)}, "Runs")
			if figure.Text == "" || figure.Text != figure.Chart.Text() {
				t.Errorf("%s of %d: the figure says %q, its chart %q", item.Key, n, figure.Text, figure.Chart.Text())
			}
			if _, err := json.Marshal(figure.Result); err != nil {
				t.Errorf("%s of %d: %v", item.Key, n, err)
			}
			mustImage(t, figure.Chart, Size{Width: 400, Height: 300, Heading: true}, Light(), 1)
			marked := 0
			for _, m := range figure.Chart.Marks(Size{Width: 400, Height: 300}, Light()) {
				marked += len(m.IDs)
			}
			// These two have a mark for each entry, whatever it holds.
			if (item.Key == "trend" || item.Key == "stress") && marked != n {
				t.Errorf("%s of %d: %d entries have marks", item.Key, n, marked)
			}
		}
	}
}

func TestAnInsightIsFoundByItsKey(t *testing.T) {
	for _, key := range []string{"trend", "stress", "form", "calibration", "calendar"} {
		if item, ok := Find(key); !ok || item.Key != key {
			t.Errorf("%q finds %q, %v", key, item.Key, ok)
		}
	}
	if item, ok := Find("mood"); ok {
		t.Errorf("a key that does not exist finds %q", item.Key)
	}
}
