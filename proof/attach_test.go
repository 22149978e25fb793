package proof_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// photoOf is a JPEG with a comment of up to 64 kB.
func photoOf(t testing.TB, comment string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 600, 400)), nil); err != nil {
		t.Fatal(err)
	}
	plain, n := b.Bytes(), len(comment)+2
	return slices.Concat(plain[:2], []byte{0xff, 0xfe, byte(n >> 8), byte(n)}, []byte(comment), plain[2:])
}

// attachment is what "enact attachments --json" says of one.
type attachment struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Bytes int    `json:"bytes"`
}

func listAttachments(t testing.TB, p program, dir string) []attachment {
	t.Helper()
	r := p.do(dir, "attachments", "--json")
	var all []attachment
	if err := json.Unmarshal([]byte(r.out), &all); r.status != 0 || err != nil {
		t.Fatalf("%+v, %v", r, err)
	}
	return all
}

// fileNumber is a file of 6 MB whose contents follow from its number.
func fileNumber(n int) []byte { return bytes.Repeat(fmt.Appendf(nil, "%07d\n", n), 750_000) }

// A program that attaches files is killed; what it called attached is there, whole, and nothing of the rest
// stays for ever.
func TestNoAttachmentIsLostByKills(t *testing.T) {
	t.Parallel()
	p, dir := enact(t), newJournal(t)
	if r := finishWith(p.in(dir, "add", "--lines"), `{"area":"Work","title":"a talk"}`+"\n"); r.status != 0 {
		t.Fatalf("%+v", r)
	}
	rng := chance(1, 9)
	said := map[string]bool{}
	kills := times(12)
	for n := range kills {
		name := fmt.Sprintf("file-%d.txt", n)
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, fileNumber(n), 0o600); err != nil {
			t.Fatal(err)
		}
		left := filesIn(t, dir)
		c := p.in(dir, "attach", "last", path)
		var out bytes.Buffer
		c.Stdout = &out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		if n%4 != 3 { // one in four is finished
			waitForFile(dir, left)
			time.Sleep(time.Duration(rng.Int64N(int64(60 * time.Millisecond))))
			_ = c.Process.Kill()
		}
		_ = c.Wait() // it was killed
		if strings.Contains(out.String(), "attached "+name) {
			said[name] = true
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	all := listAttachments(t, p, dir)
	for _, a := range all {
		var n int
		if _, err := fmt.Sscanf(a.Name, "file-%d.txt", &n); err != nil {
			t.Fatal(err)
		}
		if r := p.do(dir, "attachment", "get", a.ID); r.status != 0 || r.out != string(fileNumber(n)) {
			t.Errorf("%s is not whole: status %d, %d bytes, %s", a.Name, r.status, len(r.out), r.err)
		}
		delete(said, a.Name)
	}
	if len(said) > 0 {
		t.Errorf("called attached and lost: %v", said)
	}
	if r := p.do(dir, "check"); r.status != 0 {
		t.Errorf("%+v", r)
	}
	before := filesIn(t, dir)
	if r := p.do(dir, "backup"); r.status != 0 {
		t.Errorf("%+v", r)
	}
	if after := filesIn(t, dir); after != 2*len(all) {
		t.Errorf("%d files for %d attachments after a backup", after, len(all))
	}
	t.Logf("%d kills: %d attached and whole, %d files swept", kills, len(all), before-2*len(all))
	if len(all) < kills/4 {
		t.Error("hardly anything was attached: the test proves nothing")
	}
}

// filesIn counts the sealed files of a journal.
func filesIn(t testing.TB, dir string) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "files", "?", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}

// waitForFile waits until there are more than so many sealed files, for some seconds at the most.
func waitForFile(dir string, than int) {
	for range 3000 {
		if files, err := filepath.Glob(filepath.Join(dir, "files", "?", "*")); err != nil || len(files) > than {
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// Any chunk of either copy is damaged, or a copy goes; the other repairs it, and both say so.
func TestDamageToOneCopyOfAnAttachmentIsRepaired(t *testing.T) {
	t.Parallel()
	p, dir := enact(t), newJournal(t)
	path := filepath.Join(t.TempDir(), "file-1.txt")
	if err := os.WriteFile(path, fileNumber(1)[:700_000], 0o600); err != nil {
		t.Fatal(err)
	}
	if r := p.do(dir, "attach", "today", path); r.status != 0 {
		t.Fatalf("%+v", r)
	}
	id := listAttachments(t, p, dir)[0].ID
	for _, folder := range []string{"a", "b"} {
		files, err := filepath.Glob(filepath.Join(dir, "files", folder, "*"))
		if err != nil || len(files) != 1 {
			t.Fatal(files, err)
		}
		whole := mustRead(t, files[0])
		for _, at := range []int{40, 40 + 256<<10, 40 + 512<<10, -1} {
			spoiled := slices.Clone(whole)
			if at < 0 {
				spoiled = spoiled[:len(spoiled)-1]
			} else {
				spoiled[at] ^= 8
			}
			if err := os.WriteFile(files[0], spoiled, 0o600); err != nil {
				t.Fatal(err)
			}
			if folder == "a" && at == 40 { // by reading, which takes the first copy, and otherwise by a check
				if r := p.do(dir, "attachment", "get", id); r.status != 0 || r.out != string(fileNumber(1)[:700_000]) {
					t.Errorf("byte %d of %s: status %d, %s", at, folder, r.status, r.err)
				}
			} else if r := p.do(dir, "check"); r.status != 0 || !strings.Contains(r.out, "What was found when it was opened") {
				t.Errorf("byte %d of %s: %+v", at, folder, r)
			}
			if !bytes.Equal(mustRead(t, files[0]), whole) {
				t.Errorf("byte %d of %s was not repaired", at, folder)
			}
		}
	}
}
