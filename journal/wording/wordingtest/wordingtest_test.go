package wordingtest

import (
	"testing"

	"enactive/journal/wording"
)

func TestWhatWasNotPutIntoWordsShows(t *testing.T) {
	SpeakMarked(t)
	for text, want := range map[string]string{
		wording.Say("Rising since {{.Day}}.", wording.V{"Day": 3}):                                 "",
		wording.Sentences(wording.Say("It is so."), wording.Count(2, "{{.N}} days")):               "",
		wording.Say("Rising since {{.Day}}.", wording.V{"Day": "May"}):                             "May",
		wording.Say("It is so.") + " " + "And so on.":                                              "Andsoon.",
		wording.Say("You have {{.Entries}}.", wording.V{"Entries": wording.Count(1, "n-entries")}): "",
	} {
		if got := Leak(text); got != want {
			t.Errorf("%q leaks %q, want %q", text, got, want)
		}
	}
}
