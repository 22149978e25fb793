package page

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/ui/choose"
	"enactive/ui/input"
)

// draft is what stands in a form and is not saved. It holds the fields as they were typed,
// also what cannot be read yet, such as half a date.
type draft struct {
	Of      string              `json:"of"`
	ID      string              `json:"id,omitempty"` // of what is changed; nothing for what is new
	Type    journal.Type        `json:"type,omitempty"`
	Time    time.Time           `json:"time,omitzero"`
	Area    journal.AreaID      `json:"area,omitempty"`
	Texts   map[string]string   `json:"texts,omitempty"`
	Ratings map[string]*float64 `json:"ratings,omitempty"` // null is "not rated"
	Choices map[string]string   `json:"choices,omitempty"`
	// Lists are what stands in lists and token fields.
	Lists    map[string][]draftItem `json:"lists,omitempty"`
	Mastery  string                 `json:"mastery,omitempty"`
	Color    int                    `json:"color,omitempty"`
	Archived bool                   `json:"archived,omitempty"`
}

// draftItem is an item of a list, with its tick.
type draftItem struct {
	Text string `json:"text"`
	On   bool   `json:"on,omitempty"`
}

// The forms that a draft can be of.
const (
	ofQuick = "quick entry"
	ofEntry = "entry"
	ofArea  = "area"
)

var errNoDraft = errors.New("this is no draft of this form")

// fields are those of a form by their names in drafts.
type fields struct {
	texts   map[string]*input.Field
	areas   map[string]*input.TextArea
	times   map[string]*input.DateField
	ratings map[string]*choose.Rating
	choices map[string]*choose.Choice
	tokens  map[string]*input.TokenField
	lists   map[string]*input.ListField
}

// read fills a draft with what stands in the fields.
func (f fields) read(d *draft) {
	d.Texts, d.Ratings, d.Choices, d.Lists = map[string]string{}, map[string]*float64{}, map[string]string{}, map[string][]draftItem{}
	for name, t := range f.texts {
		d.Texts[name] = t.Text
	}
	for name, t := range f.areas {
		d.Texts[name] = t.Text()
	}
	for name, t := range f.times {
		d.Texts[name] = t.Text()
	}
	for name, r := range f.ratings {
		d.Ratings[name] = nil
		if v, ok := r.Value().Get(); ok {
			d.Ratings[name] = &v
		}
	}
	for name, c := range f.choices {
		d.Choices[name] = c.Chosen()
	}
	for name, t := range f.tokens {
		d.Lists[name] = []draftItem{}
		for _, text := range t.Tokens() {
			d.Lists[name] = append(d.Lists[name], draftItem{Text: text})
		}
	}
	for name, l := range f.lists {
		d.Lists[name] = []draftItem{}
		for _, i := range l.Items() {
			d.Lists[name] = append(d.Lists[name], draftItem(i))
		}
	}
}

// fill puts a draft into the fields. What the draft does not know stays.
func (f fields) fill(d draft) {
	for name, text := range d.Texts {
		if t := f.texts[name]; t != nil {
			t.Set(text)
		}
		if t := f.areas[name]; t != nil {
			t.SetQuietly(text)
		}
		if t := f.times[name]; t != nil && t.Text() != text {
			t.Set(text)
		}
	}
	for name, r := range f.ratings {
		if v, ok := d.Ratings[name]; ok && v == nil {
			r.SetQuietly(optional.Value[float64]{})
		} else if ok {
			r.SetQuietly(optional.Some(*v))
		}
	}
	for name, c := range f.choices {
		if word, ok := d.Choices[name]; ok {
			c.SetQuietly(word)
		}
	}
	f.fillLists(d)
}

func (f fields) fillLists(d draft) {
	for name, t := range f.tokens {
		if items, ok := d.list(name); ok {
			var texts []string
			for _, i := range items {
				texts = append(texts, i.Text)
			}
			t.SetQuietly(texts)
		}
	}
	for name, l := range f.lists {
		if items, ok := d.list(name); ok {
			var lines []input.ListItem
			for _, i := range items {
				lines = append(lines, input.ListItem(i))
			}
			l.SetQuietly(lines)
		}
	}
}

// list is a list of the draft; an earlier version kept it as a text.
func (d draft) list(name string) ([]draftItem, bool) {
	if items, ok := d.Lists[name]; ok {
		return items, true
	}
	text, ok := d.Texts[name]
	if name == "people" || name == "tags" {
		text = strings.ReplaceAll(text, ",", "\n")
	}
	return oldItems(text), ok
}

// listen calls changed after every change that a person makes in the fields.
func (f fields) listen(changed func()) {
	for _, t := range f.texts {
		before := t.OnChanged
		t.OnChanged = func(text string) {
			if before != nil {
				before(text)
			}
			changed()
		}
	}
	for _, t := range f.areas {
		t.OnChanged = changed
	}
	for _, t := range f.times {
		t.OnChanged = changed
	}
	for _, r := range f.ratings {
		r.OnChanged = changed
	}
	for _, c := range f.choices {
		c.OnChanged = changed
	}
	for _, t := range f.tokens {
		t.OnChanged = changed
	}
	for _, l := range f.lists {
		l.OnChanged = changed
	}
}

func (d draft) bytes() []byte {
	out, err := json.Marshal(d)
	if err != nil { // of texts, numbers and a time
		panic(fmt.Sprintf("page: a draft cannot be written: %T", err))
	}
	return out
}

func readDraft(doc []byte, of string) (draft, error) {
	var d draft
	if err := json.Unmarshal(doc, &d); err != nil || d.Of != of {
		return draft{}, errNoDraft
	}
	return d, nil
}

// Form is a page on which something is typed that takes the whole window.
type Form interface {
	Save()
	// Changed reports whether something was typed that is not saved.
	Changed() bool
	// Draft is what was typed and is not saved, nil where nothing was.
	Draft() []byte
	// Restore puts a draft of such a form back into it.
	Restore(doc []byte) error
	// Listen calls changed after every change that a person makes.
	Listen(changed func())
	Focus()
	Object() fyne.CanvasObject
}

// Reopen makes the form that a draft is of, with the draft in it. done is called when it is
// saved or left.
func Reopen(d *Desk, doc []byte, done func()) (Form, error) {
	var kept draft
	if err := json.Unmarshal(doc, &kept); err != nil {
		return nil, errNoDraft
	}
	var f Form
	if kept.Of == ofQuick { // of another copy: the quick entry has its own
		kept.Of, kept.Type, kept.Time = ofEntry, journal.Experience, d.Journal.Now()
		doc = kept.bytes()
	}
	switch kept.Of {
	case ofEntry:
		e := journal.Entry{Type: kept.Type, Time: kept.Time, Area: kept.Area}
		if old, ok := d.Journal.Entry(journal.EntryID(kept.ID)); ok {
			e = old.Clone()
			e.Type = kept.Type
		}
		f = NewEditor(d, e, done)
	case ofArea:
		a, _ := d.Journal.Area(journal.AreaID(kept.ID))
		f = NewAreaEditor(d, a.Clone(), done)
	default:
		return nil, errNoDraft
	}
	return f, f.Restore(doc)
}
