package insight

import "time"

const (
	// CalibrationWindow is how many of the newest ratings are looked at beside all of them, and
	// from how many each point of the course over time is.
	CalibrationWindow = 40
	// overTimeMin is the number of ratings from which the course begins.
	overTimeMin = 10
	// overTimePoints bounds how many points of the course over time are kept for drawing.
	overTimePoints = 400
)

// CalibrationSpan is how sure one was and what came of it, over the ratings up to an entry:
// the newest 40 of them, or as many as there were.
type CalibrationSpan struct {
	// At is the time of the newest entry of the span.
	At time.Time
	// Confidence and Outcome are means, 0-1; a partial success is a half.
	Confidence, Outcome float64
	// N counts the ratings of the span, from 10 to 40.
	N int
}

// overTime follows both means through the ratings, which are in order of time. A long diary is
// thinned evenly; its newest entry is always there.
func overTime(used []*Sample) []CalibrationSpan {
	if len(used) < overTimeMin {
		return nil
	}
	sure, well := make([]float64, len(used)+1), make([]float64, len(used)+1)
	for i, s := range used {
		sure[i+1], well[i+1] = sure[i]+s.Before.Or(0)/100, well[i]+float64(doubledScore(s.Outcome))/2
	}
	step := 1 + (len(used)-overTimeMin)/overTimePoints
	var spans []CalibrationSpan
	for end := overTimeMin + (len(used)-overTimeMin)%step; end <= len(used); end += step {
		n := min(end, CalibrationWindow)
		spans = append(spans, CalibrationSpan{At: used[end-1].Time, N: n,
			Confidence: (sure[end] - sure[end-n]) / float64(n), Outcome: (well[end] - well[end-n]) / float64(n)})
	}
	return spans
}
