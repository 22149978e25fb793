package insight_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"enactive/journal/insight"
	"enactive/journal/insight/simulated"
)

// cellNamed finds a kind of journal.
func cellNamed(t *testing.T, cells []simulated.Cell, name string) simulated.Cell {
	t.Helper()
	i := slices.IndexFunc(cells, func(c simulated.Cell) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("there is no journal %q", name)
	}
	return cells[i]
}

// shareOf is how many of 100 journals say something, and how many only possibly.
func shareOf(c simulated.Cell, n, runs int, look func(insight.Data) insight.Finding) (claim, possible float64) {
	for i := range runs {
		switch look(c.Journal(rand.New(rand.NewPCG(41, uint64(i))), n)) {
		case insight.Claim:
			claim += 100 / float64(runs)
		case insight.Possible:
			possible += 100 / float64(runs)
		}
	}
	return claim, possible
}

func stressFinding(d insight.Data) insight.Finding     { return insight.Stress(d).Finding() }
func strategiesFinding(d insight.Data) insight.Finding { return insight.Strategies(d).Finding() }

func TestTimeAloneMakesNoLink(t *testing.T) {
	for _, c := range []struct {
		name string
		n    int
		look func(insight.Data) insight.Finding
	}{
		{"stress and performance drift, unrelated", 100, stressFinding},
		{"practice moves stress and performance", 240, stressFinding},
		{"ten a day, mood 50%, days alike .8", 240, stressFinding},
		{"a strategy adopted midway", 240, strategiesFinding},
		{"strategies in fads, likeness .9", 300, strategiesFinding},
	} {
		claim, possible := shareOf(cellNamed(t, simulated.Silent(), c.name), c.n, 80, c.look)
		if claim > 4 || possible > 5 {
			t.Errorf("%s: %.1f%% claim a link, and %.1f%% call it possible", c.name, claim, possible)
		}
	}
}

func TestWeekdaysAloneMakeNoLink(t *testing.T) {
	weekly := simulated.Cell{Journal: simulated.Measured{Weekly: 1}.Journal}
	if claim, possible := shareOf(weekly, 200, 80, stressFinding); claim > 2 || possible > 3 {
		t.Errorf("%.1f%% claim a link, and %.1f%% call it possible", claim, possible)
	}
	// The link is there on weekdays that differ, too.
	linked := simulated.Cell{Journal: simulated.Life{Plant: func(m *simulated.Moment) {
		m.Stress += float64(m.Day%7-3) / 3
		m.Performance -= m.Stress / 2
	}}.Journal}
	if claim, _ := shareOf(linked, 100, 40, stressFinding); claim < 70 {
		t.Errorf("a link is claimed in %.0f%%", claim)
	}
}

func TestALinkBesideTimeIsFound(t *testing.T) {
	for _, c := range []struct {
		name  string
		n     int
		look  func(insight.Data) insight.Finding
		least float64
	}{
		{"performance falls with stress by .4 sd a sd, both drift", 100, stressFinding, 65},
		{"inverted U, 25 lower at the ends", 80, stressFinding, 50},
		{"a strategy worth 1 sd in 30 of 100", 100, strategiesFinding, 70},
	} {
		if claim, _ := shareOf(cellNamed(t, simulated.Planted(), c.name), c.n, 160, c.look); claim < c.least {
			t.Errorf("%s: found in %.1f%%, want %.0f%%", c.name, claim, c.least)
		}
	}
}

// TestLinksHoldTheirIntervals looks at the slope of stress at likeness .6, where it is 0 and is said to be likely
// between two numbers.
func TestLinksHoldTheirIntervals(t *testing.T) {
	held, all := 0, 0
	for i := range 150 {
		r := insight.Stress(simulated.Life{Likeness: 0.6}.Journal(rand.New(rand.NewPCG(42, uint64(i))), 80))
		if len(r.SlopeCI) == 2 {
			all++
			if r.SlopeCI[0] <= 0 && r.SlopeCI[1] >= 0 {
				held++
			}
		}
	}
	if share := 100 * float64(held) / float64(all); share < 70 || share > 95 {
		t.Errorf("%.0f%% of the intervals hold the slope, 80%% wanted", share)
	}
}

func TestABestRangeHoldsRatingsThatExist(t *testing.T) {
	c := cellNamed(t, simulated.Planted(), "inverted U, 25 lower at the ends")
	for i := range 40 {
		d := c.Journal(rand.New(rand.NewPCG(43, uint64(i))), 80)
		r := insight.Stress(d)
		if len(r.Zone) != 2 {
			continue
		}
		for _, end := range []float64{r.Zone[0], r.Zone[1], r.PeakX.Or(-1)} {
			if !slices.ContainsFunc(d.Samples, func(s insight.Sample) bool { return s.Stress.Or(-1) == end }) {
				t.Errorf("the best range %v with its peak at %v names %v, which no entry has", r.Zone, r.PeakX, end)
			}
		}
		if len(r.Sides) != 3 || r.Sides[1].N == 0 {
			t.Errorf("the best range %v holds no entry", r.Zone)
		}
	}
}
