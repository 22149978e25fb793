package typeface

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"github.com/golang/freetype/truetype"

	"enactive/resources/fonts"
	"enactive/resources/translations"
)

const mixed = "Größe, Ж, Ω and 走った。"

func TestTheTypefaceFollowsTheText(t *testing.T) {
	latin, japanese := Of("en"), Of("ja")
	for cut := range latin {
		runs := Runs(latin[cut], mixed)
		if len(runs) != 2 || runs[0].Font != latin[cut] || runs[1].Font != japanese[cut] || runs[1].Text != "走った。" {
			t.Errorf("cut %d: got runs %v", cut, runs)
		}
		if n := CountLost(japanese[cut], mixed); n != 0 {
			t.Errorf("cut %d: a Japanese document loses %d characters", cut, n)
		}
	}
	for text, lost := range map[string]int{"a\tb\n": 0, "🏃": 1, "한국 ไทย": 5, "": 0} {
		if n := CountLost(latin[Regular], text); n != lost {
			t.Errorf("of %q %d characters are lost, want %d", text, n, lost)
		}
	}
}

func TestWidthIsThatOfTheFontsThatSetTheText(t *testing.T) {
	f, other := Of("en")[Regular], Of("ja")[Regular]
	if got, want := Width(f, 10, "走った"), Width(other, 10, "走った"); got != want || want < 29 {
		t.Errorf("got %v, want %v, three full characters", got, want)
	}
}

func TestOutlinesAreClosedCurves(t *testing.T) {
	for _, f := range []int{Regular, Bold, Italic} {
		for _, r := range "aÄßgЖ8%走っ。" {
			font, as := Setter(Of("en")[f], r)
			path := Outline(font, as)
			if !strings.HasPrefix(path, "M") || !strings.HasSuffix(path, "Z") || strings.Count(path, "M") != strings.Count(path, "Z") {
				t.Errorf("%c: %q", r, path)
			}
		}
	}
	if path := Outline(Of("en")[Regular], ' '); path != "" {
		t.Errorf("a blank has the outline %q", path)
	}
}

func TestADocumentHoldsTheFontsThatItsTextsNeedAndNoOthers(t *testing.T) {
	program, err := exec.LookPath("pdffonts")
	if err != nil {
		t.Skip("LEFT OUT: fonts of a PDF were not looked at, because pdffonts is not installed (make need-test installs it)")
	}
	for _, c := range []struct {
		text string
		want []string
		not  string
	}{
		{"only Latin", []string{"NotoSans"}, "NotoSansJP"},
		{mixed, []string{"NotoSans", "NotoSansJP"}, "Bold"},
	} {
		doc := fpdf.New("P", "mm", "A4", "")
		doc.AddPage()
		for range 2 { // the second time nothing is added
			PDFText(doc, Of("en")[Regular], 12, 20, 20, c.text)
		}
		var b bytes.Buffer
		if err := doc.Output(&b); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "a.pdf")
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(program, file).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		for _, want := range c.want {
			if !strings.Contains(strings.ToLower(strings.ReplaceAll(string(out), " ", "")), strings.ToLower(want)) {
				t.Errorf("%q: the fonts are\n%s\nwant %s", c.text, out, want)
			}
		}
		if strings.Contains(string(out), c.not) {
			t.Errorf("%q: the fonts are\n%s\nwant no %s", c.text, out, c.not)
		}
	}
}

func TestEachLanguageIsSetInItsFonts(t *testing.T) {
	name := func(f *truetype.Font) string { return f.Name(truetype.NameIDFontFullName) }
	for _, l := range translations.Languages() {
		files := fonts.For(l.Code)
		for cut, file := range [][]byte{files.Regular, files.Bold, files.Italic} {
			if got, want := name(Of(l.Code)[cut]), name(mustParse(file)); got != want {
				t.Errorf("cut %d of %s is %q, want %q", cut, l.Name, got, want)
			}
		}
	}
}
