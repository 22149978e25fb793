package sealedfile

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"enactive/journal/regular"
)

// Find returns the path of a file in the first of several folders that has it, or an empty text.
func Find(id ID, folders []string) string {
	for _, dir := range folders {
		path := filepath.Join(dir, id.String())
		if checkFolder(dir) == nil && exists(path) {
			return path
		}
	}
	return ""
}

// Restore copies sealed files into the journal in dir, both copies of each, from the folders that have
// them. They need not be sound: Mend compares them later. So if two folders have one, each becomes a copy.
// Files that no folder has are left out.
func Restore(ctx context.Context, dir string, ids []ID, from []string) error {
	if len(ids) == 0 {
		return nil
	}
	if err := In(dir, nil).makeFolders(); err != nil {
		return err
	}
	last := slices.Clone(from)
	slices.Reverse(last)
	for _, id := range ids {
		for i, folders := range [][]string{from, last} {
			path := Find(id, folders)
			if path == "" {
				break
			}
			if err := copyFile(ctx, path, filepath.Join(Folders(dir)[i], id.String())); err != nil {
				return err
			}
		}
	}
	for _, folder := range Folders(dir) {
		if err := syncFolder(folder); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(ctx context.Context, from, to string) (err error) {
	in, err := regular.Open(from, os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	defer in.Close() // only read
	out, err := create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := io.Copy(out, io.LimitReader(in, SizeOnDisk(MaxSize))); err != nil {
		return err
	}
	return out.Sync()
}
