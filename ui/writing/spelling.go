package writing

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"enactive/spelling"
)

// Spelling checks the words of the fields of a window away from the interface's thread, on which all of
// its methods are called. The dictionaries are read when the first field asks.
type Spelling struct {
	// Work runs something beside the interface's thread, then done on it.
	Work func(work func(context.Context) error, done func(error))
	// Load reads the dictionaries of the person's languages. It runs beside the interface's thread.
	Load func() *spelling.Checker
	// Own returns the words that are right besides those of the dictionaries. It runs there too.
	Own func() []string
	// Learn adds a word to the person's own.
	Learn func(word string)

	checker *spelling.Checker
	loading bool
	late    []string        // words that came while the others were read
	asked   map[string]bool // words that are asked for and not known yet
	working bool
	fields  []fyne.CanvasObject // are drawn again when more is known
}

// Watch draws a field again when more is known about its words, as long as it is in a window.
func (s *Spelling) Watch(field fyne.CanvasObject) {
	if !slices.Contains(s.fields, field) {
		s.fields = append(s.fields, field)
	}
	s.load()
}

func (s *Spelling) load() {
	if s.loading {
		return
	}
	s.loading = true
	var checker *spelling.Checker
	s.Work(func(context.Context) error {
		checker = s.Load()
		checker.SetOwn(s.Own())
		return nil
	}, func(error) {
		s.checker = checker
		checker.AddOwn(s.late)
		s.late = nil
		s.redraw()
	})
}

// Follow takes in all of the person's words anew, of which some may be gone.
func (s *Spelling) Follow() {
	if checker := s.checker; checker != nil {
		s.Work(func(context.Context) error { checker.SetOwn(s.Own()); return nil }, func(error) { s.redraw() })
	}
}

// Take adds to the person's words those that a change may have brought. The others are not gone
// through again, which would cost a walk through all entries for each that is saved.
func (s *Spelling) Take(words []string) {
	if s.loading && s.checker == nil {
		s.late = append(s.late, words...) // they may have been missed while the others were read
	} else if s.checker != nil && s.checker.AddOwn(words) {
		s.redraw()
	}
}

// IsWrong reports whether a word is known to be wrong. A word that is not known yet is looked up, and
// the fields are drawn again then.
func (s *Spelling) IsWrong(word string) bool {
	if s.checker == nil {
		return false
	}
	right, known := s.checker.Known(word)
	if !known {
		if s.asked == nil {
			s.asked = map[string]bool{}
		}
		s.asked[word] = true
		s.work()
	}
	return known && !right
}

// slice is how many words are looked up before the fields are drawn again.
const slice = 400

// work looks the words up that were asked for.
func (s *Spelling) work() {
	if s.working {
		return
	}
	s.working = true
	checker := s.checker
	// It begins once the field that asks is drawn, so that its words are looked up together.
	s.Work(func(context.Context) error { return nil }, func(error) {
		var words []string
		for w := range s.asked {
			if words = append(words, w); len(words) == slice {
				break
			}
		}
		for _, w := range words {
			delete(s.asked, w)
		}
		s.Work(func(ctx context.Context) error {
			for _, w := range words {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				checker.IsRight(w)
			}
			return nil
		}, func(error) {
			s.working = false
			s.redraw()
			if len(s.asked) > 0 {
				s.work()
			}
		})
	})
}

// redraw draws the fields again that are in a window, and forgets the others.
func (s *Spelling) redraw() {
	s.fields = slices.DeleteFunc(s.fields, func(o fyne.CanvasObject) bool {
		return fyne.CurrentApp().Driver().CanvasForObject(o) == nil
	})
	for _, o := range s.fields {
		o.Refresh()
	}
}

// mostOffered is how many words are offered in place of a wrong one.
const mostOffered = 5

// Suggest looks whether a word is wrong, and for the words that may be meant by it.
func (s *Spelling) Suggest(word string, then func(wrong bool, words []string)) {
	checker := s.checker
	if checker == nil {
		then(false, nil)
		return
	}
	if right, known := checker.Known(word); known && right {
		then(false, nil)
		return
	}
	var wrong bool
	var words []string
	s.Work(func(context.Context) error {
		if wrong = !checker.IsRight(word); wrong {
			words = checker.Suggest(word, mostOffered)
		}
		return nil
	}, func(error) { then(wrong, words) })
}
