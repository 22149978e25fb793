package insight

import (
	"cmp"
	"slices"
	"time"

	"enactive/journal/optional"
)

const (
	// fatigueWindow is how many days up to the newest entry are looked at.
	fatigueWindow = 42
	// FatigueMin is how many of them need both stress and performance.
	FatigueMin = 10
	// FatigueLeast is by how many points each has to change over the days looked at.
	FatigueLeast = 10.0
	// fatigueEach is how likely each change alone may be no change in that direction. The two
	// together have an allowance of their own: two changes on the same days may be one mood, and
	// how they go together shows in their difference.
	fatigueEach = 0.10
)

// fatigueAllowance is that of the two changes together, chosen by looking after each of 100 entries.
func fatigueAllowance() allowance { return allowance{claim: 0.0012, possible: 0.005, keep: 0.012} }

// Fatigue asks whether stress at its peak rises while performance falls, over the last six
// weeks up to the newest entry. Each calendar day counts once, with the mean of its
// entries, and only days with both count. Each change is that of a straight line, fitted
// with errors that resemble those of the day before (see slopeOf). A claim needs each of them,
// and their difference.
func Fatigue(d Data) FatigueResult {
	var r FatigueResult
	for _, day := range byDay(d.Samples, (*Sample).isExperience) {
		f := FatigueDay{Day: day.day, Stress: day.meanOfRatings(stressOf), Performance: day.meanOfRatings(performanceOf)}
		if f.Stress.IsSet() || f.Performance.IsSet() {
			f.IDs = day.ids()
			r.Days = append(r.Days, f)
		}
		r.newest = day.day
	}
	r.look(r.newest)
	r.said = fatigueAllowance().shared(d.Areas).allows(r.evidence(), func(days int) float64 {
		e := FatigueResult{Days: r.Days[:max(0, len(r.Days)-days)]}
		if len(e.Days) > 0 {
			e.look(e.Days[len(e.Days)-1].Day)
		}
		return e.evidence()
	})
	if last, ended := d.Ended(); ended {
		r.Ended = optional.Some(last)
	}
	return r
}

// evidence is how often luck alone makes both changes together; 1 if either is no change worth telling.
func (r FatigueResult) evidence() float64 {
	if r.P.Or(1) > fatigueEach || r.StressChange.Or(0) < FatigueLeast || r.PerformanceChange.Or(0) > -FatigueLeast {
		return 1
	}
	return r.PTogether.Or(1)
}

// look fits the days with both of the six weeks up to the newest.
func (r *FatigueResult) look(newest time.Time) {
	from := newest.AddDate(0, 0, 1-fatigueWindow)
	i, _ := slices.BinarySearchFunc(r.Days, from, func(f FatigueDay, t time.Time) int { return f.Day.Compare(t) })
	var day, stress, performance []float64
	for _, f := range r.Days[i:] {
		s, hasStress := f.Stress.Get()
		p, hasPerformance := f.Performance.Get()
		if !hasStress || !hasPerformance {
			continue
		}
		if r.N == 0 {
			r.Since, from = f.Day.Format(time.DateOnly), f.Day
		}
		r.N++
		day, stress, performance = append(day, float64(daysBetween(from, f.Day))), append(stress, s), append(performance, p)
	}
	if r.N < FatigueMin {
		return
	}
	r.Halves = halvesOf(stress, performance)
	rise, riseCI := changeOver(day, stress)
	fall, fallCI := changeOver(day, performance)
	r.StressChange, r.StressCI = optional.Some(rise.mean), riseCI
	r.PerformanceChange, r.PerformanceCI = optional.Some(fall.mean), fallCI
	u, _, _ := scaled(stress)
	v, _, _ := scaled(performance)
	axpy(-1, v, u)
	together, _ := changeOver(day, u)
	r.P, r.PTogether = optional.Some(max(rise.notAbove, fall.notBelow)), optional.Some(together.notAbove)
}

// halvesOf are the means of the first and of the second half of the days.
func halvesOf(stress, performance []float64) []FatigueHalf {
	var halves []FatigueHalf
	half := len(stress) / 2
	for _, part := range [][2]int{{0, half}, {half, len(stress)}} {
		halves = append(halves, FatigueHalf{N: part[1] - part[0], Stress: average64(stress[part[0]:part[1]]), Performance: average64(performance[part[0]:part[1]])})
	}
	return halves
}

// fatigueShapes is the grid of moods. Six weeks are too few days to tell much of one: each is as likely as the
// others, and none as likely as three of them. That was chosen by simulation, against days alike by up
// to .97 and changes found.
func fatigueShapes() []moodShape {
	grid := []moodShape{{odds: 3}}
	for _, phi := range []float64{0.3, 0.5, 0.7, 0.85, 0.95} {
		grid = append(grid, moodShape{phi: phi, share: 1, odds: 1})
	}
	return grid
}

// changeOver is by how much a straight line through y changes from the first day to the
// last, beside a mood that lasts over the days between; all is 0 if y never changes.
func changeOver(day, y []float64) (change besideEstimate, interval []float64) {
	first, span := day[0], day[len(day)-1]-day[0]
	line, level, steps := make([]float64, len(day)), make([]float64, len(day)), make([]float64, len(day))
	for i, d := range day {
		line[i], level[i] = (d-first)/span-0.5, 1
		if i > 0 {
			steps[i] = d - day[i-1]
		}
	}
	e := deviations(y)
	if norm(e) < 1e-9 { // nothing but rounding
		return besideEstimate{notAbove: 0.5, notBelow: 0.5}, nil
	}
	m, ok := newBesideMood([][]float64{level}, e, steps, fatigueShapes()).with(line)
	if !ok {
		return besideEstimate{notAbove: 0.5, notBelow: 0.5}, nil
	}
	change = m.combination([]float64{0, 1})
	return change, change.interval()
}

// Finding is how much fatigue says.
func (r FatigueResult) Finding() Finding {
	if !r.P.IsSet() {
		return NotEnough
	}
	return cmp.Or(r.said, Nothing)
}

// Span is how many calendar days there are from Since up to the newest day, both included.
func (r FatigueResult) Span() int {
	since, err := time.Parse(time.DateOnly, r.Since)
	if err != nil || len(r.Days) == 0 {
		return 1
	}
	return 1 + daysBetween(since, r.Days[len(r.Days)-1].Day)
}

// FatigueResult is whether stress at its peak rises while performance falls.
type FatigueResult struct {
	// N counts days with both, in the six weeks that are looked at.
	N int `json:"n"`
	// StressChange and PerformanceChange are in points from the first to the last day.
	StressChange      Number    `json:"stress_change,omitzero"`
	StressCI          []float64 `json:"stress_ci80,omitempty"`
	PerformanceChange Number    `json:"performance_change,omitzero"`
	PerformanceCI     []float64 `json:"performance_ci80,omitempty"`
	// P is the larger of how likely stress does not rise, and performance does not fall.
	P Number `json:"p,omitzero"`
	// PTogether is how likely stress does not rise above performance, each in its own spread.
	PTogether Number `json:"p_together,omitzero"`
	// Since is the first of the days that are looked at, as 2006-01-02.
	Since string `json:"since,omitempty"`

	// Halves are the means of the first and of the second half of the days that are looked at.
	Halves []FatigueHalf `json:"halves,omitempty"`

	// Ended is the newest day of a diary that stopped before the day of the look.
	Ended optional.Value[time.Time] `json:"-"`
	// Days are all days with stress or performance, in order; Since on they are looked at.
	Days []FatigueDay `json:"-"`

	newest time.Time
	said   Finding
}

// FatigueHalf is a half of the days: how many, and the means of both.
type FatigueHalf struct {
	N           int     `json:"n"`
	Stress      float64 `json:"stress"`
	Performance float64 `json:"performance"`
}

// FatigueDay is one calendar day: means of its entries.
type FatigueDay struct {
	Day                 time.Time // midnight UTC
	Stress, Performance Number
	IDs                 []string
}
