package sample

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"enactive/journal"
)

// trial is an experiment of the year, with practised entries of one area as its tries, in their order.
type trial struct {
	file, name, with, without string
	decides                   string
	// from is the number of practised entries of the area before the first try.
	from int
	// withFirst says of each pair whether its first try is the one with.
	withFirst string
}

// trials returns an experiment that found something, and one that did not.
func trials() []trial {
	return []trial{
		{file: "running.txt", name: "Walk first", with: "ten minutes of walking before the first step", without: "running from the door",
			decides: journal.DecidesPerformance, from: 24, withFirst: runsThatWentBetter},
		{file: "piano.txt", name: "Tea before playing", with: "a cup of tea, sitting down", without: "straight to the piano",
			decides: journal.DecidesPerformance, from: 4, withFirst: "wowwoowo"},
	}
}

// runsThatWentBetter is the order in which the better run of most pairs is the one with a walk before.
const runsThatWentBetter = "wwwowowoow"

// experiment returns the experiment of a trial and marks its tries among the entries of its area.
func (t trial) experiment(entries []journal.Entry, first time.Time) journal.Experiment {
	x := journal.Experiment{ID: journal.ExperimentID(id(first, t.name)), Area: entries[0].Area, Name: t.name, With: t.with, Without: t.without, Decides: t.decides,
		Pairs: len(t.withFirst)}
	x.Revealed = x.Places()
	place, passed := 0, 0
	for i := range entries {
		e := &entries[i]
		if e.Kind != journal.KindPractice || !e.Performance.IsSet() || place == x.Places() {
			continue
		}
		if passed++; passed <= t.from {
			continue
		}
		arm := journal.ArmWithout
		if (t.withFirst[place/2] == 'w') == (place%2 == 0) {
			arm = journal.ArmWith
		}
		if place == 0 {
			x.Started = e.Created.Add(-time.Hour)
		}
		x.Ended = e.Modified.Add(time.Hour)
		e.Experiment = journal.Try{Experiment: x.ID, Place: place, Arm: arm}
		place++
	}
	x.Created, x.Modified = x.Started, x.Ended
	for pair := range x.Pairs {
		x.Seals = append(x.Seals, t.seal(x.ID, pair))
	}
	return x
}

// seal is the open seal of a pair (journal.Seal).
func (t trial) seal(id journal.ExperimentID, pair int) journal.Seal {
	salt := sha256.Sum256([]byte(t.name + string(rune(pair))))
	s := journal.Seal{Salt: hex.EncodeToString(salt[:]), First: journal.ArmWith}
	order := byte(0)
	if t.withFirst[pair] != 'w' {
		s.First, order = journal.ArmWithout, 1
	}
	sum := sha256.Sum256(append(append(salt[:], id...), byte(pair), order))
	s.Commitment = hex.EncodeToString(sum[:])
	return s
}
