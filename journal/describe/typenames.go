package describe

import (
	"enactive/journal"
	"enactive/journal/wording"
)

// TypeTitle names a type of entry where it stands for a title.
func TypeTitle(t journal.Type) string {
	if word := typeWord(t); word != "" {
		return word
	}
	return wording.Say("experience")
}

// typeWord names what is not an experience.
func typeWord(t journal.Type) string {
	switch t {
	case journal.Plan:
		return wording.Say("plan-noun")
	case journal.CheckIn:
		return wording.Say("check-in-2")
	}
	return ""
}

// sourceWord names the sources other than having done it oneself.
func sourceWord(s journal.Source) string {
	switch s {
	case journal.Vicarious:
		return wording.Say("saw-someone-do-it")
	case journal.Persuasion:
		return wording.Say("someone-said-you-can")
	case journal.State:
		return wording.Say("how-body-and-mood-felt")
	}
	return ""
}
