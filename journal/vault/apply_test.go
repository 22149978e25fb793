package vault

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

// TestVaultBehavesLikeAMap compares the vault with a map over random changes, failures, damage and reopenings.
func TestVaultBehavesLikeAMap(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of short runs, such as that under the race detector: it is sequential")
	}
	rapid.Check(t, func(t *rapid.T) {
		parent := rapidDir(t)
		dir := filepath.Join(parent, "journal")
		v, err := Create(context.Background(), dir, NoPassphrase(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = v.Close() }() // already closed unless the test failed
		want := map[RecordID]string{}
		anID := rapid.Map(rapid.IntRange(0, 30), id)
		changes := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Change {
			c := Change{ID: anID.Draw(t, "id")}
			if rapid.IntRange(0, 3).Draw(t, "kind") > 0 {
				c.Doc = append([]byte{}, rapid.SliceOfN(rapid.Byte(), 0, 900).Draw(t, "doc")...)
			}
			return c
		}), 0, 12)
		apply := func(batch []Change) {
			for _, c := range batch {
				if c.Doc == nil {
					delete(want, c.ID)
					continue
				}
				want[c.ID] = string(c.Doc)
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"save": func(t *rapid.T) {
				batch := changes.Draw(t, "batch")
				if err := v.Apply(context.Background(), batch); err != nil {
					t.Fatal(err)
				}
				apply(batch)
			},
			"fail before the disk": func(t *rapid.T) {
				v.commit = func(tx *bbolt.Tx) error { return errors.Join(syscall.EIO, tx.Rollback()) }
				batch := changes.Draw(t, "batch")
				if err := v.Apply(context.Background(), batch); !errors.Is(err, syscall.EIO) && len(batch) > 0 {
					t.Fatalf("got %v, want EIO", err)
				}
				v.commit = (*bbolt.Tx).Commit
			},
			"fail after the disk": func(t *rapid.T) {
				failed := false
				v.commit = func(tx *bbolt.Tx) error {
					err := tx.Commit()
					if !failed {
						failed = true
						return errors.Join(err, syscall.EIO)
					}
					return err
				}
				batch := changes.Draw(t, "batch")
				if err := v.Apply(context.Background(), batch); err != nil {
					t.Fatalf("a save confirmed by the second attempt: %v", err)
				}
				apply(batch)
				v.commit = (*bbolt.Tx).Commit
			},
			"reopen": func(t *rapid.T) {
				if err := v.Close(); err != nil {
					t.Fatal(err)
				}
				var repair Repair
				if v, repair, err = Unlock(context.Background(), dir, NoPassphrase(), Options{}); err != nil || len(repair.Notes) > 0 {
					t.Fatal(err, repair)
				}
			},
			"lose a copy and reopen": func(t *rapid.T) {
				if err := v.Close(); err != nil {
					t.Fatal(err)
				}
				name := rapid.SampledFrom([]string{storeName, logName, headerA, headerB}).Draw(t, "copy")
				if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
					t.Fatal(err)
				}
				var repair Repair
				if v, repair, err = Unlock(context.Background(), dir, NoPassphrase(), Options{}); err != nil || len(repair.Notes) == 0 {
					t.Fatal(err, repair)
				}
			},
			"damage a copy and reopen": func(t *rapid.T) {
				if err := v.Close(); err != nil {
					t.Fatal(err)
				}
				path := filepath.Join(dir, storeName)
				if rapid.Bool().Draw(t, "log") {
					path = segmentPath(filepath.Join(dir, logName), 1)
				}
				raw, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				raw, _ = damageBytes(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 3)), raw)
				if err := os.WriteFile(path, raw, 0o600); err != nil {
					t.Fatal(err)
				}
				if v, _, err = Unlock(context.Background(), dir, NoPassphrase(), Options{Probe: ProbeCommand()}); err != nil {
					t.Fatal(err)
				}
			},
			"crash between both copies": func(t *rapid.T) {
				before, err := os.ReadFile(filepath.Join(dir, storeName))
				if err != nil {
					t.Fatal(err)
				}
				batch := changes.Draw(t, "batch")
				if err := v.Apply(context.Background(), batch); err != nil {
					t.Fatal(err)
				}
				apply(batch)
				if err := v.Close(); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, storeName), before, 0o600); err != nil {
					t.Fatal(err)
				}
				if v, _, err = Unlock(context.Background(), dir, NoPassphrase(), Options{}); err != nil {
					t.Fatal(err)
				}
			},
			"": func(t *rapid.T) {
				found := map[RecordID]string{}
				err := v.Each(context.Background(), func(id RecordID, doc []byte) error {
					found[id] = string(doc)
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
				if fmt.Sprint(found) != fmt.Sprint(want) {
					t.Fatalf("got %v, want %v", found, want)
				}
				if v.head.Count != uint64(len(want)) {
					t.Fatalf("the head counts %d, want %d", v.head.Count, len(want))
				}
			},
		})
	})
}

// A failed save with both copies missing closes the vault and returns ErrClosed.
func TestVaultClosesAfterAnUncertainSave(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	store := readFile(t, dir, storeName)
	v.commit = func(tx *bbolt.Tx) error {
		overwrite(t, nil, dir, storeName)
		return errors.Join(syscall.EIO, tx.Rollback(), os.RemoveAll(filepath.Join(dir, logName)))
	}
	err := v.Apply(t.Context(), []Change{{ID: id(9), Doc: doc(9)}})
	checkError(t, err, ErrClosed, dir, "open the journal again")
	if !errors.Is(err, syscall.EIO) {
		t.Errorf("%v does not wrap the first cause", err)
	}
	checkError(t, v.Apply(t.Context(), []Change{{ID: id(9), Doc: doc(9)}}), ErrClosed)
	checkError(t, v.Each(t.Context(), func(RecordID, []byte) error { return nil }), ErrClosed)
	mustClose(t, v)
	overwrite(t, store, dir, storeName)
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)
}

// A failed save with the store missing is confirmed from the log.
func TestSaveSurvivesTheLossOfTheStore(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	v.commit = func(tx *bbolt.Tx) error {
		v.commit = (*bbolt.Tx).Commit
		overwrite(t, nil, dir, storeName)
		return errors.Join(syscall.EIO, tx.Rollback())
	}
	apply(t, v, Change{ID: id(9), Doc: doc(9)})
	want[id(9)] = string(doc(9))
	same(t, v, want)
	mustClose(t, v)
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)
}

// hookedReader is a source of random bytes that calls a hook and fails once.
type hookedReader struct {
	r      io.Reader
	happen func()
}

func (d *hookedReader) Read(b []byte) (int, error) {
	if d.happen == nil {
		return d.r.Read(b)
	}
	d.happen()
	d.happen = nil
	return 0, errCut
}

// While the store is rebuilt from the log, the log can be overwritten too: acknowledged saves
// are then only in memory, and the error has to report that.
func TestOverwritingTheLogDuringARebuildIsReported(t *testing.T) {
	for _, over := range []bool{true, false} {
		v, dir := create(t, NoPassphrase())
		fill(t, v, 3)
		v.commit = func(tx *bbolt.Tx) error {
			v.commit = (*bbolt.Tx).Commit
			overwrite(t, nil, dir, storeName)
			v.opts.Rand = &hookedReader{v.opts.Rand, func() {
				if over {
					overwrite(t, nil, segmentPath(filepath.Join(dir, logName), 1))
				}
			}}
			return errors.Join(syscall.EIO, tx.Rollback())
		}
		err := v.Apply(t.Context(), []Change{{ID: id(9), Doc: doc(9)}})
		checkError(t, err, ErrClosed, dir)
		if errors.Is(err, ErrReplaced) != over {
			t.Errorf("log overwritten: %v, got error %v", over, err)
		}
	}
}

func TestClosedVaultReturnsErrClosed(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	mustClose(t, v)
	mustClose(t, v)
	checkError(t, v.Apply(t.Context(), []Change{{ID: id(1), Doc: doc(1)}}), ErrClosed, dir)
	checkError(t, v.Each(t.Context(), func(RecordID, []byte) error { return nil }), ErrClosed, dir)
	if _, err := v.Get(id(1)); !errors.Is(err, ErrClosed) {
		t.Errorf("Get: %v, want ErrClosed", err)
	}
}

func TestCancelledWorkChangesNothing(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 2000)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := v.Apply(ctx, []Change{{ID: id(1)}}); !errors.Is(err, context.Canceled) {
		t.Errorf("Apply: %v, want context.Canceled", err)
	}
	if err := v.Each(ctx, func(RecordID, []byte) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("Each: %v, want context.Canceled", err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	seen := 0
	err := v.Each(ctx, func(RecordID, []byte) error {
		if seen++; seen == 10 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || seen == len(want) {
		t.Errorf("Each cancelled half-way: %v after %d documents", err, seen)
	}
	same(t, v, want)
	mustClose(t, v)
	if _, _, err := Unlock(ctx, dir, NoPassphrase(), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Unlock: %v, want context.Canceled", err)
	}
	if _, err := Create(ctx, dir+"2", NoPassphrase(), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Create: %v, want context.Canceled", err)
	}
	unlock(t, dir, NoPassphrase()) // no lock is left behind
}

func TestErrorsOfCallersAreReturnedUnchanged(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	fill(t, v, 2000)
	mine := errors.New("mine")
	seen := 0
	err := v.Each(t.Context(), func(RecordID, []byte) error {
		if seen++; seen == 300 {
			return mine
		}
		return nil
	})
	if err != mine || seen != 300 {
		t.Errorf("Each returned %v after %d documents", err, seen)
	}
	var decoded atomic.Int64
	err = Load(t.Context(), v, func(RecordID, []byte) (int, error) {
		if decoded.Add(1) == 300 {
			return 0, mine
		}
		return 0, nil
	}, func(int) error { return nil })
	if err != mine {
		t.Errorf("Load returned %v", err)
	}
}

func TestTooLargeDocumentIsRefused(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	large := bytes.Repeat([]byte{1}, MaxDocument)
	if err := v.Apply(t.Context(), []Change{{ID: id(1), Doc: append(large, 1)}, {ID: id(2), Doc: doc(2)}}); err == nil {
		t.Error("a document larger than MaxDocument was saved")
	}
	same(t, v, map[RecordID]string{})
	apply(t, v, Change{ID: id(1), Doc: large})
	same(t, v, map[RecordID]string{id(1): string(large)})
}

func TestVaultIsSafeForConcurrentUse(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	const writers, saves = 4, 25
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range saves {
				if err := v.Apply(context.Background(), []Change{{ID: id(w*saves + i), Doc: doc(w*saves + i)}}); err != nil {
					t.Error(err)
				}
				if _, err := v.Get(id(w * saves)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Go(func() {
		for range 10 {
			if err := v.Each(context.Background(), func(RecordID, []byte) error { return nil }); err != nil {
				t.Error(err)
			}
		}
	})
	wg.Wait()
	want := all(t, v)
	if len(want) != writers*saves {
		t.Errorf("%d documents, want %d", len(want), writers*saves)
	}
	mustClose(t, v)
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)

	wg.Go(func() { _ = v.Each(context.Background(), func(RecordID, []byte) error { return nil }) }) // closed or not
	wg.Go(func() { mustClose(t, v) })
	wg.Wait()
}

func TestNoDocumentIsReadableOnTheDisk(t *testing.T) {
	v, dir := create(t, Passphrase("canary passphrase of mine"))
	const canary = "I was so ashamed of the canary"
	for i := range 50 {
		apply(t, v, Change{ID: id(i), Doc: []byte(canary)})
		apply(t, v, Change{ID: id(i)})
	}
	apply(t, v, Change{ID: id(0), Doc: bytes.Repeat([]byte(canary), 1000)})
	secrets := map[string][]byte{
		"text": []byte(canary), "passphrase": []byte("canary passphrase"), "master key": bytes.Clone(v.master[:]),
	}
	mustClose(t, v)
	for name, content := range snapshot(t, dir) {
		for what, secret := range secrets {
			for _, form := range [][]byte{
				secret, []byte(hex.EncodeToString(secret)), []byte(base64.StdEncoding.EncodeToString(secret)[:24]),
			} {
				if bytes.Contains([]byte(content), form) {
					t.Errorf("%s contains the %s", name, what)
				}
			}
		}
	}
}

func TestNewIDsDiffer(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	seen := map[RecordID]bool{}
	for range 1000 {
		id, err := v.NewID()
		if err != nil || seen[id] {
			t.Fatalf("%x, %v", id, err)
		}
		seen[id] = true
	}
}

func TestVaultOpensWithAnExtremeClock(t *testing.T) {
	then := func() time.Time { return time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC) }
	dir := filepath.Join(t.TempDir(), "journal")
	v, err := Create(t.Context(), dir, NoPassphrase(), Options{Now: then})
	if err != nil {
		t.Fatal(err)
	}
	refused(t, dir, ErrInUse, "since 1 January 1 at 00:00")
	mustClose(t, v)
}
