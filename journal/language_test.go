package journal

import (
	"strings"
	"testing"

	"enactive/journal/fault"
	"enactive/journal/wording"
)

// Formatters of errors and notes, which describe_test.go sets.
var (
	SentenceOf  func(error) string
	SentencesOf func([]fault.Message) []string
	NameOf      func(StepName) string
)

// speakLoudly sets a language in capitals, which differs from English, until the test ends.
func speakLoudly(t *testing.T) {
	t.Helper()
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	wording.Speak(wording.Voice{Language: "xx",
		Say: func(_, english string, v wording.V) string { return strings.ToUpper(put(english, v)) },
		Count: func(_, english string, _ int, v wording.V) string {
			return strings.ToUpper(put(english, v))
		}})
}

func put(text string, values wording.V) string {
	for name, v := range values {
		if s, ok := v.(string); ok {
			text = strings.ReplaceAll(text, "{{."+name+"}}", s)
		}
	}
	return text
}

func TestStepNamesAreTranslated(t *testing.T) {
	j, c, a := newTestJournal(t)
	ids := []EntryID{mustSave(t, j, experience(a, "one")).ID, mustSave(t, j, experience(a, "two")).ID}
	if err := j.Delete(t.Context(), ids...); err != nil {
		t.Fatal(err)
	}
	speakLoudly(t)
	j = reopen(t, j, c)
	if what, _ := j.CanUndo(); NameOf(what) != "DELETE 2 ENTRIES" {
		t.Errorf("CanUndo returns %q", what)
	}
}

// Releases up to 0.3.0 stored the English name of a step.
func TestStepNamesOfEarlierReleasesAreParsed(t *testing.T) {
	for english, want := range map[string]StepName{
		"Add an entry":                      {Kind: stepAddEntry, N: 1},
		"Delete an entry":                   {Kind: stepDelete, N: 1},
		"Bring back 1200 entries":           {Kind: stepRestore, N: 1200},
		"Change the tags of 3 entries":      {Kind: stepTag, N: 3},
		"Move 12 entries to another area":   {Kind: stepMove, N: 12},
		"Import 7 entries of {{.Ana}}.csv":  {Kind: StepImport, File: "7 entries of {{.Ana}}.csv"},
		"A step that another release has":   {Text: "A step that another release has"},
		"Take 3 of what nobody knows along": {Text: "Take 3 of what nobody knows along"},
	} {
		if got := (&stepDoc{English: english}).name(); got != want {
			t.Errorf("%q is read as %+v, want %+v", english, got, want)
		}
	}
	for english, kind := range map[string]StepKind{ // all stored names
		"Add an entry":                      stepAddEntry,
		"Change an entry":                   stepChangeEntry,
		"Add an area":                       stepAddArea,
		"Change an area":                    stepChangeArea,
		"Remove an area":                    stepRemoveArea,
		"Merge two areas":                   stepMergeAreas,
		"Put the areas in another order":    stepOrderAreas,
		"Rate a step of the ladder":         stepRateRung,
		"Write in a review":                 stepWriteReview,
		"Change what you wrote in a review": stepChangeReview,
		"Remove what you wrote in a review": stepRemoveReview,
		"Save a filter":                     stepSaveFilter,
		"Remove a filter":                   stepRemoveFilter,
		"Remove entries":                    stepRemoveEntries,
		"Take in the inbox":                 stepTakeInInbox,
		"Take in another copy":              stepTakeInOther,
		"Fill the sample journal":           StepFill,
		"Delete an entry":                   stepDelete,
		"Delete 2 entries":                  stepDelete,
		"Bring back an entry":               stepRestore,
		"Bring back 2 entries":              stepRestore,
		"Change the tags of an entry":       stepTag,
		"Change the tags of 2 entries":      stepTag,
		"Move an entry to another area":     stepMove,
		"Move 2 entries to another area":    stepMove,
		"Import 2 entries of a.csv":         StepImport,
	} {
		if got := oldStepName(english); got.Kind != kind {
			t.Errorf("%q is read as %+v, want %q", english, got, kind)
		}
	}
	if got := NameOf(StepName{Kind: "what a later release does"}); got != "A change" {
		t.Errorf("an unknown step is called %q", got)
	}
}

func TestErrorsAreTranslated(t *testing.T) {
	speakLoudly(t)
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"an error that is always the same": {ErrSealed, "WHAT YOU SAID BEFORE THE EVENT IS SEALED"},
		"a word that nobody knows":         {oneOf("outcome", Outcome("great"), Outcomes()), `OUTCOME IS "GREAT"; IT MUST BE ONE OF SUCCESS, PARTIAL, SETBACK OR FAILURE`},
		"a value that is missing":          {checkTimes(&Entry{}), "TIME IS MISSING; IT MUST BE A DATE AND TIME LIKE 2026-11-23T18:05:00+01:00"},
		"one part of a newer version":      {partlyNewer(1), "A PART OF THIS JOURNAL"},
		"a step that is not kept":          {tooLarge(StepName{Text: "X"}), `"X" CANNOT BE UNDONE`},
	} {
		if !strings.HasPrefix(SentenceOf(c.err), c.want) {
			t.Errorf("%s: %q, want %q", name, c.err, c.want)
		}
	}
}
