package describe_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"enactive/charts"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// TestEverySentenceOfAnInsightIsReadOnce parts the texts of many journals and compares their letters with
// those of the parts.
func TestEverySentenceOfAnInsightIsReadOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 13))
	parted := map[string]bool{}
	letters := func(s string) []rune {
		all := []rune(strings.Join(strings.Fields(s), ""))
		slices.Sort(all)
		return all
	}
	for i := range 60 {
		d := fullJournal(r, []int{0, 1, 2, 6, 30, 400}[i%6])
		for _, item := range charts.Catalogue() {
			f := item.Compute(d, "")
			p := describe.InsightParts(item.Key, f.Result, f.Text)
			if got, want := letters(p.Claim+p.Conditions+p.Facts), letters(f.Text); !slices.Equal(got, want) {
				t.Fatalf("%s is parted into %+v, and says %q", item.Key, p, f.Text)
			}
			if p.Claim == "" {
				t.Errorf("%s reads nothing first of %q", item.Key, f.Text)
			}
			if p.Facts != "" && f.Finding != insight.NotEnough {
				parted[item.Key] = true
			}
		}
	}
	for _, key := range []string{"trend", "form", "stress", "calibration", "belief_change", "strategies", "mastery"} {
		if !parted[key] {
			t.Errorf("%s was never parted", key)
		}
	}
}
