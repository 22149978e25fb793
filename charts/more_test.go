package charts

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

// expectIn gives attempts the stress that was expected, most of it in time, and how it felt. It has numbers of its
// own, so that the rest of the story stays as it was.
func expectIn(samples []insight.Sample) {
	r := dice(47)
	for i := range samples {
		s := &samples[i]
		s.StressExpected = some(clip(math.Round((s.Stress.Or(0)+8+16*r.NormFloat64())/5) * 5))
		s.ExpectedInTime = r.IntN(8) > 0
		s.Appraisal = []insight.Appraisal{insight.Challenge, insight.NoAppraisal, insight.Threat}[r.IntN(3)]
	}
}

// storyOf makes n entries, about one a day, that hold something for every insight: harder
// tries fail more often, breathing calms, and the last dozen goes badly. It is the same on
// every machine.
func storyOf(n int) []insight.Sample {
	r := dice(45)
	strategies := []string{"Box breathing", "One sentence on a card", "A walk around the block before it begins", "Question first"}
	obstacles := []string{"Silence", "Spoke too fast", "The projector had no cable for our laptop"}
	sources := []string{"mastery", "mastery", "mastery", "vicarious", "persuasion"}
	people := []string{"Ruth", "Jonas"}
	samples := make([]insight.Sample, n)
	day := 0
	for i := range samples {
		day += []int{1, 1, 0, 2, 1, 3, 0}[i%7]
		at := time.Date(2025, 1, 1, 9+i%9, 0, 0, 0, time.UTC).AddDate(0, 0, day)
		difficulty := 1 + float64(r.IntN(9))
		chance := 0.95 - 0.07*difficulty
		if i > n-13 {
			chance = 0.1
		}
		outcome := insight.Failure
		switch x := r.Float64(); {
		case x < chance:
			outcome = insight.Success
		case x < chance+0.1:
			outcome = insight.Partial
		case x < chance+0.25:
			outcome = insight.Setback
		}
		before := clip(math.Round((100*chance+10*r.NormFloat64())/5) * 5)
		stress := 45 + 20*r.NormFloat64()
		s := insight.Sample{
			ID: fmt.Sprintf("e%04d", i), Time: at, BeforeAt: at.Add(-time.Hour), Source: sources[r.IntN(len(sources))],
			Outcome: outcome, Kind: insight.Kind(1 + r.IntN(3)), Before: some(before), After: some(clip(before + 8*float64(outcome.Rank()-insight.Setback.Rank()) + float64(i*i%13) - 6)),
			Performance: some(clip(60 + 15*r.NormFloat64())), Effort: some(clip(60 + 20*r.NormFloat64())),
			Difficulty: some(difficulty), Luck: some(float64(r.IntN(8))), HasLesson: i%4 != 1, Controllable: "yes",
		}
		switch i % 10 {
		case 4: // easily done
			s.Effort, s.Luck = some(15), some(1)
		case 7:
			s.Effort = insight.Number{}
		}
		if r.IntN(3) == 0 {
			k := r.IntN(len(strategies))
			s.Strategies = strategies[k : k+1]
			if k == 0 {
				stress -= 25
			}
		}
		if k := r.IntN(8); k < len(people) {
			s.People = people[k : k+1]
		}
		if k := r.IntN(6); k < len(obstacles) {
			s.Obstacles = []insight.Obstacle{{Name: obstacles[k], Overcome: r.IntN(2) == 0}}
		}
		s.Stress = some(clip(stress))
		samples[i] = s
	}
	expectIn(samples)
	return samples
}

func TestMarksLieWhereTheyAreHitAndOpenEntries(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	tried := 0
	for _, item := range Catalogue() {
		for _, n := range []int{1, 7, 300} {
			for _, size := range []Size{{Width: 960, Height: 420, Heading: true}, {Width: 420, Height: 360}, {Width: 120, Height: 90}} {
				tried++
				for _, theme := range []Theme{Light(), Dark().WithTextScale(2)} {
					c := item.Compute(insight.Data{Samples: storyOf(n)}, "").Chart
					for i, m := range c.Marks(size, theme) {
						if len(m.IDs) == 0 || !strings.HasPrefix(m.ID(), "e") || m.Label == "" {
							t.Fatalf("%s of %d: a mark opens %v and says %q", item.Key, n, m.IDs, m.Label)
						}
						if m.X < 0 || m.Y < 0 || m.X > size.Width || m.Y > size.Height || !finite(m.X, m.Y, m.Radius) {
							t.Errorf("%s of %d at %v: a mark is at %.1f, %.1f", item.Key, n, size, m.X, m.Y)
						}
						if i >= 20 && i%7 != tried%7 {
							continue // each hit lays the picture out anew, and hundreds of marks lie alike; other sizes try others
						}
						if hit, ok := c.Hit(size, theme, m.X, m.Y); !ok || hit.X != m.X || hit.Y != m.Y {
							t.Errorf("%s of %d: the mark at %.1f, %.1f is not hit there but %v", item.Key, n, m.X, m.Y, hit)
						}
					}
					if _, ok := c.Hit(size, theme, -100, -100); ok {
						t.Errorf("%s of %d: outside of the picture something is hit", item.Key, n)
					}
				}
			}
		}
	}
}

func TestTablesHaveARowPerMark(t *testing.T) {
	for _, item := range Catalogue() {
		for _, n := range []int{0, 40, 300} {
			data := insight.Data{Samples: storyOf(n)}
			if item.Key == "measures" { // it looks at nothing without a measure of one's own
				data = measuredOf(n, 5)
			}
			header, rows := item.Compute(data, "").Chart.Table()
			if n == 300 && len(rows) == 0 {
				t.Errorf("%s: the table is empty", item.Key)
			}
			for _, row := range rows {
				if len(row) != len(header) {
					t.Fatalf("%s: a row of %d cells under %d heads: %q", item.Key, len(row), len(header), row)
				}
				for _, cell := range row {
					if strings.Contains(cell, "NaN") || strings.Contains(cell, "Inf") {
						t.Errorf("%s: a cell says %q", item.Key, cell)
					}
				}
			}
		}
	}
}

func TestEveryMeasureOfTheCalendarIsDrawn(t *testing.T) {
	r := insight.Calendar(insight.Data{Samples: storyOf(60)})
	seen := map[string]bool{}
	for _, m := range CalendarMeasures() {
		c := NewCalendar(r, m, describe.Calendar(r), "")
		img := mustImage(t, c, Size{Width: 600, Height: 240}, Light(), 1)
		sum := fmt.Sprintf("%x", img.Pix)
		if m.Words() == "" || seen[sum] {
			t.Errorf("%q looks like another measure", m.Words())
		}
		seen[sum] = true
	}
}

func TestEveryInsightSaysWhereItComesFrom(t *testing.T) {
	for _, item := range Catalogue() {
		e := item.Explanation
		if len(e.How) < 80 || len(e.Limits) < 40 || e.Source == "" {
			t.Errorf("%s: %+v", item.Key, e)
		}
		for _, n := range []int{0, 300} {
			f := item.Compute(insight.Data{Samples: storyOf(n)}, "")
			if f.Finding == "" || n == 0 && f.Finding == insight.Claim {
				t.Errorf("%s of %d: the finding is %q", item.Key, n, f.Finding)
			}
			if data, err := json.Marshal(f.Result); err != nil || strings.Contains(string(data), "null") {
				t.Errorf("%s of %d: %s, %v", item.Key, n, data, err)
			}
		}
	}
}

func BenchmarkEveryChart(b *testing.B) {
	data := insight.Data{Samples: storyOf(20000)}
	for _, item := range Catalogue() {
		c := item.Compute(data, "").Chart
		b.Run(item.Key, func(b *testing.B) {
			for b.Loop() {
				if _, err := Image(c, Size{Width: 900, Height: 400}, Light(), 1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
