package state

import (
	"slices"
	"sync"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/insight"
)

// Range is the days that are looked at, both included; a zero day is open.
type Range struct{ From, To journal.Date }

// Panel is one insight of an area as a page shows it.
type Panel struct {
	Key, Title  string
	Explanation insight.Explanation
	charts.Figure
}

// Panels are the insights of an area.
type Panels struct {
	// Shown have something to say: claims first, then the others, each in the order of
	// the catalogue.
	Shown []Panel
	// Missing have too few entries.
	Missing []Panel
}

// of is the panel of that key; one without a figure where there is none.
func (p Panels) of(key string) Panel {
	for _, panel := range slices.Concat(p.Shown, p.Missing) {
		if panel.Key == key {
			return panel
		}
	}
	return Panel{}
}

// Insights computes the insights of areas, and keeps what it has computed until an entry
// or the area itself changes. It may be used by several goroutines.
type Insights struct {
	journal *journal.Journal
	compute func(journal.AreaID, Range) Panels
	cancel  func()

	mu       sync.Mutex
	versions map[journal.AreaID]int
	kept     []kept // the one used last at the end
}

// kept is what was computed for an area at one state of its entries.
type kept struct {
	area    journal.AreaID
	days    Range
	version int
	panels  Panels
}

// keptMost is how many results are kept: those of a home with a few areas and of the
// ranges that somebody goes to and fro between.
const keptMost = 12

// NewInsights begins to listen to the changes of a journal, until Close.
func NewInsights(j *journal.Journal) *Insights {
	s := &Insights{journal: j, versions: map[journal.AreaID]int{}}
	s.compute = func(area journal.AreaID, r Range) Panels { return panelsOf(j.Data(area, r.From, r.To)) }
	s.cancel = j.Subscribe(s.forget)
	return s
}

// Close stops listening and forgets everything.
func (s *Insights) Close() {
	s.cancel()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = nil
}

// forget drops what depended on the areas of a change.
func (s *Insights) forget(c journal.Change) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range c.Areas {
		s.versions[a]++
	}
	s.kept = slices.DeleteFunc(s.kept, func(k kept) bool { return k.version != s.versions[k.area] })
}

// Panels computes the insights of an area over some days, or returns what it has kept.
// It may take a second or two for a journal of 100,000 entries.
func (s *Insights) Panels(area journal.AreaID, r Range) Panels {
	s.mu.Lock()
	version := s.versions[area]
	for i, k := range s.kept {
		if k.area == area && k.days == r {
			s.kept = append(slices.Delete(s.kept, i, i+1), k)
			s.mu.Unlock()
			return k.panels
		}
	}
	s.mu.Unlock()
	panels := s.compute(area, r)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.versions[area] == version { // else something has changed meanwhile
		s.kept = append(s.kept, kept{area, r, version, panels})
		s.kept = s.kept[max(0, len(s.kept)-keptMost):]
	}
	return panels
}

func panelsOf(data insight.Data) Panels {
	var claims, others, missing []Panel
	for _, item := range charts.Catalogue() {
		p := Panel{item.Key, item.Title, item.Explanation, item.Compute(data, "")}
		switch p.Finding {
		case insight.Claim:
			claims = append(claims, p)
		case insight.NotEnough:
			missing = append(missing, p)
		default:
			others = append(others, p)
		}
	}
	return Panels{Shown: append(claims, others...), Missing: missing}
}

// Period is a range of days that can be chosen by name, seen from a day.
type Period struct {
	Name string
	Of   func(day journal.Date) Range
}

// Periods lists the ranges that can be looked at.
func Periods() []Period {
	back := func(days int) func(journal.Date) Range {
		return func(day journal.Date) Range { return Range{day.AddDays(1 - days), day} }
	}
	return []Period{
		{"All time", func(day journal.Date) Range { return Range{To: day} }},
		{"Last year", back(365)},
		{"Last 90 days", back(90)},
		{"Last 30 days", back(30)},
		{"This month", func(day journal.Date) Range { return Range{firstOfMonth(day), day} }},
		{"Last month", func(day journal.Date) Range {
			last := firstOfMonth(day).AddDays(-1)
			return Range{firstOfMonth(last), last}
		}},
	}
}

func firstOfMonth(day journal.Date) journal.Date {
	day.Day = 1
	return day
}
