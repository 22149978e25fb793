package writing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"enactive/journal/wording"
	"enactive/ui/menu"
)

// Edits is what can be done with a text now. What is nil is shown as not possible.
type Edits struct {
	Undo, Redo, Cut, Copy, Paste, SelectAll func()
	// NoHistory is whether undoing and redoing are not in the menu: a field of the toolkit does not
	// say whether there is anything to undo.
	NoHistory bool
	// Secret is whether the text is hidden, so that it can be neither copied nor looked up.
	Secret bool
	// Word is the word to look up: the selection, or what the pointer or caret is on.
	Word string
}

// Items are the lines of the menu of a field.
func (e Edits) Items(d *Desk) []menu.Item {
	ctrl, shift := wording.Say("ctrl-key")+"+", wording.Say("shift-key")+"+"
	var items []menu.Item
	if !e.NoHistory {
		items = append(items, item(wording.Say("undo"), ctrl+"Z", e.Undo), item(wording.Say("redo"), ctrl+shift+"Z", e.Redo), menu.Separator())
	}
	if !e.Secret {
		items = append(items, item(wording.Say("cut"), ctrl+"X", e.Cut), item(wording.Say("copy"), ctrl+"C", e.Copy))
	}
	items = append(items, item(wording.Say("paste"), ctrl+"V", e.Paste), item(wording.Say("select-all"), ctrl+"A", e.SelectAll), menu.Separator())
	if !e.Secret {
		items = append(items, d.lookUp(e.Word)...)
	}
	return items
}

func item(label, key string, do func()) menu.Item {
	return menu.Item{Label: label, Key: key, Do: do, Disabled: do == nil}
}

// lookUp is the item that looks a word up in the entries, if there are words and entries.
func (d *Desk) lookUp(word string) []menu.Item {
	word = strings.Join(strings.Fields(word), " ")
	if d.LookUp == nil || word == "" || utf8.RuneCountInString(word) > longest {
		return nil
	}
	return []menu.Item{{Label: wording.Say("find-word-in-your-entries", wording.V{"Word": word}), Do: func() { d.LookUp(word) }}}
}

// longest is how many characters are looked up at most: more is not a word.
const longest = 80

// Reads are the lines of the menu of a text that is read: copying a part of it, what it is part of,
// and looking up a word in it. Copying all may be nil.
func Reads(d *Desk, copyPart, copyAll func(), word string) []menu.Item {
	items := []menu.Item{item(wording.Say("copy-this-text"), "", copyPart)}
	if copyAll != nil {
		items = append(items, item(wording.Say("copy-the-whole-entry"), "", copyAll))
	}
	return append(append(items, menu.Separator()), d.lookUp(word)...)
}

// WordAt returns the word around a place in a line of text, and where it is; it is empty if there is
// none.
func WordAt(line []rune, col int) (word string, from, to int) {
	col = min(max(col, 0), len(line))
	from, to = col, col
	for from > 0 && inWord(line, from-1) {
		from--
	}
	for to < len(line) && inWord(line, to) {
		to++
	}
	return string(line[from:to]), from, to
}

// inWord reports whether a character belongs to a word: letters and digits do, and a hyphen or an
// apostrophe between two of them.
func inWord(line []rune, i int) bool {
	if isLetter(line[i]) {
		return true
	}
	switch line[i] {
	case '-', '\'', '’', '\u2010', '\u2011', '\u00ad':
		return i > 0 && i+1 < len(line) && isLetter(line[i-1]) && isLetter(line[i+1])
	}
	return false
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }
