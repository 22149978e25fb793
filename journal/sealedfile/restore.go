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

// Take writes both copies of a file of another copy of the journal as it was sealed there, to the end of what r
// reads, and keeps them only if they are sound. As with Add, Sweep leaves the file alone until Added is called for it.
func (s *Store) Take(ctx context.Context, ref Ref, r io.Reader) error {
	if err := s.makeFolders(); err != nil {
		return err
	}
	s.setAdding(ref.ID, true)
	err := s.take(ctx, ref, r)
	if err == nil {
		_, err = s.Verify(ctx, ref)
	}
	if err != nil {
		for i := range copies {
			_ = os.Remove(s.path(i, ref.ID)) // Sweep removes what is left
		}
		s.setAdding(ref.ID, false)
	}
	return err
}

func (s *Store) take(ctx context.Context, ref Ref, r io.Reader) (err error) {
	var files [2]*os.File
	defer func() { err = errors.Join(err, closeAll(files[:])) }()
	for i := range copies {
		_ = os.Remove(s.path(i, ref.ID)) // what an interrupted one left
		if files[i], err = create(s.path(i, ref.ID)); err != nil {
			return err
		}
	}
	limit := SizeOnDisk(ref.Size)
	n, err := io.Copy(io.MultiWriter(files[0], files[1]), io.LimitReader(r, limit+1))
	if err == nil && n != limit {
		err = ErrDamaged
	}
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return flush(files[:], Folders(s.dir))
}
