package exchange

import (
	"strconv"
	"strings"

	"enactive/journal"
	"enactive/journal/fault"
)

// In tables and Markdown, answers are a list in which each question, with when it is asked in front,
// is followed by its answer: "[before] What did you eat?; rice". The plans for obstacles are another
// one, "thens", of items that begin with the number of their obstacle:
// "2 came=yes held=no: ask a question".

// answerItems are answers as the items of a list.
func answerItems(answers []journal.Answer) []string {
	items := make([]string, 0, 2*len(answers))
	for _, a := range answers {
		items = append(items, "["+string(a.When)+"] "+a.Question, a.Text)
	}
	return items
}

// parseAnswers reads what answerItems returns.
func parseAnswers(items []string) ([]journal.Answer, error) {
	var all []journal.Answer
	for i := 0; i < len(items); i += 2 {
		when, question, ok := strings.Cut(strings.TrimPrefix(items[i], "["), "] ")
		if !ok || items[i][0] != '[' || i+1 == len(items) || !isAsked(when) {
			return nil, &journal.FieldError{Field: "answers", Value: items[i],
				Want: fault.Text("a-list-of-questions-and-answers-like", fault.V{"Example": "[before] What did I eat?; rice"})}
		}
		all = append(all, journal.Answer{Question: question, When: journal.Asked(when), Text: items[i+1]})
	}
	return all, nil
}

func isAsked(when string) bool {
	for _, w := range journal.AskedTimes() {
		if when == string(w) {
			return true
		}
	}
	return false
}

// thenItems are the plans for obstacles as the items of a list.
func thenItems(obstacles []journal.Obstacle) []string {
	var items []string
	for i := range obstacles {
		if o := &obstacles[i]; hasThen(o) {
			items = append(items, thenItem(i+1, o))
		}
	}
	return items
}

func hasThen(o *journal.Obstacle) bool {
	return o.Then != "" || o.Came != "" || o.Held != "" || o.Helped != ""
}

func thenItem(n int, o *journal.Obstacle) string {
	item := strconv.Itoa(n)
	for _, said := range saidOf(o) {
		if *said.is != "" {
			item += " " + said.name + "=" + string(*said.is)
		}
	}
	if item += ":"; o.Then != "" {
		item += " " + o.Then
	}
	return item
}

type saidThen struct {
	name string
	is   *journal.YesNo
}

func saidOf(o *journal.Obstacle) [3]saidThen {
	return [3]saidThen{{"came", &o.Came}, {"held", &o.Held}, {"helped", &o.Helped}}
}

// putThens adds the plans that thenItems returns to the obstacles of an entry.
func putThens(obstacles []journal.Obstacle, items []string) error {
	for _, item := range items {
		if !putThen(obstacles, item) {
			return &journal.FieldError{Field: thensColumn.Name, Value: item,
				Want: fault.Text("a-list-with-the-numbers-of-obstacles-like", fault.V{"Example": "1 came=yes held=no: ask a question"})}
		}
	}
	return nil
}

func putThen(obstacles []journal.Obstacle, item string) bool {
	head, then, ok := strings.Cut(item, ":")
	words := strings.Split(head, " ")
	n, err := strconv.Atoi(words[0])
	if !ok || err != nil || n < 1 || n > len(obstacles) || hasThen(&obstacles[n-1]) || words[0] != strconv.Itoa(n) {
		return false
	}
	o := &obstacles[n-1]
	o.Then = strings.TrimSpace(then)
	for _, said := range saidOf(o) {
		if len(words) > 1 && strings.HasPrefix(words[1], said.name+"=") {
			*said.is = journal.YesNo(strings.TrimPrefix(words[1], said.name+"="))
			words = words[1:]
			if *said.is != journal.Yes && *said.is != journal.No {
				return false
			}
		}
	}
	return len(words) == 1
}
