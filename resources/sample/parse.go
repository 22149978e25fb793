package sample

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/optional"
)

// Each entry of the year is a paragraph; empty lines separate them. The first line is the week, the
// weekday, the hour and the kind of entry:
//
//	12 wed 13:00 event success b59 s50 p90 a66 d7 e72 challenge
//
// where b and a are the efficacy before and after, s stress, x the stress expected, p
// performance, d difficulty, e effort and l luck; yes, no and unsure say whether it was
// under the person's control. Then comes the title, except for a check-in, and
// then the text. A line that begins with a mark is a separate field: ">" the intention, "+" an obstacle that was overcome and "-" one that was not, "=" a lesson, "$" a
// sacrifice, "~" strategies, "w" people, "#" tags. After an obstacle, "=> PLAN" is its if-then plan, and
// "[yyn]" whether it came up, whether the plan was kept, and whether that helped, as far as it was
// answered. "@ NAME=VALUE" is the value of a measure, and "? QUESTION = ANSWER" the answer to a question
// from before.

// parse reads the entries of one area, in a year whose first week begins at first.
func parse(text string, first time.Time) ([]journal.Entry, error) {
	var entries []journal.Entry
	for _, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		lines := strings.Split(paragraph, "\n")
		e, err := parseHead(lines[0], first)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", lines[0], err)
		}
		lines = lines[1:]
		if e.Type != journal.CheckIn && len(lines) > 0 {
			e.Title, lines = lines[0], lines[1:]
		}
		var words []string
		for _, line := range lines {
			if !parseField(&e, line) {
				words = append(words, line)
			}
		}
		if told := strings.Join(words, "\n"); e.Type == journal.CheckIn {
			e.Note = told
		} else {
			e.Happened = told
		}
		entries = append(entries, e)
	}
	return entries, nil
}

var weekdays = map[string]int{"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}

func parseHead(line string, first time.Time) (journal.Entry, error) {
	e := journal.Entry{Type: journal.Experience, Source: journal.SourceMastery}
	words := strings.Fields(line)
	if len(words) < 4 {
		return e, fmt.Errorf("week, weekday, hour and kind are needed")
	}
	week, err := strconv.Atoi(words[0])
	if err != nil {
		return e, fmt.Errorf("the week: %w", err)
	}
	weekday, ok := weekdays[words[1]]
	if !ok {
		return e, fmt.Errorf("%q is no weekday", words[1])
	}
	clock, err := time.Parse("15:04", words[2])
	if err != nil {
		return e, fmt.Errorf("the hour: %w", err)
	}
	day := first.AddDate(0, 0, 7*(week-1)+weekday)
	e.Time = time.Date(day.Year(), day.Month(), day.Day(), clock.Hour(), clock.Minute(), 0, 0, first.Location())
	for _, word := range words[3:] {
		if err := parseWord(&e, word); err != nil {
			return e, err
		}
	}
	date(&e)
	return e, nil
}

func parseWord(e *journal.Entry, word string) error {
	switch word {
	case "checkin", "plan":
		e.Type = map[string]journal.Type{"checkin": journal.CheckIn, "plan": journal.Plan}[word]
		if word == "checkin" {
			e.Source = ""
		}
		return nil
	case "practice", "stretch", "event":
		e.Kind = journal.Kind(word)
		return nil
	case "vicarious", "persuasion", "state":
		e.Source = journal.Source(word)
		return nil
	case "success", "partial", "setback", "failure":
		e.Outcome = journal.Outcome(word)
		return nil
	case "challenge", "mixed", "threat":
		e.Appraisal = journal.Appraisal(word)
		return nil
	case "yes", "no", "unsure":
		e.Controllable = journal.Controllable(word)
		return nil
	}
	number, err := strconv.ParseFloat(word[1:], 64)
	if err != nil {
		return fmt.Errorf("%q is not understood", word)
	}
	rating := optional.Some(journal.Rating(number))
	switch word[0] {
	case 'b':
		e.EfficacyBefore = rating
	case 'a':
		e.EfficacyAfter = rating
	case 's':
		e.Stress = rating
	case 'x':
		e.StressExpected = rating
	case 'p':
		e.Performance = rating
	case 'e':
		e.Effort = rating
	case 'l':
		e.Luck = optional.Some(journal.Luck(number))
	case 'd':
		e.Difficulty = optional.Some(journal.Difficulty(number))
	default:
		return fmt.Errorf("%q is not understood", word)
	}
	return nil
}

// date sets when the entry was written: ratings before an event one hour before it, the rest
// afterwards; a check-in at its own time; a plan more than a week ahead.
func date(e *journal.Entry) {
	switch e.Type {
	case journal.CheckIn:
		e.Created = e.Time
	case journal.Plan:
		e.Created = e.Time.AddDate(0, 0, -16)
	default:
		e.Created = e.Time.Add(3 * time.Hour)
		e.Modified = e.Created
		if e.EfficacyBefore.IsSet() {
			e.Created = e.Time.Add(-time.Hour)
		}
	}
	if e.EfficacyBefore.IsSet() {
		e.EfficacyBeforeAt = e.Created
	}
}

// parseField reads a line that begins with a mark; it returns false for other lines.
func parseField(e *journal.Entry, line string) bool {
	mark, rest, ok := strings.Cut(line, " ")
	if !ok {
		return false
	}
	switch mark {
	case ">":
		e.Intention = rest
	case "+", "-":
		e.Obstacles = append(e.Obstacles, obstacle(rest, mark == "+"))
	case "@":
		name, value, _ := strings.Cut(rest, "=")
		number, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return false
		}
		e.Measures = append(e.Measures, journal.MeasureValue{Measure: journal.MeasureID(name), Value: number})
	case "?":
		question, answer, _ := strings.Cut(rest, " = ")
		e.Answers = append(e.Answers, journal.Answer{Question: question, When: journal.AskedBefore, Text: answer})
	case "=":
		e.Lessons = append(e.Lessons, rest)
	case "$":
		e.Sacrifices = append(e.Sacrifices, rest)
	case "~":
		e.Strategies = append(e.Strategies, strings.Split(rest, ", ")...)
	case "#":
		e.Tags = append(e.Tags, strings.Split(rest, ", ")...)
	case "w":
		for _, one := range strings.Split(rest, ", ") {
			name, role, _ := strings.Cut(strings.TrimSuffix(one, ")"), " (")
			e.People = append(e.People, journal.Person{Name: name, Role: journal.Role(role)})
		}
	default:
		return false
	}
	return true
}

// obstacle reads an obstacle with its if-then plan, if it has one.
func obstacle(text string, overcome bool) journal.Obstacle {
	o := journal.Obstacle{Overcome: overcome}
	text, then, planned := strings.Cut(text, " => ")
	o.Text = text
	if !planned {
		return o
	}
	then, answers, _ := strings.Cut(strings.TrimSuffix(then, "]"), " [")
	o.Then = then
	for i, answer := range []*journal.YesNo{&o.Came, &o.Held, &o.Helped} {
		if i < len(answers) {
			*answer = map[byte]journal.YesNo{'y': journal.Yes, 'n': journal.No}[answers[i]]
		}
	}
	return o
}
