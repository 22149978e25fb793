package proof_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// A flush that fails says nothing of what is on the disk already. It must not be called
// damage, for which people put back a copy and lose what came after it.
func TestAFlushThatFailsIsNotCalledDamage(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	// Which thread flushes differs from run to run, and strace counts for each thread: a round in
	// which no second flush made up for the first one proves one half only.
	told, retried := 0, 0
	for range 10 {
		t1, r1 := failedFlushes(t)
		told, retried = told+t1, retried+r1
		if told > 0 && retried > 0 {
			break
		}
	}
	t.Logf("%d flushes that failed were told, %d were made up for by a second", told, retried)
	if told == 0 || retried == 0 {
		t.Error("too little happened to prove anything")
	}
}

// failedFlushes lets flushes fail in one round of savings, and counts those that were told and
// those that a second flush made up for.
func failedFlushes(t *testing.T) (told, retried int) {
	t.Helper()
	for _, call := range []string{"fsync", "fdatasync"} {
		for _, when := range []string{"1", "2", "1+", "2+"} {
			folder := t.TempDir()
			dir := filepath.Join(folder, "journal")
			b := kept(t, dir)
			s := scene{name: call, command: []string{"add", "--lines"}, stdin: lines(40, 42)}
			trace, said := s.strace(t, enact(t), folder, "trace="+call, "inject="+call+":error=EIO:when="+when)
			b.saved, b.written = append(b.saved, savedIn(said.out, 40)...), 42
			happened := strings.Contains(trace, "(INJECTED)")
			switch {
			case happened && said.status != 0:
				told++
			case happened:
				retried++
			}
			for _, words := range []string{"damaged", "copy of the folder", "quarantine"} {
				if strings.Contains(said.err, words) {
					t.Errorf("%s %s: it says %q", call, when, said.err)
				}
			}
			var v verdict
			v.look(said)
			v.judge(t, dir, b)
			if r := enact(t).do(dir, "check"); !v.clean() || r.status != 0 || strings.Contains(r.out, "quarantine") {
				t.Errorf("%s %s: %v; %+v", call, when, v, r)
			}
		}
	}
	return told, retried
}
