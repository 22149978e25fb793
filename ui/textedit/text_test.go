package textedit

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// fixed measures every character as ten wide, and combining characters as zero.
func fixed() *measure {
	return newMeasure(func(s string) float32 {
		w := float32(0)
		for _, r := range s {
			if !joins(r) {
				w += 10
			}
		}
		return w
	})
}

func rowsOf(e *editor) []string {
	var all []string
	for n := range e.rows.total() {
		all = append(all, string(e.rows.runes(n)))
	}
	return all
}

func TestRowsBreakByTheRulesOfTheirWritingSystem(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width      float32
		want       []string
	}{
		{"an empty text is one row", "", 100, []string{""}},
		{"a text that fits is one row", "0123456789", 100, []string{"0123456789"}},
		{"words go to the next row whole", "one two three", 80, []string{"one two ", "three"}},
		{"spaces hang over the end", "one two   three", 70, []string{"one two   ", "three"}},
		{"a long word is broken", "0123456789abcdef", 100, []string{"0123456789", "abcdef"}},
		{"a long word begins its own row", "a 0123456789abcdef", 100, []string{"a ", "0123456789", "abcdef"}},
		{"lines are paragraphs", "a\n\nb\n", 100, []string{"a", "", "b", ""}},
		{"a hyphen ends a row", "twenty-one years", 80, []string{"twenty-", "one ", "years"}},
		{"a space that holds words together does", "one two\u00a0three", 90, []string{"one ", "two\u00a0three"}},
		{"a Japanese full stop stays with its sentence", "走った。歩いた。", 70, []string{"走った。歩い", "た。"}},
		{"no row begins with a mark of the letter before", "aaaae\u0301e\u0301", 50, []string{"aaaae\u0301", "e\u0301"}},
		{"a tab takes room", "a\tb", 50, []string{"a\t", "b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := rowsOf(newEditor(c.text, fixed(), c.width)); !slices.Equal(got, c.want) {
				t.Errorf("got rows %q, want %q", got, c.want)
			}
		})
	}
}

// pieces are the parts of random texts.
var pieces = []string{"a", "word ", "longer-word ", "\n", "  ", "é", "e\u0301", "。", "走", "👩\u200d🚀", "\t", "0123456789012345", ". ", "“", "’s "}

func randomText(t *rapid.T, label string, most int) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, most).Draw(t, label), "")
}

func randomPlace(t *rapid.T, label string, of *text) place {
	para := rapid.IntRange(0, len(of.paras)-1).Draw(t, label+" paragraph")
	return place{para, rapid.IntRange(0, len(of.paras[para])).Draw(t, label+" column")}
}

// A plain string is the model: after any sequence of edits, undos and redos the text equals the
// string, and its rows equal those of a new text with the same content.
func TestTheTextAndItsRowsAreRightAfterAnyEdits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := float32(rapid.IntRange(3, 60).Draw(t, "width") * 10)
		e := newEditor(randomText(t, "text", 40), fixed(), width)
		states := []string{e.text.String()}
		for range rapid.IntRange(1, 12).Draw(t, "edits") {
			before := e.text.String()
			e.move(randomPlace(t, "from", e.text), false, false)
			e.move(randomPlace(t, "to", e.text), false, rapid.Bool().Draw(t, "selecting"))
			s := e.selection()
			words := randomText(t, "words", 6)
			want := e.text.part(span{place{}, s.from}) + words + e.text.part(span{s.to, e.text.end()})
			e.replaceSelection(words, false)
			if got := e.text.String(); got != want {
				t.Fatalf("got text %q, want %q", got, want)
			}
			check(t, e)
			if want != before {
				states = append(states, want)
			}
		}
		for i := len(states) - 2; i >= 0; i-- {
			if !e.undo() || e.text.String() != states[i] {
				t.Fatalf("undone to %q, want %q", e.text.String(), states[i])
			}
			check(t, e)
		}
		for _, want := range states[1:] {
			if !e.redo() || e.text.String() != want {
				t.Fatalf("redone to %q, want %q", e.text.String(), want)
			}
			check(t, e)
		}
	})
}

// check compares the state of an editor with one computed from its text alone.
func check(t *rapid.T, e *editor) {
	t.Helper()
	if n := len(e.text.String()); e.text.bytes != n {
		t.Fatalf("the text counts %d bytes and has %d", e.text.bytes, n)
	}
	fresh := newRows(newText(e.text.String()), e.rows.m, e.rows.width)
	all := 0
	for para, begins := range fresh.begins {
		if !slices.Equal(e.rows.begins[para], begins) {
			t.Fatalf("paragraph %q has rows at %v, want %v", string(e.text.paras[para]), e.rows.begins[para], begins)
		}
		all += len(begins)
	}
	if e.rows.total() != all || len(e.rows.begins) != len(fresh.begins) {
		t.Fatalf("it counts %d rows, want %d", e.rows.total(), all)
	}
	for n := range all {
		from, _ := e.rows.bounds(n)
		if got := e.rows.rowOf(from, false); got != n {
			t.Fatalf("row %d begins at %v, which is in row %d", n, from, got)
		}
	}
}

func TestMovesAreReversibleAndReachEveryPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := newEditor(randomText(t, "text", 30), fixed(), 120)
		steps := 0
		for p := (place{}); p != e.text.end(); steps++ {
			next := e.right(p)
			if !p.before(next) {
				t.Fatalf("right of %v is %v", p, next)
			}
			if back := e.left(next); back != p {
				t.Fatalf("left of %v is %v, want %v", next, back, p)
			}
			if word := e.wordRight(p); !p.before(word) {
				t.Fatalf("the word right of %v ends at %v", p, word)
			}
			if word := e.wordLeft(next); !word.before(next) {
				t.Fatalf("the word left of %v begins at %v", next, word)
			}
			p = next
		}
		for range 3 * (e.rows.total() + 1) {
			e.vertical(1, false)
		}
		if e.caret != e.text.end() {
			t.Fatalf("going down ends at %v, want %v", e.caret, e.text.end())
		}
	})
}

func TestMovingDownKeepsTheColumn(t *testing.T) {
	e := newEditor("0123456789\n01\n0123456789", fixed(), 500)
	e.move(place{0, 8}, false, false)
	e.vertical(1, false)
	if e.caret != (place{1, 2}) {
		t.Errorf("the caret is at %v, want the end of the short line", e.caret)
	}
	if e.vertical(1, false); e.caret != (place{2, 8}) {
		t.Errorf("the caret is at %v, want the column that it came from", e.caret)
	}
}

func TestTypedTextIsUndoneByWords(t *testing.T) {
	e := newEditor("", fixed(), 500)
	for _, r := range "one two" {
		e.replaceSelection(string(r), true)
	}
	for _, want := range []string{"one ", ""} {
		if !e.undo() || e.text.String() != want {
			t.Errorf("undone to %q, want %q", e.text.String(), want)
		}
	}
	if e.undo() {
		t.Error("it undid more than was done")
	}
	for e.redo() {
	}
	if e.text.String() != "one two" {
		t.Errorf("redone to %q", e.text.String())
	}
}

func TestWords(t *testing.T) {
	e := newEditor("Don’t stop, twice.", fixed(), 500)
	for _, c := range []struct {
		col, from, to int
	}{{0, 0, 5}, {3, 0, 5}, {5, 0, 5}, {7, 6, 10}, {10, 6, 10}, {13, 12, 17}, {18, 17, 18}} {
		if got := e.wordAt(place{0, c.col}); got != (span{place{0, c.from}, place{0, c.to}}) {
			t.Errorf("the word at %d is %v, want %d to %d", c.col, got, c.from, c.to)
		}
	}
}

// prose returns a text that a person could have written.
func prose(letters int, lines bool) string {
	words := strings.Fields("I went out ran up the hill behind station and came back because it was late cold to say what really happened there")
	random := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for b.Len() < letters {
		b.WriteString(words[random.IntN(len(words))])
		switch n := random.IntN(60); {
		case lines && n == 0:
			b.WriteString(".\n")
		case n < 5:
			b.WriteString(". ")
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}
