package state

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

// BenchmarkHome computes what the cards of home say of 10 areas with 100,000 entries, of which nothing
// is cached.
func BenchmarkHome(b *testing.B) {
	j := crowded(b, 10, 100_000)
	for b.Loop() {
		insights := NewInsights(j)
		cards := Cards(j, insights)
		if err := DescribeCards(context.Background(), j, insights, cards, 0, func() {}); err != nil {
			b.Fatal(err)
		}
		insights.Close()
	}
}

// crowded makes a journal with so many areas and entries, all rated.
func crowded(b *testing.B, areas, entries int) *journal.Journal {
	b.Helper()
	j, err := journal.Create(b.Context(), filepath.Join(b.TempDir(), "journal"), vault.NoPassphrase(), journal.Options{Now: func() time.Time { return noon }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := j.Close(); err != nil {
			b.Error(err)
		}
	})
	var ids []journal.AreaID
	for i := range areas {
		a, err := j.SaveArea(b.Context(), journal.Area{Name: fmt.Sprintf("Area %d", i+1)})
		if err != nil {
			b.Fatal(err)
		}
		ids = append(ids, a.ID)
	}
	chance := rand.New(rand.NewPCG(7, 11))
	pick := func(words ...string) string { return words[chance.IntN(len(words))] }
	for from := 0; from < entries; from += 10_000 {
		batch := journal.Batch{Kind: journal.StepFill}
		for i := from; i < min(entries, from+10_000); i++ {
			at := noon.Add(-time.Duration(entries-i) * 24 * time.Hour / 10)
			level := 50 + 20*math.Sin(float64(i)/9000)
			rate := func(spread float64) journal.OptRating {
				return rating(math.Round(min(100, max(0, level+spread*chance.NormFloat64()))))
			}
			e := journal.Entry{Type: journal.Experience, Time: at, Area: ids[i%areas], Source: journal.SourceMastery, Kind: journal.Kinds()[chance.IntN(3)], Title: "Session",
				Outcome: journal.Outcomes()[chance.IntN(4)], Performance: rate(15), Stress: rate(20), EfficacyBefore: rate(12), EfficacyAfter: rate(12),
				EfficacyBeforeAt: at.Add(-time.Hour), Difficulty: optional.Some(journal.Difficulty(1 + chance.IntN(10))), Effort: rate(18),
				People:     []journal.Person{{Name: pick("Ana", "Ben", "Chidi", "Dora", "Emil"), Role: journal.Roles()[chance.IntN(4)]}},
				Strategies: []string{pick("breathing", "routine", "reframing")}}
			if chance.IntN(3) == 0 {
				e.Obstacles = []journal.Obstacle{{Text: pick("wind", "nerves", "no sleep", "noise"), Overcome: chance.IntN(2) == 0}}
			}
			batch.Entries = append(batch.Entries, e)
		}
		if err := j.SaveBatch(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	return j
}
