package charts

import (
	"errors"
	"math/rand/v2"
	"sync/atomic"
	"testing"

	"enactive/journal/insight/simulated"
)

func goOn() error { return nil }

func TestManyAtOnceComputeWhatOneAfterTheOtherDoes(t *testing.T) {
	data := simulated.Measured{Life: simulated.Life{Likeness: 0.4}, Measures: 3}.Journal(rand.New(rand.NewPCG(1, 1)), 120)
	got, err := Compute(Catalogue(), data, "Running", goOn)
	if err != nil {
		t.Fatal(err)
	}
	for i, item := range Catalogue() {
		if want := item.Compute(data, "Running"); got[i].Text != want.Text || got[i].Finding != want.Finding {
			t.Errorf("%s is %q, want %q", item.Key, got[i].Text, want.Text)
		}
	}
}

func TestComputingStopsEarly(t *testing.T) {
	var asked atomic.Int32
	over := errors.New("over")
	figures, err := Compute(Catalogue(), simulated.Life{}.Journal(rand.New(rand.NewPCG(1, 1)), 20), "", func() error {
		if asked.Add(1) > 3 {
			return over
		}
		return nil
	})
	if !errors.Is(err, over) || figures != nil || int(asked.Load()) >= len(Catalogue()) {
		t.Errorf("stopped after %d insights with %v", asked.Load(), err)
	}
	if figures, err := Compute(nil, simulated.Life{}.Journal(rand.New(rand.NewPCG(1, 1)), 20), "", goOn); err != nil || len(figures) != 0 {
		t.Errorf("of no insights: %d figures, %v", len(figures), err)
	}
}

// BenchmarkCompute computes every insight of one area with 12 measures, as a page of the window does.
func BenchmarkCompute(b *testing.B) {
	for name, n := range map[string]int{"1000": 1_000, "100000": 100_000} {
		data := simulated.Measured{Life: simulated.Life{Likeness: 0.4}, Measures: 12}.Journal(rand.New(rand.NewPCG(1, 1)), n)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Compute(Catalogue(), data, "", goOn); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
