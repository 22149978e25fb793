package insight

import (
	"fmt"
	"math/rand/v2"
	"time"

	"enactive/journal/optional"
)

// benchmarkTries is a journal of n entries, three a day, with everything told.
func benchmarkTries(n int) []Sample {
	r := rand.New(rand.NewPCG(3, 4))
	rating := func() Number { return optional.Some(float64(5 * r.IntN(21))) }
	names := []string{"Noise", "noise ", "Silence", "Too fast", "Rain", "Doubt", "Late"}
	samples := make([]Sample, n)
	for i := range samples {
		s := Sample{ID: fmt.Sprintf("%06d", i), Time: time.Date(1950, 1, 1+i/3, 7+5*(i%3), 0, 0, 0, time.FixedZone("", 3600)), Source: "mastery",
			Kind: Kind(1 + r.IntN(3)), Outcome: Outcome(1 + r.IntN(4)), Before: rating(), After: rating(), Stress: rating(), Performance: rating(),
			Effort: rating(), Luck: optional.Some(float64(r.IntN(11)))}
		s.Obstacles = []Obstacle{{Name: names[r.IntN(len(names))], Overcome: r.IntN(2) == 0}}
		samples[i] = s
	}
	r.Shuffle(n, func(i, j int) { samples[i], samples[j] = samples[j], samples[i] })
	return samples
}
