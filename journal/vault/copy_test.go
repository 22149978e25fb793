package vault

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.etcd.io/bbolt"
)

// copyOfVault writes a copy of a journal next to its folder.
func copyOfVault(t testing.TB, v *Vault) (string, Summary) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "20261123-110000.enactive")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := v.CopyTo(context.Background(), f)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	return path, s
}

func TestCopyHoldsTheSameAsTheJournal(t *testing.T) {
	for name, key := range map[string]Key{
		"with a passphrase": Passphrase("seven quiet words on a winter evening"), "without a passphrase": NoPassphrase(),
	} {
		t.Run(name, func(t *testing.T) {
			v, _ := create(t, key)
			want := fill(t, v, 700)
			path, copied := copyOfVault(t, v)
			if now, err := v.Summary(); err != nil || now != copied || copied.Records != 700 {
				t.Errorf("the copy holds %+v, the journal %+v (%v)", copied, now, err)
			}
			if got, err := v.CheckCopy(t.Context(), path); err != nil || got != copied {
				t.Errorf("CheckCopy: %+v, %v", got, err)
			}
			apply(t, v, Change{ID: id(1), Doc: []byte("later")}) // not in the copy
			mustClose(t, v)
			if got, err := CheckFile(t.Context(), path, key, Options{}); err != nil || got != copied {
				t.Errorf("CheckFile: %+v, %v", got, err)
			}
			if info, err := InspectFile(t.Context(), path, Options{}); err != nil || info.Protected != (name == "with a passphrase") {
				t.Errorf("InspectFile: %+v, %v", info, err)
			}
			dir := filepath.Join(t.TempDir(), "restored")
			if _, err := RestoreFrom(t.Context(), path, dir, key, Options{}); err != nil {
				t.Fatal(err)
			}
			back, repair := unlock(t, dir, key)
			if len(repair.Notes) > 0 {
				t.Errorf("the repair notes of the restored journal are %q", repair.Notes)
			}
			same(t, back, want)
		})
	}
}

func TestEveryChangeChangesTheFingerprint(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	seen := map[string]string{}
	note := func(what string) {
		t.Helper()
		s, err := v.Summary()
		if err != nil {
			t.Fatal(err)
		}
		if before, twice := seen[s.Fingerprint()]; twice {
			t.Errorf("%s: same fingerprint as %s", what, before)
		}
		seen[s.Fingerprint()] = what
	}
	note("nothing")
	apply(t, v, Change{ID: id(1), Doc: []byte("a")})
	note("an entry")
	apply(t, v, Change{ID: id(1), Doc: []byte("a")})
	note("the entry written again")
	apply(t, v, Change{ID: id(1)})
	note("the entry deleted")
	before, err := v.Summary()
	mustClose(t, v)
	v, _ = unlock(t, dir, NoPassphrase())
	if after, err2 := v.Summary(); err != nil || err2 != nil || after.Fingerprint() != before.Fingerprint() {
		t.Error("opening a journal changes its fingerprint")
	}
}

// limitedWriter accepts a number of bytes and then fails.
type limitedWriter struct{ left int }

func (f *limitedWriter) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

func TestCopyToReturnsWriteErrors(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	fill(t, v, 200)
	for _, room := range []int{0, 5000, 20000} {
		if _, err := v.CopyTo(t.Context(), &limitedWriter{room}); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("with space for %d bytes: %v", room, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := v.CopyTo(ctx, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	mustClose(t, v)
	_, err := v.CopyTo(t.Context(), io.Discard)
	checkError(t, err, ErrClosed)
}

func TestFileThatIsNotACopyOfTheJournalIsRefused(t *testing.T) {
	right := Passphrase("right")
	v, dir := create(t, right)
	fill(t, v, 20)
	path, _ := copyOfVault(t, v)
	other, _ := create(t, NoPassphrase())
	foreign, _ := copyOfVault(t, other)
	text := filepath.Join(t.TempDir(), "text")
	overwrite(t, bytes.Repeat([]byte("Dear diary. "), 2000), text)
	empty := filepath.Join(t.TempDir(), "empty")
	overwrite(t, nil, empty)
	_, err := v.CheckCopy(t.Context(), foreign)
	checkError(t, err, ErrWrongPassphrase, foreign, "another journal")
	words, err := RecoveryWords("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path string
		key        Key
		kind       error
		words      []string
	}{
		{"another passphrase", path, Passphrase("wrong"), ErrWrongPassphrase, []string{"when the backup was made"}},
		{"other recovery words", path, words, ErrWrongPassphrase, []string{"when the backup was made"}},
		{"no passphrase for a protected copy", path, NoPassphrase(), ErrWrongPassphrase, []string{"protected"}},
		{"a passphrase for an unprotected copy", foreign, right, ErrWrongPassphrase, []string{"has no passphrase"}},
		{"a text", text, right, ErrDamaged, []string{"not a backup"}},
		{"an empty file", empty, right, ErrDamaged, []string{"not a backup"}},
		{"a folder", dir, right, ErrDamaged, []string{"folder"}},
		{"a device", os.DevNull, right, ErrDamaged, []string{"is not a file"}},
		{"nothing", path + "x", right, fs.ErrNotExist, []string{"check its name"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			to := filepath.Join(t.TempDir(), "restored")
			_, err := CheckFile(t.Context(), c.path, c.key, Options{})
			checkError(t, err, c.kind, append(c.words, c.path)...)
			_, err = RestoreFrom(t.Context(), c.path, to, c.key, Options{})
			checkError(t, err, c.kind, c.path)
			if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("a failed restore leaves files behind: %v", err)
			}
		})
	}
}

// boltCheckPasses is the control: it reports whether bbolt's own check of a file passes.
func boltCheckPasses(t *testing.T, path string) bool {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		return false
	}
	defer db.Close()
	return db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			return err
		}
		return nil
	}) == nil
}

func TestCopyWithAChangedDocumentInSoundPagesIsRefused(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	fill(t, v, 50)
	before := snapshot(t, dir)
	for name, change := range map[string]func(records, head, header *bbolt.Bucket) error{
		"a bit of a record": func(r, _, _ *bbolt.Bucket) error {
			k := id(7)
			raw := bytes.Clone(r.Get(k[:]))
			raw[len(raw)/2] ^= 1
			return r.Put(k[:], raw)
		},
		"a record left out": func(r, _, _ *bbolt.Bucket) error { k := id(7); return r.Delete(k[:]) },
		"two records swapped": func(r, _, _ *bbolt.Bucket) error {
			a, b := id(7), id(8)
			x, y := bytes.Clone(r.Get(a[:])), bytes.Clone(r.Get(b[:]))
			return errors.Join(r.Put(a[:], y), r.Put(b[:], x))
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := copyOfVault(t, v)
			place := t.TempDir()
			overwrite(t, readFile(t, path), place, storeName)
			edit(t, place, change)
			path = filepath.Join(place, storeName)
			if !boltCheckPasses(t, path) {
				t.Error("bbolt's own check detects the damage, so this test proves nothing")
			}
			_, err := v.CheckCopy(t.Context(), path)
			checkError(t, err, ErrDamaged, path, "another backup")
		})
	}
	unchanged(t, dir, before)
}

func TestDamagedCopyIsNeverAccepted(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	fill(t, v, 300)
	path, want := copyOfVault(t, v)
	good := readFile(t, path)
	rng := rand.New(rand.NewPCG(3, 23))
	refusals := 0
	for range 120 {
		raw, how := damagePages(rng, good)
		overwrite(t, raw, path)
		got, err := v.CheckCopy(t.Context(), path)
		switch {
		case err != nil:
			checkError(t, err, ErrDamaged, path)
			refusals++
		case got != want:
			t.Errorf("%s: the copy is accepted with %+v", how, got)
		}
	}
	if refusals < 30 {
		t.Errorf("only %d of 120 damaged copies were refused, so this test proves little", refusals)
	}
	t.Logf("%d of 120 damages refused, the others hit nothing that is used", refusals)
}

func TestRestoringLeavesExistingFilesAlone(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 30)
	path, _ := copyOfVault(t, v)
	apply(t, v, Change{ID: id(5), Doc: []byte("newer than the copy")})
	mustClose(t, v)
	before, file := snapshot(t, dir), readFile(t, path)
	full := t.TempDir()
	overwrite(t, []byte("mine"), full, "letter")
	for _, to := range []string{dir, full} {
		_, err := RestoreFrom(t.Context(), path, to, NoPassphrase(), Options{})
		checkError(t, err, ErrExists, to)
	}
	to := t.TempDir()
	if _, err := RestoreFrom(t.Context(), path, to, NoPassphrase(), Options{}); err != nil {
		t.Fatalf("into an empty folder: %v", err)
	}
	unchanged(t, dir, before)
	if !bytes.Equal(readFile(t, path), file) {
		t.Error("restoring changes the backup")
	}
	back, _ := unlock(t, to, NoPassphrase())
	same(t, back, want)
	names, err := os.ReadDir(filepath.Dir(full))
	if err != nil || slices.ContainsFunc(names, func(e fs.DirEntry) bool { return e.Name()[0] == '.' }) {
		t.Errorf("files are left behind: %v, %v", names, err)
	}
}

func TestCopyIsProbedByAnotherProcessFirst(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	fill(t, v, 50)
	path, want := copyOfVault(t, v)
	if got, err := CheckFile(t.Context(), path, NoPassphrase(), Options{Probe: ProbeCommand()}); err != nil || got != want {
		t.Errorf("probing a sound copy: %+v, %v", got, err)
	}
	no := []string{os.Args[0], "-test.run=^$", "-nosuchflag"} // fails like a probe that crashed
	_, err := CheckFile(t.Context(), path, NoPassphrase(), Options{Probe: no})
	checkError(t, err, ErrDamaged, path)
	to := filepath.Join(t.TempDir(), "restored")
	_, err = RestoreFrom(t.Context(), path, to, NoPassphrase(), Options{Probe: no})
	checkError(t, err, ErrDamaged, path)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := CheckFile(ctx, path, NoPassphrase(), Options{Probe: ProbeCommand()}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled probe: %v", err)
	}
}
