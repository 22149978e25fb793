package state

import (
	"context"
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

// Of is the panel of that key; one without a figure where there is none.
func (p Panels) Of(key string) Panel {
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
	catalogue []charts.Item
	data      func(journal.AreaID, Range) insight.Data
	cancel    func()

	mu       sync.Mutex
	closed   bool
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
const keptMost = 24

// NewInsights begins to listen to the changes of a journal, until Close.
func NewInsights(j *journal.Journal) *Insights {
	s := &Insights{catalogue: charts.Catalogue(), versions: map[journal.AreaID]int{}}
	s.data = func(area journal.AreaID, r Range) insight.Data { return j.Data(area, r.From, r.To) }
	s.cancel = j.Subscribe(s.forget)
	return s
}

// Close stops listening and forgets everything. What is being computed ends soon, and is
// kept by nobody.
func (s *Insights) Close() {
	s.cancel()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept, s.closed = nil, true
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

// Kept returns what was computed for an area over some days, if that is still true.
func (s *Insights) Kept(area journal.AreaID, r Range) (Panels, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, k := range s.kept {
		if k.area == area && k.days == r {
			s.kept = append(slices.Delete(s.kept, i, i+1), k)
			return k.panels, true
		}
	}
	return Panels{}, false
}

// Panels computes the insights of an area over some days, or returns what it has kept. It
// may take a second for a journal of 100,000 entries, and ends early with the error of ctx
// when nobody waits for it any more.
func (s *Insights) Panels(ctx context.Context, area journal.AreaID, r Range) (Panels, error) {
	if panels, ok := s.Kept(area, r); ok {
		return panels, nil
	}
	s.mu.Lock()
	version := s.versions[area]
	s.mu.Unlock()
	panels, err := s.compute(ctx, s.data(area, r))
	if err != nil {
		return Panels{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.versions[area] == version && !s.closed { // else something has changed meanwhile
		s.kept = append(s.kept, kept{area, r, version, panels})
		s.kept = s.kept[max(0, len(s.kept)-keptMost):]
	}
	return panels, nil
}

func (s *Insights) compute(ctx context.Context, data insight.Data) (Panels, error) {
	var claims, others, missing []Panel
	for _, item := range s.catalogue {
		if err := s.over(ctx); err != nil {
			return Panels{}, err
		}
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
	return Panels{Shown: append(claims, others...), Missing: missing}, nil
}

// over tells that nobody waits for what is being computed.
func (s *Insights) over(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return context.Canceled
	}
	return ctx.Err()
}
