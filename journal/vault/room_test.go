package vault

import (
	"bytes"
	"errors"
	"os"
	"testing"
)

// A save of many documents makes room for them, and is a save like any other.
func TestManyChangesHaveRoomMade(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	apply(t, v, Change{ID: RecordID{1}, Doc: []byte("first")})
	var many []Change
	doc := bytes.Repeat([]byte("text "), 20_000)
	for i := range manyBytes / 100_000 * 2 {
		many = append(many, Change{ID: RecordID{2, byte(i)}, Doc: doc})
	}
	apply(t, v, many...)
	if v.store.room < len(many)*len(doc) {
		t.Errorf("room for %d bytes", v.store.room)
	}
	before := v.store
	apply(t, v, Change{ID: RecordID{1}, Doc: []byte("changed")})
	if v.store != before {
		t.Error("the store was opened anew for one document")
	}
	mustClose(t, v)
	v, repair := unlock(t, dir, NoPassphrase())
	if got := allDocs(t, v); len(repair.Notes) > 0 || len(got) != len(many)+1 || got[RecordID{1}] != "changed" || got[RecordID{2, 7}] != string(doc) {
		t.Errorf("%v, %d documents", repair.Notes, len(got))
	}
}

// A store that is replaced when room is to be made is not written to.
func TestManyChangesIntoAReplacedStore(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	apply(t, v, Change{ID: RecordID{1}, Doc: []byte("first")})
	ready, err := v.sealAll(t.Context(), []Change{{ID: RecordID{2}, Doc: bytes.Repeat([]byte("text "), 3<<20)}, {ID: RecordID{3}, Doc: bytes.Repeat([]byte("text "), 1<<20)}})
	if err != nil {
		t.Fatal(err)
	}
	store := readFile(t, dir, storeName)
	if err := errors.Join(os.Remove(v.storePath()), os.WriteFile(v.storePath(), store, 0o600)); err != nil {
		t.Fatal(err)
	}
	v.mu.Lock()
	err = v.makeRoom(ready)
	v.mu.Unlock()
	if !errors.Is(err, ErrReplaced) && !errors.Is(err, ErrClosed) {
		t.Errorf("makeRoom: %v", err)
	}
	if err := v.Apply(t.Context(), []Change{{ID: RecordID{4}, Doc: []byte("more")}}); !errors.Is(err, ErrClosed) {
		t.Errorf("a save: %v", err)
	}
}
