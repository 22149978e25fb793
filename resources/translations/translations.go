// Package translations owns the languages of the window: one file a language, as go-i18n reads
// it. The keys are the English sentences in the code, so that English itself has no file.
// Languages lists them, and Read makes the catalogue of one.
package translations

import "embed"

// files holds a file a language, named by its code, as de.json.
//
//go:embed *.json
var files embed.FS

// Language is a language of the window.
type Language struct {
	// Code is as in "de"; Name is what its speakers call it.
	Code, Name string
	// Latin is the name in Latin letters, for where the typeface has no others.
	Latin string
	// Decimal and Thousands stand in its numbers.
	Decimal, Thousands string
}

// Languages lists them in the order in which they are offered.
func Languages() []Language {
	return []Language{
		{"en", "English", "English", ".", ","},
		{"de", "Deutsch", "Deutsch", ",", "."},
		{"es", "Español", "Español", ",", "\u00a0"},
		{"fr", "Français", "Français", ",", "\u00a0"},
		{"pt", "Português", "Português", ",", "\u00a0"},
		{"ja", "日本語", "Nihongo", ".", ","},
	}
}
