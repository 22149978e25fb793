package journal

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestLearnedWordsAreUndoneAndStored(t *testing.T) {
	j, _, _ := newTestJournal(t)
	learn := func(word string) {
		t.Helper()
		if err := j.LearnWord(t.Context(), word); err != nil {
			t.Fatal(err)
		}
	}
	learn(" spiccato ")
	learn("Détaché")
	learn("SPICCATO") // it is there
	if got, want := j.Words(), []string{"Détaché", "spiccato"}; !slices.Equal(got, want) {
		t.Fatalf("the words are %q, want %q", got, want)
	}
	for _, bad := range []string{"", " ", strings.Repeat("x", MaxWord+1)} {
		if err := j.LearnWord(t.Context(), bad); !errors.As(err, new(*FieldError)) {
			t.Errorf("learning %.20q: %v", bad, err)
		}
	}
	if err := j.ForgetWord(t.Context(), "spiccato"); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := j.Words(); len(got) != 2 {
		t.Errorf("after undoing there are %q", got)
	}
	for range 2 {
		if _, err := j.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := j.Words(); len(got) != 0 {
		t.Errorf("after undoing all there are %q", got)
	}
}
