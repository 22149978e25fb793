package journal

import (
	"context"
	"encoding/json"
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

// formOpen is an entry in a form: as it was, and as it is typed.
type formOpen struct{ base, mine Entry }

// typeSomething changes a field of an entry.
func typeSomething(t *rapid.T, e *Entry, text func() string) {
	maybe := func() string { return rapid.SampledFrom([]string{"", text()}).Draw(t, "typed") }
	rating := func() OptRating { return optional.Some(Rating(rapid.IntRange(0, 3).Draw(t, "rating"))) }
	switch rapid.IntRange(0, 11).Draw(t, "field") {
	case 0:
		e.Happened = maybe()
	case 1:
		e.Note = maybe()
	case 2:
		e.Title = maybe()
	case 3:
		e.Lessons = append(slices.Clone(e.Lessons), text())
	case 4:
		if len(e.Lessons) > 0 {
			e.Lessons = slices.Delete(slices.Clone(e.Lessons), 0, 1)
		}
	case 5:
		e.Obstacles = append(slices.Clone(e.Obstacles), Obstacle{Text: text()})
	case 6:
		if len(e.Obstacles) > 0 {
			e.Obstacles = slices.Clone(e.Obstacles)
			if rapid.Bool().Draw(t, "removed") {
				e.Obstacles = e.Obstacles[1:]
			} else {
				e.Obstacles[0].Then = text()
			}
		}
	case 7:
		e.Stress = rating()
	case 8:
		e.Performance, e.Outcome = rating(), rapid.SampledFrom([]Outcome{Success, Partial}).Draw(t, "outcome")
	case 9:
		e.EfficacyBefore = rating()
	case 10:
		e.Tags = []string{rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "tag")}
	case 11:
		e.Time = e.Time.Add(-time.Duration(rapid.IntRange(0, 3).Draw(t, "minutes")) * time.Minute)
	}
}

// TestAFormOverwritesNothingThatItDidNotChange opens forms, changes the entries elsewhere, deletes and erases them, undoes
// and redoes, and saves the forms: every text is still there, and every field is as the last who changed it said.
func TestAFormOverwritesNothingThatItDidNotChange(t *testing.T) {
	checks := 0
	rapid.Check(t, func(t *rapid.T) {
		if checks++; checks > 25 && os.Getenv("ENACTIVE_SOAK") == "" {
			return // each writes some dozen times to the disk; package joint tests the rules themselves
		}
		home, err := os.MkdirTemp("", "since-")
		ok(t, err)
		defer os.RemoveAll(home)
		ctx, now, n := context.Background(), tick(), 0
		text := func() string { n++; return fmt.Sprintf("text-%d.", n) }
		j, err := Create(ctx, filepath.Join(home, "j"), vault.NoPassphrase(), Options{Now: now})
		ok(t, err)
		defer func() { _ = j.Close() }()
		area, err := j.SaveArea(ctx, Area{Name: "Work"})
		ok(t, err)
		first, err := j.Save(ctx, Entry{Area: area.ID, Time: now(), Happened: text(), Lessons: []string{text()}, Obstacles: []Obstacle{{Text: text()}}})
		ok(t, err)
		id := first.ID
		known := textsOf(j)
		elsewhere := func(do func() error) {
			before := textsOf(j)
			ok(t, unless(do(), ErrNothingToUndo))
			after := textsOf(j)
			for word := range after {
				known[word] = true
			}
			for word := range before {
				if !after[word] {
					delete(known, word)
				}
			}
		}
		var form *formOpen
		for range rapid.IntRange(4, 20).Draw(t, "steps") {
			stored, there := j.Entry(id)
			switch kind := rapid.IntRange(0, 9).Draw(t, "step"); {
			case kind <= 1 && there && form == nil && stored.Deleted.IsZero():
				form = &formOpen{stored.Clone(), stored.Clone()}
			case kind <= 3 && form != nil:
				typeSomething(t, &form.mine, text)
			case kind <= 5 && form != nil:
				saveForm(t, j, form, known)
				form = nil
			case kind == 6 && there: // and so the area stays
				elsewhere(func() error { _, err := j.Undo(ctx); return err })
			case kind == 7:
				elsewhere(func() error { _, err := j.Redo(ctx); return err })
			case kind == 8 && there:
				elsewhere(func() error {
					if rapid.Bool().Draw(t, "erased") {
						return errors.Join(j.Delete(ctx, id), j.Erase(ctx, id))
					}
					return j.Delete(ctx, id)
				})
			case there && stored.Deleted.IsZero():
				e := stored.Clone()
				typeSomething(t, &e, text)
				elsewhere(func() error { _, err := j.Save(ctx, e); return err })
			}
			have := textsOf(j)
			for word := range known {
				if !have[word] {
					t.Fatalf("%s is missing in\n%s", word, everything(t, j))
				}
			}
		}
	})
}

// saveForm saves a form and looks at every field.
func saveForm(t *rapid.T, j *Journal, f *formOpen, known map[string]bool) {
	ctx := context.Background()
	stored, there := j.Entry(f.base.ID)
	was := f.base
	if there {
		was = stored.Clone()
	}
	before := everything(t, j)
	saved, m, err := j.SaveFrom(ctx, f.base, f.mine)
	if !there && sameContent(j.codec, &f.base, &f.mine) {
		if !errors.Is(err, ErrNoEntry) {
			t.Fatal("an erased entry that the form had not changed:", err)
		}
		return
	}
	ok(t, err)
	nothing := sameContent(j.codec, &f.base, &f.mine)
	if back := !nothing && (!there || !stored.Deleted.IsZero()); m.Back != back || back && !saved.Deleted.IsZero() {
		t.Fatal("it is back:", m.Back, saved.Deleted, "and should be:", back)
	}
	for _, field := range Fields() {
		mine, theirs := valueIn(field, &f.base) != valueIn(field, &f.mine), valueIn(field, &f.base) != valueIn(field, &was)
		if slices.Contains([]string{"efficacy_before_at", "created", "modified", "deleted"}, field.Name) {
			continue
		}
		switch field.Kind {
		case TextField, LineField:
			if mine && theirs && (field.text(&f.mine) == "" || field.text(&f.mine) == field.text(&was)) {
				continue // what the other wrote stays, or both wrote the same
			}
		case ListField, ObstaclesField, PeopleField:
			if mine && theirs {
				continue // item by item, as the texts show
			}
		}
		want := was
		if mine {
			want = f.mine
		}
		if valueIn(field, &want) != valueIn(field, saved) {
			t.Fatalf("%s: changed in the form %v, elsewhere %v\nbase %+v\nthere %+v\nmine %+v\nsaved %+v", field.Name, mine, theirs, f.base, was, f.mine, *saved)
		}
	}
	old, new := wordsOf(t, f.base), wordsOf(t, f.mine)
	for word := range new {
		if !old[word] {
			known[word] = true
		}
	}
	for word := range old {
		if !new[word] {
			delete(known, word)
		}
	}
	if nothing {
		return
	}
	after := everything(t, j)
	_, err = j.Undo(ctx)
	ok(t, err)
	if got := everything(t, j); got != before {
		t.Fatalf("undone it is\n%s\nand was\n%s", got, before)
	}
	_, err = j.Redo(ctx)
	ok(t, err)
	if got := everything(t, j); got != after {
		t.Fatalf("redone it is\n%s\nand was\n%s", got, after)
	}
}

// valueIn returns the value of a field for comparisons.
func valueIn(f *Field, e *Entry) string {
	switch f.Kind {
	case MomentField:
		return f.moment(e).String()
	case ListField:
		return fmt.Sprintf("%q", *f.list(e))
	case ObstaclesField:
		return fmt.Sprintf("%+v", e.Obstacles)
	case PeopleField, MeasuresField, AnswersField, TryField:
		return ""
	}
	return f.valueText(e)
}

// wordsOf returns the texts in an entry.
func wordsOf(t failer, e Entry) map[string]bool {
	out, err := json.Marshal(e)
	ok(t, err)
	return textsIn(string(out))
}
