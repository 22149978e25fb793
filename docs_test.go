package enactive_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheCitedSectionsExist looks for the letters of docs/science.md that comments cite, across the
// line ends of comments.
func TestTheCitedSectionsExist(t *testing.T) {
	science, err := os.ReadFile("docs/science.md")
	if err != nil {
		t.Fatal(err)
	}
	cited := regexp.MustCompile(`docs/science\.md,\s+(?://\s*)?section ([A-Z])\b`)
	seen := 0
	err = filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") {
			return err
		}
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for _, m := range cited.FindAllStringSubmatch(string(source), -1) {
			seen++
			if !strings.Contains(string(science), "# "+m[1]+". ") {
				t.Errorf("%s cites section %s of docs/science.md, which is not there", file, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 10 {
		t.Errorf("only %d sections are cited: is this the root of the project?", seen)
	}
}
