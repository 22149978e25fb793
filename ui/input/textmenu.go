package input

import (
	"fyne.io/fyne/v2"

	"enactive/ui/focus"
	"enactive/ui/menu"
	"enactive/ui/writing"
)

// menu offers what can be done with the text.
func (a *TextArea) menu(at fyne.Position, byKey bool) {
	f, clipboard, desk := a.long, fyne.CurrentApp().Clipboard(), writing.At(a.long)
	selected, line, col := f.WordAtCaret()
	word := selected
	if word == "" {
		word, _, _ = writing.WordAt(line, col)
	}
	edits := writing.Edits{Undo: f.Undo, Redo: f.Redo, Word: word,
		Cut:       func() { f.TypedShortcut(&fyne.ShortcutCut{Clipboard: clipboard}) },
		Copy:      func() { f.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard}) },
		Paste:     func() { f.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard}) },
		SelectAll: func() { f.TypedShortcut(&fyne.ShortcutSelectAll{}) }}
	if !f.CanUndo() {
		edits.Undo = nil
	}
	if !f.CanRedo() {
		edits.Redo = nil
	}
	if selected == "" {
		edits.Cut, edits.Copy = nil, nil
	}
	a.withSuggestions(line, col, func(wrong *writing.Wrong) {
		edits.Wrong = wrong
		writing.Show(f, at, byKey, edits.Items(desk))
	})
}

// withSuggestions calls then with what can be done about the word at a column, nil if it is right.
func (a *TextArea) withSuggestions(line []rune, col int, then func(*writing.Wrong)) {
	word, from, to := writing.WordAt(line, col)
	if word == "" || a.ignored[word] || a.spelling == nil {
		then(nil)
		return
	}
	s := a.spelling
	s.Suggest(word, func(is bool, offered []string) {
		if !is {
			then(nil)
			return
		}
		wrong := &writing.Wrong{Offered: offered, Take: func(other string) { a.long.ReplaceInCaretLine(from, to, other) },
			Ignore: func() {
				if a.ignored == nil {
					a.ignored = map[string]bool{}
				}
				a.ignored[word] = true
				a.long.Refresh()
			}}
		if s.Learn != nil {
			wrong.Learn = func() { s.Learn(word) }
		}
		then(wrong)
	})
}

// checkSpelling begins to check the words.
func (a *TextArea) checkSpelling() {
	if a.spelling = writing.At(a.long).Spelling; a.spelling != nil {
		a.spelling.Watch(a.long)
	}
}

// misspelt are the words of a part of a paragraph that are known to be wrong.
func (a *TextArea) misspelt(paragraph []rune, from, to int) (wrong [][2]int) {
	if a.spelling == nil {
		return nil
	}
	writing.EachWord(paragraph, from, to, func(word string, from, to int) {
		if !a.ignored[word] && a.spelling.IsWrong(word) {
			wrong = append(wrong, [2]int{from, to})
		}
	})
	return wrong
}

// unused opens the menu, or passes a key on to the window.
func (a *TextArea) unused(e *fyne.KeyEvent) {
	if menu.Opens(e, a.long.IsShifted()) {
		a.byKey = true
		a.long.OpenMenu()
		a.byKey = false
		return
	}
	focus.PassOn(a.long, e)
}
