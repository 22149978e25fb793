package charts

import (
	"bytes"
	"testing"
	"time"

	"enactive/journal/insight"
)

func TestAPartOfATrendHoldsTheRatingsOfItsDays(t *testing.T) {
	c := newTrend(insight.TrendResult{}, "")
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	c.result.Start = start
	for i := range 100 {
		c.dots = append(c.dots, insight.TrendDot{ID: string(rune('a' + i%26)), Day: float64(i) + 0.5, Value: 50, Time: start.AddDate(0, 0, i)})
		c.curve = append(c.curve, insight.LevelPoint{Day: float64(i), Level: 50, SD: 3})
	}
	first, last := c.Span()
	if !first.Equal(start) || last.Before(start.AddDate(0, 0, 99)) {
		t.Errorf("the whole is %v to %v", first, last)
	}
	part := c.Within(start.AddDate(0, 0, 20), start.AddDate(0, 0, 39))
	size, theme := Size{Width: 600, Height: 300}, Light()
	marks := part.Marks(size, theme)
	if len(marks) != 20 {
		t.Fatalf("the part holds %d ratings, want those of 20 days", len(marks))
	}
	for i, m := range marks {
		if m.X < 0 || m.X > 600 || i > 0 && m.X <= marks[i-1].X {
			t.Errorf("mark %d is at %v", i, m.X)
		}
	}
	if part.Text() != c.Text() {
		t.Error("the sentence of a part is another one")
	}
	for _, days := range [][2]int{{-400, -300}, {300, 400}, {50, 50}, {-10, 300}} {
		var b bytes.Buffer
		if err := PNG(&b, c.Within(start.AddDate(0, 0, days[0]), start.AddDate(0, 0, days[1])), size, theme, 1); err != nil {
			t.Errorf("days %v: %v", days, err)
		}
	}
}

func TestAPartThatEndsBeforeTheEndDoesNotSayWhereTheLevelIsNow(t *testing.T) {
	c := newTrend(insight.TrendResult{N: 100, Start: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}, "")
	for i := range 100 {
		c.dots = append(c.dots, insight.TrendDot{Day: float64(i), Value: 50})
		c.curve = append(c.curve, insight.LevelPoint{Day: float64(i), Level: 50, SD: 3})
	}
	size, theme := Size{Width: 700, Height: 320}, Light()
	part := c.Within(c.start(), c.start().AddDate(0, 0, 40)).(*TrendChart)
	if l := part.levelLabel(theme, size, everything); l != nil {
		t.Errorf("a part up to day 40 says %v", l)
	}
	end := c.Within(c.start().AddDate(0, 0, 60), c.start().AddDate(0, 0, 99)).(*TrendChart)
	if l := end.levelLabel(theme, size, everything); l == nil {
		t.Error("the part with the end does not say where the level is now")
	}
}
