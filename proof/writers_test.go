package proof_test

import "testing"

// together lets four programs add entries at once, one entry a run, and judges.
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

func TestProgramsThatDoNotLockAreCaughtByWritingAtOnce(t *testing.T) {
	t.Parallel()
	_, v := together(t, without(t, "lock"), 12)
	t.Logf("control, 4 writers at once: %v", v)
	if v.clean() {
		t.Error("programs that do not lock the journal lost nothing by writing at once: the test proves nothing")
	}
}
