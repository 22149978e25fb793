package enactive_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestEveryInsightIsInTheListsOfTests compares the lists of insights in tests with the catalogue:
// an insight that a list lacks would have no test of its sentences.
func TestEveryInsightIsInTheListsOfTests(t *testing.T) {
	read := func(file string) string {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	names := regexp.MustCompile(`insight\.([A-Z]\w*)\(data`).FindAllStringSubmatch(read("charts/catalogue.go"), -1)
	if len(names) < 15 {
		t.Fatalf("the catalogue computes %d insights only: was it rewritten?", len(names))
	}
	for file, calls := range map[string][]string{
		"journal/describe/insight_leak_test.go":    {"describe.Explain%,", "insight.%("},
		"journal/describe/insight_results_test.go": {"describe.%("},
	} {
		text := read(file)
		for _, name := range names {
			for _, call := range calls {
				if want := strings.ReplaceAll(call, "%", name[1]); !strings.Contains(text, want) {
					t.Errorf("%s has no %s: add the insight to its list", file, want)
				}
			}
		}
	}
}

// TestEveryUnitIsInTheDocument compares the units that insights count on their way with the table of
// docs/science.md, for scripts that read them.
func TestEveryUnitIsInTheDocument(t *testing.T) {
	doc, err := os.ReadFile("docs/science.md")
	if err != nil {
		t.Fatal(err)
	}
	code, err := os.ReadFile("journal/insight/progress.go")
	if err != nil {
		t.Fatal(err)
	}
	units := regexp.MustCompile(`Unit = "(\w+)"`).FindAllStringSubmatch(string(code), -1)
	rows := regexp.MustCompile("(?m)^\\| `(\\w+)` \\|").FindAllStringSubmatch(string(doc), -1)
	documented := map[string]bool{}
	for _, row := range rows {
		documented[row[1]] = true
	}
	if len(units) < 10 {
		t.Fatalf("%d units are found in the code: was it rewritten?", len(units))
	}
	for _, unit := range units {
		if !documented[unit[1]] {
			t.Errorf("docs/science.md does not say what %s counts", unit[1])
		}
	}
}
