package state

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"enactive/journal"
)

func marked(text, search string) string {
	var b strings.Builder
	end := 0
	for _, m := range Marks(text, search) {
		b.WriteString(text[end:m.From] + "[" + text[m.From:m.To] + "]")
		end = m.To
	}
	return b.String() + text[end:]
}

func TestHitsAreMarkedInTheText(t *testing.T) {
	for _, c := range []struct{ text, search, want string }{
		{"My first ten kilometres", "first", "My [first] ten kilometres"},
		{"My first ten kilometres", "TEN my", "[My] first [ten] kilometres"},
		{"Résumé for Ána", "resume ana", "[Résumé] for [Ána]"},
		{"Die Straße, lang", "straße", "Die [Straße], lang"},
		{"挑戦の日記", "日記", "挑戦の[日記]"},
		{"aaaa", "aa", "[aaaa]"},
		{"the Ⅺth", "x", "the [Ⅺ]th"},
		{"I don’t, ever", "don't", "I [don’t], ever"},
		{"Zu „Łódź“ hin", `"lodz"`, "Zu [„Łódź“] hin"},
		{"a mara\u00adthon ran", "marathon ran", "a [mara\u00adthon] [ran]"},
		{"\u200bæther", "a", "\u200b[æ]ther"},
		{"10\u00a0km, 2–3 h", "10 2-3", "[10]\u00a0km, [2–3] h"},
		{"Ｒｕｎ on", "run", "[Ｒｕｎ] on"},
		{"e\u0301te\u0301 ici", "ete", "[e\u0301te\u0301] ici"},
		{"nothing here", "xyz", "nothing here"},
		{"nothing asked", "", "nothing asked"},
	} {
		if got := marked(c.text, c.search); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.search, c.text, got, c.want)
		}
	}
}

func TestEveryMarkFoldsToASearchedWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.OneOf(rapid.Rune(), rapid.RuneFrom([]rune("abcdeosßẞæØłı’'„\"–-\u00ad\u200b\u00a0 Ａé\u0301日ς")))
		text := rapid.StringOfN(letters, 0, 40, 200).Draw(t, "text")
		search := rapid.OneOf(rapid.StringMatching(`[a-zé'"-]{1,3}( [a-z]{1,2})?`), rapid.StringOfN(letters, 1, 3, -1)).Draw(t, "search")
		words := strings.Fields(journal.Fold(search))
		found := len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(journal.Fold(text), w) })
		if marks := Marks(text, search); found && len(marks) == 0 {
			t.Fatalf("the search finds %q in %q, and nothing is marked", search, text)
		}
		end := 0
		for _, m := range Marks(text, search) {
			if m.From < end || m.To <= m.From || m.To > len(text) {
				t.Fatalf("the mark %v lies wrongly in %q", m, text)
			}
			end = m.To
			hit := journal.Fold(text[m.From:m.To])
			if !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(hit, w) }) {
				t.Fatalf("the mark %v of %q marks %q, in which nothing of %q is", m, text, hit, search)
			}
		}
	})
}

func TestALongTextIsCutAroundItsFirstHit(t *testing.T) {
	text := strings.Repeat("word ", 60) + "needle " + strings.Repeat("more ", 60)
	cut, marks := Around(text, "needle", 80)
	if !strings.HasPrefix(cut, "… ") || !strings.HasSuffix(cut, " …") || len(marks) != 1 || cut[marks[0].From:marks[0].To] != "needle" {
		t.Errorf("got %q with %v", cut, marks)
	}
	if cut, _ := Around("one\nline  only", "", 80); cut != "one line only" {
		t.Errorf("got %q", cut)
	}
}
