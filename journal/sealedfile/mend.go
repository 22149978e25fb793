package sealedfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// quarantineName is the folder of damaged files within a journal's; see package vault.
const quarantineName = "quarantine"

// QuarantinePrefix begins the name of a damaged file there.
const QuarantinePrefix = "file-"

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
	have    []bool // the chunks of which a copy is sound
}

func (v *verified) lost() error {
	if v.missing[0] && v.missing[1] {
		return ErrMissing
	}
	n := 0
	for _, have := range v.have {
		if !have {
			n++
		}
	}
	if n > 0 {
		return fmt.Errorf("%w: %d of %d parts are lost in both copies", ErrDamaged, n, len(v.have))
	}
	return nil
}

func (s *Store) verify(ctx context.Context, ref Ref) (*verified, error) {
	seal, err := newSealer(ref)
	if err != nil {
		return nil, err
	}
	v := &verified{have: make([]bool, seal.chunks)}
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
				} else {
					v.have[chunk] = true
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
		if err := s.rebuild(ctx, ref, temps[i]); err != nil {
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
func (s *Store) rebuild(ctx context.Context, ref Ref, to string) (err error) {
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) { // of a killed program
		return err
	}
	f, err := create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := s.writeTo(ctx, ref, f); err != nil {
		return err
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
		name := filepath.Join(aside, QuarantinePrefix+id.String()+"."+copies[i])
		for n := 2; ; n++ {
			if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
				break
			}
			name = filepath.Join(aside, fmt.Sprintf("%s%s.%s-%d", QuarantinePrefix, id, copies[i], n))
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

// WriteTo writes a file to w as it is on the disk, from the sound parts of both copies. The error is that
// of Read.
func (s *Store) WriteTo(ctx context.Context, ref Ref, w io.Writer) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.writeTo(ctx, ref, w)
}

// writeTo is WriteTo; s.mu is held.
func (s *Store) writeTo(ctx context.Context, ref Ref, w io.Writer) error {
	seal, err := newSealer(ref)
	if err != nil {
		return err
	}
	var sources [2]*source
	for i := range copies {
		sources[i] = openSource(s.path(i, ref.ID), ref.ID, seal)
		defer sources[i].close()
	}
	if sources[0].isMissing() && sources[1].isMissing() {
		return ErrMissing
	}
	if _, err := w.Write(header(ref.ID)); err != nil {
		return err
	}
	buffer, sealed := make([]byte, chunkSize+overhead), []byte(nil)
	for chunk := range seal.chunks {
		if err := ctx.Err(); err != nil {
			return err
		}
		plain, err := sources[0].chunk(chunk, buffer)
		if err != nil {
			if plain, err = sources[1].chunk(chunk, buffer); err != nil {
				return err
			}
		}
		sealed = seal.seal(sealed[:0], chunk, plain)
		if _, err := w.Write(sealed); err != nil {
			return err
		}
	}
	return nil
}

// Remove removes both copies of a file.
func (s *Store) Remove(id ID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var failed error
	for i := range copies {
		for _, path := range []string{s.path(i, id), s.path(i, id) + tempSuffix} {
			if err := checkFolder(filepath.Dir(path)); err != nil {
				failed = errors.Join(failed, err)
			} else if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				failed = errors.Join(failed, err)
			}
		}
	}
	return failed
}
