package proof_test

import (
	"testing"
	"time"
)

// killAtRandom kills a writing program n times in one journal and judges after each time. One kill
// in four happens while the journal is being opened.
func killAtRandom(t *testing.T, p program, n int) verdict {
	var v verdict
	dir := newJournal(t)
	rng := chance(1, 2)
	var b book
	for k := range n {
		w := startWriter(t, p.in(dir, "add", "--lines"), b.written)
		most := 60 * time.Millisecond
		if k%4 == 3 {
			most = 40 * time.Millisecond
		} else if w.waitFor(1) {
			v.hangs++
		}
		time.Sleep(time.Duration(rng.Int64N(int64(most))))
		told, written := w.kill()
		v.look(result{err: w.errs.String()})
		b.saved, b.written = append(b.saved, told...), written
		var after verdict
		after.judge(t, dir, b)
		v.again(after)
		if !p.sound() && v.lost > 0 {
			return v // a control is finished after its first loss
		}
	}
	return v
}

func TestNothingIsLostByKills(t *testing.T) {
	t.Parallel()
	n := times(60)
	v := killAtRandom(t, enact(t), n)
	t.Logf("%d kills: %v", n, v)
	if !v.clean() || v.saved < 3*n {
		t.Errorf("%d kills: %v", n, v)
	}
}

func TestKillsDetectAProgramThatReportsSavedTooEarly(t *testing.T) {
	t.Parallel()
	v := killAtRandom(t, without(t, "wait"), 30)
	t.Logf("control, up to 30 kills: %v", v)
	if v.lost == 0 {
		t.Error("a program that says saved too early lost nothing by 30 kills: the test proves nothing")
	}
}
