package input

import "fyne.io/fyne/v2"

// SuggestedField is a field under which words are offered for what is typed.
type SuggestedField struct {
	Field
	// OnTyped is called after a person typed something or took an offered word; it may be nil.
	OnTyped func(text string)

	words *completion
	taken bool // a word is being put in
}

// NewSuggestedField creates an empty field; complete returns the words for the typed text.
func NewSuggestedField(complete func(typed string) []string) *SuggestedField {
	f := &SuggestedField{}
	f.ExtendBaseWidget(f)
	f.words = &completion{field: f, offer: func() []string { return complete(f.Text) }, take: f.take}
	f.OnChanged = func(text string) {
		if !f.taken {
			f.words.follow()
		}
		if f.OnTyped != nil {
			f.OnTyped(text)
		}
	}
	return f
}

func (f *SuggestedField) take(words string) {
	f.SetQuietly(words)
	f.CursorColumn = len([]rune(words))
	if f.OnTyped != nil {
		f.OnTyped(words)
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.Focus(f)
	}
}

// SetQuietly changes the text without calling OnTyped or offering anything.
func (f *SuggestedField) SetQuietly(text string) {
	typed := f.OnTyped
	f.taken, f.OnTyped = true, nil
	f.SetText(text)
	f.taken, f.OnTyped = false, typed
}
