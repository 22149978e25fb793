package spelling

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
)

func small(t testing.TB) *Dictionary {
	t.Helper()
	aff, err := os.ReadFile("testdata/small.aff")
	if err != nil {
		t.Fatal(err)
	}
	dic, err := os.ReadFile("testdata/small.dic")
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read(bytes.NewReader(aff), bytes.NewReader(dic))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWordsAreRightAsHunspellSays(t *testing.T) {
	d := small(t)
	for _, word := range strings.Fields("lucky unlucky luckyly luckylyish unluckyly Lucky LUCKY day days cities phones Haustür HAUSTÜR damn mph long-run berries day-days Haus-Tür") {
		if !d.IsRight(word) {
			t.Errorf("%q is wrong", word)
		}
	}
	for _, word := range strings.Fields("luckyish citys daies Mph berry Hausday alot fone undays türHaus foxo lucky-x") {
		if d.IsRight(word) {
			t.Errorf("%q is right", word)
		}
	}
}

func TestWordsAreSuggested(t *testing.T) {
	d := small(t)
	for wrong, want := range map[string]string{"fone": "phone", "lukcy": "lucky", "dayss": "days", "Dayd": "Days", "citeis": "cities", "unlucy": "unlucky"} {
		if got := d.Suggest(wrong, 5); !slices.Contains(got, want) {
			t.Errorf("for %q it suggests %q, want %q among them", wrong, got, want)
		}
	}
	if got := d.Suggest("dam", 5); slices.Contains(got, "damn") {
		t.Errorf("it suggests %q", got)
	}
}

func TestACheckerKnowsAllLanguagesAndTheOwnWords(t *testing.T) {
	other, err := Read(strings.NewReader("SET UTF-8\n"), strings.NewReader("1\nbonjour\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := NewChecker(small(t), other)
	c.SetOwn([]string{"Eli Ashford", "spiccato"})
	for _, word := range []string{"bonjour", "days", "Ashford", "Eli’s", "Spiccato", "NATO", "走った", "3rd", "x", "bonjour-days", "Ашфорд"} {
		if !c.IsRight(word) {
			t.Errorf("%q is wrong", word)
		}
	}
	for _, word := range []string{"bonjuor", "dais", "bonjour-dais"} {
		if c.IsRight(word) {
			t.Errorf("%q is right", word)
		}
	}
	if right, known := c.Known("bonjuor"); right || !known {
		t.Error("it does not remember a word")
	}
}

func TestDictionariesAreFoundAndChosen(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"de_DE", "en_GB", "en_US", "hyph_de"} {
		for _, end := range []string{".aff", ".dic"} {
			if err := os.WriteFile(dir+"/"+name+end, []byte("1\nx\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, end := range []string{".aff", ".dic"} {
		if err := os.Symlink("de_DE"+end, dir+"/de_AT"+end); err != nil {
			t.Fatal(err)
		}
	}
	all := Find([]string{"/nowhere", dir})
	var codes []string
	for _, s := range all {
		codes = append(codes, s.Language)
	}
	if want := []string{"de_DE", "en_GB", "en_US"}; !slices.Equal(codes, want) {
		t.Fatalf("found are %q, want %q", codes, want)
	}
	if got, want := For([]string{"en", "de_AT.UTF-8", "ja", "de"}, all), []string{"en_US", "de_DE"}; !slices.Equal(got, want) {
		t.Errorf("chosen are %q, want %q", got, want)
	}
	if got := For([]string{"en-GB"}, all); !slices.Equal(got, []string{"en_GB"}) {
		t.Errorf("chosen are %q for British English", got)
	}
	if d, err := all[0].Open(); err != nil || !d.IsRight("x") {
		t.Errorf("reading one: %v", err)
	}
}

// TestHostileDictionariesEnd gives what would take for ever if everything were tried.
func TestHostileDictionariesEnd(t *testing.T) {
	rules := "COMPOUNDFLAG C\nCOMPOUNDMIN 1\nBREAK 3\nBREAK a\nBREAK aa\nBREAK -\nSFX A Y 40\n" + strings.Repeat("SFX A 0 a/A .\n", 40) + "PFX B Y 40\n" + strings.Repeat("PFX B 0 a/AB .\n", 40)
	d, err := Read(strings.NewReader(rules), strings.NewReader(strings.Repeat("a/ABC\n", 200_000)+"aa/ABC\nb/C\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := newSearch(d)
	if !s.isRight(strings.Repeat("a", 100) + "c") {
		t.Error("what could not be decided counts as wrong")
	}
	if s.steps > 2*maxSteps {
		t.Errorf("it looked %d times", s.steps)
	}
	d.Suggest(strings.Repeat("ab", 40)+"c", 5) // it ends
}

func FuzzRead(f *testing.F) {
	aff, _ := os.ReadFile("testdata/small.aff")
	dic, _ := os.ReadFile("testdata/small.dic")
	f.Add(aff, dic, "lucky")
	f.Add([]byte("SET UTF-8\nFLAG long\nAF 1\nAF AaBb\nSFX Aa Y 1\nSFX Aa 0 s ."), []byte("1\nx/1\n"), "xs")
	f.Fuzz(func(t *testing.T, aff, dic []byte, word string) {
		if d, err := Read(bytes.NewReader(aff), bytes.NewReader(dic)); err == nil {
			d.IsRight(word)
			d.Suggest(word, 3)
		}
	})
}
