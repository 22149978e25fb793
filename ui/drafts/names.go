package drafts

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/wording"
)

// The names under which the contents of the forms are stored while they are open.
const (
	Quick  = "quick"
	Editor = "editor"
	Review = "review"
	Day    = "day"
)

// Names are the names of the drafts of a window, by its number from 1: those above, and for further
// windows those above with the number.
func Names(number int) []string {
	var all []string
	for _, form := range []string{Quick, Editor, Review, Day} {
		all = append(all, inWindow(form, number))
	}
	return all
}

const windowInfix = " window "

func inWindow(form string, number int) string {
	if number == 1 {
		return form
	}
	return form + windowInfix + strconv.Itoa(number)
}

// IsOfReview reports whether a draft is that of a review in a further window.
func IsOfReview(name string) bool { return strings.HasPrefix(name, Review+windowInfix) }

// leftPrefix begins the names of drafts of forms that were left.
const leftPrefix = "kept "

// OfEntry names the draft of an entry whose form was left, so that opening the entry again
// continues it. New entries have one draft for each type.
func OfEntry(e journal.Entry) string {
	if e.ID == "" {
		return leftPrefix + "new " + string(e.Type)
	}
	return leftPrefix + string(e.Type) + " " + string(e.ID)
}

// OfFilledEntry is OfEntry for a new entry that holds words already: it must not replace what
// was begun before it.
func OfFilledEntry(s Store, e journal.Entry) string {
	return free(s, OfEntry(e), OfEntry(e), func(string) bool { return false })
}

// Another is the name of a draft beside one of the same kind that is open in another window. taken
// reports the names that are open elsewhere.
func Another(s Store, name string, taken func(string) bool) string {
	return free(s, name, name+" 2", taken)
}

// free returns the first name that has no draft, of one and those with a number after base.
func free(s Store, base, name string, taken func(string) bool) string {
	for n := 2; ; n++ {
		if _, _, found := s.Draft(name); !found && !taken(name) {
			return name
		}
		name = fmt.Sprintf("%s %d", base, n)
	}
}

// IsNew reports whether a name is that of something new, of which several can be begun.
func IsNew(name string) bool { return strings.HasPrefix(name, leftPrefix+"new ") }

// OfArea is OfEntry for an area.
func OfArea(a journal.Area) string {
	if a.ID == "" {
		return leftPrefix + "new area"
	}
	return leftPrefix + "area " + string(a.ID)
}

// NameOf returns the name of a document, as by OfEntry or OfArea; "" for other forms.
func NameOf(doc []byte) string {
	d, err := Parse(doc)
	if err != nil {
		return ""
	}
	switch d.Of {
	case EntryForm:
		return OfEntry(journal.Entry{ID: journal.EntryID(d.ID), Type: d.Type})
	case AreaForm:
		return OfArea(journal.Area{ID: journal.AreaID(d.ID)})
	}
	return ""
}

// Unfinished is a draft of a form that was left.
type Unfinished struct {
	// Title is a line of the draft by which a person recognizes it.
	Name, Title string
	At          time.Time
}

// List returns the drafts of forms that were left, the newest first. The drafts of the open
// forms of another copy of the journal, which are named by the form and a number, are among them, and
// so are those of further windows of an earlier session. isOpen reports the drafts that are open now.
func List(j *journal.Journal, isOpen func(name string) bool) []Unfinished {
	var all []Unfinished
	for _, name := range j.Drafts() {
		if !strings.Contains(name, " ") || isOpen(name) {
			continue // of an open form
		}
		doc, at, ok := j.Draft(name)
		if !ok {
			continue
		}
		if d, err := Parse(doc); err == nil && d.Of != "" {
			all = append(all, Unfinished{Name: name, Title: d.title(), At: at})
		}
	}
	slices.SortStableFunc(all, func(a, b Unfinished) int { return b.At.Compare(a.At) })
	return all
}

func (d Document) title() string {
	for _, name := range []string{"title", "name", "happened", "intention"} {
		if t, _, _ := strings.Cut(strings.TrimSpace(d.Texts[name]), "\n"); t != "" {
			return t
		}
	}
	switch {
	case d.Of == AreaForm:
		return wording.Say("an-area-without-a-name")
	case d.Of == DayForm:
		return wording.Say("values-of-a-day")
	case d.Type == journal.Plan:
		return wording.Say("a-plan-without-a-title")
	case d.Type == journal.CheckIn:
		return wording.Say("a-check-in")
	}
	return wording.Say("an-experience-without-a-title")
}
