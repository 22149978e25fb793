package insight_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/charts"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// anything makes a journal of up to 15 entries, plans and check-ins with ties, extremes,
// values that no rating can be, and much that is missing.
func anything(r *rand.Rand) insight.Data {
	number := func(most float64) insight.Number {
		switch r.IntN(8) {
		case 0, 1, 2:
			return insight.Number{}
		case 3:
			return optional.Some([]float64{0, most / 2, most}[r.IntN(3)])
		case 4:
			return optional.Some([]float64{-1, most + 1, math.NaN(), math.Inf(1), 1e300}[r.IntN(5)])
		}
		return optional.Some(math.Round(r.Float64()*most*10) / 10)
	}
	words := func() []string {
		return [][]string{nil, nil, {"a"}, {"a", "A "}, {"", "b"}, {strings.Repeat("long ", 40)}}[r.IntN(6)]
	}
	var d insight.Data
	start := time.Date(2024, 2, 28, 22, 0, 0, 0, time.FixedZone("", (r.IntN(27)-13)*3600))
	for range r.IntN(16) {
		when := start.Add(time.Duration(r.IntN(4)) * time.Duration(r.IntN(500)) * time.Hour)
		s := insight.Sample{ID: fmt.Sprint(r.IntN(6)), Time: when, CheckIn: r.IntN(6) == 0, Planned: r.IntN(8) == 0,
			Source: []string{"", "mastery", "vicarious", "persuasion", "state", "odd"}[r.IntN(6)], Outcome: outcomeAt(r.IntN(5)), Kind: insight.Kind(r.IntN(4)),
			Before: number(100), BeforeAt: when.Add(time.Duration(r.IntN(3)-1) * time.Hour), Retrospective: r.IntN(3) == 0, After: number(100),
			Stress: number(100), StressExpected: number(100), ExpectedInTime: r.IntN(4) > 0,
			Appraisal: []insight.Appraisal{insight.NoAppraisal, insight.Challenge, insight.Threat}[r.IntN(3)], Performance: number(100), Effort: number(100), Difficulty: number(10), Luck: number(10),
			Controllable: []string{"", "yes", "no", "unsure"}[r.IntN(4)], HasLesson: r.IntN(2) == 0, Strategies: words(), People: words()}
		for _, name := range words() {
			s.Obstacles = append(s.Obstacles, insight.Obstacle{Name: name, Overcome: r.IntN(2) == 0})
		}
		d.Samples = append(d.Samples, s)
	}
	for range r.IntN(4) {
		d.Ladder = append(d.Ladder, insight.Rung{Text: "rung", Difficulty: number(10), Rating: number(100)})
	}
	return d
}

func TestNoJournalBreaksASentence(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	r := rand.New(rand.NewPCG(10, 10))
	for run := range inSoak(10_000, 2500) {
		d := anything(r)
		for _, item := range catalogue() {
			f := item.Compute(d, "")
			data, err := json.Marshal(f.Result) // NaN and Inf are errors here
			if err != nil {
				t.Fatalf("run %d, %s: %v for %+v", run, item.Key, err, d)
			}
			for _, bad := range []string{"NaN", "Inf", "%!", "null"} {
				if strings.Contains(f.Text, bad) || strings.Contains(string(data), bad) {
					t.Fatalf("run %d, %s says %q with %s", run, item.Key, f.Text, data)
				}
			}
			if strings.TrimSpace(f.Text) == "" || f.Finding == "" || f.Text != f.Chart.Text() {
				t.Fatalf("run %d, %s says %q, its chart %q, finding %q", run, item.Key, f.Text, f.Chart.Text(), f.Finding)
			}
		}
	}
}

// broken says what is wrong with a sentence, or nothing.
func broken(text string) string {
	switch {
	case text == "":
		return "it is empty"
	case !strings.HasSuffix(text, ".") || strings.ToUpper(text[:1]) != text[:1] && text[0] < '0':
		return "it is no whole sentence"
	}
	for _, bad := range []string{"NaN", "Inf", "%!", "  ", "..", " ,", "!", " 1 tries", " 1 days", " 1 entries", " 1 successes", "-1"} {
		if strings.Contains(text, bad) {
			return fmt.Sprintf("it has %q", bad)
		}
	}
	return ""
}

// facts are the insights whose sentences broken knows.
var facts = []string{"mastery", "obstacles", "recovery", "fatigue", "feared", "calendar", "hours"}

func TestNoJournalBreaksASentenceOfFacts(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	r := rand.New(rand.NewPCG(6, 6))
	for range inSoak(10_000, 2500) {
		d := anything(r)
		for _, item := range catalogue() {
			if !slices.Contains(facts, item.Key) {
				continue
			}
			if text := item.Compute(d, "").Text; broken(text) != "" {
				t.Fatalf("%s: %s: %q", item.Key, broken(text), text)
			}
		}
		for _, s := range d.Samples {
			label, grounds := insight.EvidenceOf(s)
			reason := describe.EvidenceReason(label, grounds)
			if (label == "") != (reason == "") || label != "" && broken(reason) != "" {
				t.Fatalf("evidence %q: %q", label, reason)
			}
		}
	}
}

func TestEveryInsightSaysHowOftenItIsWrongAndWhereItComesFrom(t *testing.T) {
	for _, item := range charts.Catalogue() {
		if e := item.Explanation; broken(e.Wrong) != "" || e.Source == "" || strings.HasSuffix(e.Source, ".") {
			t.Errorf("%s: %q, %q", item.Key, e.Wrong, e.Source)
		}
	}
}

func TestEveryFactIsExplained(t *testing.T) {
	for _, key := range facts {
		item, _ := charts.Find(key)
		if e := item.Explanation; broken(e.How) != "" || broken(e.Limits) != "" || e.Source == "" {
			t.Errorf("%s: %+v", key, e)
		}
	}
}

// outcomeAt is the outcome of a rank.
func outcomeAt(rank int) insight.Outcome {
	return []insight.Outcome{insight.NoOutcome, insight.Failure, insight.Setback, insight.Partial, insight.Success}[rank]
}
