package journal

import (
	"maps"
	"slices"
	"sync"
)

// Change describes the effects of one command.
type Change struct {
	// Entries are the entries that were added, changed, deleted or restored.
	Entries []EntryID
	// Areas are the areas whose own data or entries may have changed.
	Areas []AreaID
	// Reviews are the current versions of the changed reviews; a removed review has no text.
	Reviews []Review
	// Filters is true when the saved filters changed.
	Filters bool
	// Handouts is true when the remembered documents changed.
	Handouts bool
	// Words is true when the learned words changed.
	Words bool
	// Reminders is true when the reminders changed.
	Reminders bool
	// Waiting is true when a note from outside came or went, or when the way changed by which they come.
	Waiting bool
	// Measures is true when a measure was added, changed or removed.
	Measures bool
	// Days are the days whose values or notes changed, in order.
	Days []Date
	// Experiments are the experiments that were started, changed or removed. One whose tries alone
	// changed is not among them.
	Experiments []ExperimentID
	// Attachments are the attachments that were added or removed. They change no entry and no day.
	Attachments []Attachment
}

// feed notifies listeners of changes.
type feed struct {
	mu        sync.Mutex
	next      int
	listeners map[int]func(Change)
}

// Subscribe calls listen after every change, on the goroutine that made the change, until
// cancel is called. A listener must return quickly and may read the journal.
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
