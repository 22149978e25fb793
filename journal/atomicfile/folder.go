package atomicfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// ErrForeign is wrapped if a folder has files in the way that somebody else wrote.
var ErrForeign = errors.New("it was written by another program")

// Put writes one file of a folder. Its name has no folder in it.
type Put func(name string, content []byte) error

// WriteFolder writes the files that write puts, mode 0600, into the folder at path. A folder that
// does not exist is made with mode 0700 and appears as a whole or not at all.
//
// In an existing folder, files of the same names are replaced, and the other ones for which isOurs
// returns true are removed, so that it holds what a new one would; everything else in it stays. A
// file in the way for which isOurs returns false gives ErrForeign, before anything is changed.
// All files are on the disk before the first is replaced; each of them is the old or the new one,
// whatever happens. isOurs gets the name of a file and its first bytes, 512 at most.
//
// Links are not followed: a link in place of the folder or of one of its files is refused.
func WriteFolder(path string, isOurs func(name string, head []byte) bool, write func(Put) error) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	old, exists, err := filesIn(path)
	if err != nil {
		return err
	}
	parent := path
	if !exists {
		parent = filepath.Dir(path)
	}
	temp := tempName(filepath.Join(parent, filepath.Base(path)))
	if err := os.Mkdir(temp, 0o700); err != nil {
		return unwritable(path, err)
	}
	defer os.RemoveAll(temp) // even if write panics; it is gone if everything is in its place
	f := folderWriter{path: path, temp: temp, names: map[string]bool{}}
	if err := os.Chmod(temp, 0o700); err != nil { // a umask of 0700 would have removed our own permissions
		return fmt.Errorf("writing %s: %w", path, withoutTemp(err))
	}
	if err := write(f.put); err != nil {
		return err
	}
	if err := syncFolder(temp); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if exists {
		err = f.replace(old, isOurs)
	} else if err = rename(temp, path); err != nil {
		err = fmt.Errorf("putting %s into its place: %w", path, withoutTemp(err))
	}
	if err != nil {
		return err
	}
	if err := syncFolder(parent); err != nil {
		return fmt.Errorf("%s is written, but it is not sure that it outlives a power cut: %w", path, err)
	}
	return nil
}

// filesIn lists what is in a folder, if it exists.
func filesIn(path string) (all []fs.DirEntry, exists bool, err error) {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, false, nil
	case err != nil:
		return nil, false, fmt.Errorf("looking at %s: %w", path, withoutTemp(err))
	case !info.IsDir():
		return nil, false, fmt.Errorf("%s is not a folder; choose the name of a folder: %w", path, ErrNoFile)
	}
	if all, err = os.ReadDir(path); err != nil {
		return nil, true, fmt.Errorf("looking into %s: %w", path, withoutTemp(err))
	}
	return all, true, nil
}

type folderWriter struct {
	path, temp string
	names      map[string]bool
}

func (f *folderWriter) put(name string, content []byte) error {
	if !filepath.IsLocal(name) || filepath.Base(name) != name || name == "." || f.names[name] {
		return fmt.Errorf("writing %s: %q is not the name of a new file: %w", f.path, name, ErrNoFile)
	}
	f.names[name] = true
	file, err := os.OpenFile(filepath.Join(f.temp, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Join(f.path, name), withoutTemp(err))
	}
	defer file.Close() // after an error, which is the one that counts
	err = fill(file, func(w io.Writer) error { _, err := w.Write(content); return err })
	if err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Join(f.path, name), err)
	}
	return nil
}

// replace moves the files into the folder and removes the old ones of ours.
func (f *folderWriter) replace(old []fs.DirEntry, isOurs func(string, []byte) bool) error {
	var gone []string
	for _, e := range old {
		ours, err := f.wrote(e, isOurs)
		switch {
		case err != nil:
			return err
		case f.names[e.Name()] && !ours:
			return fmt.Errorf("%s is in the way, and not a file that was written here before; choose another folder: %w", filepath.Join(f.path, e.Name()), ErrForeign)
		case ours && !f.names[e.Name()]:
			gone = append(gone, e.Name())
		}
	}
	names := make([]string, 0, len(f.names))
	for name := range f.names {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := rename(filepath.Join(f.temp, name), filepath.Join(f.path, name)); err != nil {
			return fmt.Errorf("putting %s into its place: %w", filepath.Join(f.path, name), withoutTemp(err))
		}
	}
	for _, name := range gone {
		if err := os.Remove(filepath.Join(f.path, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing the old %s: %w", filepath.Join(f.path, name), withoutTemp(err))
		}
	}
	return nil
}

// wrote reports whether a file in the folder is one of ours.
func (f *folderWriter) wrote(e fs.DirEntry, isOurs func(string, []byte) bool) (bool, error) {
	if !e.Type().IsRegular() {
		return false, nil
	}
	file, err := os.Open(filepath.Join(f.path, e.Name()))
	if err != nil {
		if !f.names[e.Name()] {
			return false, nil // it stays, whatever it is
		}
		return false, fmt.Errorf("looking at %s: %w", filepath.Join(f.path, e.Name()), withoutTemp(err))
	}
	defer file.Close() // opened only for reading
	var head bytes.Buffer
	if _, err := io.CopyN(&head, file, 512); err != nil && err != io.EOF {
		return false, fmt.Errorf("looking at %s: %w", filepath.Join(f.path, e.Name()), withoutTemp(err))
	}
	return isOurs(e.Name(), head.Bytes()), nil
}
