package textedit

// edit is one change of a text.
type edit struct {
	at           place
	was, is      string
	before, then place // the caret before and after
	typed        bool  // a single character; the next one may join the same edit
}

// maxEdits is the maximum number of stored edits.
const maxEdits = 2000

// history stores the edits of a text.
type history struct {
	done, undone []edit
}

// add stores an edit. Text that is typed without a pause is undone word by word.
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

// stop makes the next character start a new edit.
func (h *history) stop() {
	if n := len(h.done); n > 0 {
		h.done[n-1].typed = false
	}
}
