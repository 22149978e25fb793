package typeface

import (
	"bytes"
	"image/color"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// fontsOfTests are the same on every computer.
func fontsOfTests() Texts { return Texts{NewSystem([]string{filepath.Join("testdata", "fonts")})} }

func TestTheSystemSetsWhatOurFontsLack(t *testing.T) {
	for text, without := range map[string]int{
		"Plain, größe, Ж, Ω and 走った。": 0,
		"He said שלום.":               4,
		"سلام عليكم، ١٢٣":             13,
		"नमस्ते":                      3, // characters as readers count them
		"😀 👍🏽":                        2,
		"a q̃ b":                      0,
		"한":                           1,
		"":                            0,
		"\xff\u202e":                  1,
	} {
		with := 0
		if text == "한" || strings.Contains(text, "\xff") {
			with = 1 // no font of the test has it either
		}
		for cut, f := range Of("en") {
			for texts, want := range map[Texts]int{{}: without, fontsOfTests(): with} {
				l := texts.OneLine(f, text)
				if l.Lost != want {
					t.Errorf("cut %d: of %q %d characters are lost, want %d", cut, text, l.Lost, want)
				}
				if want, got := strings.ToValidUTF8(text, "\ufffd"), l.Text; got != strings.TrimRight(want, "\u202e") && got != want {
					t.Errorf("cut %d: %q says %q", cut, text, got)
				}
			}
		}
	}
}

func TestTheFontsOfTheSystemAreListedOnlyForTextsThatNeedThem(t *testing.T) {
	texts := fontsOfTests()
	texts.Lines(Of("en")[Regular], 10, mixed+"\n"+entry)
	if texts.System.listed {
		t.Error("a text in our fonts lists those of the system")
	}
	if texts.OneLine(Of("en")[Regular], "ש"); len(texts.System.faces) != 5 {
		t.Errorf("%d fonts are found, want 5", len(texts.System.faces))
	}
}

func TestPiecesStandFromLeftToRight(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
		right      bool
	}{
		{"a sentence that quotes Hebrew keeps its order", "He said שלום עולם (hi 12).", []string{"He said ", "שלום עולם", " (hi 12)."}, false},
		{"a Hebrew sentence begins at the right", "שלום Go 12 עולם", []string{" עולם", "Go 12", "שלום "}, true},
		{"a number within Arabic words is read from the left", "a سلام 12 عليكم b", []string{"a ", " عليكم", "12", "سلام ", " b"}, false},
		{"a number after Arabic words belongs to them", "a سلام 12, b", []string{"a ", "12", "سلام ", ", b"}, false},
		{"an isolated text keeps its own order", "\u2067שלום \u2066ab cd\u2069 עולם\u2069", []string{" עולם", "ab cd", "שלום "}, false},
	} {
		l := fontsOfTests().OneLine(Of("en")[Regular], c.text)
		var got []string
		at := 0.0
		for _, p := range l.Pieces {
			got = append(got, p.Text)
			if p.X < at {
				t.Errorf("%s: %q begins at %v, before %v", c.name, p.Text, p.X, at)
			}
			at = p.X
		}
		if !slices.Equal(got, c.want) || l.RightToLeft != c.right {
			t.Errorf("%s: got %q, %v, want %q, %v", c.name, got, l.RightToLeft, c.want, c.right)
		}
	}
}

func TestLevels(t *testing.T) {
	for text, want := range map[string]string{
		"ab":             "00",
		"aא":             "01",
		"א1":             "12",
		"a א1-2% b":      "001222200",
		"a א1, b":        "0012000",
		"אa1":            "122",
		"a ١ b":          "00200",
		"a1":             "00",
		"a\u202bb\u202c": "0022",
	} {
		runes := []rune(text)
		var b strings.Builder
		for _, l := range levels(runes, readsRightToLeft(runes)) {
			b.WriteByte('0' + l)
		}
		if got := b.String(); len(got) != len(runes) || got[:min(len(got), len(want))] != want[:min(len(got), len(want))] {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestVisualOrder(t *testing.T) {
	for _, c := range []struct {
		levels []uint8
		want   []int
	}{
		{nil, []int{}}, {[]uint8{0, 0}, []int{0, 1}}, {[]uint8{0, 1, 2, 1, 0}, []int{0, 3, 2, 1, 4}},
		{[]uint8{1, 2, 2, 1}, []int{3, 1, 2, 0}}, {[]uint8{1, 4, 3, 2}, []int{2, 1, 3, 0}}, {[]uint8{2, 2}, []int{0, 1}},
	} {
		if got := visual(c.levels); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %v, want %v", c.levels, got, c.want)
		}
	}
}

func TestLettersAreShaped(t *testing.T) {
	set := func(cut int, text string) Line { return fontsOfTests().OneLine(Of("en")[cut], text) }
	for text, want := range map[string]int{"سلام": 3 /* lam and alef are one */, "हि": 2, "स्ते": 3, "👍🏽": 1, "שלום": 4} {
		if l := set(Regular, text); len(l.Pieces) != 1 || len(l.Pieces[0].Glyphs) != want {
			t.Errorf("%q: got %+v, want %d glyphs", text, l.Pieces, want)
		}
	}
	if a, b := set(Regular, "שלום").Width, set(Bold, "שלום").Width; a >= b {
		t.Errorf("an upright word is %v wide and a bold one %v", a, b)
	}
	if g := set(Regular, "😀").Pieces[0].Glyphs[0]; g.Picture == nil || g.Picture.Width < 0.9 || g.Picture.Image.Bounds().Dx() < 100 || len(g.Path) == 0 {
		t.Errorf("a glyph of pixels is %+v", g)
	}
	accent := set(Regular, "x̂").Pieces[0].Glyphs
	if len(accent) != 2 || accent[1].X > accent[0].X+0.5 {
		t.Errorf("an accent stands at %+v", accent)
	}
}

func TestLinesOfShapedTextsAreNoWiderThanTheirColumn(t *testing.T) {
	text := strings.Repeat("שלום עולם and سلام عليكم नमस्ते 😀 ", 6)
	for _, width := range []float64{1, 3, 7.5, 20} {
		var words []string
		for _, l := range fontsOfTests().Lines(Of("en")[Regular], width, text) {
			if l.Width > width+1e-6 && len([]rune(l.Text)) > 3 {
				t.Errorf("a line of %v is %v wide: %q", width, l.Width, l.Text)
			}
			if l.Text != strings.TrimSpace(l.Text) {
				t.Errorf("a line has blanks at its ends: %q", l.Text)
			}
			words = append(words, strings.Fields(l.Text)...)
		}
		if got, want := strings.Join(words, ""), strings.Join(strings.Fields(text), ""); got != want {
			t.Errorf("the lines of %v say %q, want %q", width, got, want)
		}
	}
}

func TestGlyphsBecomeClosedLines(t *testing.T) {
	g := fontsOfTests().OneLine(Of("en")[Regular], "ש").Pieces[0].Glyphs[0]
	lowest, highest, steps := math.Inf(1), math.Inf(-1), 0
	note := func(x, y float64) {
		lowest, highest, steps = min(lowest, y), max(highest, y), steps+1
		if x < 100 || x > 110 {
			t.Errorf("a point is at %v", x)
		}
	}
	g.Flatten(10, 100, 50, note, note)
	if steps < 10 || lowest < 41 || lowest > 45 || highest < 49 || highest > 51 {
		t.Errorf("%d steps from %v to %v, want a letter of 7 above the line at 50", steps, lowest, highest)
	}
}

func TestAPictureCanBeDrawnAsBoxes(t *testing.T) {
	texts := fontsOfTests()
	g := texts.OneLine(Of("en")[Regular], "😀").Pieces[0].Glyphs[0]
	n, yellow := 0, 0
	is := g.Cells(10, 100, 50, 20, func(left, top, width, height float64, c color.NRGBA) {
		n++
		if c.R > 200 && c.G > 120 && c.B < 120 && c.A > 200 {
			yellow++
		}
		if left < 99 || left+width > 114 || top < 38 || top+height > 54 || width > 1 || height > 1 {
			t.Errorf("a box is at %v, %v, of %v, %v", left, top, width, height)
		}
	})
	if !is || n < 200 || n > 400 || yellow < n/2 {
		t.Errorf("%v: %d boxes, %d of them yellow", is, n, yellow)
	}
	if texts.OneLine(Of("en")[Regular], "ש").Pieces[0].Glyphs[0].Cells(10, 0, 0, 20, nil) {
		t.Error("a letter has a picture")
	}
}

func TestTextsAreSetAtTheSameTime(t *testing.T) {
	texts := fontsOfTests()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, f := range Of("en") {
				if l := texts.OneLine(f, "שלום سلام नमस्ते 😀"); l.Lost != 0 {
					t.Errorf("%d characters are lost", l.Lost)
				}
			}
		})
	}
	all.Wait()
}

func TestADocumentSaysWhatItsGlyphsShow(t *testing.T) {
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("LEFT OUT: the text of a PDF was not looked at, because pdftotext is not installed (make need-test installs it)")
	}
	doc := fpdf.New("P", "mm", "A4", "")
	doc.AddPage()
	doc.SetFillColor(1, 2, 3)
	texts := []string{"He said שלום עולם at 12.", "नमस्ते", "سلام عليكم", "😀 👍🏽", "lost 한", "x̂"}
	for i, text := range texts {
		PDFLine(doc, fontsOfTests().OneLine(Of("en")[Regular], text), 12, 20, 20+10*float64(i))
	}
	if r, g, b := doc.GetFillColor(); r != 1 || g != 2 || b != 3 {
		t.Errorf("the colour is %d, %d, %d afterwards", r, g, b)
	}
	var b bytes.Buffer
	if err := doc.Output(&b); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, file, "-").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	said := strings.NewReplacer("\u202a", "", "\u202b", "", "\u202c", "").Replace(string(out))
	for _, want := range []string{"He said", "שלום עולם", "at 12.", "नमस्ते", "سلام عليكم", "😀", "👍🏽", "lost 한", "x̂"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing in %q", want, said)
		}
	}
}

func TestTheFontsOfThisComputerCanBeRead(t *testing.T) {
	texts := Texts{Installed()}
	l := texts.OneLine(Of("en")[Regular], "שלום سلام नमस्ते 한국어 简体中文 😀 👩‍👩‍👧")
	if len(texts.System.faces) == 0 {
		t.Skip("LEFT OUT: the fonts of this computer were not looked at, because it has none")
	}
	if l.Lost > 25 || len(l.Pieces) < 7 {
		t.Errorf("got %d pieces, %d lost", len(l.Pieces), l.Lost)
	}
}
