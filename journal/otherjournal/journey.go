package otherjournal

import (
	"context"
	"io/fs"
	"strconv"
	"strings"
	"time"
)

const journeyName = "Journey"

// Journey reads an export of Journey: a zip file or folder with one JSON file for each entry.
func Journey(ctx context.Context, files fs.FS) (*Export, error) {
	s, err := open(ctx, files)
	if err != nil {
		return nil, err
	}
	e := &Export{List: "tags", Columns: []Column{{"id", Text}, {"time", Text}, {"title", Text}, {"note", Text}, {"favourite", Flag}, {"mood", Fact},
		{"place", Fact}, {"weather", Fact}, {"label", Fact}, {"music", Fact}, {"sentiment", More}, {"temperature", More}}}
	for _, name := range s.with(".json") {
		j, err := s.json(name)
		if err != nil {
			return nil, err
		}
		o := j.whole()
		if !isJourney(o) {
			if !s.isSingle() {
				e.note(OddFiles, name)
			}
			continue
		}
		if err := e.journey(name, o); err != nil {
			return nil, err
		}
	}
	if e.Len() == 0 {
		return nil, &Error{Kind: KindNotFound, Value: journeyName}
	}
	return e, nil
}

func isJourney(o object) bool {
	_, old := o.number("date_journal")
	_, text := o["text"]
	return (old || o.text("dateOfJournal") != "") && text
}

func (e *Export) journey(file string, o object) error {
	at, err := time.Parse(time.RFC3339, o.text("dateOfJournal"))
	if err != nil {
		millis, ok := o.number("date_journal")
		if !ok {
			return &Error{Kind: KindNoTime, File: file, Line: 1, Value: clip(o.text("dateOfJournal"))}
		}
		at = time.UnixMilli(millis)
	}
	if y := at.Year(); y < 0 || y > 9999 { // such a date has no text
		return &Error{Kind: KindNoTime, File: file, Line: 1, Value: o.text("date_journal")}
	}
	e.leaveOutRest(o, "id date_journal dateOfJournal date_modified updatedAt createdAt timezone text preview_text mood lat lon address label "+
		"sentiment favourite music_title music_artist photos attachments weather tags type version schemaVersion title location activity")
	for _, photo := range o.texts("photos") {
		e.note(Media, photo)
	}
	e.noteMany(Media, count(o.list("attachments")))
	text, pictures := plainText(o.text("text"))
	e.noteMany(Media, pictures)
	title, note := headingOf(strings.TrimSpace(text))
	if t := o.text("title"); t != "" {
		title, note = t, text
	}
	place := o.text("address")
	if place == "" {
		place = o.object("location").text("name")
	}
	weather := o.object("weather")
	return e.addText(file, 1, o.texts("tags"), o.text("id"), e.inZone(at, o.text("timezone"), false), title, note,
		yes(o.is("favourite")), given(o, "mood", 1, 100), place, weather.text("description"), o.text("label"),
		strings.Trim(o.text("music_artist")+" - "+o.text("music_title"), " -"), given(o, "sentiment", 1e-9, 100), given(weather, "degree_c", -200, 200))
}

// given is a number as text, if it is between the limits: Journey writes the largest number that
// there is, 0 or -1 where nothing is given.
func given(o object, name string, low, high float64) string {
	text := o.text(name)
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || x < low || x > high {
		return ""
	}
	return text
}
