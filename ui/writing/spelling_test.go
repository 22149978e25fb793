package writing

import (
	"context"
	"strings"
	"testing"

	"enactive/spelling"
)

func TestAChangeAddsItsWordsWithoutReadingAllOthersAgain(t *testing.T) {
	d, err := spelling.Read(strings.NewReader("SET UTF-8\n"), strings.NewReader("1\nbow\n"))
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	var waiting []func()
	s := &Spelling{Load: func() *spelling.Checker { return spelling.NewChecker(d) },
		Own: func() []string { read++; return []string{"Ana"} },
		Work: func(work func(context.Context) error, done func(error)) {
			waiting = append(waiting, func() { done(work(context.Background())) })
		}}
	settle := func() {
		for len(waiting) > 0 {
			next := waiting[0]
			waiting = waiting[1:]
			next()
		}
	}
	wrong := func(word string) bool {
		s.IsWrong(word)
		settle()
		return s.IsWrong(word)
	}
	s.load()
	s.Take([]string{"Mirko"}) // while the others are being read
	settle()
	for word, want := range map[string]bool{"bow": false, "Ana": false, "Mirko": false, "Ilse": true} {
		if wrong(word) != want {
			t.Errorf("%s: wrong is %t", word, !want)
		}
	}
	s.Take([]string{"Ilse Ashford"})
	if wrong("Ilse") || wrong("Ashford") || wrong("Ana") {
		t.Error("a name that a change brought is wrong, or an earlier one")
	}
	if read != 1 {
		t.Errorf("all words were read %d times, want once", read)
	}
}
