package insight

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// regression is an ordinary least-squares fit. It is found by an orthogonal
// decomposition and never from normal equations, which lose half of the digits.
type regression struct {
	b      []float64
	design [][]float64 // orthonormal columns of the design
	r      [][]float64 // upper triangle: design times r is what was given
	resid  []float64
	df     int
}

// rankTolerance is how small a column may become, beside its own length, once the
// others are taken out of it, before it counts as a combination of them.
const rankTolerance = 1e-11

// regress fits y on columns of equal length. It is false if there are not more rows than
// columns or if a column is a combination of the others.
func regress(columns [][]float64, y []float64) (regression, bool) {
	n, p := len(y), len(columns)
	if n <= p {
		return regression{}, false
	}
	f := regression{df: n - p, b: make([]float64, p)}
	for j, c := range columns {
		col, row := append([]float64(nil), c...), make([]float64, p)
		whole := norm(col)
		for range 2 { // a second round brings the columns back to a right angle
			for k, q := range f.design {
				d := dot(q, col)
				row[k] += d
				axpy(-d, q, col)
			}
		}
		size := norm(col)
		if size <= rankTolerance*whole || size == 0 {
			return regression{}, false
		}
		for i := range col {
			col[i] /= size
		}
		row[j] = size
		f.design = append(f.design, col)
		f.r = append(f.r, row)
	}
	f.resid = append([]float64(nil), y...)
	z := make([]float64, p)
	for range 2 {
		for j, q := range f.design {
			d := dot(q, f.resid)
			z[j] += d
			axpy(-d, q, f.resid)
		}
	}
	f.b = f.solve(z)
	return f, true
}

// solve returns the x for which r x = z. f.r[j] is column j of r.
func (f *regression) solve(z []float64) []float64 {
	p := len(z)
	x := append([]float64(nil), z...)
	for j := p - 1; j >= 0; j-- {
		x[j] /= f.r[j][j]
		for k := range j {
			x[k] -= f.r[j][k] * x[j]
		}
	}
	return x
}

// solveTransposed returns the x for which the transpose of r times x is z.
func (f *regression) solveTransposed(z []float64) []float64 {
	x := append([]float64(nil), z...)
	for j := range x {
		for k := range j {
			x[j] -= f.r[j][k] * x[k]
		}
		x[j] /= f.r[j][j]
	}
	return x
}

func (f *regression) sigma2() float64 { return dot(f.resid, f.resid) / float64(f.df) }

// combination returns c times b and its standard error under equal variances.
func (f *regression) combination(c []float64) (value, se float64) {
	w := f.solveTransposed(c)
	return dot(c, f.b), math.Sqrt(f.sigma2() * dot(w, w))
}

// leverage is the diagonal of the hat matrix.
func (f *regression) leverage() []float64 {
	h := make([]float64, len(f.resid))
	for _, q := range f.design {
		for i, v := range q {
			h[i] += v * v
		}
	}
	return h
}

// robustSE is the HC3 standard error of coefficient j (MacKinnon & White 1985): residuals
// over one minus their leverage. It is NaN where a point determines its own fit.
func (f *regression) robustSE(j int, leverage []float64) float64 {
	unit := make([]float64, len(f.b))
	unit[j] = 1
	w := f.solveTransposed(unit)
	sum := 0.0
	for i, e := range f.resid {
		a := 0.0
		for k, q := range f.design {
			a += w[k] * q[i]
		}
		a *= e / (1 - leverage[i])
		sum += a * a
	}
	return math.Sqrt(sum)
}

// scaled is x centred and scaled to a standard deviation of one, with both numbers.
func scaled(x []float64) (u []float64, mean, sd float64) {
	mean = average64(x)
	u = make([]float64, len(x))
	for i, v := range x {
		u[i] = v - mean
		sd += u[i] * u[i]
	}
	sd = math.Sqrt(sd / float64(len(x)))
	if sd == 0 {
		sd = 1
	}
	for i := range u {
		u[i] /= sd
	}
	return u, mean, sd
}

// powers returns the columns 1, u, u squared ... up to the degree.
func powers(u []float64, degree int) [][]float64 {
	columns := make([][]float64, degree+1)
	for d := range columns {
		columns[d] = make([]float64, len(u))
		for i, v := range u {
			columns[d][i] = math.Pow(v, float64(d))
		}
	}
	return columns
}

// above is the probability that Student's t exceeds x.
func above(x float64, df int) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(df)}.Survival(x)
}

// twoSided is the probability that Student's t is at least as far from 0 as x.
func twoSided(x float64, df int) float64 { return min(1, 2*above(math.Abs(x), df)) }

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

func axpy(f float64, a, into []float64) {
	for i, v := range a {
		into[i] += f * v
	}
}

func norm(a []float64) float64 { return math.Sqrt(dot(a, a)) }
