package drafts

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"enactive/journal"
)

// Store holds sealed drafts; *journal.Journal is one.
type Store interface {
	Draft(name string) (doc []byte, at time.Time, ok bool)
	SaveDraft(ctx context.Context, name string, doc []byte, files ...journal.PreparedID) error
	DropDraft(ctx context.Context, name string) error
}

// Source is a page with something to store as a draft: nil if nothing is unsaved.
type Source interface{ Draft() []byte }

// Form is a form that is open.
type Form interface {
	Source
	Changed() bool
	Listen(changed func())
}

// Host is what a keeper asks of the window.
type Host interface {
	// Work runs work away from the interface's thread and then, on it, done.
	Work(work func(context.Context) error, done func(error))
	// After runs something on the interface's thread after a delay.
	After(time.Duration, func())
	// Active reports whether the keeper's journal is still the open one.
	Active() bool
	// DraftFailed reports that a draft could not be stored, and retries it; DraftsStored takes
	// that back.
	DraftFailed(err error, retry func())
	DraftsStored()
}

// SealAfter is how long after the last key the forms are sealed.
const SealAfter = 2 * time.Second

// Keeper collects, seals, restores and discards the drafts of an open journal. It belongs to
// the interface's thread.
type Keeper struct {
	store  Store
	number int // of the window
	host   Host
	quick  Source
	review Source
	day    Source
	form   Form   // nil while none is open
	name   string // of the form's draft once the form is left; "" if it must not be stored or dropped
	sealed map[string][]byte
	left   map[string][]byte // of windows that are closed, and not sealed yet
	turn   int
}

// NewKeeper makes a keeper for a store. The number is that of the window with the forms, from 1.
func NewKeeper(s Store, h Host, number int) *Keeper {
	return &Keeper{store: s, host: h, number: number, sealed: map[string][]byte{}, left: map[string][]byte{}}
}

// Watch names the quick entry, the review and the form of a day, which have drafts as long as the
// journal is open.
func (k *Keeper) Watch(quick, review, day Source) { k.quick, k.review, k.day = quick, review, day }

// Open names the form that is on the screen, with the name of its draft once it is left.
func (k *Keeper) Open(f Form, name string) {
	k.form, k.name = f, name
	f.Listen(k.Typed)
}

// named is the name of a form's draft in the keeper's window.
func (k *Keeper) named(form string) string { return inWindow(form, k.number) }

// Name is the name of the open form's draft.
func (k *Keeper) Name() string { return k.name }

// Close notes that the open form is saved or discarded: no draft of it remains. done is called
// once the draft that it was opened from is dropped, if there is one.
func (k *Keeper) Close(done func(error)) {
	name := k.name
	k.form, k.name = nil, ""
	k.Seal()
	k.Discard(name, done)
}

// Collect returns the contents of the forms by the names of their drafts; nil contents mean
// that nothing is unsaved.
func (k *Keeper) Collect() map[string][]byte {
	all := maps.Clone(k.left)
	all[k.named(Quick)], all[k.named(Editor)], all[k.named(Review)], all[k.named(Day)] = k.quick.Draft(), nil, k.review.Draft(), k.day.Draft()
	if k.form != nil {
		all[k.named(Editor)] = k.form.Draft()
	}
	return all
}

// Typed seals the forms soon.
func (k *Keeper) Typed() {
	k.turn++
	turn := k.turn
	k.host.After(SealAfter, func() {
		if turn == k.turn && k.host.Active() {
			k.Seal()
		}
	})
}

// Seal seals the contents of the forms that have changed, and drops the drafts of forms in
// which nothing is unsaved any more.
func (k *Keeper) Seal() {
	changed := map[string][]byte{}
	for name, doc := range k.Collect() {
		if !bytes.Equal(doc, k.sealed[name]) {
			changed[name] = doc
		}
	}
	if len(changed) == 0 {
		k.host.DraftsStored()
		return
	}
	store := k.store
	k.host.Work(func(ctx context.Context) error {
		_, err := SealAll(ctx, store, changed)
		return err
	}, func(err error) {
		if err != nil {
			k.host.DraftFailed(err, k.Seal)
			return
		}
		for name, doc := range changed {
			k.sealed[name] = doc
			delete(k.left, name)
		}
		k.host.DraftsStored()
	})
}

// SealAll seals drafts and returns the contents that could not be sealed.
func SealAll(ctx context.Context, s Store, all map[string][]byte) (unsealed map[string][]byte, err error) {
	unsealed = map[string][]byte{}
	for name, doc := range all {
		if doc == nil {
			continue
		}
		if failed := s.SaveDraft(ctx, name, doc, filesOf(doc)...); failed != nil {
			unsealed[name] = doc
			err = errors.Join(err, failed)
		}
	}
	for name, doc := range all { // after those that may have got a file from them
		if doc == nil {
			err = errors.Join(err, s.DropDraft(ctx, name))
		}
	}
	return unsealed, err
}

// Leave does something that takes the form off the screen. What is unsaved in the form is
// stored first, and stored is called with the name of its draft; a form that cannot be stored
// stays open.
func (k *Keeper) Leave(do func(), stored func(name string)) {
	if k.form == nil || !k.form.Changed() || k.name == "" {
		do()
		return
	}
	name, doc, store := k.name, k.form.Draft(), k.store
	k.host.Work(func(ctx context.Context) error { return store.SaveDraft(ctx, name, doc, filesOf(doc)...) }, func(err error) {
		if err != nil {
			k.host.DraftFailed(err, k.Seal)
			return
		}
		k.name = "" // the stored draft outlives the form
		do()
		stored(name)
	})
}

// Discard drops a draft if there is one, and then calls done.
func (k *Keeper) Discard(name string, done func(error)) {
	if name == "" {
		return
	}
	if _, _, found := k.store.Draft(name); !found {
		return
	}
	store := k.store
	k.host.Work(func(ctx context.Context) error { return store.DropDraft(ctx, name) }, done)
}

// Restorable are the contents that the forms had when the journal was closed; nil for forms
// in which nothing was unsaved.
type Restorable struct{ Editor, Quick, Review, Day []byte }

// Restorable returns the contents to restore. Those that could not be sealed and stayed in memory
// are newer than the sealed ones.
func (k *Keeper) Restorable(unsealed map[string][]byte) Restorable {
	find := func(name string) []byte {
		sealed, _, _ := k.store.Draft(name)
		k.sealed[name] = sealed
		if doc := unsealed[name]; doc != nil {
			return doc
		}
		return sealed
	}
	found := Restorable{Editor: find(k.named(Editor)), Quick: find(k.named(Quick)), Review: find(k.named(Review)), Day: find(k.named(Day))}
	for name, doc := range unsealed {
		if doc != nil && !slices.Contains(Names(k.number), name) {
			k.left[name] = doc
		}
	}
	return found
}
