package journal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal/optional"
	"enactive/journal/vault"
)

// A model of a journal is the sequence of its states as text: each command adds one state in
// one step, undo and redo move between them, and closing changes nothing.
type model struct {
	t      *rapid.T
	dir    string
	clock  *clock
	j      *Journal
	past   []string // states that undo leads back to
	now    string
	future []string
}

func TestAnyCommandIsOneStepAndSurvivesReopening(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		home, err := os.MkdirTemp("", "model-")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.RemoveAll(home) })
		m := &model{t: t, dir: filepath.Join(home, "journal"), clock: &clock{at("2026-03-02T18:00:00+01:00")}}
		if m.j, err = Create(t.Context(), m.dir, vault.NoPassphrase(), Options{Now: m.clock.now}); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = m.j.Close() })
		m.now = content(m.j)
		t.Repeat(map[string]func(*rapid.T){
			"": func(*rapid.T) { m.check() },
			"add or change an entry": func(t *rapid.T) {
				m.change(t, func() error { _, err := m.j.Save(t.Context(), m.entry(t)); return err })
			},
			"add or change an area": func(t *rapid.T) {
				m.change(t, func() error { _, err := m.j.SaveArea(t.Context(), m.area(t)); return err })
			},
			"delete": func(t *rapid.T) { m.change(t, func() error { return m.j.Delete(t.Context(), m.ids(t)...) }) },
			"bring back": func(t *rapid.T) {
				m.change(t, func() error { return m.j.Restore(t.Context(), m.ids(t)...) })
			},
			"tag": func(t *rapid.T) {
				tags := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "A", "b", ""}), 0, 2)
				m.change(t, func() error {
					_, err := m.j.Tag(t.Context(), m.ids(t), tags.Draw(t, "add"), tags.Draw(t, "remove"))
					return err
				})
			},
			"move": func(t *rapid.T) {
				m.change(t, func() error { _, err := m.j.MoveTo(t.Context(), m.ids(t), m.areaID(t)); return err })
			},
			"merge": func(t *rapid.T) {
				m.change(t, func() error { return m.merge(t) })
			},
			"order": func(t *rapid.T) {
				m.change(t, func() error { return m.j.OrderAreas(t.Context(), []AreaID{m.areaID(t), m.areaID(t)}) })
			},
			"remove an area": func(t *rapid.T) {
				m.change(t, func() error { return m.removeArea(t) })
			},
			"rate a rung": func(t *rapid.T) {
				m.change(t, func() error { _, err := m.j.RateRung(t.Context(), m.areaID(t), 0, 50); return err })
			},
			"write in a review": func(t *rapid.T) {
				r := Review{From: marchFirst, To: marchFirst.AddDays(rapid.IntRange(0, 1).Draw(t, "days")), Text: rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "text")}
				if rapid.Bool().Draw(t, "of one area") {
					r.Area = m.areaID(t)
				}
				m.change(t, func() error { _, err := m.j.SaveReview(t.Context(), r); return err })
			},
			"save a filter": func(t *rapid.T) {
				f := Filter{Name: rapid.SampledFrom([]string{"f", "F", "g"}).Draw(t, "name"), Query: Query{Area: m.areaID(t), Text: rapid.SampledFrom([]string{"", "x"}).Draw(t, "text")}}
				m.change(t, func() error { return m.j.SaveFilter(t.Context(), f) })
			},
			"remove a filter": func(t *rapid.T) { m.change(t, func() error { return m.j.RemoveFilter(t.Context(), "f") }) },
			"remember a document": func(t *rapid.T) {
				h := Handout{Name: rapid.SampledFrom([]string{"d", "D", "e"}).Draw(t, "name"), Kind: rapid.SampledFrom(HandoutKinds()).Draw(t, "kind"),
					Areas: []AreaID{m.areaID(t)}, LeftOut: []Section{NotesSection}[:rapid.IntRange(0, 1).Draw(t, "left out")]}
				m.change(t, func() error { return m.j.SaveHandout(t.Context(), h) })
			},
			"learn a word": func(t *rapid.T) {
				word := rapid.SampledFrom([]string{"Enactive", "enactive", "bowing"}).Draw(t, "word")
				m.change(t, func() error { return m.j.LearnWord(t.Context(), word) })
			},
			"forget a word":     func(t *rapid.T) { m.change(t, func() error { return m.j.ForgetWord(t.Context(), "bowing") }) },
			"forget a document": func(t *rapid.T) { m.change(t, func() error { return m.j.RemoveHandout(t.Context(), "d") }) },
			"remember a plan": func(t *rapid.T) {
				p := FilePlan{Name: rapid.SampledFrom([]string{"p", "P", "q"}).Draw(t, "name"), Format: "csv",
					Columns: [32]byte{rapid.Byte().Draw(t, "columns") % 3}, Plan: []byte(rapid.SampledFrom([]string{"", "x"}).Draw(t, "plan"))}
				m.change(t, func() error { return m.j.SaveBatch(t.Context(), Batch{Kind: StepImport, Plan: &p}) })
			},
			"forget a plan": func(t *rapid.T) {
				m.change(t, func() error { _, err := m.j.ForgetFilePlan(t.Context(), "p"); return err })
			},
			"add or change a measure": func(t *rapid.T) {
				how := rapid.SampledFrom([]Rewrite{{}, {Keep: true}, {Factor: 2}}).Draw(t, "how")
				m.change(t, func() error { _, err := m.j.SaveMeasure(t.Context(), m.measure(t), how); return err })
			},
			"remove a measure": func(t *rapid.T) {
				m.change(t, func() error { return m.j.RemoveMeasure(t.Context(), m.measureID(t)) })
			},
			"order the measures": func(t *rapid.T) {
				m.change(t, func() error { return m.j.OrderMeasures(t.Context(), []MeasureID{m.measureID(t)}) })
			},
			"save a day": func(t *rapid.T) {
				d := Day{Date: marchFirst.AddDays(rapid.IntRange(-1, 1).Draw(t, "day")), Note: rapid.SampledFrom([]string{"", "ill"}).Draw(t, "note")}
				if rapid.Bool().Draw(t, "with a value") {
					d.Values = []MeasureValue{{m.measureID(t), float64(rapid.IntRange(0, 3).Draw(t, "value"))}}
				}
				m.change(t, func() error { _, err := m.j.SaveDay(t.Context(), d); return err })
			},
			"put plans off": func(t *rapid.T) {
				if err := m.j.Snooze(t.Context(), m.ids(t)...); err != nil && !errors.Is(err, ErrNoEntry) {
					t.Fatal(err)
				}
			},
			"undo":   func(t *rapid.T) { m.travel(t, m.j.Undo, &m.past, &m.future) },
			"redo":   func(t *rapid.T) { m.travel(t, m.j.Redo, &m.future, &m.past) },
			"reopen": func(t *rapid.T) { m.reopen(t) },
		})
	})
}

// check compares the journal with the model.
func (m *model) check() {
	if got := content(m.j); got != m.now {
		m.t.Fatalf("the journal is\n%s\nwant\n%s", got, m.now)
	}
	for _, e := range slices.Concat(m.j.Entries(Query{}), m.j.Entries(Query{InBin: true})) {
		if _, ok := m.j.Area(e.Area); !ok {
			m.t.Fatalf("entry %s has no area", e.ID)
		}
	}
	for _, r := range m.j.Reviews() {
		if _, ok := m.j.Area(r.Area); !ok && r.Area != "" || r.Text == "" {
			m.t.Fatalf("a review has no area or no text: %+v", r)
		}
	}
	for _, e := range slices.Concat(m.j.Entries(Query{}), m.j.Entries(Query{InBin: true})) {
		for _, v := range e.Measures {
			if x, ok := m.j.Measure(v.Measure); !ok || x.checkKind(v.Value) != nil {
				m.t.Fatalf("entry %s has the value %+v, which is none of its measure", e.ID, v)
			}
		}
	}
	for _, d := range m.j.Days(Date{}, Date{}) {
		for _, v := range d.Values {
			if x, ok := m.j.Measure(v.Measure); !ok || x.checkKind(v.Value) != nil {
				m.t.Fatalf("the day %s has the value %+v, which is none of its measure", d.Date, v)
			}
		}
	}
	for _, x := range m.j.Measures() {
		for _, id := range x.Areas {
			if _, ok := m.j.Area(id); !ok {
				m.t.Fatalf("a measure has no area: %+v", x)
			}
		}
	}
	for _, f := range m.j.Filters() {
		if _, ok := m.j.Area(f.Query.Area); !ok && f.Query.Area != "" {
			m.t.Fatalf("a filter has no area: %+v", f)
		}
	}
}

// change runs a command, which is one step if it changes anything, and none if it fails.
func (m *model) change(t *rapid.T, do func() error) {
	m.clock.t = m.clock.t.Add(time.Minute)
	heard := 0
	cancel := m.j.Subscribe(func(Change) { heard++ })
	err := do()
	cancel()
	after := content(m.j)
	if after == m.now {
		if heard > 0 && err != nil {
			t.Fatalf("it failed (%v) and reported a change", err)
		}
		if heard == 0 {
			return
		}
	}
	if err != nil || heard != 1 {
		t.Fatalf("it changed the journal, reported %d changes, and returned %v", heard, err)
	}
	m.past, m.now, m.future = append(m.past, m.now), after, nil
}

func (m *model) travel(t *rapid.T, do func(context.Context) (StepName, error), from, to *[]string) {
	what, err := do(t.Context())
	if len(*from) == 0 {
		if !errors.Is(err, ErrNothingToUndo) {
			t.Fatalf("there is nothing to undo or redo, and it did %q (%v)", what, err)
		}
		return
	}
	if err != nil {
		t.Fatalf("undo or redo: %v", err)
	}
	*to = append(*to, m.now)
	m.now = (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
}

// reopen closes the journal and opens it the next day, when all steps can still be undone and
// redone: they are too few and too small to be dropped.
func (m *model) reopen(t *rapid.T) {
	off := map[EntryID]bool{}
	for _, e := range m.j.Entries(Query{}) {
		off[e.ID] = m.j.IsSnoozed(e.ID)
	}
	if err := m.j.Close(); err != nil {
		t.Fatal(err)
	}
	j, repair, err := Open(t.Context(), m.dir, vault.NoPassphrase(), Options{Now: m.clock.now})
	if err != nil || len(repair.Notes) > 0 || j.ReadOnly() != nil {
		t.Fatal(err, repair)
	}
	m.j = j
	for id, want := range off {
		if m.j.IsSnoozed(id) != want {
			t.Fatalf("entry %s was snoozed: %v, and is: %v", id, want, !want)
		}
	}
}

func (m *model) areaID(t *rapid.T) AreaID {
	areas := m.j.Areas()
	if len(areas) == 0 {
		return "nowhere"
	}
	return rapid.SampledFrom(areas).Draw(t, "area").ID
}

func (m *model) ids(t *rapid.T) []EntryID {
	var all []EntryID
	for _, e := range slices.Concat(m.j.Entries(Query{}), m.j.Entries(Query{InBin: true})) {
		all = append(all, e.ID)
	}
	if len(all) == 0 {
		return []EntryID{"01NOTHERE"}
	}
	return rapid.SliceOfN(rapid.SampledFrom(all), 0, 4).Draw(t, "entries")
}

// entry adds or changes an entry.
func (m *model) entry(t *rapid.T) Entry {
	e := Entry{Type: rapid.SampledFrom([]Type{Plan, Experience}).Draw(t, "type"), Area: m.areaID(t),
		Time: m.clock.t.Add(time.Duration(rapid.IntRange(-3, 3).Draw(t, "hours")) * time.Hour), Title: fmt.Sprint("entry ", len(m.past))}
	if all := m.j.Entries(Query{}); len(all) > 0 && rapid.Bool().Draw(t, "an old one") {
		old := rapid.SampledFrom(all).Draw(t, "entry").Clone()
		old.Type, old.Time, old.Area, old.Title = e.Type, e.Time, e.Area, e.Title
		e = old
	}
	if rapid.IntRange(0, 2).Draw(t, "a value") == 0 {
		e.Measures = []MeasureValue{{m.measureID(t), float64(rapid.IntRange(0, 3).Draw(t, "value"))}}
	}
	if e.Type == Plan {
		e.EfficacyBefore = optional.Some(Rating(rapid.IntRange(0, 2).Draw(t, "before")))
	}
	return e
}

// area adds an area with a ladder, or changes one.
func (m *model) area(t *rapid.T) Area {
	names := rapid.SampledFrom([]string{"Running", "Piano", "German", "Trails"})
	a := Area{Name: names.Draw(t, "name"), Goals: []Goal{{Text: "g"}}, Ladder: []Rung{{Text: "a mile"}}}
	if areas := m.j.Areas(); len(areas) > 0 && rapid.Bool().Draw(t, "an old one") {
		old := rapid.SampledFrom(areas).Draw(t, "area")
		old.Name, old.Archived = a.Name, !old.Archived
		a = old
	}
	return a
}

// measure adds a measure of an area or of days, or changes one.
func (m *model) measure(t *rapid.T) Measure {
	x := Measure{Name: rapid.SampledFrom([]string{"Sleep", "Cups", "Mood"}).Draw(t, "name"), Kind: rapid.SampledFrom(MeasureKinds()).Draw(t, "kind"),
		Choices: []Choice{{Name: "low"}, {Name: "high"}, {Name: "none"}}, Unit: rapid.SampledFrom([]string{"", "kg"}).Draw(t, "unit")}
	if rapid.Bool().Draw(t, "up to 2") {
		x.High = optional.Some(2.0)
	}
	if x.OfDay = rapid.Bool().Draw(t, "of days"); !x.OfDay {
		x.Areas = []AreaID{m.areaID(t)}
	}
	if all := m.j.Measures(); len(all) > 0 && rapid.Bool().Draw(t, "an old one") {
		old := rapid.SampledFrom(all).Draw(t, "measure")
		x.ID, x.Order, x.Created, x.Archived = old.ID, old.Order, old.Created, !old.Archived
	}
	return x
}

func (m *model) measureID(t *rapid.T) MeasureID {
	all := m.j.Measures()
	if len(all) == 0 {
		return "01NOTHERE"
	}
	return rapid.SampledFrom(all).Draw(t, "measure").ID
}

// merge merges two areas and checks that everything of both is in the result.
func (m *model) merge(t *rapid.T) error {
	from, into := m.areaID(t), m.areaID(t)
	both := len(m.j.itemsOf(from)) + len(m.j.itemsOf(into))
	moved := len(m.j.itemsOf(from))
	n, err := m.j.MergeAreas(t.Context(), from, into)
	if err != nil {
		return err
	}
	if n != moved || len(m.j.itemsOf(into)) != both || len(m.j.itemsOf(from)) != 0 {
		t.Fatalf("%d entries moved, want %d; %d are in the area, want %d", n, moved, len(m.j.itemsOf(into)), both)
	}
	return nil
}

// removeArea removes an area and checks that WhatGoesAlong was right.
func (m *model) removeArea(t *rapid.T) error {
	id := m.areaID(t)
	along := m.j.WhatGoesAlong(id)
	entries, reviews, filters := m.j.Count(Query{})+m.j.Count(Query{InBin: true}), len(m.j.Reviews()), len(m.j.Filters())
	if _, err := m.j.RemoveArea(t.Context(), id); err != nil {
		return err
	}
	entries -= m.j.Count(Query{}) + m.j.Count(Query{InBin: true})
	if entries != along.Entries+along.Plans+along.Binned || reviews-len(m.j.Reviews()) != along.Reviews || filters-len(m.j.Filters()) != along.Filters {
		t.Fatalf("%d entries were removed, want %+v", entries, along)
	}
	return nil
}
