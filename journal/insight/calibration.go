package insight

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"enactive/journal/optional"
)

const (
	// CalibrationMin is the minimum number of ratings before a bias is looked for,
	// calibrationDraw that before the pooled line is drawn.
	CalibrationMin  = 20
	calibrationDraw = 20
)

// Calibration compares how sure one was with what came of it (docs/science.md, section F):
// a rating is read as if it were a chance of success, and a partial success is a half.
// Ratings given in hindsight know the outcome; they are left out and counted.
func Calibration(d Data) CalibrationResult {
	r := CalibrationResult{Verdict: CalibrationNotEnough}
	var used []*Sample
	for _, s := range withOutcome(d.Samples) {
		v, rated := s.Before.Get()
		switch {
		case !rated || !usable(v):
		case s.Retrospective:
			r.LeftOut++
		default:
			used = append(used, s)
		}
	}
	r.N = len(used)
	if r.N > 0 {
		r.fill(used)
		r.judge(used, d.Areas)
	}
	return r
}

func (r *CalibrationResult) fill(used []*Sample) {
	n := float64(r.N)
	gap, outcome := make([]float64, r.N), make([]float64, r.N)
	brier, confidence, spread := 0.0, 0.0, 0.0
	partial := false
	for i, s := range used {
		p, o := s.Before.Or(0)/100, float64(doubledScore(s.Outcome))/2
		gap[i], outcome[i] = p-o, o
		brier += gap[i] * gap[i] / n
		confidence += p / n
		spread += (1 - 2*p) * (1 - 2*p) * p * (1 - p)
		partial = partial || s.Outcome == Partial
	}
	bias := average64(gap)
	r.Brier, r.MeanConfidence = optional.Some(brier), optional.Some(confidence)
	r.MeanOutcome, r.Bias = optional.Some(average64(outcome)), optional.Some(bias)
	r.Points = calibrationPoints(used)
	r.OverTime = overTime(used)
	r.decompose(brier)
	if !partial && spread > 0 {
		z := 0.0
		for _, s := range used {
			p, o := s.Before.Or(0)/100, float64(doubledScore(s.Outcome))/2
			z += (o - p) * (1 - 2*p)
		}
		r.SpiegelhalterZ = optional.Some(z / math.Sqrt(spread))
	}
}

// quantileT is the quantile of Student's t.
func quantileT(p float64, df int) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(df)}.Quantile(p)
}

// calibrationPoints gathers the entries of each distinct rating, ascending.
func calibrationPoints(used []*Sample) []CalibrationPoint {
	order := slices.Clone(used)
	slices.SortStableFunc(order, func(a, b *Sample) int { return cmp.Compare(a.Before.Or(0), b.Before.Or(0)) })
	var points []CalibrationPoint
	for _, s := range order {
		c := s.Before.Or(0)
		if k := len(points); k == 0 || points[k-1].Confidence != c {
			points = append(points, CalibrationPoint{Confidence: c})
		}
		last := &points[len(points)-1]
		last.IDs = append(last.IDs, s.ID)
		last.Outcome += float64(doubledScore(s.Outcome)) / 2
	}
	for i := range points {
		points[i].Outcome /= float64(len(points[i].IDs))
		slices.Reverse(points[i].IDs) // the newest first
	}
	return points
}

// decompose splits the Brier score after Murphy (1973) and after Dimitriadis, Gneiting and
// Jordan (2021). Outcomes of a half need the variance of outcomes as the uncertainty.
func (r *CalibrationResult) decompose(brier float64) {
	n, mean := float64(r.N), r.MeanOutcome.Or(0)
	pooled := pool(r.Points)
	m := Murphy{}
	within := 0.0
	for i, p := range r.Points {
		share := float64(len(p.IDs)) / n
		c := p.Confidence / 100
		m.REL += share * (c - p.Outcome) * (c - p.Outcome)
		m.RES += share * (p.Outcome - mean) * (p.Outcome - mean)
		// The score of a recalibrated rating is the variance of its own outcomes, which
		// the Brier score less REL holds, and the distance that pooling moved it.
		within += share * (pooled[i] - p.Outcome) * (pooled[i] - p.Outcome)
		if r.N >= calibrationDraw {
			r.Points[i].Recalibrated = optional.Some(pooled[i])
		}
	}
	spread := brier - m.REL // the mean variance of outcomes within equal ratings
	m.UNC = spread + m.RES
	recalibrated := spread + within
	r.Murphy = &m
	r.CORP = &CORP{MCB: brier - recalibrated, DSC: m.UNC - recalibrated, UNC: m.UNC}
	r.pooled = pooled
}

// pool makes outcomes that never fall as confidence rises, by pooling neighbours that do
// (pool adjacent violators).
func pool(points []CalibrationPoint) []float64 {
	type block struct {
		mean  float64
		count float64
		size  int
	}
	var blocks []block
	for _, p := range points {
		blocks = append(blocks, block{p.Outcome, float64(len(p.IDs)), 1})
		for k := len(blocks) - 1; k > 0 && blocks[k-1].mean >= blocks[k].mean; k-- {
			a, b := blocks[k-1], blocks[k]
			all := a.count + b.count
			blocks[k-1] = block{(a.mean*a.count + b.mean*b.count) / all, all, a.size + b.size}
			blocks = blocks[:k]
		}
	}
	var out []float64
	for _, b := range blocks {
		for range b.size {
			out = append(out, b.mean)
		}
	}
	return out
}

// Finding is how much calibration says.
func (r CalibrationResult) Finding() Finding {
	switch {
	case r.N == 0:
		return NotEnough
	case r.Verdict == CalibrationNotEnough:
		return Facts
	case r.Verdict == CalibrationNoBias:
		return Nothing
	case r.Verdict == CalibrationMaybeOver, r.Verdict == CalibrationMaybeUnder:
		return Possible
	}
	return Claim
}

// CalibrationVerdict is what confidence against results is allowed to say.
type CalibrationVerdict string

// The verdicts of calibration (docs/science.md, section F).
const (
	CalibrationNotEnough  CalibrationVerdict = "not_enough_data"
	CalibrationOver       CalibrationVerdict = "over_confident"
	CalibrationUnder      CalibrationVerdict = "under_confident"
	CalibrationMaybeOver  CalibrationVerdict = "possibly_over_confident"
	CalibrationMaybeUnder CalibrationVerdict = "possibly_under_confident"
	CalibrationNoBias     CalibrationVerdict = "no_clear_bias"
)

// CalibrationResult is how sure one was against what came of it. Only ratings given before
// the outcome count.
type CalibrationResult struct {
	N int `json:"n"`
	// LeftOut counts attempts with an outcome whose rating was given in hindsight.
	LeftOut int                `json:"left_out,omitempty"`
	Verdict CalibrationVerdict `json:"verdict"`
	// OfRecent is true where the verdict is about Recent, and not about all.
	OfRecent bool   `json:"of_recent,omitempty"`
	Brier    Number `json:"brier,omitzero"`
	// MeanConfidence and MeanOutcome are 0-1, a partial success is a half.
	MeanConfidence Number `json:"mean_confidence,omitzero"`
	MeanOutcome    Number `json:"mean_outcome,omitzero"`
	// Bias is mean confidence minus mean outcome: positive means surer than successful. BiasSE and
	// the 80% interval BiasCI allow for moods; they exist from n 20 on.
	Bias   Number    `json:"bias_over_positive,omitzero"`
	BiasSE Number    `json:"bias_se,omitzero"`
	BiasCI []float64 `json:"bias_ci80,omitempty"`
	// P is the number on which the verdict rests: how often luck alone shows as much, once it is
	// allowed for looking at all ratings and at the newest, and for how few there are.
	P Number `json:"p,omitzero"`
	// Recent is the same of the newest 40, where there are more than 50.
	Recent *CalibrationRecent `json:"recent,omitempty"`
	// NeededForTen is about how many ratings would show a bias of 10 points.
	NeededForTen int     `json:"needed_for_ten,omitempty"`
	Murphy       *Murphy `json:"murphy_distinct,omitempty"`
	CORP         *CORP   `json:"corp,omitempty"`
	// SpiegelhalterZ exists if no outcome is partial.
	SpiegelhalterZ Number `json:"spiegelhalter_z,omitzero"`

	// Points are the distinct ratings, ascending; Recalibrated exists from n 20 on.
	Points []CalibrationPoint `json:"-"`
	// OverTime is the course of both means, in order of time, from 10 ratings on.
	OverTime []CalibrationSpan `json:"-"`

	pooled []float64 // by point
}

// CalibrationRecent is how sure one was against what came of it in the newest ratings, with the
// fields of CalibrationResult.
type CalibrationRecent struct {
	N              int       `json:"n"`
	MeanConfidence float64   `json:"mean_confidence"`
	MeanOutcome    float64   `json:"mean_outcome"`
	Bias           float64   `json:"bias_over_positive"`
	BiasCI         []float64 `json:"bias_ci80,omitempty"`
}

// Murphy is Murphy's (1973) decomposition of the Brier score over the distinct ratings:
// reliability, resolution and uncertainty.
type Murphy struct {
	REL float64 `json:"rel"`
	RES float64 `json:"res"`
	UNC float64 `json:"unc"`
}

// CORP is the decomposition of Dimitriadis, Gneiting and Jordan (2021): miscalibration,
// discrimination and uncertainty.
type CORP struct {
	MCB float64 `json:"mcb"`
	DSC float64 `json:"dsc"`
	UNC float64 `json:"unc"`
}

// CalibrationPoint is one distinct rating.
type CalibrationPoint struct {
	// IDs are its entries, newest first.
	IDs []string
	// Confidence is the rating, 0-100.
	Confidence float64
	// Outcome is the mean outcome of its entries, 0-1.
	Outcome float64
	// Recalibrated is what such a rating stood for, 0-1, pooled so that it never falls as
	// confidence rises.
	Recalibrated Number
}
