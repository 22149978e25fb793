package typeface

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"github.com/golang/freetype/truetype"
)

// setting sets what a font of ours needs help with, in one cut. It belongs to a System, whose mutex its
// callers hold.
type setting struct {
	system *System
	font   *truetype.Font
	cut    int
	shaper shaping.HarfbuzzShaper
	faces  map[*font.Font]*font.Face
	// best is what was found for a character; nil for none.
	best map[wanted]*font.Face
}

// wanted is a character in a text of a region, where Chinese, Japanese and Korean differ.
type wanted struct {
	r      rune
	region string
}

// What asks for the picture of a character.
const (
	emoji    = "emoji" // as a region
	pictured = '\ufe0f'
	keycap   = '\u20e3'
)

// setting returns what sets texts in f. The caller holds the mutex.
func (s *System) setting(f *truetype.Font) *setting {
	if known := s.settings[f]; known != nil {
		return known
	}
	cut := max(indexOf(latin(), f), indexOf(japanese(), f), 0)
	made := &setting{system: s, font: f, cut: cut, faces: map[*font.Font]*font.Face{}, best: map[wanted]*font.Face{}}
	if s.settings == nil {
		s.settings = map[*truetype.Font]*setting{}
	}
	s.settings[f] = made
	return made
}

// Our own fonts once more, for the shaper.
var (
	latinShaped    = sync.OnceValue(func() [cuts]*font.Font { return parse(latin()) })
	japaneseShaped = sync.OnceValue(func() [cuts]*font.Font { return parse(japanese()) })
)

func parse(all family) (fonts [cuts]*font.Font) {
	for i, file := range all.files {
		f, err := parseShaped(file)
		if err != nil {
			panic("typeface: an embedded font cannot be shaped: " + err.Error())
		}
		fonts[i] = f
	}
	return fonts
}

// own returns our fonts as faces, that of the text first.
func (s *setting) own() []*font.Face {
	first, other := latinShaped, japaneseShaped
	switch {
	case indexOf(latin(), s.font) >= 0:
	case indexOf(japanese(), s.font) >= 0:
		first, other = other, first
	default:
		return nil // a font that is not ours
	}
	return []*font.Face{s.face(first()[s.cut]), s.face(other()[s.cut])}
}

// weight is that of the cut, as fonts number it.
func (s *setting) weight() float32 {
	if s.cut == Bold {
		return 700
	}
	return 400
}

// face returns a font in the weight of the text, if it can vary.
func (s *setting) face(f *font.Font) *font.Face {
	if known := s.faces[f]; known != nil {
		return known
	}
	face := font.NewFace(f)
	face.SetVariations([]font.Variation{{Tag: font.Tag('w'<<24 | 'g'<<16 | 'h'<<8 | 't'), Value: s.weight()}})
	s.faces[f] = face
	return face
}

// find returns the font of the system that suits a character best; nil if none has it.
func (s *setting) find(w wanted) *font.Face {
	if face, known := s.best[w]; known {
		return face
	}
	var faces []*systemFace
	for _, f := range s.system.list() {
		if f.mayHave(w.r) {
			faces = append(faces, f)
		}
	}
	cost := map[*systemFace]float64{}
	for _, f := range faces {
		cost[f] = s.cost(f, w)
	}
	slices.SortFunc(faces, func(a, b *systemFace) int {
		return cmp.Or(cmp.Compare(cost[a], cost[b]), cmp.Compare(a.name, b.name), cmp.Compare(a.file, b.file), cmp.Compare(a.index, b.index))
	})
	var found *font.Face
	for _, f := range faces {
		if read := s.system.load(f); read != nil {
			if face := s.face(read); has(face, w.r) {
				found = face
				break
			}
		}
	}
	s.best[w] = found
	return found
}

func has(f *font.Face, r rune) bool {
	g, ok := f.NominalGlyph(r)
	return ok && g != 0
}

// nameCosts are how little a font suits a running text, by what its name says.
var nameCosts = []struct {
	part string
	cost float64
}{
	{"lastresort", 9000}, {"unifont", 5000}, {"fallback", 5000}, {"mono", 500}, {"nastaliq", 300}, {"serif", 200},
	{"kufi", 150}, {"rashi", 300}, {"looped", 30}, {"music", 100}, {"math", 100}, {"display", 40}, {"color", 40}, {"ui", 10},
	{"slanted", 300}, {"supplement", 300}, {"noto", -20}, {"sans", -60},
}

// cost is how little a font suits a character.
func (s *setting) cost(f *systemFace, w wanted) float64 {
	cost := math.Abs(float64(f.aspect.Weight)-float64(s.weight())) + 300*math.Abs(float64(f.aspect.Stretch)-1)
	switch italic := f.aspect.Style == font.StyleItalic; {
	case italic && s.cut != Italic:
		cost += 400
	case !italic && s.cut == Italic:
		cost += 50
	}
	for _, n := range nameCosts {
		if strings.Contains(f.name, n.part) {
			cost += n.cost
		}
	}
	script := strings.ToLower(scriptName(w.r))
	if script != "" && strings.Contains(f.name, script) {
		cost -= 100
	}
	switch pictures := strings.Contains(f.name, "emoji"); {
	case pictures && (isPictured(w.r) || w.region == emoji):
		cost -= 2000
	case pictures:
		cost += 300
	}
	if strings.Contains(f.name, "cjk") {
		if w.region == "" {
			cost += 200
		} else if !strings.HasSuffix(f.name, w.region) {
			cost += 50
		}
	}
	return cost
}

// isPictured reports whether a character is in the blocks of emoji.
func isPictured(r rune) bool {
	return r >= 0x1f000 && r < 0x1fb00 || r >= 0x2600 && r < 0x27c0 || r >= 0x2b00 && r < 0x2c00
}

// scriptName is the name of the script of a character; "" if it is part of none or of several.
func scriptName(r rune) string {
	for _, name := range namedScripts {
		if unicode.Is(unicode.Scripts[name], r) {
			return name
		}
	}
	return ""
}

// namedScripts are those after which fonts are named.
var namedScripts = []string{
	"Arabic", "Hebrew", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam",
	"Sinhala", "Thai", "Lao", "Tibetan", "Myanmar", "Georgian", "Ethiopic", "Khmer", "Mongolian", "Armenian", "Cherokee",
	"Syriac", "Thaana",
}

// region says whose shapes the Chinese characters of a text have.
func region(text []rune) string {
	is := ""
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return "jp"
		case unicode.Is(unicode.Hangul, r):
			is = "kr"
		case is == "" && unicode.Is(unicode.Han, r):
			is = "sc"
		}
	}
	return is
}

// scriptOf is the script in which a cluster is shaped; Common for none of its own.
func scriptOf(text []rune) language.Script {
	for _, r := range text {
		if s := language.LookupScript(r); s.Strong() {
			return s
		}
	}
	return language.Common
}
