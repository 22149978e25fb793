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
	if first, _ := utf8.DecodeRuneInString(wording.Say("nobody-can-open-the-file-without-it")); unicode.IsLower(first) { // it is set by itself
		t.Error("the hint of the passphrase of a file begins in lower case")
	}
	if seen < 10 {
		t.Errorf("only %d hints were found", seen)
	}
}

func TestTheEndingsOfFilesAreAList(t *testing.T) {
	for want, endings := range map[string][]string{
		"a .csv file":                  {".csv"},
		"a .csv or .json file":         {".csv", ".json"},
		"a .csv, .tsv or .xlsx file":   {".csv", ".tsv", ".xlsx"},
		"a .a, .b, .c, .d or .ee file": {".a", ".b", ".c", ".d", ".ee"},
	} {
		if got := fileHint(endings); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
