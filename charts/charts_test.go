package charts

import (
	"fmt"
	"image"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"enactive/journal/describe"
	"enactive/journal/insight"
)

func mustImage(t *testing.T, c Chart, size Size, theme Theme, scale float64) *image.RGBA {
	t.Helper()
	img, err := Image(c, size, theme, scale)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// changed is the centre of the pixels in which two pictures differ, weighed by how much.
func changed(a, b *image.RGBA) (x, y float64, ok bool) {
	var total float64
	bounds := a.Bounds()
	for py := bounds.Min.Y; py < bounds.Max.Y; py++ {
		for px := bounds.Min.X; px < bounds.Max.X; px++ {
			d := float64(channelDistance(a, b, px, py))
			total += d
			x += d * (float64(px) + 0.5)
			y += d * (float64(py) + 0.5)
		}
	}
	return x / total, y / total, total > 0
}

// The tests of hitting change one dot of a chart and look where the picture changed: that
// is where the mark has to be.

func TestATrendMarkLiesWhereItsDotIsPainted(t *testing.T) {
	for _, scale := range []float64{1, 2} {
		for _, sz := range bothSizes() {
			full := ratingsOf(12, 1)
			for i := 1; i < len(full.Dots)-1; i++ { // the ends set the axis
				// The dot is moved to the axis, and what is near the axis is cut off.
				moved := full
				moved.Dots = slices.Clone(full.Dots)
				moved.Dots[i].Value = 0
				a, b := newTrend(full, ""), newTrend(moved, "")
				mark := markOf(t, a, sz.size, full.Dots[i].ID)
				bottom := (markOf(t, b, sz.size, full.Dots[i].ID).Y - 6) * scale
				x, y, ok := changed(
					crop(mustImage(t, a, sz.size, Light(), scale), bottom),
					crop(mustImage(t, b, sz.size, Light(), scale), bottom))
				if !ok {
					t.Fatalf("dot %d changes nothing in the picture", i)
				}
				if math.Abs(x/scale-mark.X) > 0.5 || math.Abs(y/scale-mark.Y) > 0.5 {
					t.Errorf("%s, scale %v: the dot of %s is painted at %.2f, %.2f and its mark is at %.2f, %.2f",
						sz.name, scale, mark.ID(), x/scale, y/scale, mark.X, mark.Y)
				}
				hit, ok := a.Hit(sz.size, Light(), mark.X+1, mark.Y-1)
				if !ok || hit.ID() != mark.ID() {
					t.Errorf("%s: beside the dot of %s the pointer finds %q", sz.name, mark.ID(), hit.IDs)
				}
			}
		}
	}
}

func markOf(t *testing.T, c Chart, size Size, id string) Mark {
	t.Helper()
	for _, m := range c.Marks(size, Light()) {
		if slices.Contains(m.IDs, id) {
			return m
		}
	}
	t.Fatalf("no mark represents entry %s", id)
	return Mark{}
}

func crop(img *image.RGBA, bottom float64) *image.RGBA {
	r := img.Bounds()
	r.Max.Y = int(bottom)
	return img.SubImage(r).(*image.RGBA)
}

func TestAStressMarkLiesWhereItsShapeIsPainted(t *testing.T) {
	for _, scale := range []float64{1, 2} {
		for _, sz := range bothSizes() {
			full := scatterOf(30)
			for i := range full.Dots {
				if full.Dots[i].Outcome == insight.Setback {
					continue // the centre of a triangle's area is not the centre of its circle
				}
				solid, hollow := newStress(full, ""), newStress(full, "")
				mark := markOf(t, solid, sz.size, full.Dots[i].ID)
				for g := range hollow.groups {
					if hollow.groups[g].ids[0] == full.Dots[i].ID {
						hollow.groups[g].hindsight = true
					}
				}
				x, y, ok := changed(mustImage(t, solid, sz.size, Light(), scale), mustImage(t, hollow, sz.size, Light(), scale))
				if !ok {
					t.Fatalf("dot %d changes nothing in the picture", i)
				}
				// Where a neighbour covers a part of it, the centre moves a little.
				if math.Hypot(x/scale-mark.X, y/scale-mark.Y) > 1 {
					t.Errorf("%s, scale %v: the shape of %s is painted at %.2f, %.2f and its mark is at %.2f, %.2f",
						sz.name, scale, mark.ID(), x/scale, y/scale, mark.X, mark.Y)
				}
			}
		}
	}
}

func TestHitFindsTheNearestOfSeveralMarksAndNothingFarAway(t *testing.T) {
	c := newStress(latticeOf(1476), "")
	size := Size{Width: 960, Height: 420}
	marks := c.Marks(size, Light())
	for _, m := range marks {
		hit, ok := c.Hit(size, Light(), m.X, m.Y)
		if !ok || !reflect.DeepEqual(hit, m) {
			t.Errorf("the centre of %q hits %q", m.Label, hit.Label)
		}
	}
	if hit, ok := c.Hit(size, Light(), 900, 200); ok {
		t.Errorf("an empty place hits %q", hit.Label)
	}
	if _, ok := newStress(insight.StressResult{}, "").Hit(size, Light(), 400, 200); ok {
		t.Error("an empty chart is hit")
	}
}

func TestEveryEntryHasExactlyOneMark(t *testing.T) {
	charts := map[string]struct {
		chart   Chart
		entries int
	}{
		"trend":          {newTrend(ratingsOf(1476, 6), ""), 1476},
		"side by side":   {newStress(pairsOf(100), ""), 100},
		"merged places":  {newStress(pairsOf(1476), ""), 1476},
		"lattice":        {newStress(latticeOf(1476), ""), 1476},
		"gathered cells": {newStress(scatterOf(5000), ""), 5000},
	}
	for name, c := range charts {
		seen := map[string]int{}
		for _, m := range c.chart.Marks(Size{Width: 640, Height: 300}, Light()) {
			for _, id := range m.IDs {
				seen[id]++
			}
			if m.Label == "" {
				t.Errorf("%s: the mark of %s has no label", name, m.ID())
			}
		}
		if len(seen) != c.entries {
			t.Errorf("%s: %d entries have marks, want %d", name, len(seen), c.entries)
		}
		for id, n := range seen {
			if n != 1 {
				t.Errorf("%s: entry %s has %d marks", name, id, n)
			}
		}
	}
}

func TestAMarkOpensTheNewestOfItsEntries(t *testing.T) {
	result := insight.StressResult{Dots: []insight.StressDot{
		{ID: "old", Stress: 30, Performance: 60, Order: 0},
		{ID: "new", Stress: 30, Performance: 60, Order: 2},
		{ID: "mid", Stress: 30, Performance: 60, Order: 1},
	}}
	marks := newStress(result, "").Marks(Size{Width: 400, Height: 300}, Light())
	if len(marks) != 1 || !slices.Equal(marks[0].IDs, []string{"new", "mid", "old"}) {
		t.Errorf("got %+v, want one mark of new, mid, old", marks)
	}
	if want := "stress 30, performance 60: 3 entries"; marks[0].Label != want {
		t.Errorf("the mark is called %q, want %q", marks[0].Label, want)
	}
}

func TestNoCurveIsDrawnWithoutAVerdictThatAllowsIt(t *testing.T) {
	full := pairsOf(200)
	bare := full
	bare.Curve, bare.Zone = nil, nil
	size := Size{Width: 640, Height: 320}
	for _, v := range []insight.StressVerdict{insight.StressNotEnough, insight.StressUp, insight.StressDown, insight.StressNoPattern, "", "made up"} {
		full.Verdict, bare.Verdict = v, v
		a := mustImage(t, newStress(full, ""), size, Light(), 1)
		b := mustImage(t, newStress(bare, ""), size, Light(), 1)
		if d := differs(a, b); d != "" {
			t.Errorf("verdict %q: a curve or zone is drawn: %s", v, d)
		}
	}
	for _, v := range []insight.StressVerdict{insight.StressInvertedU, insight.StressHint} {
		full.Verdict, bare.Verdict = v, v
		a := mustImage(t, newStress(full, ""), size, Light(), 1)
		b := mustImage(t, newStress(bare, ""), size, Light(), 1)
		if differs(a, b) == "" {
			t.Errorf("verdict %q: neither curve nor zone is drawn", v)
		}
	}
}

func TestAZoneEndOnTheEdgeOfTheEntriesIsLeftOpen(t *testing.T) {
	cases := map[string]struct {
		from, to, sure bool
		want           string
	}{
		"both ends inside":        {true, true, true, "your best range: 35–55"},
		"only the low end inside": {true, false, true, "your best range: from 35"},
		"only the high end, hint": {false, true, false, "possibly your best range: up to 55"},
	}
	for name, c := range cases {
		if got := describe.StressZone(35.2, 54.9, c.from, c.to, c.sure)[0]; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestNoLineIsDrawnWhereItIsTooEarlyToSay(t *testing.T) {
	for n := range leastForLine {
		result := ratingsOf(n, 1)
		result.Curve = []insight.LevelPoint{{Day: 0, Level: 50, SD: 5}, {Day: 3, Level: 60, SD: 5}}
		if newTrend(result, "").hasLine() {
			t.Errorf("%d rated days have a line", n)
		}
	}
	c := newTrend(ratingsOf(leastForLine, 1), "")
	if !c.hasLine() {
		t.Errorf("%d rated days have no line", leastForLine)
	}
	said := wordsOf(t, c, Size{Width: 960, Height: 420}, Light())
	if !slices.ContainsFunc(said, func(w saying) bool { return strings.HasPrefix(w.text, "around") }) {
		t.Errorf("%d rated days: the picture does not say where belief is", leastForLine)
	}
}

func TestNumbersThatAreNoneAreLeftOut(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	trend := ratingsOf(12, 1)
	trend.Dots = append(trend.Dots, insight.TrendDot{ID: "x", Day: nan, Value: 3}, insight.TrendDot{ID: "y", Day: 3, Value: inf})
	trend.Curve = append(trend.Curve, insight.LevelPoint{Day: 30, Level: nan, SD: 1}, insight.LevelPoint{Day: 31, Level: 50, SD: inf})
	stress := pairsOf(40)
	stress.Dots = append(stress.Dots, insight.StressDot{ID: "z", Stress: nan, Performance: 4}, insight.StressDot{ID: "w", Stress: 4, Performance: inf})
	stress.Curve = append(stress.Curve, insight.CurvePoint{X: nan}, insight.CurvePoint{X: 80, Fit: inf})
	stress.Zone = []float64{nan, 50}
	for _, c := range []Chart{newTrend(trend, ""), newStress(stress, "")} {
		mustImage(t, c, Size{Width: 400, Height: 300}, Light(), 1)
		for _, m := range c.Marks(Size{Width: 400, Height: 300}, Light()) {
			if !finite(m.X, m.Y, m.Radius) {
				t.Errorf("%s: the mark of %s is at %v, %v", c.Title(), m.ID(), m.X, m.Y)
			}
		}
	}
}

func TestTheSameDayAndTheSameValueAreNoTrouble(t *testing.T) {
	trend := insight.TrendResult{N: 1, Start: day("2024-02-29")}
	stress := insight.StressResult{}
	for i := range 50 {
		trend.Dots = append(trend.Dots, insight.TrendDot{ID: fmt.Sprint(i), Value: 100, Time: day("2024-02-29")})
		stress.Dots = append(stress.Dots, insight.StressDot{ID: fmt.Sprint(i), Stress: 0, Performance: 100, Order: i})
	}
	trend.Days = []insight.TrendDay{{Day: 0, Mean: 100, Count: 50}}
	for _, c := range []Chart{newTrend(trend, ""), newStress(stress, "")} {
		mustImage(t, c, Size{Width: 400, Height: 300}, Dark(), 1)
	}
}

func TestLongGapIsDistinguished(t *testing.T) {
	days := func(list ...int) (out []insight.TrendDay) {
		for _, d := range list {
			out = append(out, insight.TrendDay{Day: d})
		}
		return out
	}
	cases := []struct {
		name string
		days []insight.TrendDay
		want []gap
	}{
		{"no days have no gap", nil, nil},
		{"a fortnight is no gap", days(0, 14, 28), nil},
		{"three weeks of ten are a gap", days(0, 21, 28, 42, 56, 70), []gap{{0, 21}}},
		{"three weeks of two years are none", days(0, 30, 51, 80, 120, 160, 200, 250, 300, 350, 400, 450, 500, 550, 600, 650, 700), nil},
		{"more than two months always are", days(0, 61, 4000, 4010), []gap{{0, 61}, {61, 4000}}},
	}
	for _, c := range cases {
		if got := longGaps(c.days); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTheLineIsCutAtItsGapsAndLosesNothing(t *testing.T) {
	curve := []insight.LevelPoint{{Day: 0, Level: 10}, {Day: 10, Level: 20}, {Day: 110, Level: 40}, {Day: 120, Level: 50}}
	got := stretches(curve, []gap{{10, 110}})
	want := []stretch{
		{points: curve[:2]}, {points: curve[1:3], gap: true}, {points: curve[2:]},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	// A gap whose ends fell between the points that were kept is cut where the line is there.
	got = stretches([]insight.LevelPoint{{Day: 0, Level: 0}, {Day: 100, Level: 100}}, []gap{{20, 60}})
	if len(got) != 3 || got[1].points[0] != (insight.LevelPoint{Day: 20, Level: 20}) || got[1].points[1] != (insight.LevelPoint{Day: 60, Level: 60}) {
		t.Errorf("got %v, want cuts at days 20 and 60", got)
	}
}

func TestThinningKeepsEveryHighLowAndEnd(t *testing.T) {
	r := dice(5)
	var curve []insight.LevelPoint
	for i := range 10_000 {
		curve = append(curve, insight.LevelPoint{Day: float64(i), Level: 100 * r.Float64(), SD: 5 * r.Float64()})
	}
	column := func(day float64) int { return int(day / 100) }
	thin := thinCurve(curve, column)
	if len(thin) > 400 || thin[0] != curve[0] || thin[len(thin)-1] != curve[len(curve)-1] {
		t.Fatalf("%d points remain, from %v to %v", len(thin), thin[0], thin[len(thin)-1])
	}
	extremes := func(points []insight.LevelPoint) map[int][2]float64 {
		out := map[int][2]float64{}
		for _, p := range points {
			e, ok := out[column(p.Day)]
			if !ok {
				e = [2]float64{p.Level, p.Level}
			}
			out[column(p.Day)] = [2]float64{min(e[0], p.Level), max(e[1], p.Level)}
		}
		return out
	}
	if !reflect.DeepEqual(extremes(thin), extremes(curve)) {
		t.Error("a high or low was lost")
	}
	band := thinBand(curve, column)
	for _, p := range curve {
		b := band[column(p.Day)]
		if p.Level-band80*p.SD < b.low || p.Level+band80*p.SD > b.high {
			t.Fatalf("the band %v does not hold the point %v", b, p)
		}
	}
}

func TestTheTablesSayWhatThePicturesShow(t *testing.T) {
	result := ratingsOf(3, 1)
	result.Days[0].Level, result.Days[0].SD = some(97), some(5)
	header, rows := newTrend(result, "").Table()
	if len(rows) != 3 || len(header) != len(rows[0]) {
		t.Fatalf("header %v, rows %v", header, rows)
	}
	if want := []string{"16 Sep 2024", "1", describe.Tenth(result.Days[0].Mean), "97", "90.6", "100"}; !slices.Equal(rows[2], want) {
		t.Errorf("got %v, want %v: the band is clipped as the picture is", rows[2], want)
	}
	if want := describe.ShortDay(result.Start.AddDate(0, 0, result.Days[2].Day)); rows[0][0] != want {
		t.Errorf("the table begins with %s, want the newest day, %s", rows[0][0], want)
	}
	if _, rows := newTrend(ratingsOf(2, 1), "").Table(); rows[0][3] != "" {
		t.Errorf("two rated days have a level of %q, want none", rows[0][3])
	}
	header, rows = newStress(insight.StressResult{Dots: []insight.StressDot{
		{Stress: 33.333, Performance: 70, Outcome: insight.Partial, Retrospective: true},
		{Stress: 20, Performance: 60, Outcome: insight.Success},
	}}, "").Table()
	if want := []string{"33.3", "70", "partial", "in hindsight"}; len(header) != 4 || !slices.Equal(rows[1], want) {
		t.Errorf("got %v, want %v after the newer one", rows[1], want)
	}
}

func TestOneChartAndThemeMayBeDrawnByManyAtOnce(t *testing.T) {
	theme, size := Light(), Size{Width: 400, Height: 300, Heading: true}
	for _, c := range []Chart{newTrend(ratingsOf(200, 2), "Runs"), newStress(pairsOf(400), "Runs"), newStress(scatterOf(3000), "Runs")} {
		want := mustImage(t, c, size, theme, 1)
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				got, err := Image(c, size, theme, 1)
				if err != nil || !slices.Equal(got.Pix, want.Pix) {
					t.Errorf("%s: drawn beside others it differs (error %v)", c.Title(), err)
				}
				c.Marks(size, theme)
				c.Hit(size, theme, 200, 150)
			})
		}
		group.Wait()
	}
}

func TestAnEmptyChartSaysWhatWouldFillIt(t *testing.T) {
	for _, c := range []struct {
		chart Chart
		title string
	}{{newTrend(insight.TrendResult{}, ""), describe.TrendEmpty.String()}, {newStress(insight.StressResult{}, ""), describe.StressEmpty.String()}} {
		said := wordsOf(t, c.chart, Size{Width: 640, Height: 320}, Light())
		if !slices.ContainsFunc(said, func(w saying) bool { return w.text == c.title }) {
			t.Errorf("the picture does not say %q", c.title)
		}
		if !strings.Contains(c.chart.Text(), c.title) {
			t.Errorf("the text is %q, want it to say %q", c.chart.Text(), c.title)
		}
	}
}
