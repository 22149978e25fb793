package typeface

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"codeberg.org/go-pdf/fpdf"
)

func TestDamagedFontsAreNoTrouble(t *testing.T) {
	files, err := filepath.Glob("testdata/fonts/*.ttf")
	if err != nil || len(files) == 0 {
		t.Fatal("no fonts", err)
	}
	const text = "שלום عليكم، ١٢٣ नमस्ते 😀👍🏽"
	for _, file := range files {
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		step := len(whole) / 40
		if testing.Short() {
			step = len(whole) / 10
		}
		for at := 0; at < len(whole); at += step {
			folder := t.TempDir()
			cut, bent := filepath.Join(folder, "cut.ttf"), filepath.Join(folder, "bent.TTF")
			wrong := append([]byte(nil), whole...)
			for i := at; i < min(at+24, len(wrong)); i++ {
				wrong[i] = ^wrong[i]
			}
			for name, data := range map[string][]byte{cut: whole[:at], bent: wrong} {
				if err := os.WriteFile(name, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			l := Texts{NewSystem([]string{folder, folder, filepath.Join(folder, "none")})}.OneLine(Of("en")[Regular], text)
			if l.Text != text || math.IsNaN(l.Width) {
				t.Errorf("%s, damaged at %d: %q is %v wide", file, at, l.Text, l.Width)
			}
			doc := fpdf.New("P", "mm", "A4", "")
			doc.AddPage()
			PDFLine(doc, l, 10, 10, 10)
			if doc.Err() {
				t.Errorf("%s, damaged at %d: %v", file, at, doc.Error())
			}
		}
	}
}

func TestWhatIsNoFontIsPassedOver(t *testing.T) {
	folder := t.TempDir()
	for name, data := range map[string]string{
		"a.ttf": "", "b.otf": "OTTO", "c.ttc": "ttcf\x00\x01\x00\x00\xff\xff\xff\xff", "d.ttf": "\x00\x01\x00\x00\xff\xff" + strings.Repeat("\xff", 300),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "e.ttf"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(folder, filepath.Join(folder, "f.ttf")); err != nil {
		t.Log("no links here:", err)
	}
	texts := Texts{NewSystem([]string{folder})}
	if l := texts.OneLine(Of("en")[Regular], "ש"); l.Lost != 1 || len(texts.System.faces) != 0 {
		t.Errorf("%d lost, %d fonts", l.Lost, len(texts.System.faces))
	}
}

func FuzzLines(f *testing.F) {
	for _, s := range []string{
		"", mixed, "He said שלום (hi 12).", "سلام عليكم، ١٢٣", "नमस्ते हिन्दी", "😀👍🏽 👩‍👩‍👧 1️⃣ 🇩🇪", "\xff\xfe\u202e\u2067\u2069\u202c", "x̂̂̂\u0300",
		"한국 简体 \U000e0001\U000f0000", "\u2028 \u200d\u200d\ufe0f", strings.Repeat("\u202b(", 200), strings.Repeat("ש\u0300", 50), "a\u001cא\u2029b", "1\u0661-\u05d0",
	} {
		f.Add(s, 5.0)
		f.Add(s, 0.0)
	}
	texts := fontsOfTests()
	f.Fuzz(func(t *testing.T, s string, width float64) {
		for _, texts := range []Texts{texts, {}} {
			lines := texts.Lines(Of("en")[Regular], width, s)
			if len(lines) == 0 {
				t.Fatal("no lines")
			}
			for _, l := range lines {
				if math.IsNaN(l.Width) || math.IsInf(l.Width, 0) || l.Width < 0 || !utf8.ValidString(l.Text) {
					t.Errorf("%q is %v wide", l.Text, l.Width)
				}
				for _, p := range l.Pieces {
					for _, g := range p.Glyphs {
						g.Flatten(10, 0, 0, func(x, y float64) {}, func(x, y float64) {})
					}
				}
			}
		}
	})
}
