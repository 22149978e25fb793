package main

import (
	"strconv"
	"strings"

	"enactive/journal"
	"enactive/journal/optional"
)

// beforeFlags fill what can be said before an experience.
type beforeFlags struct {
	Area           *string  `group:"What it is" placeholder:"AREA" help:"The area's name. It may be left out where there is only one."`
	Title          *string  `group:"What it is" placeholder:"TEXT" help:"What you did, in one line."`
	Time           *string  `group:"What it is" placeholder:"WHEN" help:"When it was: \"2026-11-23 18:05\", a day, or a time of today. Without a zone, that of the entry, or the one here if it is new. Without it: now."`
	Source         *string  `group:"What it is" placeholder:"WORD" help:"mastery (you did it), vicarious (you saw someone like you do it), persuasion (someone told you that you can) or state (how body and mood felt)."`
	Kind           *string  `group:"What it is" placeholder:"WORD" help:"practice, stretch (a step outside your comfort zone) or event (it counts)."`
	Tag            []string `group:"What it is" placeholder:"TAG" help:"A tag; several with commas or by saying --tag again."`
	Intention      *string  `group:"Before" placeholder:"TEXT" help:"What you set out to do, and the outcome you wanted."`
	EfficacyBefore *string  `group:"Before" placeholder:"0-100" help:"How sure you were that you can do it: 0 cannot, 50 moderately sure, 100 certain."`
	StressExpected *string  `group:"Before" placeholder:"0-100" help:"How much stress you expected."`
	Difficulty     *string  `group:"Before" placeholder:"1-10" help:"How hard it is."`
	Strategy       []string `group:"Before" sep:"none" placeholder:"TEXT" help:"What you do about nerves, such as breathing. May be repeated."`
	Person         []string `group:"Before" sep:"none" placeholder:"NAME" help:"Someone who had a part in it, also as \"Ana (mentor)\", peer, coach or supporter. May be repeated."`
	Obstacle       []string `group:"Before" sep:"none" placeholder:"TEXT" help:"What stood in the way; \"[x] TEXT\" if you got past it. May be repeated."`
	Note           *string  `group:"Before" placeholder:"TEXT" help:"Anything else."`
}

// afterFlags fill what can be said only afterwards.
type afterFlags struct {
	Happened         *string  `group:"After" placeholder:"TEXT" help:"What happened."`
	Outcome          *string  `group:"After" placeholder:"WORD" help:"success, partial, setback (a minor failure) or failure."`
	Performance      *string  `group:"After" placeholder:"0-100" help:"How well it went by your own standard."`
	Stress           *string  `group:"After" placeholder:"0-100" help:"Stress at its peak: 0 calm, 100 the worst you can imagine."`
	Appraisal        *string  `group:"After" placeholder:"WORD" help:"The stress was a challenge (it fired you up), mixed or a threat (it overwhelmed you)."`
	Effort           *string  `group:"After" placeholder:"0-100" help:"How hard you tried."`
	Luck             *string  `group:"After" placeholder:"0-10" help:"How much of it was luck, help or a short cut."`
	Controllable     *string  `group:"After" placeholder:"WORD" help:"Whether the cause lay in your control: yes, no or unsure."`
	Mastery          *string  `group:"After" placeholder:"WORD" help:"What it is evidence of, in place of what the rules say: hard_won, easy_on_hard, earned, easy, assisted, progress_under_load, partial, useful_setback or setback."`
	EfficacyAfter    *string  `group:"After" placeholder:"0-100" help:"How sure you are now."`
	EfficacyBeforeAt *string  `group:"After" placeholder:"WHEN" help:"When you gave the rating before, if not just now. Just now counts as hindsight."`
	Sacrifice        []string `group:"After" sep:"none" placeholder:"TEXT" help:"What it cost you. May be repeated."`
	Lesson           []string `group:"After" sep:"none" placeholder:"TEXT" help:"What you take from it. May be repeated."`
}

// fill puts the flags that were given into e; a flag with an empty value empties its
// field. The area is left to the journal.
func (f *beforeFlags) fill(s *session, e *journal.Entry) error {
	if f.Time != nil && strings.TrimSpace(*f.Time) != "" {
		t, err := s.moment("--time", *f.Time, e.Time)
		if err != nil {
			return err
		}
		e.Time = t
	}
	setText(&e.Title, f.Title)
	setWord(&e.Source, f.Source)
	setWord(&e.Kind, f.Kind)
	setText(&e.Intention, f.Intention)
	setText(&e.Note, f.Note)
	setList(&e.Tags, f.Tag)
	setList(&e.Strategies, f.Strategy)
	if f.Person != nil {
		e.People = nil
		for _, p := range f.Person {
			e.People = append(e.People, journal.ParsePerson(p, ""))
		}
	}
	if f.Obstacle != nil {
		e.Obstacles = nil
		for _, o := range f.Obstacle {
			e.Obstacles = append(e.Obstacles, parseObstacle(o))
		}
	}
	return firstError(
		setNumber("--efficacy-before", &e.EfficacyBefore, f.EfficacyBefore, "0 to 100"),
		setNumber("--stress-expected", &e.StressExpected, f.StressExpected, "0 to 100"),
		setNumber("--difficulty", &e.Difficulty, f.Difficulty, "1 to 10"),
	)
}

func (f *afterFlags) fill(s *session, e *journal.Entry) error {
	if f.EfficacyBeforeAt != nil && strings.TrimSpace(*f.EfficacyBeforeAt) != "" {
		t, err := s.moment("--efficacy-before-at", *f.EfficacyBeforeAt, e.Time)
		if err != nil {
			return err
		}
		e.EfficacyBeforeAt = t
	}
	setText(&e.Happened, f.Happened)
	setWord(&e.Outcome, f.Outcome)
	setWord(&e.Appraisal, f.Appraisal)
	setWord(&e.Controllable, f.Controllable)
	setWord(&e.Mastery, f.Mastery)
	setList(&e.Sacrifices, f.Sacrifice)
	setList(&e.Lessons, f.Lesson)
	return firstError(
		setNumber("--performance", &e.Performance, f.Performance, "0 to 100"),
		setNumber("--stress", &e.Stress, f.Stress, "0 to 100"),
		setNumber("--effort", &e.Effort, f.Effort, "0 to 100"),
		setNumber("--luck", &e.Luck, f.Luck, "0 to 10"),
		setNumber("--efficacy-after", &e.EfficacyAfter, f.EfficacyAfter, "0 to 100"),
	)
}

// any reports whether a flag was given.
func (f *beforeFlags) any() bool {
	return anyText(f.Area, f.Title, f.Time, f.Source, f.Kind, f.Intention, f.EfficacyBefore, f.StressExpected, f.Difficulty, f.Note) ||
		f.Tag != nil || f.Strategy != nil || f.Person != nil || f.Obstacle != nil
}

func (f *afterFlags) any() bool {
	return anyText(f.Happened, f.Outcome, f.Performance, f.Stress, f.Appraisal, f.Effort, f.Luck, f.Controllable, f.Mastery, f.EfficacyAfter, f.EfficacyBeforeAt) ||
		f.Sacrifice != nil || f.Lesson != nil
}

func anyText(flags ...*string) bool {
	for _, f := range flags {
		if f != nil {
			return true
		}
	}
	return false
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func setText(field *string, flag *string) {
	if flag != nil {
		*field = *flag
	}
}

func setWord[T ~string](field *T, flag *string) {
	if flag != nil {
		*field = T(strings.ToLower(strings.TrimSpace(*flag)))
	}
}

func setList(field *[]string, flag []string) {
	if flag != nil {
		*field = flag
	}
}

func setNumber[T ~float64](name string, field *optional.Value[T], flag *string, scale string) error {
	if flag == nil {
		return nil
	}
	text := strings.TrimSpace(*flag)
	if text == "" {
		*field = optional.Value[T]{}
		return nil
	}
	x, ok := parseNumber(text)
	if !ok {
		return misuse("%s is %q; it must be a number from %s, or left empty", name, text, scale)
	}
	*field = optional.Some(T(x))
	return nil
}

// parseNumber reads a plain decimal number: no infinity, no hexadecimal digits.
func parseNumber(text string) (float64, bool) {
	if strings.Trim(text, "0123456789.+-") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil
}

func parseObstacle(text string) journal.Obstacle {
	for prefix, overcome := range map[string]bool{"[x] ": true, "[X] ": true, "[ ] ": false} {
		if rest, ok := strings.CutPrefix(text, prefix); ok {
			return journal.Obstacle{Text: rest, Overcome: overcome}
		}
	}
	return journal.Obstacle{Text: text}
}
