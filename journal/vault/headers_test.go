package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"enactive/journal/vault/internal/seal"
)

// headerDamages are ways to lose a copy of the header.
var headerDamages = map[string]func(raw []byte) []byte{
	"flipped bit": func(raw []byte) []byte { raw = bytes.Clone(raw); raw[len(raw)/2] ^= 4; return raw },
	"torn":        func(raw []byte) []byte { return raw[:len(raw)/2] },
	"empty":       func([]byte) []byte { return []byte{} },
	"zeros":       func(raw []byte) []byte { return make([]byte, len(raw)) },
	"too long":    func(raw []byte) []byte { return bytes.Repeat(raw, 200) },
	"missing":     func([]byte) []byte { return nil },
}

func damageFile(t *testing.T, damaged func([]byte) []byte, path string) {
	t.Helper()
	raw := damaged(readFile(t, path))
	if raw != nil {
		overwrite(t, raw, path)
		return
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func damageStoreCopy(t *testing.T, damaged func([]byte) []byte, dir string) {
	t.Helper()
	edit(t, dir, func(_, _, header *bbolt.Bucket) error {
		raw := damaged(header.Get([]byte(keyHeader)))
		if raw == nil {
			return header.Delete([]byte(keyHeader))
		}
		return header.Put([]byte(keyHeader), raw)
	})
}

func TestAnyHeaderOpensTheJournalAndRepairsTheOthers(t *testing.T) {
	for _, c := range []struct {
		name    string
		damaged []string
	}{
		{"the first file", []string{headerA}},
		{"the second file", []string{headerB}},
		{"both files", []string{headerA, headerB}},
		{"the copy in the store", []string{storeName}},
		{"the first file and the copy in the store", []string{headerA, storeName}},
		{"the second file and the copy in the store", []string{headerB, storeName}},
	} {
		for how, damaged := range headerDamages {
			t.Run(c.name+" "+how, func(t *testing.T) {
				v, dir := create(t, NoPassphrase())
				want := fill(t, v, 10)
				mustClose(t, v)
				good := readFile(t, dir, headerA)
				for _, name := range c.damaged {
					if name == storeName {
						damageStoreCopy(t, damaged, dir)
						continue
					}
					damageFile(t, damaged, filepath.Join(dir, name))
				}
				if info, err := Inspect(dir); err != nil || info.Protected || info.Format != 1 {
					t.Errorf("Inspect = %+v, %v", info, err)
				}

				v, repair := unlock(t, dir, NoPassphrase())
				same(t, v, want)
				if len(repair.Notes) != len(c.damaged) {
					t.Errorf("%d copies were damaged and the notes are %q", len(c.damaged), repair.Notes)
				}
				mustClose(t, v)
				for _, name := range []string{headerA, headerB} {
					if !bytes.Equal(readFile(t, dir, name), good) {
						t.Errorf("%s was not repaired", name)
					}
				}
				kept, _ := os.ReadDir(filepath.Join(dir, quarantineName)) // a missing folder is like an empty one
				files := 0
				for _, name := range c.damaged {
					if name != storeName && how != "missing" {
						files++
					}
				}
				if len(kept) != files {
					t.Errorf("%d files are in quarantine, want %d", len(kept), files)
				}

				v, repair = unlock(t, dir, NoPassphrase())
				same(t, v, want)
				if len(repair.Notes) > 0 {
					t.Errorf("the second time the notes are %q", repair.Notes)
				}
			})
		}
	}
}

func TestJournalWithoutAnyHeaderIsDamagedAndLeftUnchanged(t *testing.T) {
	for how, damaged := range headerDamages {
		t.Run(how, func(t *testing.T) {
			v, dir := create(t, NoPassphrase())
			fill(t, v, 10)
			mustClose(t, v)
			damageFile(t, damaged, filepath.Join(dir, headerA))
			damageFile(t, damaged, filepath.Join(dir, headerB))
			damageStoreCopy(t, damaged, dir)
			before := snapshot(t, dir)
			refused(t, dir, ErrDamaged, dir)
			if _, err := Inspect(dir); !errors.Is(err, ErrDamaged) {
				t.Errorf("Inspect: %v, want ErrDamaged", err)
			}
			unchanged(t, dir, before)
		})
	}
}

// rewrap returns the header of a vault with another passphrase and the next
// generation, as a change of passphrase writes it.
func rewrap(t *testing.T, v *Vault, passphrase string) []byte {
	t.Helper()
	h := *v.header
	h.Generation++
	slot, err := newSlot(Passphrase(passphrase), &h, v.master, v.opts)
	if err != nil {
		t.Fatal(err)
	}
	h.Slots = []seal.Slot{slot}
	raw, err := h.Encode(v.keys)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestInterruptedPassphraseChangeNeverRestoresTheOldOne(t *testing.T) {
	v, dir := create(t, Passphrase("old"))
	want := fill(t, v, 3)
	raw := rewrap(t, v, "new")
	mustClose(t, v)
	overwrite(t, raw, dir, headerA) // then the power fails

	_, _, err := Unlock(t.Context(), dir, Passphrase("old"), Options{})
	checkError(t, err, ErrWrongPassphrase)
	v, repair := unlock(t, dir, Passphrase("new"))
	same(t, v, want)
	if len(repair.Notes) != 2 || !strings.Contains(SentencesOf(repair.Notes)[0], "out of date") {
		t.Errorf("the notes are %q, want two copies that were out of date", repair.Notes)
	}
	if _, err := os.Stat(filepath.Join(dir, quarantineName)); err == nil {
		t.Error("an outdated copy that still opens with the old passphrase was moved to the quarantine")
	}
}

// forge changes a header's bytes and updates the checksum.
func forge(raw []byte, change func(body []byte)) []byte {
	raw = bytes.Clone(raw)
	body := raw[:len(raw)-2*sha256.Size]
	change(body)
	sum := sha256.Sum256(body)
	copy(raw[len(body):], sum[:])
	return raw
}

func TestForgedHeaderIsSkipped(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	mustClose(t, v)
	const generation = 8 + 2 + 2 + 4 + 16
	forged := forge(readFile(t, dir, headerA), func(b []byte) { binary.BigEndian.PutUint64(b[generation:], 99) })
	overwrite(t, forged, dir, headerA)
	v, repair := unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if len(repair.Notes) != 1 {
		t.Errorf("the notes are %q, want one", repair.Notes)
	}
	mustClose(t, v)

	t.Run("three forged headers do not open", func(t *testing.T) {
		overwrite(t, forged, dir, headerA)
		overwrite(t, forged, dir, headerB)
		damageStoreCopy(t, func([]byte) []byte { return forged }, dir)
		refused(t, dir, ErrDamaged, dir)
	})
}

func TestJournalOfANewerVersionIsLeftAlone(t *testing.T) {
	v, dir := create(t, Passphrase("right"))
	mustClose(t, v)
	newer := forge(readFile(t, dir, headerA), func(b []byte) { copy(b[8:], []byte{0, 2, 0, 2}) })
	for _, c := range []struct {
		name  string
		write func()
	}{
		{"in one file", func() { overwrite(t, newer, dir, headerA) }},
		{"in both", func() { overwrite(t, newer, dir, headerB) }},
		{"in the store alone", func() {
			damageStoreCopy(t, func([]byte) []byte { return newer }, dir)
			for _, name := range []string{headerA, headerB} {
				if err := os.Remove(filepath.Join(dir, name)); err != nil {
					t.Fatal(err)
				}
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.write()
			before := snapshot(t, dir)
			_, _, err := Unlock(t.Context(), dir, Passphrase("right"), Options{})
			checkError(t, err, ErrNewer, "format 2", dir)
			info, err := Inspect(dir)
			checkError(t, err, ErrNewer, dir)
			if info.Format != 2 {
				t.Errorf("Inspect says format %d, want 2", info.Format)
			}
			unchanged(t, dir, before)
		})
	}
}

// A header is small: no more than its maximum size is read from the file.
func TestLargeHeaderIsReadOnlyUpToTheLimit(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	mustClose(t, v)
	path := filepath.Join(dir, headerA)
	must(t, os.Truncate(path, 256<<20)) // a hole
	if b, err := readSmall(path); err != nil || len(b) != maxHeaderFile {
		t.Errorf("%d bytes were read (%v), want %d", len(b), err, maxHeaderFile)
	}
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)
	mustClose(t, v)
}
