package exchange_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/fault"
	"enactive/journal/optional"
)

// experimented makes a journal with experiments, of which some run, some have ended, and of some tries
// were skipped or done otherwise than allotted.
func experimented(t *rapid.T) *journal.Journal {
	j := newJournal(t)
	var measures []journal.Measure
	for _, name := range []string{"Running", "Talks"} {
		a, err := j.SaveArea(t.Context(), journal.Area{Name: name})
		ok(t, err)
		m := journal.Measure{Name: "Pace of " + name, Kind: journal.NumberMeasure, Areas: []journal.AreaID{a.ID}}
		if _, err := j.SaveMeasure(t.Context(), m, journal.Rewrite{}); err != nil {
			t.Fatal(err)
		}
		measures = j.Measures()
	}
	for n := range rapid.IntRange(1, 3).Draw(t, "experiments") {
		a := rapid.SampledFrom(j.Areas()).Draw(t, "area")
		decides := rapid.SampledFrom(journal.Deciding()).Draw(t, "decides")
		for _, m := range measures {
			if m.IsOf(a.ID) && rapid.Bool().Draw(t, "by a measure") {
				decides = string(m.ID)
			}
		}
		x, err := j.StartExperiment(t.Context(), journal.Experiment{Area: a.ID, Name: "x/" + string(rune('a'+n)) + hostileLine().Draw(t, "name"), With: "with, it", Without: hostileLine().Draw(t, "without"),
			Decides: decides, Pairs: rapid.IntRange(6, 9).Draw(t, "pairs"), By: journal.DateOf(j.Now()).AddDays(rapid.IntRange(0, 99).Draw(t, "by"))})
		ok(t, err)
		for range rapid.IntRange(0, 2*x.Pairs).Draw(t, "tries") {
			try, err := j.NextTry(t.Context(), x.ID)
			ok(t, err)
			if rapid.IntRange(0, 4).Draw(t, "skips") == 0 {
				_, err := j.SkipTry(t.Context(), x.ID)
				ok(t, err)
				continue
			}
			try.Done = rapid.SampledFrom([]journal.Arm{"", journal.ArmWith, journal.ArmWithout}).Draw(t, "done")
			_, err = j.Save(t.Context(), journal.Entry{Area: a.ID, Type: journal.Experience, Time: j.Now(), Title: "a try", Experiment: try, Performance: optional.Some(journal.Rating(50)),
				Tags: []string{rapid.SampledFrom([]string{"red", "blue"}).Draw(t, "tag")}})
			ok(t, err)
		}
		if rapid.Bool().Draw(t, "ends") {
			_, err := j.EndExperiment(t.Context(), x.ID)
			ok(t, err)
		}
	}
	return j
}

func ok(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestExperimentsRoundTripByteForByte exports a journal with experiments and selections of it, imports
// each into a new journal, and exports that again.
func TestExperimentsRoundTripByteForByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := experimented(t)
		query := rapid.SampledFrom([]journal.Query{{}, {Tags: []string{"red"}}, {Area: first.Areas()[0].ID}, {From: journal.DateOf(first.Now())}}).Draw(t, "query")
		file := exportJSON(t, first, query)
		if faults := schemaFaults(t, file); faults != nil {
			t.Fatalf("%s\n%v", file, faults)
		}
		there := newJournal(t)
		imp := importJSON(t, there, file)
		if len(imp.LeftOut)+len(imp.Notes) > 0 || imp.Experiments != strings.Count(file, `"seals"`) || imp.ExperimentsThere != 0 {
			t.Fatalf("left out %q, noted %v, %d experiments of\n%s", imp.LeftOut, imp.Notes, imp.Experiments, file)
		}
		if again := exportJSON(t, there, journal.Query{}); again != file {
			t.Fatalf("at first:\n%s\nafter an import elsewhere:\n%s", file, again)
		}
		again := readJSON(t, first, file)
		if again.Added+again.Experiments+again.Different != 0 || again.ExperimentsThere != imp.Experiments {
			t.Fatalf("importing it again would change something: %+v", again)
		}
		for _, x := range there.Experiments() {
			if len(query.Tags) > 0 && len(there.Entries(journal.Query{Tags: query.Tags})) == 0 {
				t.Fatalf("%s has no entry in the file", x.Name)
			}
			if !x.IsRunning() {
				was, err := first.ExperimentResult(x.ID)
				ok(t, err)
				is, err := there.ExperimentResult(x.ID)
				ok(t, err)
				if query.Tags == nil && (was.Allotted != is.Allotted || was.AsDone != is.AsDone) {
					t.Fatalf("the result of %s was %+v, is %+v", x.Name, was, is)
				}
			}
		}
	})
}

// breathing makes a journal with an experiment of which a number of tries are made.
func breathing(t *testing.T, tries int) (*journal.Journal, journal.Experiment) {
	t.Helper()
	j := newJournal(t)
	a, err := j.SaveArea(t.Context(), journal.Area{Name: "Talks"})
	ok(t, err)
	x, err := j.StartExperiment(t.Context(), journal.Experiment{Area: a.ID, Name: "Breathing", With: "slow breathing", Decides: journal.DecidesPerformance, Pairs: 6})
	ok(t, err)
	goOn(t, j, x, tries)
	return j, x
}

func goOn(t *testing.T, j *journal.Journal, x journal.Experiment, tries int) {
	t.Helper()
	for n := range tries {
		try, err := j.NextTry(t.Context(), x.ID)
		ok(t, err)
		_, err = j.Save(t.Context(), journal.Entry{Area: x.Area, Type: journal.Experience, Time: j.Now().Add(time.Duration(n-99) * time.Minute), Title: "a try", Experiment: try,
			Performance: optional.Some(journal.Rating(50 + n))})
		ok(t, err)
	}
}

// TestEditedExperimentsAreRefused edits an export in ways that the seals show.
func TestEditedExperimentsAreRefused(t *testing.T) {
	j, x := breathing(t, 3)
	file := exportJSON(t, j, journal.Query{})
	x, _ = j.Experiment(x.ID)
	other := func(arm journal.Arm) string { return string(arm.Other()) }
	line := strings.Count(file[:strings.Index(file, `"seals"`)], "\n") + 1
	entry := strings.Count(file[:strings.Index(file, `"try":3`)], "\n") + 1
	for name, e := range map[string]struct {
		from, to, says string
		line           int
	}{
		"the order":        {`"first":"` + string(x.Seals[0].First) + `"`, `"first":"` + other(x.Seals[0].First) + `"`, "edited", line},
		"a salt":           {x.Seals[1].Salt, strings.Repeat("0", 64), "edited", line},
		"more revealed":    {`"revealed":3`, `"revealed":5`, "edited", line},
		"the id":           {`{"id":"` + string(x.ID), `{"id":"01KJQQW3M0EKMFG2FV97EE5028`, "edited", line},
		"what decides":     {`"decides":"performance"`, `"decides":"weather"`, "weather", line},
		"the arm of a try": {`"try":3,"arm":"` + string(x.Seals[1].First), `"try":3,"arm":"` + other(x.Seals[1].First), "as the coin gave it", entry},
		"a try to come":    {`"try":3`, `"try":4`, "that the experiment has asked for", entry},
		"a try twice":      {`"try":3,"arm":"` + string(x.Seals[1].First), `"try":1,"arm":"` + string(x.Seals[0].First), "no other entry", entry},
	} {
		edited := strings.Replace(file, e.from, e.to, 1)
		if name == "the id" {
			edited = strings.ReplaceAll(file, string(x.ID), "01KJQQW3M0EKMFG2FV97EE5028")
		}
		if edited == file {
			t.Fatalf("%s: nothing was edited", name)
		}
		there := newJournal(t)
		_, err := exchange.ReadJSON(t.Context(), strings.NewReader(edited), there, "a.json")
		var rejected *exchange.RejectedError
		if !errors.As(err, &rejected) {
			t.Errorf("%s was edited: %v", name, err)
			continue
		}
		said := describe.Error(err)
		if !strings.Contains(said, e.says) || !strings.Contains(said, "a.json") || rejected.Bad[0].Line != e.line || len(rejected.Bad) != 1 {
			t.Errorf("%s was edited: %s (line %d, want %d)", name, said, rejected.Bad[0].Line, e.line)
		}
	}
}

// TestExperimentsThatAreHereGoOnlyForward imports states of an experiment that the journal has.
func TestExperimentsThatAreHereGoOnlyForward(t *testing.T) {
	j, x := breathing(t, 3)
	early := exportJSON(t, j, journal.Query{})
	goOn(t, j, x, 4)
	late := exportJSON(t, j, journal.Query{})
	_, err := j.EndExperiment(t.Context(), x.ID)
	ok(t, err)
	ended := exportJSON(t, j, journal.Query{})

	there := newJournal(t)
	importJSON(t, there, early)
	if try, err := there.NextTry(t.Context(), x.ID); err != nil || try.Place != 3 {
		t.Errorf("the second try of a pair that is due: %+v (%v)", try, err)
	}
	for _, step := range []struct {
		name, file     string
		revealed       int
		runs           bool
		news, has, add int
	}{{"late", late, 7, true, 1, 0, 4}, {"early again", early, 7, true, 0, 1, 0}, {"ended", ended, 7, false, 1, 0, 0}, {"late again", late, 7, false, 0, 1, 0}} {
		imp := importJSON(t, there, step.file)
		now, _ := there.Experiment(x.ID)
		if imp.Experiments != step.news || imp.ExperimentsThere != step.has || imp.Added != step.add || now.Revealed != step.revealed || now.IsRunning() != step.runs || now.CheckSeals() != nil {
			t.Errorf("%s: %d came in, %d were there, %d entries; now %+v", step.name, imp.Experiments, imp.ExperimentsThere, imp.Added, now)
		}
		if step.news > 0 {
			if name, can := there.CanUndo(); can {
				t.Errorf("%s: %v can be undone", step.name, name)
			}
		}
	}
	if again := exportJSON(t, there, journal.Query{}); again != ended {
		t.Errorf("got\n%s\nwant\n%s", again, ended)
	}
}

// TestTriesWithoutRoomComeInAsEntries imports tries that the journal has otherwise.
func TestTriesWithoutRoomComeInAsEntries(t *testing.T) {
	j, x := breathing(t, 2)
	here := newJournal(t)
	importJSON(t, here, exportJSON(t, j, journal.Query{}))
	goOn(t, j, x, 1)
	fork := exportJSON(t, j, journal.Query{})
	var order fault.Kind
	if _, err := here.NextTry(t.Context(), x.ID); !errors.As(err, &order) || order != journal.ErrOrderElsewhere {
		t.Fatalf("the order of a pair to come: %v", err)
	}
	_, err := here.EndExperiment(t.Context(), x.ID)
	ok(t, err)
	imp := readJSON(t, here, fork)
	if len(imp.Notes) != 1 || !strings.Contains(describe.Message(imp.Notes[0]), "comes in as an ordinary entry") {
		t.Errorf("notes: %v", imp.Notes)
	}
	apply(t, here, imp)
	n := 0
	for _, e := range here.Entries(journal.Query{}) {
		if !e.Experiment.IsZero() {
			n++
		}
	}
	if all := here.Count(journal.Query{}); n != 2 || all != 3 {
		t.Errorf("%d tries of %d entries, want 2 of 3", n, all)
	}
}

func TestATryIsNamedInACSVAndLeftOutAgain(t *testing.T) {
	j := newJournal(t)
	a, err := j.SaveArea(t.Context(), journal.Area{Name: "Talks"})
	ok(t, err)
	x, err := j.StartExperiment(t.Context(), journal.Experiment{Area: a.ID, Name: "Tea/slow", With: "tea", Decides: journal.DecidesPerformance, Pairs: 6})
	ok(t, err)
	try, err := j.NextTry(t.Context(), x.ID)
	ok(t, err)
	try.Done = try.Arm.Other()
	for _, e := range []journal.Entry{{Title: "plain"}, {Title: "a try", Experiment: try}} {
		e.Area, e.Type, e.Time = a.ID, journal.Experience, j.Now()
		_, err := j.Save(t.Context(), e)
		ok(t, err)
	}
	var file strings.Builder
	ok(t, exchange.WriteCSV(t.Context(), &file, j, journal.Query{}))
	cell := "Tea/slow/1/" + string(try.Arm) + "/" + string(try.Done) + "\n"
	if lines := strings.SplitAfter(file.String(), "\n"); !strings.HasSuffix(lines[0], ",experiment\n") || !strings.HasSuffix(lines[1], ",\n") || !strings.HasSuffix(lines[2], cell) {
		t.Errorf("the file is\n%s\nwant the cell %q", file.String(), cell)
	}
	imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(file.String()), newJournal(t), exchange.ImportPlan{})
	ok(t, err)
	if len(imp.LeftOut) != 1 || imp.LeftOut[0] != "experiment" {
		t.Errorf("left out: %q", imp.LeftOut)
	}
}
