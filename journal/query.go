package journal

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"enactive/journal/insight"
	"enactive/journal/optional"
)

// Query selects entries. Its zero value selects all that are not in the bin; every field that
// is set narrows the selection, and a list matches any of its values.
type Query struct {
	Area AreaID
	// From and To are the first and last calendar day, each in the entry's own offset.
	From, To   Date
	Types      []Type
	Kinds      []Kind
	Outcomes   []Outcome
	Sources    []Source
	Tags       []string
	People     []string
	Strategies []string
	// Tests compare numbers; all must hold.
	Tests []Test
	// IDs restricts the selection to these entries.
	IDs []EntryID
	// Text is words that must all occur, in any order, ignoring case and diacritics.
	Text string
	// WithoutPrivate leaves out the entries that are kept to oneself, as what is handed on does.
	WithoutPrivate bool
	// InBin selects the deleted entries instead.
	InBin bool
	// Newest sorts the newest first instead of the oldest.
	Newest bool
	// Limit is the maximum number of entries; 0 means no limit.
	Limit int
}

// Entries returns the entries that q selects, by time and then id. They are shared and must
// not be changed.
func (j *Journal) Entries(q Query) []*Entry {
	if j.peeked != nil {
		return j.peeked.entries(q)
	}
	order := q.among(j.wholeOrder())
	var found []*Entry
	if q.Limit == 0 {
		for _, part := range j.matching(q, order) {
			for _, it := range part {
				found = append(found, &it.Entry)
			}
		}
		if q.Newest {
			slices.Reverse(found)
		}
		return found
	}
	m := j.matcher(q)
	defer m.look.keep()
	take := func(it *item) bool {
		if m.matches(it) {
			found = append(found, &it.Entry)
		}
		return len(found) < q.Limit
	}
	if q.Newest {
		for _, it := range slices.Backward(order) {
			if !take(it) {
				break
			}
		}
		return found
	}
	for _, it := range order {
		if !take(it) {
			break
		}
	}
	return found
}

// Count returns the number of entries that q selects, ignoring its limit.
func (j *Journal) Count(q Query) int {
	if j.peeked != nil && len(strings.Fields(q.Text)) > 0 {
		q.Limit = 0
		return len(j.peeked.entries(q))
	}
	n := 0
	for _, part := range j.matching(q, q.among(j.wholeOrder())) {
		n += len(part)
	}
	return n
}

// searchTogether is from how many entries on the processors search for words together.
const searchTogether = 4096

// matching returns the items that q selects, ignoring its limit, in parts that follow each other.
func (j *Journal) matching(q Query, order []*item) [][]*item {
	m := j.matcher(q)
	parts := 1
	if len(m.look.words) > 0 && len(order) >= searchTogether {
		parts = runtime.GOMAXPROCS(0)
	}
	found := make([][]*item, parts)
	var searching sync.WaitGroup
	for i := range parts {
		m, part := m, order[len(order)*i/parts:len(order)*(i+1)/parts]
		search := func() {
			defer m.look.keep()
			for _, it := range part {
				if m.matches(it) {
					found[i] = append(found[i], it)
				}
			}
		}
		if i == parts-1 {
			search()
			break
		}
		searching.Go(search)
	}
	searching.Wait()
	return found
}

// CountLeftOut returns the number of entries that q leaves out only because they are private.
func (j *Journal) CountLeftOut(q Query) int {
	all := q
	all.WithoutPrivate = false
	return j.Count(all) - j.Count(q)
}

// among narrows order to q's date range by binary search. An entry's day is that of its own
// offset, so it differs by less than two days from the day anywhere else.
func (q Query) among(order []*item) []*item {
	const apart = 2
	before := func(it *item, t time.Time) int { return it.Time.Compare(t) }
	if !q.To.IsZero() {
		end, _ := slices.BinarySearchFunc(order, q.To.AddDays(1+apart).In(time.UTC), before)
		order = order[:end]
	}
	if !q.From.IsZero() {
		start, _ := slices.BinarySearchFunc(order, q.From.AddDays(-apart).In(time.UTC), before)
		order = order[start:]
	}
	return order
}

type matcher struct {
	Query
	look                     searcher
	tags, people, strategies []string
	ids                      map[EntryID]bool // nil matches all
	tests                    []testOf
}

func (j *Journal) matcher(q Query) matcher {
	m := matcher{Query: q, look: newSearcher(q.Text, &j.signs),
		tags: foldAll(q.Tags), people: foldAll(q.People), strategies: foldAll(q.Strategies), tests: j.testsOf(q.Tests)}
	if len(q.IDs) > 0 {
		m.ids = make(map[EntryID]bool, len(q.IDs))
		for _, id := range q.IDs {
			m.ids[id] = true
		}
	}
	return m
}

func foldAll(items []string) []string {
	out := make([]string, len(items))
	for i, s := range items {
		out[i] = Fold(s)
	}
	return out
}

func (m *matcher) matches(it *item) bool {
	if m.look.lacks(it) { // what takes least time comes first
		return false
	}
	switch {
	case it.Deleted.IsZero() == m.InBin,
		m.Area != "" && it.Area != m.Area,
		m.WithoutPrivate && it.Privacy == Private,
		m.ids != nil && !m.ids[it.ID],
		!m.From.IsZero() && it.Day().Before(m.From),
		!m.To.IsZero() && m.To.Before(it.Day()),
		!anyOf(m.Types, it.Type), !anyOf(m.Kinds, it.Kind),
		!anyOf(m.Outcomes, it.Outcome), !anyOf(m.Sources, it.Source),
		!anyFold(m.tags, it.Tags), !anyFold(m.strategies, it.Strategies):
		return false
	}
	if !m.look.finds(it) {
		return false
	}
	for i := range m.tests {
		if !m.tests[i].passes(&it.Entry) {
			return false
		}
	}
	if len(m.people) == 0 {
		return true
	}
	return slices.ContainsFunc(it.People, func(p Person) bool { return slices.Contains(m.people, Fold(p.Name)) })
}

func anyOf[T comparable](wanted []T, v T) bool { return len(wanted) == 0 || slices.Contains(wanted, v) }

func anyFold(wanted, have []string) bool {
	if len(wanted) == 0 {
		return true
	}
	return slices.ContainsFunc(have, func(s string) bool { return slices.Contains(wanted, Fold(s)) })
}

// Vocabulary returns the distinct items of a list in all entries, most frequent first, for
// completion.
func (j *Journal) Vocabulary(of func(*Entry) []string) []string {
	counts := map[string]int{}
	for _, e := range j.Entries(Query{}) {
		for _, s := range of(e) {
			counts[s]++
		}
	}
	words := make([]string, 0, len(counts))
	for s := range counts {
		words = append(words, s)
	}
	slices.SortFunc(words, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	return words
}

// Samples returns the statistics' view of an area's entries from one day to another,
// inclusive; a zero day is unbounded, an empty area means all. A plan counts on the day on
// which it was rated.
func (j *Journal) Samples(area AreaID, from, to Date) []insight.Sample {
	return j.samples(Query{Area: area, From: from, To: to})
}

// samples are those of the area and the days of q, on request without private entries.
func (j *Journal) samples(q Query) []insight.Sample {
	order := j.wholeOrder()
	j.mu.RLock()
	running := j.runningLocked()
	j.mu.RUnlock()
	limit := j.now().Add(ClockSkew)
	var chosen []*item // counted first: a sample is large
	for _, it := range order {
		if !it.Deleted.IsZero() || q.Area != "" && it.Area != q.Area || q.WithoutPrivate && it.Privacy == Private {
			continue
		}
		if it.known(q.From, q.To, limit) != unknown {
			chosen = append(chosen, it)
		}
	}
	if len(chosen) == 0 {
		return nil
	}
	samples := make([]insight.Sample, len(chosen))
	for i, it := range chosen {
		samples[i] = it.sample()
		samples[i].Trying = running[it.Experiment.Experiment]
		if it.known(q.From, q.To, limit) == plannedOnly {
			samples[i] = plannedSample(samples[i])
		}
	}
	return samples
}

// plannedSample returns the part of a sample known before the event: the rating before it.
func plannedSample(s insight.Sample) insight.Sample {
	return insight.Sample{ID: s.ID, Time: s.Time, Planned: true, Source: s.Source, Kind: s.Kind, Before: s.Before, BeforeAt: s.BeforeAt}
}

// knowledge is how much of an entry the statistics may use.
type knowledge int

const (
	unknown knowledge = iota
	plannedOnly
	whole
)

// Data returns the statistics' view of an area from one day to another, inclusive and
// unbounded if zero: its samples, and its ladder as rated by the last day. An empty area means
// all areas together, without a ladder.
func (j *Journal) Data(area AreaID, from, to Date) insight.Data {
	return j.DataOf(Query{Area: area, From: from, To: to})
}

// DataOf is Data of the area and the days of q, as if there were no private entries where q leaves
// them out. Nothing else of q counts.
func (j *Journal) DataOf(q Query) insight.Data {
	area, from, to := q.Area, q.From, q.To
	d := insight.Data{Samples: j.samples(q), Areas: j.AreasWithEntries(), Day: lookDay(j.Now(), to)}
	j.addMeasures(&d, area, from, to)
	for _, x := range j.Experiments() {
		if (x.Area == area || area == "") && !slices.Contains(d.Experiments, x.Name) {
			d.Experiments = append(d.Experiments, x.Name)
		}
	}
	a, ok := j.Area(area)
	if !ok {
		return d
	}
	for _, r := range a.Ladder {
		rung := insight.Rung{Text: r.Text, Difficulty: number(r.Difficulty)}
		for _, given := range r.Ratings {
			if day := DateOf(given.At); to.IsZero() || !to.Before(day) {
				rung.Rating = optional.Some(float64(given.Value))
			}
		}
		d.Ladder = append(d.Ladder, rung)
	}
	return d
}

// AreasWithEntries counts the areas that have an entry. It counts once for each state of the journal,
// as the insights of every area ask for it.
func (j *Journal) AreasWithEntries() int {
	order := j.wholeOrder()
	return j.counted.of(order, countAreas)
}

// orderCount is a number that was counted in an order of the entries.
type orderCount struct {
	mu    sync.Mutex
	order []*item // the counted one, which nobody modifies; nil for none
	n     int
	over  bool // the journal is closed: nothing is kept
}

// of returns the number for an order, and counts it unless that was the last one.
func (c *orderCount) of(order []*item, count func([]*item) int) int {
	if len(order) == 0 {
		return count(nil)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.order) == len(order) && &c.order[0] == &order[0] {
		return c.n
	}
	n := count(order)
	if !c.over {
		c.order, c.n = order, n
	}
	return n
}

// forget lets go of the entries, when the journal is closed.
func (c *orderCount) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.order, c.over = nil, true
}

func countAreas(order []*item) int {
	areas := map[AreaID]bool{}
	for _, it := range order {
		if it.Deleted.IsZero() && !areas[it.Area] {
			areas[it.Area] = true
		}
	}
	return len(areas)
}

// lookDay is the day of a look back to a day, or of now.
func lookDay(now time.Time, to Date) time.Time {
	day := DateOf(now)
	if !to.IsZero() && to.Before(day) {
		day = to
	}
	return time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC)
}

// known returns how much of the entry was known in that range of days. Of a later entry that
// is only the rating before, if it was given by then. Entries after limit count as not
// happened.
func (e *Entry) known(from, to Date, limit time.Time) knowledge {
	within := func(d Date) bool {
		return d.IsWithin(from, to)
	}
	rated := e.EfficacyBefore.IsSet() && within(DateOf(e.EfficacyBeforeAt))
	switch {
	case e.Type == Experience && e.Time.After(limit):
		if rated {
			return plannedOnly
		}
		return unknown
	case e.Type == CheckIn && e.Time.After(limit):
		return unknown
	case e.Type != Plan && within(e.Day()):
		return whole
	case e.Type == Plan && rated:
		return whole
	case e.Type == Experience && rated && !to.IsZero() && to.Before(e.Day()):
		return plannedOnly
	}
	return unknown
}

func (e *Entry) sample() insight.Sample {
	s := insight.Sample{
		ID: string(e.ID), Time: e.Time, CheckIn: e.Type == CheckIn, Planned: e.Type == Plan,
		Source: string(e.Source), Kind: sampleKind(e.Kind), Outcome: e.Outcome,
		Before: number(e.EfficacyBefore), BeforeAt: e.EfficacyBeforeAt, Retrospective: e.IsRetrospective(),
		After: number(e.EfficacyAfter), Stress: number(e.Stress), StressExpected: number(e.StressExpected),
		ExpectedInTime: e.IsExpectedInTime(), Appraisal: sampleAppraisal(e.Appraisal),
		Performance: number(e.Performance), Effort: number(e.Effort),
		Difficulty: number(e.Difficulty), Luck: number(e.Luck),
		Controllable: string(e.Controllable), Evidence: e.Mastery, HasLesson: len(e.Lessons) > 0, Strategies: e.Strategies,
	}
	for _, o := range e.Obstacles {
		if o.CameUp() {
			s.Obstacles = append(s.Obstacles, insight.Obstacle{Name: o.Text, Overcome: o.Overcome})
		}
		o.Count(&s.IfThens)
	}
	for _, p := range e.People {
		s.People = append(s.People, p.Name)
	}
	return s
}

func number[T ~float64](v optional.Value[T]) insight.Number {
	x, ok := v.Get()
	if !ok {
		return insight.Number{}
	}
	return optional.Some(float64(x))
}

func sampleAppraisal(a Appraisal) insight.Appraisal {
	switch a {
	case AppraisalChallenge:
		return insight.Challenge
	case AppraisalThreat:
		return insight.Threat
	}
	return insight.NoAppraisal
}

func sampleKind(k Kind) insight.Kind {
	switch k {
	case KindPractice:
		return insight.Practice
	case KindStretch:
		return insight.Stretch
	case KindEvent:
		return insight.Event
	}
	return insight.NoKind
}
