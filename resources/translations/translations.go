// Package translations holds the languages of the window other than English: one file for each, in
// the format of go-i18n. The keys are the ids of journal/wording/english.json. Languages lists the
// languages, and Read reads the catalogue of one.
package translations

import "embed"

// files holds one file for each language, named by its code, such as de.json.
//
//go:embed *.json
var files embed.FS

// Language is a language of the window.
type Language struct {
	// Code is a code such as "de"; Name is what its speakers call it.
	Code, Name string
	// Decimal and Thousands are the separators in its numbers.
	Decimal, Thousands string
}

// Languages lists the languages in the order of the settings.
func Languages() []Language {
	return []Language{
		{"en", "English", ".", ","},
		{"de", "Deutsch", ",", "."},
		{"es", "Español", ",", "\u00a0"},
		{"fr", "Français", ",", "\u00a0"},
		{"pt", "Português", ",", "\u00a0"},
		{"ja", "日本語", ".", ","},
	}
}
