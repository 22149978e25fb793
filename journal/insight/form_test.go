package insight

import (
	"math"
	"strings"
	"testing"
)

func TestAFilterWithoutLikenessIsAMean(t *testing.T) {
	y := []float64{2, 0, 0, 2, 2, 1, 0, 2}
	keep := make([]float64, len(y))
	rss := 0.0
	for _, d := range deviations(y) {
		rss += d * d
	}
	n := float64(len(y))
	near(t, "log-likelihood", likeness{}.fit(y, keep), -0.5*(n-1)*math.Log(rss)-0.5*math.Log(n), 1e-12)
	near(t, "inflation", likeness{}.inflation(keep, 3), 1, 1e-12)
}

// A first-order autoregression of all the variance: the likelihood is the one of sumsOf, which
// does without a filter.
func TestAFilterOfAnAutoregressionIsPraisWinsten(t *testing.T) {
	y := []float64{2, 2, 0, 0, 1, 2, 2, 2, 0, 0, 0, 1}
	rows := make([][2]float64, len(y))
	for i := range rows {
		rows[i] = [2]float64{1, 0}
	}
	at := func(phi float64) float64 {
		l := likeness{share: 1, fade: phi}
		return l.fit(y, l.carried(make([]int, len(y)))) - sumsOf(y, rows, phi).fit(phi, len(y), 1).weight
	}
	// The two differ by a constant, since the variance is that of the series in one and of its steps in the other.
	constant := at(0)
	for _, phi := range []float64{0.4, 0.7, 0.9} {
		near(t, "difference", at(phi), constant, 1e-9)
	}
}

func TestLikenessRaisesTheVarianceOfAStretch(t *testing.T) {
	l := likeness{share: 0.8, fade: 0.7}
	keep := l.carried(make([]int, 10))
	// Straight from the covariances.
	n, k := 10, 4
	weight := func(i int) float64 {
		if i >= n-k {
			return 1 / float64(k)
		}
		return -1 / float64(n-k)
	}
	correlation := func(i, j int) float64 {
		if i == j {
			return 1
		}
		return l.share * math.Pow(l.fade, math.Abs(float64(i-j)))
	}
	difference, mean := 0.0, 0.0
	for i := range n {
		for j := range n {
			difference += weight(i) * weight(j) * correlation(i, j)
			if i != j {
				mean += correlation(i, j) / float64(n*(n-1))
			}
		}
	}
	near(t, "inflation", l.inflation(keep, k), difference/(1.0/4+1.0/6)/(1-mean), 1e-12)
}

func TestDaysAlikeAreToldFromEntriesAlike(t *testing.T) {
	day := likeness{byDay: true, share: 0.5, fade: 0.5}
	nearAll(t, "by day", day.carried([]int{0, 0, 1, 2, -1, 100}), []float64{1, 1, 0.5, 0.25, 1, 0}, 1e-12)
	entry := likeness{share: 0.5, fade: 0.5}
	nearAll(t, "by entry", entry.carried([]int{0, 0, 9}), []float64{0.5, 0.5, 0.5}, 1e-12)
}

// steadily fails every third time or so, without any pattern that lasts.
const steadily = "SFSSFSSSFSSFSFSSSSFSFSSFSSFSSSFSFSSFSSSFSSFSFSSSFSSF"

func TestOneNumberDecidesWhatIsSaid(t *testing.T) {
	for _, c := range []struct {
		name, outcomes string
		want           Finding
	}{
		{"fourteen in a row after two in five", strings.Repeat("FSFFSFSFSFFSSFSFSFFSFSF", 2) + strings.Repeat("S", 14), Claim},
		{"fourteen failures after two in three", steadily + strings.Repeat("F", 14), Claim},
		{"nothing", steadily, Nothing},
		{"four failures after nothing but success: whether failures come in clusters cannot be known", strings.Repeat("S", 40) + "FSSFFFF", Possible},
		{"runs that come and go", strings.Repeat("SSSSSSSSSSFFFFFFFFFF", 3), Nothing},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Form(Data{Samples: outcomeSamples(strings.Split(c.outcomes, ""))})
			if r.Finding() != c.want {
				t.Errorf("found %s, want %s: %+v and %+v", r.Finding(), c.want, r.Slump, r.Hot)
			}
			for _, f := range []*FormScan{r.Slump, r.Hot} {
				p, ok := f.PRandomWalk.Get()
				if ok != (f.P <= formLooked && f.Stat > 0) || ok && p < f.P {
					t.Errorf("p is %v beside an exact %v", f.PRandomWalk, f.P)
				}
				if (f.Label == FormNone) != (!ok || p > formAllowance(1).possible) {
					t.Errorf("%q at %v", f.Label, p)
				}
			}
			if (r.Claimed() != nil) != (c.want == Claim) {
				t.Errorf("claimed: %+v", r.Claimed())
			}
		})
	}
}

func TestSeveralAreasShareWhatMayBeSaid(t *testing.T) {
	one, four := formAllowance(1), formAllowance(4)
	near(t, "claim", four.claim, one.claim/2, 1e-15)
	near(t, "possible", four.possible, one.possible/2, 1e-15)
}

func TestPartialSuccessesAreCountedApart(t *testing.T) {
	r := Form(Data{Samples: outcomeSamples(strings.Split(steadily+"FPFPFSFPFFPFFFF", ""))})
	if want := (Tally{N: 10, Successes: 1, Partials: 2}); r.Lately != want {
		t.Errorf("lately %+v, want %+v", r.Lately, want)
	}
	if r.Slump == nil || r.Slump.Tally.Successes > 2 || r.Slump.Tally.Partials < 3 || r.Slump.Points != float64(r.Slump.Tally.Successes)+float64(r.Slump.Tally.Partials)/2 {
		t.Errorf("the slump holds %+v", r.Slump)
	}
}

// randomWalkFit is a fit for one autocorrelation phi: the coefficient and its standard error. Its
// weight is first a logarithm, and a share of 1 once all have been weighed.
type randomWalkFit struct{ phi, at, se, weight float64 }

// sums are the products of a fit by generalised least squares, of two columns a and b and
// of y, once each value has the one before removed and the first is scaled to match
// (Prais & Winsten 1954).
type sums struct{ aa, ab, bb, ay, by, yy float64 }

func sumsOf(y []float64, rows [][2]float64, phi float64) sums {
	first := math.Sqrt(1 - phi*phi)
	var s sums
	for i, row := range rows {
		a, b, v := first*row[0], first*row[1], first*y[i]
		if i > 0 {
			a, b, v = row[0]-phi*rows[i-1][0], row[1]-phi*rows[i-1][1], y[i]-phi*y[i-1]
		}
		s.aa, s.ab, s.bb = s.aa+a*a, s.ab+a*b, s.bb+b*b
		s.ay, s.by, s.yy = s.ay+a*v, s.by+b*v, s.yy+v*v
	}
	return s
}

// fit solves for the multiple of the first column.
func (s sums) fit(phi float64, n, parameters int) randomWalkFit {
	f := randomWalkFit{phi: phi, weight: math.Inf(-1), at: s.ay / s.aa}
	det, share, other := s.aa, 1/s.aa, 0.0
	if parameters == 2 {
		det = s.aa*s.bb - s.ab*s.ab
		if det <= 1e-12*s.aa*s.bb {
			return f
		}
		f.at, other = (s.bb*s.ay-s.ab*s.by)/det, (s.aa*s.by-s.ab*s.ay)/det
		share = s.bb / det
	}
	if s.yy == 0 {
		return f
	}
	rss := s.yy - f.at*s.ay - other*s.by
	if rss <= 1e-12*s.yy { // no residual is left
		rss = 1e-12 * s.yy
		if phi > 0 {
			return f
		}
	}
	df := float64(n - parameters)
	f.se = math.Sqrt(rss / df * share)
	f.weight = -df/2*math.Log(rss) + math.Log(1-phi*phi)/2 - math.Log(det)/2
	return f
}
