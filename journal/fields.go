package journal

import (
	"maps"
	"slices"
	"time"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// entryFields is the table, in the order in which files name the fields; a new line may be anywhere.
// The next free key is 38, the next schema 6.
var entryFields = []*Field{
	{Name: "id", key: 1, always: true, Phase: Automatic,
		access: textIn(IDField, func(e *Entry) *EntryID { return &e.ID })},
	{Name: "type", key: 2, always: true, Label: wording.Text("type-of-entry"),
		access: wordIn(Types(), func(e *Entry) *Type { return &e.Type })},
	{Name: "time", key: 3, always: true, Label: wording.Text("when"), Meaning: "When it happened or is planned.",
		Help:   "When it was: \"yesterday 21:00\", \"last monday\", \"3 days ago\", \"28 Nov\", \"2026-11-23 18:05\", a day, or a time of today; also in your language. Without a zone, that of the entry, or the one here if it is new. Without it: now.",
		access: momentIn(func(e *Entry) *time.Time { return &e.Time })},
	{Name: "area", key: 4, always: true, Label: wording.Text("area"), Meaning: "The name of its area.",
		Help:   "The area's name. It may be left out where there is only one.",
		access: textIn(IDField, func(e *Entry) *AreaID { return &e.Area })},
	{Name: "source", key: 5, NotOfCheckIn: true, Label: wording.Text("source"),
		Help:   "mastery (you did it), vicarious (you saw someone like you do it), persuasion (someone told you that you can) or state (how body and mood felt).",
		access: wordIn(Sources(), func(e *Entry) *Source { return &e.Source })},
	{Name: "kind", key: 6, NotOfCheckIn: true, Label: wording.Text("kind"),
		Help:   "practice, stretch (a step outside your comfort zone) or event (it counts).",
		access: wordIn(Kinds(), func(e *Entry) *Kind { return &e.Kind })},
	{Name: "title", key: 7, Label: wording.Text("what-did-you-do"),
		Help:   "What you did, in one line.",
		access: textIn(LineField, func(e *Entry) *string { return &e.Title })},
	{Name: "intention", key: 8, Phase: Before, Sealed: true, Label: wording.Text("what-you-set-out-to-do"), Heading: wording.Text("what-you-set-out-to-do"),
		Help:   "What you set out to do, and the outcome you wanted.",
		access: textIn(TextField, func(e *Entry) *string { return &e.Intention })},
	{Name: "happened", key: 9, Phase: After, Label: wording.Text("what-happened-question"), Heading: wording.Text("what-happened"),
		Help:   "What happened.",
		access: textIn(TextField, func(e *Entry) *string { return &e.Happened })},
	{Name: "outcome", key: 10, Phase: After, Result: true, Label: wording.Text("outcome"),
		Help:   "success, partial, setback (a minor failure) or failure.",
		access: wordIn(Outcomes(), func(e *Entry) *Outcome { return &e.Outcome })},
	{Name: "performance", key: 11, Phase: After, Result: true, Label: wording.Text("performance"),
		Help:    "How well it went by your own standard.",
		LowWord: wording.Text("far-below"), MiddleWord: wording.Text("your-own-standard"), HighWord: wording.Text("as-well-as-you-can"),
		access: ratingIn(func(e *Entry) *OptRating { return &e.Performance })},
	{Name: "stress", key: 12, Phase: After, Result: true, Label: wording.Text("stress"), Meaning: "At its peak.",
		Help:    "Stress at its peak: 0 calm, 100 the worst you can imagine.",
		LowWord: wording.Text("completely-calm"), HighWord: wording.Text("overwhelmed"),
		access: ratingIn(func(e *Entry) *OptRating { return &e.Stress })},
	{Name: "stress_expected", key: 13, Phase: Before, Sealed: true, Meaning: "Said before.",
		Help:    "How much stress you expected.",
		LowWord: wording.Text("completely-calm"), HighWord: wording.Text("overwhelmed"),
		access: ratingIn(func(e *Entry) *OptRating { return &e.StressExpected })},
	{Name: "appraisal", key: 14, Phase: After,
		WordFacts: map[string]wording.Text{string(AppraisalChallenge): wording.Text("it-felt-like-a-challenge"), string(AppraisalMixed): wording.Text("it-felt-mixed"), string(AppraisalThreat): wording.Text("it-felt-like-a-threat")},
		Help:      "The stress was a challenge (it fired you up), mixed or a threat (it overwhelmed you).",
		Question:  wording.Text("what-did-the-stress-feel-like"), Hint: wording.Text("a-challenge-fires-you-up-a-threat"),
		access: wordIn(Appraisals(), func(e *Entry) *Appraisal { return &e.Appraisal })},
	{Name: "difficulty", key: 15, Phase: Before, NotOfCheckIn: true, Label: wording.Text("difficulty"), Fact: wording.Text("difficulty-number-of-10"),
		Help:    "How hard it is.",
		LowWord: wording.Text("easy-for-you"), HighWord: wording.Text("the-hardest-yet"),
		access: numberIn(1, 10, func(e *Entry) *OptDifficulty { return &e.Difficulty })},
	{Name: "effort", key: 16, Phase: After, Label: wording.Text("how-much-effort-did-it-take"), Fact: wording.Text("effort-number"),
		Help:     "How hard you tried.",
		Question: wording.Text("how-much-effort-did-it-take"), LowWord: wording.Text("none"), HighWord: wording.Text("all-you-had"),
		access: ratingIn(func(e *Entry) *OptRating { return &e.Effort })},
	{Name: "luck", key: 17, Phase: After, Fact: wording.Text("luck-or-help-number-of-10"),
		Help:     "How much of it was luck, help or a short cut.",
		Question: wording.Text("how-much-was-luck-or-help-you-did-not"), LowWord: wording.Text("none-of-it"), HighWord: wording.Text("nearly-all-of-it"),
		access: numberIn(0, 10, func(e *Entry) *OptLuck { return &e.Luck })},
	{Name: "controllable", key: 18, Phase: After,
		WordFacts: map[string]wording.Text{string(ControlYes): wording.Text("in-your-control-yes"), string(ControlNo): wording.Text("in-your-control-no"), string(ControlUnsure): wording.Text("in-your-control-unsure")},
		Help:      "Whether the cause lay in your control: yes, no or unsure.",
		access:    wordIn(Controllables(), func(e *Entry) *Controllable { return &e.Controllable })},
	{Name: "mastery", key: 32, since: 2, Phase: After, Meaning: "What the experience is evidence of, where that was chosen by hand.",
		Help:   "What it is evidence of, in place of what the rules say: hard_won, easy_on_hard, earned, easy, assisted, progress_under_load, partial, useful_setback or setback.",
		access: wordIn(Evidences(), func(e *Entry) *insight.Evidence { return &e.Mastery })},
	{Name: "efficacy_before", key: 19, Phase: Before, Sealed: true, Label: wording.Text("how-sure-before"), Meaning: "A check-in's rating stands here too.",
		Help:    "How sure you were that you can do it: 0 cannot, 50 moderately sure, 100 certain.",
		LowWord: wording.Text("cannot-do-it"), MiddleWord: wording.Text("could-go-either-way"), HighWord: wording.Text("certain-you-can"),
		access: ratingIn(func(e *Entry) *OptRating { return &e.EfficacyBefore })},
	{Name: "efficacy_before_at", key: 20, Phase: After, Meaning: "When efficacy_before was given; later than time means hindsight.",
		Help:   "When you gave the rating before, if not just now. Just now counts as hindsight.",
		access: momentIn(func(e *Entry) *time.Time { return &e.EfficacyBeforeAt })},
	{Name: "efficacy_after", key: 21, Phase: After, Result: true, Label: wording.Text("how-sure-afterwards"),
		Help:    "How sure you are now.",
		LowWord: wording.Text("cannot-do-it"), MiddleWord: wording.Text("could-go-either-way"), HighWord: wording.Text("certain-you-can"),
		access: ratingIn(func(e *Entry) *OptRating { return &e.EfficacyAfter })},
	{Name: "obstacles", key: 22, Phase: Before, NotOfCheckIn: true, Label: wording.Text("obstacles"), Heading: wording.Text("what-stood-in-the-way"), PlanHeading: wording.Text("what-could-get-in-the-way-heading"),
		Flag: "obstacle", Help: "What stood in the way; \"[x] TEXT\" if you got past it. May be repeated.",
		access: access{Kind: ObstaclesField}},
	{Name: "sacrifices", key: 23, Phase: After, Heading: wording.Text("what-it-cost"),
		Flag: "sacrifice", Help: "What it cost you. May be repeated.",
		access: listIn(func(e *Entry) *[]string { return &e.Sacrifices })},
	{Name: "lessons", key: 24, Phase: After, Label: wording.Text("lessons"), Heading: wording.Text("what-you-take-from-it"),
		Flag: "lesson", Help: "What you take from it. May be repeated.",
		access: listIn(func(e *Entry) *[]string { return &e.Lessons })},
	{Name: "strategies", key: 25, Phase: Before, Label: wording.Text("what-you-did-about-nerves"), Heading: wording.Text("what-you-did-about-nerves"), PlanHeading: wording.Text("what-you-will-do-about-nerves"),
		Flag: "strategy", Help: "What you do about nerves, such as breathing. May be repeated.",
		access: listIn(func(e *Entry) *[]string { return &e.Strategies })},
	{Name: "people", key: 26, Phase: Before, Label: wording.Text("people"), Heading: wording.Text("people"),
		Flag: "person", Help: "Someone who had a part in it, also as \"Ana (mentor)\", peer, coach or supporter. May be repeated.",
		access: access{Kind: PeopleField}},
	{Name: "tags", key: 27, Label: wording.Text("tags"), Heading: wording.Text("tags"),
		Flag: "tag", Help: "A tag; several with commas. May be repeated.",
		access: listIn(func(e *Entry) *[]string { return &e.Tags })},
	{Name: "note", key: 28, Phase: Before, Label: wording.Text("note"), Heading: wording.Text("note"),
		Help:   "Anything else.",
		access: textIn(TextField, func(e *Entry) *string { return &e.Note })},
	{Name: "privacy", key: 37, since: 4, Label: wording.Text("private"), Meaning: "private: exports leave the entry out unless they are asked for it.",
		WordFacts: map[string]wording.Text{string(Private): wording.Text("private-fact")},
		Help:      "private leaves the entry out of every export and document, unless that is asked for it.",
		access:    wordIn(Privacies(), func(e *Entry) *Privacy { return &e.Privacy })},
	{Name: "measures", key: 34, since: 4, Meaning: "The values of measures of one's own, by their names.",
		access: access{Kind: MeasuresField}},
	{Name: "answers", key: 35, since: 4, Meaning: "The answers to questions of one's own.",
		access: access{Kind: AnswersField}},
	{Name: "created", key: 29, Phase: Automatic,
		access: momentIn(func(e *Entry) *time.Time { return &e.Created })},
	{Name: "modified", key: 30, Phase: Automatic,
		access: momentIn(func(e *Entry) *time.Time { return &e.Modified })},
	{Name: "deleted", key: 31, Phase: Automatic, Internal: true,
		access: momentIn(func(e *Entry) *time.Time { return &e.Deleted })},
	{Name: "origin", key: 33, since: 3, Phase: Automatic, Internal: true,
		access: textIn(OriginField, func(e *Entry) *Origin { return &e.Origin })},
	{Name: "experiment", key: 36, since: 4, Phase: Automatic, Internal: true,
		access: access{Kind: TryField}},
}

// The fields of the table by property, computed once because imports use them for every row.
var (
	resultFields = fieldsThat(func(f *Field) bool { return f.Result })
	sealedFields = fieldsThat(func(f *Field) bool { return f.Sealed })
	wordFields   = fieldsThat(func(f *Field) bool { return f.Kind == WordField })
	numberFields = fieldsThat(func(f *Field) bool { return f.Kind == NumberField })
	momentFields = fieldsThat(func(f *Field) bool { return f.Kind == MomentField })
	listFields   = fieldsThat(func(f *Field) bool { return f.Kind == ListField })
	proseFields  = fieldsThat(func(f *Field) bool { return f.Kind == LineField || f.Kind == TextField })
)

func fieldsThat(has func(*Field) bool) []*Field {
	return slices.DeleteFunc(slices.Clone(entryFields), func(f *Field) bool { return !has(f) })
}

// Fields returns a copy of the table of an entry's fields, in the order of files.
func Fields() []*Field {
	all := make([]*Field, len(entryFields))
	for i, f := range entryFields {
		line := *f
		line.words, line.WordFacts = slices.Clone(f.words), maps.Clone(f.WordFacts)
		all[i] = &line
	}
	return all
}
