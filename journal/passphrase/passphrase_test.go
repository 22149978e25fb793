package passphrase

import (
	"bytes"
	"math"
	"reflect"
	"strings"
	"testing"

	"enactive/journal/describe"
)

func TestRatingsMatchTheCostOfGuessing(t *testing.T) {
	for _, c := range []struct {
		name, text  string
		worst, best Strength
		says        string
	}{
		{"nothing at all", "", TooShort, TooShort, "0 characters and needs at least 10"},
		{"one character", "x", TooShort, TooShort, "1 character and"},
		{"nine characters", "gT7#qLp2z", TooShort, TooShort, "9 characters and needs at least 10"},
		{"the commonest one, filled up", "password123", TooCommon, TooCommon, "many people choose"},
		{"the same in disguise", "P@ssw0rd2024", TooCommon, TooCommon, "many people choose"},
		{"the same from its end", "drowssap2024", TooCommon, TooCommon, "many people choose"},
		{"the same twice", "passwordpassword", TooCommon, TooCommon, "many people choose"},
		{"a line of keys", "qwertyuiop", TooCommon, TooCommon, "next to each other"},
		{"a line of keys of another country", "qsdfghjklmù", TooCommon, TooCommon, "next to each other"},
		{"columns of keys", "3edc4rfv5tgb", TooCommon, Weak, ""},
		{"zigzag over the keys", "5t6z7u8i9o", TooCommon, TooCommon, "next to each other"},
		{"the alphabet", "abcdefghijklm", TooCommon, TooCommon, "in sequence"},
		{"one character all along", "zzzzzzzzzzzzzzzz", TooCommon, TooCommon, "repeats itself"},
		{"three characters again and again", "xk4xk4xk4xk4xk4", TooCommon, TooCommon, "repeats itself"},
		{"a word again and again", "marzipan marzipan marzipan", TooCommon, Weak, ""},
		{"a long word of no list", "carpentering", TooCommon, TooCommon, "one word"},
		{"a club and a year", "manchester1999", TooCommon, TooCommon, "many people choose"},
		{"two days", "0101199031121999", Weak, Weak, ""},
		{"two words and a number", "kitchen table 7", Weak, Weak, "Another word or two"},
		{"three words", "seven quiet rivers", Weak, Fair, "One more word"},
		{"a disguised word with a sign and a number", "Tr0ub4dor&3", Weak, Fair, ""},
		{"a few drawn signs", "b7#km9!v4q", Fair, Fair, "15 characters or more"},
		{"four drawn words", "jelly better achieve collect", Good, Good, "Write it down"},
		{"seven drawn words", "jelly better achieve collect unaware mountain thought", Strong, Strong, "a million years"},
		{"twelve drawn signs", "x7#kQ9!vLp2z", Good, Strong, ""},
		{"a famous example", "correct horse battery staple", TooCommon, TooCommon, "many people choose"},
		{"a sentence of one's own", "my dog has fleas and sings", Good, Strong, ""},
		{"a sentence in another alphabet", "моя собака поёт по вечерам", Good, Strong, ""},
		{"a sentence without an alphabet", "秘密の日記を書くのは楽しい", Strong, Strong, ""},
	} {
		got := Meter(c.text)
		if got.Strength < c.worst || got.Strength > c.best {
			t.Errorf("%s: %q is %s with %.1f bits, want from %s to %s", c.name, c.text, got.Strength, got.Bits, c.worst, c.best)
		}
		if !strings.Contains(describe.Message(got.Finding), c.says) {
			t.Errorf("%s: the finding about %q is %q, want it to contain %q", c.name, c.text, describe.Message(got.Finding), c.says)
		}
		if got.Accepted() != (got.Strength >= Weak) {
			t.Errorf("%s: %s is accepted: %v", c.name, got.Strength, got.Accepted())
		}
	}
}

func TestEveryCommonPassphraseIsRefused(t *testing.T) {
	for text, place := range common() {
		long := text
		for len([]rune(long)) < MinCharacters {
			long += "1"
		}
		variants := []string{long, strings.ToUpper(long), strings.ToUpper(long[:1]) + long[1:], long + "!"}
		if long == text {
			variants = append(variants, long+"2025")
		}
		for _, p := range variants {
			if got := Meter(p); got.Accepted() {
				t.Errorf("%q, from number %d of the list, is accepted as %s with %.1f bits", p, place, got.Strength, got.Bits)
			}
		}
	}
}

func TestKeyboardsDoNotAffectTheRating(t *testing.T) {
	composed, apart := "caf\u00e9 am kanal", "cafe\u0301 am kanal"
	if Normalize(composed) != Normalize(apart) {
		t.Errorf("%q and %q are not the same after Normalize", composed, apart)
	}
	if a, b := Meter(composed), Meter(apart); !reflect.DeepEqual(a, b) {
		t.Errorf("got %+v and %+v for one text", a, b)
	}
	if got := Meter("ｐａｓｓｗｏｒｄ１２３"); got.Accepted() {
		t.Errorf("full-width letters make %q acceptable: %s", "password123", got.Strength)
	}
}

func TestAppendingTextDoesNotWeakenAPassphraseMuch(t *testing.T) {
	for _, p := range []string{"seven quiet rivers", "x7#kQ9!vLp2z", "my dog has fleas and sings", "Tr0ub4dor&3"} {
		before := Meter(p)
		for _, more := range []string{" zebra", "9", "!", " and then", "Q"} {
			if got := Meter(p + more); got.Bits < before.Bits-1e-9 {
				t.Errorf("%q has %.1f bits, and with %q appended %.1f", p, before.Bits, more, got.Bits)
			}
		}
	}
}

func TestFindingDoesNotRevealThePassphrase(t *testing.T) {
	for _, p := range []string{"seven quiet rivers", "jelly better achieve collect", "marzipan", "zanzibar1999"} {
		said := describe.Message(Meter(p).Finding)
		for _, part := range strings.Fields(p) {
			if strings.Contains(said, part) {
				t.Errorf("the finding about %q is %q, which contains a part of it", p, said)
			}
		}
	}
}

var hostile = map[string]string{
	"a million letters":         strings.Repeat("a", 1<<20),
	"bytes that are no text":    strings.Repeat("\xff\xfe", 1000),
	"letters that grow":         strings.Repeat("İẞ", 500),
	"many marks on one letter":  "a" + strings.Repeat("\u0301", 5000),
	"walks in every direction":  strings.Repeat("qazxswedcvfrtgbnhyujm", 200),
	"a number without an end":   strings.Repeat("1234567890", 1000),
	"zeros and spaces in turns": strings.Repeat("0 ", 3000),
}

func TestHostileTextsAreRated(t *testing.T) {
	for name, p := range hostile {
		got := Meter(p)
		if math.IsNaN(got.Bits) || math.IsInf(got.Bits, 0) || got.Bits < 0 {
			t.Errorf("%s: %v bits", name, got.Bits)
		}
	}
}

// No text may make its author wait.
func BenchmarkMeterOfHostileTexts(b *testing.B) {
	for name, p := range hostile {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				Meter(p)
			}
		})
	}
}

func TestSuggestedPassphrasesAreStrongAndDiffer(t *testing.T) {
	seen := map[string]bool{}
	for range 200 {
		p, err := Suggest(nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := Meter(p); got.Strength != Strong || seen[p] {
			t.Errorf("%q is %s with %.1f bits; drawn before: %v", p, got.Strength, got.Bits, seen[p])
		}
		seen[p] = true
	}
	if p, err := Suggest(bytes.NewReader(nil)); err == nil {
		t.Errorf("%q was drawn without randomness", p)
	}
}

func BenchmarkMeter(b *testing.B) {
	for b.Loop() {
		Meter("jelly better achieve collect unaware mountain thought")
	}
}

func FuzzMeter(f *testing.F) {
	for _, p := range []string{"", "seven quiet rivers", "P@ssw0rd2024", "1qaz2wsx", "İẞ\xff", "0101199031121999", "aaaaaaaaaaaaaa"} {
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, p string) {
		got := Meter(p)
		if math.IsNaN(got.Bits) || math.IsInf(got.Bits, 0) || got.Bits < 0 || describe.Message(got.Finding) == "" {
			t.Errorf("%q is %+v", p, got)
		}
		if got.Accepted() && got.Characters < MinCharacters {
			t.Errorf("%q has %d characters and is accepted", p, got.Characters)
		}
	})
}
