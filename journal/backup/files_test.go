package backup

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	model "enactive/journal"
	"enactive/journal/sealedfile"
	"enactive/journal/vault"
)

// withFiles is a journal with two attachments, in a folder of its own.
func withFiles(t *testing.T) (j *model.Journal, all []model.Attachment, now *time.Time) {
	t.Helper()
	day := noon
	j, err := model.Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(), model.Options{Now: func() time.Time { return day }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	for _, text := range []string{"one", "two"} {
		p, err := j.PrepareFile(t.Context(), model.File{Name: text + ".txt", Data: bytes.Repeat([]byte(text), 100_000)})
		if err != nil {
			t.Fatal(err)
		}
		a, err := j.Attach(t.Context(), model.Holder{Day: model.DateOf(day)}, p)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a...)
	}
	return j, all, &day
}

// restored restores a backup and returns which attachments can be read.
func restored(t *testing.T, file string) (names []string, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "restored")
	if _, err := RestoreTo(t.Context(), file, dir, vault.NoPassphrase(), vault.Options{}); err != nil {
		t.Fatal(err)
	}
	j, repair, err := model.Open(t.Context(), dir, vault.NoPassphrase(), model.Options{})
	if err != nil || len(repair.Notes) > 0 {
		t.Fatal(err, repair)
	}
	defer j.Close()
	for _, a := range j.AllAttachments() {
		if data, err := j.ReadAttachment(t.Context(), a.ID); err == nil && int64(len(data)) == a.Size {
			names = append(names, a.Name)
		}
	}
	if report, err := j.Check(t.Context()); err != nil || len(report.Faults) != len(j.AllAttachments())-len(names) {
		t.Error(report, err)
	}
	return names, dir
}

func TestARestoredJournalHasItsAttachments(t *testing.T) {
	j, _, _ := withFiles(t)
	made, err := Make(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	both := []string{"one.txt", "two.txt"}
	if names, dir := restored(t, made.Path); !slices.Equal(names, both) {
		t.Error("beside the journal:", names)
	} else if info, err := os.Stat(sealedfile.Folders(dir)[0]); err != nil || info.Mode().Perm() != 0o700 {
		t.Error(info, err)
	}
	away := t.TempDir()
	at, err := MakeAt(t.Context(), j, filepath.Join(away, "mine.enactive"))
	if err != nil {
		t.Fatal(err)
	}
	second := t.TempDir()
	if err := UseSecond(t.Context(), j, second); err != nil {
		t.Fatal(err)
	}
	now, err := j.Summary()
	if err != nil {
		t.Fatal(err)
	}
	there, err := list(ownFolder(second, now))
	if err != nil || len(there) != 1 {
		t.Fatal(there, err)
	}
	checked, err := VerifyAll(t.Context(), j)
	if err != nil || len(checked) != 2 || checked[0].Err != nil || checked[1].Err != nil {
		t.Error(checked, err)
	}
	// The journal and its disk are lost.
	if err := errors.Join(j.Close(), os.RemoveAll(j.Folder())); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{at.Path, there[0].Path} {
		if _, err := Verify(t.Context(), file, vault.NoPassphrase(), vault.Options{}); err != nil {
			t.Error(file, err)
		}
		if names, _ := restored(t, file); !slices.Equal(names, both) {
			t.Error(file, names)
		}
	}
	// One file is gone there as well: all else is restored, and what is missing is said.
	files, err := os.ReadDir(filepath.Join(away, filesFolder))
	if err != nil || len(files) != 2 {
		t.Fatal(files, err)
	}
	if err := os.Remove(filepath.Join(away, filesFolder, files[0].Name())); err != nil {
		t.Fatal(err)
	}
	if _, err := Verify(t.Context(), at.Path, vault.NoPassphrase(), vault.Options{}); !errors.Is(err, vault.ErrDamaged) {
		t.Error("a missing file is not noticed:", err)
	}
	if names, _ := restored(t, at.Path); len(names) != 1 {
		t.Error(names)
	}
}

func TestFilesStayAsLongAsABackupNamesThem(t *testing.T) {
	j, all, now := withFiles(t)
	first, err := Make(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.RemoveAttachments(t.Context(), all[0].ID); err != nil {
		t.Fatal(err)
	}
	for range 110 { // more than undo keeps
		if _, err := j.SaveArea(t.Context(), model.Area{Name: now.String()}); err != nil {
			t.Fatal(err)
		}
		*now = now.Add(time.Second)
	}
	count := func() int {
		files, err := os.ReadDir(sealedfile.Folders(j.Folder())[1])
		if err != nil {
			t.Fatal(err)
		}
		return len(files)
	}
	if _, err := j.SweepFiles(t.Context()); err != nil || count() != 2 {
		t.Error(count(), "files,", err)
	}
	if names, _ := restored(t, first.Path); len(names) != 2 {
		t.Error(names)
	}
	if err := os.Remove(first.Path); err != nil { // as a person does
		t.Fatal(err)
	}
	*now = now.Add(time.Hour)
	if _, err := Make(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	if count() != 1 {
		t.Error(count(), "files")
	}
}

func TestARestoreThatFailsLeavesNothing(t *testing.T) {
	j, _, _ := withFiles(t)
	made, err := Make(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	dir := t.TempDir() // exists and is empty
	if _, err := vault.RestoreFrom(ctx, made.Path, dir, vault.NoPassphrase(), vault.Options{}); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := restoreFiles(ctx, made.Path, dir); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if err := removeRestored(dir, true); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Error(left, err)
	}
}
