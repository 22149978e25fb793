package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

func TestNoWordOfRowsIsClippedOrRunsIntoAnother(t *testing.T) {
	for name, c := range handMadeRows() {
		for _, size := range []Size{{Width: 960, Height: 420, Heading: true}, {Width: 420, Height: 360}, {Width: 300, Height: 220}, {Width: 560, Height: 520}, {Width: 120, Height: 90}} {
			for _, scale := range []float64{0.8, 1, 1.3, 2} {
				t.Run(fmt.Sprintf("%s at %vx%v text %v", name, size.Width, size.Height, scale), func(t *testing.T) {
					said := wordsOf(t, c, size, Light().WithTextScale(scale))
					checkWords(t, said, size)
				})
			}
		}
	}
}

func TestEqualChangesAreOneMarkThatOpensAllOfTheirEntries(t *testing.T) {
	result := insight.SourcesResult{N: 4, Groups: []insight.ChangeGroup{{
		Name: "mastery", N: 4, Mean: 5, Changes: []float64{5, -5, 5, 15}, IDs: []string{"a", "b", "c", "d"},
	}}}
	size := Size{Width: 420, Height: 360}
	marks := NewSources(result, sourcesText, "").Marks(size, Light())
	var got []string
	for _, m := range marks {
		got = append(got, strings.Join(m.IDs, "+")+" "+m.Label)
	}
	want := []string{"b Doing it: −5", "c+a Doing it: +5, 2 entries", "d Doing it: +15"}
	if !slices.Equal(got, want) {
		t.Fatalf("the marks are %q, want %q", got, want)
	}
	if marks[1].Radius <= marks[0].Radius {
		t.Errorf("two equal entries are %.1f large, one is %.1f", marks[1].Radius, marks[0].Radius)
	}
}

func TestEveryEntryOfARowCanBeOpened(t *testing.T) {
	result := fourSources()
	open := map[string]bool{}
	for _, m := range NewSources(result, sourcesText, "").Marks(Size{Width: 960, Height: 420}, Dark()) {
		for _, id := range m.IDs {
			open[id] = true
		}
	}
	for _, g := range result.Groups {
		for _, id := range g.IDs {
			if !open[id] {
				t.Errorf("%s of %s cannot be opened", id, g.Name)
			}
		}
	}
}

func TestAComparisonIsHitAlongItsBar(t *testing.T) {
	c, size := NewCompare(comparisonsOf(2), describe.StrategiesTitle.String(), compareText, ""), Size{Width: 960, Height: 420}
	for _, m := range c.Marks(size, Light()) {
		for _, x := range []float64{m.area.left + 1, m.X, m.area.right - 1} {
			if hit, ok := c.Hit(size, Light(), x, m.Y); !ok || hit.ID() != m.ID() {
				t.Errorf("%q at %.0f, %.0f hits %v", m.Label, x, m.Y, hit)
			}
		}
	}
}

func TestMeasuresOfANameAreTogetherWithClaimsFirst(t *testing.T) {
	shown := []insight.Comparison{
		{Name: "Cold water", Measure: "stress", Shift: 1},
		{Name: "Walk", Measure: "stress", Shift: 2},
		{Name: "Cold water", Measure: "performance", Shift: 3},
		{Name: "Walk", Measure: "performance", Shift: 4, Claim: true},
	}
	_, rows := NewCompare(insight.CompareResult{Shown: shown}, describe.PeopleTitle.String(), compareText, "").Table()
	var got []string
	for _, row := range rows {
		got = append(got, row[0]+" "+row[1])
	}
	want := []string{"Walk stress", "Walk performance", "Cold water stress", "Cold water performance"}
	if !slices.Equal(got, want) {
		t.Errorf("the rows are %q, want %q", got, want)
	}
}

func TestRowsThatAreLeftOutAreInTheTable(t *testing.T) {
	for name, c := range map[string]Chart{
		"comparisons": NewCompare(comparisonsOf(20), describe.StrategiesTitle.String(), compareText, ""),
		"obstacles":   NewObstacles(obstaclesOf(12), obstaclesText, ""),
	} {
		size := Size{Width: 420, Height: 300}
		said := wordsOf(t, c, size, Light())
		_, rows := c.Table()
		want := fmt.Sprintf("and %d more in the table", len(rows)-len(c.Marks(size, Light())))
		if !slices.ContainsFunc(said, func(w saying) bool { return w.text == want }) {
			t.Errorf("%s: the picture does not say %q", name, want)
		}
	}
}

func TestLikelyRangeIsDrawnOnlyIfKnown(t *testing.T) {
	few := insight.SourcesResult{N: 3, Groups: []insight.ChangeGroup{groupOf("state", 3, 5, 5)}}
	for name, c := range map[string]struct {
		chart Chart
		bar   bool
	}{
		"few": {NewSources(few, sourcesText, ""), false}, "many": {NewSources(fourSources(), sourcesText, ""), true},
	} {
		size := Size{Width: 960, Height: 420}
		said := wordsOf(t, c.chart, size, Light())
		if got := slices.ContainsFunc(said, func(w saying) bool { return w.text == describe.RowsLikely.String() }); got != c.bar {
			t.Errorf("%s: the key speaks of a bar: %v, want %v", name, got, c.bar)
		}
	}
	_, rows := NewSources(few, sourcesText, "").Table()
	if rows[0][3] != "" || rows[0][4] != "" {
		t.Errorf("the table has a likely range that was not computed: %q", rows[0])
	}
}

func TestRowsThatAreNoNumbersAreLeftOut(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	sources := fourSources()
	sources.Groups[0].Mean, sources.Groups[0].Given = nan, some(nan)
	sources.Groups[1].Low = some(-inf)
	sources.Groups[2].Changes[0] = inf
	compared := comparisonsOf(2)
	compared.Shown[0].Shift = nan
	compared.Shown[1].Interval[1] = inf
	for name, c := range map[string]Chart{"sources": NewSources(sources, sourcesText, ""), "compared": NewCompare(compared, describe.PeopleTitle.String(), compareText, "")} {
		size := Size{Width: 420, Height: 360}
		mustImage(t, c, size, Light(), 1)
		for _, m := range c.Marks(size, Light()) {
			if !finite(m.X, m.Y, m.Radius) {
				t.Errorf("%s: a mark is at %v, %v", name, m.X, m.Y)
			}
		}
		if _, rows := c.Table(); len(rows) != 3 {
			t.Errorf("%s: the table has %d rows, want 3", name, len(rows))
		}
	}
}

func TestASetbackThatWasOverOnItsDayOpensBothOfItsEntries(t *testing.T) {
	result := setbacksOf(3)
	for i := range result.Setbacks {
		result.Setbacks[i].Days, result.Setbacks[i].Back, result.Setbacks[i].BackID = 0, true, fmt.Sprintf("b%d", i)
	}
	c := newRecovery(result, "")
	for _, size := range []Size{{Width: 960, Height: 420, Heading: true}, {Width: 420, Height: 360}} {
		marks := c.Marks(size, Light())
		if len(marks) != 6 {
			t.Fatalf("there are %d marks, want 6", len(marks))
		}
		for _, m := range marks {
			if hit, ok := c.Hit(size, Light(), m.X, m.Y); !ok || hit.ID() != m.ID() {
				t.Errorf("at %v: the mark of %s hits %v", size, m.ID(), hit)
			}
		}
		if gap := marks[1].X - marks[0].X; gap < 8 {
			t.Errorf("at %v: the setback and its end are %.1f apart", size, gap)
		}
	}
}
