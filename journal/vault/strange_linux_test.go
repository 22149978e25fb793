package vault

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// replaceWith replaces a file with something else.
func replaceWith(t *testing.T, path string, put func(path string) error) {
	t.Helper()
	if err := errors.Join(os.RemoveAll(path), put(path)); err != nil {
		t.Fatal(err)
	}
}

// withTimeout runs do, and fails the test if it hangs.
func withTimeout(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { do(); close(done) }()
	select {
	case <-done:
	case <-time.After(2 * time.Minute): // the end of patience, no measure
		t.Fatalf("%s hangs", what)
	}
}

// nonRegularFiles create things in place of a file, by their names in error messages.
func nonRegularFiles(outside string) map[string]func(path string) error {
	return map[string]func(string) error{
		"a named pipe":    func(p string) error { return syscall.Mkfifo(p, 0o600) },
		"a folder":        func(p string) error { return os.Mkdir(p, 0o700) },
		"a symbolic link": func(p string) error { return os.Symlink(outside, p) },
		"a device":        func(p string) error { return syscall.Mknod(p, syscall.S_IFCHR|0o600, 1<<8|5) }, // endless zeros
	}
}

func TestNonRegularFileIsRefusedAtOnce(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "mine")
	if err := os.WriteFile(outside, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for words, put := range nonRegularFiles(outside) {
		for _, name := range []string{storeName, filepath.Join(logName, filepath.Base(segmentPath("", 1))), lockName} {
			t.Run(words+" for "+name, func(t *testing.T) {
				v, dir := create(t, NoPassphrase())
				fill(t, v, 5)
				mustClose(t, v)
				if err := put(filepath.Join(t.TempDir(), "try")); errors.Is(err, syscall.EPERM) {
					t.Skip("LEFT OUT: only root can create a device")
				}
				replaceWith(t, filepath.Join(dir, name), put)
				withTimeout(t, "opening", func() {
					opened, _, err := Unlock(t.Context(), dir, NoPassphrase(), Options{})
					if err == nil {
						mustClose(t, opened)
						t.Error("the journal was opened")
						return
					}
					checkError(t, err, ErrNotAFile, words, name, "nothing was changed")
				})
				if b, err := os.ReadFile(outside); err != nil || string(b) != "mine" {
					t.Fatalf("the file outside is %q (%v)", b, err)
				}
				for _, other := range []string{headerA, headerB} {
					if _, err := os.Stat(filepath.Join(dir, other)); err != nil {
						t.Error(err)
					}
				}
			})
		}
	}
}

// The header has two more copies, so the journal opens; the replaced file is never read.
func TestNonRegularHeaderNeitherHangsNorLosesData(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "mine")
	if err := os.WriteFile(outside, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for words, put := range nonRegularFiles(outside) {
		if err := put(filepath.Join(t.TempDir(), "try")); errors.Is(err, syscall.EPERM) {
			continue // only root can create a device
		}
		for _, name := range []string{headerA, headerB} {
			v, dir := create(t, NoPassphrase())
			want := fill(t, v, 5)
			mustClose(t, v)
			replaceWith(t, filepath.Join(dir, name), put)
			withTimeout(t, "opening", func() {
				opened, _, err := Unlock(t.Context(), dir, NoPassphrase(), Options{})
				if err != nil {
					if !errors.Is(err, ErrNotAFile) {
						t.Errorf("%s for %s: %v", words, name, err)
					}
					return
				}
				same(t, opened, want)
				mustClose(t, opened)
			})
			if b, err := os.ReadFile(outside); err != nil || string(b) != "mine" {
				t.Fatalf("%s for %s: the file outside is %q (%v)", words, name, b, err)
			}
		}
	}
}

func TestHugeHoleInTheLogCostsNoMemory(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 20)
	mustClose(t, v)
	segment := segmentPath(filepath.Join(dir, logName), 1)
	if err := os.Truncate(segment, 8<<30); err != nil {
		t.Fatal(err)
	}
	var before, after syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &before); err != nil {
		t.Fatal(err)
	}
	opened, _, err := Unlock(t.Context(), dir, NoPassphrase(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &after); err != nil {
		t.Fatal(err)
	}
	const most = 512 << 10 // KiB
	if grown := after.Maxrss - before.Maxrss; grown > most {
		t.Errorf("opening took %d KiB more memory", grown)
	}
	same(t, opened, want)
	mustClose(t, opened)
}

// A leaf page can claim that each of its items is as long as the file.
func TestStoreThatClaimsEndlessValuesIsReadOnce(t *testing.T) {
	b := make([]byte, 2<<20)
	for at := 0; at < len(b); at += leafPage {
		page := b[at:]
		binary.LittleEndian.PutUint16(page[8:], leafFlag)
		binary.LittleEndian.PutUint16(page[10:], 250)
		for i := range 250 {
			item := page[leafPageHead+i*leafItem:]
			binary.LittleEndian.PutUint32(item[4:], uint32(leafItem))
			binary.LittleEndian.PutUint32(item[8:], 16)
			binary.LittleEndian.PutUint32(item[12:], uint32(max(0, len(page)-2*leafPage)))
		}
	}
	seen := 0
	for at := 0; at < len(b); at += leafPage {
		binary.LittleEndian.PutUint32(b[at+12:], uint32(len(b)/leafPage)) // and each page extends to the end
	}
	p := newPages(bytes.NewReader(b), int64(len(b)))
	for e := range p.leaves() {
		seen += len(e.key) + len(e.value)
	}
	if seen > maxRead*len(b) || p.read > (maxRead+1)*p.size {
		t.Errorf("of %d bytes, %d were returned", len(b), seen)
	}
}

// However long the frames are that a log claims, each byte is read only a few times.
func TestLogThatClaimsEndlessFramesIsReadOnce(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 5)
	mustClose(t, v)
	fake := make([]byte, frameHead)
	copy(fake, frameMagic)
	binary.BigEndian.PutUint32(fake[4:], 8<<20)
	segment := segmentPath(filepath.Join(dir, logName), 1)
	f, err := os.OpenFile(segment, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Write(bytes.Repeat(fake, (16<<20)/len(fake)))
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	withTimeout(t, "opening", func() {
		opened, _, err := Unlock(t.Context(), dir, NoPassphrase(), Options{})
		if err != nil {
			t.Error(err)
			return
		}
		same(t, opened, want)
		mustClose(t, opened)
	})
}

// The probe's memory is limited: exceeding the limit ends the probe and does not affect the
// computer. The Go runtime reports "out of memory" or crashes.
func TestProbeIsEndedByItsMemoryLimit(t *testing.T) {
	if os.Getenv("ENACTIVE_EAT_MEMORY") == "1" {
		must(t, limitMemory(256<<20))
		var all [][]byte
		for range 64 {
			all = append(all, bytes.Repeat([]byte{1}, 16<<20))
		}
		t.Fatalf("the probe got %d MiB", 16*len(all))
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(self, "-test.run", t.Name())
	child.Env = append(os.Environ(), "ENACTIVE_EAT_MEMORY=1")
	out, err := child.CombinedOutput()
	if err == nil || bytes.Contains(out, []byte("it had")) || !bytes.Contains(out, []byte("runtime")) {
		t.Errorf("the probe ended with %v and printed %.300s", err, out)
	}
}

func TestInboxRoundIsLimitedAndReadsEntriesFirst(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	const mine = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
	if err := PutIntoInbox(v.dir, mine, []byte("an entry")); err != nil {
		t.Fatal(err)
	}
	const rubbish = inboxTries + 500
	for i := range rubbish {
		overwrite(t, []byte("rubbish"), v.dir, inboxName, fmt.Sprintf("%06d", i)+inboxSuffix)
	}
	must(t, syscall.Mkfifo(filepath.Join(v.dir, inboxName, "pipe"+inboxSuffix), 0o600))
	docs, next, err := v.Inbox("")
	if err != nil || next != "" || len(docs) != 1 || docs[0].Name != mine {
		t.Fatalf("the first round gives %v, then %q (%v)", docs, next, err)
	}
	if notes := strings.Join(SentencesOf(v.Repair().Notes), " "); !strings.Contains(notes, fmt.Sprintf("%d more files are left", rubbish-inboxTries+1)) {
		t.Errorf("the repair notes are %q", notes)
	}
	must(t, v.LeaveInbox([]string{mine}))
	if docs, _, err := v.Inbox(""); err != nil || len(docs) > 0 {
		t.Errorf("the second round gives %v (%v)", docs, err)
	}
	if names, err := inboxNames(filepath.Join(v.dir, inboxName)); err != nil || len(names) > 0 {
		t.Errorf("%d files are left after two rounds (%v)", len(names), err)
	}
}

// Deriving a key takes as long as the header says; the caller can cancel it.
func TestOpeningCanBeCancelledWhileAKeyIsDerived(t *testing.T) {
	v, dir := create(t, Passphrase("right"))
	mustClose(t, v)
	ctx, cancel := context.WithCancel(t.Context())
	began, goOn := make(chan struct{}), make(chan struct{})
	defer close(goOn)
	go func() { <-began; cancel() }()
	_, err := untilCancelled(ctx, func() (*opened, error) { close(began); <-goOn; return nil, nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, _, err := Unlock(ctx, dir, Passphrase("right"), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("opening with a cancelled context gives %v", err)
	}
	v, _ = unlock(t, dir, Passphrase("right")) // no lock is held
	mustClose(t, v)
}
