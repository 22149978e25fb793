package sealedfile

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// quarantineName is the folder of damaged files within a journal's; see package vault.
const quarantineName = "quarantine"

// tempSuffix ends the name of a file that is being rewritten.
const tempSuffix = ".new"

// Verify reads both copies of a file and changes nothing. good is the number of copies that are as they
// were written. The error wraps ErrMissing, or ErrDamaged if both copies have lost a part.
func (s *Store) Verify(ctx context.Context, ref Ref) (good int, err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	v, err := s.verify(ctx, ref)
	if err != nil {
		return 0, err
	}
	for _, bad := range v.bad {
		if !bad {
			good++
		}
	}
	return good, v.lost()
}

// verified is the result of reading both copies of a file.
type verified struct {
	bad     [2]bool
	missing [2]bool
	// from is the copy that has each chunk, or -1.
	from []int8
}

func (v *verified) lost() error {
	if v.missing[0] && v.missing[1] {
		return ErrMissing
	}
	n := 0
	for _, from := range v.from {
		if from < 0 {
			n++
		}
	}
	if n > 0 {
		return fmt.Errorf("%w: %d of %d parts are lost in both copies", ErrDamaged, n, len(v.from))
	}
	return nil
}

func (s *Store) verify(ctx context.Context, ref Ref) (*verified, error) {
	seal, err := newSealer(ref)
	if err != nil {
		return nil, err
	}
	v := &verified{from: make([]int8, seal.chunks)}
	for i := range v.from {
		v.from[i] = -1
	}
	buffer := make([]byte, chunkSize+overhead)
	for i := range copies {
		c := openSource(s.path(i, ref.ID), ref.ID, seal)
		v.missing[i] = c.isMissing()
		err := func() error {
			defer c.close()
			if c.err == nil {
				info, err := c.file.Stat()
				v.bad[i] = err != nil || info.Size() != seal.onDisk()
			}
			for chunk := range seal.chunks {
				if err := ctx.Err(); err != nil {
					return err
				}
				if _, err := c.chunk(chunk, buffer); err != nil {
					v.bad[i] = true
				} else if v.from[chunk] < 0 {
					v.from[chunk] = int8(i)
				}
			}
			return nil
		}()
		if err != nil {
			return nil, err
		}
	}
	return v, nil
}

// Mend reads both copies of a file and rewrites each that is not as it was written, from the sound parts
// of both. A damaged copy goes into the quarantine. mended reports whether one was rewritten. The error
// is that of Verify, or of the disk; then nothing has changed.
func (s *Store) Mend(ctx context.Context, ref Ref) (mended bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, err := s.verify(ctx, ref)
	if err == nil {
		err = v.lost()
	}
	if err != nil || !v.bad[0] && !v.bad[1] {
		return false, err
	}
	if err := s.makeFolders(); err != nil {
		return false, err
	}
	var temps [2]string
	for i, bad := range v.bad {
		if !bad {
			continue
		}
		temps[i] = s.path(i, ref.ID) + tempSuffix
		if err := s.rebuild(ctx, ref, v, temps[i]); err != nil {
			return false, errors.Join(err, os.Remove(temps[i]))
		}
	}
	for i, temp := range temps {
		if temp == "" {
			continue
		}
		if err := s.replace(i, ref.ID, temp, v.missing[i]); err != nil {
			return false, err
		}
	}
	return true, nil
}

// rebuild writes a whole copy of a file from the sound chunks of both.
func (s *Store) rebuild(ctx context.Context, ref Ref, v *verified, to string) (err error) {
	seal, err := newSealer(ref)
	if err != nil {
		return err
	}
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) { // of a killed program
		return err
	}
	f, err := create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.Write(header(ref.ID)); err != nil {
		return err
	}
	var sources [2]*source
	for i := range copies {
		sources[i] = openSource(s.path(i, ref.ID), ref.ID, seal)
		defer sources[i].close()
	}
	buffer, sealed := make([]byte, chunkSize+overhead), []byte(nil)
	for chunk := range seal.chunks {
		if err := ctx.Err(); err != nil {
			return err
		}
		plain, err := sources[v.from[chunk]].chunk(chunk, buffer)
		if err != nil {
			return err
		}
		sealed = seal.seal(sealed[:0], chunk, plain)
		if _, err := f.Write(sealed); err != nil {
			return err
		}
	}
	return f.Sync()
}

// replace puts a rebuilt copy into its place, and the damaged one into the quarantine.
func (s *Store) replace(i int, id ID, temp string, missing bool) error {
	path := s.path(i, id)
	if !missing {
		aside := filepath.Join(s.dir, quarantineName)
		if err := os.Mkdir(aside, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		if err := checkFolder(aside); err != nil {
			return err
		}
		name := filepath.Join(aside, "file-"+id.String()+"."+copies[i])
		for n := 2; ; n++ {
			if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
				break
			}
			name = filepath.Join(aside, fmt.Sprintf("file-%s.%s-%d", id, copies[i], n))
		}
		if err := rename(path, name); err != nil {
			return err
		}
	}
	return rename(temp, path)
}

// Missing returns those of the files of which there is no copy. It opens none.
func (s *Store) Missing(ids []ID) []ID {
	var missing []ID
	for _, id := range ids {
		if !exists(s.path(0, id)) && !exists(s.path(1, id)) {
			missing = append(missing, id)
		}
	}
	return missing
}

func exists(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular()
}

// Sweep removes the files that keep does not name and that are not being added, and what killed
// programs left, and returns the number of files. Files with other names stay.
func (s *Store) Sweep(keep map[ID]bool) (removed int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	gone := map[ID]bool{}
	for _, dir := range Folders(s.dir) {
		entries, err := os.ReadDir(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = checkFolder(dir)
		}
		if err != nil {
			return len(gone), err
		}
		for _, e := range entries {
			id, ok := ofName(e.Name())
			isTemp := e.Name() != id.String()
			if !ok || !e.Type().IsRegular() || s.isAdding(id) || keep[id] && !isTemp {
				continue
			}
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return len(gone), err
			}
			if !isTemp {
				gone[id] = true
			}
		}
	}
	return len(gone), nil
}

// ofName returns the id in the name of a file or of one that is being rewritten.
func ofName(name string) (ID, bool) {
	if id, ok := ParseID(name); ok {
		return id, true
	}
	if len(name) > len(tempSuffix) {
		if rest := name[:len(name)-len(tempSuffix)]; name[len(rest):] == tempSuffix {
			return ParseID(rest)
		}
	}
	return ID{}, false
}
