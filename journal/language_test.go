package journal

import (
	"strings"
	"testing"

	"enactive/journal/wording"
)

// speakLoudly has all words said in capitals until the test ends, as a language would
// that is told apart from English.
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

func TestStepsAreSaidInTheLanguageOfThePersonAndKeptInEnglish(t *testing.T) {
	j, c, a := newTestJournal(t)
	ids := []EntryID{mustSave(t, j, experience(a, "one")).ID, mustSave(t, j, experience(a, "two")).ID}
	if err := j.Delete(t.Context(), ids...); err != nil {
		t.Fatal(err)
	}
	speakLoudly(t)
	j = reopen(t, j, c)
	if what, _ := j.CanUndo(); what != "DELETE 2 ENTRIES" {
		t.Errorf("undo would take back %q", what)
	}
	for what, want := range map[string]string{
		"Add an entry":                      "ADD AN ENTRY",
		"Delete an entry":                   "DELETE AN ENTRY",
		"Bring back 1200 entries":           "BRING BACK 1,200 ENTRIES",
		"Change the tags of 3 entries":      "CHANGE THE TAGS OF 3 ENTRIES",
		"Move 12 entries to another area":   "MOVE 12 ENTRIES TO ANOTHER AREA",
		"Import 7 entries of {{.Ana}}.csv":  "IMPORT 7 ENTRIES OF {{.ANA}}.CSV",
		"A step that another release has":   "A STEP THAT ANOTHER RELEASE HAS",
		"Take 3 of what nobody knows along": "TAKE 3 OF WHAT NOBODY KNOWS ALONG",
	} {
		if got := said(what); got != want {
			t.Errorf("%q is said as %q, want %q", what, got, want)
		}
	}
}

func TestErrorsAreSaidInTheLanguageOfThePerson(t *testing.T) {
	speakLoudly(t)
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"an error that is always the same": {ErrSealed, "WHAT YOU SAID BEFORE THE EVENT IS SEALED"},
		"a word that nobody knows":         {oneOf("outcome", Outcome("great"), Outcomes()), `OUTCOME IS "GREAT"; IT MUST BE ONE OF SUCCESS, PARTIAL, SETBACK OR FAILURE`},
		"a value that is missing":          {checkTimes(&Entry{}), "TIME IS MISSING; IT MUST BE A DATE AND TIME LIKE 2026-11-23T18:05:00+01:00"},
		"one part of a newer version":      {&newerError{1}, "A PART OF THIS JOURNAL"},
		"a step that is not kept":          {&tooLargeError{"X"}, `"X" CANNOT BE TAKEN BACK`},
	} {
		if !strings.HasPrefix(c.err.Error(), c.want) {
			t.Errorf("%s: %q, want %q", name, c.err, c.want)
		}
	}
}
