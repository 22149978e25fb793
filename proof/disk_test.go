package proof

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// disk is an ext4 file system in a file, mounted so that the kernel writes nothing out by
// itself for as long as a test runs: what was not flushed is not in the file.
type disk struct{ image, mounted string }

func newDisk(t *testing.T, megabytes int) disk {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("LEFT OUT: a power cut needs a file system of its own, and that needs root")
	}
	needs(t, "mkfs.ext4", "mount", "umount")
	d := disk{filepath.Join(t.TempDir(), "image"), filepath.Join(t.TempDir(), "mounted")}
	if err := os.WriteFile(d.image, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(d.image, int64(megabytes)<<20); err != nil {
		t.Fatal(err)
	}
	must(t, "mkfs.ext4", "-q", "-F", d.image)
	d.mount(t)
	return d
}

func (d disk) mount(t *testing.T) {
	t.Helper()
	if err := os.MkdirAll(d.mounted, 0o700); err != nil {
		t.Fatal(err)
	}
	must(t, "mount", "-o", "loop,commit=1000,noauto_da_alloc", d.image, d.mounted)
	t.Cleanup(func() { d.unmount() })
}

func (d disk) unmount() { _ = exec.Command("umount", "-l", d.mounted).Run() }

// afterPowerCut is the disk as it would be found after the power had gone now.
func (d disk) afterPowerCut(t *testing.T) disk {
	t.Helper()
	to := disk{filepath.Join(t.TempDir(), "image"), filepath.Join(t.TempDir(), "mounted")}
	from, err := os.Open(d.image)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	f, err := os.Create(to.image)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(f, from); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	to.mount(t)
	return to
}

// cutPower cuts the power under a writing program n times, and judges each time what the
// disk holds.
func cutPower(t *testing.T, program string, n int) verdict {
	d := newDisk(t, 24)
	dir := filepath.Join(d.mounted, "journal")
	makeJournal(t, enact(t), dir)
	var v verdict
	var acknowledged []int
	written := 0
	for range n {
		w := startWriter(t, exec.Command(program, "--journal", dir, "add", "--lines"), written)
		for begin := time.Now(); w.count() < 5 && time.Since(begin) < patience; {
			w.pause()
		}
		cut := append([]int(nil), acknowledged...)
		w.mu.Lock()
		cut = append(cut, w.acknowledged...)
		w.mu.Unlock()
		found := d.afterPowerCut(t) // the program is still writing
		acks, upTo := w.kill()
		acknowledged, written = append(acknowledged, acks...), upTo
		v.judge(enact(t), filepath.Join(found.mounted, "journal"), cut, written)
		found.unmount()
		_ = os.Remove(found.image)
	}
	return v
}

func TestNothingIsLostByPowerCuts(t *testing.T) {
	t.Parallel()
	n := times(20)
	v := cutPower(t, enact(t), n)
	t.Logf("%d power cuts: %v", n, v)
	if !v.clean() {
		t.Errorf("%d power cuts: %v", n, v)
	}
}

func TestAProgramThatDoesNotFlushIsCaughtByAPowerCut(t *testing.T) {
	t.Parallel()
	if v := cutPower(t, program(t, "noflush", withoutFlush...), 3); v.lost == 0 {
		t.Errorf("3 power cuts under a program that does not flush: %v; the test proves nothing", v)
	}
}

// canaries are a secret in the forms in which it could lie on a disk.
func canaries(secret string) map[string][]byte {
	wide := make([]byte, 0, 2*len(secret))
	for _, u := range utf16.Encode([]rune(secret)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	// Base64 depends on where the secret begins in a group of three; the middle does not.
	forms := map[string][]byte{"UTF-8": []byte(secret), "UTF-16": wide, "hexadecimal": []byte(hex.EncodeToString([]byte(secret)))}
	for shift := range 3 {
		coded := base64.StdEncoding.EncodeToString([]byte(strings.Repeat(" ", shift) + secret))
		forms["base64 "+string(rune('0'+shift))] = []byte(coded[4 : len(coded)-4])
	}
	return forms
}

// search flushes and unmounts a disk and returns in which forms the secret is on it,
// whether in files or in what files have left.
func (d disk) search(t *testing.T, secret string) []string {
	t.Helper()
	must(t, "sync")
	must(t, "umount", d.mounted)
	b, err := os.ReadFile(d.image)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for form, bytesOf := range canaries(secret) {
		if bytes.Contains(b, bytesOf) {
			found = append(found, form)
		}
	}
	return found
}

const secret = "zanzibar-kumquat-tells-nobody"

// live uses a journal as a person does, all on one disk: home, temporary files, journal.
func live(t *testing.T, d disk) {
	t.Helper()
	in := func(name string) string { return filepath.Join(d.mounted, name) }
	for _, name := range []string{"home", "tmp"} {
		if err := os.Mkdir(in(name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	phrase := filepath.Join(t.TempDir(), "phrase")
	if err := os.WriteFile(phrase, []byte(secret+" as a passphrase\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(stdin string, args ...string) {
		t.Helper()
		c := exec.Command(enact(t), append([]string{"--journal", in("journal"), "--passphrase-file", phrase}, args...)...)
		c.Env = append(os.Environ(), "HOME="+in("home"), "TMPDIR="+in("tmp"), "XDG_CACHE_HOME="+in("home"), "XDG_CONFIG_HOME="+in("home"))
		c.Stdin = strings.NewReader(stdin)
		if r := finish(c); r.status != 0 {
			t.Fatalf("%v: %+v", args, r)
		}
	}
	run("", "init")
	run("", "area", "add", "Work "+secret, "--purpose", secret)
	entry := `{"area":"Work ` + secret + `","title":"` + secret + `","happened":"` + strings.Repeat(secret+" ", 40) + `","tags":["` + secret + `"],"people":["` + secret + `"]}` + "\n"
	run(strings.Repeat(entry, 5), "add", "--lines")
	run("", "edit", "last", "--note", secret)
	run("", "search", secret)
	run("", "list")
	run("", "insights")
	run("", "delete", "last")
	// And a crash in the middle of writing.
	c := exec.Command(enact(t), "--journal", in("journal"), "--passphrase-file", phrase, "add", "--lines")
	stdin, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.WriteString(stdin, strings.Repeat(entry, 2000)) }() // until it is killed
	time.Sleep(2 * time.Second)
	_ = c.Process.Kill()
	_ = c.Wait()
	_ = stdin.Close()
}

func TestNoWordOfAnEntryIsOnTheDisk(t *testing.T) {
	t.Parallel()
	d := newDisk(t, 48)
	live(t, d)
	if found := d.search(t, secret); len(found) > 0 {
		t.Errorf("the secret is on the disk in the forms %q", found)
	}
}

// The control: a file in clear that was deleted again is found.
func TestASecretInClearIsFoundOnTheDisk(t *testing.T) {
	t.Parallel()
	for form, b := range canaries(secret) {
		if len(b) < 12 {
			t.Fatalf("the form %s is too short to search for", form)
		}
	}
	d := newDisk(t, 48)
	path := filepath.Join(d.mounted, "notes.txt")
	if err := os.WriteFile(path, []byte("today: "+secret), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "sync")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if found := d.search(t, secret); len(found) == 0 {
		t.Error("a secret in clear was not found: the search proves nothing")
	}
}
