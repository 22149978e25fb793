package vault

import (
	"sync"

	"enactive/journal/vault/internal/seal"
)

// Early decodes the documents of a journal while Unlock reads them to find damage, so that Load need not read them
// again. What it has decoded counts only if these are the very documents that the journal has when Load is called, by
// their set hash: after a repair that changed any, Load reads all.
type Early[T any] struct {
	decode func(id RecordID, doc []byte) (T, error)

	mu      sync.Mutex
	items   [][]T
	damaged []seal.ID
	failed  bool
	set     seal.Mark
	count   uint64
	whole   bool // set and count are of the documents
}

// NewEarly returns an Early for Options.Early and LoadEarly.
func NewEarly[T any](decode func(id RecordID, doc []byte) (T, error)) *Early[T] {
	return &Early[T]{decode: decode}
}

// earlyReader is what Unlock needs of an Early.
type earlyReader interface {
	// take decodes some documents, and notes those that are damaged; it is called from several goroutines.
	take(docs []document, damaged []seal.ID)
	// end says of which documents take had all; without that they do not count.
	end(set seal.Mark, count uint64)
}

func (e *Early[T]) take(docs []document, damaged []seal.ID) {
	items, err := decodeAll(docs, e.decode)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.items = append(e.items, items)
	e.damaged = append(e.damaged, damaged...)
	e.failed = e.failed || err != nil // Load meets it again
}

func (e *Early[T]) end(set seal.Mark, count uint64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.set, e.count, e.whole = set, count, true
}

// fits reports whether what was decoded is what a journal with a head has.
func (e *Early[T]) fits(head seal.Head) bool {
	return e != nil && e.whole && !e.failed && e.set == head.Set && e.count == head.Count
}
