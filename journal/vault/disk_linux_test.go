package vault

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// smallDisk mounts a small disk in memory, which needs root.
func smallDisk(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("LEFT OUT, NOT PASSED: mounting a small disk needs root (%v); run this test as root to see what a full or read-only disk does", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func remount(t *testing.T, dir string, flags uintptr) {
	t.Helper()
	if err := unix.Mount("tmpfs", dir, "tmpfs", unix.MS_REMOUNT|flags, ""); err != nil {
		t.Fatal(err)
	}
}

func TestFullDiskLosesNothingAndSavingResumesWithSpace(t *testing.T) {
	disk := smallDisk(t, "size=1m")
	ballast := filepath.Join(disk, "ballast")
	overwrite(t, make([]byte, 256<<10), ballast)
	dir := filepath.Join(disk, "journal")
	v, err := Create(t.Context(), dir, NoPassphrase(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[RecordID]string{}
	text := bytes.Repeat([]byte("so it went "), 1000)
	full := 0
	for i := range 200 {
		err := v.Apply(t.Context(), []Change{{ID: id(i), Doc: text}})
		if err == nil {
			want[id(i)] = string(text)
			continue
		}
		full++
		checkError(t, err, ErrNoSpace, dir)
	}
	if full == 0 || len(want) == 0 {
		t.Fatalf("%d saves succeeded and %d failed: the disk has the wrong size for this test", len(want), full)
	}
	same(t, v, want)

	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	apply(t, v, Change{ID: id(1000), Doc: text})
	want[id(1000)] = string(text)
	same(t, v, want)
	mustClose(t, v)
	v, repair := unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if len(repair.Notes) > 0 {
		t.Errorf("the notes are %q", repair.Notes)
	}
	mustClose(t, v)
	t.Logf("%d saves refused on the full disk, %d documents whole", full, len(want))
}

func TestJournalOpensOnAFullDisk(t *testing.T) {
	for _, name := range []string{headerA, storeName} {
		t.Run(name, func(t *testing.T) {
			disk := smallDisk(t, "size=512k")
			dir := filepath.Join(disk, "journal")
			v, err := Create(t.Context(), dir, NoPassphrase(), Options{})
			if err != nil {
				t.Fatal(err)
			}
			want := fill(t, v, 10)
			mustClose(t, v)
			if name == storeName {
				damageStoreCopy(t, func([]byte) []byte { return []byte("x") }, dir)
			} else {
				overwrite(t, []byte("x"), dir, name)
			}
			ballast := filepath.Join(disk, "ballast")
			if err := os.WriteFile(ballast, make([]byte, 512<<10), 0o600); !errors.Is(err, unix.ENOSPC) {
				t.Fatalf("filling the disk: %v", err)
			}
			v, repair := unlock(t, dir, NoPassphrase())
			same(t, v, want)
			if name == headerA && (len(repair.Notes) != 1 || !strings.Contains(SentencesOf(repair.Notes)[0], "could not be rewritten (no space left on device)")) {
				t.Errorf("the notes are %q, want one that says why the journal was not repaired", repair.Notes)
			}
			mustClose(t, v)
			if err := os.Remove(ballast); err != nil {
				t.Fatal(err)
			}
			v, _ = unlock(t, dir, NoPassphrase())
			same(t, v, want)
			mustClose(t, v)
			v, repair = unlock(t, dir, NoPassphrase())
			if len(repair.Notes) > 0 {
				t.Errorf("with free space again the notes are %q", repair.Notes)
			}
			mustClose(t, v)
		})
	}
}

func TestCreateFailsOnAFullDisk(t *testing.T) {
	for _, place := range []string{"beside", "within"} {
		t.Run(place, func(t *testing.T) {
			disk := smallDisk(t, "size=128k")
			ballast := filepath.Join(disk, "ballast")
			overwrite(t, make([]byte, 100<<10), ballast)
			dir := filepath.Join(disk, "journal")
			if place == "within" {
				if err := os.Mkdir(dir, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			_, err := Create(t.Context(), dir, NoPassphrase(), Options{})
			checkError(t, err, ErrNoSpace, dir)
			if _, err := Inspect(dir); !errors.Is(err, ErrNoJournal) {
				t.Errorf("Inspect: %v, want ErrNoJournal", err)
			}
			if err := os.Remove(ballast); err != nil {
				t.Fatal(err)
			}
			v, err := Create(t.Context(), dir, NoPassphrase(), Options{})
			if err != nil {
				t.Fatal(err)
			}
			mustClose(t, v)
		})
	}
}

func TestCreateWorksAtTheRootOfADisk(t *testing.T) {
	disk := smallDisk(t, "size=4m")
	v, err := Create(t.Context(), disk, NoPassphrase(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := fill(t, v, 10)
	mustClose(t, v)
	v, _ = unlock(t, disk, NoPassphrase())
	same(t, v, want)
	mustClose(t, v)
}

func TestJournalOnAReadOnlyDiskOpensReadOnly(t *testing.T) {
	disk := smallDisk(t, "size=4m")
	dir := filepath.Join(disk, "journal")
	v, err := Create(t.Context(), dir, NoPassphrase(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := fill(t, v, 10)
	mustClose(t, v)
	remount(t, disk, unix.MS_RDONLY)
	before := snapshot(t, dir)
	v, repair := unlock(t, dir, NoPassphrase())
	checkError(t, v.ReadOnly(), ErrReadOnly, dir, "read-only", "open for reading only")
	checkError(t, v.Apply(t.Context(), []Change{{ID: id(1), Doc: doc(2)}}), ErrReadOnly, dir)
	same(t, v, want)
	if len(repair.Notes) > 0 {
		t.Errorf("the repair notes are %q", repair.Notes)
	}
	mustClose(t, v)
	_, err = Create(t.Context(), filepath.Join(disk, "second"), NoPassphrase(), Options{})
	checkError(t, err, ErrReadOnly, "second", "read-only")
	if info, err := Inspect(dir); err != nil || info.Protected {
		t.Errorf("Inspect = %+v, %v", info, err)
	}
	unchanged(t, dir, before)
	remount(t, disk, 0)
	v, _ = unlock(t, dir, NoPassphrase())
	same(t, v, want)
	mustClose(t, v)
}

// Root can write everywhere, so the test becomes another user for a moment: on Linux, file
// permissions belong to a thread.
func TestFolderOfAnotherUserIsReported(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("LEFT OUT, NOT PASSED: becoming another user needs root; run this test as root to test a folder of another user")
	}
	v, dir := create(t, NoPassphrase())
	mustClose(t, v)
	asUserNobody(t, func() {
		refused(t, dir, ErrReadOnly, dir)
		_, err := Inspect(dir)
		checkError(t, err, ErrReadOnly, dir)
		second := filepath.Join(filepath.Dir(dir), "second")
		_, err = Create(t.Context(), second, NoPassphrase(), Options{})
		checkError(t, err, ErrReadOnly, second)
	})
	unlock(t, dir, NoPassphrase())
}
