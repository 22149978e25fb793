package tell

import (
	"enactive/journal"
	"enactive/journal/wording"
)

// typeWord names what is not an experience.
func typeWord(t journal.Type) string {
	switch t {
	case journal.Plan:
		return wording.Say("Plan [noun]")
	case journal.CheckIn:
		return wording.Say("Check-in")
	}
	return ""
}

func kindWord(k journal.Kind) string {
	switch k {
	case journal.Practice:
		return wording.Say("practice")
	case journal.Stretch:
		return wording.Say("stretch")
	case journal.Event:
		return wording.Say("event")
	}
	return string(k)
}

func outcomeWord(o journal.Outcome) string {
	switch o {
	case journal.Success:
		return wording.Say("success")
	case journal.Partial:
		return wording.Say("partial")
	case journal.Setback:
		return wording.Say("setback")
	case journal.Failure:
		return wording.Say("failure")
	}
	return string(o)
}

// sourceWord names the sources other than having done it oneself.
func sourceWord(s journal.Source) string {
	switch s {
	case journal.Vicarious:
		return wording.Say("Saw someone do it")
	case journal.Persuasion:
		return wording.Say("Was told so")
	case journal.State:
		return wording.Say("How body and mood felt")
	}
	return ""
}

func roleWord(r journal.Role) string {
	switch r {
	case journal.Mentor:
		return wording.Say("mentor")
	case journal.Peer:
		return wording.Say("peer")
	case journal.Coach:
		return wording.Say("coach")
	case journal.Supporter:
		return wording.Say("supporter")
	}
	return string(r)
}

func appraisalFact(a journal.Appraisal) string {
	switch a {
	case journal.Challenge:
		return wording.Say("it felt like a challenge")
	case journal.Mixed:
		return wording.Say("it felt mixed")
	case journal.Threat:
		return wording.Say("it felt like a threat")
	}
	return ""
}

func controlFact(c journal.Controllable) string {
	switch c {
	case journal.Yes:
		return wording.Say("in your control: yes")
	case journal.No:
		return wording.Say("in your control: no")
	case journal.Unsure:
		return wording.Say("in your control: unsure")
	}
	return ""
}
