package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash/fnv"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/proof/formatdoc"
)

// small is a small journal without a passphrase.
type small struct {
	dir                string // where damaged stores are written
	header, store, log []byte
	written            map[string][]string // all versions of its documents by their records
}

func newSmall(tb testing.TB) (s small) {
	tb.Helper()
	s.dir = tb.TempDir()
	dir := filepath.Join(s.dir, "journal")
	now := func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) }
	j, err := journal.Create(tb.Context(), dir, vault.NoPassphrase(), journal.Options{Now: now})
	if err != nil {
		tb.Fatal(err)
	}
	a, err := j.SaveArea(tb.Context(), journal.Area{Name: "Running"})
	for range 12 {
		if err == nil {
			_, err = j.Save(tb.Context(), journal.Entry{Type: journal.Experience, Area: a.ID, Time: now(), Title: "a run"})
		}
	}
	if err == nil {
		err = j.Close()
	}
	if err != nil {
		tb.Fatal(err)
	}
	root := os.DirFS(dir)
	err = try(func() {
		s.header, s.store, s.log = must(fs.ReadFile(root, "header.a")), must(fs.ReadFile(root, "store.db")), must(fs.ReadFile(root, "log/000001.log"))
		s.log = slices.Clip(s.log)
		s.written = map[string][]string{}
		k := unlock(options{}.credential(nil), s.header)
		for _, f := range framesOf(s.log) { // after each save
			all := records{}
			_ = try(func() { k.readLog(logOf(s.log[:len(s.log)-cap(f)+len(f)]), all) })
			for id, value := range all {
				if doc := string(k.openRecord(id, value)); !slices.Contains(s.written[id], doc) {
					s.written[id] = append(s.written[id], doc)
				}
			}
		}
	})
	if err != nil || len(s.written) < 13 {
		tb.Fatalf("%d documents were written (%v)", len(s.written), err)
	}
	return s
}

// damaged returns the journal with damages, of eight bytes each: what, where (3), how (4). The checksums that need no key are made to
// fit, so that the damage behind them is seen.
func (s small) damaged(damages []byte) small {
	s.header, s.store, s.log = slices.Clone(s.header), slices.Clone(s.store), slices.Clone(s.log)
	for ; len(damages) >= 8; damages = damages[8:] {
		part := []*[]byte{&s.store, &s.header, &s.log, &s.store}[damages[0]%4]
		at, how := int(damages[1])<<16|int(damages[2])<<8|int(damages[3]), damages[4:8]
		if damages[0]%4 == 3 { // where the tree of the store begins and where its elements say they are
			at &^= 0xf0
		}
		if len(*part) == 0 {
			continue
		}
		if at %= len(*part); how[0] == 0xff && how[1] > 0xf0 {
			*part = (*part)[:at]
			continue
		}
		copy((*part)[at:], how)
	}
	if n := len(s.header); n > 64 {
		sum := sha256.Sum256(s.header[:n-64])
		copy(s.header[n-64:], sum[:])
	}
	for _, at := range []int{0, 4096} {
		if len(s.store) > at+80 {
			sum := fnv.New64a()
			sum.Write(s.store[at+16 : at+72])
			little.PutUint64(s.store[at+72:], sum.Sum64())
		}
	}
	return s
}

// check demands that a damaged journal is read in short time, and that nothing is read that was never written.
func (s small) check(tb testing.TB) {
	var k *keys
	if try(func() { k = unlock(options{}.credential(nil), s.header) }) != nil {
		return
	}
	fromLog, fromStore := records{}, records{}
	_ = try(func() { k.readLog(fstest.MapFS{"log/000001.log": &fstest.MapFile{Data: s.log}}, fromLog) })
	// A store that goes in circles, which no damage makes but who forges it can, never ends in bbolt; what we write from the
	// description finds it.
	if try(func() { readBucket(s.store, "r"); readBucket(s.store, "head"); readBucket(s.store, "h") }) == nil {
		path := filepath.Join(s.dir, "damaged.db")
		if err := os.WriteFile(path, s.store, 0o600); err != nil {
			tb.Fatal(err)
		}
		_ = try(func() { k.readStore(openStore(path), fromStore) })
	}
	for _, all := range []records{fromLog, fromStore} {
		for id, value := range all {
			var doc string
			if try(func() { doc = string(k.openRecord(id, value)) }) == nil && !slices.Contains(s.written[id], doc) {
				tb.Errorf("%x was never written: %.80q", id, doc)
			}
		}
	}
}

func framesOf(segment []byte) []fields {
	all, _ := frames(segment)
	return all
}

func FuzzDamagedJournal(f *testing.F) {
	whole := newSmall(f)
	f.Add(make([]byte, 8))
	f.Add([]byte{0, 0, 0, 26, 2, 0, 0, 0, 3, 0, 0x20, 8, 1, 0, 255, 255})
	f.Fuzz(func(t *testing.T, damages []byte) {
		whole.damaged(damages[:min(len(damages), 1<<10)]).check(t)
	})
}

func TestReaderSurvivesDamage(t *testing.T) {
	whole := newSmall(t)
	whole.check(t)
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		damages := make([]byte, 8*(1+random.IntN(4)))
		for i := range damages {
			damages[i] = byte(random.IntN(256))
		}
		whole.damaged(damages).check(t)
	}
}

func FuzzDocument(f *testing.F) {
	seed, err := hex.DecodeString(formatdoc.Read(f, "entry.json")["document"])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	for kind := range byte(32) {
		f.Add([]byte{kind, 5, 0xa1, 3, 0x82, 0x61, 0x61, 0x61})
		f.Add([]byte{kind, 5, 0xa1, 3, 0x80})
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		_ = try(func() { _, _ = json.Marshal(decode("", b)) }) // NaN is no JSON
	})
}

func FuzzBegin(f *testing.F) {
	raw, err := hex.DecodeString(formatdoc.Read(f, "header.json")["header"])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	list := wordList(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		_ = try(func() { recoveryWords(string(b), list) })
		_ = framesOf(b)
		_ = try(func() { unlock(options{}.credential(nil), small{header: b}.damaged(nil).header) }) // a passphrase would cost a second
	})
}

func TestReaderRefusesWhatIsNoJournal(t *testing.T) {
	for name, path := range map[string]string{"an empty folder": t.TempDir(), "a text": write(t, "no store"), "nothing": filepath.Join(t.TempDir(), "missing"), "a device": os.DevNull} {
		if err := run(path, options{}, nil, io.Discard); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}
