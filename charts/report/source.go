package report

import (
	"slices"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/insight"
)

// source is what a document may know of a journal: nothing private unless that is told, no note where
// notes are left out, and no name of a person as far as names are hidden. Nothing else of the journal
// reaches a document.
type source struct {
	journal *journal.Journal
	told    Told
	// query chooses the entries of all areas.
	query    journal.Query
	areas    []journal.Area
	allAreas bool
	measures []journal.Measure
	veil     *veil
	trying   map[journal.ExperimentID]bool // experiments that run
}

func newSource(j *journal.Journal, t Told) *source {
	h := &t.Handout
	q := t.Query
	q.Newest, q.Limit, q.WithoutPrivate = false, 0, !h.Private
	if from, to := h.Days(journal.DateOf(j.Now())); !from.IsZero() || !to.IsZero() {
		q.From, q.To = from, to
	}
	wanted := slices.Clone(h.Areas)
	if len(wanted) == 0 && q.Area != "" {
		wanted = []journal.AreaID{q.Area}
	}
	q.Area = ""
	s := &source{journal: j, told: t, query: q, allAreas: len(wanted) == 0, veil: newVeil(j, h.Names), trying: map[journal.ExperimentID]bool{}}
	for _, a := range j.Areas() {
		if s.allAreas || slices.Contains(wanted, a.ID) {
			s.areas = append(s.areas, s.veil.area(a))
		}
	}
	for _, m := range j.Measures() {
		s.measures = append(s.measures, s.veil.measure(m))
	}
	for _, x := range j.Experiments() {
		if x.IsRunning() {
			s.trying[x.ID] = true
		}
	}
	return s
}

// isWhole reports whether all entries of the areas and the days are told.
func (s *source) isWhole() bool { return exchange.HasDays(s.query) }

// raw are the entries that are told, oldest first, as they are in the journal: entry makes of each what
// may be told.
func (s *source) raw() []*journal.Entry {
	q := s.query
	switch {
	case s.allAreas:
	case len(s.areas) == 1:
		q.Area = s.areas[0].ID
	default:
		all := s.journal.Entries(q)
		return slices.DeleteFunc(all, func(e *journal.Entry) bool {
			return !slices.ContainsFunc(s.areas, func(a journal.Area) bool { return a.ID == e.Area })
		})
	}
	return s.journal.Entries(q)
}

// entry is what may be told of an entry. It must not be changed.
func (s *source) entry(e *journal.Entry) *journal.Entry {
	hasNote := s.told.Handout.Has(journal.NotesSection)
	if s.veil == nil && (hasNote || e.Note == "") {
		return e
	}
	c := s.veil.entry(e)
	if !hasNote {
		c.Note = ""
	}
	return &c
}

// data is what the statistics may know of an area.
func (s *source) data(a journal.AreaID) insight.Data {
	q := journal.Query{Area: a, From: s.query.From, To: s.query.To, WithoutPrivate: s.query.WithoutPrivate}
	return s.veil.data(s.journal.DataOf(q))
}

// ways are the ways to the goals of an area that have a value on the days.
func (s *source) ways(a journal.Area) []describe.GoalWay {
	var ways []describe.GoalWay
	for _, g := range a.Goals {
		w := describe.WayTo(s.journal, a.ID, g, s.query.From, s.query.To)
		w.Values = slices.DeleteFunc(w.Values, func(v describe.GoalValue) bool { return v.Entry != "" && s.isHidden(v.Entry) })
		w.Of = s.veil.text(w.Of)
		if len(w.Values) > 0 {
			ways = append(ways, w)
		}
	}
	return ways
}

func (s *source) isHidden(id journal.EntryID) bool {
	e, ok := s.journal.Entry(id)
	return !ok || s.query.WithoutPrivate && e.Privacy == journal.Private
}

// experiments are those of an area that ended on the days of the document, and those that run where its
// days go up to today: how far one was on an earlier day is not kept. One with a private try is left out
// where these are: its result would tell of it.
func (s *source) experiments(a journal.AreaID) ([]describe.ExperimentAccount, error) {
	if !s.isWhole() {
		return nil, nil
	}
	from, to := s.query.From, s.query.To
	var all []describe.ExperimentAccount
	for _, x := range s.journal.Experiments() {
		last := x.Ended
		if x.IsRunning() {
			last = s.journal.Now()
		}
		day := journal.DateOf(last)
		if x.Area != a || day.Before(from) || !to.IsZero() && to.Before(day) {
			continue
		}
		account, err := describe.ExperimentAccountOf(s.journal, x)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(account.Places, func(p journal.Place) bool { return p.Entry != nil && s.isHidden(p.Entry.ID) }) {
			continue
		}
		all = append(all, s.veil.experiment(account, journal.DateOf(s.journal.Now())))
	}
	return all, nil
}

// noted are the days with values or a note, oldest first. They belong to no area.
func (s *source) noted() []journal.Day {
	if !s.allAreas || !s.isWhole() {
		return nil
	}
	days := slices.Clone(s.journal.Days(s.query.From, s.query.To))
	for i := range days {
		days[i].Note = s.veil.text(days[i].Note)
		if !s.told.Handout.Has(journal.NotesSection) {
			days[i].Note = ""
		}
	}
	days = slices.DeleteFunc(days, func(d journal.Day) bool { return !s.hasWords(d) })
	for _, day := range s.pictured() {
		at, has := slices.BinarySearchFunc(days, day, func(d journal.Day, day journal.Date) int { return d.Date.Compare(day) })
		if !has {
			days = slices.Insert(days, at, journal.Day{Date: day})
		}
	}
	return days
}

// hasWords reports whether a day has a note or values that are told.
func (s *source) hasWords(d journal.Day) bool {
	return d.Note != "" || describe.Values(d.Values, s.measures) != ""
}

// areaName names an area.
func (s *source) areaName(id journal.AreaID) string {
	for i := range s.areas {
		if s.areas[i].ID == id {
			return s.areas[i].Name
		}
	}
	return ""
}
