package translations

import (
	"strings"
	"testing"

	"github.com/golang/freetype/truetype"

	"enactive/resources/fonts"
)

// TestFontsHaveEveryCharacterOfTheLanguages looks up every character of every translation in the
// fonts for its language.
func TestFontsHaveEveryCharacterOfTheLanguages(t *testing.T) {
	for _, l := range Languages() {
		var said strings.Builder
		said.WriteString(l.Name)
		if l.Code != "en" {
			for _, value := range read(t, l.Code) {
				switch value := value.(type) {
				case string:
					said.WriteString(value)
				case map[string]any:
					for _, form := range value {
						said.WriteString(form.(string))
					}
				}
			}
		}
		files := fonts.For(l.Code)
		for cut, file := range map[string][]byte{"regular": files.Regular, "bold": files.Bold, "italic": files.Italic} {
			font, err := truetype.Parse(file)
			if err != nil {
				t.Fatal(err)
			}
			missing := map[rune]bool{}
			for _, r := range said.String() {
				if r != '\n' && font.Index(r) == 0 {
					missing[r] = true
				}
			}
			for r := range missing {
				t.Errorf("%s, %s: the font lacks %q (%U)", l.Name, cut, r, r)
			}
		}
	}
}

// TestEveryNameOfALanguageCanBeDrawnInEveryOther looks for the names, which are offered as their speakers write them, in our
// own fonts: in those of the language of the window, or in those behind them.
func TestEveryNameOfALanguageCanBeDrawnInEveryOther(t *testing.T) {
	for _, l := range Languages() {
		front, behind := parsed(t, fonts.For(l.Code).Bold), parsed(t, fonts.Fallback(l.Code).Bold)
		for _, other := range Languages() {
			for _, r := range other.Name {
				if front.Index(r) == 0 && behind.Index(r) == 0 {
					t.Errorf("a window in %s cannot show %q of %s", l.Name, r, other.Name)
				}
			}
		}
	}
}

func parsed(t *testing.T, file []byte) *truetype.Font {
	t.Helper()
	font, err := truetype.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	return font
}
