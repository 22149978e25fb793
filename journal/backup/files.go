package backup

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"enactive/journal/atomicfile"
	"enactive/journal/fault"
	"enactive/journal/regular"
	"enactive/journal/sealedfile"
	"enactive/journal/vault"
)

// The sealed files of attachments are too large to be in every backup, and never change. So a backup has a
// list of those that it needs (package sealedfile). Beside backups in the journal's own folder there is no
// further copy: the journal keeps the files that a list there names, also once the attachment has gone.
// Backups elsewhere have the files beside them, in one folder for all backups there.

// filesFolder is the folder of sealed files beside backups that are not in the journal's folder.
const filesFolder = "enactive-files"

// FileSource is a journal with attachments.
type FileSource interface {
	Source
	FileRefs() []sealedfile.Ref
	WriteSealed(ctx context.Context, ref sealedfile.Ref, w io.Writer) error
	SweepFiles(ctx context.Context) (int, error)
}

// refsOf returns the files that a source needs.
func refsOf(src Source) []sealedfile.Ref {
	if f, ok := src.(FileSource); ok {
		return f.FileRefs()
	}
	return nil
}

// writeList writes the list of a backup that was made between the time of before and now.
func writeList(src Source, path string, before []sealedfile.Ref) error {
	named := map[sealedfile.ID]bool{}
	var ids []sealedfile.ID
	for _, refs := range [][]sealedfile.Ref{before, refsOf(src)} {
		for _, ref := range refs {
			if !named[ref.ID] {
				named[ref.ID] = true
				ids = append(ids, ref.ID)
			}
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return sealedfile.WriteList(path, ids)
}

// copyFiles writes the files that src needs into the folder of files in dir, unless they are there. One
// that the journal itself has lost is left out: a backup of all else is better than none.
func copyFiles(ctx context.Context, src Source, dir string) error {
	refs := refsOf(src)
	if len(refs) == 0 {
		return nil
	}
	to := filepath.Join(dir, filesFolder)
	if err := os.Mkdir(to, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, err := os.Lstat(to); err != nil {
		return err
	} else if !info.IsDir() {
		return &regular.Error{Path: to, Mode: info.Mode()}
	}
	for _, ref := range refs {
		if err := ctx.Err(); err != nil {
			return err
		}
		path := filepath.Join(to, ref.ID.String())
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && info.Size() == sealedfile.SizeOnDisk(ref.Size) {
			continue
		}
		err := atomicfile.Write(path, func(w io.Writer) error { return src.(FileSource).WriteSealed(ctx, ref, w) })
		if err != nil && !errors.Is(err, sealedfile.ErrMissing) && !errors.Is(err, sealedfile.ErrDamaged) {
			return err
		}
	}
	return nil
}

// sweepFiles removes the files in dir that no backup there names.
func sweepFiles(dir string) error {
	named, err := sealedfile.Listed(dir)
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(filepath.Join(dir, filesFolder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if id, ok := sealedfile.ParseID(e.Name()); ok && e.Type().IsRegular() && !named[id] {
			if err := os.Remove(filepath.Join(dir, filesFolder, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// filePlaces returns the folders in which the files of a backup are looked for.
func filePlaces(file string) []string {
	dir := filepath.Dir(file)
	places := []string{filepath.Join(dir, filesFolder)}
	if absolute, err := filepath.Abs(dir); err == nil && filepath.Base(absolute) == folderName {
		places = append(places, sealedfile.Folders(filepath.Dir(absolute))...)
	}
	return places
}

// checkFiles returns an error if files that a backup names are not where it would be restored from.
func checkFiles(file string) error {
	ids, err := sealedfile.ReadList(file)
	if err != nil {
		return &fault.Error{Class: vault.ErrDamaged, Kind: "the-list-of-the-backup-is-damaged", Thing: sealedfile.ListOf(file), Err: err}
	}
	missing := 0
	for _, id := range ids {
		if sealedfile.Find(id, filePlaces(file)) == "" {
			missing++
		}
	}
	if missing > 0 {
		return &fault.Error{Class: vault.ErrDamaged, Kind: "n-files-of-the-backup-are-missing", Thing: file, Values: fault.V{"N": missing}}
	}
	return nil
}

// restoreFiles puts the files that a backup names into a restored journal. Those that are nowhere are
// left out: the journal names them when it is checked.
func restoreFiles(ctx context.Context, file, folder string) error {
	ids, err := sealedfile.ReadList(file)
	if err != nil || len(ids) == 0 {
		return nil // the text is worth more than the list
	}
	return sealedfile.Restore(ctx, folder, ids, filePlaces(file))
}
