package journal

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"enactive/journal/fault"
	"enactive/journal/naming"
	"enactive/journal/vault"
)

// learnedWord is a word that the person taught the spelling. Such words tell of a life, and stay in the
// journal; no export has them.
type learnedWord struct{ Word string }

type wordItem struct {
	learnedWord
	rec vault.RecordID
}

// MaxWords is the maximum number of learned words in a journal, and MaxWord that of the characters of
// one.
const (
	MaxWords = 5000
	MaxWord  = 80
)

// LearnWord stores a word as one undo step. A word that is there already changes nothing.
func (j *Journal) LearnWord(ctx context.Context, word string) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	if word = oneLine(word); word == "" {
		return &FieldError{Field: "word", Want: fault.Text("a-word")}
	}
	if utf8.RuneCountInString(word) > MaxWord {
		return tooLong("word", word, MaxWord)
	}
	if _, exists := j.wordItem(word); exists {
		return nil
	}
	if n := len(j.Words()); n >= MaxWords {
		return tooMany("words", n+1)
	}
	rec, err := j.vault.NewID()
	if err != nil {
		return fmt.Errorf("learning a word: %w", err)
	}
	return j.do(ctx, step{StepName: StepName{Kind: stepLearnWord}, edits: []edit{{rec: rec, after: &learnedWord{word}}}})
}

// ForgetWord removes a learned word as one undo step. A word that is not there changes nothing.
func (j *Journal) ForgetWord(ctx context.Context, word string) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	old, exists := j.wordItem(word)
	if !exists {
		return nil
	}
	return j.do(ctx, step{StepName: StepName{Kind: stepForgetWord}, edits: []edit{{rec: old.rec, before: &old.learnedWord}}})
}

// Words returns the learned words in alphabetical order.
func (j *Journal) Words() []string {
	j.mu.RLock()
	defer j.mu.RUnlock()
	all := make([]string, 0, len(j.words))
	for w := range maps.Values(j.words) {
		all = append(all, w.Word)
	}
	slices.SortFunc(all, func(a, b string) int { return strings.Compare(Fold(a), Fold(b)) })
	return all
}

func (j *Journal) wordItem(word string) (*wordItem, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	w, ok := j.words[naming.Key(word)]
	return w, ok
}

type wordDoc struct {
	Word string `cbor:"1,keyasint"`
}

func (w *learnedWord) encoded(c *codec) ([]byte, error) { return c.encode(docWord, wordDoc{w.Word}) }

func (c *codec) decodeWord(body []byte) (*learnedWord, error) {
	var d wordDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	return &learnedWord{d.Word}, nil
}
