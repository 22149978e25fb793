package charts

import (
	"fmt"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"enactive/charts/render"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// example shows what an insight will look like, drawn from made-up entries: faint, and with a mark that
// says whose it is not. It has no marks of its own, because there are no entries to open.
type example struct {
	item Item
	made func() Chart
}

// Example is an insight drawn from made-up entries. They are computed when it is first drawn, which takes
// some milliseconds.
func Example(item Item) Chart {
	return &example{item: item, made: sync.OnceValue(func() Chart { return item.Compute(exampleData(item.Key), "").Chart })}
}

// Title names the insight.
func (e *example) Title() string { return e.item.Title }

// Text says that it is an example, for those who do not see it too. It says nothing of what is drawn: that is
// true of no one.
func (e *example) Text() string { return describe.ExampleMark().String() }

// Table has no rows.
func (e *example) Table() (header []string, rows [][]string) { return nil, nil }

// Marks are none.
func (e *example) Marks(Size, Theme) []Mark { return nil }

// Hit finds nothing.
func (e *example) Hit(Size, Theme, float64, float64) (Mark, bool) { return Mark{}, false }

// Drawing is the chart of the made-up entries in faint colours, above a line with the mark.
func (e *example) Drawing(size Size, theme Theme) (render.Drawing, error) {
	if theme.regular == nil {
		return render.Drawing{}, errNoFont
	}
	mark := theme.strong().aligned(render.Middle)
	line := mark.size * 1.8
	d, err := e.made().Drawing(Size{Width: size.Width, Height: math.Max(1, size.Height-line)}, theme.faint())
	if err != nil {
		return d, err
	}
	d.Height = size.Height
	d.Layers = append(d.Layers, func(c render.Canvas) {
		s := &canvas{c, theme}
		s.words(describe.ExampleMark().String(), point2{size.Width / 2, size.Height - line + mark.size*1.25}, mark)
	})
	return d, nil
}

// faintShare is how much of the ground is mixed into the colours of an example.
const faintShare = 0.5

// faint is the theme with its inks halfway to the ground, but for those of words: they are to be read.
func (t Theme) faint() Theme {
	inks := []*color.NRGBA{&t.Grid, &t.Axis, &t.Accent, &t.Dot}
	for i := range t.Outcomes {
		inks = append(inks, &t.Outcomes[i])
	}
	for _, ink := range inks {
		*ink = blend(*ink, t.Canvas, faintShare)
	}
	t.Band, t.Zone = faded(t.Band, 1-faintShare), faded(t.Zone, 1-faintShare)
	return t
}

const (
	exampleEntries = 60
	exampleSeed    = 20
	fatigueEntries = 14 // of the last six weeks
	streakEntries  = 12
)

// exampleData are made-up entries of half a year for which the insight with that key has something to tell,
// as far as it ever tells more than facts: someone grows surer, does best at a middling stress, and expects
// more stress than comes. What would hide another insight is there for its own alone.
func exampleData(key string) insight.Data {
	r := rand.New(rand.NewPCG(exampleSeed, exampleEntries))
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	near := func(v, spread float64) insight.Number {
		return optional.Some(clip(math.Round((v+spread*r.NormFloat64())/5) * 5))
	}
	sources := []string{"mastery", "mastery", "mastery", "vicarious", "persuasion"}
	d := insight.Data{Measures: []insight.Measure{{ID: "example", Name: describe.ExampleName(), Kind: insight.NumberMeasure, Unit: "km"}}}
	for i := range exampleEntries {
		through := float64(i) / (exampleEntries - 1)
		at := start.AddDate(0, 0, i*3).Add(time.Duration(9+r.IntN(4)*3) * time.Hour)
		s := insight.Sample{
			ID: fmt.Sprint("example", i), Time: at, BeforeAt: at.Add(-time.Hour), ExpectedInTime: true,
			Source: sources[i%len(sources)], Kind: insight.Practice, Difficulty: optional.Some(float64(2 + r.IntN(3) + int(4*through))),
			Before: near(45+25*through, 8), Stress: near(48, 18), Effort: near(55, 20), Luck: optional.Some(float64(r.IntN(4))), Controllable: "yes", HasLesson: i%3 == 0,
		}
		if i%4 == 0 {
			s.Kind = insight.Stretch
		}
		stress := s.Stress.Or(0)
		s.StressExpected = near(stress+15, 6)
		s.Appraisal = insight.Challenge
		if i%2 == 0 {
			s.Appraisal = insight.Threat
		}
		went := 68 - math.Pow((stress-45)/9, 2)*4 + 8*r.NormFloat64()
		if i%3 == 1 {
			s.Strategies, s.People = []string{describe.ExampleName()}, []string{describe.ExampleName()}
			went += 10
		}
		went = shaped(key, i, &s, went, r)
		s.Performance, s.Outcome = near(went, 4), insight.Setback
		switch {
		case went > 60:
			s.Outcome = insight.Success
		case went > 48:
			s.Outcome = insight.Partial
		}
		s.Measures = []insight.Number{optional.Some(math.Round((5+went/20)*10) / 10)}
		moved := 6.0
		if s.Outcome == insight.Setback {
			moved = -9
			s.Obstacles = []insight.Obstacle{{Name: describe.ExampleName(), Overcome: i%2 == 0}}
		}
		if key == "sources" { // doing it feeds belief, and words do not
			moved = -3
			if s.Source == "mastery" {
				moved = 9
			}
		}
		s.After = near(s.Before.Or(0)+moved, 3)
		d.Samples = append(d.Samples, s)
	}
	slices.SortStableFunc(d.Samples, func(a, b insight.Sample) int { return a.Time.Compare(b.Time) })
	d.Day = start.AddDate(0, 0, 3*exampleEntries)
	return d
}

// shaped changes the made-up entry i for the insight with that key, and returns how well it went.
func shaped(key string, i int, s *insight.Sample, went float64, r *rand.Rand) float64 {
	last := i - exampleEntries
	switch key {
	case "form": // now and then a success, and at last one after another
		if i%4 == 0 || last >= -streakEntries {
			return 75
		}
		return 30 + 30*r.Float64()
	case "next_step": // the harder, the fewer successes
		return 96 - 9*s.Difficulty.Or(0) + 8*r.NormFloat64()
	case "calibration": // it goes better than expected
		s.Before = optional.Some(40 + 5*float64(r.IntN(5)))
		return 62 + 8*r.NormFloat64()
	case "strategies", "people": // it goes better with than without
		went = 48 + 6*r.NormFloat64()
		s.Stress = optional.Some(45 + 5*float64(r.IntN(3)))
		if len(s.People) > 0 {
			went += 20
		}
	case "fatigue": // of late under more pressure, and it goes worse
		if part := float64(last+fatigueEntries) / fatigueEntries; part >= 0 {
			s.Stress = optional.Some(math.Round(30 + 45*part))
			return 80 - 45*part
		}
	case "hours": // often on Tuesday evenings
		if i%3 != 0 {
			y, m, d := s.Time.AddDate(0, 0, int(time.Tuesday-s.Time.Weekday())).Date()
			s.Time = time.Date(y, m, d, 18, 10*(i%3), 0, 0, time.UTC)
			s.BeforeAt = s.Time.Add(-time.Hour)
		}
	}
	return went
}
