package naming

import "testing"

func TestNamesThatLookAlikeHaveTheSameKey(t *testing.T) {
	for _, same := range [][]string{
		{"Café", "Cafe\u0301", "CAFÉ", "CAFE\u0301", " Café "},
		{"Half marathon", "half  marathon", "Half\u00a0marathon", "Half\tmarathon\n"},
		{"Ångström", "A\u030angstro\u0308m", "\u212bngström"},
		{"가족", "\u1100\u1161족"},
		{"ΌΣΟ", "όσο"},
		{"ΟΔΟΣ", "οδος", "οδοσ"},
		{"Straße", "STRASSE", "strasse"},
		{"Café", "Café\u200b", "Ca\u00adfé", "\ufeffCafé"},
	} {
		for _, name := range same[1:] {
			if Key(name) != Key(same[0]) {
				t.Errorf("%q and %q have two keys, want one", name, same[0])
			}
		}
	}
}

func TestNamesThatLookDifferentHaveDifferentKeys(t *testing.T) {
	for _, pair := range [][2]string{{"Café", "Cafe"}, {"Run", "Ruin"}, {"a b", "ab"}, {"Øre", "Ore"}} {
		if Key(pair[0]) == Key(pair[1]) {
			t.Errorf("%q and %q have one key, want two", pair[0], pair[1])
		}
	}
}
