package proof

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// killAtRandom kills a writing program n times, in one journal, and judges after each.
func killAtRandom(t *testing.T, program string, n int) verdict {
	var v verdict
	dir := newJournal(t, enact(t))
	rng := rand.New(rand.NewPCG(1, 2))
	var acknowledged []int
	written := 0
	for range n {
		w := startWriter(t, exec.Command(program, "--journal", dir, "add", "--lines"), written)
		for begin := time.Now(); w.count() < 1 && time.Since(begin) < patience; {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Duration(rng.IntN(60_000)) * time.Microsecond)
		acks, upTo := w.kill()
		acknowledged, written = append(acknowledged, acks...), upTo
	}
	v.judge(enact(t), dir, acknowledged, written)
	return v
}

func TestNothingIsLostByKills(t *testing.T) {
	t.Parallel()
	n := times(60)
	v := killAtRandom(t, enact(t), n)
	t.Logf("%d kills: %v", n, v)
	if !v.clean() || v.acknowledged < n {
		t.Errorf("%d kills: %v", n, v)
	}
}

func TestAProgramThatSaysSavedTooEarlyIsCaught(t *testing.T) {
	t.Parallel()
	if v := killAtRandom(t, program(t, "early", savedTooEarly...), 5); v.lost == 0 {
		t.Errorf("5 kills of a program that says saved too early: %v; the test proves nothing", v)
	}
}

// inject runs a writer of ten entries under strace, which does something at the nth call
// of one kind, and judges what is left.
func inject(t *testing.T, v *verdict, call, fault string) {
	t.Helper()
	dir := newJournal(t, enact(t))
	var lines strings.Builder
	for i := range 10 {
		lines.WriteString(line(i))
	}
	c := exec.Command("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace="+call, "-e", "inject="+call+":"+fault,
		enact(t), "--journal", dir, "add", "--lines")
	c.Stdin = strings.NewReader(lines.String())
	r := finish(c)
	v.look(r)
	var acknowledged []int
	for i := range strings.Count(r.out, "saved ") {
		acknowledged = append(acknowledged, i)
	}
	v.judge(enact(t), dir, acknowledged, 10)
}

func needs(t *testing.T, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("LEFT OUT: %s is not here; \"make test\" installs it", tool)
		}
	}
}

// fault is one thing that strace does at one call.
type fault struct{ call, what string }

// kills and errors at the calls by which a save reaches the disk.
func faults(n int) []fault {
	var all []fault
	for k := 1; len(all) < n; k++ {
		for _, call := range []string{"fdatasync", "pwrite64", "fsync", "write", "ftruncate", "renameat", "openat"} {
			all = append(all, fault{call, "signal=SIGKILL:when=" + strconv.Itoa(k)})
		}
		for _, call := range []string{"fdatasync", "pwrite64", "fsync", "ftruncate"} {
			for _, errno := range []string{"ENOSPC", "EIO", "EDQUOT"} {
				all = append(all, fault{call, "error=" + errno + ":when=" + strconv.Itoa(k)})
			}
		}
		all = append(all, fault{"fdatasync", "error=EIO:when=" + strconv.Itoa(k) + "+"}, fault{"pwrite64", "error=ENOSPC:when=" + strconv.Itoa(k) + "+"},
			fault{"fsync", "error=EIO:when=" + strconv.Itoa(k) + "+" + strconv.Itoa(k)})
	}
	return all[:n]
}

func TestNothingIsLostByFaultsOfTheDisk(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	n := times(120)
	var v verdict
	for _, f := range faults(n) {
		before := v
		inject(t, &v, f.call, f.what)
		if before.lost+before.wrong+before.hangs+before.traces+before.refused != v.lost+v.wrong+v.hangs+v.traces+v.refused {
			t.Errorf("%s at %s: %v", f.what, f.call, v)
		}
	}
	t.Logf("%d injected kills and errors: %v", n, v)
	if v.acknowledged < n {
		t.Errorf("%d faults left %d acknowledgements: the faults come too early to prove anything", n, v.acknowledged)
	}
}

func TestFourWritersAtOnceLoseNothing(t *testing.T) {
	t.Parallel()
	dir := newJournal(t, enact(t))
	type outcome struct {
		acknowledged []int
		v            verdict
	}
	results := make(chan outcome)
	each := times(12)
	for k := range 4 {
		go func() {
			var o outcome
			for i := k * each; i < (k+1)*each; i++ {
				r := do(enact(t), line(i), "--journal", dir, "add", "-")
				o.v.look(r)
				if r.status == 0 {
					o.acknowledged = append(o.acknowledged, i)
				} else if r.status != 3 {
					o.v.refused++
				}
			}
			results <- o
		}()
	}
	var all []int
	var v verdict
	for range 4 {
		o := <-results
		all = append(all, o.acknowledged...)
		v.traces, v.hangs, v.refused = v.traces+o.v.traces, v.hangs+o.v.hangs, v.refused+o.v.refused
	}
	v.judge(enact(t), dir, all, 4*each)
	t.Logf("4 writers at once: %v", v)
	if !v.clean() || len(all) < each {
		t.Errorf("4 writers at once: %v", v)
	}
}

// copyFolder copies a journal.
func copyFolder(t testing.TB, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "journal")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}
