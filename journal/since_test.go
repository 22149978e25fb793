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

// sinceJournal is a journal with an entry, an area, a day, a review, a measure and a reminder.
func sinceJournal(t *testing.T) (*Journal, Entry) {
	t.Helper()
	j, err := Create(t.Context(), filepath.Join(t.TempDir(), "j"), vault.NoPassphrase(), Options{Now: tick()})
	ok(t, err)
	t.Cleanup(func() { _ = j.Close() })
	area, err := j.SaveArea(t.Context(), Area{Name: "Work", Purpose: "as it was", Goals: []Goal{{Text: "first"}}})
	ok(t, err)
	e, err := j.Save(t.Context(), Entry{Area: area.ID, Time: j.Now(), Happened: "as it was", Note: "a note", Stress: optional.Some(Rating(40))})
	ok(t, err)
	return j, e.Clone()
}

func TestSavingAFormMeanwhile(t *testing.T) {
	change := func(e Entry, do func(*Entry)) Entry {
		e = e.Clone()
		do(&e)
		return e
	}
	for _, c := range []struct {
		name        string
		there, mine func(*Entry)
		happened    string
		others      []string // versions of what happened
		note        string
		stress      Rating
		meanwhile   Meanwhile
	}{
		{"nothing elsewhere", func(*Entry) {}, func(e *Entry) { e.Happened = "mine" }, "mine", nil, "a note", 40, Meanwhile{}},
		{"other fields", func(e *Entry) { e.Note, e.Stress = "theirs", optional.Some(Rating(70)) }, func(e *Entry) { e.Happened = "mine" }, "mine", nil, "theirs", 70, Meanwhile{Changed: true}},
		{"one text", func(e *Entry) { e.Happened = "theirs" }, func(e *Entry) { e.Happened = "mine" }, "mine", []string{"theirs"}, "a note", 40, Meanwhile{Twice: 1}},
		{"the same text", func(e *Entry) { e.Happened = "both" }, func(e *Entry) { e.Happened = "both" }, "both", nil, "a note", 40, Meanwhile{}},
		{"a text emptied here", func(e *Entry) { e.Happened = "theirs" }, func(e *Entry) { e.Happened = "" }, "theirs", nil, "a note", 40, Meanwhile{Changed: true}},
		{"a text emptied there", func(e *Entry) { e.Happened = "" }, func(e *Entry) { e.Happened = "mine" }, "mine", nil, "a note", 40, Meanwhile{}},
		{"one rating", func(e *Entry) { e.Stress = optional.Some(Rating(70)) }, func(e *Entry) { e.Stress = optional.Some(Rating(20)) }, "as it was", nil, "a note", 20, Meanwhile{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			j, base := sinceJournal(t)
			_, err := j.Save(t.Context(), change(base, c.there))
			ok(t, err)
			saved, m, err := j.SaveFrom(t.Context(), base, change(base, c.mine))
			ok(t, err)
			var others []string
			for _, d := range j.DoublesOf(base.ID) {
				others = append(others, d.Texts[1:]...)
			}
			if stress, _ := saved.Stress.Get(); saved.Happened != c.happened || !slices.Equal(others, c.others) || saved.Note != c.note || stress != c.stress || m != c.meanwhile {
				t.Errorf("it is %+v\nwith the versions %q and %+v", saved, others, m)
			}
		})
	}
}

// TestVersionsStayUntilOneIsChosen saves a form over a text of which a version came from another computer meanwhile,
// and the form once more: neither drops a version that the form does not show.
func TestVersionsStayUntilOneIsChosen(t *testing.T) {
	j, base := sinceJournal(t)
	save := func(base Entry, text string) Entry {
		t.Helper()
		mine := base.Clone()
		mine.Happened = text
		saved, _, err := j.SaveFrom(t.Context(), base, mine)
		ok(t, err)
		return saved.Clone()
	}
	save(base, "theirs")
	second := save(save(base, "mine"), "mine, once more")
	d := j.DoublesOf(base.ID)
	if len(d) != 1 || !slices.Equal(d[0].Texts, []string{"mine, once more", "theirs"}) {
		t.Fatalf("the versions are %+v", d)
	}
	ok(t, j.Choose(t.Context(), d[0], "theirs"))
	if stored, _ := j.Entry(second.ID); stored.Happened != "theirs" || len(j.DoublesOf(base.ID)) != 0 {
		t.Fatalf("chosen, it is %+v", stored)
	}
}

// TestUndoOfAFormAfterReopening takes a form back that kept a text twice, after the journal was closed.
func TestUndoOfAFormAfterReopening(t *testing.T) {
	dir, now := filepath.Join(t.TempDir(), "j"), tick()
	j, err := Create(t.Context(), dir, vault.NoPassphrase(), Options{Now: now})
	ok(t, err)
	area, err := j.SaveArea(t.Context(), Area{Name: "Work"})
	ok(t, err)
	e, err := j.Save(t.Context(), Entry{Area: area.ID, Time: now(), Happened: "as it was"})
	ok(t, err)
	base := e.Clone()
	for _, text := range []string{"one", "two", "three"} {
		mine := base.Clone()
		mine.Happened = text
		_, _, err := j.SaveFrom(t.Context(), base, mine)
		ok(t, err)
	}
	want := []string{"two", "one"}
	ok(t, j.Close())
	j, _ = openAt(t, dir, now)
	defer j.Close()
	_, err = j.Undo(t.Context())
	ok(t, err)
	if d := j.DoublesOf(e.ID); len(d) != 1 || !slices.Equal(d[0].Texts, want) {
		t.Fatalf("undone, the versions are %+v", d)
	}
	_, err = j.Redo(t.Context())
	ok(t, err)
	if d := j.DoublesOf(e.ID); len(d) != 1 || !slices.Equal(d[0].Texts, []string{"three", "two", "one"}) {
		t.Fatalf("redone, the versions are %+v", d)
	}
}

func TestWhatWasSealedMeanwhileStays(t *testing.T) {
	j, base := sinceJournal(t)
	plan, err := j.Save(t.Context(), Entry{Type: Plan, Area: base.Area, Time: j.Now().AddDate(0, 0, 1), Intention: "slowly"})
	ok(t, err)
	opened := plan.Clone()
	done := opened.Clone()
	done.Type, done.Time, done.Outcome = Experience, j.Now(), Success
	_, err = j.Save(t.Context(), done)
	ok(t, err)
	mine := opened.Clone()
	mine.Intention = "as fast as I can"
	if _, _, err := j.SaveFrom(t.Context(), opened, mine); !errors.Is(err, ErrSealed) {
		t.Error("what was sealed meanwhile was changed:", err)
	}
	mine = opened.Clone()
	mine.Tags = []string{"race"}
	saved, _, err := j.SaveFrom(t.Context(), opened, mine)
	ok(t, err)
	if saved.Outcome != Success || saved.Type != Experience || len(saved.Tags) != 1 {
		t.Errorf("it is %+v", saved)
	}
}

// TestARatingOfAFormIsGivenWhenItIsSaved changes a rating before the event in a form, while it is changed elsewhere.
func TestARatingOfAFormIsGivenWhenItIsSaved(t *testing.T) {
	j, e := sinceJournal(t)
	e.EfficacyBefore, e.Time = optional.Some(Rating(50)), j.Now().AddDate(0, 0, -1)
	stored, err := j.Save(t.Context(), e)
	ok(t, err)
	base := stored.Clone()
	there, mine := base.Clone(), base.Clone()
	there.EfficacyBefore, mine.EfficacyBefore = optional.Some(Rating(60)), optional.Some(Rating(70))
	other, err := j.Save(t.Context(), there)
	ok(t, err)
	otherAt := other.EfficacyBeforeAt
	saved, _, err := j.SaveFrom(t.Context(), base, mine)
	ok(t, err)
	if v, _ := saved.EfficacyBefore.Get(); v != 70 || !saved.EfficacyBeforeAt.After(otherAt) {
		t.Errorf("the rating is %v of %v, and the other was of %v", v, saved.EfficacyBeforeAt, otherAt)
	}
}

func TestOtherFormsMeanwhile(t *testing.T) {
	ctx := context.Background()
	t.Run("an area", func(t *testing.T) {
		j, e := sinceJournal(t)
		base, _ := j.Area(e.Area)
		there, mine := base.Clone(), base.Clone()
		there.Purpose, there.Ladder = "theirs", []Rung{{Text: "a step"}}
		mine.Purpose, mine.Goals = "mine", append(mine.Goals, Goal{Text: "second"})
		_, err := j.SaveArea(ctx, there)
		ok(t, err)
		saved, m, err := j.SaveAreaFrom(ctx, base, mine)
		ok(t, err)
		d := j.Doubles()
		if saved.Purpose != "mine" || len(saved.Ladder) != 1 || len(saved.Goals) != 2 || m.Twice != 1 || len(d) != 1 || d[0].Area != e.Area || d[0].Texts[1] != "theirs" {
			t.Errorf("it is %+v with %+v and the versions %+v", saved, m, d)
		}
		_, err = j.RemoveArea(ctx, e.Area)
		ok(t, err)
		mine.Name = "Work, again"
		if saved, m, err = j.SaveAreaFrom(ctx, base, mine); err != nil || !m.Back || saved.ID != e.Area {
			t.Errorf("removed meanwhile, it is %+v with %+v: %v", saved, m, err)
		}
	})
	t.Run("a day", func(t *testing.T) {
		j, _ := sinceJournal(t)
		measure, err := j.SaveMeasure(ctx, Measure{Name: "Sleep", Kind: NumberMeasure, OfDay: true}, Rewrite{})
		ok(t, err)
		date := DateOf(j.Now())
		base, there, mine := Day{Date: date}, Day{Date: date}, Day{Date: date}
		there.Values, there.Note = []MeasureValue{{measure.ID, 7}}, "theirs"
		mine.Note = "mine"
		_, err = j.SaveDay(ctx, there)
		ok(t, err)
		saved, m, err := j.SaveDayFrom(ctx, base, mine)
		ok(t, err)
		d := j.Doubles()
		if saved.Note != "mine" || len(saved.Values) != 1 || m.Twice != 1 || len(d) != 1 || d[0].Day != date || d[0].Texts[1] != "theirs" {
			t.Errorf("it is %+v with %+v and the versions %+v", saved, m, d)
		}
		_, err = j.SaveDay(ctx, Day{Date: date})
		ok(t, err)
		mine.Values = []MeasureValue{{measure.ID, 8}}
		base.Note = "mine"
		if saved, _, err = j.SaveDayFrom(ctx, base, mine); err != nil || saved.Note != "" || len(saved.Values) != 1 {
			t.Errorf("emptied meanwhile, it is %+v: %v", saved, err)
		}
	})
	t.Run("a review", func(t *testing.T) {
		j, _ := sinceJournal(t)
		date := DateOf(j.Now())
		r := Review{From: date, To: date, Text: "theirs"}
		_, err := j.SaveReview(ctx, r)
		ok(t, err)
		r.Text = "mine"
		_, m, err := j.SaveReviewFrom(ctx, "", r)
		ok(t, err)
		if d := j.Doubles(); m.Twice != 1 || len(d) != 1 || !slices.Equal(d[0].Texts, []string{"mine", "theirs"}) {
			t.Errorf("it has %+v and the versions %+v", m, d)
		}
		r.Text = "more of mine"
		_, m, err = j.SaveReviewFrom(ctx, "mine", r)
		ok(t, err)
		if d := j.Doubles(); m.Twice != 0 || len(d) != 1 || !slices.Equal(d[0].Texts, []string{"more of mine", "theirs"}) {
			t.Errorf("saved once more, it has %+v and the versions %+v", m, d)
		}
	})
	t.Run("a measure", func(t *testing.T) {
		j, _ := sinceJournal(t)
		base, err := j.SaveMeasure(ctx, Measure{Name: "Sleep", Kind: NumberMeasure, OfDay: true}, Rewrite{})
		ok(t, err)
		there, mine := base.Clone(), base.Clone()
		there.Archived, mine.Name = true, "Sleep at night"
		_, err = j.SaveMeasure(ctx, there, Rewrite{})
		ok(t, err)
		saved, m, err := j.SaveMeasureFrom(ctx, base, mine, Rewrite{})
		if ok(t, err); !saved.Archived || saved.Name != "Sleep at night" || !m.Changed {
			t.Errorf("it is %+v with %+v", saved, m)
		}
	})
	t.Run("a reminder", func(t *testing.T) {
		j, e := sinceJournal(t)
		base, err := j.SaveReminder(ctx, Reminder{About: AboutStep, When: sundayEvening(), Text: "write"})
		ok(t, err)
		there, mine := base, base
		there.Area, mine.Text = e.Area, "write it down"
		_, err = j.SaveReminder(ctx, there)
		ok(t, err)
		saved, m, err := j.SaveReminderFrom(ctx, base, mine)
		if ok(t, err); saved.Area != e.Area || saved.Text != "write it down" || !m.Changed {
			t.Errorf("it is %+v with %+v", saved, m)
		}
	})
}
