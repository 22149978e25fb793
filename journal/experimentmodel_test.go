package journal

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal/vault"
)

// experimentModel knows of an experiment what may never change: its order, as far as it was
// revealed, its seals, and what was said once.
type experimentModel struct {
	dir      string
	clock    *clock
	j        *Journal
	area     AreaID
	id       ExperimentID
	start    Experiment
	arms     []Arm // of the revealed places
	ended    bool
	revealed bool // an arm was revealed, so that the start cannot be undone
}

// TestOrderOfAnExperimentNeverChanges runs random commands and checks after each of them that no arm
// that was revealed has changed, that at most one place is revealed and free, and that the seals are
// those of the start.
func TestOrderOfAnExperimentNeverChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		home, err := os.MkdirTemp("", "experiment-")
		ok(t, err)
		t.Cleanup(func() { _ = os.RemoveAll(home) })
		m := &experimentModel{dir: filepath.Join(home, "journal"), clock: &clock{at("2026-03-02T18:00:00+01:00")}}
		m.j, err = Create(t.Context(), m.dir, vault.NoPassphrase(), Options{Now: m.clock.now})
		ok(t, err)
		t.Cleanup(func() { _ = m.j.Close() })
		a, err := m.j.SaveArea(t.Context(), Area{Name: "Running"})
		ok(t, err)
		m.area = a.ID
		m.start, err = m.j.StartExperiment(t.Context(), Experiment{Area: a.ID, Name: "Breathing", With: "w", Decides: DecidesStress, Pairs: 6})
		ok(t, err)
		m.id = m.start.ID
		entry := func(kind Type) func(t *rapid.T) {
			return func(t *rapid.T) {
				course, err := m.j.Course(m.id)
				if err != nil {
					return
				}
				try := Try{Experiment: m.id, Place: rapid.IntRange(0, 12).Draw(t, "place"), Arm: rapid.SampledFrom(Arms()).Draw(t, "arm")}
				if open, isOpen := course.Open(); isOpen && rapid.Bool().Draw(t, "the open one") {
					try = open.Try
				}
				try.Done = rapid.SampledFrom([]Arm{"", ArmWith, ArmWithout}).Draw(t, "done")
				e := Entry{Area: course.Experiment.Area, Type: kind, Time: m.clock.t, Title: "a try", Experiment: try}
				_, err = m.j.Save(t.Context(), e)
				if _, refused := IsFieldError(err); err != nil && !refused && !errors.Is(err, ErrExperimentEnded) {
					t.Fatal(err)
				}
			}
		}
		ids := func(t *rapid.T) []EntryID {
			var all []EntryID
			for _, e := range slices.Concat(m.j.Entries(Query{}), m.j.Entries(Query{InBin: true})) {
				all = append(all, e.ID)
			}
			if len(all) == 0 {
				return nil
			}
			return rapid.SliceOfN(rapid.SampledFrom(all), 0, 3).Draw(t, "entries")
		}
		t.Repeat(map[string]func(*rapid.T){
			"": func(t *rapid.T) { m.check(t) },
			"next": func(t *rapid.T) {
				try, err := m.j.NextTry(t.Context(), m.id)
				if err == nil && try.Place == len(m.arms) {
					m.arms, m.revealed = append(m.arms, try.Arm), true
				}
			},
			"skip": func(t *rapid.T) { _, _ = m.j.SkipTry(t.Context(), m.id) },
			"end": func(t *rapid.T) {
				if rapid.IntRange(0, 9).Draw(t, "really") == 0 {
					_, err := m.j.EndExperiment(t.Context(), m.id)
					m.ended, m.revealed = m.ended || err == nil, m.revealed || err == nil
				}
			},
			"plan":       entry(Plan),
			"try":        entry(Experience),
			"delete":     func(t *rapid.T) { ok(t, m.j.Delete(t.Context(), ids(t)...)) },
			"bring back": func(t *rapid.T) { ok(t, m.j.Restore(t.Context(), ids(t)...)) },
			"undo":       func(t *rapid.T) { _, _ = m.j.Undo(t.Context()) },
			"redo": func(t *rapid.T) {
				_, _ = m.j.Redo(t.Context())
				if _, exists := m.j.Experiment(m.id); !exists && m.revealed { // its area was removed again
					_, err := m.j.Undo(t.Context())
					ok(t, err)
				}
			},
			"merge": func(t *rapid.T) {
				into, err := m.j.SaveArea(t.Context(), Area{Name: rapid.StringMatching("[a-z]{9}").Draw(t, "area")})
				if x, exists := m.j.Experiment(m.id); err == nil && exists {
					_, err := m.j.MergeAreas(t.Context(), x.Area, into.ID)
					ok(t, err)
				}
			},
			"remove the area and undo": func(t *rapid.T) {
				if x, exists := m.j.Experiment(m.id); exists {
					_, err := m.j.RemoveArea(t.Context(), x.Area)
					ok(t, err)
					_, err = m.j.Undo(t.Context())
					ok(t, err)
				}
			},
			"wait a month": func(t *rapid.T) {
				m.clock.t = m.clock.t.Add(BinDays * 24 * time.Hour)
				_, err := m.j.EmptyBin(t.Context())
				ok(t, err)
			},
			"reopen": func(t *rapid.T) {
				ok(t, m.j.Close())
				m.j, _ = openAt(t, m.dir, m.clock.now)
			},
		})
	})
}

func (m *experimentModel) check(t *rapid.T) {
	x, exists := m.j.Experiment(m.id)
	if !exists {
		if m.revealed {
			t.Fatal("the experiment is gone although an arm was revealed")
		}
		return
	}
	if x.Revealed != len(m.arms) || x.IsRunning() == m.ended || x.CheckSeals() != nil {
		t.Fatalf("%d places are revealed, want %d; it runs: %t (%v)", x.Revealed, len(m.arms), x.IsRunning(), x.CheckSeals())
	}
	for i, s := range x.Seals {
		if s.Commitment != m.start.Seals[i].Commitment {
			t.Fatalf("pair %d has another order than at the start", i)
		}
	}
	for place, want := range m.arms {
		if arm, ok := x.ArmAt(place); !ok || arm != want {
			t.Fatalf("the arm of place %d is %q, was %q", place, arm, want)
		}
	}
	course, err := m.j.Course(m.id)
	ok(t, err)
	filled := map[int]int{}
	for _, e := range m.j.Entries(Query{}) {
		if e.Experiment.IsZero() {
			continue
		}
		filled[e.Experiment.Place]++
		if arm, ok := x.ArmAt(e.Experiment.Place); !ok || arm != e.Experiment.Arm || e.Experiment.Place >= x.Revealed || x.IsSkipped(e.Experiment.Place) || filled[e.Experiment.Place] > 1 {
			t.Fatalf("an entry has the try %+v of %+v", e.Experiment, x)
		}
	}
	for _, p := range course.Places {
		if p.Skipped && p.Entry != nil {
			t.Fatalf("place %d is skipped and tried", p.Place)
		}
	}
}

// Of two copies that went on apart, both tries count where their places differ, and no place has two.
func TestCopiesThatWentOnApartKeepOneOrder(t *testing.T) {
	now := tick()
	parent := t.TempDir()
	here, there := filepath.Join(parent, "here"), filepath.Join(parent, "there")
	j, err := Create(t.Context(), here, vault.NoPassphrase(), Options{Now: now})
	ok(t, err)
	a, err := j.SaveArea(t.Context(), Area{Name: "Running"})
	ok(t, err)
	x := mustStart(t, j, Experiment{Area: a.ID, Name: "Music", With: "music", Decides: DecidesPerformance, Pairs: 6})
	mustSave(t, j, tryOf(j, a, mustNext(t, j, x.ID), 50))
	ok(t, j.Close())
	ok(t, os.CopyFS(there, os.DirFS(here)))
	var last []Experiment
	for i, dir := range []string{here, there} {
		j, _ := openAt(t, dir, now)
		for range 2 + 2*i {
			mustSave(t, j, tryOf(j, a, mustNext(t, j, x.ID), float64(60+i)))
		}
		x, _ := j.Experiment(x.ID)
		last = append(last, x)
		ok(t, j.Close())
	}
	ok(t, os.RemoveAll(filepath.Join(here, "store.db")))
	ok(t, os.Rename(filepath.Join(there, "store.db"), filepath.Join(here, "store.db")))
	j, _ = openAt(t, here, now)
	defer func() { _ = j.Close() }()
	merged, _ := j.Experiment(x.ID)
	if merged.Revealed != 5 || merged.CheckSeals() != nil || last[0].Revealed != 3 || last[1].Revealed != 5 {
		t.Fatalf("%d places are revealed after %d and %d, want 5", merged.Revealed, last[0].Revealed, last[1].Revealed)
	}
	filled := map[int]int{}
	tries := 0
	for _, e := range j.Entries(Query{}) {
		tries++
		if !e.Experiment.IsZero() {
			filled[e.Experiment.Place]++
		}
	}
	if tries != 7 || len(filled) != 5 {
		t.Errorf("%d entries at %v, want 7 at 5 places", tries, filled)
	}
	for place, n := range filled {
		if n != 1 {
			t.Errorf("%d entries are at place %d", n, place)
		}
	}
}
