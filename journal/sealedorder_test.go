package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal/vault"
)

var addresses = regexp.MustCompile("0x[0-9a-f]+")

// TestNothingTellsAnArmBeforeItIsDue runs the same commands with two sources of randomness that
// differ in the coins of the pairs to come alone, and compares everything that can be read.
func TestNothingTellsAnArmBeforeItIsDue(t *testing.T) {
	read := func(coin byte) (said []string, armNext Arm) {
		drawn := []byte{0, 1, coin, coin, coin, coin}
		c := &clock{at("2026-03-02T18:00:00+01:00")}
		j, err := Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(), Options{Now: c.now, Rand: &coins{&sequence{}, drawn}})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = j.Close() }()
		a, err := j.SaveArea(t.Context(), Area{Name: "Running"})
		if err != nil {
			t.Fatal(err)
		}
		x := mustStart(t, j, Experiment{Area: a.ID, Name: "Breathing", With: "slow breathing", Decides: DecidesPerformance, Pairs: 6})
		say := func(what string, v ...any) {
			masked := fmt.Sprintf("%s: %v %+v %#v", what, v, v, v)
			doc, err := json.Marshal(v)
			masked += fmt.Sprint(string(doc), err)
			for _, s := range x.Seals { // a commitment without its salt tells nothing
				masked = strings.ReplaceAll(masked, s.Commitment, "…")
			}
			said = append(said, addresses.ReplaceAllString(masked, "0x"))
		}
		j.Subscribe(func(change Change) { say("change", change) })
		everything := func(what string) {
			now, _ := j.Experiment(x.ID)
			course, err := j.Course(x.ID)
			say(what, now, now.CheckSeals(), now.Clone(), j.Experiments(), err, course.Experiment, course.PairsDone, len(course.Places))
			for place := range 14 {
				arm, ok := now.ArmAt(place - 1)
				say("arm", arm, ok, now.IsDue(place/2))
			}
			result, err := j.ExperimentResult(x.ID)
			say("result", result, err)
			named, _ := j.ExperimentNamed("", "breathing")
			say("named", named, j.WhatGoesAlong(a.ID), j.Areas(), j.Filters(), j.Reviews(), j.Meta())
			for _, q := range []Query{{}, {InBin: true}, {Text: "with"}, {Text: "without"}, {Text: "breathing"}} {
				for _, e := range j.Entries(q) {
					say("entry", *e)
				}
				say("count", j.Count(q))
			}
			name, ok := j.CanUndo()
			say("undo", name, ok)
			_, err = j.Save(t.Context(), tryOf(j, a, Try{x.ID, now.Revealed, ArmWith, ""}, 50))
			if now.Revealed%2 == 1 { // the second of a pair follows from the first
				return
			}
			say("ahead", err)
			_, other := j.Save(t.Context(), tryOf(j, a, Try{x.ID, now.Revealed, ArmWithout, ""}, 50))
			say("ahead, the other arm", other)
			it, _ := j.experimentItem(x.ID)
			say("inside", it.order, *it.order, it.order.pairs)
		}
		everything("at the start")
		for i := range 4 {
			try := mustNext(t, j, x.ID)
			say("next", try)
			e := mustSave(t, j, tryOf(j, a, try, 60))
			say("saved", e.Experiment)
			everything(fmt.Sprint("after try ", i))
		}
		for _, do := range []func() (StepName, error){
			func() (StepName, error) { return j.Undo(t.Context()) }, func() (StepName, error) { return j.Redo(t.Context()) },
			func() (StepName, error) { n, err := j.EmptyBin(t.Context()); return StepName{N: n}, err },
		} {
			name, err := do()
			say("moved", name, err)
			everything("after a move")
		}
		return said, mustNext(t, j, x.ID).Arm
	}
	one, first := read(0)
	two, second := read(1)
	if first == second {
		t.Fatalf("the coins do not matter: both are %s", first)
	}
	if len(one) != len(two) || len(one) < 100 {
		t.Fatalf("%d and %d things were said", len(one), len(two))
	}
	for i := range one {
		if one[i] != two[i] {
			t.Errorf("it tells the arm:\n%s\nand\n%s", one[i], two[i])
		}
	}
}

func TestNoFieldOfTheOrderIsExported(t *testing.T) {
	for _, v := range []reflect.Type{reflect.TypeFor[allotment](), reflect.TypeFor[sealedPair]()} {
		for i := range v.NumField() {
			if v.Field(i).IsExported() {
				t.Errorf("%s.%s is exported", v, v.Field(i).Name)
			}
		}
	}
	for v, i := reflect.TypeFor[Experiment](), 0; i < v.NumField(); i++ {
		if !v.Field(i).IsExported() {
			t.Errorf("Experiment.%s is not exported: what it hides could be printed", v.Field(i).Name)
		}
	}
}

func TestNothingLeadsBackBeforeARevealedArm(t *testing.T) {
	j, c, a := newTestJournal(t)
	x := mustStart(t, j, Experiment{Area: a.ID, Name: "Music", With: "loud music", Decides: DecidesStress, Pairs: 6})
	if _, err := j.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, ok := j.Experiment(x.ID); ok {
		t.Fatal("the start cannot be undone before anything is revealed")
	}
	if _, err := j.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if again, _ := j.Experiment(x.ID); !reflect.DeepEqual(again, x) {
		t.Fatal("redo started another experiment")
	}
	mustSave(t, j, experience(a, "an ordinary entry"))
	try := mustNext(t, j, x.ID)
	mustSave(t, j, experience(a, "another"))
	for _, reopened := range []bool{false, true} {
		if reopened {
			j = reopen(t, j, c)
		}
		for range 10 {
			if _, err := j.Undo(t.Context()); err != nil {
				break
			}
		}
		if got := mustNext(t, j, x.ID); got != try || j.Count(Query{}) != 0 {
			t.Errorf("after undoing all that can be undone: %+v with %d entries, want %+v with none", got, j.Count(Query{}), try)
		}
		for range 10 {
			if _, err := j.Redo(t.Context()); err != nil {
				break
			}
		}
		if now, ok := j.Experiment(x.ID); !ok || now.Revealed != 1 || j.Count(Query{}) != 2 {
			t.Errorf("after redoing all: %+v with %d entries", now, j.Count(Query{}))
		}
	}
}

// TestExperimentsFromAFileAreVerified edits what an export has.
func TestExperimentsFromAFileAreVerified(t *testing.T) {
	j, _, a, x := experimentAt(t, 0, 1, 0, 1, 0, 1)
	for i := range 3 {
		mustSave(t, j, tryOf(j, a, mustNext(t, j, x.ID), float64(50+i)))
	}
	running, _ := j.Experiment(x.ID)
	var entries []Entry
	for _, e := range j.Entries(Query{}) {
		entries = append(entries, e.Clone())
	}
	there, _, _ := newTestJournal(t)
	bring := func(x Experiment, entries ...Entry) error {
		return there.SaveBatch(t.Context(), Batch{Kind: StepImport, Areas: []Area{{ID: a.ID, Name: "From there"}}, Experiments: []Experiment{x}, Entries: entries})
	}
	for name, change := range map[string]func(*Experiment){
		"another order":           func(x *Experiment) { x.Seals[0].First = x.Seals[0].First.Other() },
		"no order":                func(x *Experiment) { x.Seals[0].First = "" },
		"another salt":            func(x *Experiment) { x.Seals[1].Salt = strings.Repeat("0", 64) },
		"no salt":                 func(x *Experiment) { x.Seals[1].Salt, x.Seals[1].First = "", "" },
		"another commitment":      func(x *Experiment) { x.Seals[0].Commitment = x.Seals[1].Commitment },
		"pairs in another order":  func(x *Experiment) { x.Seals[0], x.Seals[1] = x.Seals[1], x.Seals[0] },
		"no commitment":           func(x *Experiment) { x.Seals[4].Commitment = "" },
		"a commitment of letters": func(x *Experiment) { x.Seals[4].Commitment = strings.Repeat("z", 64) },
		"capital letters":         func(x *Experiment) { x.Seals[0].Commitment = strings.ToUpper(x.Seals[0].Commitment) },
		"a pair less":             func(x *Experiment) { x.Seals = x.Seals[:5] },
		"a pair more":             func(x *Experiment) { x.Pairs++ },
		"more revealed":           func(x *Experiment) { x.Revealed = 5 },
		"fewer revealed":          func(x *Experiment) { x.Revealed = 1 },
		"revealed below nothing":  func(x *Experiment) { x.Revealed = -1 },
		"revealed beyond all":     func(x *Experiment) { x.Revealed = 1 << 40 },
		"skipped ahead":           func(x *Experiment) { x.Skipped = []int{3} },
		"skipped twice":           func(x *Experiment) { x.Skipped = []int{2, 2} },
		"skipped below":           func(x *Experiment) { x.Skipped = []int{-1} },
		"ended but not early":     func(x *Experiment) { x.Ended = x.Started },
		"early but not ended":     func(x *Experiment) { x.EndedEarly = true },
		"no start":                func(x *Experiment) { x.Started = time.Time{} },
		"another id":              func(x *Experiment) { x.ID = "01KJQQW3M0EKMFG2FV97EE5028" },
		"no id":                   func(x *Experiment) { x.ID = "x" },
	} {
		edited := running.Clone()
		change(&edited)
		if err := bring(edited); !errors.Is(err, ErrExperimentEdited) {
			t.Errorf("%s: %v", name, err)
		}
	}
	swapped := slices.Clone(entries)
	swapped[0].Experiment.Arm = swapped[0].Experiment.Arm.Other()
	if err := bring(running, swapped...); !isFieldError(err, "experiment") {
		t.Errorf("an entry with the other arm: %v", err)
	}
	if err := bring(running, entries...); err != nil {
		t.Fatal(err)
	}
	if got, _ := there.Experiment(x.ID); !reflect.DeepEqual(got, running) {
		t.Errorf("it came back as\n%+v, want\n%+v", got, running)
	}
	if err := bring(running); err == nil {
		t.Error("it can be imported twice")
	}
	if next := mustNext(t, there, x.ID); next.Place != 3 {
		t.Errorf("the next is %+v", next)
	}
	next, _ := there.NextTry(t.Context(), x.ID)
	mustSave(t, there, tryOf(there, Area{ID: a.ID}, next, 40))
	if _, err := there.NextTry(t.Context(), x.ID); !errors.Is(err, ErrOrderElsewhere) {
		t.Errorf("beyond the file: %v", err)
	}
	ended, err := there.EndExperiment(t.Context(), x.ID)
	if err != nil || !ended.EndedEarly || ended.CheckSeals() != nil {
		t.Fatal(ended, err)
	}
	if r, err := there.ExperimentResult(x.ID); err != nil || len(r.Pairs) != 2 || r.Unbegun != 4 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestCommitmentHasItsPublishedForm(t *testing.T) {
	p := sealedPair{salt: bytes.Repeat([]byte{7}, saltSize), withoutFirst: true}
	got := p.commit("01KJQQW3M0EKMFG2FV97EE5028", 9)
	if hex := fmt.Sprintf("%x", got); hex != commitmentByHand {
		t.Errorf("the commitment is %s, want %s", hex, commitmentByHand)
	}
}

// commitmentByHand was computed by sha256sum over the bytes that Seal describes.
const commitmentByHand = "ebab40377f43bb37f1eb59b4d20cf56b56a08518d8e724bea6dae0d86d632757"

// TestNoLengthTellsAnArm compares what is stored of two orders: a sealed document shows about how long it is.
func TestNoLengthTellsAnArm(t *testing.T) {
	j, _, _, x := experimentAt(t, 0, 0, 0, 0, 0, 0)
	it, _ := j.experimentItem(x.ID)
	one, err := it.encoded(j.codec)
	if err != nil {
		t.Fatal(err)
	}
	for i := range it.order.pairs {
		it.order.pairs[i].withoutFirst = true
	}
	other, err := it.encoded(j.codec)
	if err != nil || len(one) != len(other) {
		t.Errorf("with first is stored in %d bytes, without first in %d (%v)", len(one), len(other), err)
	}
}
