package exchange_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/fstest"
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

// withoutEntries is a new journal with all but the entries of a JSON file.
func withoutEntries(t tester, file string) *journal.Journal {
	t.Helper()
	begin, _, _ := strings.Cut(file, `"entries":[`)
	j := newJournal(t)
	importJSON(t, j, begin+`"entries":[]}`)
	return j
}

// namingTries are the formats that name tries by their experiments.
func namingTries() map[string]struct {
	write func(context.Context, io.Writer, *journal.Journal, journal.Query) error
	read  func(t tester, j *journal.Journal, file string) (*exchange.Import, error)
} {
	return map[string]struct {
		write func(context.Context, io.Writer, *journal.Journal, journal.Query) error
		read  func(t tester, j *journal.Journal, file string) (*exchange.Import, error)
	}{
		"csv": {exchange.WriteCSV, func(t tester, j *journal.Journal, file string) (*exchange.Import, error) {
			return exchange.ReadCSV(t.Context(), strings.NewReader(file), j, exchange.ImportPlan{})
		}},
		"markdown": {exchange.WriteMarkdown, func(t tester, j *journal.Journal, file string) (*exchange.Import, error) {
			return exchange.ReadMarkdown(t.Context(), fstest.MapFS{"a.md": {Data: []byte(file)}}, j, "notes", exchange.ImportPlan{})
		}},
	}
}

// TestTriesComeBackByTheirNames exports a journal, and imports its entries into one that lacks these alone:
// all is as it was. It has experiments that run and that have ended, skipped tries, tries done otherwise,
// names with the marks of the formats, and one name twice.
func TestTriesComeBackByTheirNames(t *testing.T) {
	at := now.Add(-1000 * time.Hour)
	first := newJournalAt(t, func() time.Time { at = at.Add(time.Hour); return at })
	for _, name := range []string{"Talks", "Running"} {
		_, err := first.SaveArea(t.Context(), journal.Area{Name: name})
		ok(t, err)
	}
	for n, name := range []string{"Tea", "Tea", "Tea", `=a "b", c: #/2/with`, "-"} {
		a := first.Areas()[n/4]
		x, err := first.StartExperiment(t.Context(), journal.Experiment{Area: a.ID, Name: name, With: "tea", Decides: journal.DecidesStress, Pairs: 6})
		ok(t, err)
		for m := range 5 + n {
			try, err := first.NextTry(t.Context(), x.ID)
			ok(t, err)
			if m == n {
				_, err := first.SkipTry(t.Context(), x.ID)
				ok(t, err)
				continue
			}
			if m%3 == 0 {
				try.Done = try.Arm.Other()
			}
			kind := journal.Experience
			if n == 3 && m == 7 {
				kind = journal.Plan
			}
			_, err = first.Save(t.Context(), journal.Entry{Area: a.ID, Type: kind, Time: at, Title: "a try", Experiment: try})
			ok(t, err)
		}
		if n < 2 {
			_, err := first.EndExperiment(t.Context(), x.ID)
			ok(t, err)
		}
	}
	all := exportJSON(t, first, journal.Query{})
	_, all, _ = strings.Cut(all, "\n") // without the time of the export
	for name, format := range namingTries() {
		var file strings.Builder
		ok(t, format.write(t.Context(), &file, first, journal.Query{}))
		j := withoutEntries(t, "{\"format\":\"enactive\",\"version\":1,\n"+all)
		imp, err := format.read(t, j, file.String())
		ok(t, err)
		apply(t, j, imp)
		_, again, _ := strings.Cut(exportJSON(t, j, journal.Query{}), "\n")
		if again != all || len(imp.LeftOut) > 0 {
			t.Errorf("%s:\n%s\nwas\n%s\nis\n%s\nnotes %v, left out %q", name, file.String(), all, again, imp.Notes, imp.LeftOut)
		}
		imp, err = format.read(t, j, file.String())
		if err != nil || imp.Added+imp.Different+len(imp.Notes) > 0 {
			t.Errorf("%s again: %v, %d added, %d different, %v", name, err, imp.Added, imp.Different, imp.Notes)
		}
	}
}

// TestATryThatCannotComeBackIsSaid imports tables whose tries do not fit, which change nothing but the
// entries.
func TestATryThatCannotComeBackIsSaid(t *testing.T) {
	j, x := breathing(t, 3)
	x, _ = j.Experiment(x.ID)
	third, _ := x.ArmAt(2)
	first, _ := x.ArmAt(0)
	_, err := j.StartExperiment(t.Context(), journal.Experiment{Area: x.Area, Name: "Tea/2", With: "tea", Decides: journal.DecidesStress, Pairs: 6})
	ok(t, err)
	for _, c := range []struct {
		name, cell, says string
		isLeftOut, isTry bool
	}{
		{name: "a place that was not revealed", cell: "Breathing/2/" + string(third.Other()), says: "has not asked for here"},
		{name: "a pair that is not due", cell: "Breathing/3/with", says: "has not asked for here"},
		{name: "the other arm of it", cell: "Breathing/3/without", says: "has not asked for here"},
		{name: "a pair too many", cell: "Breathing/7/with", says: "has not asked for here"},
		{name: "a pair of another experiment", cell: "Tea/2/1/with", says: "has not asked for here"},
		{name: "taken", cell: "Breathing/1/" + string(first), says: "has another entry as that try"},
		{name: "an experiment of no name here", cell: "Walking/1/with", says: "an export as JSON brings it along"},
		{name: "free", cell: "BREATHING/2/" + string(third), isTry: true},
		{name: "free, done otherwise", cell: "Breathing/2/" + string(third) + "/" + string(third.Other()), isTry: true},
		{name: "another column of that name", cell: "B-12", isLeftOut: true},
		{name: "a word that is no arm", cell: "Breathing/2/maybe", isLeftOut: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := journalOf(t, j)
			if c.isTry {
				last := j.Entries(journal.Query{Newest: true})[0]
				ok(t, j.Delete(t.Context(), last.ID))
			}
			before := experimentsIn(exportJSON(t, j, journal.Query{}))
			imp, err := exchange.ReadCSV(t.Context(), strings.NewReader("time,area,title,type,experiment\n2026-01-02 10:00,Talks,new,experience,"+c.cell+"\n"), j, exchange.ImportPlan{})
			ok(t, err)
			var notes []string
			for _, n := range imp.Notes {
				notes = append(notes, describe.Message(n))
			}
			said := strings.Join(notes, "\n")
			if c.says == "" != (strings.Count(said, "ordinary") == 0) || !strings.Contains(said, c.says) || c.isLeftOut != (len(imp.LeftOut) > 0) {
				t.Errorf("notes %q, left out %q", said, imp.LeftOut)
			}
			apply(t, j, imp)
			if after := experimentsIn(exportJSON(t, j, journal.Query{})); after != before {
				t.Errorf("the experiments were\n%s\nand are\n%s", before, after)
			}
			e := j.Entries(journal.Query{Text: "new"})
			if len(e) != 1 || e[0].Experiment.IsZero() == c.isTry || c.isTry && (e[0].Experiment.Place != 2 || (e[0].Experiment.Done != "") != (c.name == "free, done otherwise")) {
				t.Errorf("the entry is %+v", e)
			}
		})
	}
}

// journalOf is a new journal with all that a journal tells of itself.
func journalOf(t *testing.T, j *journal.Journal) *journal.Journal {
	t.Helper()
	there := newJournal(t)
	importJSON(t, there, exportJSON(t, j, journal.Query{}))
	return there
}

func experimentsIn(file string) string {
	_, experiments, _ := strings.Cut(file, `"experiments":`)
	experiments, _, _ = strings.Cut(experiments, `"entries":`)
	return experiments
}

// TestAnEndedExperimentTakesItsOwnTriesBack imports entries of an experiment that has ended: those that
// were written before its end are its tries again, which is said, and no later one becomes one.
func TestAnEndedExperimentTakesItsOwnTriesBack(t *testing.T) {
	j, x := breathing(t, 3)
	var file strings.Builder
	ok(t, exchange.WriteCSV(t.Context(), &file, j, journal.Query{}))
	_, err := j.EndExperiment(t.Context(), x.ID)
	ok(t, err)
	j = withoutEntries(t, exportJSON(t, j, journal.Query{}))
	x, _ = j.Experiment(x.ID)
	late := strings.ReplaceAll(file.String(), x.Ended.Format(time.RFC3339), x.Ended.Add(time.Second).Format(time.RFC3339))
	if late == file.String() {
		t.Fatalf("nothing was changed in\n%s", late)
	}
	for _, c := range []struct {
		file, says string
	}{{late, "come in as ordinary entries"}, {file.String(), "their results count them"}} {
		imp, err := exchange.ReadCSV(t.Context(), strings.NewReader(c.file), j, exchange.ImportPlan{})
		ok(t, err)
		if len(imp.Notes) != 1 || !strings.Contains(describe.Message(imp.Notes[0]), c.says) {
			t.Errorf("notes: %v, want %q", imp.Notes, c.says)
		}
	}
}
