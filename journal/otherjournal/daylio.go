package otherjournal

import (
	"context"
	"encoding/base64"
	"io/fs"
	"slices"
	"strings"
	"time"

	"enactive/journal/table"
)

const daylioName = "Daylio"

// Daylio reads an export of Daylio as CSV, in any of its layouts, or its backup, a .daylio file.
// Moods stay the words that they are.
func Daylio(ctx context.Context, files fs.FS) (*Export, error) {
	s, err := open(ctx, files)
	if err != nil {
		return nil, err
	}
	for _, name := range s.with(".daylio") {
		if o, ok := daylioBackup(s, name); ok {
			return readDaylioBackup(s, name, o)
		}
	}
	var e *Export
	for _, name := range s.with(".csv", ".tsv", ".txt") {
		raw, err := s.bytes(name, MaxFile)
		if err != nil {
			return nil, err
		}
		t, err := table.Read(ctx, strings.NewReader(string(raw)), table.Options{})
		if err != nil {
			if s.isSingle() {
				return nil, &Error{Kind: KindText, File: name, Err: err}
			}
			continue
		}
		c, ok := daylioLayout(t)
		if !ok {
			continue
		}
		if e != nil {
			return nil, &Error{Kind: KindTwice, File: name, Line: 1, Value: daylioName}
		}
		e = c.export
		if err := c.read(ctx, t, name); err != nil {
			return nil, err
		}
	}
	if e == nil {
		return nil, &Error{Kind: KindNotFound, Value: daylioName}
	}
	return e.done(daylioName)
}

// daylioColumns are the columns of a CSV file of Daylio, by their places; -1 is none.
type daylioColumns struct {
	export                                               *Export
	fullDate, date, year, clock, mood, list, title, note int
	more                                                 []int // others, such as scales
	nameless                                             []int // behind the header
}

// daylioLayout finds the columns of a layout; ok reports whether it is one of Daylio:
// full_date,date,weekday,time,mood,activities,note_title,note, with scales in newer versions and
// without full_date but with year in old ones.
func daylioLayout(t *table.Table) (c *daylioColumns, ok bool) {
	c = &daylioColumns{}
	places := map[string]*int{"full_date": &c.fullDate, "date": &c.date, "year": &c.year, "time": &c.clock, "mood": &c.mood,
		"activities": &c.list, "note_title": &c.title, "note": &c.note}
	for _, at := range places {
		*at = -1
	}
	c.export = &Export{Columns: []Column{{"time", Text}, {"title", Text}, {"note", Text}, {"mood", Fact}}, List: "activities"}
	for i, column := range t.Columns {
		name := strings.ToLower(strings.TrimSpace(column.Name))
		switch at := places[name]; {
		case at != nil && *at < 0:
			*at = i
		case name == "weekday": // the date says it
		case name == "":
			c.nameless = append(c.nameless, i)
		default:
			c.more = append(c.more, i)
			c.export.Columns = append(c.export.Columns, Column{column.Label, Fact})
		}
	}
	return c, c.mood >= 0 && c.clock >= 0 && c.list >= 0 && (c.fullDate >= 0 || c.year >= 0 && c.date >= 0)
}

func (c *daylioColumns) read(ctx context.Context, t *table.Table, file string) error {
	for row, err := range t.Rows(ctx) {
		if err != nil {
			bad, ok := err.(*table.Error)
			if !ok {
				return err
			}
			return &Error{Kind: KindText, File: file, Line: bad.Line, Err: bad}
		}
		at := func(i int) string {
			if i < 0 || i >= len(row.Cells) {
				return ""
			}
			return strings.TrimSpace(strings.Clone(row.Cells[i].Text))
		}
		for _, i := range c.nameless {
			if at(i) != "" {
				return &Error{Kind: KindText, File: file, Line: row.Line, Err: &table.Error{Kind: table.KindLongRow, Line: row.Line, Value: clip(at(i))}}
			}
		}
		note, _ := plainText(at(c.note))
		more := []string{at(c.mood)}
		for _, i := range c.more {
			more = append(more, at(i))
		}
		when := c.when(at)
		if when == "" {
			return &Error{Kind: KindNoTime, File: file, Line: row.Line}
		}
		if err := c.export.addText(file, row.Line, table.SplitList(at(c.list), "|"), "", when, at(c.title), note, more...); err != nil {
			return err
		}
	}
	return nil
}

// when is the date and the time of a row. In old layouts the year is apart from the day, which
// is written in the language of the phone: June 5 or 17. Februar.
func (c *daylioColumns) when(at func(i int) string) string {
	day := at(c.fullDate)
	if day == "" {
		if day = at(c.date); day == "" {
			return ""
		}
		if day[0] < '0' || day[0] > '9' {
			day += ","
		}
		day += " " + at(c.year)
	}
	return strings.TrimSpace(day + " " + at(c.clock))
}

// daylioBackup reads the JSON of a backup, which is written in base64.
func daylioBackup(s *source, name string) (o object, ok bool) {
	if !isDaylioBackup(s.head(name, 1000)) {
		return nil, false
	}
	raw, err := s.bytes(name, MaxFile)
	if err != nil {
		return nil, false
	}
	text := make([]byte, base64.StdEncoding.DecodedLen(len(raw)))
	n, err := base64.StdEncoding.Decode(text, slices.DeleteFunc(raw, func(c byte) bool { return c <= ' ' }))
	if err != nil {
		return nil, false
	}
	j, err := parseJSON(name, text[:n])
	if err != nil {
		return nil, false
	}
	o = j.whole()
	return o, len(o["dayEntries"]) > 0
}

// isDaylioBackup reports whether a file begins as an object of JSON in base64.
func isDaylioBackup(head string) bool {
	return (strings.HasPrefix(head, "ey") || strings.HasPrefix(head, "ew")) && !strings.ContainsAny(head, " .-_{")
}

// daylioMoods are the words of the five moods that Daylio begins with, in its own English.
var daylioMoods = []string{"rad", "good", "meh", "bad", "awful"}

func readDaylioBackup(s *source, name string, o object) (*Export, error) {
	e := &Export{Columns: []Column{{"time", Text}, {"title", Text}, {"note", Text}, {"mood", Fact}, {"mood_group", More}}, List: "activities"}
	moods, groups, tags := map[string]string{}, map[string]string{}, map[string]string{}
	for e := range o.list("customMoods") {
		mood, _ := objectOf(e.Raw)
		id, word := mood.text("id"), mood.text("custom_name")
		if n, ok := mood.number("predefined_name_id"); word == "" && ok && 1 <= n && int(n) <= len(daylioMoods) {
			word = daylioMoods[n-1]
		}
		if moods[id], groups[id] = word, mood.text("mood_group_id"); len(moods) > MaxRows {
			return nil, &Error{Kind: KindRows, File: name, Limit: MaxRows}
		}
	}
	for e := range o.list("tags") {
		tag, _ := objectOf(e.Raw)
		if tags[tag.text("id")] = tag.text("name"); len(tags) > MaxRows {
			return nil, &Error{Kind: KindRows, File: name, Limit: MaxRows}
		}
	}
	number := 0
	for entry := range o.list("dayEntries") {
		number++
		day, ok := objectOf(entry.Raw)
		if !ok {
			return nil, &Error{Kind: KindNotEntry, File: name, Line: 1, Value: clipBytes(entry.Raw)}
		}
		e.leaveOutRest(day, "id minute hour day month year datetime timeZoneOffset mood note note_title tags assets isFavorite")
		e.noteMany(Media, count(day.list("assets")))
		var activities []string
		for _, id := range day.texts("tags") {
			activities = append(activities, nameOf(tags, id))
		}
		when, ok := daylioTime(day)
		if !ok {
			return nil, &Error{Kind: KindNoTime, File: name, Line: number, Value: clipBytes(entry.Raw)}
		}
		note, _ := plainText(day.text("note"))
		mood := day.text("mood")
		if err := e.addText(name, number, activities, "", when, day.text("note_title"), note, nameOf(moods, mood), groups[mood]); err != nil {
			return nil, err
		}
	}
	if count(o.list("goals")) > 0 {
		e.leaveOut("goals")
	}
	return e.done(daylioName)
}

// nameOf is the name for an id, or the id if it has none.
func nameOf(names map[string]string, id string) string {
	if name := names[id]; name != "" {
		return name
	}
	return id
}

// daylioTime is the time of an entry by its clock; months count from 0.
func daylioTime(o object) (string, bool) {
	var n [5]int
	for i, name := range []string{"year", "month", "day", "hour", "minute"} {
		x, ok := o.number(name)
		if !ok || x < 0 || x > 9999 {
			return "", false
		}
		n[i] = int(x)
	}
	at := time.Date(n[0], time.Month(n[1]+1), n[2], n[3], n[4], 0, 0, time.UTC)
	if at.Year() != n[0] || int(at.Month()) != n[1]+1 || at.Day() != n[2] || at.Hour() != n[3] || at.Minute() != n[4] {
		return "", false
	}
	millis, ok := o.number("timeZoneOffset")
	if minutes := millis / 60_000; ok && -24*60 < minutes && minutes < 24*60 {
		at = time.Date(n[0], time.Month(n[1]+1), n[2], n[3], n[4], 0, 0, time.FixedZone("", int(minutes)*60))
		return at.Format(time.RFC3339), true
	}
	return at.Format("2006-01-02 15:04"), true
}
