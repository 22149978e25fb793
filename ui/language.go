package ui

import (
	"cmp"
	"os"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"enactive/journal/wording"
	"enactive/resources/translations"
)

// speak has everything said in the language and the forms of the look from now on.
func (u *App) speak() {
	l := languageOf(cmp.Or(u.look.Language, u.system))
	choose(l.Code)
	v := wording.Voice{Language: l.Code, Decimal: l.Decimal, Thousands: l.Thousands, Days: u.look.Days}
	if l.Code != "en" { // English stands in the code, in both its forms
		v.Say = func(key, english string, values wording.V) string { return lang.X(key, english, values) }
		v.Count = func(key, english string, n int, values wording.V) string {
			return lang.XN(key, english, n, values)
		}
	}
	wording.Speak(v)
}

// systemLanguage is the language that the system is set to.
func systemLanguage() string { return strings.ToLower(lang.SystemLocale().LanguageString()) }

// languageOf is the language of the window for a code such as "de" or "de-AT"; English where
// the window does not speak it.
func languageOf(code string) translations.Language {
	all := translations.Languages()
	for _, l := range all {
		if main, _, _ := strings.Cut(code, "-"); main == l.Code {
			return l
		}
	}
	return all[0]
}

// choose has the toolkit look sentences up in a language. It asks the system's settings for
// the language each time a file is added, so these are what is set.
func choose(code string) {
	if all := os.Getenv("LC_ALL"); all != "" {
		// LC_ALL would win over the language, and says how letters are coded as well.
		os.Setenv("LC_CTYPE", all)
		os.Unsetenv("LC_ALL")
	}
	os.Setenv("LANGUAGE", code)
	os.Setenv("LC_MESSAGES", code)
	file, err := translations.Files.ReadFile(code + ".json")
	if err != nil { // English stands in the code
		code, file = "en", []byte("{}")
	}
	if err := lang.AddTranslations(fyne.NewStaticResource(code+".json", file)); err != nil {
		fyne.LogError("Reading the translation "+code, err)
	}
}
