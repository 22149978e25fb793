package charts

import (
	"fmt"
	"strings"
	"testing"

	"enactive/journal/insight"
)

func TestExamplesShowWhatAnInsightTells(t *testing.T) {
	for _, item := range Catalogue() {
		f := item.Compute(exampleData(item.Key), "")
		if f.Finding != insight.Claim && f.Finding != insight.Facts {
			t.Errorf("the example of %s finds %q: %s", item.Key, f.Finding, f.Text)
		}
	}
}

func TestExamplesSayWhoseTheyAreNot(t *testing.T) {
	for _, item := range Catalogue() {
		e := Example(item)
		header, rows := e.Table()
		if alt := AltText(e); !strings.Contains(strings.ToLower(alt), "example") || len(header)+len(rows) > 0 || strings.ContainsAny(e.Text(), "0123456789") {
			t.Errorf("%s: the words for those who do not see it are %q, with the table %q %q", item.Key, alt, header, rows)
		}
		if size := (Size{Width: 480, Height: 190}); len(e.Marks(size, Light())) > 0 {
			t.Errorf("%s: the example has marks to open", item.Key)
		}
	}
}

func TestGoldenPicturesOfExamples(t *testing.T) {
	for _, key := range []string{"trend", "fatigue", "measures"} {
		item, _ := Find(key)
		for _, look := range looksOf(10) {
			checkGolden(t, fmt.Sprintf("example_%s_%s.png", key, look.name), Example(item), look)
		}
	}
}
