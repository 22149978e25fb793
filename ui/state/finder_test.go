package state

import "testing"

func TestMatchFindsTheIntendedEntry(t *testing.T) {
	texts := []string{"Write down what you did", "Plan what comes next", "Search everything you wrote", "Save as PDF", "Lock the journal", "Calendar", "Résumé for the opera house", "Safety"}
	for typed, want := range map[string]string{
		"plan":   "Plan what comes next",
		"wd":     "Write down what you did",
		"lj":     "Lock the journal",
		"pdf":    "Save as PDF",
		"RESUME": "Résumé for the opera house",
		"saf":    "Safety",
		"cal":    "Calendar",
		"sea ev": "Search everything you wrote",
	} {
		best, most := "", 0
		for _, text := range texts {
			if score, ok := Match(text, typed); ok && score > most {
				best, most = text, score
			}
		}
		if best != want {
			t.Errorf("%q finds %q, want %q", typed, best, want)
		}
	}
}

func TestScatteredCharactersFindNothing(t *testing.T) {
	for _, typed := range []string{"xyz", "eoo", "tnl"} {
		if score, ok := Match("Search everything you wrote", typed); ok {
			t.Errorf("%q matches with %d", typed, score)
		}
	}
}

func TestNothingTypedMatchesEverything(t *testing.T) {
	if _, ok := Match("Calendar", "  "); !ok {
		t.Error("an empty search does not match")
	}
}
