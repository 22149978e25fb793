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

// Finder finds entries by some characters of their heading, in order but not necessarily
// adjacent. It searches the headings of the moment when it was created.
type Finder struct {
	entries  []*journal.Entry // the newest first
	headings []string         // folded
}

// NewFinder reads the headings of a journal. With 100,000 entries that takes long enough that
// it must not run on the interface's thread.
func NewFinder(j *journal.Journal) *Finder {
	f := &Finder{entries: j.Entries(journal.Query{Newest: true})}
	f.headings = make([]string, len(f.entries))
	for i, e := range f.entries {
		f.headings[i] = journal.Fold(describe.Heading(e))
	}
	return f
}

// Entries returns at most that many entries, the best match first; of two equal matches the
// newer comes first.
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

// Match rates how well a text matches the typed characters, which must all occur in this order.
// Characters at the beginning of words and adjacent ones raise the score; a longer text lowers
// it.
func Match(text, typed string) (score int, ok bool) {
	return match(journal.Fold(text), journal.Fold(typed))
}

// match is Match for folded texts. It tries adjacent characters first, because people usually
// type those.
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
		return 0, false // too scattered to be intended
	}
	return score - min(len(text), 200)/20, true
}

// next finds a character; with atWord it prefers one at the beginning of a word.
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

// MatchWords reports whether one of several comma-separated words or phrases begins with the
// typed text, with a score comparable to that of Match.
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
