package input

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/ui/focus"
	"enactive/ui/paint"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// TokenField takes several short texts, such as tags. What is typed becomes a token on a
// comma or Return, or when the keyboard leaves; Backspace at the beginning takes the last
// one out, and the arrows reach the others. Words that were used before are offered under it.
type TokenField struct {
	widget.BaseWidget
	// OnChanged is called after a person changed something; it may be nil.
	OnChanged func()
	// OnFocused is called when the keyboard comes to it, so that it can be brought into
	// sight; it may be nil.
	OnFocused func(fyne.CanvasObject)
	// Complete returns words for the typed text, without those that are taken; it may be nil.
	Complete func(typed string, taken []string) []string

	tokens   []*token
	entry    *tokenEntry
	words    *completion
	chosen   int // the token that the keyboard is on, len(tokens) in the text
	ground   *canvas.Rectangle
	focused  bool
	quiet    bool // while it is filled
	browsing bool // while words are asked for before anything is typed
}

// NewTokenField creates an empty field; placeholder is shown while it is empty.
func NewTokenField(placeholder string) *TokenField {
	f := &TokenField{ground: canvas.NewRectangle(color.Transparent)}
	f.entry = &tokenEntry{owner: f}
	f.entry.SetPlaceHolder(placeholder)
	f.entry.OnChanged = func(string) { f.typed() }
	f.entry.OnKey = f.key
	f.entry.OnSubmitted = func(string) { f.take(f.entry.Text) }
	f.entry.ExtendBaseWidget(f.entry)
	f.words = &completion{field: f.entry, offer: f.offer, take: func(words string) { f.put(words) }, first: true}
	f.ExtendBaseWidget(f)
	return f
}

// Tokens returns the texts; text that is not yet a token is the last.
func (f *TokenField) Tokens() []string {
	all := f.whole()
	if text := strings.TrimSpace(f.entry.Text); text != "" && !hasFolded(all, text) {
		all = append(all, text)
	}
	return all
}

func (f *TokenField) whole() []string {
	all := make([]string, 0, len(f.tokens)+1)
	for _, t := range f.tokens {
		all = append(all, t.text)
	}
	return all
}

// SetQuietly replaces all tokens without calling OnChanged.
func (f *TokenField) SetQuietly(texts []string) {
	f.quiet = true
	defer func() { f.quiet = false }()
	f.tokens = nil
	for _, t := range texts {
		f.append(t)
	}
	f.entry.SetText("")
	f.chosen = len(f.tokens)
	f.Refresh()
}

// Focusable is the part that takes the keyboard.
func (f *TokenField) Focusable() fyne.Focusable { return f.entry }

func hasFolded(all []string, text string) bool {
	return slices.ContainsFunc(all, func(s string) bool { return journal.Fold(s) == journal.Fold(text) })
}

func (f *TokenField) append(text string) {
	text = strings.TrimSpace(text)
	if text == "" || hasFolded(f.whole(), text) {
		return
	}
	var t *token
	t = newToken(text, func() { f.remove(slices.Index(f.tokens, t)) })
	f.tokens = append(f.tokens, t)
}

// take makes tokens of a text, one of each part.
func (f *TokenField) take(text string) { f.put(strings.FieldsFunc(text, isSeparator)...) }

// put adds texts as they are, and begins a new one.
func (f *TokenField) put(texts ...string) {
	f.words.leave()
	f.quiet = true
	for _, t := range texts {
		f.append(t)
	}
	f.entry.SetText("")
	f.quiet = false
	f.choose(len(f.tokens))
	f.changed()
}

// isSeparator reports whether a letter ends a token.
func isSeparator(r rune) bool { return strings.ContainsRune(",;\n，、；", r) }

func (f *TokenField) remove(i int) {
	if i < 0 || i >= len(f.tokens) {
		return
	}
	f.tokens = slices.Delete(f.tokens, i, i+1)
	f.choose(min(i, len(f.tokens)))
	f.changed()
}

func (f *TokenField) changed() {
	f.Refresh()
	if f.OnChanged != nil && !f.quiet {
		f.OnChanged()
	}
}

// typed runs after each change of the text.
func (f *TokenField) typed() {
	if f.quiet {
		return
	}
	f.choose(len(f.tokens))
	if strings.ContainsFunc(f.entry.Text, isSeparator) {
		f.take(f.entry.Text)
		return
	}
	f.words.follow()
	f.changed()
}

func (f *TokenField) offer() []string {
	typed := strings.TrimSpace(f.entry.Text)
	if f.Complete == nil || typed == "" && !f.browsing {
		return nil
	}
	offered := f.Complete(typed, f.whole())
	offered = offered[:min(maxOffered, len(offered))]
	if len(offered) > 0 && typed != "" && !hasFolded(offered, typed) && !hasFolded(f.whole(), typed) {
		offered = append(slices.Clone(offered), typed) // so that a new word needs no comma
	}
	return offered
}

// choose puts the keyboard on a token, or into the text.
func (f *TokenField) choose(i int) {
	f.chosen = i
	for k, t := range f.tokens {
		t.choose(f.focused && k == i)
	}
}

// key moves among the tokens and takes them out.
func (f *TokenField) key(e *fyne.KeyEvent) bool {
	inText := f.chosen >= len(f.tokens)
	atStart := f.entry.CursorColumn == 0 && f.entry.SelectedText() == ""
	switch {
	case e.Name == fyne.KeyDown && inText && f.entry.Text == "":
		f.browse()
	case e.Name == fyne.KeyBackspace && inText && atStart:
		f.remove(len(f.tokens) - 1)
		f.choose(len(f.tokens))
	case e.Name == fyne.KeyLeft && (!inText || atStart):
		f.choose(max(0, min(f.chosen, len(f.tokens))-1))
	case inText:
		return false
	case e.Name == fyne.KeyRight:
		f.choose(f.chosen + 1)
	case e.Name == fyne.KeyBackspace, e.Name == fyne.KeyDelete:
		f.remove(f.chosen)
	case e.Name == fyne.KeyEnd:
		f.choose(len(f.tokens))
	default:
		f.choose(len(f.tokens))
		return false
	}
	return true
}

// browse offers the most frequent words before anything is typed.
func (f *TokenField) browse() {
	f.browsing = true
	f.words.follow()
	f.browsing = false
}

func (f *TokenField) focus(on bool) {
	f.focused = on
	f.choose(len(f.tokens))
	if !on {
		f.words.leave()
		if strings.TrimSpace(f.entry.Text) != "" {
			f.take(f.entry.Text)
		}
	}
	f.paint()
	f.ground.Refresh()
	if on {
		scrolling.IntoView(f, f.OnFocused)
	}
}

// Tapped gives the keyboard to the text.
func (f *TokenField) Tapped(*fyne.PointEvent) { focus.Take(f.entry) }

func (f *TokenField) paint() {
	p := theme.Current()
	f.ground.FillColor, f.ground.StrokeColor, f.ground.StrokeWidth = p.Raised, p.Line, 1
	f.ground.CornerRadius = theme.Radius
	if f.focused {
		f.ground.StrokeColor = p.Accent
	}
}

// tokenEntry is the text in which the next token is typed.
type tokenEntry struct {
	Field
	owner *TokenField
}

// FocusGained and FocusLost follow the keyboard.
func (e *tokenEntry) FocusGained() { e.Field.FocusGained(); e.owner.focus(true) }
func (e *tokenEntry) FocusLost()   { e.Field.FocusLost(); e.owner.focus(false) }

// TypedShortcut makes tokens of several lines or words that are pasted.
func (e *tokenEntry) TypedShortcut(s fyne.Shortcut) {
	if paste, ok := s.(*fyne.ShortcutPaste); ok && paste.Clipboard != nil {
		if text := paste.Clipboard.Content(); strings.ContainsFunc(strings.TrimSpace(text), isSeparator) || len(text) > journal.MaxLine {
			e.owner.take(e.Text + text)
			return
		}
	}
	e.Field.TypedShortcut(s)
}

// CreateRenderer draws the tokens with the text after them.
func (f *TokenField) CreateRenderer() fyne.WidgetRenderer {
	f.paint()
	return paint.LaidOut(f, &tokenFieldRenderer{f: f})
}

// CreateRenderer draws the text without background and line, which the field around it has.
func (e *tokenEntry) CreateRenderer() fyne.WidgetRenderer {
	return paint.LaidOut(e, &bareRenderer{e.Field.CreateRenderer()})
}

type bareRenderer struct{ fyne.WidgetRenderer }

// Objects leaves out the ground and the line, which are the rectangles of the toolkit's field.
func (r *bareRenderer) Objects() []fyne.CanvasObject {
	return slices.DeleteFunc(slices.Clone(r.WidgetRenderer.Objects()), func(o fyne.CanvasObject) bool {
		_, is := o.(*canvas.Rectangle)
		return is
	})
}

type tokenFieldRenderer struct{ f *TokenField }

// place lays tokens and text out in rows of a width and returns the height; set puts them
// there.
func (r *tokenFieldRenderer) place(width float32, set bool) float32 {
	m, gap := 0.5*theme.Unit, 0.5*theme.Unit
	inner := max(width-2*m, 60)
	x, y, row := m, m, float32(0)
	next := func(size fyne.Size) fyne.Position {
		if x > m && x+size.Width > m+inner {
			x, y, row = m, y+row+gap, 0
		}
		at := fyne.NewPos(x, y)
		x, row = x+size.Width+gap, max(row, size.Height)
		return at
	}
	for _, t := range r.f.tokens {
		size := t.fit(inner)
		at := next(size)
		if set {
			t.Move(at)
			t.Resize(size)
		}
	}
	high := r.f.entry.MinSize().Height
	least := fyne.NewSize(min(inner, 140*theme.Scale()), high)
	at := next(least)
	if set {
		r.f.entry.Move(at)
		r.f.entry.Resize(fyne.NewSize(m+inner-at.X, high))
	}
	return y + row + m
}

func (r *tokenFieldRenderer) MinSize() fyne.Size {
	width := r.f.Size().Width
	if width == 0 {
		width = 400
	}
	return fyne.NewSize(160*theme.Scale(), r.place(width, false))
}

func (r *tokenFieldRenderer) Layout(s fyne.Size) {
	r.f.ground.Resize(s)
	r.place(s.Width, true)
}

func (r *tokenFieldRenderer) Refresh() {
	r.f.paint()
	r.Layout(r.f.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *tokenFieldRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.f.ground}
	for _, t := range r.f.tokens {
		objects = append(objects, t)
	}
	return append(objects, r.f.entry)
}
func (r *tokenFieldRenderer) Destroy() {}
