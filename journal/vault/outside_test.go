package vault

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestNoFileOfAPersonGoesIntoTheJournalsFolder(t *testing.T) {
	home := t.TempDir()
	own := filepath.Join(home, "journal")
	if err := os.MkdirAll(filepath.Join(own, "log"), 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(home, "link")
	if err := os.Symlink(filepath.Join(own, "log"), link); err != nil {
		t.Skip(err)
	}
	for path, within := range map[string]bool{
		filepath.Join(own, "store.db"):          true,
		filepath.Join(own, "log", "000001.log"): true,
		filepath.Join(own, "new", "a.csv"):      true,
		filepath.Join(link, "000001.log"):       true,
		filepath.Join(link, "new", "a.csv"):     true,
		filepath.Join(home, "a.csv"):            false,
		filepath.Join(home, "journal2", "a"):    false,
		own + ".csv":                            false,
	} {
		if err := Outside(own, path); errors.Is(err, ErrWithin) != within {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := Outside(filepath.Join(home, "none"), filepath.Join(home, "none", "a")); err != nil {
		t.Error(err)
	}
}
