package page

import (
	"enactive/journal/optional"
	"enactive/ui/choose"
	"enactive/ui/drafts"
	"enactive/ui/input"
)

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

// read copies the fields into a draft.
func (f fields) read(d *drafts.Document) {
	d.Texts, d.Ratings, d.Choices, d.Lists = map[string]string{}, map[string]*float64{}, map[string]string{}, map[string][]drafts.Item{}
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
		d.Lists[name] = []drafts.Item{}
		for _, text := range t.Tokens() {
			d.Lists[name] = append(d.Lists[name], drafts.Item{Text: text})
		}
	}
	for name, l := range f.lists {
		d.Lists[name] = []drafts.Item{}
		for _, i := range l.Items() {
			d.Lists[name] = append(d.Lists[name], drafts.Item(i))
		}
	}
}

// fill copies a draft into the fields. Fields that are not in the draft do not change.
func (f fields) fill(d drafts.Document) {
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

func (f fields) fillLists(d drafts.Document) {
	for name, t := range f.tokens {
		if items, ok := d.List(name); ok {
			var texts []string
			for _, i := range items {
				texts = append(texts, i.Text)
			}
			t.SetQuietly(texts)
		}
	}
	for name, l := range f.lists {
		if items, ok := d.List(name); ok {
			var lines []input.ListItem
			for _, i := range items {
				lines = append(lines, input.ListItem(i))
			}
			l.SetQuietly(lines)
		}
	}
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
