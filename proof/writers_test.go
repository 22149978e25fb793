package proof_test

import (
	"os"
	"path/filepath"
	"testing"
)

// together lets four programs add entries at the same time, one entry per run, and judges.
func together(t *testing.T, p program, each int) (told int, v verdict) {
	dir := newJournal(t)
	type outcome struct {
		saved []saved
		v     verdict
	}
	outcomes := make(chan outcome)
	for k := range 4 {
		go func() {
			var o outcome
			for i := k * each; i < (k+1)*each; i++ {
				r := finishWith(p.in(dir, "add", "-"), line(i))
				o.v.look(r)
				o.saved = append(o.saved, savedIn(r.out, i)...)
				if r.status != 0 && r.status != 3 {
					o.v.refused++
				}
			}
			outcomes <- o
		}()
	}
	b := book{written: 4 * each}
	for range 4 {
		o := <-outcomes
		b.saved = append(b.saved, o.saved...)
		v.add(o.v)
	}
	v.judge(t, dir, b)
	return len(b.saved), v
}

func TestFourWritersAtOnceLoseNothing(t *testing.T) {
	t.Parallel()
	each := times(12)
	told, v := together(t, enact(t), each)
	t.Logf("4 writers at once, %d entries each: %v", each, v)
	if !v.clean() || told < each {
		t.Errorf("4 writers at once: %v", v)
	}
}

func TestConcurrentWritesDetectProgramsThatDoNotLock(t *testing.T) {
	t.Parallel()
	_, v := together(t, without(t, "lock"), 12)
	t.Logf("control, 4 writers at once: %v", v)
	if v.clean() {
		t.Error("programs that do not lock the journal lost nothing by writing at once: the test proves nothing")
	}
}

// While one program has the journal open, or changes its keys, entries of other programs go into the
// inbox and are imported later.
func TestAddingWhileTheJournalIsInUseLosesNothing(t *testing.T) {
	t.Parallel()
	dir := newJournal(t)
	phrases := filepath.Join(t.TempDir(), "phrase")
	if err := os.WriteFile(phrases, []byte("a phrase of some length\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	added, changed := make(chan []saved), make(chan struct{})
	program := enact(t)
	for k := range 3 {
		go func() {
			var told []saved
			for i, on := 1000*(k+1), true; on && i < 1000*(k+1)+300; i++ {
				told = append(told, savedIn(finishWith(program.in(dir, "add", "--inbox", "-"), line(i)).out, i)...)
				select {
				case <-changed:
					on = false
				default:
				}
			}
			added <- told
		}()
	}
	var v verdict
	keys := []string{"--passphrase-file", phrases}
	for _, args := range [][]string{
		{"passphrase", "change", "--new-passphrase-file", phrases},
		append(keys, "passphrase", "change", "--new-keys", "--new-passphrase-file", phrases),
		append(keys, "passphrase", "remove", "--yes"),
	} {
		if r := without(t, "cost").do(dir, args...); r.status != 0 {
			t.Errorf("%v: %+v", args, r)
		}
	}
	close(changed)
	w := startWriter(t, enact(t).in(dir, "add", "--lines"), 10_000) // with other numbers
	b := book{written: 1_000_000}
	for range 3 {
		b.saved = append(b.saved, <-added...)
	}
	if w.waitFor(3) {
		v.hangs++
	}
	r := finishWith(enact(t).in(dir, "add", "-"), line(900)) // in use, so that it goes to the inbox
	v.look(r)
	told, _ := w.stop()
	b.saved = append(append(b.saved, told...), savedIn(r.out, 900)...)
	v.judge(t, dir, b)
	t.Logf("3 writers to the inbox while the keys change three times and a fourth writes: %v", v)
	if !v.clean() || len(b.saved) < len(told)+10 {
		t.Errorf("writers to the inbox: %v; it said %q", v, r.err)
	}
}
