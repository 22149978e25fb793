package insight

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"enactive/journal/optional"
)

// benchmarkAttempts is a journal of n entries, three a day, with every field set.
func benchmarkAttempts(n int) []Sample {
	r := rand.New(rand.NewPCG(3, 4))
	rating := func() Number { return optional.Some(float64(5 * r.IntN(21))) }
	names := []string{"Noise", "noise ", "Silence", "Too fast", "Rain", "Doubt", "Late"}
	samples := make([]Sample, n)
	for i := range samples {
		s := Sample{ID: fmt.Sprintf("%06d", i), Time: time.Date(1950, 1, 1+i/3, 7+5*(i%3), 0, 0, 0, time.FixedZone("", 3600)), Source: "mastery",
			Kind: Kind(1 + r.IntN(3)), Outcome: outcomeAt(1 + r.IntN(4)), Before: rating(), After: rating(), Stress: rating(), Performance: rating(),
			Effort: rating(), Luck: optional.Some(float64(r.IntN(11)))}
		s.Obstacles = []Obstacle{{Name: names[r.IntN(len(names))], Overcome: r.IntN(2) == 0}}
		samples[i] = s
	}
	r.Shuffle(n, func(i, j int) { samples[i], samples[j] = samples[j], samples[i] })
	return samples
}

// anyJournal is made of so many random journals, with what randomJournal leaves out.
func anyJournal(r *rand.Rand, of int) []Sample {
	var samples []Sample
	for range of {
		samples = append(samples, randomJournal(r)...)
	}
	names := []string{"", " ", "Noise", "noise", " NOISE  ", "Übelkeit", "a\tb"}
	for i := range samples {
		s := &samples[i]
		s.Source = []string{"", "mastery", "vicarious", "odd"}[r.IntN(4)]
		s.Controllable, s.HasLesson = []string{"", "yes", "no", "unsure"}[r.IntN(4)], r.IntN(2) == 0
		s.Evidence = []Evidence{"", "", "", HardWon, "odd"}[r.IntN(5)]
		s.ExpectedInTime, s.Appraisal = r.IntN(3) > 0, []Appraisal{NoAppraisal, Challenge, Threat, "odd"}[r.IntN(4)]
		if r.IntN(3) == 0 {
			s.Luck = optional.Some(float64(r.IntN(11)))
		}
		if r.IntN(2) == 0 { // enough days for six weeks of them, and another offset
			s.Time = s.Time.Add(time.Duration(r.IntN(45)) * 24 * time.Hour).In(time.FixedZone("", 3600*(r.IntN(27)-12)))
			s.ID += fmt.Sprint("-", i)
		}
		for range r.IntN(3) {
			s.Obstacles = append(s.Obstacles, Obstacle{Name: names[r.IntN(len(names))], Overcome: r.IntN(2) == 0})
		}
	}
	return samples
}

// result is what all results of facts have in common.
type result interface{ Finding() Finding }

func factsOf(d Data) map[string]result {
	return map[string]result{"mastery": Mastery(d), "obstacles": Obstacles(d), "recovery": Recovery(d),
		"fatigue": Fatigue(d), "feared": Feared(d), "calendar": Calendar(d), "hours": Hours(d)}
}

func TestFactsHoldForRandomJournals(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
	r := rand.New(rand.NewPCG(6, 6))
	seen := map[string]map[Finding]bool{}
	for i := range 5_500 {
		samples := anyJournal(r, 1+i/5_000*4) // the small ones, and then some that reach further
		for name, result := range factsOf(Data{Samples: samples}) {
			if seen[name] == nil {
				seen[name] = map[Finding]bool{}
			}
			seen[name][result.Finding()] = true
			if _, err := json.Marshal(result); err != nil { // NaN and Inf are errors here
				t.Fatalf("%s: %v", name, err)
			}
			if all := fmt.Sprintf("%+v", result); strings.Contains(all, "NaN") || strings.Contains(all, "Inf") {
				t.Fatalf("%s: a number that is none: %s", name, all)
			}
		}
		for _, s := range samples {
			if label, grounds := EvidenceOf(s); label == "" && grounds != (Grounds{}) {
				t.Fatalf("no evidence, on the grounds %+v", grounds)
			}
		}
	}
	for name, findings := range seen {
		if len(findings) < 2 {
			t.Errorf("%s: the journals reach only %v, which tests little", name, findings)
		}
	}
}

func TestFactsDoNotDependOnStorageOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 500 {
		samples := anyJournal(r, 2)
		for i := range samples {
			samples[i].ID = fmt.Sprintf("%02d", i) // no two entries share one
		}
		before := factsOf(Data{Samples: samples})
		shuffled := append([]Sample(nil), samples...)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for name, result := range factsOf(Data{Samples: shuffled}) {
			if !reflect.DeepEqual(result, before[name]) {
				t.Fatalf("%s: %+v\nis in another order %+v", name, before[name], result)
			}
		}
	}
}
