package commandline

import (
	"errors"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/freetext"
	"enactive/journal/saidtime"
)

// fillText fills e from a text: a date before a colon in front, the title, the note and the tags.
// What flags say as well is refused, but for tags, which add up.
func (f *entryFlags) fillText(s *session, e *journal.Entry, text string) error {
	text, found, err := s.dateInFront(e, text, f.text("time") != nil)
	if err != nil {
		return err
	}
	if found && strings.TrimSpace(text) == "" && !f.any() {
		return misuse("nothing follows the date in front; write what you did behind the colon")
	}
	written := freetext.Split(text)
	for _, has := range []struct{ field, text string }{{"title", written.Title}, {"note", written.Note}} {
		if f.text(has.field) != nil && has.text != "" {
			return misuse("the text gives the entry its %s, and so does --%s; leave one out", has.field, has.field)
		}
	}
	if written.Title != "" {
		e.Title = written.Title
	}
	if written.Note != "" {
		e.Note = written.Note
	}
	e.Tags = slices.Clone(e.Tags)
	for _, name := range written.Tags {
		e.Tags = freetext.AddTag(e.Tags, name)
	}
	return nil
}

// dateInFront takes the date off a text such as "yesterday 21:00: Ran 8 km". timed is true if a
// flag gives the time.
func (s *session) dateInFront(e *journal.Entry, text string, timed bool) (rest string, found bool, err error) {
	const place = "the date in front of the text"
	r := s.timeReader(s.env.now().Location(), e.Type == journal.Plan)
	got, rest, found, err := r.Prefix(text)
	if wrong, ok := errors.AsType[*saidtime.Error](err); ok && !timed {
		_, ofTimes := r.Examples()
		return "", false, timeError(place, wrong.Text, err, dayOrTime, ofTimes)
	}
	switch {
	case !found || err != nil:
		return text, false, nil
	case timed:
		return "", false, misuse("the text begins with a date, and --time gives one too; leave one out")
	}
	e.Time, err = s.understood("time", strings.TrimSuffix(text, rest), got)
	return rest, true, err
}
