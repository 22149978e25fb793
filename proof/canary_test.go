package proof_test

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// secret is in every field of the written entries, and in the passphrase.
const secret = "zanzibar-kumquat-tells-nobody"

// forms are the encodings in which a secret could be on a disk.
func forms(secret string) map[string][]byte {
	var little, big []byte
	for _, u := range utf16.Encode([]rune(secret)) {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	plainHex := hex.EncodeToString([]byte(secret))
	all := map[string][]byte{
		"UTF-8": []byte(secret), "UTF-16LE": little, "UTF-16BE": big,
		"hexadecimal": []byte(plainHex), "HEXADECIMAL": []byte(strings.ToUpper(plainHex)),
	}
	// Base64 depends on the secret's offset in a group of three; its middle part does not.
	for shift, name := range []string{"base64", "base64, a byte on", "base64, two bytes on"} {
		coded := base64.StdEncoding.EncodeToString([]byte(strings.Repeat(" ", shift) + secret))
		all[name] = []byte(coded[4 : len(coded)-4])
	}
	return all
}

// search unmounts a disk and returns the forms in which the secret is on it, in files or in the
// remains of files.
func (d disk) search(t *testing.T, secret string) (found []string) {
	t.Helper()
	must(t, "sync", "-f", d.mounted)
	must(t, "umount", d.mounted)
	b := mustRead(t, d.image)
	for form, bytesOf := range forms(secret) {
		if bytes.Contains(b, bytesOf) {
			found = append(found, form)
		}
	}
	slices.Sort(found)
	return found
}

// live uses a journal as a person does, all on one disk: home, temporary files, journal.
func live(t *testing.T, p program, protect bool, d disk) {
	t.Helper()
	in := func(name string) string { return filepath.Join(d.mounted, name) }
	for _, name := range []string{"home", "tmp", "second"} {
		if err := os.Mkdir(in(name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	phrase := filepath.Join(t.TempDir(), "phrase") // not on the disk that is searched
	if err := os.WriteFile(phrase, []byte(secret+" as a passphrase\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	command := func(args ...string) *exec.Cmd {
		if protect {
			args = append([]string{"--passphrase-file", phrase}, args...)
		}
		c := p.in(in("journal"), args...)
		c.Env = append(c.Env, "HOME="+in("home"), "TMPDIR="+in("tmp"), "XDG_CACHE_HOME="+in("home"), "XDG_CONFIG_HOME="+in("home"), "XDG_DATA_HOME="+in("home"), "XDG_STATE_HOME="+in("home"))
		c.Dir = in("home")
		return c
	}
	run := func(want int, stdin string, args ...string) {
		t.Helper()
		if r := finishWith(command(args...), stdin); r.status != want || r.hung {
			t.Fatalf("%v ended with %d and not with %d: %s", args, r.status, want, r.err)
		}
	}
	entry := `{"area":"Work ` + secret + `","title":"` + secret + `","happened":"` + strings.Repeat(secret+" ", 40) + `","tags":["` + secret + `"],"people":["` + secret + `"]}` + "\n"
	if protect {
		// From here on the real program runs, which takes the cost from the journal.
		c := command("init")
		c.Path, c.Env = without(t, "cost").path, append(c.Env, takenAway+"=cost")
		if r := finish(c); r.status != 0 {
			t.Fatalf("%+v", r)
		}
	} else {
		run(0, "", "init", "--no-passphrase")
	}
	run(0, "", "area", "add", "Work "+secret, "--purpose", secret)
	run(0, strings.Repeat(entry, 5), "add", "--lines")
	run(0, "", "edit", "last", "--note", secret)
	photo := filepath.Join(t.TempDir(), secret+".jpg") // as the passphrase, on another disk
	if err := os.WriteFile(photo, photoOf(t, strings.Repeat(secret+" ", 900)), 0o600); err != nil {
		t.Fatal(err)
	}
	note := filepath.Join(t.TempDir(), secret+".txt")
	if err := os.WriteFile(note, []byte(strings.Repeat(secret+" ", 40_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	run(0, "", "attach", "last", photo, note, "--keep-metadata")
	run(0, "", "attach", "today", note)
	run(0, "", "attachments", "--json")
	run(0, "", "export", "json", "--files", "--encrypt", "--passphrase-file-out", phrase, "-o", in("second/out.zip"))
	for _, args := range [][]string{{"search", secret}, {"insights"}, {"export", "json"}, {"backup", "make", in("second")}, {"delete", "last"}} {
		run(0, "", args...)
	}
	for _, format := range []string{"csv", "json", "pdf"} {
		run(0, "", "export", format, "--encrypt", "--passphrase-file-out", phrase, "-o", in("second/out."+format))
	}
	run(0, "", "import", "json", in("second/out.json.age"), "--passphrase-file-in", phrase)
	// A rejected import must leave nothing either, not even of its first rows.
	run(1, "", "export", "json", "-o", in("second"))
	run(1, "", "export", "csv", "-o", in("missing/out.csv"))
	run(7, strings.Repeat(entry, 3)+`{"title":"`+secret, "add", "-")
	// And a crash while a file is attached, and during a write.
	attaching := command("attach", "last", note)
	if err := attaching.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(30 * time.Millisecond)
	_ = attaching.Process.Kill()
	_ = attaching.Wait() // it was killed
	c := command("add", "--lines")
	c.Stdin = strings.NewReader(strings.Repeat(entry, 5000))
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	told := bufio.NewReader(out)
	for range 20 {
		if _, err := told.ReadString('\n'); err != nil {
			t.Fatalf("it ended before the crash: %v", err)
		}
	}
	_ = c.Process.Signal(os.Kill)
	_ = c.Wait() // it was killed
}

func TestNoTextOfAnEntryIsOnTheDisk(t *testing.T) {
	t.Parallel()
	d := newDisk(t, 64)
	live(t, enact(t), true, d)
	found := d.search(t, secret)
	t.Logf("a disk with home, temporary files and journal, searched for %d forms of a secret: %d found", len(forms(secret)), len(found))
	if len(found) > 0 {
		t.Errorf("the secret is on the disk in the forms %q", found)
	}
}

func TestTheSearchDetectsAProgramThatDoesNotSeal(t *testing.T) {
	t.Parallel()
	d := newDisk(t, 64)
	live(t, without(t, "sealing"), false, d) // with its key beside it, which takes no time
	found := d.search(t, secret)
	t.Logf("control, searched in the same way: found in the forms %q", found)
	if len(found) == 0 {
		t.Error("the secret was not found although nothing was sealed: the search proves nothing")
	}
}

// Each form is found, even in files that were deleted.
func TestASecretInAnyFormIsFoundOnTheDisk(t *testing.T) {
	t.Parallel()
	d := newDisk(t, 16)
	all := forms(secret)
	var notes []string
	for form, b := range all {
		if len(b) < 12 {
			t.Errorf("the form %s is too short to search for", form)
		}
		note := filepath.Join(d.mounted, form)
		notes = append(notes, note)
		if err := os.WriteFile(note, slices.Concat([]byte("today: "), b, []byte(", so")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	must(t, "sync", "-f", d.mounted)
	for _, note := range notes {
		if err := os.Remove(note); err != nil {
			t.Fatal(err)
		}
	}
	if found := d.search(t, secret); len(found) != len(all) {
		t.Errorf("of %d forms of the secret on the disk only %q were found", len(all), found)
	}
}
