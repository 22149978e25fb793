package charts

import (
	"math"
	"slices"
	"time"

	"enactive/journal/describe"
)

// GoalData is what a chart of the way to a goal shows.
type GoalData struct {
	// Name is that of the goal, and Of the name of its number.
	Name, Of string
	// Aim is the number to reach, and Target the same in words, the longest first.
	Aim    float64
	Target []string
	// By is the day by which, zero if none was set.
	By time.Time
	// Values are in order of time.
	Values []GoalDot
	// Format words a number for people.
	Format func(float64) string
	// Minutes is true of durations, whose levels are whole minutes and hours.
	Minutes bool
}

// GoalDot is a value on the way to a goal. ID is the entry that has it; empty for a value of a day.
type GoalDot struct {
	Time  time.Time
	Value float64
	ID    string
}

// goalChart draws values over time and the number to reach. It draws no curve: what is to come is
// not known, and a trend is claimed elsewhere or not at all.
type goalChart struct {
	data  GoalData
	said  captions
	start time.Time
}

// NewGoal makes the chart of the way to a goal. text is the sentence that belongs to it; area names
// what it is about and may be empty.
func NewGoal(d GoalData, text, area string) Chart {
	c := &goalChart{data: d, said: captions{title: describe.ChartTitle(d.Name, area), text: text, header: describe.GoalHeader(d.Of)}}
	d.Values = slices.DeleteFunc(slices.Clone(d.Values), func(v GoalDot) bool { return !finite(v.Value) })
	c.data = d
	for _, v := range slices.Backward(d.Values) {
		c.said.rows = append(c.said.rows, []string{describe.GoalDay(v.Time), d.Format(v.Value)})
	}
	if len(d.Values) > 0 {
		y, m, day := d.Values[0].Time.Date()
		c.start = time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
	}
	return picture{c}
}

// Goal makes the chart of the way to a goal with its sentence; the way has a value. area names what it
// is about and may be empty.
func Goal(w *describe.GoalWay, area string) Chart {
	d := GoalData{Name: w.Name(), Of: w.Of, Aim: w.Goal.Aim.Value, Target: w.Targets(), Format: w.Format, Minutes: w.IsDuration()}
	if by := w.Goal.Aim.By; !by.IsZero() {
		d.By = by.In(time.UTC)
	}
	for _, v := range w.Values {
		d.Values = append(d.Values, GoalDot{Time: v.Time, Value: v.Value, ID: string(v.Entry)})
	}
	return NewGoal(d, w.Sentence(), area)
}

func (c *goalChart) captions() captions { return c.said }

// day counts the days from the first value, by the calendar of the time.
func (c *goalChart) day(t time.Time) float64 {
	y, m, d := t.Date()
	whole := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(c.start).Hours() / 24
	return whole + (float64(t.Hour())+float64(t.Minute())/60)/24
}

// label names the line of the goal at its end.
func (c *goalChart) label(theme Theme) []endLabel {
	return []endLabel{{at: c.data.Aim, words: c.data.Target, set: theme.small()}}
}

func (c *goalChart) endRoom(theme Theme, d detail, width float64) float64 {
	if d >= numbersOnly {
		return 0
	}
	return endRoom(c.label(theme), theme, 0.3*width)
}

func (c *goalChart) margins(theme Theme, d detail, width float64) margins {
	numbers := 0.0
	for _, v := range c.levels() {
		numbers = math.Max(numbers, theme.normal().width(c.data.Format(v)))
	}
	return margins{left: theme.em(10) + numbers, top: theme.em(12), right: math.Max(theme.em(14), c.endRoom(theme, d, width)), bottom: theme.em(40)}
}

// fewestGoalDays is the shortest time that is drawn.
const fewestGoalDays = 14

func (c *goalChart) ranges(f *frame) {
	f.x0, f.x1 = 0, fewestGoalDays
	if n := len(c.data.Values); n > 0 {
		f.x1 = math.Max(f.x1, c.day(c.data.Values[n-1].Time))
		if !c.data.By.IsZero() {
			f.x1 = math.Max(f.x1, c.day(c.data.By))
		}
	}
	rim := 0.02 * (f.x1 - f.x0)
	f.x0, f.x1 = f.x0-rim, f.x1+rim
	levels := c.levels()
	low, high := levels[0], levels[len(levels)-1]
	space := 0.06 * (high - low) // so that no line lies on the edge
	f.y0, f.y1 = low-space, high+space
}

// levels are a few round numbers that hold all values and the goal.
func (c *goalChart) levels() []float64 {
	low, high := c.data.Aim, c.data.Aim
	for _, v := range c.data.Values {
		low, high = math.Min(low, v.Value), math.Max(high, v.Value)
	}
	step := goalStep((high-low)/4, c.data.Minutes)
	first, last := math.Floor(low/step)*step, math.Ceil(high/step)*step
	if last <= first {
		first, last = first-step, last+step
	}
	var levels []float64
	for i := 0; first+float64(i)*step < last+step/2; i++ {
		levels = append(levels, first+float64(i)*step)
	}
	return levels
}

// goalStep is the least round number that is not below least.
func goalStep(least float64, minutes bool) float64 {
	if minutes {
		for _, step := range []float64{1, 2, 5, 10, 15, 30, 60, 120, 240, 480} {
			if step >= least {
				return step
			}
		}
	}
	if !(least > 0) {
		return 1
	}
	base := math.Pow(10, math.Floor(math.Log10(least)))
	for _, m := range []float64{1, 2, 5} {
		if m*base >= least {
			return m * base
		}
	}
	return 10 * base
}

const goalRadius = 4.2

func (c *goalChart) marks(f *frame) []Mark {
	var marks []Mark
	for _, v := range c.data.Values {
		if v.ID == "" {
			continue
		}
		marks = append(marks, Mark{IDs: []string{v.ID}, X: f.x(c.day(v.Time)), Y: f.y(v.Value), Radius: goalRadius, Label: describe.GoalMark(v.Time, c.data.Format(v.Value))})
	}
	return marks
}

func (c *goalChart) paint(f *frame) []func(*canvas) {
	if len(c.data.Values) == 0 {
		return []func(*canvas){func(s *canvas) { f.paintEmpty(s, describe.GoalEmpty(), "") }}
	}
	return []func(*canvas){
		func(s *canvas) { f.paintLevels(s, c.levels(), c.data.Format); f.paintDays(s, c.start) },
		func(s *canvas) { c.paintAim(s, f) },
		func(s *canvas) {
			for _, v := range c.data.Values {
				s.mark(round, point2{f.x(c.day(v.Time)), f.y(v.Value)}, goalRadius, v.ID == "", f.theme.Dot)
			}
		},
	}
}

// paintAim draws the line of the goal with its name, and where the day by which meets it.
func (c *goalChart) paintAim(s *canvas, f *frame) {
	y, style := f.y(c.data.Aim), f.theme.reference()
	s.line([]point2{{f.plot.left, y}, {f.plot.right, y}}, style.ink, style.width, style.dash...)
	if !c.data.By.IsZero() && !c.data.By.Before(c.start) {
		x := f.x(c.day(c.data.By))
		s.hair(point2{x, f.plot.top}, point2{x, f.plot.bottom}, f.theme.Axis)
	}
	if f.detail < numbersOnly {
		f.paintEnds(s, c.label(f.theme), c.endRoom(f.theme, f.detail, innerWidth(f.size, f.theme)))
	}
}
