package bundle

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"enactive/journal/fault"
)

// maxDirectory is the most bytes of the list of files of a zip file, so that a list that is made
// to be huge cannot fill the memory.
const maxDirectory = 32 << 20

func isZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// addZip lists the files of a zip file.
func (b *Bundle) addZip(r io.ReaderAt, size int64) error {
	if size > MaxZip {
		return refused(b.name, fault.Text("zip-file-is-larger-than-n-gib-export-it", fault.V{"File": b.name, "N": MaxZip >> 30}))
	}
	first := &boundedReaderAt{r: r, left: maxDirectory}
	z, err := zip.NewReader(first, size)
	switch {
	case first.left < 0 || err == nil && len(z.File) > MaxFiles:
		return b.tooMany()
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return b.damaged(err)
	}
	first.left = -1 // from now on the limits of files hold
	first.unbounded = true
	for _, f := range z.File {
		if err := b.addZipped(f); err != nil {
			return err
		}
	}
	return nil
}

func (b *Bundle) addZipped(f *zip.File) error {
	name := strings.ReplaceAll(f.Name, `\`, "/") // some programs for Windows write it so
	folder := strings.HasSuffix(name, "/") || f.Mode().IsDir()
	name = strings.TrimSuffix(strings.TrimPrefix(name, "./"), "/")
	switch {
	case name == "" && folder:
		return nil
	case !fs.ValidPath(name) || name == "." || strings.Contains(name, ":"):
		return refused(b.name, fault.Text("zip-file-has-a-path-that-leads-out", fault.V{"File": b.name, "Name": quoted(f.Name)}))
	case folder:
		return b.addFolder(name)
	case !f.Mode().IsRegular():
		return nil
	}
	return b.add(name, entry{
		size: int64(min(f.UncompressedSize64, 1<<62)), packed: int64(min(f.CompressedSize64, 1<<62)), zipped: true,
		open: func() (io.ReadCloser, error) {
			if f.Flags&1 != 0 {
				return nil, refused(b.name, fault.Text("zip-file-has-a-password-unpack-it", fault.V{"File": b.name}))
			}
			rc, err := f.Open()
			if err != nil {
				return nil, b.damaged(err)
			}
			return rc, nil
		},
	})
}

func (t *tree) damaged(err error) error {
	e := refused(t.bundle, fault.Text("zip-file-is-damaged-or-not-complete", fault.V{"File": t.bundle}))
	e.Err = err
	return e
}

func quoted(name string) string {
	const most = 60
	if r := []rune(name); len(r) > most {
		name = string(r[:most-1]) + "…"
	}
	return strconv.Quote(name)
}

// boundedReaderAt fails once more than left bytes were read.
type boundedReaderAt struct {
	r         io.ReaderAt
	left      int64
	unbounded bool
}

func (b *boundedReaderAt) ReadAt(p []byte, at int64) (int, error) {
	if !b.unbounded {
		if b.left -= int64(len(p)); b.left < 0 {
			return 0, errors.New("the list of files is too long")
		}
	}
	return b.r.ReadAt(p, at)
}
