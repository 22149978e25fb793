package enactive_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheVersionIsInOnePlace checks that only FyneApp.toml names the version: the build, the packages and
// the documents take it from there, and the changelog has a section for it.
func TestTheVersionIsInOnePlace(t *testing.T) {
	toml, err := os.ReadFile("FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^\s*Version = "(\d+\.\d+\.\d+)"$`).FindSubmatch(toml)
	if m == nil {
		t.Fatal("FyneApp.toml names no version of three numbers")
	}
	version := m[1]
	for _, place := range []string{"README.md", "SECURITY.md", "CONTRIBUTING.md", "Makefile", "packaging", "docs/handbook", "docs/ideas.md", "cmd"} {
		err := filepath.WalkDir(place, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(file, "_test.go") || strings.Contains(file, "testdata") {
				return err
			}
			text, err := os.ReadFile(file)
			if err == nil && bytes.Contains(text, version) && !bytes.Contains(text, []byte{0}) {
				t.Errorf("%s names the version %s, which belongs into FyneApp.toml alone", file, version)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	changes, err := os.ReadFile("CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	newest := regexp.MustCompile(`(?m)^## (\d\S*) - \d{4}-\d\d-\d\d$`).FindSubmatch(changes)
	if newest == nil || !bytes.Equal(newest[1], version) {
		t.Errorf("the newest version in CHANGELOG.md is %s, and FyneApp.toml has %s", newest, version)
	}
}
