package insight

import (
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
	// fatigueEach and fatigueTogether are how likely each change alone, and the two
	// together, may be no change in that direction. Together is the stricter: two changes
	// on the same days may be one mood, and how they go together shows in their
	// difference. The levels are chosen by simulation: see fatigue_test.go.
	fatigueEach     = 0.10
	fatigueTogether = 0.01
)

// Fatigue asks whether stress at its peak rises while performance falls, over the last six
// weeks up to the newest entry. Each calendar day counts once, with the mean of its
// entries, and only days with both count. Each change is that of a straight line, fitted
// with errors that resemble those of the day before (see slopeOf). A claim needs each of them,
// and their difference.
func Fatigue(d Data) FatigueResult {
	var r FatigueResult
	var newest time.Time
	for _, day := range byDay(d.Samples, (*Sample).isExperience) {
		f := FatigueDay{Day: day.day, Stress: day.meanOfRatings(stressOf), Performance: day.meanOfRatings(performanceOf)}
		if f.Stress.IsSet() || f.Performance.IsSet() {
			f.IDs = day.ids()
			r.Days = append(r.Days, f)
		}
		newest = day.day
	}
	r.look(newest.AddDate(0, 0, 1-fatigueWindow))
	return r
}

// look fits the days with both from the given one on.
func (r *FatigueResult) look(from time.Time) {
	var day, stress, performance []float64
	for _, f := range r.Days {
		s, hasStress := f.Stress.Get()
		p, hasPerformance := f.Performance.Get()
		if f.Day.Before(from) || !hasStress || !hasPerformance {
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
	rise, riseCI := changeOver(day, stress)
	fall, fallCI := changeOver(day, performance)
	r.StressChange, r.StressCI = optional.Some(rise.mean), riseCI
	r.PerformanceChange, r.PerformanceCI = optional.Some(fall.mean), fallCI
	u, _, _ := scaled(stress)
	v, _, _ := scaled(performance)
	axpy(-1, v, u)
	together, _ := changeOver(day, u)
	r.P, r.PTogether = optional.Some(max(1-rise.up, fall.up)), optional.Some(1-together.up)
}

// changeOver is by how much a straight line through y changes from the first day to the
// last, with the interval that holds it 8 times in 10; there is none if y never changes.
func changeOver(day, y []float64) (change randomWalk, interval []float64) {
	first, span := day[0], day[len(day)-1]-day[0]
	line := make([]float64, len(day))
	for i, d := range day {
		line[i] = (d - first) / span
	}
	e := deviations(y)
	if norm(e) < 1e-9 { // nothing but rounding
		return randomWalk{up: 0.5}, nil
	}
	w := slopeOf(e, line)
	return w, []float64{w.mean - band80*w.sd, w.mean + band80*w.sd}
}

// Finding is how much fatigue says.
func (r FatigueResult) Finding() Finding {
	p, looked := r.P.Get()
	switch {
	case !looked:
		return NotEnough
	case p <= fatigueEach && r.PTogether.Or(1) <= fatigueTogether && r.StressChange.Or(0) >= FatigueLeast && r.PerformanceChange.Or(0) <= -FatigueLeast:
		return Claim
	}
	return Nothing
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

	// Days are all days with stress or performance, in order; Since on they are looked at.
	Days []FatigueDay `json:"-"`
}

// FatigueDay is one calendar day: means of its entries.
type FatigueDay struct {
	Day                 time.Time // midnight UTC
	Stress, Performance Number
	IDs                 []string
}
