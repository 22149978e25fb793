package commandline

import (
	"os"
	"path/filepath"
	"testing"
)

func TestNoOutputReplacesTheJournalsFiles(t *testing.T) {
	b := newBox(t)
	b.add("--area", "Running", "--title", "one")
	b.ok("reminder", "add", "--every", "sunday", "--at", "19:00")
	in := func(name string) string { return filepath.Join(b.journal(), name) }
	link := filepath.Join(b.dir, "link")
	if err := os.Symlink(b.journal(), link); err != nil {
		t.Skip(err)
	}
	before := b.filesOf()
	for _, args := range [][]string{
		{"export", "csv", "-o", in("store.db")},
		{"export", "json", "-o", in("log/000001.log")},
		{"export", "pdf", "-o", in("header.a")},
		{"export", "json", "--schema", "-o", in("header.b")},
		{"export", "csv", "--encrypt", "-o", in("all.csv")},
		{"export", "csv", "-o", filepath.Join(link, "index")},
		{"export", "markdown", "--folder", b.journal()},
		{"export", "markdown", "--folder", in("notes")},
		{"export", "sealed", in("store.db")},
		{"backup", in("mine.enactive")},
		{"backup", b.journal()},
		{"reminder", "export", "-o", in("lock")},
		{"plan", "First race", "--ics", in("lock")},
	} {
		b.fails(statusUsage, []string{"is in the journal's folder", "choose a place outside"}, args...)
	}
	if after := b.filesOf(); after != before {
		t.Errorf("the files were\n%s\nand are\n%s", before, after)
	}
	b.ok("list")
}

// filesOf lists the names of the files in the journal's folder and below.
func (b *box) filesOf() (all string) {
	b.t.Helper()
	err := filepath.WalkDir(b.journal(), func(path string, _ os.DirEntry, err error) error {
		all += path + "\n"
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}
