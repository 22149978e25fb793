package proof_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// hurt damages one file of a journal and describes the damage; earlier is the same file an hour ago.
func hurt(rng *rand.Rand, good, earlier []byte) (bad []byte, missing bool, how string) {
	bad = bytes.Clone(good)
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
		if from := min(end, page+512); from < len(earlier) {
			copy(bad[from:end], earlier[from:])
		} else {
			clear(bad[from:end])
		}
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

// hurtable is a journal of 120 entries, and its earlier state with 60.
type hurtable struct {
	dir, earlier string
	told         []saved
}

const hurtableEntries = 120

func newHurtable(t testing.TB, p program) hurtable {
	t.Helper()
	h := hurtable{dir: filepath.Join(t.TempDir(), "journal")}
	if err := makeJournal(p, h.dir); err != nil {
		t.Fatal(err)
	}
	fill := func(from, to int) {
		r := finishWith(p.in(h.dir, "add", "--lines"), lines(from, to))
		if r.status != 0 {
			t.Fatalf("%+v", r)
		}
		h.told = append(h.told, savedIn(r.out, from)...)
	}
	fill(0, hurtableEntries/2)
	h.earlier = copyFolder(t, h.dir)
	fill(hurtableEntries/2, hurtableEntries)
	return h
}

func (h hurtable) book() book { return book{saved: h.told, written: hurtableEntries} }

// hurt copies the journal and damages the named files of the copy.
func (h hurtable) hurt(t testing.TB, rng *rand.Rand, names ...string) (dir, how string) {
	t.Helper()
	dir = copyFolder(t, h.dir)
	for _, name := range names {
		bad, missing, what := hurt(rng, mustRead(t, h.dir, name), mustRead(t, h.earlier, name))
		how += name + ": " + what + "; "
		path := filepath.Join(dir, name)
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if missing {
			continue
		}
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir, how
}

// oneCopy are the files of one copy, which may be damaged together because the other is intact.
var oneCopy = [][]string{{"store.db"}, {"log/000001.log"}, {"header.a"}, {"store.db"}, {"log/000001.log"}, {"header.b"}, {"store.db"}, {"log/000001.log"}, {"header.a", "header.b"}}

// damage damages one copy n times, each time in a copy of the journal, and judges twice: after the
// first time nothing may be left to repair.
func damage(t *testing.T, p program, n int, tell bool) verdict {
	h := newHurtable(t, enact(t))
	var sum verdict
	for seed := range n {
		dir, how := h.hurt(t, chance(seed, 9), oneCopy[seed%len(oneCopy)]...)
		var v verdict
		v.judgeBy(p, dir, h.book())
		second := p.do(dir, "check")
		v.look(second)
		if tell && (second.status != 0 || second.err != "") {
			t.Errorf("%sthe second time it ends with %d and says %q %q", how, second.status, second.out, second.err)
		}
		if tell && !v.clean() {
			t.Errorf("%s%v", how, v)
		}
		sum.add(v)
		_ = os.RemoveAll(filepath.Dir(dir))
	}
	return sum
}

func mustRead(t testing.TB, elem ...string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(elem...))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestNothingIsLostByDamageToOneCopy(t *testing.T) {
	t.Parallel()
	n := times(207)
	v := damage(t, enact(t), n, true)
	t.Logf("%d damaged files: %v", n, v)
}

func TestDamageDetectsAProgramThatIgnoresItsLog(t *testing.T) {
	t.Parallel()
	v := damage(t, without(t, "log"), 27, false)
	t.Logf("control, 27 damaged files: %v", v)
	if v.lost == 0 {
		t.Error("a program without its log lost nothing by damage: the test proves nothing")
	}
}

// If both copies are damaged, entries may be lost, but never without a report, and everything that
// is shown must be correct.
func TestDamageToBothCopiesIsReportedAndNothingShownIsWrong(t *testing.T) {
	t.Parallel()
	h := newHurtable(t, enact(t))
	n, looked := times(40), 0
	var sum verdict
	for seed := range n {
		dir, how := h.hurt(t, chance(seed, 21), "store.db", "log/000001.log")
		if strings.Count(how, "swapped") == 2 {
			continue // an intact journal of an earlier day, which need not be noticed
		}
		looked++
		var v verdict
		r := v.judge(t, dir, h.book())
		if v.wrong+v.hangs+v.traces > 0 || v.lost > 0 && r.err == "" || r.status != 0 && r.status != 5 {
			t.Errorf("%s%v; it ends with %d and says %q", how, v, r.status, r.err)
		}
		sum.add(v)
		if r.status != 0 {
			continue
		}
		if second := enact(t).do(dir, "list", "--limit", "1"); second.status != 0 || second.err != "" {
			t.Errorf("%sthe second time it ends with %d and says %q", how, second.status, second.err)
		}
		_ = os.RemoveAll(filepath.Dir(dir))
	}
	t.Logf("%d journals with both copies damaged: %d entries lost and reported, %d wrong texts, %d hangs, %d traces", looked, sum.lost, sum.wrong, sum.hangs, sum.traces)
}
