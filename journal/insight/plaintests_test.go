package insight_test

import (
	"math"
	"strings"

	"gonum.org/v1/gonum/mat"

	"enactive/journal/insight"
	"enactive/journal/insight/simulated"
)

// The plain tests are what a textbook does where it may take each entry for independent of
// the others and knows what to look for. They ask nothing of likeness, time, gaps or several
// looks, and so bound what an insight can find at the same rate of false claims. The larger the
// number, the surer.

func plainTest(cell simulated.Cell) func(insight.Data) float64 {
	switch {
	case cell.Finds == "calibration":
		return plainBias
	case cell.Finds == "form":
		return exactScan
	case strings.Contains(cell.Name, "steps"):
		return greatestStep
	case cell.Finds == "trend":
		return steepness
	case cell.Finds == "strategies":
		return withAndWithout
	case strings.Contains(cell.Name, "inverted"):
		return bow
	case strings.Contains(cell.Name, "drift"):
		return slopeBesideTime
	case cell.Finds == "stress":
		return slopeOverStress
	case cell.Finds == "belief_change":
		return afterGivenBefore
	case cell.Finds == "fatigue":
		return riseAndFall
	case cell.Finds == "feared":
		return plainFear
	case cell.Finds == "measures":
		return greatestOfMeasures
	}
	panic("no plain test for " + cell.Name)
}

// plainFear is the t statistic of the mean difference between what was feared and what came.
func plainFear(d insight.Data) float64 {
	n, mean, square := float64(len(d.Samples)), 0.0, 0.0
	for _, s := range d.Samples {
		gap := s.StressExpected.Or(0) - s.Stress.Or(0)
		mean, square = mean+gap/n, square+gap*gap/n
	}
	return math.Abs(mean) / math.Sqrt(math.Max(1e-9, square-mean*mean)/n)
}

// greatestOfMeasures is the largest t statistic of performance over any measure of the entries.
func greatestOfMeasures(d insight.Data) float64 {
	greatest := 0.0
	for at, m := range d.Measures {
		if m.OfDay {
			continue
		}
		var x, y []float64
		for _, s := range d.Samples {
			if v, ok := s.Measures[at].Get(); ok {
				x, y = append(x, v), append(y, s.Performance.Or(0))
			}
		}
		greatest = max(greatest, math.Abs(tOf(y, x)))
	}
	return greatest
}

// tOf is the t statistic of the first column in a least-squares fit of y by the columns and a constant.
func tOf(y []float64, columns ...[]float64) float64 {
	n, p := len(y), len(columns)+1
	if n <= p {
		return 0
	}
	x := mat.NewDense(n, p, nil)
	for i := range n {
		for j, c := range columns {
			x.Set(i, j, c[i])
		}
		x.Set(i, p-1, 1)
	}
	var xx, inverse mat.Dense
	xx.Mul(x.T(), x)
	if err := inverse.Inverse(&xx); err != nil {
		return 0
	}
	var xy, b, fit mat.VecDense
	v := mat.NewVecDense(n, y)
	xy.MulVec(x.T(), v)
	b.MulVec(&inverse, &xy)
	fit.MulVec(x, &b)
	rss := 0.0
	for i := range n {
		e := y[i] - fit.AtVec(i)
		rss += e * e
	}
	se := math.Sqrt(rss / float64(n-p) * inverse.At(0, 0))
	if !(se > 1e-12) {
		return 0
	}
	return b.AtVec(0) / se
}

// column is a number of each entry.
func column(d insight.Data, of func(i int, s insight.Sample) float64) []float64 {
	values := make([]float64, len(d.Samples))
	for i, s := range d.Samples {
		values[i] = of(i, s)
	}
	return values
}

func beforeOf(_ int, s insight.Sample) float64      { return s.Before.Or(0) }
func stressOf(_ int, s insight.Sample) float64      { return s.Stress.Or(0) }
func performanceOf(_ int, s insight.Sample) float64 { return s.Performance.Or(0) }

// indicator is 1 where it holds and else 0.
func indicator(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}

func isSuccess(_ int, s insight.Sample) float64 { return indicator(s.Outcome == insight.Success) }

// power is the place of the entry to a power, scaled to -1..1.
func power(d insight.Data, k int) []float64 {
	return column(d, func(i int, _ insight.Sample) float64 {
		return math.Pow(2*float64(i)/float64(max(1, len(d.Samples)-1))-1, float64(k))
	})
}

func plainBias(d insight.Data) float64 {
	gap := column(d, func(i int, s insight.Sample) float64 { return s.Before.Or(0)/100 - isSuccess(i, s) })
	n, mean, square := float64(len(gap)), 0.0, 0.0
	for _, g := range gap {
		mean += g / n
	}
	for _, g := range gap {
		square += (g - mean) * (g - mean)
	}
	return math.Abs(mean) / math.Sqrt(square/n/(n-1))
}

func exactScan(d insight.Data) float64 {
	f := insight.Form(d)
	if f.Slump == nil {
		return 0
	}
	return -math.Log(max(1e-300, min(f.Slump.P, f.Hot.P)))
}

func greatestStep(d insight.Data) float64 {
	best, y := 0.0, column(d, beforeOf)
	for k := 5; k <= len(y)-5; k++ {
		newest := column(d, func(i int, _ insight.Sample) float64 { return indicator(i >= len(y)-k) })
		best = max(best, math.Abs(tOf(y, newest)))
	}
	return best
}

func steepness(d insight.Data) float64 { return math.Abs(tOf(column(d, beforeOf), power(d, 1))) }

func withAndWithout(d insight.Data) float64 {
	used := column(d, func(_ int, s insight.Sample) float64 { return indicator(len(s.Strategies) > 0) })
	return math.Abs(tOf(column(d, performanceOf), used))
}

func bow(d insight.Data) float64 {
	square := column(d, func(i int, s insight.Sample) float64 { return math.Pow(stressOf(i, s)-50, 2) })
	return -tOf(column(d, performanceOf), square, column(d, stressOf))
}

func slopeOverStress(d insight.Data) float64 {
	return math.Abs(tOf(column(d, performanceOf), column(d, stressOf)))
}

func slopeBesideTime(d insight.Data) float64 {
	return math.Abs(tOf(column(d, performanceOf), column(d, stressOf), power(d, 1), power(d, 2), power(d, 3)))
}

func afterGivenBefore(d insight.Data) float64 {
	after := column(d, func(_ int, s insight.Sample) float64 { return s.After.Or(0) })
	return math.Abs(tOf(after, column(d, isSuccess), column(d, beforeOf)))
}

func riseAndFall(d insight.Data) float64 {
	day := column(d, func(_ int, s insight.Sample) float64 { return s.Time.Sub(d.Samples[0].Time).Hours() / 24 })
	return min(tOf(column(d, stressOf), day), -tOf(column(d, performanceOf), day))
}
