package entryview

import (
	"strings"

	"enactive/ui/spoken"
)

// Spoken is the row as a sentence.
func (r *EntryRow) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Label, Name: r.content.Sentence(), Active: -1}
}

// Spoken is the row as a sentence.
func (r *Row) Spoken() spoken.Object {
	c := r.content
	return spoken.Object{Role: spoken.Label, Name: told(c.Title, c.Kind, c.When, c.Numbers), Active: -1}
}

// Sentence is everything that the row shows, in the order of reading.
func (t EntryText) Sentence() string {
	return told(t.Title.Text, t.Kind, t.Day, t.Foot, t.Numbers, t.Words.Text)
}

func told(parts ...string) string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return strings.Join(all, ", ")
}

// Spoken is the number; its name is under it.
func (c *gaugeCell) Spoken() spoken.Object {
	return spoken.Object{Role: spoken.Label, Name: c.gauge.Number, Active: -1}
}
