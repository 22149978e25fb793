package ui

import (
	"os"
	"testing"

	"fyne.io/fyne/v2/lang"

	"enactive/journal/wording"
	"enactive/resources/translations"
	"enactive/ui/page"
)

func TestAnUnknownLanguageIsEnglish(t *testing.T) {
	for code, want := range map[string]string{"": "en", "xx": "en", "en-GB": "en", "tlh": "en"} {
		if got := languageOf(code).Code; got != want {
			t.Errorf("for %q the window speaks %q, want %q", code, got, want)
		}
	}
}

func TestEnglishHasItsFormsForOneAndMany(t *testing.T) {
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	(&App{display: display{chosen: page.Appearance{Language: "en"}}}).display.applyLanguage()
	for n, want := range map[int]string{0: "0 entries", 1: "1 entry", 2: "2 entries", 1200: "1,200 entries"} {
		if got := wording.Count(n, "n-entries"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := wording.Say("day-area", wording.V{"Day": "Today", "Area": "R & D <1>"}); got != "Today · R & D <1>" {
		t.Errorf("got %q", got)
	}
}

// TestTheToolkitSpeaksAsTheWindowDoes looks at the words of the toolkit's own menus, on systems
// in languages that the window speaks and does not, that the toolkit speaks and does not.
func TestTheToolkitSpeaksAsTheWindowDoes(t *testing.T) {
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	for _, system := range []string{"en", "de_AT.UTF-8", "sv", "nl_NL", "pt_BR", "zh_CN", "fr:en"} {
		t.Setenv("LC_ALL", "en_US.UTF-8")
		t.Setenv("LANGUAGE", system)
		for _, c := range []struct{ code, cut, name string }{
			{"de", "Ausschneiden", "Name"}, {"ja", "切り取り", "名前"}, {"en", "Cut", "Name"}, {"fr", "Couper", "Nom"},
		} {
			(&App{display: display{chosen: page.Appearance{Language: c.code}}}).display.applyLanguage()
			if got := lang.L("Cut"); got != c.cut {
				t.Errorf("on a system in %s the window speaks %s, and the menu says %q, want %q", system, c.code, got, c.cut)
			}
			if got := lang.X("file.name", "Name"); got != c.name {
				t.Errorf("on a system in %s the window speaks %s, and the dialog says %q, want %q", system, c.code, got, c.name)
			}
		}
		if got := os.Getenv("LANGUAGE"); got != system {
			t.Errorf("the language of the environment has become %q, was %q", got, system)
		}
	}
}

func TestALanguageThatCannotBeReadIsEnglish(t *testing.T) {
	v := voiceOf(translations.Language{Code: "tlh", Decimal: ";", Thousands: ";"}, wording.DayDotted)
	if v.Language != "en" || v.Say != nil || v.Count != nil || v.Decimal != "" || v.Thousands != "" || v.Days != wording.DayDotted {
		t.Errorf("got %+v", v)
	}
}
