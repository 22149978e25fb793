package state

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"enactive/journal"
	"enactive/journal/describe"
)

// Finder finds entries by a part of their heading, whatever was left out between its
// letters. It holds the headings as they were when it was made.
type Finder struct {
	entries  []*journal.Entry // the newest first
	headings []string         // folded
}

// NewFinder reads the headings of a journal; for 100,000 entries that takes a moment and
// belongs away from the interface's thread.
func NewFinder(j *journal.Journal) *Finder {
	f := &Finder{entries: j.Entries(journal.Query{Newest: true})}
	f.headings = make([]string, len(f.entries))
	for i, e := range f.entries {
		f.headings[i] = journal.Fold(describe.Heading(e))
	}
	return f
}

// Entries returns the entries whose heading matches best, most of them first, the newer one
// of two alike.
func (f *Finder) Entries(ctx context.Context, text string, most int) ([]*journal.Entry, error) {
	type hit struct{ at, score int }
	var hits []hit
	wanted := journal.Fold(text)
	for i, h := range f.headings {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if score, ok := match(h, wanted); ok {
			hits = append(hits, hit{i, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return b.score - a.score })
	var out []*journal.Entry
	for _, h := range hits[:min(most, len(hits))] {
		out = append(out, f.entries[h.at])
	}
	return out, nil
}

// Match says how well a text matches what was typed: every letter has to be there in this
// order. Letters at the beginning of words and next to each other count more, and what is
// long around them less.
func Match(text, typed string) (score int, ok bool) {
	return match(journal.Fold(text), journal.Fold(typed))
}

// match is Match for texts that are folded. It tries the letters next to each other first,
// as that is what people mean.
func match(text, typed string) (int, bool) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return 0, true
	}
	if at := strings.Index(text, typed); at >= 0 {
		score := 1000 - min(at, 200) - min(len(text), 200)/4
		if at == 0 || !wordy(before(text, at)) {
			score += 500
		}
		return score, true
	}
	score, last, first := 0, -2, true
	at := 0
	for _, r := range typed {
		if r == ' ' {
			first = true
			continue
		}
		found := next(text[at:], r, first)
		if found < 0 {
			return 0, false
		}
		here := at + found
		switch {
		case here == last:
			score += 12
		case here == 0 || !wordy(before(text, here)):
			score += 10
		default:
			score += 1
		}
		at = here + utf8.RuneLen(r)
		last, first = at, false
	}
	if score < 6*utf8.RuneCountInString(strings.ReplaceAll(typed, " ", "")) {
		return 0, false // the letters are there by chance
	}
	return score - min(len(text), 200)/20, true
}

// next finds a letter, at the beginning of a word where that is asked for and there is one.
func next(text string, r rune, atWord bool) int {
	if atWord {
		previous := ' '
		for i, c := range text {
			if c == r && !wordy(previous) {
				return i
			}
			previous = c
		}
	}
	return strings.IndexRune(text, r)
}

func before(text string, at int) rune {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return r
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// MatchWords reports whether one of several words or phrases, with commas between them, begins
// with what was typed, and how good that is beside Match.
func MatchWords(words, typed string) (score int, ok bool) {
	if typed = journal.Fold(strings.TrimSpace(typed)); typed == "" {
		return 0, false
	}
	for _, phrase := range strings.FieldsFunc(journal.Fold(words), func(r rune) bool { return r == ',' || r == '、' }) {
		if strings.HasPrefix(strings.TrimSpace(phrase), typed) {
			return 1200, true
		}
	}
	return 0, false
}
