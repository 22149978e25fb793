package sealedfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"enactive/journal/regular"
)

// FolderName is the folder of the files within a journal's.
const FolderName = "files"

// copies are the names of the folders of both copies.
var copies = [2]string{"a", "b"}

// Store is the files of a journal. Its methods are safe for concurrent use.
type Store struct {
	dir    string // the journal's folder
	random io.Reader

	// mu is held for writing while a file is rewritten or removed.
	mu sync.RWMutex
	// adding are the files that are written and not yet named in the journal; pending guards them.
	pending sync.Mutex
	adding  map[ID]bool
}

// In returns the files of the journal in dir. It touches nothing.
func In(dir string, random io.Reader) *Store {
	return &Store{dir: dir, random: random, adding: map[ID]bool{}}
}

// Folders returns the folders of both copies of the files of the journal in dir.
func Folders(dir string) []string {
	return []string{filepath.Join(dir, FolderName, copies[0]), filepath.Join(dir, FolderName, copies[1])}
}

func (s *Store) path(copied int, id ID) string {
	return filepath.Join(s.dir, FolderName, copies[copied], id.String())
}

// Add seals the parts, one after the other, as one file, and returns its Ref once both copies are on the
// disk. Sweep leaves the file alone until Added is called for it, whether or not the journal names it.
// After an error nothing is left.
func (s *Store) Add(ctx context.Context, parts ...[]byte) (Ref, error) {
	var ref Ref
	for _, p := range parts {
		ref.Size += int64(len(p))
	}
	for _, random := range [][]byte{ref.ID[:], ref.Key[:]} {
		if _, err := io.ReadFull(s.random, random); err != nil {
			return Ref{}, fmt.Errorf("drawing a key: %w", err)
		}
	}
	seal, err := newSealer(ref)
	if err != nil {
		return Ref{}, err
	}
	if err := s.makeFolders(); err != nil {
		return Ref{}, err
	}
	s.setAdding(ref.ID, true)
	if err := s.write(ctx, ref.ID, seal, parts); err != nil {
		for i := range copies {
			_ = os.Remove(s.path(i, ref.ID)) // Sweep removes what is left
		}
		s.setAdding(ref.ID, false)
		return Ref{}, err
	}
	return ref, nil
}

// Added ends the protection of a file that Add gave it.
func (s *Store) Added(id ID) { s.setAdding(id, false) }

func (s *Store) setAdding(id ID, adding bool) {
	s.pending.Lock()
	defer s.pending.Unlock()
	if adding {
		s.adding[id] = true
	} else {
		delete(s.adding, id)
	}
}

func (s *Store) isAdding(id ID) bool {
	s.pending.Lock()
	defer s.pending.Unlock()
	return s.adding[id]
}

// makeFolders creates the folders of both copies, and flushes their names.
func (s *Store) makeFolders() error {
	root := filepath.Join(s.dir, FolderName)
	for _, dir := range append([]string{root}, Folders(s.dir)...) {
		err := os.Mkdir(dir, 0o700)
		if err == nil {
			err = syncFolder(filepath.Dir(dir))
		} else if errors.Is(err, fs.ErrExist) {
			err = checkFolder(dir)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// checkFolder refuses a link or a file in the place of a folder.
func checkFolder(dir string) error {
	info, err := os.Lstat(dir)
	if err == nil && !info.IsDir() {
		err = &regular.Error{Path: dir, Mode: info.Mode()}
	}
	return err
}

// closeAll closes those files that were opened.
func closeAll(files []*os.File) (err error) {
	for _, f := range files {
		if f != nil {
			err = errors.Join(err, f.Close())
		}
	}
	return err
}

// write writes both copies of a new file, chunk by chunk, and flushes them.
func (s *Store) write(ctx context.Context, id ID, seal *sealer, parts [][]byte) (err error) {
	var files [2]*os.File
	defer func() { err = errors.Join(err, closeAll(files[:])) }()
	for i := range copies {
		if files[i], err = create(s.path(i, id)); err != nil {
			return err
		}
		if _, err := files[i].Write(header(id)); err != nil {
			return err
		}
	}
	var readers []io.Reader
	for _, p := range parts {
		readers = append(readers, bytes.NewReader(p))
	}
	content := io.MultiReader(readers...)
	plain, sealed := make([]byte, chunkSize), make([]byte, 0, chunkSize+overhead)
	for chunk := range seal.chunks {
		if err := ctx.Err(); err != nil {
			return err
		}
		part := plain[:seal.plain(chunk)]
		n, err := io.ReadFull(content, part)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return err
		}
		clear(part[n:])
		sealed = seal.seal(sealed[:0], chunk, part)
		for _, f := range files {
			if _, err := f.Write(sealed); err != nil {
				return err
			}
		}
	}
	clear(plain)
	return flush(files[:], Folders(s.dir))
}

// flush flushes both copies at once, and then their names.
func flush(files []*os.File, folders []string) error {
	errs := make([]error, len(files))
	var wait sync.WaitGroup
	for i, f := range files {
		wait.Go(func() {
			if errs[i] = f.Sync(); errs[i] == nil {
				errs[i] = syncFolder(folders[i])
			}
		})
	}
	wait.Wait()
	return errors.Join(errs...)
}

func create(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Chmod(0o600); err != nil { // whatever the umask
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Read returns n bytes of a file from a position on. whole is false if one copy has lost some of them;
// Mend then rewrites it. The error wraps ErrMissing, or ErrDamaged if both copies have lost a part.
func (s *Store) Read(ctx context.Context, ref Ref, from, n int64) (data []byte, whole bool, err error) {
	if from < 0 || n < 0 || from+n > ref.Size {
		return nil, true, fmt.Errorf("reading a sealed file beyond its end: %d bytes at %d of %d", n, from, ref.Size)
	}
	seal, err := newSealer(ref)
	if err != nil {
		return nil, true, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	var sources [2]*source
	for i := range copies {
		sources[i] = openSource(s.path(i, ref.ID), ref.ID, seal)
		defer sources[i].close()
	}
	if sources[0].isMissing() && sources[1].isMissing() {
		return nil, false, ErrMissing
	}
	whole = true
	data = make([]byte, 0, n)
	buffer := make([]byte, chunkSize+overhead)
	for chunk := from / chunkSize; int64(len(data)) < n; chunk++ {
		if err := ctx.Err(); err != nil {
			return nil, whole, err
		}
		plain, err := sources[0].chunk(chunk, buffer)
		if err != nil {
			whole = false
			if plain, err = sources[1].chunk(chunk, buffer); err != nil {
				return nil, false, err
			}
		}
		if chunk == from/chunkSize {
			plain = plain[from%chunkSize:]
		}
		data = append(data, plain[:min(int64(len(plain)), n-int64(len(data)))]...)
	}
	return data, whole, nil
}

// source is one copy of a file, open for reading.
type source struct {
	seal *sealer
	file *os.File
	err  error // why it cannot be read at all
}

func openSource(path string, id ID, seal *sealer) *source {
	s := &source{seal: seal}
	if s.err = checkFolder(filepath.Dir(path)); s.err != nil {
		return s
	}
	if s.file, s.err = regular.Open(path, os.O_RDONLY, 0); s.err != nil {
		return s
	}
	head := make([]byte, headerSize)
	if _, err := s.file.ReadAt(head, 0); err != nil || !bytes.Equal(head, header(id)) {
		s.err = ErrDamaged
	}
	return s
}

func (s *source) close() {
	if s.file != nil {
		_ = s.file.Close() // only read
	}
}

func (s *source) isMissing() bool { return errors.Is(s.err, fs.ErrNotExist) }

// chunk opens a chunk. The result is in buffer. Any error means that this copy does not have it: also a
// disk that cannot read it.
func (s *source) chunk(n int64, buffer []byte) ([]byte, error) {
	if s.err != nil {
		if s.isMissing() {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, s.err)
		}
		return nil, s.err
	}
	sealed := buffer[:s.seal.plain(n)+overhead]
	if _, err := s.file.ReadAt(sealed, s.seal.at(n)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return s.seal.open(n, sealed)
}
