package words

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"math/bits"
	"slices"
	"strings"
	"testing"
)

// SentenceOf puts an error into words; describe_test.go sets it.
var SentenceOf func(error) string

// vectors are the published test vectors of 128 bits.
var vectors = []struct{ secret, words string }{
	{"00000000000000000000000000000000", "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"},
	{"7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f", "legal winner thank year wave sausage worth useful legal winner thank yellow"},
	{"80808080808080808080808080808080", "letter advice cage absurd amount doctor acoustic avoid letter advice cage above"},
	{"ffffffffffffffffffffffffffffffff", "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong"},
	{"77c2b00716cec7213839159e404db50d", "jelly better achieve collect unaware mountain thought cargo oxygen act hood bridge"},
	{"0460ef47585604c5660618db2e6a7e7f", "afford alter spike radar gate glance object seek swamp infant panel yellow"},
	{"eaebabb2383351fd31d703840b32e9e2", "turtle front uncle idea crush write shrug there lottery flower risk shell"},
	{"18ab19a9f54a9274f03e5209a2ac8a91", "board flee heavy tunnel powder denial science ski answer betray cargo cat"},
}

func secretOf(t *testing.T, text string) (s [Size]byte) {
	t.Helper()
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != Size {
		t.Fatalf("the vector %s does not have %d bytes", text, Size)
	}
	copy(s[:], b)
	return s
}

func TestListIsThatOfBIP39(t *testing.T) {
	sum := sha256.Sum256([]byte(english))
	if got, want := hex.EncodeToString(sum[:]), "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"; got != want {
		t.Errorf("english.txt has the SHA-256 %s, want %s", got, want)
	}
	if len(list()) != listSize || !slices.IsSorted(list()) {
		t.Fatalf("the list has %d words, sorted %v; want %d in order", len(list()), slices.IsSorted(list()), listSize)
	}
	seen := map[string]string{}
	for _, w := range list() {
		four := w[:min(len(w), shortest)]
		if other, twice := seen[four]; twice {
			t.Errorf("%s and %s begin with the same four letters", w, other)
		}
		seen[four] = w
	}
}

func TestPublishedVectorsAreEncodedAndDecoded(t *testing.T) {
	for _, v := range vectors {
		secret := secretOf(t, v.secret)
		if got := Encode(secret); got != v.words {
			t.Errorf("Encode(%s) = %q, want %q", v.secret, got, v.words)
		}
		got, err := Decode(v.words)
		if err != nil || got != secret {
			t.Errorf("Decode(%q) = %x, %v, want %s", v.words, got, err, v.secret)
		}
	}
}

func TestSecretsAreDecodedUnchanged(t *testing.T) {
	for range 2000 {
		var secret [Size]byte
		if _, err := rand.Read(secret[:]); err != nil {
			t.Fatal(err)
		}
		got, err := Decode(Encode(secret))
		if err != nil || got != secret {
			t.Fatalf("%x is decoded as %x, %v", secret, got, err)
		}
	}
}

func TestDecodeToleratesCommonWaysOfTyping(t *testing.T) {
	want := secretOf(t, vectors[4].secret)
	for name, text := range map[string]string{
		"in capitals":                      strings.ToUpper(vectors[4].words),
		"with blanks everywhere":           "  jelly   better\tachieve\n\ncollect unaware mountain thought\u00a0cargo oxygen act hood bridge \r\n",
		"with commas":                      strings.ReplaceAll(vectors[4].words, " ", ", "),
		"numbered, a line each":            "1. jelly\n2. better\n3. achieve\n4. collect\n5. unaware\n6. mountain\n7. thought\n8. cargo\n9. oxygen\n10. act\n11. hood\n12. bridge\n",
		"four letters each":                "jell bett achi coll unaw moun thou carg oxyg act hood brid",
		"five letters each":                "jelly bette achie colle unawa mount thoug cargo oxyge act hood bridg",
		"in full-width letters":            "ｊｅｌｌｙ better achieve collect unaware mountain thought cargo oxygen act hood bridge",
		"with hyphens between them":        strings.ReplaceAll(vectors[4].words, " ", "-"),
		"with a capital at each beginning": "Jelly Better Achieve Collect Unaware Mountain Thought Cargo Oxygen Act Hood Bridge",
	} {
		got, err := Decode(text)
		if err != nil || got != want {
			t.Errorf("%s: got %x, %v, want %x", name, got, err, want)
		}
	}
}

func TestErrorsNameTheWrongWordAndItsPlace(t *testing.T) {
	for _, c := range []struct {
		name, text string
		place      int
		near       string
		given      int
		says       string
	}{
		{"a letter too much", "jelly betterr achieve collect unaware mountain thought cargo oxygen act hood bridge", 2, "better", 12,
			`word 2, "betterr", is not in the list of recovery words; perhaps it is better`},
		{"two letters swapped in the last word", "jelly better achieve collect unaware mountain thought cargo oxygen act hood birdge", 12, "bridge", 12,
			`word 12, "birdge", is not in the list of recovery words; perhaps it is bridge`},
		{"a word like no other", "jelly better qqqqqqq collect unaware mountain thought cargo oxygen act hood bridge", 3, "", 12,
			`word 3, "qqqqqqq", is not in the list of recovery words; check it again`},
		{"three letters are too few", "jel better achieve collect unaware mountain thought cargo oxygen act hood bridge", 1, "jelly", 12,
			`perhaps it is jelly`},
		{"two letters begin many words", "je better achieve collect unaware mountain thought cargo oxygen act hood bridge", 1, "jealous", 12,
			`perhaps it is jealous, jeans or jelly`},
		{"eleven words", "jelly better achieve collect unaware mountain thought cargo oxygen act hood", 0, "", 11,
			"there are 11 words, and there should be 12 recovery words"},
		{"no word at all", " \n ", 0, "", 0, "there are 0 words, and there should be 12 recovery words"},
		{"two words have changed places", "better jelly achieve collect unaware mountain thought cargo oxygen act hood bridge", 0, "", 12,
			"they do not belong together"},
		{"another word of the list", "jelly better achieve collect unaware mountain thought cargo oxygen act hood bright", 0, "", 12,
			"they do not belong together"},
		{"letters of another alphabet", "желе better achieve collect unaware mountain thought cargo oxygen act hood bridge", 1, "", 12, "check it again"},
	} {
		got, err := Decode(c.text)
		wrong, ok := errors.AsType[*Error](err)
		if !ok {
			t.Errorf("%s: got %v, want an *Error", c.name, err)
			continue
		}
		if wrong.Place != c.place || wrong.Given != c.given || got != [Size]byte{} {
			t.Errorf("%s: got place %d of %d and secret %x, want place %d of %d and none", c.name, wrong.Place, wrong.Given, got, c.place, c.given)
		}
		if c.near != "" && !slices.Contains(wrong.Near, c.near) {
			t.Errorf("%s: got %q as the likely words, want %s among them", c.name, wrong.Near, c.near)
		}
		if !strings.Contains(SentenceOf(err), c.says) {
			t.Errorf("%s: got %q, want it to contain %q", c.name, SentenceOf(err), c.says)
		}
	}
}

func TestChecksumDetectsFifteenOfSixteenWrongWords(t *testing.T) {
	words := strings.Fields(vectors[5].words)
	caught := 0
	for _, other := range list() {
		slip := slices.Clone(words)
		slip[3] = other
		if _, err := Decode(strings.Join(slip, " ")); err != nil {
			caught++
		}
	}
	// Of 2,048 words in one place, a sixteenth fits by chance: 128, give or take 11.
	if missed := listSize - caught; missed < 75 || missed > 181 {
		t.Errorf("%d of %d replacements of a word are accepted, want about %d", missed, listSize, listSize/16)
	}
}

func TestHugeTextIsRejected(t *testing.T) {
	if _, err := Decode(strings.Repeat("zoo ", 1<<20)); err == nil {
		t.Error("four million letters were accepted as recovery words")
	}
}

func TestSuggestedWordsUseTheWholeList(t *testing.T) {
	got, err := Suggest(rand.Reader, 7)
	if err != nil || len(strings.Fields(got)) != 7 {
		t.Fatalf("Suggest(7) = %q, %v, want seven words", got, err)
	}
	many, err := Suggest(rand.Reader, 40_000)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, w := range strings.Fields(many) {
		if !Contains(w) {
			t.Fatalf("%q is not in the list", w)
		}
		seen[w]++
	}
	// Each word is drawn 19.5 times on average; the probability that one is missing is 7e-6.
	if len(seen) < listSize-1 {
		t.Errorf("40,000 draws used %d of %d words", len(seen), listSize)
	}
	for w, n := range seen {
		if n > 60 {
			t.Errorf("%s was drawn %d times in 40,000, want about 20", w, n)
		}
	}
}

func TestSuggestReturnsErrorsOfItsSource(t *testing.T) {
	if _, err := Suggest(bytes.NewReader([]byte{1, 2, 3}), 2); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v, want the error of the source", err)
	}
}

func TestBitsAtReadsAcrossBytes(t *testing.T) {
	b := []byte{0b1010_0101, 0b1100_0011, 0b1111_0000}
	for at, want := range map[int]int{0: 0b10100101110, 5: 0b10111000011, 13: 0b01111110000} {
		if got := bitsAt(b, at); got != want || bits.Len(uint(got)) > BitsPerWord {
			t.Errorf("from bit %d: got %011b, want %011b", at, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, v := range vectors {
		f.Add(v.words)
	}
	f.Add("1) abandon\nABAN")
	f.Fuzz(func(t *testing.T, text string) {
		secret, err := Decode(text)
		if err != nil {
			if secret != [Size]byte{} || SentenceOf(err) == "" || strings.ContainsAny(SentenceOf(err), "\n\r") {
				t.Errorf("the error comes with a secret, or its text is not one sentence: %q", err)
			}
			return
		}
		again, err := Decode(Encode(secret))
		if err != nil || again != secret {
			t.Errorf("%q is decoded again as %x, %v", text, again, err)
		}
	})
}
