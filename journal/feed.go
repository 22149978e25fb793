package journal

import (
	"maps"
	"slices"
	"sync"
)

// Change says what one command changed.
type Change struct {
	// Entries are the entries that were added, changed, deleted or brought back.
	Entries []EntryID
	// Areas are the areas in which anything may look different now, their own data included.
	Areas []AreaID
	// Reviews are the reviews that changed, as they are now; one that is gone has no text.
	Reviews []Review
	// Filters is true when the saved filters changed.
	Filters bool
}

// feed tells listeners of changes.
type feed struct {
	mu        sync.Mutex
	next      int
	listeners map[int]func(Change)
}

// Subscribe calls listen after every change, on the goroutine that made it, until cancel
// is called. A listener must return quickly and may read the journal.
func (j *Journal) Subscribe(listen func(Change)) (cancel func()) {
	f := &j.feed
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.listeners == nil {
		f.listeners = map[int]func(Change){}
	}
	id := f.next
	f.next++
	f.listeners[id] = listen
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.listeners, id)
	}
}

func (f *feed) notify(c Change) {
	f.mu.Lock()
	listeners := make([]func(Change), 0, len(f.listeners))
	for _, id := range slices.Sorted(maps.Keys(f.listeners)) {
		listeners = append(listeners, f.listeners[id])
	}
	f.mu.Unlock()
	for _, l := range listeners {
		l(c)
	}
}
