package describe

import (
	"enactive/journal"
	"enactive/journal/wording"
)

// TypeTitle names a type of entry in place of a title.
func TypeTitle(t journal.Type) string {
	if word := typeWord(t); word != "" {
		return word
	}
	return wording.Say("experience")
}

// typeWord names a type of entry other than an experience.
func typeWord(t journal.Type) string {
	switch t {
	case journal.Plan:
		return wording.Say("plan-noun")
	case journal.CheckIn:
		return wording.Say("check-in-2")
	}
	return ""
}

// sourceWord names a source other than mastery.
func sourceWord(s journal.Source) string {
	switch s {
	case journal.SourceVicarious:
		return wording.Say("saw-someone-do-it")
	case journal.SourcePersuasion:
		return wording.Say("someone-said-you-can")
	case journal.SourceState:
		return wording.Say("how-body-and-mood-felt")
	}
	return ""
}
