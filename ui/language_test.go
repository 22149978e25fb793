package ui

import (
	"testing"

	"enactive/journal/wording"
	"enactive/ui/page"
)

func TestWhatTheWindowDoesNotSpeakIsEnglish(t *testing.T) {
	for code, want := range map[string]string{"": "en", "xx": "en", "en-GB": "en", "tlh": "en"} {
		if got := languageOf(code).Code; got != want {
			t.Errorf("for %q the window speaks %q, want %q", code, got, want)
		}
	}
}

func TestEnglishHasItsFormsForOneAndMany(t *testing.T) {
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	(&App{look: page.Appearance{Language: "en"}}).speak()
	for n, want := range map[int]string{0: "0 entries", 1: "1 entry", 2: "2 entries", 1200: "1,200 entries"} {
		if got := wording.Count(n, "{{.N}} entry", "{{.N}} entries"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := wording.Say("{{.Day}} · {{.Area}}", wording.V{"Day": "Today", "Area": "R & D <1>"}); got != "Today · R & D <1>" {
		t.Errorf("got %q", got)
	}
}
