package proof_test

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// disk is an ext4 file system in a file, mounted so that the kernel does not write data back on its
// own during a test: unflushed data is not in the file.
type disk struct{ image, mounted string }

func newDisk(t *testing.T, megabytes int) disk {
	t.Helper()
	needsRoot(t, "a file system of its own is mounted")
	needs(t, "mkfs.ext4", "mount", "umount")
	d := disk{filepath.Join(t.TempDir(), "image"), filepath.Join(t.TempDir(), "mounted")}
	if err := os.WriteFile(d.image, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(d.image, int64(megabytes)<<20); err != nil {
		t.Fatal(err)
	}
	must(t, "mkfs.ext4", "-q", "-F", d.image)
	d.mount(t)
	return d
}

func (d disk) mount(t *testing.T) {
	t.Helper()
	if err := os.MkdirAll(d.mounted, 0o700); err != nil {
		t.Fatal(err)
	}
	must(t, "mount", "-o", "loop,commit=1000,noauto_da_alloc", d.image, d.mounted)
	t.Cleanup(func() { d.unmount() })
}

func (d disk) unmount() { _ = exec.Command("umount", "-l", d.mounted).Run() }

// afterPowerCut returns the disk as it would be after a power cut now.
func (d disk) afterPowerCut(t *testing.T) disk {
	t.Helper()
	to := disk{filepath.Join(t.TempDir(), "image"), filepath.Join(t.TempDir(), "mounted")}
	from, err := os.Open(d.image)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	f, err := os.Create(to.image)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(f, from); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	to.mount(t)
	return to
}

// cutPower cuts the power of a writing program n times and judges the contents of the disk each
// time. Entries that were reported as saved before the cut must exist.
func cutPower(t *testing.T, p program, n int) verdict {
	d := newDisk(t, 24)
	dir := filepath.Join(d.mounted, "journal")
	if err := makeJournal(p, dir); err != nil {
		t.Fatal(err)
	}
	var b book
	var v verdict
	rng := chance(7, 11)
	for k := range n {
		if k > 0 { // the first cut follows directly after the creation of the journal
			w := startWriter(t, p.in(dir, "add", "--lines"), b.written)
			if w.waitFor(1 + rng.IntN(40)) {
				v.hangs++
			}
			told, written := w.kill()
			v.look(result{err: w.errs.String()})
			b.saved, b.written = append(b.saved, told...), written
		}
		found := d.afterPowerCut(t)
		var after verdict
		after.judge(t, filepath.Join(found.mounted, "journal"), b)
		v.again(after)
		found.unmount()
		_ = os.Remove(found.image)
	}
	return v
}

func TestNothingIsLostByPowerCuts(t *testing.T) {
	t.Parallel()
	n := times(20)
	v := cutPower(t, enact(t), n)
	t.Logf("%d power cuts: %v", n, v)
	if !v.clean() || v.saved < n {
		t.Errorf("%d power cuts: %v", n, v)
	}
}

func TestAPowerCutDetectsAProgramThatDoesNotFlush(t *testing.T) {
	t.Parallel()
	v := cutPower(t, without(t, "flush"), 4)
	t.Logf("control, 4 power cuts: %v", v)
	if v.lost == 0 {
		t.Error("a program that does not flush lost nothing by power cuts: the test proves nothing")
	}
}

// cutPower runs the scene n times on a disk, once to its end and then with a kill at some point, cuts
// the power each time, and judges the contents of the disk.
func (s scene) cutPower(t *testing.T, p program, d disk, n int) (cuts int, sum verdict) {
	t.Helper()
	prepared := s.begin(t)
	all := faults(s.count(t, p, prepared), true, false)
	for k := range min(n, 1+len(all)) {
		name := fmt.Sprintf("scene-%d", k)
		folder := filepath.Join(d.mounted, name)
		copyTo(t, prepared, folder)
		must(t, "sync", "-f", d.mounted)
		options, how := []string{"trace=none"}, "at the end"
		if k > 0 {
			options, how = all[k-1].options(), all[k-1].String()
		}
		_, said := s.strace(t, p, folder, options...)
		found := d.afterPowerCut(t)
		var v verdict
		v.look(said)
		s.judge(t, &v, filepath.Join(found.mounted, name, "journal"), said)
		if p.sound() && !v.clean() {
			t.Errorf("%s, a power cut after %s: %v; it said %q %q", s.name, how, v, said.out, said.err)
		}
		sum.add(v)
		cuts++
		found.unmount()
		_ = os.Remove(found.image)
		_ = os.RemoveAll(folder)
	}
	return cuts, sum
}

func TestOtherCommandsAreDoneCompletelyOrNotAtAllAfterPowerCuts(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	d := newDisk(t, 24)
	cuts, sum := 0, verdict{}
	all := slices.Concat(scenes(), keyScenes(), []scene{beginning(), exporting(), backingUp(), restoring()})
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			n, v := s.cutPower(t, without(t, "cost"), d, times(3))
			cuts += n
			sum.add(v)
		})
	}
	t.Logf("%d power cuts in %d commands: %v", cuts, len(all), sum)
}

func TestAPowerCutDetectsAProgramThatDoesNotFlushFolders(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	cuts, v := exporting().cutPower(t, without(t, "folders"), newDisk(t, 24), 1)
	t.Logf("control, %d power cut after an export: %v", cuts, v)
	if v.clean() {
		t.Error("an export whose folder was not flushed outlived a power cut: the test proves nothing")
	}
}
