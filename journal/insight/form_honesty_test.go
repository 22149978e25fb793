package insight_test

import (
	"math/rand/v2"
	"testing"

	"enactive/journal/insight"
	"enactive/journal/insight/simulated"
)

// formOver looks at a journal after each entry from the twelfth on, and returns how often a
// plain claim begins, and how often one begins with "possibly" counted too.
func formOver(d insight.Data) (claims, named int) {
	wasClaim, wasNamed := false, false
	for n := insight.FormMin; n <= len(d.Samples); n++ {
		finding := insight.Form(insight.Data{Samples: d.Samples[:n], Areas: d.Areas}).Finding()
		claim, name := finding == insight.Claim, finding == insight.Claim || finding == insight.Possible
		if claim && !wasClaim {
			claims++
		}
		if name && !wasNamed {
			named++
		}
		wasClaim, wasNamed = claim, name
	}
	return claims, named
}

func TestFormOverALife(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	runs := 30
	if soaking() {
		runs = 1000
	}
	most := map[string]float64{"nothing alike": 2.5, "likeness .6": 4, "day mood 27%, days alike .55": 4, "likeness .9": 6}
	for i, cell := range simulated.Lived() {
		r := rand.New(rand.NewPCG(16, uint64(i)))
		claims, named := 0, 0
		for range runs {
			c, n := formOver(cell.Journal(r, 100))
			claims, named = claims+c, named+n
		}
		per100 := func(n int) float64 { return 100 * float64(n) / float64(runs) }
		t.Logf("%s: in 100 lives of 100 entries %.1f false streaks or slumps begin, %.1f with possibly", cell.Name, per100(claims), per100(named))
		// A small run allows for luck.
		limit, ok := most[cell.Name]
		if !soaking() {
			limit += 7
		}
		if !ok || per100(claims) > limit || per100(named) > 4*limit {
			t.Errorf("%s: %.1f and %.1f, want at most %.1f and %.1f", cell.Name, per100(claims), per100(named), limit, 4*limit)
		}
	}
}

func TestFormAtOneLook(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	runs := 60
	if soaking() {
		runs = 1000
	}
	count := func(journal func(r *rand.Rand, n int) insight.Data, n int, seed uint64) (claims, named float64) {
		r := rand.New(rand.NewPCG(17, seed))
		for range runs {
			switch insight.Form(journal(r, n)).Finding() {
			case insight.Claim:
				claims, named = claims+1, named+1
			case insight.Possible:
				named++
			}
		}
		return 100 * claims / float64(runs), 100 * named / float64(runs)
	}
	for i, cell := range simulated.Silent() {
		for _, n := range cell.Lengths {
			claims, named := count(cell.Journal, n, uint64(i))
			t.Logf("%s, %d entries: %.1f claim, %.1f with possibly", cell.Name, n, claims, named)
			if claims > 5 || named > 10 {
				t.Errorf("%s, %d entries: form claims %.1f, with possibly %.1f", cell.Name, n, claims, named)
			}
		}
	}
	least := map[string]float64{"success .35 to .95 for the last 14": 50, "success .35 to .95 for the last 10": 28, "success .65 to .25 for the last 20": 25}
	for i, cell := range simulated.Planted() {
		if cell.Finds != "form" {
			continue
		}
		for _, n := range cell.Lengths {
			claims, named := count(cell.Journal, n, uint64(100+i))
			t.Logf("%s, %d entries: found %.1f, with possibly %.1f", cell.Name, n, claims, named)
			if named < least[cell.Name] {
				t.Errorf("%s: found with possibly %.1f, want at least %.1f", cell.Name, named, least[cell.Name])
			}
		}
	}
}
