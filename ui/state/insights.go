package state

import (
	"context"
	"slices"
	"sync"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// Range is a range of days, both included; a zero day leaves that end open.
type Range struct{ From, To journal.Date }

// Panel is one insight of an area as a page shows it.
type Panel struct {
	Key, Title  string
	Explanation describe.Explanation
	charts.Figure
}

// Panels are the insights of an area.
type Panels struct {
	// Shown have enough entries: claims first, then what is possible, then the others, each in the
	// order of the catalogue.
	Shown []Panel
	// Missing have too few entries.
	Missing []Panel
}

// Of returns the panel with that key, or the zero Panel.
func (p Panels) Of(key string) Panel {
	for _, panel := range slices.Concat(p.Shown, p.Missing) {
		if panel.Key == key {
			return panel
		}
	}
	return Panel{}
}

// Insights computes the insights of areas and caches them until an entry or the area itself
// changes. It is safe for concurrent use.
type Insights struct {
	catalogue []charts.Item
	data      func(journal.AreaID, Range) insight.Data
	today     func() journal.Date
	areas     func() int
	cancel    func()

	mu       sync.Mutex
	closed   bool
	versions map[journal.AreaID]int
	ofAll    int            // changes that concern every area
	shared   int            // how many areas share what the insights may say
	cached   []cachedPanels // the most recently used one is last
}

// cachedPanels is a cached result: the panels of an area for one version of its entries.
type cachedPanels struct {
	area    journal.AreaID
	days    Range
	version int
	shared  int
	day     journal.Date // of the look: what was said of now is not true of tomorrow
	panels  Panels
}

// maxCached is the size of the cache: enough for a home page with a few areas and for the
// ranges between which a reader switches.
const maxCached = 24

// NewInsights subscribes to the changes of a journal until Close.
func NewInsights(j *journal.Journal) *Insights {
	s := &Insights{catalogue: charts.Catalogue(), versions: map[journal.AreaID]int{}}
	s.data = func(area journal.AreaID, r Range) insight.Data { return j.Data(area, r.From, r.To) }
	s.today = func() journal.Date { return journal.DateOf(j.Now()) }
	s.areas = j.AreasWithEntries
	s.shared = s.areas()
	s.cancel = j.Subscribe(s.forget)
	return s
}

// Close unsubscribes and drops the cache. Running computations stop early and their results
// are discarded.
func (s *Insights) Close() {
	s.cancel()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cached, s.closed = nil, true
}

// forget drops the cached results of the areas in a change, and of all areas if there are more or
// fewer of them now, or if a measure, a day or an experiment changed, which any area may have.
func (s *Insights) forget(c journal.Change) {
	shared := s.areas()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range c.Areas {
		s.versions[a]++
	}
	if c.Measures || len(c.Days) > 0 || len(c.Experiments) > 0 {
		s.ofAll++
	}
	s.shared = shared
	s.cached = slices.DeleteFunc(s.cached, func(k cachedPanels) bool { return k.version != s.version(k.area) || k.shared != shared })
}

// version counts the changes of what the insights of an area are computed from. s.mu is held.
func (s *Insights) version(area journal.AreaID) int { return s.versions[area] + s.ofAll }

// Cached returns the cached insights of an area for a range of days, if they are current.
func (s *Insights) Cached(area journal.AreaID, r Range) (Panels, bool) {
	today := s.today()
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, k := range s.cached {
		if k.area == area && k.days == r && k.day == today {
			s.cached = append(slices.Delete(s.cached, i, i+1), k)
			return k.panels, true
		}
	}
	return Panels{}, false
}

// Panels returns the insights of an area for a range of days, from the cache or computed. It
// may take a second for a journal of 100,000 entries, and ends early with the error of ctx.
func (s *Insights) Panels(ctx context.Context, area journal.AreaID, r Range) (Panels, error) {
	if panels, ok := s.Cached(area, r); ok {
		return panels, nil
	}
	s.mu.Lock()
	version, shared := s.version(area), s.shared
	s.mu.Unlock()
	today := s.today()
	panels, err := s.compute(ctx, s.data(area, r))
	if err != nil {
		return Panels{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.version(area) == version && s.shared == shared && !s.closed { // else something has changed meanwhile
		s.cached = append(s.cached, cachedPanels{area, r, version, shared, today, panels})
		s.cached = s.cached[max(0, len(s.cached)-maxCached):]
	}
	return panels, nil
}

func (s *Insights) compute(ctx context.Context, data insight.Data) (Panels, error) {
	var claims, possible, others, missing []Panel
	figures, err := charts.Compute(s.catalogue, data, "", func() error { return s.over(ctx) })
	if err != nil {
		return Panels{}, err
	}
	for i, item := range s.catalogue {
		p := Panel{item.Key, item.Title, item.Explanation, figures[i]}
		switch p.Finding {
		case insight.Claim:
			claims = append(claims, p)
		case insight.Possible:
			possible = append(possible, p)
		case insight.NotEnough:
			missing = append(missing, p)
		default:
			others = append(others, p)
		}
	}
	return Panels{Shown: slices.Concat(claims, possible, others), Missing: missing}, nil
}

// over returns an error if the running computation should stop.
func (s *Insights) over(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return context.Canceled
	}
	return ctx.Err()
}
