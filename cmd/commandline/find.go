package commandline

import (
	"slices"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
)

// area returns the named area, or the only area if name is empty.
func (s *session) area(j *journal.Journal, name string) (journal.Area, error) {
	if strings.TrimSpace(name) != "" {
		if a, ok := j.AreaNamed(name); ok {
			return a, nil
		}
		return journal.Area{}, failed(journal.ErrNoArea, "there is no area %q; %s, and \"enact area add NAME\" adds one", name, areaList(j))
	}
	current := areasInUse(j)
	if len(current) != 1 {
		return journal.Area{}, misuse("no area is named; %s, and \"enact area add NAME\" adds one", areaList(j))
	}
	return current[0], nil
}

// areasInUse returns the areas that are not archived.
func areasInUse(j *journal.Journal) []journal.Area {
	return slices.DeleteFunc(j.Areas(), func(a journal.Area) bool { return a.Archived })
}

func areaList(j *journal.Journal) string {
	const most = 12
	var names []string
	for _, a := range j.Areas() {
		if len(names) == most {
			names = append(names, "others")
			break
		}
		names = append(names, line(a.Name))
	}
	switch len(names) {
	case 0:
		return "the journal has none yet"
	case 1:
		return "there is " + names[0]
	}
	return "there are " + joinNames(names)
}

// minShortID is the minimum length of an abbreviated id.
const minShortID = 4

// entry finds an entry by its id, the end or beginning of its id, or the word "last" for the
// newest one by creation. It also finds entries in the bin.
func (s *session) entry(j *journal.Journal, id string) (*journal.Entry, error) {
	if strings.EqualFold(id, "last") {
		return lastWritten(j)
	}
	want := strings.ToUpper(strings.TrimSpace(id))
	if e, ok := j.Entry(journal.EntryID(want)); ok {
		return e, nil
	}
	if len(want) < minShortID {
		return nil, misuse("%q is too short for an ID; give at least its last %d characters, as \"enact list\" shows them", id, minShortID)
	}
	found := j.EntriesAlike(want)
	switch len(found) {
	case 0:
		return nil, failed(journal.ErrNoEntry, "there is no entry %q; \"enact list\" shows the IDs there are", id)
	case 1:
		return found[0], nil
	}
	return nil, failed(journal.ErrNoEntry, "%q fits %d entries; give more of the ID, such as %s", id, len(found), found[0].ID)
}

func lastWritten(j *journal.Journal) (*journal.Entry, error) {
	e, ok := j.LastWritten()
	if !ok {
		return nil, failed(journal.ErrNoEntry, "there is no entry yet; \"enact add\" writes one")
	}
	return e, nil
}

// newest returns the entry with the latest moment, among equals the one created last, or nil if
// there are no entries.
func newest(entries []*journal.Entry, moment func(*journal.Entry) time.Time) *journal.Entry {
	if len(entries) == 0 {
		return nil
	}
	return slices.MaxFunc(entries, func(a, b *journal.Entry) int {
		if c := moment(a).Compare(moment(b)); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
}

// openPlan finds a plan; "last" is the open plan that was created last.
func (s *session) openPlan(j *journal.Journal, id string) (*journal.Entry, error) {
	if !strings.EqualFold(id, "last") {
		return s.entry(j, id)
	}
	plans := j.Entries(journal.Query{Types: []journal.Type{journal.Plan}})
	plan := newest(plans, func(e *journal.Entry) time.Time { return e.Created })
	if plan == nil {
		return nil, failed(journal.ErrNoEntry, "there is no open plan; \"enact plan\" makes one")
	}
	return plan, nil
}

// binned finds an entry in the bin; "last" is the one deleted last.
func (s *session) binned(j *journal.Journal, id string) (*journal.Entry, error) {
	if strings.EqualFold(id, "last") {
		e := newest(j.Entries(journal.Query{InBin: true}), func(e *journal.Entry) time.Time { return e.Deleted })
		if e == nil {
			return nil, failed(journal.ErrNoEntry, "the bin is empty")
		}
		return e, nil
	}
	e, err := s.entry(j, id)
	if err != nil {
		return nil, err
	}
	if e.Deleted.IsZero() {
		return nil, failed(journal.ErrNoEntry, "the entry %s is not in the bin; \"enact list --bin\" shows what is", e.ID)
	}
	return e, nil
}

func shortID(id journal.EntryID, n int) string { return string(id[max(0, len(id)-n):]) }

// inJournal returns an error if an entry is in the bin.
func inJournal(e *journal.Entry) error {
	if e.Deleted.IsZero() {
		return nil
	}
	return failed(journal.ErrNoEntry, "the entry %s is in the bin; \"enact undelete %s\" takes it out", e.ID, e.ID)
}

// wordFlag reads a flag of a filter whose value is one of a fixed set of words.
func wordFlag[T ~string](flag, text string, words []T) ([]T, error) {
	if text == "" {
		return nil, nil
	}
	w := T(strings.ToLower(strings.TrimSpace(text)))
	if !slices.Contains(words, w) {
		return nil, misuse("%s is %q; it must be one of %s", flag, text, describe.Message(journal.Words(words)))
	}
	return []T{w}, nil
}
