package vault

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

func TestChangingKeysOnAFullDiskLeavesOnlyTheOldOnes(t *testing.T) {
	disk := smallDisk(t, "size=2m")
	ballast := filepath.Join(disk, "ballast")
	dir := filepath.Join(disk, "journal")
	v, err := Create(t.Context(), dir, NoPassphrase(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[RecordID]string{}
	text := bytes.Repeat([]byte("so it went "), 1000)
	for i := range 20 {
		apply(t, v, Change{ID: id(i), Doc: text})
		want[id(i)] = string(text)
	}
	refused := 0
	for free := 0; ; free += 48 << 10 {
		fillUp(t, disk, ballast, free)
		before := snapshot(t, dir)
		err := v.NewKeys(t.Context(), NoPassphrase())
		if err == nil {
			break
		}
		refused++
		checkError(t, err, ErrNoSpace, dir)
		unchanged(t, dir, before)
		checkNoLeftovers(t, dir)
		same(t, v, want)
		if free > 2<<20 {
			t.Fatal("the keys cannot be changed on an empty disk")
		}
	}
	if refused < 3 {
		t.Errorf("refused only %d times: the disk has the wrong size for this test", refused)
	}
	same(t, v, want)
	mustClose(t, v)
	v, repair := unlock(t, dir, NoPassphrase())
	same(t, v, want)
	mustClose(t, v)
	if len(repair.Notes) > 0 {
		t.Errorf("opening the journal repairs %q", repair.Notes)
	}
	t.Logf("%d times refused for want of room", refused)
}

// fillUp fills a disk except for at most free bytes.
func fillUp(t *testing.T, disk, ballast string, free int) {
	t.Helper()
	if err := os.RemoveAll(ballast); err != nil {
		t.Fatal(err)
	}
	room := roomOn(t, disk)
	if free < room {
		overwrite(t, make([]byte, room-free), ballast)
	}
}

func TestChangingThePassphraseOnAFullDiskLeavesTheOldOne(t *testing.T) {
	disk := smallDisk(t, "size=1m")
	dir := filepath.Join(disk, "journal")
	v, err := Create(t.Context(), dir, Passphrase("old"), Options{KDF: &KDFCost{1, 19 << 10, 1}})
	if err != nil {
		t.Fatal(err)
	}
	ballast := filepath.Join(disk, "ballast")
	fillUp(t, disk, ballast, 0)
	checkError(t, v.ChangePassphrase(t.Context(), Passphrase("new")), ErrNoSpace, dir)
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	// Space for one file is enough: each replaces an old one.
	fillUp(t, disk, ballast, 4096)
	if err := v.ChangePassphrase(t.Context(), Passphrase("new")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	mustClose(t, v)
	if opens(t, dir, Passphrase("old")) || !opens(t, dir, Passphrase("new")) {
		t.Error("want the new passphrase alone to open the journal")
	}
}

func roomOn(t *testing.T, disk string) int {
	t.Helper()
	var s unix.Statfs_t
	if err := unix.Statfs(disk, &s); err != nil {
		t.Fatal(err)
	}
	return int(s.Bavail) * int(s.Bsize)
}
