// Package drafts stores the unsaved input of the window's forms: as drafts that are sealed in the
// journal and restored after a lock, an end or a crash.
package drafts

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"enactive/journal"
	"enactive/ui/state"
)

// Document is the unsaved content of a form. It holds the fields as typed, including those that
// cannot be parsed yet, such as half a date.
type Document struct {
	Of      string              `json:"of"`           // the form
	ID      string              `json:"id,omitempty"` // of what is changed; empty for what is new
	Type    journal.Type        `json:"type,omitempty"`
	Time    time.Time           `json:"time,omitzero"`
	Area    journal.AreaID      `json:"area,omitempty"`
	Texts   map[string]string   `json:"texts,omitempty"`
	Ratings map[string]*float64 `json:"ratings,omitempty"` // null is "not rated"
	Choices map[string]string   `json:"choices,omitempty"`
	// Lists are the contents of lists and token fields.
	Lists   map[string][]Item `json:"lists,omitempty"`
	Mastery string            `json:"mastery,omitempty"`
	// Answers are those to questions of one's own.
	Answers []journal.Answer `json:"answers,omitempty"`
	// Experiment is the try of an experiment that an entry is.
	Experiment journal.Try `json:"experiment,omitzero"`
	// Thens are the obstacles with if-then plans.
	Thens []journal.Obstacle `json:"thens,omitempty"`
	// Base is the entry as the form was opened with it, so that only what was changed since is saved.
	Base *journal.Entry `json:"base,omitempty"`
	// Files are the photos and files of the form, sealed and not attached yet.
	Files    []journal.PreparedID `json:"files,omitempty"`
	Color    int                  `json:"color,omitempty"`
	Archived bool                 `json:"archived,omitempty"`
}

// Item is an item of a list, with its tick.
type Item struct {
	Text string `json:"text"`
	On   bool   `json:"on,omitempty"`
}

// The forms of documents.
const (
	QuickForm = "quick entry"
	EntryForm = "entry"
	AreaForm  = "area"
	DayForm   = "day"
)

// ErrNoDraft reports a document that is not a draft of the form it was given to.
var ErrNoDraft = errors.New("this is no draft of this form")

// Bytes encodes the document.
func (d Document) Bytes() []byte {
	out, err := json.Marshal(d)
	if err != nil { // of texts, numbers and a time
		panic(fmt.Sprintf("drafts: a draft cannot be written: %T", err))
	}
	return out
}

// filesOf returns the files of a document of any form; none of what is no document.
func filesOf(doc []byte) []journal.PreparedID {
	d, err := Parse(doc)
	if err != nil {
		return nil
	}
	return d.Files
}

// Parse decodes a document of any form.
func Parse(doc []byte) (Document, error) {
	var d Document
	if err := json.Unmarshal(doc, &d); err != nil {
		return Document{}, ErrNoDraft
	}
	return d, nil
}

// ParseOf decodes a document of a form.
func ParseOf(doc []byte, form string) (Document, error) {
	d, err := Parse(doc)
	if err != nil || d.Of != form {
		return Document{}, ErrNoDraft
	}
	return d, nil
}

// List returns the items of a list. Earlier versions stored it as a text.
func (d Document) List(name string) ([]Item, bool) {
	if items, ok := d.Lists[name]; ok {
		return items, true
	}
	text, ok := d.Texts[name]
	if name == "people" || name == "tags" {
		text = strings.ReplaceAll(text, ",", "\n")
	}
	return oldItems(text), ok
}

// overcomeMark preceded obstacles that were overcome in the drafts of earlier versions.
const overcomeMark = "+"

// oldItems reads a list of an earlier version: one item a line.
func oldItems(text string) []Item {
	var items []Item
	for _, l := range state.Lines(text) {
		rest, on := strings.CutPrefix(l, overcomeMark)
		items = append(items, Item{Text: strings.TrimSpace(rest), On: on})
	}
	return items
}
