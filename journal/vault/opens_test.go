package vault

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// opening matches calls that open files of any type.
var opening = regexp.MustCompile(`\bos\.(Open|OpenFile|ReadFile|Create)\(`)

// harmless matches those that can only open a folder or create a new file.
var harmless = regexp.MustCompile(`os\.O_EXCL|os\.Open\(dir\)|os\.OpenRoot`)

func TestFilesAreOnlyOpenedThroughPackageRegular(t *testing.T) {
	looked := 0
	for _, folder := range []string{".", "../backup"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			looked++
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for n, line := range strings.Split(string(text), "\n") {
				if opening.MatchString(line) && !harmless.MatchString(line) {
					t.Errorf("%s:%d opens a file that may be a pipe, a device or a link; use package regular: %s", file, n+1, strings.TrimSpace(line))
				}
			}
		}
	}
	if looked < 20 {
		t.Errorf("only %d files were checked", looked)
	}
}
