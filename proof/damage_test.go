package proof

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// hurt changes one file of a journal, and says how; earlier is the same file an hour ago.
func hurt(rng *rand.Rand, good, earlier []byte) (bad []byte, missing bool, how string) {
	bad = bytes.Clone(good)
	if len(bad) == 0 {
		return bad, true, "removed"
	}
	at := rng.IntN(len(bad))
	page := at / 4096 * 4096
	end := min(len(bad), page+4096)
	switch rng.IntN(10) {
	case 0:
		bad[at] ^= 1 << rng.IntN(8)
		return bad, false, fmt.Sprintf("a bit of byte %d", at)
	case 1:
		clear(bad[page:end])
		return bad, false, fmt.Sprintf("a page of zeros at %d", page)
	case 2:
		bad[min(len(bad)-1, page+rng.IntN(16))] ^= byte(1 + rng.IntN(255))
		return bad, false, fmt.Sprintf("the head of the page at %d", page)
	case 3:
		copy(bad[min(end, page+512):end], earlier)
		return bad, false, fmt.Sprintf("a torn page at %d", page)
	case 4:
		return bad[:at], false, fmt.Sprintf("cut at %d", at)
	case 5:
		return nil, false, "emptied"
	case 6:
		for i := range bad {
			bad[i] = byte(rng.Uint32())
		}
		return bad, false, "random bytes"
	case 7:
		return nil, true, "removed"
	case 8:
		return bytes.Clone(earlier), false, "swapped with an earlier one"
	}
	n := copy(bad[page:end], bad[rng.IntN(len(bad)):])
	return bad, false, fmt.Sprintf("%d bytes from elsewhere at %d", n, page)
}

// damaged is a journal whose every file can be hurt, and what belongs in it.
type damaged struct {
	dir, earlier string
	acknowledged []int
	files        []string
}

func damagedJournal(t testing.TB) damaged {
	t.Helper()
	dir := newJournal(t, enact(t))
	d := damaged{dir: dir}
	fill := func(from, to int) {
		var lines strings.Builder
		for i := from; i < to; i++ {
			lines.WriteString(line(i))
			d.acknowledged = append(d.acknowledged, i)
		}
		if r := do(enact(t), lines.String(), "--journal", dir, "add", "--lines"); r.status != 0 {
			t.Fatalf("%+v", r)
		}
	}
	fill(0, 60)
	d.earlier = copyFolder(t, dir)
	fill(60, 120)
	d.files = []string{"store.db", "log/000001.log", "header.a", "header.b", "store.db", "log/000001.log"}
	return d
}

// damage hurts one file n times, each in a copy, and judges twice: after it nothing may be
// left to repair.
func damage(t *testing.T, program string, n int, report bool) verdict {
	d := damagedJournal(t)
	var v verdict
	for seed := range n {
		rng := rand.New(rand.NewPCG(uint64(seed), 9))
		name := d.files[seed%len(d.files)]
		dir := copyFolder(t, d.dir)
		bad, missing, how := hurt(rng, mustRead(t, d.dir, name), mustRead(t, d.earlier, name))
		path := filepath.Join(dir, name)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if !missing {
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		before := v
		v.judge(program, dir, d.acknowledged, 120)
		second := do(program, "", "--journal", dir, "list", "--limit", "1")
		v.look(second)
		if report && (second.status != 0 || second.err != "") {
			t.Errorf("%s %s: the second time it says %q", name, how, second.err)
		}
		if report && (v.lost != before.lost || v.wrong != before.wrong || v.refused != before.refused || v.hangs != before.hangs || v.traces != before.traces) {
			t.Errorf("%s %s: %v", name, how, v)
		}
		_ = os.RemoveAll(filepath.Dir(dir))
	}
	return v
}

func mustRead(t testing.TB, elem ...string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(elem...))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestNothingIsLostByDamagedFiles(t *testing.T) {
	t.Parallel()
	n := times(210)
	v := damage(t, enact(t), n, true)
	t.Logf("%d damaged files: %v", n, v)
	if !v.clean() {
		t.Errorf("%d damaged files: %v", n, v)
	}
}

func TestAProgramWithoutItsLogIsCaughtByDamage(t *testing.T) {
	t.Parallel()
	if v := damage(t, program(t, "nolog", withoutLog...), 24, false); v.lost == 0 {
		t.Errorf("24 damaged files and a program without its log: %v; the test proves nothing", v)
	}
}

func TestAFullDiskLosesNothingAndSavingGoesOn(t *testing.T) {
	t.Parallel()
	if os.Getuid() != 0 {
		t.Skip("LEFT OUT: a small disk is made with mount, which needs root")
	}
	disk := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	must(t, "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk)
	t.Cleanup(func() { _ = exec.Command("umount", "-l", disk).Run() })
	dir := filepath.Join(disk, "journal")
	makeJournal(t, enact(t), dir)
	var v verdict
	var acknowledged []int
	written, full := 0, false
	for !full {
		w := startWriter(t, exec.Command(enact(t), "--journal", dir, "add", "--lines"), written)
		for w.count() < 100 && !ended(w) {
			w.pause()
		}
		acks, upTo := w.stop()
		acknowledged, written = append(acknowledged, acks...), upTo
		full = strings.Contains(w.errs.String(), "no space left")
		if !full && w.errs.Len() > 0 {
			t.Fatalf("it says %q", w.errs.String())
		}
		v.look(result{err: w.errs.String()})
	}
	v.judge(enact(t), dir, acknowledged, written)
	atFull := len(acknowledged)
	must(t, "mount", "-o", "remount,size=8m", disk)
	r := do(enact(t), line(written), "--journal", dir, "add", "-")
	v.look(r)
	if r.status != 0 {
		t.Errorf("with room again it says %q", r.err)
	}
	v.acknowledged = 0
	v.judge(enact(t), dir, append(acknowledged, written), written+1)
	t.Logf("a disk that was full after %d entries: %v", atFull, v)
	if !v.clean() || atFull < 20 {
		t.Errorf("a disk that was full after %d entries: %v", atFull, v)
	}
}

func must(t testing.TB, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Skipf("LEFT OUT: %s %v cannot be done here: %v %s", name, args, err, out)
	}
	return string(out)
}
