package main

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/proof/formatdoc"
)

// small returns the parts of a small journal without a passphrase, and all versions of its documents by their records.
func small(tb testing.TB) (copies, map[recordID][]string) {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "journal")
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
	parts, err := partsOf(dir)
	if err != nil {
		tb.Fatal(err)
	}
	k, err := parts.open(credential{kind: plainSlot})
	if err != nil {
		tb.Fatal(err)
	}
	return parts, versions(tb, k, parts.log)
}

// versions returns what was ever written, from the log.
func versions(tb testing.TB, k *keys, log []segment) map[recordID][]string {
	tb.Helper()
	all := map[recordID][]string{}
	for _, s := range log {
		for sequence, sealed := range s.frames() {
			plain, err := k.openFrame(s.logOf(), s.number, sequence, sealed)
			if err != nil {
				tb.Fatal(err)
			}
			p, _ := parsePart(plain)
			for _, c := range p.changes {
				if doc, err := k.openRecord(c.id, c.value); err == nil {
					all[c.id] = append(all[c.id], string(doc))
				}
			}
		}
	}
	return all
}

// damaged returns the parts with damages, of eight bytes each: what, where (3), how (4).
func (j copies) damaged(damages []byte) copies {
	d := copies{store: slices.Clone(j.store)}
	for _, h := range j.headers {
		d.headers = append(d.headers, slices.Clone(h))
	}
	for _, s := range j.log {
		d.log = append(d.log, segment{s.number, slices.Clone(s.b)})
	}
	for ; len(damages) >= 8; damages = damages[8:] {
		part := &d.store
		switch damages[0] % 4 {
		case 1:
			part = &d.headers[int(damages[0]/4)%len(d.headers)]
		case 2:
			part = &d.log[int(damages[0]/4)%len(d.log)].b
		case 3:
			// Where the tree of the store begins and where its elements say they are, small numbers do most.
			damages[3] &= 0x0f
		}
		at, how := int(damages[1])<<16|int(damages[2])<<8|int(damages[3]), damages[4:8]
		if len(*part) == 0 {
			continue
		}
		at %= len(*part)
		if how[0] == 0xff && how[1] > 0xf0 {
			*part = (*part)[:at]
			continue
		}
		copy((*part)[at:], how)
	}
	d.mendChecksums()
	return d
}

// mendChecksums makes the checksums fit that need no key, so that the damage behind them is seen.
func (j copies) mendChecksums() {
	for _, h := range j.headers {
		if len(h) > 64 {
			sum := sha256.Sum256(h[:len(h)-64])
			copy(h[len(h)-64:], sum[:])
		}
	}
	for _, at := range []int{0, 4096} {
		if len(j.store) > at+80 {
			meta, sum := j.store[at+16:], fnv.New64a()
			sum.Write(meta[:56])
			binary.LittleEndian.PutUint64(meta[56:], sum.Sum64())
		}
	}
}

// checkDamaged demands that a damaged journal is read without panic and in short time, and that nothing is read that was never written.
func checkDamaged(tb testing.TB, j copies, written map[recordID][]string) {
	k, err := j.open(credential{kind: plainSlot})
	if err != nil {
		return
	}
	for _, only := range []string{"", "store", "log"} {
		all, _ := j.records(k, only)
		for id, value := range all {
			if doc, err := k.openRecord(id, value); err == nil && !slices.Contains(written[id], string(doc)) {
				tb.Errorf("%x was never written: %q", id, doc)
			}
		}
	}
}

func FuzzDamagedJournal(f *testing.F) {
	whole, written := small(f)
	f.Add(make([]byte, 8))
	f.Add([]byte{0, 0, 0, 26, 2, 0, 0, 0, 3, 0, 0x20, 8, 1, 0, 255, 255})
	f.Fuzz(func(t *testing.T, damages []byte) {
		checkDamaged(t, whole.damaged(slices.Clone(damages[:min(len(damages), 1<<10)])), written)
	})
}

func TestReaderSurvivesDamage(t *testing.T) {
	whole, written := small(t)
	checkDamaged(t, whole, written)
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		damages := make([]byte, 8*(1+random.IntN(4)))
		for i := range damages {
			damages[i] = byte(random.IntN(256))
		}
		checkDamaged(t, whole.damaged(damages), written)
	}
}

func FuzzDocument(f *testing.F) {
	seed, err := hex.DecodeString(formatdoc.Read(f, "entry.json")["document"])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	for kind := range byte(21) {
		f.Add([]byte{kind, 4, 0xa1, 2, 0x81, 0xa1, 2, 0x43, 6, 4, 0xa0})
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := decode(b, 0)
		if err == nil {
			_, _ = json.Marshal(d) // NaN is no JSON
		}
	})
}

func FuzzBegin(f *testing.F) {
	raw, err := hex.DecodeString(formatdoc.Read(f, "header.json")["header"])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = openBolt(b)
		_, _ = parsePart(b)
		_, _ = recoveryWords(string(b), []string{"abandon", "ability"})
		(copies{headers: [][]byte{b}}).mendChecksums()
		h, err := parseHeader(b)
		if err != nil {
			return
		}
		_, _ = h.open(credential{kind: plainSlot}) // a passphrase would cost a second
	})
}

func TestReaderRefusesWhatIsNoJournal(t *testing.T) {
	for name, path := range map[string]string{"an empty folder": t.TempDir(), "a text": write(t, "no store"), "nothing": filepath.Join(t.TempDir(), "missing"), "a device": os.DevNull} {
		if _, err := run(path, options{}, nil, os.Stderr, os.Stderr); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}
