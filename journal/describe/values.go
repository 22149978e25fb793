package describe

import (
	"enactive/journal"
	"enactive/journal/wording"
)

// The names of the journal's values for people. An unknown value is its own name.

// OutcomeWord names an outcome.
func OutcomeWord(o journal.Outcome) string {
	return wordFor(o, map[journal.Outcome]wording.Text{journal.Success: wording.Text("success"), journal.Partial: wording.Text("partial"),
		journal.Setback: wording.Text("setback-inline"), journal.Failure: wording.Text("failure")})
}

// KindWord names the kind of an experience.
func KindWord(k journal.Kind) string {
	return wordFor(k, map[journal.Kind]wording.Text{journal.KindPractice: wording.Text("practice"), journal.KindStretch: wording.Text("stretch"), journal.KindEvent: wording.Text("event")})
}

// SourceWord names a source.
func SourceWord(s journal.Source) string {
	return wordFor(s, map[journal.Source]wording.Text{journal.SourceMastery: wording.Text("mastery"), journal.SourceVicarious: wording.Text("vicarious"),
		journal.SourcePersuasion: wording.Text("persuasion"), journal.SourceState: wording.Text("state")})
}

// PrivacyWord says what marks an entry that is kept to oneself.
func PrivacyWord(p journal.Privacy) string {
	return wordFor(p, map[journal.Privacy]wording.Text{journal.Private: wording.Text("private-left-out-of-what-you-hand-on")})
}

// AppraisalWord names an appraisal of stress.
func AppraisalWord(a journal.Appraisal) string {
	return wordFor(a, map[journal.Appraisal]wording.Text{journal.AppraisalChallenge: wording.Text("challenge"), journal.AppraisalMixed: wording.Text("mixed"), journal.AppraisalThreat: wording.Text("threat")})
}

// ControllableWord names whether the cause was in the person's own control.
func ControllableWord(c journal.Controllable) string {
	return wordFor(c, map[journal.Controllable]wording.Text{journal.ControlYes: wording.Text("yes"), journal.ControlNo: wording.Text("no"), journal.ControlUnsure: wording.Text("unsure")})
}

// RoleWord names a person's role.
func RoleWord(r journal.Role) string {
	return wordFor(r, map[journal.Role]wording.Text{journal.Mentor: wording.Text("mentor"), journal.Peer: wording.Text("peer"), journal.Coach: wording.Text("coach"), journal.Supporter: wording.Text("supporter")})
}

// TypeWord names a type of entry.
func TypeWord(t journal.Type) string {
	return wordFor(t, map[journal.Type]wording.Text{journal.Experience: wording.Text("experience-inline"), journal.Plan: wording.Text("plan-noun-inline"), journal.CheckIn: wording.Text("check-in-inline")})
}

func wordFor[T ~string](v T, words map[T]wording.Text) string {
	if w, ok := words[v]; ok {
		return w.String()
	}
	return string(v)
}
