package insight

import (
	"cmp"
	"math"
	"slices"
	"time"
)

const (
	// AppraisalMin is the minimum number of pairs before challenge and threat are compared.
	AppraisalMin = 6
	// AppraisalApart is by how many points the stress of a pair may differ.
	AppraisalApart = 10.0
	// AppraisalLeast is the least difference of performance that is told, in points.
	AppraisalLeast = 5.0
	// appraisalFull is the number of attempts in pairs from which the full allowance holds. Fewer are allowed
	// less, by the square: they cannot show what is a mood of their weeks.
	appraisalFull = 60
)

// appraisalAllowance was chosen by looking after each of 100 entries (docs/science.md, section K).
func appraisalAllowance() allowance {
	return allowance{claim: 0.0002, possible: 0.0008, keep: 0.0012}
}

// appraise compares the performance of tries that felt like a challenge with that of tries that felt like a
// threat, at like stress: each with the nearest of the other kind, within 10 points and each once. It is
// nil below 6 pairs. What is claimed holds beside a smooth of time, the stress and a mood that lasts.
func appraise(d Data) *AppraisalResult {
	tries := inOrder(d.Samples, func(s *Sample) bool {
		_, stressed := rating(s.Stress)
		_, performed := rating(s.Performance)
		return s.isExperience() && stressed && performed && (s.Appraisal == Challenge || s.Appraisal == Threat)
	})
	tries = tries[max(0, len(tries)-fearedWindow):]
	pairs := pairsAlike(tries)
	if len(pairs) < AppraisalMin {
		return nil
	}
	r := &AppraisalResult{Pairs: len(pairs)}
	var used []*Sample
	for _, p := range pairs {
		r.MeanChallenge += tries[p.challenge].Performance.Or(0) / float64(len(pairs))
		r.MeanThreat += tries[p.threat].Performance.Or(0) / float64(len(pairs))
	}
	for i, s := range tries {
		if slices.ContainsFunc(pairs, func(p appraisalPair) bool { return p.challenge == i || p.threat == i }) {
			used = append(used, s)
		}
	}
	e, shapes := appraisalDifference(used, moodShapes())
	r.Difference, r.P = e.mean, e.p()
	if e.sd > 0 {
		r.Interval = e.interval()
	}
	if math.Abs(e.mean) < AppraisalLeast || e.mean*(r.MeanChallenge-r.MeanThreat) <= 0 || r.Interval == nil || r.Interval[0]*r.Interval[1] <= 0 {
		return r
	}
	few := func(entries int) float64 { return math.Min(1, float64(entries*entries)/(appraisalFull*appraisalFull)) }
	r.said = appraisalAllowance().shared(d.Areas).allows(r.P/few(len(used)), func(k int) float64 {
		earlier := used[:max(0, len(used)-k)]
		if len(earlier) < 2*AppraisalMin {
			return 1
		}
		before, _ := appraisalDifference(earlier, shapes)
		if before.mean*e.mean <= 0 {
			return 1
		}
		return before.p() / few(len(earlier))
	})
	return r
}

// appraisalPair are the places of two tries.
type appraisalPair struct{ challenge, threat int }

// pairsAlike pairs tries at like stress: the nearest first, and where several are as near, those that are
// the nearest in time.
func pairsAlike(tries []*Sample) []appraisalPair {
	type candidate struct {
		appraisalPair
		apart float64
		time  time.Duration
	}
	var candidates []candidate
	for i, a := range tries {
		if a.Appraisal != Challenge {
			continue
		}
		for j, b := range tries {
			apart := math.Abs(a.Stress.Or(0) - b.Stress.Or(0))
			if b.Appraisal == Threat && apart <= AppraisalApart {
				candidates = append(candidates, candidate{appraisalPair{i, j}, apart, a.Time.Sub(b.Time).Abs()})
			}
		}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.apart, b.apart), cmp.Compare(a.time, b.time))
	})
	taken := make([]bool, len(tries))
	var pairs []appraisalPair
	for _, c := range candidates {
		if !taken[c.challenge] && !taken[c.threat] {
			taken[c.challenge], taken[c.threat] = true, true
			pairs = append(pairs, c.appraisalPair)
		}
	}
	return pairs
}

// appraisalDifference is by how much performance differs with a challenge, beside time, stress and mood.
func appraisalDifference(used []*Sample, shapes []moodShape) (besideEstimate, []moodShape) {
	performance, stress, challenge := make([]float64, len(used)), make([]float64, len(used)), make([]float64, len(used))
	for i, s := range used {
		performance[i], stress[i] = s.Performance.Or(0), s.Stress.Or(0)
		if s.Appraisal == Challenge {
			challenge[i] = 1
		}
	}
	columns := timeColumns(len(used))
	if stress = deviations(stress); norm(stress) > 1e-9 {
		columns = append(columns, stress)
	}
	return difference(newBesideMood(columns, deviations(performance), nil, shapes), challenge)
}

// Appraisal is how stress felt. The zero value is anything else, or not recorded.
type Appraisal string

// The appraisals that are compared.
const (
	NoAppraisal Appraisal = ""
	Challenge   Appraisal = "challenge"
	Threat      Appraisal = "threat"
)

// AppraisalResult is performance at like stress, felt as a challenge and as a threat.
type AppraisalResult struct {
	// Pairs counts pairs of tries of which the stress differs by 10 points at most.
	Pairs int `json:"pairs"`
	// MeanChallenge and MeanThreat are the means of performance in these pairs, 0-100.
	MeanChallenge float64 `json:"mean_challenge"`
	MeanThreat    float64 `json:"mean_threat"`
	// Difference is challenge less threat, in points, beside time, stress and mood, with its 80%
	// interval; P is how often luck is as far from 0.
	Difference float64   `json:"difference"`
	Interval   []float64 `json:"difference_ci80,omitempty"`
	P          float64   `json:"p"`

	said Finding
}

// Finding is how much the comparison says.
func (r AppraisalResult) Finding() Finding { return cmp.Or(r.said, Nothing) }
