package otherjournal

import (
	"context"
	"io/fs"
	"strings"
	"time"
)

const diariumName = "Diarium"

// Diarium reads an export of Diarium as JSON, a list of entries. Its times have no zone.
func Diarium(ctx context.Context, files fs.FS) (*Export, error) {
	s, err := open(ctx, files)
	if err != nil {
		return nil, err
	}
	e := &Export{List: "tags", Columns: []Column{{"time", Text}, {"title", Text}, {"note", Text}, {"people", Text}, {"rating", Fact}, {"weather", Fact}}}
	found := false
	for _, name := range s.with(".json") {
		j, err := s.json(name)
		if err != nil {
			return nil, err
		}
		if !isDiarium(j) {
			if !s.isSingle() {
				e.note(OddFiles, name)
			}
			continue
		}
		found = true
		err = j.each("", func(line int, _ string, value []byte) error { return e.diarium(name, line, value) })
		if err != nil {
			return nil, err
		}
	}
	if !found {
		return nil, &Error{Kind: KindNotFound, Value: diariumName}
	}
	return e.done(diariumName)
}

func isDiarium(j *jsonText) bool {
	if !j.isList() {
		return false
	}
	is := false
	stop := &Error{Kind: "stop"}
	_ = j.each("", func(_ int, _ string, value []byte) error {
		o, _ := objectOf(value)
		_, html := o["html"]
		_, heading := o["heading"]
		is = o.text("date") != "" && (html || heading)
		return stop
	})
	return is
}

func (e *Export) diarium(file string, line int, value []byte) error {
	o, ok := objectOf(value)
	if !ok {
		return &Error{Kind: KindNotEntry, File: file, Line: line, Value: clipBytes(value)}
	}
	e.leaveOutRest(o, "date heading html tags people rating weather")
	text, pictures := plainText(o.text("html"))
	e.noteMany(Media, pictures)
	return e.addText(file, line, o.texts("tags"), "", clockOf(o.text("date")), o.text("heading"), text,
		JoinItems(o.texts("people")), given(o, "rating", 1e-9, 100), o.text("weather"))
}

// clockOf cuts off fractions of a second; what is not such a time stays as it is.
func clockOf(text string) string {
	at, err := time.Parse("2006-01-02T15:04:05", strings.TrimSpace(text))
	if err != nil {
		return text
	}
	return at.Format("2006-01-02T15:04:05")
}
