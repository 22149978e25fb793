package charts

import (
	"testing"

	"github.com/golang/freetype/truetype"

	"enactive/resources/fonts"
	"enactive/resources/translations"
)

func TestEachLanguageIsSetInItsFonts(t *testing.T) {
	name := func(f *truetype.Font) string { return f.Name(truetype.NameIDFontFullName) }
	for _, l := range translations.Languages() {
		files := fonts.For(l.Code)
		for cut, file := range [][]byte{files.Regular, files.Bold, files.Italic} {
			if got, want := name(fontsOf(l.Code)[cut]), name(mustParse(file)); got != want {
				t.Errorf("cut %d of %s is %q, want %q", cut, l.Name, got, want)
			}
		}
	}
}
