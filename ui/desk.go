package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/spelling"
	"enactive/ui/writing"
)

// makeDesk makes what the window offers for its texts.
func (w *mainWindow) makeDesk() *writing.Desk {
	w.desk = writing.NewDesk()
	w.desk.LookUp = func(word string) {
		w.closeSheets()
		w.openQuery(journal.Query{Text: word})
	}
	if w.spelling == nil {
		w.spelling = w.makeSpelling()
	}
	w.desk.Spelling = w.spelling
	return w.desk
}

// makeSpelling is the spelling in the person's languages; nil if no words are checked.
func (w *mainWindow) makeSpelling() *writing.Spelling {
	var sources []spelling.Source
	chosen := w.app.spellings()
	for _, s := range w.app.dictionaries() {
		if slices.Contains(chosen, s.Language) {
			sources = append(sources, s)
		}
	}
	if len(sources) == 0 {
		return nil
	}
	j := w.journal()
	s := &writing.Spelling{Work: w.app.tasks.Work, Own: func() []string { return ownWords(j) },
		Load: func() *spelling.Checker {
			var read []*spelling.Dictionary
			for _, s := range sources {
				if d, err := s.Open(); err == nil { // one that cannot be read is as good as none
					read = append(read, d)
				}
			}
			return spelling.NewChecker(read...)
		}}
	if w.journal().ReadOnly() == nil {
		s.Learn = w.learnWord
	}
	return s
}

// ownWords are right in every language: the learned words, and the names of areas, people and tags.
func ownWords(j *journal.Journal) []string {
	words := j.Words()
	for _, a := range j.Areas() {
		words = append(words, a.Name)
	}
	for _, p := range j.People("") {
		words = append(words, p.Name)
	}
	return append(words, j.Vocabulary(func(e *journal.Entry) []string { return e.Tags })...)
}

// manyChanged is how many entries a change may have before all words are read anew.
const manyChanged = 500

// followSpelling takes in the words that a change brought. The names of an entry that is gone are right
// until the journal is opened again: to know that nothing else has them would cost a walk through all.
func (w *mainWindow) followSpelling(c journal.Change) {
	if w.spelling == nil {
		return
	}
	if c.Words || len(c.Entries) > manyChanged { // a word may be unlearned; an import runs beside this thread
		w.spelling.Follow()
		return
	}
	j := w.journal()
	var words []string
	for _, id := range c.Areas {
		if a, ok := j.Area(id); ok {
			words = append(words, a.Name)
		}
	}
	for _, id := range c.Entries {
		if e, ok := j.Entry(id); ok {
			for _, p := range e.People {
				words = append(words, p.Name)
			}
			words = append(words, e.Tags...)
		}
	}
	if len(words) > 0 {
		w.spelling.Take(words)
	}
}

func (w *mainWindow) learnWord(word string) {
	j := w.journal()
	w.app.tasks.Work(func(ctx context.Context) error { return j.LearnWord(ctx, word) }, func(err error) {
		if err != nil {
			w.fail(err)
			return
		}
		w.toast(wording.Say("word-is-one-of-your-words", wording.V{"Word": word}), true)
	})
}

// dictionaries are those of the system. They are looked for at each use: they are few, and one that was
// installed meanwhile is there.
func (u *App) dictionaries() []spelling.Source { return spelling.Find(u.options.Dictionaries) }

// offSpelling is the preference of someone who wants no words to be checked.
const offSpelling = "off"

// spellings are the languages in which words are checked: the chosen ones, or else those of the window
// and of the system.
func (u *App) spellings() []string {
	switch chosen := u.app.Preferences().String(prefSpelling); chosen {
	case offSpelling:
		return nil
	case "":
		return spelling.For([]string{wording.Language(), lang.SystemLocale().String()}, u.dictionaries())
	default:
		return strings.Split(chosen, ",")
	}
}

// setSpellings chooses the languages in which words are checked.
func (w *mainWindow) setSpellings(languages []string) {
	chosen := strings.Join(languages, ",")
	if chosen == "" {
		chosen = offSpelling
	}
	w.app.app.Preferences().SetString(prefSpelling, chosen)
	w.spelling = w.makeSpelling()
	w.desk.Spelling = w.spelling
}
