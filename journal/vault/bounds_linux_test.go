package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"filippo.io/age"

	"enactive/journal/vault/internal/seal"
)

// Between sound frames, a forged log may claim many long frames.
func TestFramesThatReachFarAreNotReadRepeatedly(t *testing.T) {
	dir := t.TempDir()
	far := make([]byte, frameHead)
	copy(far, frameMagic)
	binary.BigEndian.PutUint32(far[4:], 3<<20)
	b := segmentHeader(1, 1)
	for seq := uint64(1); len(b) < 6<<20; seq++ {
		sound := make([]byte, frameHead)
		copy(sound, frameMagic)
		binary.BigEndian.PutUint64(sound[12:], seq)
		binary.BigEndian.PutUint32(sound[8:], crc32.Checksum(sound[12:], crcTable))
		b = append(append(b, far...), sound...)
	}
	overwrite(t, b, segmentPath(dir, 1))
	f, err := os.Open(segmentPath(dir, 1))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() // only read
	w, err := newWindow(f, nil)
	if err != nil {
		t.Fatal(err)
	}
	for offset := int64(segmentHead); offset >= 0 && offset < w.size; {
		frame, _, ok, err := w.frame(offset)
		if err != nil {
			t.Fatal(err)
		}
		offset += int64(len(frame))
		if !ok {
			if offset, err = w.nextFrame(t.Context(), offset+1); err != nil {
				t.Fatal(err)
			}
		}
		if w.tried > (maxTried+1)*w.size {
			t.Fatalf("of a log of %d bytes, %d bytes of damaged frames were read", w.size, w.tried)
		}
	}
	scan, err := readLog(t.Context(), dir, func(seal.Place, position, []byte) error { return nil })
	if err != nil || !scan.damaged && !scan.torn {
		t.Errorf("the log was reported as sound (%v)", err)
	}
}

// A page that refers to itself made bbolt loop forever in the program itself, because the
// probe only reports that it has found damage.
func TestStoreWithACycleIsRebuilt(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 300)
	mustClose(t, v)
	raw := readFile(t, dir, storeName)
	circles := 0
	for at := 2 * leafPage; at+leafPage <= len(raw); at += leafPage {
		if binary.LittleEndian.Uint16(raw[at+8:]) != branchFlag {
			continue
		}
		circles++
		for i := range int(binary.LittleEndian.Uint16(raw[at+10:])) { // each child is the page itself
			binary.LittleEndian.PutUint64(raw[at+leafPageHead+i*16+8:], uint64(at/leafPage))
		}
	}
	if circles == 0 {
		t.Fatal("the store has no branch page")
	}
	overwrite(t, raw, dir, storeName)
	// The real probe does not end and is killed; "false" replaces it.
	withTimeout(t, "opening", func() {
		v, _, err := Unlock(t.Context(), dir, NoPassphrase(), Options{Probe: []string{"false"}})
		if err != nil {
			t.Error(err)
			return
		}
		same(t, v, want)
		mustClose(t, v)
	})
}

// A single wrong size must not prevent reading other pages.
func TestValueThatClaimsToBeLongHidesNoOther(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 300)
	mustClose(t, v)
	raw := readFile(t, dir, storeName)
	damaged := 0
	for at := 2 * leafPage; at+leafPage <= len(raw) && damaged < 3; at += leafPage {
		if binary.LittleEndian.Uint16(raw[at+8:]) == leafFlag && binary.LittleEndian.Uint16(raw[at+10:]) > 4 {
			// The first item of the page extends to the end of the file.
			item := raw[at+leafPageHead:]
			from := at + leafPageHead + int(binary.LittleEndian.Uint32(item[4:])) + len(seal.ID{})
			binary.LittleEndian.PutUint32(item[12:], uint32(len(raw)-from))
			damaged++
		}
	}
	clear(raw[:2*leafPage]) // no tree refers to the pages
	overwrite(t, raw, dir, storeName)
	removeLog(t, dir)
	v, repair := unlock(t, dir, NoPassphrase())
	found := all(t, v)
	mustClose(t, v)
	if damaged < 3 || len(found) < len(want)-damaged {
		t.Errorf("with %d sizes wrong, %d of %d documents were found: %q", damaged, len(found), len(want), repair.Notes)
	}
}

// countingIdentity counts how many keys it has tried.
type countingIdentity struct {
	age.Identity
	keys int
}

func (a *countingIdentity) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	a.keys += len(stanzas)
	return a.Identity.Unwrap(stanzas)
}

// Each key that an inbox file names costs a derivation with each of our keys, of which there
// are up to nine. Files written by this program name one.
func TestInboxFileThatNamesManyKeysIsNotTried(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run, such as with the race detector: nothing in it runs in parallel")
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	sealedTo := func(recipients ...age.Recipient) []byte {
		var b bytes.Buffer
		w, err := age.Encrypt(&b, recipients...)
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.Write([]byte("words"))
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	mine := &countingIdentity{Identity: identity}
	if doc, err := openInboxFile(sealedTo(identity.Recipient()), []age.Identity{mine}); err != nil || string(doc) != "words" || mine.keys != 1 {
		t.Fatalf("a file with one key opens as %q (%v) after %d keys", doc, err, mine.keys)
	}
	for _, n := range []int{2, 3000} {
		mine.keys = 0
		if doc, err := openInboxFile(sealedTo(slices.Repeat([]age.Recipient{identity.Recipient()}, n)...), []age.Identity{mine}); err == nil || mine.keys > 0 {
			t.Errorf("a file with %d keys opens as %q (%v) after %d keys", n, doc, err, mine.keys)
		}
	}
}

// A round reads at most inboxBytes, whatever the files contain.
func TestInboxRoundReadsLimitedBytes(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	const mine = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
	must(t, PutIntoInbox(v.dir, mine, []byte("an entry")))
	const long = 2 * MaxInboxDocument
	for i := range inboxBytes/long + 10 {
		path := inboxFile(v, fmt.Sprintf("%03d", i))
		overwrite(t, nil, path)
		must(t, os.Truncate(path, long)) // a hole
	}
	docs, next, err := v.Inbox("")
	if err != nil || next != "" || len(docs) != 1 || docs[0].Name != mine {
		t.Fatalf("the first round gives %d documents, then %q (%v)", len(docs), next, err)
	}
	must(t, v.LeaveInbox([]string{mine}))
	names, err := inboxNames(filepath.Join(v.dir, inboxName))
	if notes := strings.Join(SentencesOf(v.Repair().Notes), " "); err != nil || len(names) < 9 || !strings.Contains(notes, fmt.Sprintf("%d more files are left", len(names))) {
		t.Errorf("%d files are left (%v); it tells %q", len(names), err, notes)
	}
	if _, _, err := v.Inbox(""); err != nil {
		t.Fatal(err)
	}
	if names, err := inboxNames(filepath.Join(v.dir, inboxName)); err != nil || len(names) > 0 {
		t.Errorf("%d files are left after two rounds (%v)", len(names), err)
	}
}

// Like a link in place of a file, a link in place of a folder leads out of the journal's folder.
func TestLinkInPlaceOfAFolderIsNotFollowed(t *testing.T) {
	for _, name := range []string{logName, nextName, inboxName, quarantineName} {
		t.Run(name, func(t *testing.T) {
			v, pipe := create(t, NoPassphrase())
			want := fill(t, v, 3)
			mustClose(t, v)
			must(t, os.RemoveAll(filepath.Join(pipe, name)))
			must(t, syscall.Mkfifo(filepath.Join(pipe, name), 0o600))
			v, _, err := Unlock(t.Context(), pipe, NoPassphrase(), Options{})
			if isNeeded(name) {
				checkError(t, err, ErrNotAFile, name, "a named pipe and not a folder", "nothing was changed")
			} else {
				must(t, err)
				same(t, v, want)
				mustClose(t, v)
			}

			v, dir := create(t, NoPassphrase())
			fill(t, v, 3)
			must(t, PutIntoInbox(dir, "word", []byte("an entry")))
			mustClose(t, v)
			elsewhere := filepath.Join(t.TempDir(), name)
			if exists(filepath.Join(dir, name)) {
				must(t, os.Rename(filepath.Join(dir, name), elsewhere))
			} else {
				must(t, os.Mkdir(elsewhere, 0o700))
			}
			must(t, os.Symlink(elsewhere, filepath.Join(dir, name)))
			outside := snapshot(t, elsewhere)
			_, _, err = Unlock(t.Context(), dir, NoPassphrase(), Options{})
			checkError(t, err, ErrNotAFile, name, "a symbolic link", "nothing was changed")
			unchanged(t, elsewhere, outside)
			if err := PutIntoInbox(dir, "more", []byte("an entry")); name == inboxName && (err == nil || !strings.Contains(SentenceOf(err), "a symbolic link")) {
				t.Errorf("adding to it: %v", err)
			}
		})
	}
}
