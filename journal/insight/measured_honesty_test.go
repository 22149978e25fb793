package insight_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"enactive/charts"
	"enactive/journal/insight"
	"enactive/journal/insight/simulated"
)

// measuredCell is a kind of journal with measures.
type measuredCell struct {
	name  string
	of    simulated.Measured
	areas int
	// changes are the insights that say of one thing that it changed, where it did.
	changes []string
}

func alike(likeness float64) simulated.Life { return simulated.Life{Likeness: likeness} }

func silentMeasures() []measuredCell {
	return []measuredCell{
		{"nothing alike", simulated.Measured{}, 1, nil},
		{"likeness .4", simulated.Measured{Life: alike(0.4)}, 1, nil},
		{"likeness .8", simulated.Measured{Life: alike(0.8)}, 1, nil},
		{"likeness .95", simulated.Measured{Life: alike(0.95)}, 1, nil},
		{"likeness .4, all change by 2 sd over the journal", simulated.Measured{Life: alike(0.4), Drift: 2}, 1, []string{"trend", "form", "fatigue"}},
		{"likeness .4, weekdays differ by .7 sd", simulated.Measured{Life: alike(0.4), Weekly: 0.7}, 1, nil},
		{"day mood 27%, days alike .55", simulated.Measured{Life: simulated.Life{PerDay: 4, Mood: 0.27, DaysAlike: 0.55}}, 1, nil},
	}
}

// journal draws the areas of a journal, each with so many measures and entries.
func (c measuredCell) journal(r *rand.Rand, measures, n int) []insight.Data {
	c.of.Measures = measures
	all := make([]insight.Data, c.areas)
	for i := range all {
		all[i] = c.of.Journal(r, n)
		all[i].Areas = c.areas
	}
	return all
}

// without is what is said by all insights but those.
func (s said) without(keys []string) said {
	of := func(list []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(key string) bool { return slices.Contains(keys, key) })
	}
	return said{of(s.claims), of(s.possible)}
}

// only is what is said by the insight of that key.
func (s said) only(key string) said {
	of := func(list []string) []string {
		if slices.Contains(list, key) {
			return []string{key}
		}
		return nil
	}
	return said{of(s.claims), of(s.possible)}
}

// TestHonestyWithMeasuresInOneLook draws journals with measures that have nothing to do with anything, and looks once: at what goes
// with what, and at everything together.
func TestHonestyWithMeasuresInOneLook(t *testing.T) {
	skipHonesty(t)
	runs := inSoak(500, 12)
	numbers, lengths := []int{4, 12, 30}, []int{40, 100, 300}
	if !soaking() {
		numbers, lengths = []int{12}, []int{40}
	}
	var own, whole strings.Builder
	fmt.Fprintf(&own, "%d journals a cell, seed %d.\n\n| what is in the journal | entries | 4 measures | 12 measures | 30 measures |\n|---|---|---|---|---|\n", runs, honestySeed)
	fmt.Fprintf(&whole, "%d journals a cell, seed %d: any claim of any insight, and with \"possibly\".\n\n| what is in the journal | entries | 4 measures | 12 measures | 30 measures | mostly |\n|---|---|---|---|---|---|\n", runs, honestySeed)
	var together tally
	cells := append(silentMeasures(), measuredCell{"five areas, likeness .4", simulated.Measured{Life: alike(0.4)}, 5, nil})
	for k, cell := range cells {
		if cell.areas > 1 && !soaking() {
			continue // they take the longest
		}
		for _, n := range lengths {
			if cell.areas > 1 && n != 100 {
				continue
			}
			fmt.Fprintf(&own, "| %s | %d |", cell.name, n)
			fmt.Fprintf(&whole, "| %s | %d |", cell.name, n)
			var line tally
			for _, measures := range numbers {
				var pairs, all tally
				r := rand.New(rand.NewPCG(honestySeed, uint64(1_000_000+10_000*k+100*n+measures)))
				for range runs {
					s := saidOfAll(cell.journal(r, measures, n)).without(cell.changes)
					pairs.add(s.only("measures"))
					all.add(s)
					line.add(s)
					together.add(s)
				}
				t.Logf("%s, %d entries, %d measures: %s claim, %s with possibly; of measures %s, %s; %s", cell.name, n, measures,
					all.percent(all.claimed), all.percent(all.mentioned), pairs.percent(pairs.claimed), pairs.percent(pairs.mentioned), all.most())
				fmt.Fprintf(&own, " %s, %s |", pairs.percent(pairs.claimed), pairs.percent(pairs.mentioned))
				fmt.Fprintf(&whole, " %s, %s |", all.percent(all.claimed), all.percent(all.mentioned))
				if tooMany(pairs.claimed, runs, 0.03) {
					t.Errorf("%s, %d entries, %d measures: what goes with what is claimed in %d of %d journals", cell.name, n, measures, pairs.claimed, runs)
				}
				if tooMany(all.claimed, runs, 0.10) || soaking() && 10*all.claimed > runs {
					t.Errorf("%s, %d entries, %d measures: %d of %d journals claim something: %s", cell.name, n, measures, all.claimed, runs, all.most())
				}
			}
			own.WriteString("\n")
			fmt.Fprintf(&whole, " %s |\n", line.most())
		}
	}
	if 10*together.claimed > together.journals {
		t.Errorf("%d of %d journals of all kinds claim something: %s", together.claimed, together.journals, together.most())
	}
	if soaking() {
		writeTable(t, "measures-silent", own.String())
		writeTable(t, "measured", whole.String())
	}
}

// TestHonestyWithMeasuresOverALife looks after each of 100 entries of journals with 12 measures, and counts how often a false claim
// begins: of what goes with what, and of everything together.
func TestHonestyWithMeasuresOverALife(t *testing.T) {
	skipHonesty(t)
	lives, every := inSoak(200, 1), inSoak(1, 4)
	cells := append(silentMeasures(), measuredCell{"likeness .9", simulated.Measured{Life: alike(0.9)}, 1, nil})
	begunBy := map[string]tally{}
	var table strings.Builder
	fmt.Fprintf(&table, "%d lives of %d entries a line, 12 measures, seed %d.\n\n| what is in the journal | of measures: false claims that begin, in 100 lives | with \"possibly\" too | of all insights: false claims that begin | lives with any | with \"possibly\" too | mostly |\n|---|---|---|---|---|---|---|\n", lives, livedEntries, honestySeed)
	withAny := 0
	for k, cell := range cells {
		r := rand.New(rand.NewPCG(honestySeed, uint64(2_000_000+k)))
		all := tally{journals: lives, by: map[string]int{}}
		var begun, pairsBegun onsets
		for range lives {
			d := cell.journal(r, 12, livedEntries)[0]
			whole, pairs := onsets{by: all.by}, onsets{by: map[string]int{}}
			entries := d.Samples
			for n := every; n <= len(entries); n += every {
				d.Samples = entries[:n]
				s := saidOf(d).without(cell.changes)
				whole.look(s)
				pairs.look(s.only("measures"))
			}
			begun.claims, begun.mentions = begun.claims+whole.claims, begun.mentions+whole.mentions
			pairsBegun.claims, pairsBegun.mentions = pairsBegun.claims+pairs.claims, pairsBegun.mentions+pairs.mentions
			all.claimed += min(1, whole.claims)
		}
		withAny += all.claimed
		begunBy[cell.name] = all
		fmt.Fprintf(&table, "| %s | %s | %s | %s | %s | %s | %s |\n", cell.name, all.percent(pairsBegun.claims), all.percent(pairsBegun.mentions),
			all.percent(begun.claims), all.percent(all.claimed), all.percent(begun.mentions), all.most())
		t.Logf("%s: of measures %s begin, %s with possibly; of all %s, %s, in %s lives; %s", cell.name, all.percent(pairsBegun.claims), all.percent(pairsBegun.mentions),
			all.percent(begun.claims), all.percent(begun.mentions), all.percent(all.claimed), all.most())
		if tooMany(pairsBegun.claims, lives, 0.05) {
			t.Errorf("%s: what goes with what begins to be claimed %d times in %d lives", cell.name, pairsBegun.claims, lives)
		}
		if tooMany(all.claimed, lives, 0.20) {
			t.Errorf("%s: false claims begin in %d of %d lives: %s", cell.name, all.claimed, lives, all.most())
		}
	}
	if 5*withAny > len(cells)*lives {
		t.Errorf("false claims begin in %d of %d lives of all kinds", withAny, len(cells)*lives)
	}
	if soaking() {
		writeTable(t, "measures-lives", table.String())
		writeRates(t, begunBy["nothing alike"], begunBy["likeness .9"], func(key string) bool { return key == "measures" })
	}
}

// TestMeasuresThatExplainPerformanceAreFound plants one among others.
func TestMeasuresThatExplainPerformanceAreFound(t *testing.T) {
	skipHonesty(t)
	runs := inSoak(500, 16)
	item, _ := charts.Find("measures")
	var table strings.Builder
	fmt.Fprintf(&table, "%d journals a cell, one of 12 measures explains performance, seed %d: claimed, and with \"possibly\".\n\n| explained | measured | 40 entries | 100 | 300 |\n|---|---|---|---|---|\n", runs, honestySeed)
	for _, ofDay := range []bool{false, true} {
		for _, share := range []float64{0.1, 0.2, 0.3} {
			fmt.Fprintf(&table, "| %.0f%% | %s |", 100*share, map[bool]string{false: "in each entry", true: "once a day, one entry a day"}[ofDay])
			for _, n := range []int{40, 100, 300} {
				if !soaking() && (n == 40 || share != 0.3 || ofDay) {
					continue
				}
				of := simulated.Measured{Measures: 12, Explains: share, OfDay: ofDay}
				if ofDay {
					of.Life.PerDay = 1
				}
				claimed, mentioned := 0, 0
				r := rand.New(rand.NewPCG(honestySeed, uint64(3_000_000+n)))
				for range runs {
					p, ok := pairOf(item.Compute(of.Journal(r, n), "").Result.(insight.MeasuresResult), "m0", insight.ResultPerformance, false)
					if ok && p.Claim {
						claimed++
					}
					if ok && (p.Claim || p.Possible) {
						mentioned++
					}
				}
				fmt.Fprintf(&table, " %.0f, %.0f |", 100*float64(claimed)/float64(runs), 100*float64(mentioned)/float64(runs))
				if least := map[int]float64{100: 0.4, 300: 0.95}[n]; share == 0.3 && float64(claimed) < least*float64(runs) {
					t.Errorf("%.0f%% explained in %d entries: found in %d of %d", 100*share, n, claimed, runs)
				}
			}
			table.WriteString("\n")
		}
	}
	if soaking() {
		writeTable(t, "measures-found", table.String())
	}
}
