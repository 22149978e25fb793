package otherjournal

import (
	"context"
	"io/fs"
)

const miniDiariumName = "Mini Diarium"

// MiniDiarium reads an export of Mini Diarium or Mini Diary as JSON. Its entries are of days.
func MiniDiarium(ctx context.Context, files fs.FS) (*Export, error) {
	s, err := open(ctx, files)
	if err != nil {
		return nil, err
	}
	e := &Export{Columns: []Column{{"id", Text}, {"time", Text}, {"title", Text}, {"note", Text}}, List: "tags"}
	found := false
	for _, name := range s.with(".json") {
		j, err := s.json(name)
		if err != nil {
			return nil, err
		}
		if !isMiniDiarium(j) {
			if !s.isSingle() {
				e.note(OddFiles, name)
			}
			continue
		}
		found = true
		err = j.each("entries", func(line int, day string, value []byte) error {
			o, ok := objectOf(value)
			if !ok {
				return &Error{Kind: KindNotEntry, File: name, Line: line, Value: clipBytes(value)}
			}
			if day == "" {
				day = o.text("date")
			}
			e.leaveOutRest(o, "id date title text tags dateUpdated metadata")
			text, pictures := plainText(o.text("text"))
			e.noteMany(Media, pictures)
			return e.addText(name, line, o.texts("tags"), o.text("id"), day, o.text("title"), text)
		})
		if err != nil {
			return nil, err
		}
	}
	if !found {
		return nil, &Error{Kind: KindNotFound, Value: miniDiariumName}
	}
	return e.done(miniDiariumName)
}

func isMiniDiarium(j *jsonText) bool {
	application := j.whole().object("metadata").text("application")
	first := firstOf(j)
	_, updated := first["dateUpdated"]
	_, text := first["text"]
	return application == "Mini Diarium" || application == "Mini Diary" || updated && text
}
