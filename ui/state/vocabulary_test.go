package state

import (
	"fmt"
	"slices"
	"testing"

	"enactive/journal"
)

func TestWordsAreCompletedFoldedAndTheMostFrequentFirst(t *testing.T) {
	v := NewVocabulary([]string{"Ána", "Ána", "ana", "Banana", "Anatol", "Anatol", "Anatol", "Anatol", "aunt Ana", "", "  "})
	for _, c := range []struct {
		name, typed string
		taken       []string
		want        []string
	}{
		{"ana finds Ána, after what is more frequent", "ana", nil, []string{"Anatol", "Ána", "aunt Ana", "Banana"}},
		{"capitals and blanks around it do not matter", " ANA ", nil, []string{"Anatol", "Ána", "aunt Ana", "Banana"}},
		{"what is taken is not offered again", "ana", []string{"anatol"}, []string{"Ána", "aunt Ana", "Banana"}},
		{"nothing typed offers the most frequent", "", nil, []string{"Anatol", "Ána", "aunt Ana", "Banana"}},
		{"what nobody wrote finds nothing", "zoe", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := v.Complete(c.typed, c.taken, 10); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if got := v.Complete("a", nil, 2); len(got) != 2 {
		t.Errorf("%d words are offered, want the 2 that were asked for", len(got))
	}
}

func TestARoleIsOfferedOnceANameIsTyped(t *testing.T) {
	v := NewVocabulary([]string{"Ana (mentor)"})
	for _, c := range []struct {
		typed string
		want  []string
	}{
		{"an", []string{"Ana (mentor)"}},
		{"Ana (", []string{"Ana (mentor)", "Ana (peer)", "Ana (coach)", "Ana (supporter)"}},
		{"Bo", []string{"Bo (mentor)", "Bo (peer)", "Bo (coach)", "Bo (supporter)"}},
		{"Bo (co", []string{"Bo (coach)"}},
	} {
		if got := v.CompletePerson(c.typed, nil, 6); !slices.Equal(got, c.want) {
			t.Errorf("%q offers %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestAPersonIsReadAsItIsWritten(t *testing.T) {
	for _, p := range []journal.Person{{Name: "Ana"}, {Name: "Ana", Role: journal.Mentor}, {Name: "Bo (the tall one)"}, {Name: "Bo (the tall one)", Role: journal.Coach}} {
		if got := ReadPerson(PersonWords(p)); got != p {
			t.Errorf("%+v came back as %+v", p, got)
		}
	}
	if got := ReadPerson("Ana (MENTOR)"); got.Role != journal.Mentor || got.Name != "Ana" {
		t.Errorf("a role in capitals was read as %+v", got)
	}
	if got := ReadPerson("(coach)"); got.Name != "(coach)" {
		t.Errorf("a role without a name was read as %+v", got)
	}
}

func BenchmarkComplete(b *testing.B) {
	words := make([]string, 20000)
	for i := range words {
		words[i] = fmt.Sprintf("obstacle number %d on the way", i)
	}
	v := NewVocabulary(words)
	for b.Loop() {
		v.Complete("way", nil, 6)
	}
}
