package state

import (
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
)

// Prompts are the questions of an entry's form. They fit its type, source and outcome. An
// empty one is not shown.
type Prompts struct {
	// Heading names the form.
	Heading string
	// Kind asks for the kind of the experience.
	Kind string
	// Title asks for a title; Happened for the story, with a hint below it.
	Title, Happened, HappenedHint string
	// Intention, Sure and Expected ask for what a person records beforehand; SureHint explains
	// how that counts.
	Intention, Sure, SureHint, Expected string
	// Outcome, Performance, Stress and After ask how it went.
	Outcome, Performance, Stress, After string
	// Obstacles, Strategies, Lessons, Sacrifices, People, Controllable and Difficulty are the
	// questions inside the folds.
	Obstacles, Strategies, Lessons, LessonsHint, Sacrifices, People, PeopleHint, Controllable, Difficulty string
	// Note is a gentle remark above the form; usually empty.
	Note string
	// Next is a step to offer as a plan; nil if there is none.
	Next *NextStep
	// Opens are the folds that are open at first because their questions matter most.
	Opens []Fold
}

// NextStep is a smaller step that is offered as a plan after a setback or a failure.
type NextStep struct {
	// Words label the button. Title is the plan's title; empty if it is not known.
	Words, Title string
}

// Fold names a part of the form that can be folded away.
type Fold string

// The folds, in the order of the form.
const (
	FoldBefore     Fold = "before"
	FoldObstacles  Fold = "obstacles"
	FoldStrategies Fold = "strategies"
	FoldLessons    Fold = "lessons"
	FoldCost       Fold = "cost"
	FoldPeople     Fold = "people"
	FoldMore       Fold = "more"
	FoldEvidence   Fold = "evidence"
	FoldTags       Fold = "tags"
)

// Folds lists the folds in the order of the form.
func Folds() []Fold {
	return []Fold{FoldBefore, FoldObstacles, FoldStrategies, FoldLessons, FoldCost, FoldPeople, FoldMore, FoldEvidence, FoldTags}
}

// Standing is what the prompts need to know about the area of the entry.
type Standing struct {
	// Early reports whether the area has few attempts yet, so that a failure weighs more.
	Early bool
	// Smaller is the rung of the ladder below the attempted one; empty if there is none.
	Smaller string
}

// earlyTries is the number of attempts that count as the beginning of an area: failures weaken
// belief most before it is well established (Bandura 1997).
const earlyTries = 5

// IsEarly reports whether an entry's area has few attempts before it. It searches the entries,
// and so must not run on the interface's thread.
func IsEarly(j *journal.Journal, e *journal.Entry) bool {
	tries := 0
	for _, before := range j.Entries(journal.Query{Area: e.Area, Types: []journal.Type{journal.Experience}, Outcomes: journal.Outcomes(), To: e.Day(), Newest: true, Limit: earlyTries + 1}) {
		if before.ID != e.ID {
			tries++
		}
	}
	return tries < earlyTries
}

// StandingOf returns the standing of an entry in its area.
func StandingOf(a journal.Area, early bool, e *journal.Entry) Standing {
	return Standing{Early: early, Smaller: smallerRung(a.Ladder, e)}
}

// smallerRung returns the rung below the one that the entry is named after, or else the hardest
// rung that is easier than the entry was.
func smallerRung(ladder []journal.Rung, e *journal.Entry) string {
	for i, r := range ladder {
		if sameWord(r.Text, e.Title) {
			if i == 0 {
				return ""
			}
			return ladder[i-1].Text
		}
	}
	hard, told := e.Difficulty.Get()
	if !told {
		return ""
	}
	found, most := "", journal.Difficulty(0)
	for _, r := range ladder {
		if d, ok := r.Difficulty.Get(); ok && d < hard && d >= most {
			found, most = r.Text, d
		}
	}
	return found
}

// Ask returns the prompts for an entry in its current state.
func Ask(e *journal.Entry, s Standing) Prompts {
	p := byType(e)
	if e.Type == journal.CheckIn || e.Type == journal.Plan {
		return p
	}
	switch e.Source {
	case journal.SourceVicarious:
		askVicarious(&p)
	case journal.SourcePersuasion:
		askPersuasion(&p)
	case journal.SourceState:
		askState(&p)
	default:
		askOutcome(&p, e, s)
	}
	return p
}

func byType(e *journal.Entry) Prompts {
	fresh := e.ID == ""
	switch e.Type {
	case journal.CheckIn:
		return Prompts{Heading: wording.Say("check-in"), Title: wording.Say("in-a-few-words"), Sure: wording.Say("how-sure-are-you-right-now-that-you-can")}
	case journal.Plan:
		p := Prompts{
			Heading: wording.Say("a-plan"), Kind: wording.Say("what-kind-is-it"), Title: wording.Say("what-are-you-going-to-do"),
			Intention: wording.Say("what-are-you-setting-out-to-do-and-what"),
			Sure:      wording.Say("how-sure-are-you-that-you-can-do-it"), Expected: wording.Say("how-stressed-do-you-expect-to-be"),
			Obstacles: wording.Say("what-could-get-in-the-way"), Strategies: wording.Say("what-will-you-do-about-nerves"),
			People: wording.Say("who-can-help"), Difficulty: wording.Say("how-hard-is-it-for-you"),
		}
		if !fresh {
			p.Heading = wording.Say("change-a-plan")
		}
		if e.Kind == journal.KindStretch || e.Kind == journal.KindEvent {
			p.Opens = []Fold{FoldObstacles, FoldStrategies}
		}
		return p
	}
	p := Prompts{
		Heading: wording.Say("an-experience"), Kind: wording.Say("what-kind-was-it"), Title: wording.Say("what-did-you-do"),
		Happened:  wording.Say("what-happened-question"),
		Intention: wording.Say("what-did-you-set-out-to-do-and-what"),
		Sure:      wording.Say("how-sure-were-you-beforehand"), SureHint: wording.Say("rated-afterwards-it-is-marked-as"), Expected: wording.Say("how-stressed-did-you-expect-to-be"),
		Outcome:     wording.Say("how-did-it-go"),
		Performance: wording.Say("how-well-did-you-do-by-your-own"), Stress: wording.Say("how-stressed-were-you-at-the-peak"),
		After:     wording.Say("how-sure-are-you-now-that-you-could-do-it-again"),
		Obstacles: wording.Say("what-stood-in-the-way-question"), Strategies: wording.Say("what-did-you-do-about-nerves"),
		Lessons: wording.Say("what-do-you-take-from-it"), Sacrifices: wording.Say("what-did-it-cost"),
		People: wording.Say("who-had-a-part-in-it"), Controllable: wording.Say("was-the-cause-in-your-control"),
		Difficulty: wording.Say("how-hard-was-it-for-you"),
	}
	if !fresh {
		p.Heading = wording.Say("change-an-experience")
	}
	return p
}

// askOutcome adds the questions about what can be learned from an outcome.
func askOutcome(p *Prompts, e *journal.Entry, s Standing) {
	if e.Kind == journal.KindPractice {
		p.HappenedHint = wording.Say("a-line-is-enough-for-practice-what")
	}
	switch e.Outcome {
	case journal.Success:
		p.HappenedHint = wording.Say("what-did-it-take-what-did-you-do")
		p.LessonsHint = wording.Say("what-would-you-do-the-same-way-again")
		p.Opens = []Fold{FoldLessons}
	case journal.Partial:
		p.HappenedHint = wording.Say("what-worked-and-where-did-it-begin")
		p.LessonsHint = wording.Say("what-is-the-one-thing-to-change-next")
		p.Opens = []Fold{FoldObstacles, FoldLessons}
	case journal.Setback:
		askSetback(p)
		p.Next = nextStep(s)
	case journal.Failure:
		askSetback(p)
		p.Next = nextStep(s)
		if s.Early {
			p.Note = earlyNote(s)
		}
	}
}

func askSetback(p *Prompts) {
	p.HappenedHint = wording.Say("describe-it-as-a-bystander-would-have")
	p.Controllable = wording.Say("what-was-in-your-control-was-the-cause")
	p.LessonsHint = wording.Say("what-is-the-next-smaller-step")
	p.Opens = []Fold{FoldObstacles, FoldLessons}
}

func nextStep(s Standing) *NextStep {
	if s.Smaller != "" {
		return &NextStep{Words: wording.Say("save-and-plan-rung", wording.V{"Rung": s.Smaller}), Title: s.Smaller}
	}
	return &NextStep{Words: wording.Say("save-and-plan-a-smaller-step")}
}

// earlyNote is the remark after an early failure: first a smaller rung, then this one again.
func earlyNote(s Standing) string {
	if s.Smaller != "" {
		return wording.Say("a-failure-early-on-weighs-more-than", wording.V{"Rung": s.Smaller})
	}
	return wording.Say("a-failure-early-on-weighs-more-than-it")
}

func askVicarious(p *Prompts) {
	p.Title, p.Happened = wording.Say("who-did-you-see-and-what-were-they"), wording.Say("what-did-you-see")
	p.Kind, p.Intention, p.Expected = "", "", ""
	p.HappenedHint = wording.Say("what-about-them-or-their-situation-was")
	p.Performance, p.Stress, p.Sacrifices, p.Controllable = "", "", "", ""
	p.Outcome = wording.Say("how-did-it-go-for-them")
	p.Obstacles = wording.Say("what-stood-in-their-way")
	p.Strategies = wording.Say("what-did-they-do-about-nerves")
	p.Difficulty = wording.Say("how-hard-would-it-be-for-you")
	p.After = wording.Say("how-sure-are-you-now-that-you-could-do-it")
	p.LessonsHint = wording.Say("what-could-you-do-the-same-way")
	p.People = wording.Say("who-was-it")
	p.Opens = []Fold{FoldPeople}
}

func askPersuasion(p *Prompts) {
	p.Title, p.Happened = wording.Say("what-were-you-told"), wording.Say("how-was-it-said")
	p.Kind, p.Intention, p.Expected = "", "", ""
	p.HappenedHint = wording.Say("what-exactly-did-they-say-and-what-had")
	p.Outcome, p.Performance, p.Stress, p.Sacrifices, p.Controllable, p.Obstacles, p.Strategies, p.Difficulty = "", "", "", "", "", "", "", ""
	p.After = wording.Say("how-sure-are-you-now-that-you-could-do")
	p.People = wording.Say("who-said-it")
	p.PeopleHint = wording.Say("what-do-they-know-about-this-their-role")
	p.Opens = []Fold{FoldPeople}
}

func askState(p *Prompts) {
	p.Title, p.Happened = wording.Say("when-was-it-and-what-was-about"), wording.Say("what-did-you-notice")
	p.Kind, p.Intention, p.Expected = "", "", ""
	p.HappenedHint = wording.Say("what-did-your-body-do-heart-breath")
	p.Outcome, p.Performance, p.Sacrifices, p.Controllable, p.Obstacles, p.Difficulty = "", "", "", "", "", ""
	p.After = wording.Say("how-sure-are-you-now-that-you-could-do")
	p.Strategies = wording.Say("what-helped-question")
	p.Opens = []Fold{FoldStrategies}
}

// FoldSummary summarizes a closed fold in one line; empty if there is nothing in it.
func FoldSummary(f Fold, e *journal.Entry) string {
	switch f {
	case FoldBefore:
		return beforeSaid(e)
	case FoldObstacles:
		return obstaclesSaid(e)
	case FoldStrategies:
		return few(e.Strategies, func(n int) string {
			return wording.Count(n, "n-ways-to-handle-nerves")
		})
	case FoldLessons:
		return few(e.Lessons, func(n int) string { return wording.Count(n, "n-lessons") })
	case FoldCost:
		return few(e.Sacrifices, func(n int) string { return wording.Count(n, "n-sacrifices") })
	case FoldPeople:
		var names []string
		for _, p := range e.People {
			names = append(names, PersonWords(p))
		}
		return few(names, func(n int) string { return wording.Count(n, "n-people") })
	case FoldTags:
		return few(tagsAndNote(e), func(n int) string { return wording.Count(n, "n-tags") })
	case FoldEvidence:
		if label, _ := e.Evidence(); label != "" {
			return describe.EvidenceLabel(label)
		}
	case FoldMore:
		return moreSaid(e)
	}
	return ""
}

func beforeSaid(e *journal.Entry) string {
	sure, told := e.EfficacyBefore.Get()
	switch {
	case told && e.Intention != "":
		return wording.Say("what-you-set-out-to-do-and-how-sure", wording.V{"Sure": journal.FormatNumber(sure)})
	case told:
		return wording.Say("how-sure-you-were-sure", wording.V{"Sure": journal.FormatNumber(sure)})
	case e.Intention != "":
		return wording.Say("what-you-set-out-to-do")
	}
	return ""
}

func tagsAndNote(e *journal.Entry) []string {
	if e.Note != "" && len(e.Tags) == 0 {
		return []string{wording.Say("a-note")}
	}
	return e.Tags
}

func obstaclesSaid(e *journal.Entry) string {
	n, overcome := 0, 0
	for _, o := range e.Obstacles {
		if o.CameUp() {
			n++
		}
		if o.CameUp() && o.Overcome {
			overcome++
		}
	}
	switch {
	case n == 0:
		return ""
	case e.Type == journal.Plan:
		return wording.Count(n, "n-obstacles")
	case overcome == 0:
		return wording.Count(n, "n-obstacles-none-overcome")
	case overcome == n:
		return wording.Count(n, "n-obstacles-all-overcome")
	}
	return wording.Count(n, "n-obstacles-overcome-overcome", wording.V{"Overcome": wording.Thousands(overcome)})
}

// fewLetters is how long the words of a fold may be before they are counted instead.
const fewLetters = 64

// few lists the items if they are short, and counts them otherwise.
func few(items []string, counted func(int) string) string {
	if len(items) == 0 {
		return ""
	}
	if all := wording.List(items...); len([]rune(all)) <= fewLetters {
		return all
	}
	return counted(len(items))
}

// entryFields is the table of an entry's fields; the editor asks at every key.
var entryFields = journal.Fields()

// QuestionFields are the fields of a phase that the form asks by the question in their table, and
// that have no place of their own. Those of Before are with the questions about the time before the
// event, the others in FoldMore.
func QuestionFields(phase journal.Phase) []*journal.Field {
	var fields []*journal.Field
	for _, f := range entryFields {
		if f.Question != "" && f.Phase == phase {
			fields = append(fields, f)
		}
	}
	return fields
}

// moreSaid counts the less common ratings that are filled in.
func moreSaid(e *journal.Entry) string {
	told := 0
	if e.Difficulty.IsSet() {
		told++
	}
	for _, f := range QuestionFields(journal.After) {
		if !f.IsEmpty(e) {
			told++
		}
	}
	if told == 0 {
		return ""
	}
	return wording.Count(told, "n-answers")
}
