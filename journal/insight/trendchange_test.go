package insight

import (
	"math"
	"math/rand/v2"
	"testing"
)

// whitenedProduct frees each day of phi times the day before, the long way.
func whitenedProduct(a, b []float64, phi float64) float64 {
	sum := (1 - phi*phi) * a[0] * b[0]
	for i := 1; i < len(a); i++ {
		sum += (a[i] - phi*a[i-1]) * (b[i] - phi*b[i-1])
	}
	return sum
}

func TestProductsFromRunningSumsAgreeWithTheDirectOnes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{10, 40} {
		days, y := make([]float64, n), make([]float64, n)
		for i := range y {
			days[i], y[i] = float64(i*(20+i)), 50+10*r.NormFloat64() // over two years, for the season too
		}
		c := newChangeColumns(days, y)
		for _, phi := range []float64{0, 0.35, 0.985} {
			for a, v := range c.values {
				for b, w := range c.values {
					near(t, "product", c.products[a][b].whitened(phi), whitenedProduct(v, w, phi), 1e-9)
				}
				for k := 1; k < n; k++ {
					step := make([]float64, n)
					for i := n - k; i < n; i++ {
						step[i] = 1
					}
					near(t, "with a step", c.stepProduct(a, k, phi), whitenedProduct(v, step, phi), 1e-9)
					near(t, "of a step", stepSquare(k, phi), whitenedProduct(step, step, phi), 1e-9)
				}
			}
		}
	}
}

// densityOf is the logarithm of the density of y, normal with that covariance and a level that may be anything,
// integrated over the scale; the matrix is inverted the long way.
func densityOf(y []float64, covariance [][]float64) float64 {
	n := len(y)
	root := choleskyRoot(n, func(a, b int) float64 { return covariance[a][b] })
	one := make([]float64, n)
	for i := range one {
		one[i] = 1
	}
	u := project(root, func(a int) float64 { return one[a] })
	v := project(root, func(a int) float64 { return y[a] })
	rest := dot(v, v) - dot(u, v)*dot(u, v)/dot(u, u)
	return -logDiagonal(root) - math.Log(dot(u, u))/2 - float64(n-1)/2*math.Log(rest)
}

func TestTheEvidenceOfAStepIsThatOfTheWholeCovariance(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	const n, k = 25, 9
	days, y := make([]float64, n), make([]float64, n)
	for i := range y {
		days[i], y[i] = float64(i), 50+10*r.NormFloat64()
	}
	for _, phi := range []float64{0, 0.4, 0.9} {
		with, without := make([][]float64, n), make([][]float64, n)
		for i := range n {
			with[i], without[i] = make([]float64, n), make([]float64, n)
			for j := range n {
				without[i][j] = math.Pow(phi, math.Abs(float64(i-j))) / (1 - phi*phi)
				with[i][j] = without[i][j]
				if i >= n-k && j >= n-k {
					with[i][j] += 1 / (1 - phi*phi) // a step as large as single days differ
				}
			}
		}
		f := newChangeColumns(days, y).at(phi)
		near(t, "evidence", f.change(k).weight-f.unchanged, densityOf(y, with)-densityOf(y, without), 1e-7)
	}
}
