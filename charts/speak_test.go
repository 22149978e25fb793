package charts

import (
	"testing"

	"enactive/journal/wording"
	"enactive/resources/translations"
)

// speak has all texts of a test in a language, and its theme in the typeface of that language.
func speak(t *testing.T, code string) {
	t.Helper()
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	for _, l := range translations.Languages() {
		if l.Code != code || code == "en" {
			continue
		}
		catalogue, err := translations.Read(code)
		if err != nil {
			t.Fatal(err)
		}
		wording.Speak(wording.Voice{Language: code, Decimal: l.Decimal, Thousands: l.Thousands, Say: catalogue.Say, Count: catalogue.Count})
	}
}
