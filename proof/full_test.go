package proof_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func must(t testing.TB, name string, args ...string) {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Skipf("LEFT OUT: %s %v cannot be done here: %v %s", name, args, err, out)
	}
}

func needsRoot(t testing.TB, why string) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("LEFT OUT: " + why + ", and that needs root")
	}
}

// fill writes to a small disk until it is full, and again after it has grown.
func fill(t *testing.T, p program) (atFull int, v verdict) {
	needsRoot(t, "a small disk is made with mount")
	disk := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	must(t, "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk)
	t.Cleanup(func() { _ = exec.Command("umount", "-l", disk).Run() })
	dir := filepath.Join(disk, "journal")
	placeJournal(t, dir)
	var b book
	for rounds, full := 0, 0; full < 3 && rounds < 100; rounds++ { // full, and full again, and again
		w := startWriter(t, p.in(dir, "add", "--lines"), b.written)
		if w.waitFor(100) {
			v.hangs++
		}
		told, written := w.stop()
		b.saved, b.written = append(b.saved, told...), written
		v.look(result{err: w.errs.String()})
		switch {
		case w.command.ProcessState.ExitCode() == 6:
			full++
		case w.errs.Len() > 0:
			t.Errorf("it ends with %d and says %q", w.command.ProcessState.ExitCode(), w.errs.String())
			return len(b.saved), v
		}
	}
	v.judge(t, dir, b)
	atFull = len(b.saved)
	must(t, "mount", "-o", "remount,size=8m", disk)
	r := finishWith(enact(t).in(dir, "add", "-"), line(b.written))
	v.look(r)
	if r.status != 0 {
		t.Errorf("with room again it ends with %d and says %q", r.status, r.err)
	}
	b.saved, b.written = append(b.saved, savedIn(r.out, b.written)...), b.written+1
	var after verdict
	after.judge(t, dir, b)
	v.again(after)
	return atFull, v
}

func TestAFullDiskLosesNothingAndSavingGoesOn(t *testing.T) {
	t.Parallel()
	atFull, v := fill(t, enact(t))
	t.Logf("a disk that was full after %d entries: %v", atFull, v)
	if !v.clean() || atFull < 20 {
		t.Errorf("a disk that was full after %d entries: %v", atFull, v)
	}
}

// A limit on the size of files ends a write halfway, as a full disk may at any position.
func TestALimitOnTheSizeOfFilesLosesNothing(t *testing.T) {
	t.Parallel()
	needs(t, "prlimit")
	dir := newJournal(t)
	var b book
	var v verdict
	for _, limit := range []string{"33000", "40000", "65536", "70001", "131072"} {
		r := finishWith(enact(t).command([]string{"--journal", dir, "add", "--lines"}, "prlimit", "--fsize="+limit), lines(b.written, b.written+60))
		v.look(r)
		b.saved, b.written = append(b.saved, savedIn(r.out, b.written)...), b.written+60
		if strings.Contains(r.err, "SIGXFSZ") || r.status != 0 && r.status != 6 {
			t.Errorf("with files of %s bytes at most it ends with %d and says %q", limit, r.status, r.err)
		}
		var after verdict
		after.judge(t, dir, b)
		v.again(after)
	}
	t.Logf("5 limits on the size of files, %d entries: %v", len(b.saved), v)
	if !v.clean() || len(b.saved) == 0 {
		t.Errorf("5 limits on the size of files, %d entries: %v", len(b.saved), v)
	}
}
