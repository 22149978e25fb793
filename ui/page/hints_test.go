package page

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"unicode"
	"unicode/utf8"

	"enactive/journal/wording"
)

// TestHintsBeginWithACapital looks at the English under the names of fields.
func TestHintsBeginWithACapital(t *testing.T) {
	hint := regexp.MustCompile(`Labelled\(wording\.Say\("[^"]+"[^)]*\), wording\.Say\("([^"]+)"`)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range hint.FindAllSubmatch(source, -1) {
			seen++
			words := wording.Say(string(found[1]))
			if first, _ := utf8.DecodeRuneInString(words); unicode.IsLower(first) {
				t.Errorf("%s: %q begins in lower case", file, words)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d hints were found", seen)
	}
}
