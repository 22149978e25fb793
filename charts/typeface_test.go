package charts

import (
	"bytes"
	"maps"
	"strings"
	"testing"

	"github.com/golang/freetype/truetype"
)

func TestEachCharacterIsSetInTheCutThatHasIt(t *testing.T) {
	western, japanese := fontsOf("en"), fontsOf("ja")
	for _, c := range []struct {
		text string
		main cutsOf
		want []run
	}{
		{"Zoë, Ω и Ж", western, []run{{western[0], "Zoë, Ω и Ж"}}},
		{"10 km 走った!", western, []run{{western[0], "10 km "}, {japanese[0], "走った"}, {western[0], "!"}}},
		{"Łódźで走った", japanese, []run{{western[0], "Łód"}, {western[0], "ź"}, {japanese[0], "で走った"}}},
		{"e\u0301 on\u00adly\u200d", western, []run{{western[0], "é only"}}},
	} {
		got := runsOf(c.main[0], c.text)
		if joined(got) != joined(c.want) {
			t.Errorf("%q is set as %q, want %q", c.text, joined(got), joined(c.want))
		}
		for _, r := range got {
			for _, char := range r.text {
				if r.cut.Index(char) == 0 {
					t.Errorf("%q: %q is set in a cut that lacks it", c.text, char)
				}
			}
		}
	}
}

func joined(runs []run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.text)
	}
	return b.String()
}

func TestAJapaneseChartIsSetWhateverTheLanguage(t *testing.T) {
	c, size := NewTrend(ratingsOf(12, 1), "ピアノ日記 und Übung"), Size{Width: 640, Height: 320, Heading: true}
	unset, err := CannotSet(c, size, Light())
	if err != nil || unset.Total() > 0 {
		t.Fatalf("%v cannot be set (%v)", unset, err)
	}
	other, err := CannotSet(NewTrend(ratingsOf(12, 1), "สวัสดี 🎹"), size, Light())
	if want := (Unset{"Thai": 6, "": 1}); err != nil || !maps.Equal(other, want) {
		t.Errorf("%v cannot be set (%v), want %v", other, err, want)
	}
	var b bytes.Buffer
	if err := SVG(&b, c, size, Light()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`aria-label="ピアノ日記 und Übung`, "<defs>", `<use xlink:href="#c0"`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the drawing lacks %q", want)
		}
	}
	if strings.Contains(b.String(), "font-family") || strings.Contains(b.String(), "<text") {
		t.Error("the drawing relies on a typeface of its reader")
	}
	if b.Len() > 100_000 {
		t.Errorf("the drawing has %d bytes", b.Len())
	}
}

func TestEveryGlyphOfTheTypefacesHasAnOutline(t *testing.T) {
	for name, f := range map[string]*truetype.Font{"western": fontsOf("en")[0], "bold": fontsOf("en")[1], "italic": fontsOf("en")[2], "japanese": fontsOf("ja")[0], "japanese bold": fontsOf("ja")[1]} {
		empty := 0
		for r := rune('!'); r <= 0xfffd; r++ {
			if f.Index(r) == 0 {
				continue
			}
			switch path := outlineOf(f, r); {
			case path == "":
				empty++
			case !strings.HasPrefix(path, "M") || !strings.HasSuffix(path, "Z"):
				t.Fatalf("%s: the outline of %q is %.40s", name, r, path)
			}
		}
		if empty > 60 { // blanks and marks without width
			t.Errorf("%s: %d characters have no outline", name, empty)
		}
	}
}
