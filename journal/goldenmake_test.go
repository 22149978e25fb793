package journal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/journal/insight"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

func backupNothing(context.Context, *Journal) error { return nil }

// goldenOf returns the contents of a journal as indented JSON.
func goldenOf(t *testing.T, j *Journal) []byte {
	t.Helper()
	drafts := map[string]string{}
	for _, key := range j.Drafts() {
		text, when, _ := j.Draft(key)
		drafts[key] = when.Format(time.RFC3339) + " " + string(text)
	}
	undo := ""
	if what, ok := j.CanUndo(); ok {
		undo = NameOf(what)
	}
	var snoozed []EntryID
	for _, e := range j.Entries(Query{Types: []Type{Plan}}) {
		if j.IsSnoozed(e.ID) {
			snoozed = append(snoozed, e.ID)
		}
	}
	b, err := json.MarshalIndent(struct {
		Meta         Meta
		Areas        []Area
		Entries, Bin []*Entry
		Drafts       map[string]string
		Undo         string
		Reviews      []Review
		Filters      []Filter
		PutOff       []EntryID
		FilePlans    []FilePlan `json:",omitempty"`
	}{j.Meta(), j.Areas(), j.Entries(Query{}), j.Entries(Query{InBin: true}), drafts, undo, j.Reviews(), j.Filters(), snoozed, j.FilePlans()}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(b, '\n')
}

// makeGolden creates the golden journal of this release.
func makeGolden(t *testing.T, home string) {
	t.Helper()
	if err := os.RemoveAll(home); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(home, "journal")
	c := &clock{at("2026-11-01T18:00:00+01:00")}
	o := Options{Now: c.now, Vault: vault.Options{KDF: &vault.KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1}}}
	j, err := Create(t.Context(), dir, vault.Passphrase(goldenPassphrase), o)
	if err != nil {
		t.Fatal(err)
	}
	fillGolden(t, j, c)
	words, err := j.DrawRecovery()
	if err == nil {
		err = j.SetRecovery(t.Context(), words)
	}
	if err != nil {
		t.Fatal(err)
	}
	content := goldenOf(t, j)
	err = errors.Join(j.Close(),
		os.WriteFile(filepath.Join(home, "content.json"), content, 0o600),
		os.WriteFile(filepath.Join(home, "words.txt"), []byte(words+"\n"), 0o600))
	if err == nil {
		_, err = AddToInbox(dir, "Running", Entry{Type: Experience, Time: c.t, Title: "Added while locked", Outcome: Success}, o)
	}
	err = errors.Join(err, os.Rename(filepath.Join(dir, "inbox"), filepath.Join(home, "inbox")))
	if lock := os.Remove(filepath.Join(dir, "lock")); !errors.Is(lock, os.ErrNotExist) {
		err = errors.Join(err, lock)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// fillGolden writes one of everything: all types, kinds and words, unset values and zeros, long
// and foreign texts, a completed plan, hindsight, an import, a bin, drafts.
func fillGolden(t *testing.T, j *Journal, c *clock) {
	t.Helper()
	areas := []Area{
		{Name: "Piano für andere 🎹", Purpose: "It matters.\nTo me.", Obstacles: []string{"Haste", "Noise"}, Color: 40,
			Goals:  []Goal{{Text: "Play", Actions: []Action{{"it is seven", "I play"}}}, {Text: "Sing", Done: true}},
			Ladder: []Rung{{Text: "Door open", Difficulty: optional.Some[Difficulty](4), Ratings: []RungRating{{c.t, 40}, {c.t, 55.5}}}, {Text: "A hall"}}},
		{Name: "Running"}, {Name: "Left behind", Archived: true},
	}
	for i, a := range areas {
		var err error
		if areas[i], err = j.SaveArea(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 18 {
		c.t = c.t.Add(17*time.Hour + 31*time.Minute)
		mustSave(t, j, goldenExperience(areas[i%2], c.t, i))
	}
	plan := mustSave(t, j, Entry{Area: areas[0].ID, Type: Plan, Time: c.t.Add(time.Hour), Title: "Play for Bo", Intention: "to breathe",
		EfficacyBefore: optional.Some(Rating(30)), StressExpected: optional.Some(Rating(80))}).Clone()
	c.t = c.t.Add(2 * time.Hour)
	plan.Type, plan.Outcome, plan.Happened, plan.Performance = Experience, Partial, "I breathed.", optional.Some(Rating(70))
	mustSave(t, j, plan)
	mustSave(t, j, Entry{Area: areas[1].ID, Type: Plan, Time: c.t.AddDate(0, 1, 0), Title: "A race"})
	for i := range 3 {
		c.t = c.t.Add(time.Hour)
		mustSave(t, j, Entry{Area: areas[i].ID, Type: CheckIn, Time: c.t, EfficacyBefore: optional.Some(Rating(i * 50)), Note: "as I see it now"})
	}
	mustSave(t, j, Entry{Area: areas[2].ID, Type: Experience, Time: c.t, Title: "Only a title"})
	mustSave(t, j, Entry{Area: areas[2].ID, Type: Experience, Time: c.t, Happened: strings.Repeat("Slowly, then faster. 慢慢地。\n", 600)})
	if err := j.SaveBatch(t.Context(), Batch{Kind: StepImport, File: "old.csv", Entries: []Entry{
		{ID: "01ARZ3NDEKTSV4RRFFQ69G5FAV", Area: areas[1].ID, Type: Experience, Time: at("1900-01-01T12:00:00-11:30"), Title: "long ago", Outcome: Failure},
		{ID: "01ARZ3NDEKTSV4RRFFQ69G5FAW", Area: areas[1].ID, Type: Plan, Time: at("2200-12-31T12:00:00+14:00"), Title: "far ahead"},
		{ID: "01ARZ3NDEKTSV4RRFFQ69G5FAX", Area: areas[1].ID, Type: Experience, Time: at("2026-10-25T02:30:00Z"), Title: "the hour that comes twice",
			EfficacyBefore: optional.Some(Rating(12.3456789)), Created: at("2026-10-25T03:30:00+02:00"), Modified: at("2026-10-26T03:30:00+01:00")},
	}}); err != nil {
		t.Fatal(err)
	}
	writeGoldenWords(t, j, areas[0], c.t)
	one := mustSave(t, j, experience(areas[0], "in the bin"))
	two := mustSave(t, j, experience(areas[1], "in the bin as well"))
	if err := errors.Join(
		j.SaveDraft(t.Context(), "quick", []byte("half a sentence")),
		j.SaveDraft(t.Context(), "editor:"+string(plan.ID), []byte(`{"note":"…"}`)),
		j.SetSample(t.Context(), true),
		j.Delete(t.Context(), one.ID), j.Delete(t.Context(), two.ID)); err != nil {
		t.Fatal(err)
	}
}

// writeGoldenWords writes the documents besides entries: reviews, filters, and a snoozed plan.
func writeGoldenWords(t *testing.T, j *Journal, a Area, now time.Time) {
	t.Helper()
	for _, r := range []Review{
		{From: Date{2026, 11, 1}, To: Date{2026, 11, 30}, Text: "A month of all.\nTwo lines, 日本語."},
		{From: Date{2026, 11, 2}, To: Date{2026, 11, 8}, Area: a.ID, Text: "A week of one area."},
		{From: Date{1999, 12, 31}, To: Date{2026, 1, 1}, Text: "Any days."},
	} {
		mustWrite(t, j, r)
	}
	missed := mustSave(t, j, Entry{Area: a.ID, Type: Plan, Time: now.Add(-time.Hour), Title: "A plan that was missed"})
	if err := errors.Join(
		j.SaveFilter(t.Context(), Filter{Name: "Everything at once", Query: Query{Area: a.ID, From: Date{2026, 1, 1}, To: Date{2026, 12, 31},
			Types: Types(), Kinds: Kinds(), Outcomes: Outcomes(), Sources: Sources(), Tags: []string{"étude"}, People: []string{"Ana"},
			Strategies: []string{"breathing"}, Text: "title", InBin: true, Newest: true, Limit: 5}}),
		j.SaveFilter(t.Context(), Filter{Name: "Ünd nichts"}),
		j.Snooze(t.Context(), missed.ID)); err != nil {
		t.Fatal(err)
	}
}

func goldenExperience(a Area, when time.Time, i int) Entry {
	return Entry{Area: a.ID, Type: Experience, Time: when.Add(-time.Duration(i%3) * time.Hour), Kind: Kinds()[i%3], Source: Sources()[i%4], Outcome: Outcomes()[i%4],
		Title: fmt.Sprintf("Title %d", i), Intention: "to try", Happened: "It happened.\nTwo lines, “quoted”, =SUM(A1), 日本語, עברית, \u0301.",
		Performance: optional.Some(Rating(i * 5)), Stress: optional.Some(Rating(0)), StressExpected: optional.Some(Rating(33.3333)),
		Appraisal: Appraisals()[i%3], Difficulty: optional.Some(Difficulty(1 + i%10)), Effort: optional.Some(Rating(100)), Luck: optional.Some(Luck(i % 11)),
		Controllable: Controllables()[i%3], EfficacyBefore: optional.Some(Rating(50)), EfficacyAfter: optional.Some(Rating(60)),
		Obstacles: []Obstacle{{Text: "Haste", Overcome: i%2 == 0}}, Sacrifices: []string{"an evening"}, Lessons: []string{"slow", "slower"}, Strategies: []string{"breathing"},
		Mastery: []insight.Evidence{"", insight.Earned, "", insight.UsefulSetback}[i%4],
		People:  []Person{{"Ana", Roles()[i%4]}, {"Bo", ""}}, Tags: []string{"tag", "étude"}, Note: "note"}
}

func TestDifferencesFromAGoldenJournalAreFound(t *testing.T) {
	const want = `{"a":[{"t":"x","n":1}],"b":"y"}`
	for _, c := range []struct {
		name, got string
		found     int
	}{
		{"all the same", want, 0},
		{"a new field that is empty", `{"a":[{"t":"x","n":1,"new":null,"list":[],"no":0}],"b":"y","later":{}}`, 0},
		{"a new field that holds something", `{"a":[{"t":"x","n":1,"new":"z"}],"b":"y"}`, 1},
		{"another text", `{"a":[{"t":"z","n":1}],"b":"y"}`, 1},
		{"a field less", `{"a":[{"t":"x"}],"b":"y"}`, 1},
		{"an item less", `{"a":[],"b":"y"}`, 1},
		{"nothing at all", `null`, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			var w, g any
			if err := errors.Join(json.Unmarshal([]byte(want), &w), json.Unmarshal([]byte(c.got), &g)); err != nil {
				t.Fatal(err)
			}
			if found := differences("", w, g); len(found) != c.found {
				t.Errorf("found %q, want %d", found, c.found)
			}
		})
	}
}
