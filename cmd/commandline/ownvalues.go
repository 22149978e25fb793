package commandline

import (
	"slices"
	"strings"

	"enactive/journal"
)

// setFlag sets values of measures of entries.
type setFlag struct {
	Set []string `group:"What is your own" sep:"none" placeholder:"NAME=VALUE" help:"Set the value of a measure of your own, as in \"Laps=20\"; without VALUE it is emptied. May be repeated."`
}

// fillValues sets the values of e. Its area is known.
func (f *setFlag) fillValues(s *session, j *journal.Journal, e *journal.Entry) error {
	var set []journal.MeasureID
	for _, text := range f.Set {
		m, v, err := s.setting(j, text)
		switch {
		case err != nil:
			return err
		case m.OfDay:
			return misuse("%s is measured once a day; set it with enact day %s --set %q", line(m.Name), e.Day(), text)
		case slices.Contains(set, m.ID):
			return misuse("--set names %s twice; name it once", line(m.Name))
		case v.IsSet() && !m.IsOf(e.Area):
			return misuse("%s is no measure of this area; \"enact measure change\" with --area says which areas have it", line(m.Name))
		}
		set = append(set, m.ID)
		e.Measures = journal.WithValue(e.Measures, m.ID, v)
	}
	return nil
}

// plannedFlags say what is to be done about obstacles, and answer questions of one's own.
type plannedFlags struct {
	setFlag
	IfThen []string `group:"What is your own" sep:"none" placeholder:"IF=>THEN" help:"An obstacle to expect, and what you will do then, as in \"the room goes quiet=>I ask a question\". May be repeated."`
	Answer []string `group:"What is your own" sep:"none" placeholder:"QUESTION=>TEXT" help:"Answer a question of your own about the area, named by its beginning. May be repeated."`
}

// outcomeFlags say what became of if-then plans.
type outcomeFlags struct {
	Came   []string `group:"What is your own" sep:"none" placeholder:"OBSTACLE" help:"It came up; \"OBSTACLE=>no\" if it did not. May be repeated."`
	Held   []string `group:"What is your own" sep:"none" placeholder:"OBSTACLE" help:"You did what you had planned for it; \"OBSTACLE=>no\" if not. May be repeated."`
	Helped []string `group:"What is your own" sep:"none" placeholder:"OBSTACLE" help:"That helped; \"OBSTACLE=>no\" if it did not. May be repeated."`
}

// arrow parts what is named from what is said of it.
const arrow = "=>"

// cutArrow cuts a text at its last arrow.
func cutArrow(text string) (before, after string, found bool) {
	i := strings.LastIndex(text, arrow)
	if i < 0 {
		return strings.TrimSpace(text), "", false
	}
	return strings.TrimSpace(text[:i]), strings.TrimSpace(text[i+len(arrow):]), true
}

// isGiven reports whether a flag was given.
func (f *setFlag) isGiven() bool { return f.Set != nil }

func (f *plannedFlags) isGiven() bool {
	return f.setFlag.isGiven() || f.IfThen != nil || f.Answer != nil
}

func (f *outcomeFlags) isGiven() bool { return f.Came != nil || f.Held != nil || f.Helped != nil }

// fillOwn fills e, which has what other flags say.
func (f *plannedFlags) fillOwn(s *session, j *journal.Journal, e *journal.Entry) error {
	if f.isGiven() && e.Area == "" {
		return misuse("--set, --if-then and --answer belong to an area; give --area AREA")
	}
	return firstError(f.fillValues(s, j, e), f.fillIfThens(e), f.fillAnswers(j, e))
}

// ownFlags are all flags for what is one's own in an entry.
type ownFlags struct {
	plannedFlags
	outcomeFlags
}

func (f *ownFlags) isGiven() bool { return f.plannedFlags.isGiven() || f.outcomeFlags.isGiven() }

func (f *ownFlags) fillOwn(s *session, j *journal.Journal, e *journal.Entry) error {
	return firstError(f.plannedFlags.fillOwn(s, j, e), f.fillOutcomes(e))
}

func (f *plannedFlags) fillIfThens(e *journal.Entry) error {
	var named []string
	for _, text := range f.IfThen {
		obstacle, then, ok := strings.Cut(text, arrow)
		obstacle = withoutWord(strings.TrimSpace(obstacle), "if")
		if !ok || obstacle == "" {
			return misuse("--if-then is %q; it must be IF=>THEN, as in \"the room goes quiet=>I ask a question\"", text)
		}
		if slices.Contains(named, journal.Fold(obstacle)) {
			return misuse("--if-then names %q twice; an obstacle has one plan, so name it once", obstacle)
		}
		named = append(named, journal.Fold(obstacle))
		then = withoutWord(strings.TrimSpace(then), "then")
		i := slices.IndexFunc(e.Obstacles, func(o journal.Obstacle) bool { return journal.Fold(o.Text) == journal.Fold(obstacle) })
		if i < 0 {
			e.Obstacles = append(e.Obstacles, journal.Obstacle{Text: obstacle, Then: then})
			continue
		}
		e.Obstacles[i].Then = then
	}
	return nil
}

// withoutWord returns a text without a word in front.
func withoutWord(text, word string) string {
	if first, rest, ok := strings.Cut(text, " "); ok && strings.EqualFold(first, word) {
		return strings.TrimSpace(rest)
	}
	return text
}

func (f *plannedFlags) fillAnswers(j *journal.Journal, e *journal.Entry) error {
	a, _ := j.Area(e.Area)
	for _, text := range f.Answer {
		question, answer, ok := cutQuestion(a, e, text)
		if !ok || question == "" {
			return misuse("--answer is %q; it must be QUESTION=>TEXT", text)
		}
		q, err := questionNamed(a, e, question)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(e.Answers, func(o journal.Answer) bool { return o.Question == q.Text && o.When == q.When })
		if i < 0 {
			e.Answers = append(e.Answers, journal.Answer{Question: q.Text, When: q.When, Text: answer})
			continue
		}
		e.Answers[i].Text = answer
	}
	return nil
}

// cutQuestion cuts the text of --answer behind a question that is there, which may have arrows of its
// own, or else at its first arrow.
func cutQuestion(a journal.Area, e *journal.Entry, text string) (question, answer string, found bool) {
	for _, q := range questionsOf(a, e) {
		if rest, ok := strings.CutPrefix(text, q.Text); ok && strings.Contains(q.Text, arrow) {
			if rest, ok = strings.CutPrefix(strings.TrimSpace(rest), arrow); ok {
				return q.Text, rest, true
			}
		}
	}
	question, answer, found = strings.Cut(text, arrow)
	return strings.TrimSpace(question), answer, found
}

// questionsOf are the questions of an area, and others that e has answered.
func questionsOf(a journal.Area, e *journal.Entry) []journal.Question {
	asked := slices.Clone(a.Questions)
	for _, answer := range e.Answers {
		if q := (journal.Question{Text: answer.Question, When: answer.When}); !slices.Contains(asked, q) {
			asked = append(asked, q)
		}
	}
	return asked
}

// questionNamed finds a question of an area, or one that e has answered, by its beginning.
func questionNamed(a journal.Area, e *journal.Entry, name string) (journal.Question, error) {
	asked := questionsOf(a, e)
	var found []journal.Question
	for _, q := range asked {
		switch {
		case journal.Fold(q.Text) == journal.Fold(name):
			return q, nil
		case strings.HasPrefix(journal.Fold(q.Text), journal.Fold(name)):
			found = append(found, q)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return found[0], misuse("--answer names %q, and %d questions begin like that; write more of it", name, len(found))
	case len(asked) == 0:
		return journal.Question{}, misuse("the area %s has no questions; \"enact area edit\" with --question adds one", line(a.Name))
	}
	var texts []string
	for _, q := range asked {
		texts = append(texts, line(q.Text))
	}
	return journal.Question{}, misuse("--answer names %q, which is no question of the area %s; its questions are %s", name, line(a.Name), examples(texts))
}

// fillOutcomes says what became of the obstacles of e.
func (f *outcomeFlags) fillOutcomes(e *journal.Entry) error {
	for _, said := range []struct {
		flag  string
		texts []string
		of    func(o *journal.Obstacle) *journal.YesNo
	}{
		{"--came", f.Came, func(o *journal.Obstacle) *journal.YesNo { return &o.Came }},
		{"--held", f.Held, func(o *journal.Obstacle) *journal.YesNo { return &o.Held }},
		{"--helped", f.Helped, func(o *journal.Obstacle) *journal.YesNo { return &o.Helped }},
	} {
		for _, text := range said.texts {
			name, answer, found := cutArrow(text)
			is := journal.Yes
			if found {
				switch is = journal.YesNo(strings.ToLower(answer)); is {
				case journal.Yes, journal.No, "":
				default:
					return misuse("%s is %q; behind => it must be yes or no, or nothing to empty it", said.flag, text)
				}
			}
			o, err := obstacleNamed(e, said.flag, name)
			if err != nil {
				return err
			}
			*said.of(o) = is
		}
	}
	for _, o := range e.Obstacles {
		switch {
		case o.Came == journal.No && (o.Held != "" || o.Helped != ""):
			return misuse("%q did not come up, so --held and --helped have no answer for it; leave them out, or empty them as in --held %q", o.Text, o.Text+arrow)
		case o.Held == journal.No && o.Helped == journal.Yes:
			return misuse("you did not do what you planned for %q, so it cannot have helped; leave out --helped, or empty it as in --helped %q", o.Text, o.Text+arrow)
		}
	}
	return nil
}

// obstacleNamed finds an obstacle of e by its beginning.
func obstacleNamed(e *journal.Entry, flag, name string) (*journal.Obstacle, error) {
	name = withoutWord(name, "if")
	var found []*journal.Obstacle
	var texts []string
	for i := range e.Obstacles {
		o := &e.Obstacles[i]
		switch {
		case journal.Fold(o.Text) == journal.Fold(name):
			return o, nil
		case name != "" && strings.HasPrefix(journal.Fold(o.Text), journal.Fold(name)):
			found = append(found, o)
		}
		texts = append(texts, line(o.Text))
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return nil, misuse("%s names %q, and %d obstacles begin like that; write more of it", flag, name, len(found))
	case len(texts) == 0:
		return nil, misuse("%s names %q, but the entry has no obstacles; --obstacle or --if-then adds one", flag, name)
	}
	return nil, misuse("%s names %q; the obstacles of the entry are %s", flag, name, examples(texts))
}
