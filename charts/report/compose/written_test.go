package compose

import (
	"bytes"
	"fmt"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// everything is a document with each kind of block.
func everything() Document {
	table := Table{Title: "Obstacles", Columns: []Column{{Name: "Obstacle", Head: true, Share: 2}, {Name: "Times", Right: true}, {Name: "What helped", Share: 3}}, Note: "Of 40 entries."}
	for i := range 60 {
		table.Rows = append(table.Rows, []string{fmt.Sprintf("Obstacle %d", i), fmt.Sprint(i), wordsOf("help", 3+i%20)})
	}
	blocks := []Block{Title{Text: "A look (back) \\ “October”", About: []string{"1 to 31 October 2026 · Running", "18 entries"}, Greeting: "For Dr. Example, as agreed."},
		Points{Items: []Point{{"Performance rose.", "Chance alone seldom shows this"}, {wordsOf("point", 40), "It may be chance"}}},
		square("Efficacy", wordsOf("sentence", 30), 200),
		Figures{Across: 3, Items: []Figure{square("One", "First.", 90), square("Two", "Second.", 90), square("Three", "Third.", 90)}}}
	for i := range 4 {
		blocks = append(blocks, Heading{Level: 1, Text: fmt.Sprintf("Area %d", i), Dot: color.NRGBA{30, 90, 160, 255}, Note: "What it is for", Running: fmt.Sprintf("Area %d", i), NewPage: true},
			Figures{Across: 2, Items: []Figure{square("One", wordsOf("first", 20), 130), square("Two", wordsOf("second", 30), 130), square("Three", "Third.", 130), square("Four", "Fourth.", 130)}},
			Heading{Level: 2, Text: "What stood in the way"}, table,
			Heading{Level: 2, Text: "In your words"}, Quotation{wordsOf("quoted", 90), "3 October, Hill repeats"},
			Heading{Level: 3, Text: "Saturday, 3 October 2026"}, Entry{Side: "18:30", Head: "Hill repeats", Facts: "Mastery · performance 70", Parts: []Part{{"What happened", wordsOf("told", 60)}, {"Next time", "Slower."}}},
			Paragraph{Text: "A quiet line.", Look: Quiet})
	}
	d := documentOf(blocks...)
	d.Title, d.Subject, d.Made = "A look (back) \\ “October” 🏃", "Of October", time.Date(2026, 10, 31, 18, 0, 0, 0, time.FixedZone("", 2*3600))
	return d
}

// written is a document as a file.
func written(t *testing.T, d Document) string {
	t.Helper()
	var b, again bytes.Buffer
	for _, w := range []*bytes.Buffer{&b, &again} {
		if err := Write(t.Context(), w, d, Options{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("the same document gives other bytes the second time")
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// ran is what a program says of a file. The test is left out where the program is not installed.
func ran(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("LEFT OUT: the document was not looked at, because %s is not installed (make need-test installs it)", name)
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestTheWrittenDocumentIsWellFormedAndTagged(t *testing.T) {
	file := written(t, everything())
	if out := ran(t, "qpdf", "--check", file); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	info := ran(t, "pdfinfo", file)
	for _, want := range []string{"A look (back) \\ “October” 🏃", "Tagged:          yes", "PDF version:     1.7", "2026"} {
		if !strings.Contains(info, want) {
			t.Errorf("%q is missing in\n%s", want, info)
		}
	}
	for _, not := range []string{"Author", "Producer", "Creator:"} {
		if strings.Contains(info, not) {
			t.Errorf("%q is in\n%s", not, info)
		}
	}
	tree := ran(t, "pdfinfo", "-struct-text", file)
	for _, want := range []string{"H1", "H2", "H3", "H4", "Table", "TR", "TH", "TD", "Figure", "BlockQuote", "TOCI", "Link", "LBody", "Hill repeats", "Scope"} {
		if !strings.Contains(tree, want) {
			t.Errorf("%q is missing in the structure", want)
		}
	}
	text := ran(t, "pdftotext", "-layout", file, "-")
	if !strings.Contains(text, "For Dr. Example, as agreed.") || !strings.Contains(text, "2 of ") {
		t.Error("the text cannot be read")
	}
	fonts := ran(t, "pdffonts", file)
	for row := range strings.Lines(fonts) {
		if strings.Contains(row, "NotoSans") && !strings.Contains(row, "yes yes yes") {
			t.Errorf("a font is not embedded, not a part, or has no characters: %s", row)
		}
	}
}
