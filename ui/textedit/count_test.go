package textedit

import "testing"

func TestWordsAreCountedInEveryScript(t *testing.T) {
	for text, want := range map[string]int{"": 0, "One": 1, "It's well-known – isn’t it?": 4, "Viele Wörter,\nzwei Zeilen": 4, "3.5 km": 2, "今日は走った。": 7} {
		if got, inCharacters := Words(text); got != want || inCharacters != (text == "今日は走った。") {
			t.Errorf("%q counts %d, in characters %v; want %d", text, got, inCharacters, want)
		}
	}
}
