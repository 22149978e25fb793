package describe

import (
	"enactive/journal"
	"enactive/journal/wording"
)

// The words of the model as people read them. What the journal does not know is said as it
// is written there.

// OutcomeWord says an outcome.
func OutcomeWord(o journal.Outcome) string {
	return said(o, map[journal.Outcome]wording.Text{journal.Success: wording.Text("success"), journal.Partial: wording.Text("partial"),
		journal.Setback: wording.Text("setback-inline"), journal.Failure: wording.Text("failure")})
}

// KindWord says the kind of an experience.
func KindWord(k journal.Kind) string {
	return said(k, map[journal.Kind]wording.Text{journal.Practice: wording.Text("practice"), journal.Stretch: wording.Text("stretch"), journal.Event: wording.Text("event")})
}

// SourceWord says a source.
func SourceWord(s journal.Source) string {
	return said(s, map[journal.Source]wording.Text{journal.Mastery: wording.Text("mastery"), journal.Vicarious: wording.Text("vicarious"),
		journal.Persuasion: wording.Text("persuasion"), journal.State: wording.Text("state")})
}

// AppraisalWord says how stress felt.
func AppraisalWord(a journal.Appraisal) string {
	return said(a, map[journal.Appraisal]wording.Text{journal.Challenge: wording.Text("challenge"), journal.Mixed: wording.Text("mixed"), journal.Threat: wording.Text("threat")})
}

// ControllableWord says whether the cause was in one's own control.
func ControllableWord(c journal.Controllable) string {
	return said(c, map[journal.Controllable]wording.Text{journal.Yes: wording.Text("yes"), journal.No: wording.Text("no"), journal.Unsure: wording.Text("unsure")})
}

// RoleWord says what a person is to the writer.
func RoleWord(r journal.Role) string {
	return said(r, map[journal.Role]wording.Text{journal.Mentor: wording.Text("mentor"), journal.Peer: wording.Text("peer"), journal.Coach: wording.Text("coach"), journal.Supporter: wording.Text("supporter")})
}

// TypeWord says what an entry is.
func TypeWord(t journal.Type) string {
	return said(t, map[journal.Type]wording.Text{journal.Experience: wording.Text("experience-inline"), journal.Plan: wording.Text("plan-noun-inline"), journal.CheckIn: wording.Text("check-in-inline")})
}

func said[T ~string](v T, words map[T]wording.Text) string {
	if w, ok := words[v]; ok {
		return w.String()
	}
	return string(v)
}
