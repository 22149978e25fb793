package vault

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// opening are the calls that open a file whatever it is.
var opening = regexp.MustCompile(`\bos\.(Open|OpenFile|ReadFile|Create)\(`)

// harmless are those of them that open what cannot be something else: a folder, or a file that
// is made there and then.
var harmless = regexp.MustCompile(`os\.O_EXCL|os\.Open\(dir\)|os\.OpenRoot`)

func TestFilesOfAFolderThatOthersWriteToAreOpenedAsRegularFilesOnly(t *testing.T) {
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
					t.Errorf("%s:%d opens a file that may be a pipe, a device or a link; package regular opens none: %s", file, n+1, strings.TrimSpace(line))
				}
			}
		}
	}
	if looked < 20 {
		t.Errorf("only %d files were looked at", looked)
	}
}
