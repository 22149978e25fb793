package plaincopy

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatWasTypedIntoADraftIsNotSwept(t *testing.T) {
	for _, c := range []struct {
		name  string
		write func(file string) error
		kept  string // the file that is named, below the folder
	}{
		{"nothing", func(string) error { return nil }, ""},
		{"the text", func(file string) error { return os.WriteFile(file, []byte("precious"), 0o600) }, "entry.txt"},
		{"beside it", func(file string) error { return os.WriteFile(file+".swp", []byte("precious"), 0o600) }, "."},
		{"in its place", func(file string) error {
			if err := os.WriteFile(file+"~", []byte("precious"), 0o600); err != nil {
				return err
			}
			return os.Rename(file+"~", file)
		}, "entry.txt"},
	} {
		parent := t.TempDir()
		p := Parents{parent}
		file, err := p.MakeDraft("entry.txt", []byte("title:\n"))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.write(file); err != nil {
			t.Fatal(err)
		}
		dir := filepath.Dir(file)
		_, rest, _ := strings.Cut(strings.TrimPrefix(filepath.Base(dir), Prefix), "-")
		dead := filepath.Join(parent, Prefix+"999999999-"+rest) // as of a process that was killed
		if err := os.Rename(dir, dead); err != nil {
			t.Fatal(err)
		}
		p.Sweep(true)
		if left := countIn(t, parent); left != min(len(c.kept), 1) {
			t.Errorf("%s: %d folders are left", c.name, left)
		}
		kept := p.KeepTyped()
		p.Sweep(true)
		if len(kept) != min(len(c.kept), 1) || len(p.KeepTyped()) != 0 {
			t.Errorf("%s: kept are %q", c.name, kept)
		}
		if len(kept) == 1 && TextIn(kept[0], "entry.json", "entry.txt") != filepath.Join(kept[0], c.kept) {
			t.Errorf("%s: the text is said to be in %s", c.name, TextIn(kept[0], "entry.json", "entry.txt"))
		}
	}
}
