package textedit

// edit is one change of a text.
type edit struct {
	at           place
	was, is      string
	before, then place // where the caret was and came to
	typed        bool  // a single character, with which the next one may be taken back
}

// maxEdits is how many edits are kept to be taken back.
const maxEdits = 2000

// history keeps the edits of a text.
type history struct {
	done, undone []edit
}

// add keeps an edit. What is typed in one go is taken back word by word.
func (h *history) add(e edit) {
	h.undone = nil
	if n := len(h.done); e.typed && n > 0 {
		last := &h.done[n-1]
		if last.typed && last.then == e.at && e.was == "" && !(endsInSpace(last.is) && !endsInSpace(e.is)) {
			last.is, last.then = last.is+e.is, e.then
			return
		}
	}
	if len(h.done) == maxEdits {
		h.done = h.done[1:]
	}
	h.done = append(h.done, e)
}

func endsInSpace(s string) bool {
	return s != "" && (s[len(s)-1] == ' ' || s[len(s)-1] == '\n')
}

// stop has the next character begin an edit of its own.
func (h *history) stop() {
	if n := len(h.done); n > 0 {
		h.done[n-1].typed = false
	}
}
