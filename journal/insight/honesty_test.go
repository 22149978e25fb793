package insight_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/charts"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/optional"
)

// These simulations go through every insight that people see, in the form in which they
// see it. The journals hold no signal, or one that was planted; what counts is how many
// show a claim. The short run keeps the promise; the long one, for
//
//	ENACTIVE_SOAK=1 go test ./journal/insight -run Honesty -timeout 1h
//
// writes its table into docs/science.md.

func soaking() bool { return os.Getenv("ENACTIVE_SOAK") != "" }

// autoregression gives values around 0 with a standard deviation of 1, of which each resembles
// the one before by phi.
type autoregression struct {
	r    *rand.Rand
	phi  float64
	last float64
}

func newAutoregression(r *rand.Rand, phi float64) *autoregression {
	return &autoregression{r: r, phi: phi, last: r.NormFloat64()}
}

func (w *autoregression) next() float64 {
	w.last = w.phi*w.last + math.Sqrt(1-w.phi*w.phi)*w.r.NormFloat64()
	return w.last
}

// rating is a value as people rate: in steps of five, on the scale.
func rating(v float64) insight.Number {
	return optional.Some(min(max(math.Round(v/5)*5, 0), 100))
}

// plantedChange moves everything by so many standard deviations in the last entries.
type plantedChange struct {
	entries int
	size    float64
}

// life is a journal of n entries, one to six a day, in which nothing has to do with
// anything else, but for the planted change.
func life(r *rand.Rand, phi float64, n int, planted plantedChange) insight.Data {
	before, after, stress := newAutoregression(r, phi), newAutoregression(r, phi), newAutoregression(r, phi)
	performance, outcome := newAutoregression(r, phi), newAutoregression(r, phi)
	strategies, people := []string{"Breathing", "A card", "A walk"}, []string{"Ruth", "Jonas"}
	obstacles := []string{"Noise", "Silence", "Too fast"}
	perDay := 1 + r.IntN(6)
	var samples []insight.Sample
	for day := 0; len(samples) < n; day += 1 + r.IntN(3) {
		for hour := range 1 + r.IntN(perDay) {
			if len(samples) == n {
				break
			}
			shift := 0.0
			if len(samples) >= n-planted.entries {
				shift = planted.size
			}
			at := time.Date(2024, 1, 1+day, 8+2*hour, 0, 0, 0, time.UTC)
			s := insight.Sample{
				ID: fmt.Sprintf("%06d", len(samples)), Time: at, Source: "mastery", Kind: insight.Kind(1 + r.IntN(3)),
				Before: rating(57 + 15*(before.next()+shift)), BeforeAt: at.Add(-time.Hour), After: rating(57 + 15*(after.next()+shift)),
				Stress: rating(50 + 20*stress.next()), Performance: rating(60 + 15*(performance.next()+shift)), Effort: rating(50 + 20*r.NormFloat64()),
				Difficulty: optional.Some(float64(1 + r.IntN(10))), Luck: optional.Some(float64(r.IntN(11))), HasLesson: r.IntN(2) == 0,
			}
			switch x := outcome.next() + shift; {
			case x > 0:
				s.Outcome = insight.Success
			case x > -0.3:
				s.Outcome = insight.Partial
			case x > -1:
				s.Outcome = insight.Setback
			default:
				s.Outcome = insight.Failure
			}
			if r.IntN(3) == 0 {
				s.Strategies = []string{strategies[r.IntN(len(strategies))]}
			}
			if r.IntN(3) == 0 {
				s.People = []string{people[r.IntN(len(people))]}
			}
			if r.IntN(3) == 0 {
				s.Obstacles = []insight.Obstacle{{Name: obstacles[r.IntN(len(obstacles))], Overcome: r.IntN(2) == 0}}
			}
			samples = append(samples, s)
		}
	}
	return insight.Data{Samples: samples}
}

// claims names the insights that claim something.
func claims(d insight.Data) []string {
	var keys []string
	for _, item := range charts.Catalogue() {
		if item.Compute(d, "").Finding == insight.Claim {
			keys = append(keys, item.Key)
		}
	}
	return keys
}

// lengths are how many entries the journals hold, in turn.
var lengths = []int{15, 30, 60, 120, 240}

func TestHonestyWithoutAnySignal(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	runs := 350 // for each autocorrelation: a thousand journals
	if soaking() {
		runs = 5000
	}
	var table strings.Builder
	fmt.Fprintf(&table, "| likeness | journals | any claim |%s\n|---|---|---|%s\n", heads(), strings.Repeat("---|", len(charts.Catalogue())))
	for _, phi := range []float64{0, 0.4, 0.8} {
		r := rand.New(rand.NewPCG(2026, uint64(10*phi)))
		count, any := map[string]int{}, 0
		for i := range runs {
			found := claims(life(r, phi, lengths[i%len(lengths)], plantedChange{}))
			if len(found) > 0 {
				any++
			}
			for _, key := range found {
				count[key]++
			}
		}
		share := 100 * float64(any) / float64(runs)
		t.Logf("likeness %.1f: %.1f%% of %d journals show a claim: %v", phi, share, runs, count)
		if share > 10 {
			t.Errorf("likeness %.1f: %.1f%% of journals without a signal show a claim, at most 10%% may", phi, share)
		}
		fmt.Fprintf(&table, "| %.1f | %d | %.1f%% |", phi, runs, share)
		for _, item := range charts.Catalogue() {
			fmt.Fprintf(&table, " %.1f%% |", 100*float64(count[item.Key])/float64(runs))
		}
		table.WriteByte('\n')
	}
	if soaking() {
		writeTable(t, "none", table.String())
	}
}

func heads() string {
	var b strings.Builder
	for _, item := range charts.Catalogue() {
		fmt.Fprintf(&b, " %s |", item.Key)
	}
	return b.String()
}

func TestHonestyWithAPlantedChange(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	runs, least := 100, map[int]float64{8: 30, 20: 65, 40: 80}
	if soaking() {
		runs = 1000
	}
	var table strings.Builder
	table.WriteString("| entries before | entries since | up: any claim | trend | form | down: any claim | trend | form |\n|---|---|---|---|---|---|---|---|\n")
	for _, before := range []int{20, 40, 100} {
		for _, since := range []int{8, 20, 40} {
			fmt.Fprintf(&table, "| %d | %d |", before, since)
			for _, size := range []float64{1, -1} {
				r := rand.New(rand.NewPCG(2027, uint64(1000*before+since)))
				any, trend, form := 0, 0, 0
				for range runs {
					found := claims(life(r, 0, before+since, plantedChange{since, size}))
					any += min(1, len(found))
					if slices.Contains(found, "trend") {
						trend++
					}
					if slices.Contains(found, "form") {
						form++
					}
				}
				percent := func(n int) float64 { return 100 * float64(n) / float64(runs) }
				t.Logf("%+.0f sd, %d before and %d since: %.0f%% show a claim, trend %.0f%%, form %.0f%%", size, before, since, percent(any), percent(trend), percent(form))
				fmt.Fprintf(&table, " %.0f%% | %.0f%% | %.0f%% |", percent(any), percent(trend), percent(form))
				if before == 100 && percent(any) < least[since] {
					t.Errorf("a change of %+.0f sd within %d entries is found in %.0f%%, want at least %.0f%%", size, since, percent(any), least[since])
				}
			}
			table.WriteByte('\n')
		}
	}
	if soaking() {
		writeTable(t, "planted", table.String())
	}
}

// writeTable puts a table between its marks in docs/science.md.
func writeTable(t *testing.T, name, table string) {
	t.Helper()
	file := filepath.Join("..", "..", "docs", "science.md")
	doc, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	head, rest, ok1 := strings.Cut(string(doc), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("docs/science.md has no place for the table %q", name)
	}
	if err := os.WriteFile(file, []byte(head+begin+table+end+tail), 0o644); err != nil {
		t.Fatal(err)
	}
}

// anything makes a journal of up to 15 entries, plans and check-ins with ties, extremes,
// values that no rating can be, and much that is missing.
func anything(r *rand.Rand) insight.Data {
	number := func(most float64) insight.Number {
		switch r.IntN(8) {
		case 0, 1, 2:
			return insight.Number{}
		case 3:
			return optional.Some([]float64{0, most / 2, most}[r.IntN(3)])
		case 4:
			return optional.Some([]float64{-1, most + 1, math.NaN(), math.Inf(1), 1e300}[r.IntN(5)])
		}
		return optional.Some(math.Round(r.Float64()*most*10) / 10)
	}
	words := func() []string {
		return [][]string{nil, nil, {"a"}, {"a", "A "}, {"", "b"}, {strings.Repeat("long ", 40)}}[r.IntN(6)]
	}
	var d insight.Data
	start := time.Date(2024, 2, 28, 22, 0, 0, 0, time.FixedZone("", (r.IntN(27)-13)*3600))
	for range r.IntN(16) {
		when := start.Add(time.Duration(r.IntN(4)) * time.Duration(r.IntN(500)) * time.Hour)
		s := insight.Sample{ID: fmt.Sprint(r.IntN(6)), Time: when, CheckIn: r.IntN(6) == 0, Planned: r.IntN(8) == 0,
			Source: []string{"", "mastery", "vicarious", "persuasion", "state", "odd"}[r.IntN(6)], Outcome: outcomeAt(r.IntN(5)), Kind: insight.Kind(r.IntN(4)),
			Before: number(100), BeforeAt: when.Add(time.Duration(r.IntN(3)-1) * time.Hour), Retrospective: r.IntN(3) == 0, After: number(100),
			Stress: number(100), StressExpected: number(100), Performance: number(100), Effort: number(100), Difficulty: number(10), Luck: number(10),
			Controllable: []string{"", "yes", "no", "unsure"}[r.IntN(4)], HasLesson: r.IntN(2) == 0, Strategies: words(), People: words()}
		for _, name := range words() {
			s.Obstacles = append(s.Obstacles, insight.Obstacle{Name: name, Overcome: r.IntN(2) == 0})
		}
		d.Samples = append(d.Samples, s)
	}
	for range r.IntN(4) {
		d.Ladder = append(d.Ladder, insight.Rung{Text: "rung", Difficulty: number(10), Rating: number(100)})
	}
	return d
}

func TestNoJournalBreaksASentence(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	r := rand.New(rand.NewPCG(10, 10))
	for run := range 10_000 {
		d := anything(r)
		for _, item := range charts.Catalogue() {
			f := item.Compute(d, "")
			data, err := json.Marshal(f.Result) // NaN and Inf are errors here
			if err != nil {
				t.Fatalf("run %d, %s: %v for %+v", run, item.Key, err, d)
			}
			for _, bad := range []string{"NaN", "Inf", "%!", "null"} {
				if strings.Contains(f.Text, bad) || strings.Contains(string(data), bad) {
					t.Fatalf("run %d, %s says %q with %s", run, item.Key, f.Text, data)
				}
			}
			if strings.TrimSpace(f.Text) == "" || f.Finding == "" || f.Text != f.Chart.Text() {
				t.Fatalf("run %d, %s says %q, its chart %q, finding %q", run, item.Key, f.Text, f.Chart.Text(), f.Finding)
			}
		}
	}
}

// broken says what is wrong with a sentence, or nothing.
func broken(text string) string {
	switch {
	case text == "":
		return "it is empty"
	case !strings.HasSuffix(text, ".") || strings.ToUpper(text[:1]) != text[:1] && text[0] < '0':
		return "it is no whole sentence"
	}
	for _, bad := range []string{"NaN", "Inf", "%!", "  ", "..", " ,", "!", " 1 tries", " 1 days", " 1 entries", " 1 successes", "-1"} {
		if strings.Contains(text, bad) {
			return fmt.Sprintf("it has %q", bad)
		}
	}
	return ""
}

// facts are the insights whose sentences broken knows.
var facts = []string{"mastery", "obstacles", "recovery", "fatigue", "calendar", "hours"}

func TestNoJournalBreaksASentenceOfFacts(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	r := rand.New(rand.NewPCG(6, 6))
	for range 10_000 {
		d := anything(r)
		for _, key := range facts {
			item, _ := charts.Find(key)
			if text := item.Compute(d, "").Text; broken(text) != "" {
				t.Fatalf("%s: %s: %q", key, broken(text), text)
			}
		}
		for _, s := range d.Samples {
			label, grounds := insight.EvidenceOf(s)
			reason := describe.EvidenceReason(label, grounds)
			if (label == "") != (reason == "") || label != "" && broken(reason) != "" {
				t.Fatalf("evidence %q: %q", label, reason)
			}
		}
	}
}

func TestEveryFactIsExplained(t *testing.T) {
	for _, key := range facts {
		item, _ := charts.Find(key)
		if e := item.Explanation; broken(e.How) != "" || broken(e.Limits) != "" || e.Source == "" {
			t.Errorf("%s: %+v", key, e)
		}
	}
}

// BenchmarkAll computes every insight of one area, as a page of the window does.
func BenchmarkAll(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		d := life(rand.New(rand.NewPCG(1, 1)), 0.4, n, plantedChange{})
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				for _, item := range charts.Catalogue() {
					item.Compute(d, "")
				}
			}
		})
	}
}

// outcomeAt is the outcome of a rank.
func outcomeAt(rank int) insight.Outcome {
	return []insight.Outcome{insight.NoOutcome, insight.Failure, insight.Setback, insight.Partial, insight.Success}[rank]
}
