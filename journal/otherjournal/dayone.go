package otherjournal

import (
	"context"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // so that every machine knows the zones of people
)

const dayOneName = "Day One"

// DayOne reads an export of Day One as JSON: the zip file, its folder, or a .json file of it. Its
// times are in UTC; with the zone of the entry they become those of the clock there.
func DayOne(ctx context.Context, files fs.FS) (*Export, error) {
	s, err := open(ctx, files)
	if err != nil {
		return nil, err
	}
	e := &Export{List: "tags", Columns: []Column{{"id", Text}, {"time", Text}, {"title", Text}, {"note", Text}, {"starred", Flag}, {"pinned", Flag},
		{"journal", Fact}, {"place", Fact}, {"weather", Fact}, {"activity", Fact}, {"temperature", More}}}
	journals := s.with(".json")
	if len(journals) == 1 { // the name of the only journal says nothing
		e.setRole("journal", Origin)
	}
	found := false
	for _, name := range journals {
		j, err := s.json(name)
		if err != nil {
			return nil, err
		}
		if !isDayOne(firstOf(j)) && !j.isEmptyDayOne() {
			if !s.isSingle() {
				e.note(OddFiles, name)
			}
			continue
		}
		found = true
		journal := strings.TrimSuffix(path.Base(name), path.Ext(name))
		err = j.each("entries", func(line int, _ string, value []byte) error { return e.dayOne(name, line, journal, value) })
		if err != nil {
			return nil, err
		}
	}
	if !found {
		return nil, &Error{Kind: KindNotFound, Value: dayOneName}
	}
	return e.done(dayOneName)
}

// firstOf is the first entry of a file.
func firstOf(j *jsonText) object {
	var first object
	stop := &Error{Kind: "stop"}
	_ = j.each("entries", func(_ int, _ string, value []byte) error {
		first, _ = objectOf(value) // nil if it is not one
		return stop
	})
	return first
}

func isDayOne(o object) bool { return o.text("creationDate") != "" && o.text("uuid") != "" }

func (j *jsonText) isEmptyDayOne() bool {
	w := j.whole()
	return string(w["entries"]) == "[]" && len(w["metadata"]) > 0
}

func (e *Export) dayOne(file string, line int, journal string, value []byte) error {
	o, ok := objectOf(value)
	if !ok {
		return &Error{Kind: KindNotEntry, File: file, Line: line, Value: clipBytes(value)}
	}
	at, err := time.Parse(time.RFC3339, o.text("creationDate"))
	if err != nil {
		return &Error{Kind: KindNoTime, File: file, Line: line, Value: clip(o.text("creationDate"))}
	}
	e.leaveOutRest(o, "creationDate timeZone text richText tags starred isPinned isAllDay location weather userActivity uuid "+
		"photos videos audios pdfAttachments modifiedDate duration editingTime")
	for _, kind := range []string{"photos", "videos", "audios", "pdfAttachments"} {
		for photo := range o.list(kind) {
			e.note(Media, mediaName(photo.Raw))
		}
	}
	when := e.inZone(at, o.text("timeZone"), o.is("isAllDay"))
	title, note := headingOf(dayOneText(o.text("text")))
	weather := o.object("weather")
	return e.addText(file, line, o.texts("tags"), o.text("uuid"), when, title, note,
		yes(o.is("starred")), yes(o.is("isPinned")), journal, placeOf(o.object("location")),
		weather.text("conditionsDescription"), o.object("userActivity").text("activityName"), weather.text("temperatureCelsius"))
}

// mediaName is the name of a photo's file in the export, or its identifier.
func mediaName(raw []byte) string {
	o, _ := objectOf(raw)
	name, kind := o.text("md5"), o.text("type")
	if kind == "" {
		kind = o.text("format")
	}
	switch {
	case name == "":
		return o.text("identifier")
	case kind == "":
		return name
	}
	return name + "." + kind
}

// inZone writes a moment as the clock showed it in a zone; a whole day is a date alone.
func (e *Export) inZone(at time.Time, zone string, wholeDay bool) string {
	loc, err := time.LoadLocation(zone)
	if zone == "" || zone == "Local" || err != nil {
		e.note(NoZone)
		return at.UTC().Format(time.RFC3339)
	}
	at = at.In(loc)
	if h, m, s := at.Clock(); wholeDay && h+m+s == 0 {
		return at.Format(time.DateOnly)
	}
	return at.Format(time.RFC3339)
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

func placeOf(o object) string {
	var parts []string
	for _, name := range []string{"userLabel", "placeName", "localityName", "administrativeArea", "country"} {
		if part := strings.TrimSpace(o.text(name)); part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

var (
	momentLink = regexp.MustCompile(`!\[[^\]\n]*\]\(dayone-moment:[^)\n]*\)`)
	escaped    = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
)

// dayOneText removes the links to photos, and the backslashes of Markdown outside of code.
func dayOneText(text string) string {
	lines := strings.Split(momentLink.ReplaceAllString(text, ""), "\n")
	code := false
	for i, line := range lines {
		if strings.HasPrefix(line, "```") {
			code = !code
		} else if !code {
			lines[i] = escaped.ReplaceAllString(line, "$1")
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// headingOf takes the heading with which a text begins as its title.
func headingOf(text string) (title, note string) {
	first, rest, _ := strings.Cut(text, "\n")
	if title = strings.TrimLeft(first, "#"); title == first || !strings.HasPrefix(title, " ") || len(first)-len(title) > 6 || len(title) > maxTitle {
		return "", text
	}
	return strings.TrimSpace(title), strings.TrimSpace(rest)
}
