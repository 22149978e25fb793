package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

// A save into a journal that was peeked at is in both copies, and an index of it is as good as one of everything.
func TestWriteOnSaves(t *testing.T) {
	v, docs, tags, old, _ := peekJournal(t, 40)
	dir := v.Folder()
	if err := v.WriteOn(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := v.WriteOn(t.Context()); !errors.Is(err, ErrDoubt) {
		t.Errorf("twice: %v", err)
	}
	added := RecordID{7}
	docs[added], docs[old] = "new", "changed"
	apply(t, v, Change{ID: added, Doc: []byte("new")}, Change{ID: old, Doc: []byte("changed")})
	v.RenewIndex(func(id RecordID) (Tag, bool) { tag, ok := tags[id]; return tag, ok }, func(saved *Tags) ([]byte, bool) {
		for id := range saved.Changed {
			tags[id], _ = saved.Of(id)
		}
		return []byte("more"), true
	})
	mustClose(t, v)
	v, contents, err := Peek(t.Context(), dir, NoPassphrase(), Options{KDF: cheap})
	if err != nil || string(contents) != "more" {
		t.Fatalf("Peek: %q, %v", contents, err)
	}
	for id, want := range docs {
		if got, err := v.PeekAt(id, tags[id]); err != nil || string(got) != want {
			t.Fatalf("got %q, %v; want %q", got, err, want)
		}
	}
	mustClose(t, v)
	v, repair := unlock(t, dir, NoPassphrase())
	if len(repair.Notes) > 0 || len(allDocs(t, v)) != len(docs) {
		t.Errorf("%v; %d documents of %d", repair.Notes, len(allDocs(t, v)), len(docs))
	}
	if report, err := v.Check(t.Context()); err != nil || len(report.Faults) > 0 {
		t.Errorf("%+v, %v", report, err)
	}
}

func allDocs(t interface {
	Fatal(...any)
}, v *Vault) map[RecordID]string {
	docs := map[RecordID]string{}
	if err := v.Each(context.Background(), func(id RecordID, doc []byte) error { docs[id] = string(doc); return nil }); err != nil {
		t.Fatal(err)
	}
	return docs
}

// Tags that do not lead from the old head to the new one make no index.
func TestARenewedIndexOfOtherTagsIsNotWritten(t *testing.T) {
	v, _, _, old, _ := peekJournal(t, 10)
	if err := v.WriteOn(t.Context()); err != nil {
		t.Fatal(err)
	}
	apply(t, v, Change{ID: old, Doc: []byte("changed")})
	v.RenewIndex(func(RecordID) (Tag, bool) { return Tag{1}, true }, func(*Tags) ([]byte, bool) { return nil, true })
	if _, err := os.Stat(v.indexPath()); err == nil {
		t.Error("an index was written")
	}
}

// A save that fails, before or after it reached the log, changes nothing, and the journal opens.
func TestAFailedSaveAfterPeekingChangesNothing(t *testing.T) {
	v, docs, _, _, _ := peekJournal(t, 10)
	dir := v.Folder()
	if err := v.WriteOn(t.Context()); err != nil {
		t.Fatal(err)
	}
	v.commit = func(tx *bbolt.Tx) error { return errors.Join(errors.New("the disk fails"), tx.Rollback()) }
	if err := v.Apply(t.Context(), []Change{{ID: RecordID{7}, Doc: []byte("new")}}); err == nil {
		t.Fatal("it was saved")
	}
	mustClose(t, v)
	v, _ = unlock(t, dir, NoPassphrase())
	if got := allDocs(t, v); len(got) != len(docs) {
		t.Errorf("%d documents of %d", len(got), len(docs))
	}
}

// Whatever has happened to the files since Peek, WriteOn writes nothing.
func TestWriteOnDoubts(t *testing.T) {
	for what, happens := range map[string]func(v *Vault) error{
		"a longer log":   func(v *Vault) error { return appendTo(segmentPath(v.logPath(), 1), "x") },
		"a shorter log":  func(v *Vault) error { return os.Truncate(segmentPath(v.logPath(), 1), 200) },
		"no log":         func(v *Vault) error { return os.RemoveAll(v.logPath()) },
		"a longer store": func(v *Vault) error { return appendTo(v.storePath(), "x") },
		"no store":       func(v *Vault) error { return os.Remove(v.storePath()) },
	} {
		for _, unnoticed := range []bool{false, true} {
			t.Run(fmt.Sprint(what, unnoticed), func(t *testing.T) {
				v, _, _, _, _ := peekJournal(t, 10)
				if err := happens(v); err != nil {
					t.Fatal(err)
				}
				if unnoticed && what != "a longer store" { // bbolt itself leaves room at the end
					remark(v)
				}
				if err := v.WriteOn(t.Context()); !errors.Is(err, ErrDoubt) {
					t.Fatalf("WriteOn: %v", err)
				}
				if err := v.Apply(t.Context(), []Change{{ID: RecordID{1}}}); !errors.Is(err, ErrClosed) {
					t.Errorf("a change: %v", err)
				}
			})
		}
	}
}

// remark has the files taken for those of the index.
func remark(v *Vault) {
	v.peeked.found.log, _ = readMark(segmentPath(v.logPath(), 1))
	v.peeked.found.store, _ = readMark(v.storePath())
}

func appendTo(path, text string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// A store that was damaged without a write, as by a failing disk: what was saved before and is saved now is found when
// the journal is opened, since the log has it.
func TestWhatIsSavedIntoADamagedStoreIsKept(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		v, docs, _, old, _ := peekJournal(t, 30)
		dir := v.Folder()
		damaged := readFile(t, v.storePath())
		for range rapid.IntRange(1, 6).Draw(r, "times") {
			damaged[rapid.IntRange(0, len(damaged)-1).Draw(r, "place")] ^= rapid.Byte().Draw(r, "bits")
		}
		f, err := os.OpenFile(v.storePath(), os.O_WRONLY, 0)
		if err != nil {
			r.Fatal(err)
		}
		if _, err := f.WriteAt(damaged, 0); err != nil || f.Close() != nil {
			r.Fatal(err)
		}
		remark(v)
		if err := v.WriteOn(t.Context()); err == nil {
			if err := v.Apply(t.Context(), []Change{{ID: RecordID{7}, Doc: []byte("new")}, {ID: old, Doc: []byte("changed")}}); err == nil {
				docs[RecordID{7}], docs[old] = "new", "changed"
			}
		} else if !errors.Is(err, ErrDoubt) {
			r.Fatal(err)
		}
		_ = v.Close() // the store may be broken
		v, _, err = Unlock(t.Context(), dir, NoPassphrase(), Options{KDF: cheap})
		if err != nil {
			r.Fatal(err)
		}
		defer v.Close()
		got := allDocs(r, v)
		for id, want := range docs {
			if got[id] != want {
				r.Fatalf("got %q, want %q", got[id], want)
			}
		}
		if len(got) != len(docs) {
			r.Fatalf("%d documents of %d", len(got), len(docs))
		}
	})
}
