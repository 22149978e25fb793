package backup

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"enactive/journal/vault"
)

// twoFolders creates a journal with backups on a USB stick too.
func twoFolders(t *testing.T) (l *testJournal, stick, own string) {
	t.Helper()
	l, stick = journal(t), t.TempDir()
	if err := UseSecond(t.Context(), l, stick); err != nil {
		t.Fatal(err)
	}
	all := names(t, stick)
	if len(all) != 1 {
		t.Fatalf("the stick contains %q", all)
	}
	return l, stick, filepath.Join(stick, all[0])
}

func TestTheSecondFolderGetsTheSameBackups(t *testing.T) {
	l, stick, own := twoFolders(t)
	for range 12 {
		l.change(t)
		l.now = l.now.Add(time.Minute)
		if err := After(t.Context(), l); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(contents(t, l.folder()), contents(t, own)); diff != "" {
		t.Errorf("the two folders differ: %q and %q", names(t, l.folder()), names(t, own))
	}
	if n := len(names(t, own)); n != keepLast {
		t.Errorf("there are %d backups on the stick", n)
	}
	if s, err := StatusOf(l.Folder()); err != nil || s.Second != stick || !s.Last.Equal(l.now) {
		t.Errorf("the status is %+v, %v", s, err)
	}
	if err := StopSecond(l); err != nil {
		t.Fatal(err)
	}
	before := contents(t, own)
	l.change(t)
	mustMake(t, l)
	if diff := cmp.Diff(before, contents(t, own)); diff != "" {
		t.Error("a backup was written to a folder that is no longer used")
	}
}

func TestMissingStickIsReportedAndNotCreated(t *testing.T) {
	l, stick, own := twoFolders(t)
	if err := os.RemoveAll(own); err != nil { // only the empty mount point remains
		t.Fatal(err)
	}
	l.change(t)
	l.now = l.now.Add(time.Hour)
	_, err := Make(t.Context(), l)
	checkError(t, err, fs.ErrNotExist, stick, "plug in its disk")
	if left := names(t, stick); len(left) > 0 {
		t.Errorf("%q was created in place of the stick", left)
	}
	checkWarning(t, l, stick)
	if n := len(names(t, l.folder())); n != 2 {
		t.Errorf("the journal's own folder has %d backups", n)
	}
	for range 2 { // with a missing and with an existing backup
		if err := backUpBeforeImport(t.Context(), l); err != nil {
			t.Errorf("a missing stick prevents an import: %v", err)
		}
		checkWarning(t, l, stick)
	}
	if err := os.Mkdir(own, 0o700); err != nil { // the stick is back
		t.Fatal(err)
	}
	if err := After(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	checkWarning(t, l)
	if n := len(names(t, own)); n != 1 {
		t.Errorf("the stick has %d backups", n)
	}
	if n := len(names(t, l.folder())); n != 2 {
		t.Errorf("the journal's own folder has %d backups: one too many was made", n)
	}
}

func TestJournalsThatShareAFolderLeaveEachOthersBackupsAlone(t *testing.T) {
	a, stick, own := twoFolders(t)
	before := contents(t, own)
	b := journal(t)
	if err := UseSecond(t.Context(), b, stick); err != nil {
		t.Fatal(err)
	}
	for range 30 {
		b.now = b.now.Add(time.Minute)
		mustMake(t, b)
	}
	if diff := cmp.Diff(before, contents(t, own)); diff != "" {
		t.Error("the other journal's backups changed")
	}
	if n := len(names(t, stick)); n != 2 {
		t.Errorf("there are %d folders", n)
	}
	mustMake(t, a)
}

func TestUnsuitableSecondFolderIsRefused(t *testing.T) {
	l := journal(t)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, none := range []string{"", " \t"} {
		checkError(t, UseSecond(t.Context(), l, none), nil, "name one")
		_, err := MakeAt(t.Context(), l, none)
		checkError(t, err, nil, "name one")
	}
	for name, c := range map[string]struct{ folder, words string }{
		"one within the journal":  {l.folder(), "another disk"},
		"the journal itself":      {l.Folder(), "another disk"},
		"one that does not exist": {file + "x", "create it first"},
		"a file":                  {file, "is a file"},
	} {
		t.Run(name, func(t *testing.T) {
			checkError(t, UseSecond(t.Context(), l, c.folder), nil, c.folder, c.words)
			checkWarning(t, l)
		})
	}
}

func TestMakeAtWritesToTheGivenPlace(t *testing.T) {
	l := journal(t)
	dir := t.TempDir()
	for _, place := range []string{dir, filepath.Join(dir, "mine.enactive")} {
		b, err := MakeAt(t.Context(), l, place)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Verify(t.Context(), b.Path, vault.NoPassphrase(), vault.Options{})
		if err != nil || s.Records != l.records(t) {
			t.Errorf("%s: %+v, %v", b.Path, s, err)
		}
	}
	before := contents(t, dir)
	for place, want := range map[string]string{
		filepath.Join(dir, "mine.enactive"):       "already",
		filepath.Join(dir, "no", "mine.enactive"): "does not exist",
		filepath.Join(dir, "no"):                  ".enactive",
	} {
		_, err := MakeAt(t.Context(), l, place)
		checkError(t, err, nil, want)
	}
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Error("a refused backup changed files")
	}
	if _, err := os.Lstat(filepath.Join(l.Folder(), stateName)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a copy elsewhere counts as the journal's backup: %v", err)
	}
}

func TestOnlyBackupsAreListedAndRemoved(t *testing.T) {
	l := journal(t)
	mustMake(t, l)
	others := []string{"letter.txt", "20260101-100000.enactive.old", "x20260101-100000.enactive", "20261301-100000.enactive", ".20260101-100000.enactive", "20260101-100000"}
	for _, name := range others {
		if err := os.WriteFile(filepath.Join(l.folder(), name), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(l.folder(), "20260101-100000.enactive"), 0o700); err != nil {
		t.Fatal(err)
	}
	for range 15 {
		l.now = l.now.Add(time.Second)
		mustMake(t, l)
	}
	all, err := List(l.Folder())
	if err != nil || len(all) != keepLast {
		t.Errorf("%d backups are listed, %v", len(all), err)
	}
	if n := len(names(t, l.folder())); n != keepLast+len(others)+1 {
		t.Errorf("there are %d files, want the others untouched", n)
	}
}

func TestDamagedStateFileIsReportedOnceAndRepaired(t *testing.T) {
	l, _, _ := twoFolders(t)
	path := filepath.Join(l.Folder(), stateName)
	if err := os.WriteFile(path, []byte(`{"version":1,"fir`), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := StatusOf(l.Folder())
	checkError(t, err, nil, path, "choose it again")
	checkError(t, After(t.Context(), l), nil, path)
	checkWarning(t, l, "choose it again")
	if n := len(names(t, l.folder())); n != 2 {
		t.Errorf("there are %d backups", n)
	}
	l.now = l.now.Add(time.Hour)
	mustMake(t, l)
	checkWarning(t, l)
}

func TestVerifyAllReadsAllBackups(t *testing.T) {
	l, stick, own := twoFolders(t)
	l.change(t)
	l.now = l.now.Add(time.Hour)
	mustMake(t, l)
	damageLast(t, l)
	checked, err := VerifyAll(t.Context(), l)
	if err != nil || len(checked) != 4 {
		t.Fatalf("got %+v, %v", checked, err)
	}
	checkError(t, checked[0].Err, vault.ErrDamaged, checked[0].Path)
	for _, c := range checked[1:] {
		if c.Err != nil || c.Records == 0 {
			t.Errorf("%s: %d records, %v", c.Path, c.Records, c.Err)
		}
	}
	if err := os.RemoveAll(own); err != nil {
		t.Fatal(err)
	}
	checked, err = VerifyAll(t.Context(), l)
	if err != nil || len(checked) != 3 {
		t.Fatalf("got %+v, %v", checked, err)
	}
	checkError(t, checked[0].Err, fs.ErrNotExist, stick)
}
