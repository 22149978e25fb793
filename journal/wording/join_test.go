package wording

import "testing"

func TestJoiningInEnglish(t *testing.T) {
	for want, got := range map[string]string{
		"One is so. Two are not.":  Sentences("One is so.", "", "Two are not."),
		"a, b, c":                  List("a", "b", "", "c"),
		"Élan helped; so did two.": Clauses("élan helped", "so did two"),
		"":                         Capital(""),
		"+3":                       Signed(2.6, 0),
		"−1":                       Signed(-0.6, 0),
		"0":                        Signed(-0.4, 0),
		"−0.2":                     Minus(-0.21, 1),
		"7":                        Minus(7, 0),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestJoiningInOtherLanguages(t *testing.T) {
	t.Cleanup(func() { Speak(Voice{}) })
	Speak(Voice{Say: func(key, english string, values V) string {
		switch key {
		case "sentence-next-sentences":
			return fill("{{.Sentence}}{{.Next}}", values)
		case "items-next-list":
			return fill("{{.Items}}、{{.Next}}", values)
		}
		return fill(english, values)
	}})
	if got := Sentences("まだです。", "あと"+List("一", "二")+"。"); got != "まだです。あと一、二。" {
		t.Errorf("got %q", got)
	}
}
