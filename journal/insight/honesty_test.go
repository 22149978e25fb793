package insight_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"enactive/charts"
	"enactive/journal/insight"
	"enactive/journal/insight/simulated"
)

// These simulations go through every insight that people see, in the form in which they
// see it. The short run keeps the promises roughly; the long one, for
//
//	ENACTIVE_SOAK=1 go test ./journal/insight -run Honesty -timeout 3h
//
// writes its tables into docs/science.md.

// said names the insights that claim something, and those that say something with "possibly".
type said struct{ claims, possible []string }

// catalogue is charts.Catalogue, whose words are not put together again for each of thousands of journals.
var catalogue = sync.OnceValue(charts.Catalogue)

func saidOf(d insight.Data) said {
	var s said
	for _, item := range catalogue() {
		switch item.Compute(d, "").Finding {
		case insight.Claim:
			s.claims = append(s.claims, item.Key)
		case insight.Possible:
			s.possible = append(s.possible, item.Key)
		}
	}
	return s
}

// tally counts journals by what is said in them.
type tally struct {
	journals, claimed, mentioned int
	by                           map[string]int
}

func (c *tally) add(s said) {
	c.journals++
	if len(s.claims) > 0 {
		c.claimed++
	}
	if len(s.claims)+len(s.possible) > 0 {
		c.mentioned++
	}
	if c.by == nil {
		c.by = map[string]int{}
	}
	for _, key := range s.claims {
		c.by[key]++
	}
}

// percent of the journals, with one decimal.
func (c *tally) percent(n int) string {
	return fmt.Sprintf("%.1f", 100*float64(n)/float64(c.journals))
}

// most names what claimed the most often, up to three, with their percentages.
func (c *tally) most() string {
	keys := slices.Sorted(maps.Keys(c.by))
	slices.SortStableFunc(keys, func(a, b string) int { return c.by[b] - c.by[a] })
	var list []string
	for _, key := range keys[:min(3, len(keys))] {
		list = append(list, key+" "+c.percent(c.by[key]))
	}
	return strings.Join(list, ", ")
}

const honestySeed = 2026

// TestHonestyInOneLook draws journals in which nothing may be claimed, and looks once.
func TestHonestyInOneLook(t *testing.T) {
	skipHonesty(t)
	runs := inSoak(500, 20)
	var table strings.Builder
	fmt.Fprintf(&table, "%d journals a line, seed %d.\n\n| what is in the journal | entries | any claim | with \"possibly\" | mostly |\n|---|---|---|---|---|\n", runs, honestySeed)
	line := func(name string, entries int, c tally) {
		fmt.Fprintf(&table, "| %s | %d | %s | %s | %s |\n", name, entries, c.percent(c.claimed), c.percent(c.mentioned), c.most())
		t.Logf("%s, %d entries: %s claim, %s with possibly; %s", name, entries, c.percent(c.claimed), c.percent(c.mentioned), c.most())
		if tooMany(c.claimed, c.journals, 0.10) {
			t.Errorf("%s, %d entries: %d of %d journals claim something: %s", name, entries, c.claimed, c.journals, c.most())
		}
	}
	for k, cell := range simulated.Silent() {
		for _, n := range cell.Lengths {
			if n > 120 && !soaking() {
				continue // they take the longest
			}
			r := rand.New(rand.NewPCG(honestySeed, uint64(1000*k+n)))
			var c tally
			for range runs {
				c.add(saidOf(cell.Journal(r, n)))
			}
			line(cell.Name, n, c)
		}
	}
	for _, n := range []int{60, 240} {
		if n > 120 && !soaking() {
			continue
		}
		r := rand.New(rand.NewPCG(honestySeed, uint64(5*n)))
		var c tally
		for range inSoak(400, 10) {
			c.add(saidOfAll(simulated.Areas(r, simulated.Life{}, 5, n)))
		}
		line("five areas, nothing alike", n, c)
	}
	if soaking() {
		writeTable(t, "silent", table.String())
	}
}

// saidOfAll gathers what is said of several areas.
func saidOfAll(areas []insight.Data) said {
	var all said
	for _, d := range areas {
		s := saidOf(d)
		all.claims, all.possible = append(all.claims, s.claims...), append(all.possible, s.possible...)
	}
	return all
}

// onsets counts claims that are made at a look and were not at the one before it, over looks after
// each entry.
type onsets struct {
	claims, mentions int
	by               map[string]int
	before           said
}

func (o *onsets) look(s said) {
	for _, key := range s.claims {
		if !slices.Contains(o.before.claims, key) {
			o.claims++
			o.by[key]++
		}
	}
	for _, key := range append(slices.Clone(s.claims), s.possible...) {
		if !slices.Contains(o.before.claims, key) && !slices.Contains(o.before.possible, key) {
			o.mentions++
		}
	}
	o.before = s
}

// livedEntries is how many entries are written over the life that is looked at.
const livedEntries = 100

// liveThrough looks after each of the entries of the areas, which are written in turn.
func liveThrough(areas []insight.Data) onsets {
	o := onsets{by: map[string]int{}}
	last := make([]said, len(areas))
	for i := range livedEntries {
		k := i % len(areas)
		d := areas[k]
		d.Samples = d.Samples[:i/len(areas)+1]
		s := saidOf(d)
		for _, list := range [][]string{s.claims, s.possible} {
			for j := range list {
				list[j] = fmt.Sprint(list[j], " ", k)
			}
		}
		last[k] = s
		var all said
		for _, s := range last {
			all.claims, all.possible = append(all.claims, s.claims...), append(all.possible, s.possible...)
		}
		o.look(all)
	}
	return o
}

// TestHonestyOverALife looks after each of 100 entries, and counts how often a false claim begins.
func TestHonestyOverALife(t *testing.T) {
	skipHonesty(t)
	lives := inSoak(300, 5)
	most := []float64{0.10, 0.15, 0.15, 0.20}
	begunBy := map[string]tally{}
	var table strings.Builder
	fmt.Fprintf(&table, "%d lives of %d entries a line, seed %d.\n\n| what is in the journal | areas | false claims that begin, in 100 lives | lives with any | with \"possibly\" too | mostly |\n|---|---|---|---|---|---|\n", lives, livedEntries, honestySeed)
	for k, cell := range simulated.Lived() {
		for _, areas := range []int{1, 5} {
			if areas > 1 && !soaking() {
				continue
			}
			r := rand.New(rand.NewPCG(honestySeed, uint64(10*k+areas)))
			var begun, mentioned int
			any := tally{by: map[string]int{}}
			for range lives {
				all := make([]insight.Data, areas)
				for i := range all {
					all[i] = cell.Journal(r, livedEntries/areas)
					all[i].Areas = areas
				}
				o := liveThrough(all)
				begun, mentioned = begun+o.claims, mentioned+o.mentions
				any.journals++
				any.claimed += min(1, o.claims)
				for key, n := range o.by {
					any.by[strings.Fields(key)[0]] += n
				}
			}
			per100 := func(n int) float64 { return 100 * float64(n) / float64(lives) }
			t.Logf("%s, %d areas: %.1f false claims begin in 100 lives, %.1f with possibly; %s", cell.Name, areas, per100(begun), per100(mentioned), any.most())
			fmt.Fprintf(&table, "| %s | %d | %.1f | %s | %.1f | %s |\n", cell.Name, areas, per100(begun), any.percent(any.claimed), per100(mentioned), any.most())
			if areas == 1 {
				begunBy[cell.Name] = any
			}
			if tooMany(any.claimed, lives, most[k]) {
				t.Errorf("%s, %d areas: false claims begin in %d of %d lives: %s", cell.Name, areas, any.claimed, lives, any.most())
			}
		}
	}
	if soaking() {
		writeTable(t, "lives", table.String())
		writeRates(t, begunBy["nothing alike"], begunBy["likeness .9"], func(key string) bool { return key != "measures" })
	}
}

// TestHonestyWithSomethingPlanted draws journals that hold something, and looks once. Beside what is
// found stands what the simplest suitable test finds at the same rate of false claims.
func TestHonestyWithSomethingPlanted(t *testing.T) {
	skipHonesty(t)
	with, without := inSoak(500, 30), inSoak(2000, 0)
	var table strings.Builder
	fmt.Fprintf(&table, "%d journals a line with it and %d without, seed %d.\n\n| planted | entries | claimed | with \"possibly\" | said of journals without it | the plain test at the same rates |\n|---|---|---|---|---|---|\n", with, without, honestySeed)
	for k, cell := range simulated.Planted() {
		item, _ := charts.Find(cell.Finds)
		for _, n := range cell.Lengths {
			if n > 160 && !soaking() {
				continue // they take the longest
			}
			r := rand.New(rand.NewPCG(honestySeed, uint64(100_000+1000*k+n)))
			found := look(r, cell.Journal, n, with, item, plainTest(cell))
			silent := look(r, cell.Without, n, without, item, plainTest(cell))
			t.Logf("%s, %d entries: %s", cell.Name, n, found)
			fmt.Fprintf(&table, "| %s | %d | %.0f | %.0f | %.1f, %.1f | %s |\n", cell.Name, n, found.percent(insight.Claim), found.percent(insight.Possible),
				silent.percent(insight.Claim), silent.percent(insight.Possible), found.atTheRatesOf(silent))
		}
	}
	if soaking() {
		writeTable(t, "planted", table.String())
	}
}

// looked is what one insight said of many journals, and what the plain test said, the larger the
// surer.
type looked struct {
	findings map[insight.Finding]int
	plain    []float64
	n        int
}

func look(r *rand.Rand, journal func(*rand.Rand, int) insight.Data, entries, times int, item charts.Item, plain func(insight.Data) float64) looked {
	l := looked{findings: map[insight.Finding]int{}, n: times}
	for range times {
		d := journal(r, entries)
		l.findings[item.Compute(d, "").Finding]++
		l.plain = append(l.plain, plain(d))
	}
	slices.Sort(l.plain)
	return l
}

// percent of the journals in which at least so much is said.
func (l looked) percent(least insight.Finding) float64 {
	n := l.findings[insight.Claim]
	if least == insight.Possible {
		n += l.findings[insight.Possible]
	}
	return 100 * float64(n) / float64(max(1, l.n))
}

func (l looked) String() string {
	return fmt.Sprintf("%.0f claimed, %.0f with possibly", l.percent(insight.Claim), l.percent(insight.Possible))
}

// atTheRatesOf is what the plain test finds where it is wrong as often as the insight is.
func (l looked) atTheRatesOf(silent looked) string {
	var found []string
	for _, least := range []insight.Finding{insight.Claim, insight.Possible} {
		wrong := int(math.Round(silent.percent(least) / 100 * float64(silent.n)))
		if wrong == 0 {
			found = append(found, "none is wrong")
			continue
		}
		limit := silent.plain[silent.n-wrong]
		above := 0
		for _, v := range l.plain {
			if v >= limit {
				above++
			}
		}
		found = append(found, fmt.Sprintf("%.0f", 100*float64(above)/float64(l.n)))
	}
	return strings.Join(found, ", ")
}

// BenchmarkAll computes every insight of one area, as a page of the window does.
func BenchmarkAll(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		d := simulated.Life{Likeness: 0.4}.Journal(rand.New(rand.NewPCG(1, 1)), n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				for _, item := range catalogue() {
					item.Compute(d, "")
				}
			}
		})
	}
}
