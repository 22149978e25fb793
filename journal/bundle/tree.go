package bundle

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"enactive/journal/fault"
)

// tree is a list of files as an fs.FS, which counts what is read of them.
type tree struct {
	bundle  string // its name in messages
	entries map[string]*entry
	read    *atomic.Int64 // bytes of all files
}

// entry is a file, or a folder if open is nil.
type entry struct {
	name     string // without its folder
	size     int64
	packed   int64
	zipped   bool
	open     func() (io.ReadCloser, error)
	children []*entry
}

func newTree(name string) tree {
	return tree{bundle: name, entries: map[string]*entry{".": {name: "."}}, read: new(atomic.Int64)}
}

func (t *tree) tooMany() error {
	return refused(t.bundle, fault.Text("name-holds-more-than-n-files-choose-the", fault.V{"File": t.bundle, "N": MaxFiles}))
}

// add adds a file and the folders that it is in.
func (t *tree) add(file string, e entry) error {
	if t.entries[file] != nil {
		return refused(t.bundle, fault.Text("zip-file-has-two-files-of-the-name", fault.V{"File": t.bundle, "Name": quoted(file)}))
	}
	if err := t.addFolder(path.Dir(file)); err != nil {
		return err
	}
	return t.insert(file, &e)
}

func (t *tree) addFolder(dir string) error {
	if known := t.entries[dir]; known != nil {
		if known.open != nil {
			return refused(t.bundle, fault.Text("zip-file-has-two-files-of-the-name", fault.V{"File": t.bundle, "Name": quoted(dir)}))
		}
		return nil
	}
	if depth(dir) >= MaxDepth {
		return refused(t.bundle, fault.Text("name-has-folders-more-than-n-deep", fault.V{"File": t.bundle, "N": MaxDepth}))
	}
	if err := t.addFolder(path.Dir(dir)); err != nil {
		return err
	}
	return t.insert(dir, &entry{})
}

func (t *tree) insert(name string, e *entry) error {
	if len(t.entries) > MaxFiles {
		return t.tooMany()
	}
	e.name = path.Base(name)
	t.entries[name] = e
	parent := t.entries[path.Dir(name)]
	parent.children = append(parent.children, e)
	return nil
}

// Open opens a file or a folder.
func (t *tree) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	e := t.entries[name]
	switch {
	case e == nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case e.open == nil:
		sorted := slices.SortedFunc(slices.Values(e.children), func(a, b *entry) int { return strings.Compare(a.name, b.name) })
		return &openFolderFile{entry: e, left: sorted}, nil
	}
	r, err := e.open()
	if err != nil {
		return nil, err
	}
	return &openFile{entry: e, tree: t, from: r}, nil
}

// openFile reads a file within all limits.
type openFile struct {
	*entry
	tree *tree
	from io.ReadCloser
	n    int64
}

func (f *openFile) Stat() (fs.FileInfo, error) { return info{f.entry}, nil }
func (f *openFile) Close() error               { return f.from.Close() }

// freely is how much a file may unpack to whatever its ratio.
const freely = 1 << 20

func (f *openFile) Read(p []byte) (int, error) {
	n, err := f.from.Read(p)
	f.n += int64(n)
	switch total := f.tree.read.Add(int64(n)); {
	case f.n > MaxFile:
		return 0, refused(f.tree.bundle, fault.Text("the-file-name-in-bundle-is-larger-than-n", fault.V{"File": f.tree.bundle, "Name": quoted(f.name), "N": MaxFile >> 20}))
	case total > MaxRead:
		return 0, refused(f.tree.bundle, fault.Text("name-holds-more-than-n-mib-of-text", fault.V{"File": f.tree.bundle, "N": MaxRead >> 20}))
	case f.zipped && f.n > freely && f.n/MaxRatio > f.packed:
		return 0, refused(f.tree.bundle, fault.Text("zip-file-unpacks-to-more-than-n-times", fault.V{"File": f.tree.bundle, "N": MaxRatio}))
	}
	if err != nil && err != io.EOF && f.zipped && !errors.Is(err, ErrRefused) {
		err = f.tree.damaged(err)
	}
	return n, err
}

// openFolderFile lists a folder.
type openFolderFile struct {
	*entry
	left []*entry
}

func (f *openFolderFile) Stat() (fs.FileInfo, error) { return info{f.entry}, nil }
func (f *openFolderFile) Close() error               { return nil }
func (f *openFolderFile) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: errors.New("it is a folder")}
}

// ReadDir is as in fs.ReadDirFile.
func (f *openFolderFile) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.left) == 0 {
		return nil, io.EOF
	}
	count := len(f.left)
	if n > 0 {
		count = min(n, count)
	}
	all := make([]fs.DirEntry, count)
	for i, e := range f.left[:count] {
		all[i] = fs.FileInfoToDirEntry(info{e})
	}
	f.left = f.left[count:]
	return all, nil
}

// info describes a file. Its size is only known in a zip file, and not to be relied on.
type info struct{ e *entry }

func (i info) Name() string       { return i.e.name }
func (i info) Size() int64        { return i.e.size }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.e.open == nil }
func (i info) Sys() any           { return nil }
func (i info) Mode() fs.FileMode {
	if i.IsDir() {
		return fs.ModeDir | 0o555
	}
	return 0o444
}
