package ui

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"enactive/journal/saidtime"
	"enactive/journal/table"
	"enactive/journal/wording"
	"enactive/resources/translations"
)

// applyLanguage applies the chosen language and forms. The voice
// is made first, with a catalogue of its own, and then takes the place of the one before: what
// is being put into words elsewhere ends in the one or the other.
func (d display) applyLanguage() {
	v := voiceOf(languageOf(cmp.Or(d.chosen.Language, d.system)), d.chosen.Days)
	v.Fields = countryForm(v.Language, d.system)
	wording.Speak(v)
	if err := translateToolkit(); err != nil {
		fyne.LogError("The menus over text fields may be in another language", err)
	}
}

// countryForm is the form in which the country of the system's locale, such as "en-us", writes days in numbers, where its
// language alone does not say that; "" if the window speaks another language.
func countryForm(language, system string) wording.DayForm {
	if main, _, _ := strings.Cut(system, "-"); main != language {
		return wording.AsSpoken
	}
	order := saidtime.LocaleOf(func(string) string { return system }).Order
	switch {
	case order == table.MDY:
		return wording.MonthFirst
	case order == table.DMY && language == "en":
		return wording.DaySlashed
	}
	return wording.AsSpoken
}

// voiceOf returns the voice of a language, or an English one if its file cannot be read.
func voiceOf(l translations.Language, days wording.DayForm) wording.Voice {
	v := wording.Voice{Language: l.Code, Decimal: l.Decimal, Thousands: l.Thousands, Days: days}
	if l.Code == "en" { // English is in the code, in both its forms
		return v
	}
	catalogue, err := translations.Read(l.Code)
	if err != nil {
		fyne.LogError("The window speaks English", err)
		return wording.Voice{Language: "en", Days: days}
	}
	v.Say, v.Count = catalogue.Say, catalogue.Count
	return v
}

// systemLanguage is the language that the system is set to.
func systemLanguage() string { return strings.ToLower(lang.SystemLocale().LanguageString()) }

// languageOf returns the window's language for a code such as "de" or "de-AT"; English if there is
// no translation.
func languageOf(code string) translations.Language {
	all := translations.Languages()
	for _, l := range all {
		if main, _, _ := strings.Cut(code, "-"); main == l.Code {
			return l
		}
	}
	return all[0]
}
