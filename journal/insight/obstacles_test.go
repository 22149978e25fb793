package insight

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// blocked is an experience on that day with obstacles; a name with a plus was overcome.
func blocked(day int, names ...string) Sample {
	s := Sample{ID: fmt.Sprintf("%03d", day), Time: time.Date(2024, 3, 1+day, 18, 0, 0, 0, time.UTC)}
	for _, name := range names {
		name, overcome := strings.CutPrefix(name, "+")
		s.Obstacles = append(s.Obstacles, Obstacle{Name: name, Overcome: overcome})
	}
	return s
}

func TestObstaclesAreCountedUnderTheFormThatCameFirst(t *testing.T) {
	r := Obstacles(Data{Samples: []Sample{
		blocked(3, "late  start", "+ NOISE "), blocked(1, "+Noise", "Doubt"), blocked(2, "noise", "+noise", " "), blocked(4, "Late Start"), blocked(5, ""),
		with(blocked(6, "Noise"), func(s *Sample) { s.Planned = true }), with(blocked(7, "Noise"), func(s *Sample) { s.CheckIn = true }),
	}})
	if r.Entries != 4 {
		t.Errorf("entries: got %d", r.Entries)
	}
	var got []string
	for _, o := range r.Shown {
		got = append(got, fmt.Sprint(o.Name, " ", o.Overcome, "/", o.Times, " ", o.IDs, o.Low.IsSet()))
	}
	want := []string{"Noise 2/3 [003 002 001] false", "late start 0/2 [004 003] false", "Doubt 0/1 [001] false"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestTheTwelveMostFrequentObstaclesAreShownAndTiesAreByName(t *testing.T) {
	var samples []Sample
	for i := range 20 {
		samples = append(samples, blocked(i, fmt.Sprintf("n%02d", 19-i)))
	}
	samples = append(samples, blocked(30, "n15"))
	r := Obstacles(Data{Samples: samples})
	if len(r.Shown) != 12 || r.Shown[0].Name != "n15" || r.Shown[1].Name != "n00" || r.Shown[11].Name != "n10" {
		t.Errorf("got %+v", r.Shown)
	}
}

// The interval's numbers are those of Wilson's formula in 30 digits of decimal arithmetic.
func TestTheLikelyShareOvercomeIsWilsons(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{0, 5, 0.000000000000000, 0.247271195494245}, {4, 5, 0.513530475760747, 0.938106806942706}, {5, 5, 0.752728804505755, 1.000000000000000}, {7, 12, 0.401942509746096, 0.744658202081284}, {400, 1000, 0.380325126383628, 0.420002834652841}} {
		low, high := wilson80(c.k, c.n)
		near(t, fmt.Sprintf("low of %d in %d", c.k, c.n), low, c.low, 1e-12)
		near(t, fmt.Sprintf("high of %d in %d", c.k, c.n), high, c.high, 1e-12)
	}
}

func BenchmarkObstacles(b *testing.B) {
	samples := benchmarkAttempts(100_000)
	for b.Loop() {
		Obstacles(Data{Samples: samples})
	}
}
