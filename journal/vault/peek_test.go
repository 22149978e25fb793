package vault

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"runtime"
	"testing"

	"pgregory.net/rapid"
)

// peekJournal makes a journal with an index of so many documents, and peeks at it. The index has nothing but
// the tags, which are returned with the documents.
func peekJournal(t *testing.T, n int) (v *Vault, docs map[RecordID]string, tags map[RecordID]Tag, old RecordID, oldStore []byte) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("there is no index on this system")
	}
	v, dir := create(t, NoPassphrase())
	docs, tags = map[RecordID]string{}, map[RecordID]Tag{}
	var all []Change
	for i := range n {
		id, err := v.NewID()
		if err != nil {
			t.Fatal(err)
		}
		docs[id] = fmt.Sprintf("document %d %s", i, bytes.Repeat([]byte("text "), i))
		all = append(all, Change{ID: id, Doc: []byte(docs[id])})
		old = id
	}
	apply(t, v, all...)
	oldStore = readFile(t, dir, storeName)
	docs[old] = "another version"
	apply(t, v, Change{ID: old, Doc: []byte(docs[old])})
	mustClose(t, v)
	v, _ = unlock(t, dir, NoPassphrase())
	v.WriteIndex(func(all *Tags) ([]byte, bool) {
		for id, tag := range all.All() {
			tags[id] = tag
		}
		return []byte("contents"), true
	})
	mustClose(t, v)
	v, contents, err := Peek(t.Context(), dir, NoPassphrase(), Options{KDF: cheap})
	if err != nil || string(contents) != "contents" {
		t.Fatalf("Peek: %q, %v", contents, err)
	}
	t.Cleanup(func() { _ = v.Close() })
	return v, docs, tags, old, oldStore
}

func TestPeekReadsDocuments(t *testing.T) {
	for _, n := range []int{1, 3, 300} { // within the root, on one page, and below branches
		v, docs, tags, _, _ := peekJournal(t, n)
		if len(tags) != len(docs) {
			t.Fatalf("%d tags of %d documents", len(tags), len(docs))
		}
		for id, want := range docs {
			if got, err := v.PeekAt(id, tags[id]); err != nil || string(got) != want {
				t.Fatalf("got %q, %v; want %q", got, err, want)
			}
		}
		if _, err := v.PeekAt(RecordID{1}, Tag{}); !errors.Is(err, ErrDoubt) {
			t.Errorf("a document that is not there: %v", err)
		}
		if err := v.Apply(t.Context(), []Change{{ID: RecordID{1}}}); !errors.Is(err, ErrClosed) {
			t.Errorf("a change: %v", err)
		}
	}
}

// An older version of a document, put back by somebody who makes the files look untouched, is noticed: by its
// tag, since it opens with the key.
func TestPeekNoticesAnOlderVersionOfADocument(t *testing.T) {
	v, docs, tags, old, oldStore := peekJournal(t, 40)
	v.peeked.pages = newPages(bytes.NewReader(oldStore), int64(len(oldStore)))
	value, err := v.peeked.pages.find(bucketRecords, old[:])
	if err != nil {
		t.Fatal(err)
	}
	if _, doc, err := v.peeked.bucket.Open(nil, [16]byte(old), value); err != nil || string(doc) == docs[old] {
		t.Fatalf("the old store holds %q (%v)", doc, err)
	}
	if doc, err := v.PeekAt(old, tags[old]); !errors.Is(err, ErrDoubt) {
		t.Errorf("an older version is returned: %q, %v", doc, err)
	}
	v.peeked.pages.file, _ = os.Open(os.DevNull) // to be closed
}

// Of a store that was damaged without a write, a document is returned as it was, or not at all.
func TestPeekReturnsNothingDamaged(t *testing.T) {
	v, docs, tags, _, _ := peekJournal(t, 120)
	sound := readFile(t, v.storePath())
	defer func() { v.peeked.pages.file, _ = os.Open(os.DevNull) }()
	rapid.Check(t, func(t *rapid.T) {
		damaged := bytes.Clone(sound)
		for range rapid.IntRange(1, 40).Draw(t, "times") {
			damaged[rapid.IntRange(0, len(damaged)-1).Draw(t, "place")] ^= rapid.Byte().Draw(t, "bits")
		}
		v.peeked.pages = newPages(bytes.NewReader(damaged), int64(len(damaged)))
		for id, want := range docs {
			got, err := v.PeekAt(id, tags[id])
			if err == nil && string(got) != want {
				t.Fatalf("got %q, want %q", got, want)
			}
			if err != nil && !errors.Is(err, ErrDoubt) {
				t.Fatalf("another error than doubt: %v", err)
			}
		}
	})
}

// Tags that are not those of the store make no index.
func TestAnIndexOfOtherTagsIsNotWritten(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	apply(t, v, Change{ID: RecordID{1}, Doc: []byte("one")}, Change{ID: RecordID{2}, Doc: []byte("two")})
	mustClose(t, v)
	v, _ = unlock(t, dir, NoPassphrase())
	v.tags.saved[[16]byte{1}] = Tag{1}
	v.tags.gone[[16]byte{1}] = true
	v.WriteIndex(func(*Tags) ([]byte, bool) { return nil, true })
	if _, err := os.Stat(v.indexPath()); err == nil {
		t.Error("an index was written")
	}
}
