package datadir

import (
	"errors"
	"testing"
)

func TestTheDefaultFolderOfTheJournal(t *testing.T) {
	for _, c := range []struct {
		name, system string
		env          map[string]string
		want         string
	}{
		{"ENACTIVE_JOURNAL comes first", "linux", map[string]string{"ENACTIVE_JOURNAL": "/mnt/j", "XDG_DATA_HOME": "/x", "HOME": "/home/a"}, "/mnt/j"},
		{"a relative ENACTIVE_JOURNAL is not changed", "linux", map[string]string{"ENACTIVE_JOURNAL": "mine"}, "mine"},
		{"the data folder of the platform comes next", "linux", map[string]string{"XDG_DATA_HOME": "/x", "HOME": "/home/a"}, "/x/enactive/journal"},
		{"a relative data folder is ignored", "linux", map[string]string{"XDG_DATA_HOME": "x", "HOME": "/home/a"}, "/home/a/.local/share/enactive/journal"},
		{"the home folder is the last resort", "freebsd", map[string]string{"HOME": "/home/a"}, "/home/a/.local/share/enactive/journal"},
		{"a Mac has its own folder", "darwin", map[string]string{"HOME": "/Users/a", "XDG_DATA_HOME": "/x"}, "/Users/a/Library/Application Support/Enactive/journal"},
		{"Windows has its own folder", "windows", map[string]string{"AppData": `C:\Users\a\AppData\Roaming`}, `C:\Users\a\AppData\Roaming\Enactive\journal`},
	} {
		got, err := For(c.system, func(k string) string { return c.env[k] })
		if err != nil || got != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.name, got, err, c.want)
		}
	}
}

func TestWithoutAHomeFolderTheFolderIsUnknown(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows"} {
		if got, err := For(system, func(string) string { return "" }); !errors.Is(err, ErrNoHome) {
			t.Errorf("%s: got %q, %v; want ErrNoHome", system, got, err)
		}
	}
}
