package bundle_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"enactive/journal/bundle"
	"enactive/journal/fault"
)

// zipOf packs files; a name that ends in / is a folder.
func zipOf(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = io.WriteString(w, files[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func written(t testing.TB, name string, data []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestAZipAFolderAndAFileAreReadAlike(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "in", "deep"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"a.txt": "one", "in/b.txt": "two", "in/deep/c.txt": "three"} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	packed := zipOf(t, "a.txt", "one", "in/", "", `in\b.txt`, "two", "in/deep/c.txt", "three")
	for _, name := range []string{dir, written(t, "x.zip", packed)} {
		b, err := bundle.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := fstest.TestFS(b, "a.txt", "in/b.txt", "in/deep/c.txt"); err != nil {
			t.Error(err)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
	b, err := bundle.Read(bytes.NewReader(packed), "standard input")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := fs.ReadFile(b, "in/b.txt"); string(got) != "two" {
		t.Errorf("from a stream: %q, %v", got, err)
	}
	b, err = bundle.Open(written(t, "single.json", []byte("{}")))
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if got, err := fs.ReadFile(b, "single.json"); string(got) != "{}" {
		t.Errorf("a single file: %q, %v", got, err)
	}
}

func TestLinksOfAFolderAreNotFollowed(t *testing.T) {
	dir, outside := t.TempDir(), written(t, "secret.txt", []byte("secret"))
	if err := os.Symlink(outside, filepath.Join(dir, "link.txt")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(dir, filepath.Join(dir, "circle")); err != nil {
		t.Fatal(err)
	}
	b, err := bundle.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	list, err := fs.ReadDir(b, ".")
	if err != nil || len(list) != 0 {
		t.Errorf("the folder lists %v, %v", list, err)
	}
}

func TestHostileZipsAreRefused(t *testing.T) {
	zeros := strings.Repeat("\x00", 40<<20)
	many := make([]string, 0, 2*(bundle.MaxFiles+1))
	for i := range bundle.MaxFiles + 1 {
		many = append(many, fmt.Sprint(i), "")
	}
	cut := zipOf(t, "a.txt", strings.Repeat("text ", 10_000))
	for _, c := range []struct {
		name string
		zip  []byte
		want fault.Kind
	}{
		{"outside", zipOf(t, "../a.txt", "x"), "zip-file-has-a-path-that-leads-out"},
		{"outside within", zipOf(t, "in/../../a.txt", "x"), "zip-file-has-a-path-that-leads-out"},
		{"absolute", zipOf(t, "/etc/passwd", "x"), "zip-file-has-a-path-that-leads-out"},
		{"drive", zipOf(t, `C:\a.txt`, "x"), "zip-file-has-a-path-that-leads-out"},
		{"backslash", zipOf(t, `..\a.txt`, "x"), "zip-file-has-a-path-that-leads-out"},
		{"bomb", zipOf(t, "a.txt", zeros), "zip-file-unpacks-to-more-than-n-times"},
		{"twice", zipOf(t, "a.txt", "x", "a.txt", "y"), "zip-file-has-two-files-of-the-name"},
		{"a file as a folder", zipOf(t, "a", "x", "a/b", "y"), "zip-file-has-two-files-of-the-name"},
		{"deep", zipOf(t, strings.Repeat("a/", 40)+"b", "x"), "name-has-folders-more-than-n-deep"},
		{"many", zipOf(t, many...), "name-holds-more-than-n-files-choose-the"},
		{"cut", cut[:len(cut)-30], "zip-file-is-damaged-or-not-complete"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := bundle.Read(bytes.NewReader(c.zip), "x.zip")
			if err == nil {
				err = readAll(b)
			}
			if !errors.Is(err, bundle.ErrRefused) || !errors.Is(err, c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func TestAPasswordOfAZipFileIsReported(t *testing.T) {
	packed := zipOf(t, "a.txt", "x")
	for _, sign := range []string{"PK\x03\x04", "PK\x01\x02"} { // the flag for encryption, at both places
		at := bytes.Index(packed, []byte(sign))
		packed[at+6+2*strings.Count(sign, "\x01")] |= 1
	}
	b, err := bundle.Read(bytes.NewReader(packed), "x.zip")
	if err == nil {
		err = readAll(b)
	}
	if !errors.Is(err, fault.Kind("zip-file-has-a-password-unpack-it")) {
		t.Error(err)
	}
}

// readAll reads every file.
func readAll(files fs.FS) error {
	return fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		_, err = fs.ReadFile(files, name)
		return err
	})
}

func FuzzZip(f *testing.F) {
	f.Add(zipOf(f, "a.txt", "one", "in/b.txt", "two"))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := bundle.Read(bytes.NewReader(data), "x.zip")
		if err != nil {
			return
		}
		var names []string
		err = fs.WalkDir(b, ".", func(name string, d fs.DirEntry, err error) error {
			names = append(names, name)
			if err == nil && !d.IsDir() {
				_, _ = fs.ReadFile(b, name)
			}
			return err
		})
		for _, name := range names {
			if !fs.ValidPath(name) {
				t.Errorf("the path %q leads out", name)
			}
		}
		if err != nil {
			t.Error(err)
		}
	})
}
