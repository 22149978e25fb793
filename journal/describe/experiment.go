package describe

import (
	"math"
	"time"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// ExperimentMeasure is what decides an experiment, as its sentences name it.
type ExperimentMeasure struct {
	// Name is its name within a line.
	Name string
	// Better is the direction in which it is better.
	Better journal.Better

	isPoints bool
	unit     string
	decimals int
}

// DecidedBy describes what decides an experiment; own is its measure of one's own, if it is one.
func DecidedBy(decides string, own journal.Measure) ExperimentMeasure {
	switch decides {
	case journal.DecidesPerformance:
		return ExperimentMeasure{Name: wording.Say("performance-inline"), Better: journal.BetterUp, isPoints: true}
	case journal.DecidesStress:
		return ExperimentMeasure{Name: wording.Say("stress-inline"), Better: journal.BetterDown, isPoints: true}
	case journal.DecidesEfficacyAfter:
		return ExperimentMeasure{Name: wording.Say("how-sure-you-were-afterwards"), Better: journal.BetterUp, isPoints: true}
	}
	m := ExperimentMeasure{Name: own.Name, Better: own.Better, isPoints: own.Kind == journal.ScaleMeasure, unit: own.Unit, decimals: 1}
	switch own.Kind {
	case journal.NumberMeasure:
		m.decimals = max(1, own.Decimals)
	case journal.DurationMeasure:
		m.unit, m.decimals = wording.Say("minutes-unit"), 0
	}
	return m
}

// Size words the size of a difference, without its sign: "8 points", "0.4 kg".
func (m ExperimentMeasure) Size(v float64) string {
	if m.isPoints {
		return wording.Count(int(math.Round(math.Abs(v))), "n-points-size")
	}
	return m.withUnit(wording.Number(math.Abs(v), m.decimals))
}

// Signed words a difference with its sign.
func (m ExperimentMeasure) Signed(v float64) string {
	if m.isPoints {
		return wording.Signed(v, 0)
	}
	return m.withUnit(wording.Signed(v, m.decimals))
}

func (m ExperimentMeasure) withUnit(number string) string {
	if m.unit == "" {
		return number
	}
	return wording.Say("number-unit", wording.V{"Number": number, "Unit": m.unit})
}

// upTo rounds a size up to what its sentence can show.
func (m ExperimentMeasure) upTo(size float64) float64 {
	unit := math.Pow10(m.decimals)
	return math.Ceil(size*unit-1e-9) / unit
}

// number words an end of a range whose unit was named.
func (m ExperimentMeasure) number(v float64) string { return wording.Minus(v, m.decimals) }

// ExperimentCanFind says what experiments of so many pairs find, before one starts; "" for a number
// of pairs that none has.
func ExperimentCanFind(pairs int) string {
	f, ok := insight.FindableWith(pairs)
	if !ok {
		return ""
	}
	return wording.Say("of-100-experiments-of-n-pairs-find", wording.V{"N": pairs, "Half": ofHundred(100 * f.Chance[0]), "Most": ofHundred(100 * f.Chance[1]),
		"Whole": ofHundred(100 * f.Chance[2]), "Large": ofHundred(100 * f.Chance[3])})
}

// ExperimentTry says which try comes, and what is to be done in it.
func ExperimentTry(x journal.Experiment, t journal.Try) string {
	v := wording.V{"Try": t.Place + 1, "All": x.Places(), "What": x.With}
	if t.Arm == journal.ArmWith {
		return wording.Say("try-n-of-all-with", v)
	}
	if v["What"] = x.Without; x.Without == "" {
		return wording.Say("try-n-of-all-without", v)
	}
	return wording.Say("try-n-of-all-without-what", v)
}

// ArmWord is the name of an arm.
func ArmWord(a journal.Arm) string {
	if a == journal.ArmWith {
		return wording.Say("with")
	}
	return wording.Say("without")
}

// ExperimentRunning says how far an experiment is, and nothing of what it finds.
func ExperimentRunning(c journal.Course, today journal.Date) string {
	x := c.Experiment
	said := []string{wording.Say("n-of-all-pairs-are-done", wording.V{"Done": c.PairsDone, "All": x.Pairs})}
	if n := c.PairsUnrated(); n > 0 {
		said = append(said, wording.Count(n, "n-pairs-of-those-lack-a-rating"))
	}
	if _, isOpen := c.Open(); !isOpen && x.Revealed == x.Places() {
		said = append(said, wording.Say("every-try-is-done-or-skipped-end-it"))
	} else {
		said = append(said, wording.Say("what-it-found-is-said-at-its-end"))
	}
	if x.IsOverdue(today) {
		said = append(said, wording.Say("it-was-to-be-done-by-day", wording.V{"Day": wording.Day(x.By.In(time.UTC))}))
	}
	return wording.Sentences(said...)
}

// ExperimentFound says what an experiment found at its end, with all that its pairs lack.
func ExperimentFound(r journal.ExperimentResult, m ExperimentMeasure) string {
	said := []string{pairsFound(r, m)}
	said = append(said, asDone(r, m)...)
	if r.Skipped > 0 {
		said = append(said, wording.Count(r.Skipped, "n-pairs-with-a-skipped-try"))
	}
	if r.Unrated > 0 {
		said = append(said, wording.Count(r.Unrated, "n-pairs-lack-a-try-or-a-rating"))
	}
	if r.Changed > 0 {
		said = append(said, wording.Count(r.Changed, "n-entries-of-its-tries-were-changed-after"))
	}
	if r.Experiment.EndedEarly {
		said = append(said, wording.Say("it-was-ended-early", wording.V{"N": r.Allotted.Pairs, "All": r.Experiment.Pairs}))
	}
	return wording.Sentences(said...)
}

// asDone says what the tries show by what was really done, where that differs from what was allotted.
func asDone(r journal.ExperimentResult, m ExperimentMeasure) []string {
	switch {
	case !r.Differs:
		return nil
	case r.AsDone.Pairs == 0:
		return []string{wording.Say("both-ways-never-done-in-any-pair", wording.V{"Name": r.Experiment.Name})}
	}
	said := []string{wording.Count(r.AsDone.Pairs, "counted-by-what-you-did", wording.V{"Mean": m.Signed(r.AsDone.Mean), "Range": likely(r.AsDone, m)})}
	if v := r.AsDone.Verdict(); v != insight.PairsHigher && v != insight.PairsLower {
		said = append(said, wording.Say("by-that-alone-nothing-is-clear"))
	}
	return said
}

// ExperimentFinding is how much ExperimentFound claims.
func ExperimentFinding(r journal.ExperimentResult) insight.Finding {
	if v := r.Allotted.Verdict(); v == insight.PairsHigher || v == insight.PairsLower {
		return insight.Claim
	}
	return insight.Nothing
}

// pairsShort is only whether the pairs differ, and by how much.
func pairsShort(r journal.ExperimentResult, m ExperimentMeasure) string {
	p := r.Allotted
	v := wording.V{"Name": r.Experiment.Name, "Measure": wording.Capital(m.Name), "Size": m.Size(p.Mean), "Range": likely(p, m)}
	switch p.Verdict() {
	case insight.PairsHigher:
		return wording.Count(p.Pairs, "measure-was-higher-in-an-experiment", v)
	case insight.PairsLower:
		return wording.Count(p.Pairs, "measure-was-lower-in-an-experiment", v)
	}
	return pairsFound(r, m)
}

func pairsFound(r journal.ExperimentResult, m ExperimentMeasure) string {
	p := r.Allotted
	v := wording.V{"Name": r.Experiment.Name, "Measure": wording.Capital(m.Name), "Size": m.Size(p.Mean), "Range": likely(p, m)}
	better := m.Better
	if r.Differs && r.AsDone.Pairs == 0 {
		better = "" // what was never done neither helped nor made worse
	}
	switch p.Verdict() {
	case insight.PairsNone:
		return wording.Say("no-pair-has-both-ratings")
	case insight.PairsHigher:
		return wording.Sentences(wording.Count(p.Pairs, "measure-was-higher-in-an-experiment", v), helped(better, journal.BetterUp), chance(p), wording.Say("you-knew-which-was-which"))
	case insight.PairsLower:
		return wording.Sentences(wording.Count(p.Pairs, "measure-was-lower-in-an-experiment", v), helped(better, journal.BetterDown), chance(p), wording.Say("you-knew-which-was-which"))
	}
	if p.Pairs < insight.FewestPairs {
		return wording.Count(p.Pairs, "measure-n-pairs-are-too-few", v)
	}
	v["Low"], v["High"] = m.Signed(p.Likely.Low), m.Signed(p.Likely.High)
	said := []string{wording.Count(p.Pairs, "measure-no-clear-difference-in-an-experiment", v)}
	if size, ok := p.RulesOut(); ok {
		said = append(said, wording.Say("more-than-size-is-ruled-out", wording.V{"Size": m.Size(m.upTo(size))}))
	}
	return wording.Sentences(said...)
}

// helped says whether a change in a direction was for the better, of a measure that has a better.
func helped(better, went journal.Better) string {
	switch better {
	case "":
		return ""
	case went:
		return wording.Say("by-this-measure-it-helped")
	}
	return wording.Say("by-this-measure-it-made-it-worse")
}

func chance(p insight.PairsResult) string {
	return wording.Say("chance-alone-makes-a-difference-this-large", wording.V{"Of": ofHundred(100 * p.P)})
}

// likely words the 80% interval of a mean, the smaller size first.
func likely(p insight.PairsResult, m ExperimentMeasure) string {
	low, high := p.Likely.Low, p.Likely.High
	switch {
	case !p.Likely.Known || low == high: // equal differences do not show how far others may be from them
		return wording.Say("unknown-range")
	case low < 0 && high > 0 || p.Verdict() == insight.PairsUnclear:
		return wording.Say("low-to-high-range", wording.V{"Low": m.Signed(low), "High": m.Signed(high)})
	case high <= 0:
		low, high = -high, -low
	}
	return wording.Say("low-to-high-range", wording.V{"Low": m.number(low), "High": m.number(high)})
}
