package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"enactive/journal/vault/internal/seal"
)

func TestJournalOpenedReadOnlyIsNotChanged(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 30)
	mustClose(t, v)
	if err := os.Remove(filepath.Join(dir, headerB)); err != nil { // something to repair
		t.Fatal(err)
	}
	before := snapshot(t, dir)
	v, _, err := Unlock(t.Context(), dir, NoPassphrase(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	same(t, v, want)
	checkError(t, v.ReadOnly(), ErrReadOnly, dir)
	checkError(t, v.Apply(t.Context(), []Change{{ID: id(1), Doc: doc(2)}}), ErrReadOnly, dir)
	same(t, v, want)
	mustClose(t, v)
	unchanged(t, dir, before)
}

func TestADamagedStoreThatCannotBeMendedIsReported(t *testing.T) {
	for name, probe := range map[string][]string{"by the probe": {"false"}, "by opening it": nil} {
		t.Run(name, func(t *testing.T) {
			v, dir := create(t, NoPassphrase())
			want := fill(t, v, 30)
			mustClose(t, v)
			sound := readFile(t, dir, storeName)
			if probe == nil {
				overwrite(t, make([]byte, len(sound)), dir, storeName)
			}
			before := snapshot(t, dir)
			_, _, err := Unlock(t.Context(), dir, NoPassphrase(), Options{ReadOnly: true, Probe: probe})
			checkError(t, err, ErrDamaged, dir)
			unchanged(t, dir, before)
			overwrite(t, sound, dir, storeName)
			v, _ = unlock(t, dir, NoPassphrase())
			same(t, v, want)
		})
	}
}

// laterFormat gives a journal the headers of a later format.
func laterFormat(t *testing.T, dir string, keys *seal.Keys, h seal.Header, minReader uint16) {
	t.Helper()
	h.Format, h.MinReader = seal.Format+1, minReader
	raw, err := h.Encode(keys)
	if err != nil {
		t.Fatal(err)
	}
	if got := binary.BigEndian.Uint16(raw[8:]); got != seal.Format+1 {
		t.Fatalf("the header is of format %d", got)
	}
	overwrite(t, raw, dir, headerA)
	overwrite(t, raw, dir, headerB)
}

func TestJournalOfANewerVersionIsReadIfItsMinReaderAllows(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 30)
	keys, err := seal.Derive(v.master, v.header.Vault, v.header.Epoch)
	if err != nil {
		t.Fatal(err)
	}
	header := *v.header
	mustClose(t, v)

	laterFormat(t, dir, keys, header, seal.Format)
	before := snapshot(t, dir)
	v, _, err = Unlock(t.Context(), dir, NoPassphrase(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	same(t, v, want)
	checkError(t, v.Apply(t.Context(), []Change{{ID: id(1), Doc: doc(2)}}), ErrNewer, "read and export")
	mustClose(t, v)
	unchanged(t, dir, before)

	laterFormat(t, dir, keys, header, seal.Format+1)
	before = snapshot(t, dir)
	refused(t, dir, ErrNewer, "nothing was changed")
	unchanged(t, dir, before)
}

func TestOversizedLogIsShortened(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	text := bytes.Repeat([]byte("z"), 9<<20)
	for i := range 9 {
		sum := sha256.Sum256([]byte{byte(i)})
		apply(t, v, Change{ID: id(1), Doc: append(sum[:], text...)}, Change{ID: id(1), Doc: doc(1)})
	}
	mustClose(t, v)
	grown := folderSize(t, filepath.Join(dir, logName))
	v, repair := unlock(t, dir, NoPassphrase())
	same(t, v, map[RecordID]string{id(1): string(doc(1))})
	if len(repair.Notes) > 0 {
		t.Errorf("the repair notes are %q", repair.Notes)
	}
	mustClose(t, v)
	if now := folderSize(t, filepath.Join(dir, logName)); grown < shortenFrom || now > 1<<20 {
		t.Errorf("the log of %d bytes now has %d", grown, now)
	}
	checkNames(t, dir, headerA, headerB, lockName, logName, storeName)
	if err := os.Remove(filepath.Join(dir, storeName)); err != nil {
		t.Fatal(err)
	}
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, map[RecordID]string{id(1): string(doc(1))})
}

func folderSize(t *testing.T, dir string) (size int64) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
	}
	return size
}
