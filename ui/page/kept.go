package page

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/wording"
)

// keptPrefix begins the names of drafts of what was left unfinished.
const keptPrefix = "kept "

// KeptEntry names the draft that is kept of what is written about an entry, so that opening
// it again goes on with it. Something new has one draft of its type.
func KeptEntry(e journal.Entry) string {
	if e.ID == "" {
		return keptPrefix + "new " + string(e.Type)
	}
	return keptPrefix + string(e.Type) + " " + string(e.ID)
}

// KeptBeside is KeptEntry for something new that holds words already: it must not take the
// place of what was begun before it.
func KeptBeside(j *journal.Journal, e journal.Entry) string {
	key := KeptEntry(e)
	for n := 2; ; n++ {
		if _, _, taken := j.Draft(key); !taken {
			return key
		}
		key = fmt.Sprintf("%s %d", KeptEntry(e), n)
	}
}

// KeptArea is KeptEntry for an area.
func KeptArea(a journal.Area) string {
	if a.ID == "" {
		return keptPrefix + "new area"
	}
	return keptPrefix + "area " + string(a.ID)
}

// KeptOf is KeptEntry or KeptArea of what a draft is of; "" for what is no draft of a form.
func KeptOf(doc []byte) string {
	var d draft
	if json.Unmarshal(doc, &d) != nil {
		return ""
	}
	switch d.Of {
	case ofEntry:
		return KeptEntry(journal.Entry{ID: journal.EntryID(d.ID), Type: d.Type})
	case ofArea:
		return KeptArea(journal.Area{ID: journal.AreaID(d.ID)})
	}
	return ""
}

// Kept is something that was begun and left.
type Kept struct {
	// Key names its draft; Title says what it is, such as the title of the entry.
	Key, Title string
	At         time.Time
}

// KeptDrafts lists what was begun and left, the newest first: also what stood in the forms of
// another copy of the journal, which has the key of the form and a number.
func KeptDrafts(j *journal.Journal) []Kept {
	var all []Kept
	for _, key := range j.Drafts() {
		if !strings.Contains(key, " ") {
			continue // it stands in its form
		}
		doc, at, ok := j.Draft(key)
		var d draft
		if !ok || json.Unmarshal(doc, &d) != nil || d.Of == "" {
			continue
		}
		all = append(all, Kept{Key: key, Title: d.title(), At: at})
	}
	for i := 1; i < len(all); i++ { // they are few
		for k := i; k > 0 && all[k].At.After(all[k-1].At); k-- {
			all[k], all[k-1] = all[k-1], all[k]
		}
	}
	return all
}

// title is under which name a draft is found again.
func (d draft) title() string {
	for _, name := range []string{"title", "name", "happened", "intention"} {
		if t, _, _ := strings.Cut(strings.TrimSpace(d.Texts[name]), "\n"); t != "" {
			return t
		}
	}
	switch {
	case d.Of == ofArea:
		return wording.Say("an-area-without-a-name")
	case d.Type == journal.Plan:
		return wording.Say("a-plan-without-a-title")
	case d.Type == journal.CheckIn:
		return wording.Say("a-check-in")
	}
	return wording.Say("an-experience-without-a-title")
}
