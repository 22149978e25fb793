// Package fonts embeds the typeface of Enactive, Noto Sans, so that pictures and documents look
// the same on every machine and never use other fonts.
//
// The files are Noto Sans, and Noto Serif for long texts, as published by Google under the SIL Open Font License
// 1.1 (OFL.txt), unchanged. They cover Latin, Greek and Cyrillic. For Japanese there is Noto
// Sans JP under the same licence (OFL-NotoSansJP.txt), cut down to Latin, kana, the kanji of
// JIS X 0208 and symbols, without support for vertical text. A caller that needs other scripts must
// say so plainly, or fall back to a font of the system.
package fonts

import _ "embed"

// Family is the family name that the font files carry.
const Family = "Noto Sans"

//go:embed NotoSans-Regular.ttf
var regular []byte

//go:embed NotoSans-Bold.ttf
var bold []byte

//go:embed NotoSans-Italic.ttf
var italic []byte

//go:embed NotoSansJP-Regular.ttf
var japanese []byte

//go:embed NotoSansJP-Bold.ttf
var japaneseBold []byte

//go:embed NotoSerif-Regular.ttf
var serif []byte

// Serif returns Noto Serif, with the same scripts as Noto Sans, for writing long texts. It is shared: do
// not change it.
func Serif() []byte { return serif }

// Files are the TrueType files for a language. They are shared: do not change them.
type Files struct{ Regular, Bold, Italic []byte }

// For returns the files for a language by its code, such as "ja". Japanese type has no italics.
func For(language string) Files {
	if language == "ja" {
		return Files{japanese, japaneseBold, japanese}
	}
	return Files{regular, bold, italic}
}

// Fallback returns files with scripts that the files for a language lack.
func Fallback(language string) Files {
	if language == "ja" {
		return For("en")
	}
	return For("ja")
}
