package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

// manyEntries is the number of entries with which the window must stay fast.
const manyEntries = 100_000

// manyAreas are the areas of these entries.
func manyAreas() []string {
	return []string{"Client pitches", "Half marathon", "Piano for others", "Thesis", "Saying no", "Cold water", "Japanese", "Chess", "Cooking for many", "Reading aloud"}
}

// largeJournal creates a journal of 100,000 entries with a passphrase that is cheap to check: ten
// a day for 27 years until now, with realistic texts, people, tags and ratings.
func largeJournal(t *testing.T) string {
	t.Helper()
	return journalOf(t, vault.Passphrase(secret), func(j *journal.Journal) { fill(t, j, manyEntries) })
}

// fill adds the areas, so many entries and a plan for each area to a journal.
func fill(t *testing.T, j *journal.Journal, entries int) {
	t.Helper()
	areas := saveManyAreas(t, j)
	chance := rand.New(rand.NewPCG(7, 11))
	const step = 10_000
	for from := 0; from < entries; from += step {
		batch := journal.Batch{Kind: journal.StepFill}
		for i := from; i < min(from+step, entries); i++ {
			batch.Entries = append(batch.Entries, manyEntry(chance, j.Now(), areas[i%len(areas)], i, entries))
		}
		if err := j.SaveBatch(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	for i, area := range areas {
		if _, err := j.Save(t.Context(), journal.Entry{Type: journal.Plan, Time: j.Now().AddDate(0, 0, i-2), Area: area, Source: journal.SourceMastery, Kind: journal.KindStretch,
			Title: fmt.Sprintf("The large one, number %d", i+1), Intention: "To the end without a break", EfficacyBefore: rating(55)}); err != nil {
			t.Fatal(err)
		}
	}
}

func saveManyAreas(t *testing.T, j *journal.Journal) []journal.AreaID {
	t.Helper()
	var ids []journal.AreaID
	for _, name := range manyAreas() {
		a := journal.Area{Name: name, Purpose: "It matters to me, and to those who count on me.", Obstacles: []string{"too tired", "no time"},
			Goals: []journal.Goal{{Text: "Once a week for a year", Actions: []journal.Action{{If: "it is Tuesday, 7:00", Then: "I begin"}}}}}
		for rung := range 6 {
			a.Ladder = append(a.Ladder, journal.Rung{Text: fmt.Sprintf("Step %d", rung+1), Difficulty: optional.Some(journal.Difficulty(rung + 2)),
				Ratings: []journal.RungRating{{At: j.Now().AddDate(0, -1, 0), Value: journal.Rating(90 - 12*rung)}}})
		}
		saved, err := j.SaveArea(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, saved.ID)
	}
	return ids
}

// manyEntry returns entry number i of all, of about 600 bytes.
func manyEntry(chance *rand.Rand, now time.Time, area journal.AreaID, i, all int) journal.Entry {
	at := now.Add(-time.Duration(all-i) * 24 * time.Hour / 10)
	level := 50 + 20*math.Sin(float64(i)/9000)
	rate := func(spread float64) journal.OptRating {
		return optional.Some(journal.Rating(math.Round(min(100, max(0, level+spread*chance.NormFloat64())))))
	}
	pick := func(words ...string) string { return words[chance.IntN(len(words))] }
	e := journal.Entry{Type: journal.Experience, Time: at, Area: area, Source: journal.SourceMastery, Kind: journal.Kinds()[chance.IntN(3)],
		Title:    fmt.Sprintf("%s number %d", pick("Session by the river", "A hard hour", "The second try", "Once more, slower"), i),
		Happened: strings.Repeat(pick("I began slowly, then it went faster. ", "The first half was heavy; then the wood came back. "), 8+chance.IntN(8)),
		Outcome:  journal.Outcomes()[chance.IntN(4)], Performance: rate(15), Stress: rate(20), EfficacyBefore: rate(12), EfficacyAfter: rate(12),
		EfficacyBeforeAt: at.Add(-time.Hour), Difficulty: optional.Some(journal.Difficulty(1 + chance.IntN(10))), Effort: rate(18),
		Tags: []string{pick("river", "evening", "alone", "with others")}, Lessons: []string{"Start slower than I want to"},
		People: []journal.Person{{Name: pick("Ana", "Ben", "Chidi", "Dora", "Emil"), Role: journal.Roles()[chance.IntN(4)]}}, Strategies: []string{pick("breathing", "routine", "reframing")}}
	if chance.IntN(3) == 0 {
		e.Obstacles = []journal.Obstacle{{Text: pick("wind", "nerves", "no sleep", "noise"), Overcome: chance.IntN(2) == 0}}
	}
	return e
}
