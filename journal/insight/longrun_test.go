package insight_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"enactive/journal/insight"
)

// scienceFile has the tables, seen from this package.
var scienceFile = filepath.Join("..", "..", "docs", "science.md")

func soaking() bool { return os.Getenv("ENACTIVE_SOAK") != "" }

// inSoak is the first number in a long run, and else the second.
func inSoak(long, short int) int {
	if soaking() {
		return long
	}
	return short
}

func skipHonesty(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: the long run does it, and nothing here runs in parallel")
	}
}

// tooMany reports whether so many of n cannot be, but for one time in a thousand, where the rate is
// what it should be at most.
func tooMany(count, n int, rate float64) bool {
	return 1-distuv.Binomial{N: float64(n), P: rate}.CDF(float64(count)-1) < 0.001
}

// writeRates writes how often the insights that are measured begin a false claim into the program, for their explanations;
// the others stay as they are.
func writeRates(t *testing.T, unlike, alike tally, measured func(key string) bool) {
	t.Helper()
	const file = "ratesfound.go"
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range catalogue() {
		if _, claims := insight.RateOf(item.Key); !claims || !measured(item.Key) {
			continue
		}
		line := regexp.MustCompile(fmt.Sprintf(`(case %q:\n\t\treturn Rate)\{.*\}`, item.Key))
		if !line.Match(code) {
			t.Fatalf("%s has no rate of %s", file, item.Key)
		}
		code = line.ReplaceAll(code, fmt.Appendf(nil, "$1{Unlike: %s, Alike: %s}", unlike.percent(unlike.by[item.Key]), alike.percent(alike.by[item.Key])))
	}
	if err := os.WriteFile(file, code, 0o644); err != nil {
		t.Fatal(err)
	}
}

// writeTable puts a table between its marks in docs/science.md.
func writeTable(t *testing.T, name, table string) {
	t.Helper()
	head, _, tail := scienceAround(t, name)
	if err := os.WriteFile(scienceFile, []byte(head+table+tail), 0o644); err != nil {
		t.Fatal(err)
	}
}

// scienceAround is docs/science.md before, between and after the marks of a table.
func scienceAround(t *testing.T, name string) (head, table, tail string) {
	t.Helper()
	doc, err := os.ReadFile(scienceFile)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	head, rest, ok1 := strings.Cut(string(doc), begin)
	table, tail, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("docs/science.md has no place for the table %q", name)
	}
	return head + begin, table, end + tail
}

// TestTheDocumentTellsWhatPairsFind compares the table of section M with what an experiment says before it starts; the long run
// writes it.
func TestTheDocumentTellsWhatPairsFind(t *testing.T) {
	var table strings.Builder
	table.WriteString("| pairs |")
	for _, size := range insight.FindableSizes() {
		fmt.Fprintf(&table, " %v |", size)
	}
	table.WriteString("\n|---|---|---|---|---|\n")
	for _, f := range insight.FindableByPairs() {
		fmt.Fprintf(&table, "| %d |", f.Pairs)
		for _, share := range f.Chance {
			fmt.Fprintf(&table, " %.0f |", 100*share)
		}
		table.WriteString("\n")
	}
	if soaking() {
		writeTable(t, "pairs-find", table.String())
		return
	}
	if _, got, _ := scienceAround(t, "pairs-find"); got != table.String() {
		t.Errorf("docs/science.md tells\n%s, want\n%s", got, table.String())
	}
}
