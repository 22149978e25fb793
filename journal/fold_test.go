package journal

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestSearchFindsTypographicTextByKeyboardText(t *testing.T) {
	for _, c := range []struct{ typed, text string }{
		{"don't", "I don’t know"}, {"don’t", "I don't know"}, {"'so'", "‘so’"}, {"'so'", "‚so‘"},
		{`"yes"`, "“yes”"}, {`"yes"`, "„yes“"}, {`"yes"`, "«yes»"}, {"rock-n-roll", "rock‐n‑roll"},
		{"2-3", "2–3"}, {"a-b", "a—b"}, {"-5", "−5"},
		{"lodz", "Łódź"}, {"bjorn", "BJØRN"}, {"dokovic", "Đoković"}, {"strasse", "STRAẞE"}, {"straße", "STRASSE"},
		{"aether", "Æther"}, {"oeuvre", "Œuvre"}, {"isik", "ışık"}, {"istanbul", "İSTANBUL"}, {"σοφοσ", "σοφός"}, {"ΣΟΦΌΣ", "σοφός"},
		{"marathon", "mara\u00adthon"}, {"mara\u00adthon", "marathon"}, {"marathon", "mara\u200bthon"}, {"marathon", "mara\u2060thon"},
		{"10 km", "10\u00a0km"}, {"10 km", "10\u202fkm"}, {"run 10", "Ｒｕｎ　１０"}, {"カラオケ", "ｶﾗｵｹ"}, {"日記", "挑戦の日記"},
	} {
		text := Fold(c.text)
		for _, word := range strings.Fields(Fold(c.typed)) {
			if !strings.Contains(text, word) {
				t.Errorf("%q is not found in %q (%q in %q)", c.typed, c.text, word, text)
			}
		}
	}
}

func TestFoldPreservesDistinctLetters(t *testing.T) {
	for _, pair := range [][2]string{{"run", "ran"}, {"1", "7"}, {"a-b", "ab"}, {"it's", "its"}, {"は", "ひ"}, {"日", "本"}} {
		if Fold(pair[0]) == Fold(pair[1]) {
			t.Errorf("%q and %q are the same to a search", pair[0], pair[1])
		}
	}
}

// Marks in a text rely on it: they fold one character at a time.
func TestFoldOfATextIsTheFoldsOfItsCharacters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.RuneFrom([]rune("aßẞÆØłı’„«–\u00ad\u200b\u00a0Ａ日ς\u0301")))).Draw(t, "text")
		var b strings.Builder
		for _, r := range text {
			b.WriteString(Fold(string(r)))
		}
		folded := Fold(text)
		if b.String() != folded {
			t.Fatalf("%q folds to %q, its characters to %q", text, folded, b.String())
		}
		if Fold(folded) != folded {
			t.Fatalf("%q folds to %q, and that to %q", text, folded, Fold(folded))
		}
		if i := strings.IndexFunc(folded, func(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Cf) }); i >= 0 {
			t.Fatalf("%q contains invisible characters: %q", text, folded)
		}
	})
}
