package journal

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

// coins is a known source of randomness. Reads of as many bytes as an experiment has pairs are its
// coins: such a read returns them. All other reads return a fixed sequence.
type coins struct {
	rest  io.Reader
	pairs []byte
}

func (c *coins) Read(b []byte) (int, error) {
	if len(b) == len(c.pairs) {
		return copy(b, c.pairs), nil
	}
	return c.rest.Read(b)
}

// sequence is an endless sequence of bytes.
type sequence struct{ at byte }

func (s *sequence) Read(b []byte) (int, error) {
	for i := range b {
		s.at = s.at*77 + 13
		b[i] = s.at
	}
	return len(b), nil
}

func experimentAt(t *testing.T, drawn ...byte) (*Journal, *clock, Area, Experiment) {
	t.Helper()
	j, c, a := newTestJournal(t)
	if len(drawn) > 0 {
		j.random = &coins{&sequence{}, drawn}
	}
	return j, c, a, mustStart(t, j, Experiment{Area: a.ID, Name: "Breathing", With: "four minutes of slow breathing", Decides: DecidesPerformance, Pairs: max(6, len(drawn))})
}

func mustStart(t *testing.T, j *Journal, x Experiment) Experiment {
	t.Helper()
	x, err := j.StartExperiment(t.Context(), x)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func mustNext(t *testing.T, j *Journal, id ExperimentID) Try {
	t.Helper()
	try, err := j.NextTry(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return try
}

// tryOf makes an entry of a try with a rating of performance.
func tryOf(j *Journal, a Area, try Try, performance float64) Entry {
	return Entry{Area: a.ID, Type: Experience, Time: j.Now(), Title: "a try", Experiment: try, Performance: optional.Some(Rating(performance))}
}

// run makes all tries of an experiment: with is how much better those with are.
func run(t *testing.T, j *Journal, a Area, id ExperimentID, with float64) {
	t.Helper()
	for {
		try, err := j.NextTry(t.Context(), id)
		if errors.Is(err, ErrExperimentFull) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		v := 50 + float64(try.Pair())
		if try.Arm == ArmWith {
			v += with
		}
		mustSave(t, j, tryOf(j, a, try, v))
	}
}

func TestExperimentRevealsOneTryAtATime(t *testing.T) {
	j, c, a, x := experimentAt(t, 0, 1, 1, 0, 1, 0)
	want := []Arm{ArmWith, ArmWithout, ArmWithout, ArmWith, ArmWithout, ArmWith, ArmWith, ArmWithout, ArmWithout, ArmWith, ArmWith, ArmWithout}
	for place, arm := range want {
		if now, _ := j.Experiment(x.ID); now.Revealed != place {
			t.Fatalf("%d places are revealed before the try at %d", now.Revealed, place)
		}
		try := mustNext(t, j, x.ID)
		if try != (Try{x.ID, place, arm, ""}) {
			t.Fatalf("try %d is %+v, want %s", place, try, arm)
		}
		if place == 5 {
			j = reopen(t, j, c)
		}
		plan := mustSave(t, j, Entry{Area: a.ID, Type: Plan, Time: j.Now().Add(time.Hour), Title: "to come", Experiment: try})
		if again := mustNext(t, j, x.ID); again != try {
			t.Fatalf("asked again while it is planned: %+v, want %+v", again, try)
		}
		if _, err := j.Save(t.Context(), tryOf(j, a, try, 1)); !isFieldError(err, "experiment") {
			t.Fatalf("two entries at place %d: %v", place, err)
		}
		done := plan.Clone()
		done.Type, done.Time, done.Performance = Experience, j.Now(), optional.Some(Rating(50))
		mustSave(t, j, done)
	}
	if _, err := j.NextTry(t.Context(), x.ID); !errors.Is(err, ErrExperimentFull) {
		t.Errorf("after the last try: %v", err)
	}
	if _, err := j.ExperimentResult(x.ID); !errors.Is(err, ErrExperimentRuns) {
		t.Errorf("the result while it runs: %v", err)
	}
	ended, err := j.EndExperiment(t.Context(), x.ID)
	if err != nil || ended.EndedEarly || ended.CheckSeals() != nil {
		t.Errorf("ended: %+v (%v, %v)", ended, err, ended.CheckSeals())
	}
	if _, err := j.Undo(t.Context()); !errors.Is(err, ErrEndStays) {
		t.Fatal(err)
	}
	if now, _ := j.Experiment(x.ID); now.IsRunning() {
		t.Error("undo brought the experiment back to life")
	}
	for _, err := range []error{
		func() error { _, err := j.NextTry(t.Context(), x.ID); return err }(),
		func() error { _, err := j.SkipTry(t.Context(), x.ID); return err }(),
		func() error { _, err := j.EndExperiment(t.Context(), x.ID); return err }(),
	} {
		if !errors.Is(err, ErrExperimentEnded) {
			t.Errorf("after the end: %v", err)
		}
	}
}

func isFieldError(err error, field string) bool {
	f, ok := IsFieldError(err)
	return ok && f.Field == field
}

func TestTriesAreChecked(t *testing.T) {
	j, _, a, x := experimentAt(t, 0, 0, 0, 0, 0, 0)
	other, err := j.SaveArea(t.Context(), Area{Name: "Piano"})
	if err != nil {
		t.Fatal(err)
	}
	try := mustNext(t, j, x.ID)
	for name, change := range map[string]func(*Entry){
		"an unknown experiment":   func(e *Entry) { e.Experiment.Experiment = "01KJQQW3M0EKMFG2FV97EE5028" },
		"another area":            func(e *Entry) { e.Area = other.ID },
		"a place that is not due": func(e *Entry) { e.Experiment.Place, e.Experiment.Arm = 1, ArmWithout },
		"a place of another pair": func(e *Entry) { e.Experiment.Place = 2 },
		"a place below":           func(e *Entry) { e.Experiment.Place = -1 },
		"a place that none has":   func(e *Entry) { e.Experiment.Place = 1 << 40 },
		"the other arm":           func(e *Entry) { e.Experiment.Arm = ArmWithout },
		"an unknown arm":          func(e *Entry) { e.Experiment.Arm = "perhaps" },
		"no arm":                  func(e *Entry) { e.Experiment.Arm = "" },
		"something unknown done":  func(e *Entry) { e.Experiment.Done = "perhaps" },
		"a check-in": func(e *Entry) {
			e.Type, e.EfficacyBefore, e.Performance = CheckIn, optional.Some(Rating(1)), OptRating{}
		},
	} {
		e := tryOf(j, a, try, 50)
		change(&e)
		if _, err := j.Save(t.Context(), e); !isFieldError(err, "experiment") {
			t.Errorf("%s, saved: %v", name, err)
		}
		if err := j.SaveBatch(t.Context(), Batch{Kind: StepImport, Entries: []Entry{e}}); !isFieldError(err, "experiment") {
			t.Errorf("%s, imported: %v", name, err)
		}
	}
	e := tryOf(j, a, try, 50)
	e.Experiment.Done = ArmWith
	saved := mustSave(t, j, e)
	if saved.Experiment.Done != "" {
		t.Errorf("done as allotted is stored as %q", saved.Experiment.Done)
	}
	changed := saved.Clone()
	changed.Experiment.Done = ArmWithout
	if saved = mustSave(t, j, changed); saved.Experiment.Really() != ArmWithout {
		t.Error("what was done cannot be said later")
	}
	if _, err := j.MoveTo(t.Context(), []EntryID{saved.ID}, other.ID); !errors.Is(err, ErrTryStays) {
		t.Errorf("moved: %v", err)
	}
	if err := j.SaveBatch(t.Context(), Batch{Kind: StepImport, Entries: []Entry{e}}); !isFieldError(err, "experiment") {
		t.Errorf("a second entry at the place: %v", err)
	}
}

func TestDeletedTryFreesItsPlace(t *testing.T) {
	j, _, a, x := experimentAt(t)
	try := mustNext(t, j, x.ID)
	first := mustSave(t, j, tryOf(j, a, try, 50))
	if err := j.Delete(t.Context(), first.ID); err != nil {
		t.Fatal(err)
	}
	if again := mustNext(t, j, x.ID); again != try {
		t.Fatalf("the next is %+v, want %+v again", again, try)
	}
	if err := j.Restore(t.Context(), first.ID); err != nil {
		t.Fatal(err)
	}
	if e, _ := j.Entry(first.ID); e.Experiment != try {
		t.Fatalf("it came back as %+v", e.Experiment)
	}
	if err := j.Delete(t.Context(), first.ID); err != nil {
		t.Fatal(err)
	}
	second := mustSave(t, j, tryOf(j, a, try, 60))
	if err := j.Restore(t.Context(), first.ID); err != nil {
		t.Fatal(err)
	}
	if e, _ := j.Entry(first.ID); !e.Experiment.IsZero() || !e.Deleted.IsZero() {
		t.Errorf("an entry whose place is taken came back as %+v", e.Experiment)
	}
	course, err := j.Course(x.ID)
	if err != nil || course.Places[0].Entry.ID != second.ID {
		t.Errorf("%+v, %v", course.Places, err)
	}
	plain := second.Clone()
	plain.Experiment = Try{}
	mustSave(t, j, plain)
	if again := mustNext(t, j, x.ID); again != try {
		t.Errorf("the next is %+v, want %+v, whose entry is a try no more", again, try)
	}
}

func TestSkippedTries(t *testing.T) {
	j, _, a, x := experimentAt(t, 0, 0, 0, 0, 0, 0)
	if _, err := j.SkipTry(t.Context(), x.ID); !errors.Is(err, ErrNothingToSkip) {
		t.Errorf("skipping nothing: %v", err)
	}
	try := mustNext(t, j, x.ID)
	plan := mustSave(t, j, Entry{Area: a.ID, Type: Plan, Time: j.Now(), Title: "p", Experiment: try})
	if _, err := j.SkipTry(t.Context(), x.ID); !isFieldError(err, "experiment") {
		t.Errorf("skipping what is planned: %v", err)
	}
	if err := j.Delete(t.Context(), plan.ID); err != nil {
		t.Fatal(err)
	}
	if skipped, err := j.SkipTry(t.Context(), x.ID); err != nil || skipped != try {
		t.Fatal(skipped, err)
	}
	if _, err := j.Save(t.Context(), tryOf(j, a, try, 50)); !isFieldError(err, "experiment") {
		t.Errorf("a try at a skipped place: %v", err)
	}
	if err := j.Restore(t.Context(), plan.ID); err != nil {
		t.Fatal(err)
	}
	if e, _ := j.Entry(plan.ID); !e.Experiment.IsZero() {
		t.Errorf("the plan came back as %+v", e.Experiment)
	}
	if next := mustNext(t, j, x.ID); next.Place != 1 {
		t.Errorf("the next is %+v", next)
	}
	for range 5 {
		_, _ = j.Undo(t.Context())
	}
	if now, _ := j.Experiment(x.ID); !slices.Equal(now.Skipped, []int{0}) {
		t.Errorf("after undo %v are skipped", now.Skipped)
	}
	run(t, j, a, x.ID, 10)
	ended, err := j.EndExperiment(t.Context(), x.ID)
	if err != nil || ended.EndedEarly {
		t.Errorf("%+v, %v", ended, err)
	}
	r, err := j.ExperimentResult(x.ID)
	if err != nil || r.Skipped != 1 || len(r.Pairs) != 5 || r.Unrated != 0 || r.Unbegun != 0 || r.Allotted.Mean != 10 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestResultOfAnExperiment(t *testing.T) {
	j, c, a, x := experimentAt(t, 0, 1, 0, 1, 0, 1)
	run(t, j, a, x.ID, 8)
	course, _ := j.Course(x.ID)
	if course.PairsDone != 6 {
		t.Errorf("%d pairs are done", course.PairsDone)
	}
	change := func(place int, change func(*Entry)) {
		e := course.Places[place].Entry.Clone()
		change(&e)
		mustSave(t, j, e)
	}
	change(3, func(e *Entry) { e.Performance = OptRating{} })
	change(4, func(e *Entry) { e.Experiment.Done = ArmWithout })
	change(5, func(e *Entry) { e.Experiment.Done = ArmWith })
	change(7, func(e *Entry) { e.Experiment.Done = e.Experiment.Arm.Other() })
	if now, _ := j.Course(x.ID); now.PairsDone != 6 || now.PairsUnrated() != 1 {
		t.Errorf("%d of %d pairs done lack a rating, want 1 of 6", now.PairsUnrated(), now.PairsDone)
	}
	if _, err := j.EndExperiment(t.Context(), x.ID); err != nil {
		t.Fatal(err)
	}
	r, err := j.ExperimentResult(x.ID)
	if err != nil || len(r.Pairs) != 5 || r.Unrated != 1 || !r.Differs {
		t.Fatalf("%+v, %v", r, err)
	}
	if want := insight.Pairs([]float64{8, 8, 8, 8, 8}); r.Allotted != want {
		t.Errorf("as allotted %+v, want %+v", r.Allotted, want)
	}
	if want := insight.Pairs([]float64{8, -8, 8, 8}); r.AsDone != want {
		t.Errorf("as done %+v, want %+v", r.AsDone, want)
	}
	if r.Changed != 0 {
		t.Errorf("%d entries were changed after the end", r.Changed)
	}
	c.t = c.t.Add(time.Minute)
	change(0, func(e *Entry) { e.Performance = optional.Some(Rating(90)) })
	if r, err := j.ExperimentResult(x.ID); err != nil || r.Changed != 1 {
		t.Errorf("%d entries were changed after the end, want 1 (%v)", r.Changed, err)
	}
	if p := r.Pairs[0]; p.Pair != 0 || p.With != 58 || p.Without != 50 || p.WithID != string(course.Places[0].Entry.ID) {
		t.Errorf("%+v", p)
	}
}

// A strategy named like the experiment would tell its result before the end.
func TestTriesOfARunningExperimentAreInNoComparison(t *testing.T) {
	j, _, a, x := experimentAt(t)
	for {
		try, err := j.NextTry(t.Context(), x.ID)
		if errors.Is(err, ErrExperimentFull) {
			break
		}
		e := tryOf(j, a, try, 50)
		if try.Arm == ArmWith {
			e.Strategies, e.People, e.Performance = []string{"Breathing"}, []Person{{Name: "Ana"}}, optional.Some(Rating(70))
		}
		mustSave(t, j, e)
	}
	strategies, people := insight.Strategies(j.Data(a.ID, Date{}, Date{})), insight.People(j.Data("", Date{}, Date{}))
	if strategies.N != 0 || len(strategies.Shown) != 0 || strategies.Trying != 12 || people.N != 0 || people.Trying != 12 {
		t.Errorf("while it runs: %+v, %+v", strategies, people)
	}
	if _, err := j.EndExperiment(t.Context(), x.ID); err != nil {
		t.Fatal(err)
	}
	if r := insight.Strategies(j.Data(a.ID, Date{}, Date{})); r.N != 12 || len(r.Shown) == 0 || r.Trying != 0 {
		t.Errorf("after its end: %+v", r)
	}
}

func TestNothingIsUndoneInPlaceOfAnEnd(t *testing.T) {
	j, c, a, x := experimentAt(t)
	mustSave(t, j, tryOf(j, a, mustNext(t, j, x.ID), 50))
	if _, err := j.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Undo(t.Context()); !errors.Is(err, ErrRevealStays) {
		t.Errorf("undoing the start of an experiment of which a try was revealed: %v", err)
	}
	e := mustSave(t, j, tryOf(j, a, mustNext(t, j, x.ID), 50))
	if _, err := j.EndExperiment(t.Context(), x.ID); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := j.Undo(t.Context()); !errors.Is(err, ErrEndStays) {
			t.Errorf("undoing an end: %v", err)
		}
		if _, ok := j.Entry(e.ID); !ok {
			t.Fatal("undoing an end removed an entry")
		}
		j = reopen(t, j, c)
	}
	mustSave(t, j, Entry{Area: a.ID, Type: Experience, Time: j.Now(), Title: "later"})
	if _, err := j.Undo(t.Context()); err != nil {
		t.Errorf("undoing what came after the end: %v", err)
	}
}

func TestExperimentEndedEarlySaysSo(t *testing.T) {
	j, c, a, x := experimentAt(t)
	mustSave(t, j, tryOf(j, a, mustNext(t, j, x.ID), 50))
	mustNext(t, j, x.ID)
	ended, err := j.EndExperiment(t.Context(), x.ID)
	if err != nil || !ended.EndedEarly || ended.CheckSeals() != nil {
		t.Fatal(ended, err)
	}
	for i, s := range ended.Seals {
		if s.Salt == "" || s.First == "" {
			t.Errorf("pair %d is sealed after the end", i)
		}
	}
	j = reopen(t, j, c)
	r, err := j.ExperimentResult(x.ID)
	if err != nil || r.Unrated != 1 || r.Unbegun != 5 || r.Allotted.Pairs != 0 || !r.Experiment.EndedEarly {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := j.Save(t.Context(), tryOf(j, a, Try{x.ID, 1, "", ""}, 50)); err == nil {
		t.Error("a try can be added after the end")
	}
	arm, _ := ended.ArmAt(1)
	if _, err := j.Save(t.Context(), tryOf(j, a, Try{x.ID, 1, arm, ""}, 50)); !errors.Is(err, ErrExperimentEnded) {
		t.Errorf("a try after the end: %v", err)
	}
}

func TestExperimentsAreChecked(t *testing.T) {
	j, c, a := newTestJournal(t)
	good := Experiment{Area: a.ID, Name: "Breathing", With: "slow breathing", Decides: DecidesStress, Pairs: 10, By: DateOf(c.t)}
	for name, x := range map[string]struct {
		change func(*Experiment)
		field  string
	}{
		"no name":            {func(x *Experiment) { x.Name = " \n" }, "name"},
		"a name too long":    {func(x *Experiment) { x.Name = strings.Repeat("a", MaxLine+1) }, "name"},
		"nothing to do":      {func(x *Experiment) { x.With = "" }, "with"},
		"five pairs":         {func(x *Experiment) { x.Pairs = 5 }, "pairs"},
		"21 pairs":           {func(x *Experiment) { x.Pairs = 21 }, "pairs"},
		"a million pairs":    {func(x *Experiment) { x.Pairs = 1 << 40 }, "pairs"},
		"yesterday":          {func(x *Experiment) { x.By = x.By.AddDays(-1) }, "by"},
		"year 9999":          {func(x *Experiment) { x.By.Year = 9999 }, "by"},
		"nothing decides":    {func(x *Experiment) { x.Decides = "" }, "decides"},
		"an unknown measure": {func(x *Experiment) { x.Decides = "luck" }, "decides"},
	} {
		bad := good
		x.change(&bad)
		if _, err := j.StartExperiment(t.Context(), bad); !isFieldError(err, x.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
	x := mustStart(t, j, good)
	if _, err := j.StartExperiment(t.Context(), Experiment{Area: a.ID, Name: "BREATHING", With: "w", Decides: DecidesStress, Pairs: 6}); !isFieldError(err, "name") {
		t.Errorf("a second of that name: %v", err)
	}
	if x.IsOverdue(DateOf(c.t)) || !x.IsOverdue(DateOf(c.t).AddDays(1)) {
		t.Error("it is overdue on the wrong day")
	}
	if _, err := j.EndExperiment(t.Context(), x.ID); err != nil {
		t.Fatal(err)
	}
	again := mustStart(t, j, good)
	if named, _ := j.ExperimentNamed(a.ID, "breathing"); named.ID != again.ID {
		t.Error("the ended one comes before the one that runs")
	}
	a.Archived = true
	if _, err := j.SaveArea(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	good.Name = "Music"
	if _, err := j.StartExperiment(t.Context(), good); !errors.Is(err, ErrAreaRests) {
		t.Errorf("started in an archived area: %v", err)
	}
	if _, err := j.NextTry(t.Context(), again.ID); !errors.Is(err, ErrAreaRests) {
		t.Errorf("revealed in an archived area: %v", err)
	}
	for _, err := range []error{
		func() error { _, err := j.NextTry(t.Context(), "x"); return err }(), func() error { _, err := j.SkipTry(t.Context(), "x"); return err }(),
		func() error { _, err := j.EndExperiment(t.Context(), "x"); return err }(), func() error { _, err := j.ExperimentResult("x"); return err }(),
	} {
		if !errors.Is(err, ErrNoExperiment) {
			t.Errorf("an unknown one: %v", err)
		}
	}
}

func TestExperimentsGoWithTheirArea(t *testing.T) {
	j, _, a, x := experimentAt(t)
	try := mustNext(t, j, x.ID)
	mustSave(t, j, tryOf(j, a, try, 50))
	piano, err := j.SaveArea(t.Context(), Area{Name: "Piano"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.MergeAreas(t.Context(), a.ID, piano.ID); err != nil {
		t.Fatal(err)
	}
	if moved, _ := j.Experiment(x.ID); moved.Area != piano.ID {
		t.Fatal("it stayed in an area that is gone")
	}
	if along := j.WhatGoesAlong(piano.ID); along.Experiments != 1 {
		t.Errorf("%+v goes along", along)
	}
	if _, err := j.RemoveArea(t.Context(), piano.ID); err != nil {
		t.Fatal(err)
	}
	if n := len(j.Experiments()); n != 0 {
		t.Fatalf("%d experiments outlive their area", n)
	}
	if _, err := j.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if next := mustNext(t, j, x.ID); next.Place != 1 || next.Arm != try.Arm.Other() {
		t.Errorf("after it came back: %+v", next)
	}
}

func TestMeasureOfOnesOwnDecides(t *testing.T) {
	j, _, a := newTestJournal(t)
	calm, err := j.SaveMeasure(t.Context(), Measure{Name: "Calm", Kind: ChoiceMeasure, Ordered: true, Areas: []AreaID{a.ID}, Choices: []Choice{{Name: "tense"}, {Name: "so-so"}, {Name: "calm"}}}, Rewrite{})
	if err != nil {
		t.Fatal(err)
	}
	mood, err := j.SaveMeasure(t.Context(), Measure{Name: "Mood", Kind: ChoiceMeasure, Areas: []AreaID{a.ID}, Choices: []Choice{{Name: "red"}, {Name: "blue"}}}, Rewrite{})
	if err != nil {
		t.Fatal(err)
	}
	sleep, err := j.SaveMeasure(t.Context(), Measure{Name: "Sleep", OfDay: true}, Rewrite{})
	if err != nil {
		t.Fatal(err)
	}
	start := func(decides MeasureID) (Experiment, error) {
		return j.StartExperiment(t.Context(), Experiment{Area: a.ID, Name: "Music", With: "music", Decides: string(decides), Pairs: 6})
	}
	for _, bad := range []MeasureID{mood.ID, sleep.ID, "01KJQQW3M0EKMFG2FV97EE5028"} {
		if _, err := start(bad); !isFieldError(err, "decides") {
			t.Errorf("%s decides: %v", bad, err)
		}
	}
	x, err := start(calm.ID)
	if err != nil {
		t.Fatal(err)
	}
	for range x.Places() {
		try := mustNext(t, j, x.ID)
		key := calm.Choices[0].Key
		if try.Arm == ArmWith {
			key = calm.Choices[2].Key
		}
		e := tryOf(j, a, try, 50)
		e.Measures = []MeasureValue{{calm.ID, float64(key)}}
		mustSave(t, j, e)
	}
	if err := j.RemoveMeasure(t.Context(), calm.ID); !errors.Is(err, ErrMeasureDecides) {
		t.Errorf("the measure is removed: %v", err)
	}
	if _, err := j.EndExperiment(t.Context(), x.ID); err != nil {
		t.Fatal(err)
	}
	r, err := j.ExperimentResult(x.ID)
	if err != nil || r.Allotted.Mean != 2 || r.Allotted.Pairs != 6 || r.Allotted.Verdict() != insight.PairsHigher {
		t.Errorf("%+v, %v", r, err)
	}
}
