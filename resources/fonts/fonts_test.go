package fonts

import (
	"testing"

	"github.com/golang/freetype/truetype"
)

func TestEveryFontParsesAndCoversItsScripts(t *testing.T) {
	cases := map[string]struct {
		file  []byte
		style string
	}{
		"regular": {For("en").Regular, "Regular"},
		"bold":    {For("en").Bold, "Bold"},
		"italic":  {For("en").Italic, "Italic"},
		"serif":   {Serif(), "Regular"},
	}
	for name, c := range cases {
		font, err := truetype.Parse(c.file)
		if err != nil {
			t.Errorf("%s does not parse: %v", name, err)
			continue
		}
		if got := font.Name(truetype.NameIDFontFamily); got != Family && name != "serif" {
			t.Errorf("%s: family is %q, want %q", name, got, Family)
		}
		if got := font.Name(truetype.NameIDFontSubfamily); got != c.style {
			t.Errorf("%s: style is %q, want %q", name, got, c.style)
		}
		for _, r := range "aÄßñłő αΩ Жя 0–9 … «»" {
			if font.Index(r) == 0 {
				t.Errorf("%s has no glyph for %q", name, r)
			}
		}
	}
}

func TestTheJapaneseFilesCoverTheJapaneseScripts(t *testing.T) {
	for name, file := range map[string][]byte{"regular": For("ja").Regular, "bold": For("ja").Bold} {
		font, err := truetype.Parse(file)
		if err != nil {
			t.Errorf("%s does not parse: %v", name, err)
			continue
		}
		for _, r := range "aé 0–9 … 日記 効力感 挑戦 ストレス やってみた、。「」％" {
			if font.Index(r) == 0 {
				t.Errorf("%s has no glyph for %q", name, r)
			}
		}
	}
}
