// Package reminding knows when a person is to be reminded next. It has no clock and starts no timer:
// a window asks it for the next moment, and at that moment, or after the computer slept, what is due.
package reminding

import (
	"slices"
	"time"

	"enactive/journal/weekly"
)

// MaxLate is how late a reminder is still given, such as after the computer slept. One that is later
// would only say what the person knows.
const MaxLate = time.Hour

// Item is something to be reminded of.
type Item struct {
	// ID tells items apart.
	ID string
	// Weekly is when it comes each week; if it is not valid, it comes once, at At.
	Weekly weekly.Time
	At     time.Time
}

func (i *Item) next(after time.Time) time.Time {
	switch {
	case i.Weekly.IsValid():
		return i.Weekly.Next(after)
	case i.At.After(after):
		return i.At
	}
	return time.Time{}
}

// Schedule is what there is to be reminded of. It is for one goroutine. All its times are those of the
// clock on the wall, because the monotonic clock stops while a computer sleeps.
type Schedule struct {
	items []Item
	seen  time.Time            // everything until then was given
	given map[string]time.Time // the last moment of each that was given
}

// New begins at a moment; what was before it is not given.
func New(now time.Time) *Schedule {
	return &Schedule{seen: now.Round(0), given: map[string]time.Time{}}
}

// Set replaces the items.
func (s *Schedule) Set(items []Item) { s.items = items }

// Next is the next moment at which something is due; zero if there is none.
func (s *Schedule) Next(now time.Time) time.Time {
	var next time.Time
	for i := range s.items {
		if at := s.items[i].next(now.Round(0)); !at.IsZero() && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next
}

// Due returns what has become due since it was asked last. A clock that is set forward, or that ran on
// while the computer slept, brings what is not later than MaxLate; one that is set back brings nothing
// twice.
func (s *Schedule) Due(now time.Time) []Item {
	now = now.Round(0)
	from := s.seen.In(now.Location())
	s.seen = now
	if limit := now.Add(-MaxLate); from.Before(limit) {
		from = limit
	}
	var due []Item
	for _, item := range s.items {
		for at := item.next(from); !at.IsZero() && !at.After(now); at = item.next(at) {
			if !s.given[item.ID].Equal(at) {
				s.given[item.ID] = at
				if !slices.ContainsFunc(due, func(d Item) bool { return d.ID == item.ID }) {
					due = append(due, item)
				}
			}
		}
	}
	return due
}
