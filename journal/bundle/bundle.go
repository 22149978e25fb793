package bundle

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"enactive/journal/fault"
	"enactive/journal/regular"
)

// Bundle is the files of an export. It is an fs.FS that can be listed with fs.WalkDir. Its
// errors are those of the system, or a *fault.Error of the class ErrRefused.
type Bundle struct {
	tree
	name  string
	close func() error
}

// Open opens a folder, a zip file or any other regular file.
func Open(name string) (*Bundle, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return openFolder(name)
	}
	f, err := regular.OpenNamed(name)
	if err != nil {
		return nil, err
	}
	b, err := ofFile(f, name)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return b, nil
}

func ofFile(f *os.File, name string) (*Bundle, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return fromReaderAt(f, info.Size(), name, f.Close)
}

// Read reads a zip file or a single file from a stream; name is what messages call it.
func Read(r io.Reader, name string) (*Bundle, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	switch {
	case err != nil:
		return nil, err
	case len(raw) > MaxFile:
		return nil, refused(name, fault.Text("name-is-larger-than-n-mib-import-the-file", fault.V{"File": name, "N": MaxFile >> 20}))
	}
	return fromReaderAt(bytes.NewReader(raw), int64(len(raw)), name, func() error { return nil })
}

// fromReaderAt opens a zip file or a single file.
func fromReaderAt(r io.ReaderAt, size int64, name string, closeIt func() error) (*Bundle, error) {
	b := &Bundle{tree: newTree(name), name: name, close: closeIt}
	var head [4]byte
	if n, err := r.ReadAt(head[:], 0); err != nil && err != io.EOF {
		return nil, err
	} else if isZip(head[:n]) {
		return b, b.addZip(r, size)
	}
	return b, b.add(singleName(name), entry{size: size, open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(r, 0, size)), nil
	}})
}

// singleName is the name of the only file of a bundle.
func singleName(name string) string {
	if base := filepath.Base(name); fs.ValidPath(base) && base != "." {
		return base
	}
	return "file"
}

// openFolder lists the regular files of a folder. Links are left out, because they could lead
// anywhere or in circles.
func openFolder(name string) (*Bundle, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	b := &Bundle{tree: newTree(name), name: name, close: root.Close}
	err = fs.WalkDir(root.FS(), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || file == "." {
			return err
		}
		if d.IsDir() {
			return b.addFolder(file)
		}
		if !d.Type().IsRegular() {
			return nil
		}
		return b.add(file, entry{open: func() (io.ReadCloser, error) { return regular.OpenIn(root, file) }})
	})
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return b, nil
}

// Close closes the files below.
func (b *Bundle) Close() error { return b.close() }

// Name is the name it was opened by.
func (b *Bundle) Name() string { return b.name }

// depth is how many folders a path leads through.
func depth(file string) int {
	n := 0
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		if n++; n > MaxDepth {
			return n
		}
	}
	return n
}
