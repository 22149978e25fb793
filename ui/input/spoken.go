package input

import (
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal/wording"
	"enactive/ui/spoken"
)

// What these say to a screen reader. Fields are named by the text before them.

func (f *Field) Spoken() spoken.Object { return spoken.OfEntry(&f.Entry) }

// Spoken is the day with its name, under the field that it is typed into.
func (e *dateEntry) Spoken() spoken.Object {
	o := spoken.OfEntry(&e.Entry)
	o.Description = e.field.note.String()
	return o
}

// Children are the objects in it.
func (f *DateField) Children() []fyne.CanvasObject { return []fyne.CanvasObject{f.entry, f.note} }

// Spoken tells of the tokens, which are no fields of their own.
func (e *tokenEntry) Spoken() spoken.Object {
	f := e.owner
	o := spoken.OfEntry(&e.Entry)
	o.Description = strings.Join(f.whole(), ", ")
	if f.chosen < len(f.tokens) {
		o.News = f.tokens[f.chosen].text
	}
	return o
}

// Children are the objects in it.
func (f *TokenField) Children() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, t := range f.tokens {
		all = append(all, t)
	}
	return append(all, f.entry)
}

// Spoken is a token; pressing it takes it out.
func (t *token) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Button, Name: t.text, Description: wording.Say("remove"), Press: t.remove, Active: -1}
}

func (t *tick) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.CheckBox, Name: t.name(), Checkable: true, Checked: t.on, Press: func() { t.Tapped(nil) }, Active: -1}
}

func (h *rowHandle) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Button, Name: wording.Say("spoken-row-handle"), Description: wording.Say("spoken-row-keys"), Active: -1}
}

// Children are the objects in it.
func (d *dropdown) Children() []fyne.CanvasObject { return []fyne.CanvasObject{d.content} }

// Spoken is the words that are offered. The keyboard stays in the field, so the chosen one is read out.
func (l *wordList) Spoken() spoken.Object {
	o := spoken.Object{Role: spoken.List, Active: -1}
	for i, r := range l.rows {
		o.Parts = append(o.Parts, spoken.Part{Key: i, Object: spoken.Object{Role: spoken.ListItem, Name: r.words, Selectable: true, Selected: r.chosen,
			Place: i + 1, Of: len(l.rows), Press: r.tap, Active: -1},
			At: func() (fyne.Position, fyne.Size) { return r.Position(), r.Size() }})
		if r.chosen {
			o.News = r.words
		}
	}
	return o
}
