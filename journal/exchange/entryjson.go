package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/jsonparts"
	"enactive/journal/naming"
	"enactive/journal/optional"
)

// EntryJSON returns the JSON object of one entry for encoding/json: the names of the CSV (area
// is the area's name), lists as arrays, obstacles as objects with text and overcome, people
// with name and role, empty values omitted.
func EntryJSON(j *journal.Journal, e *journal.Entry) any {
	area, _ := j.Area(e.Area)
	return entryObject{e, area.Name, measuresByID(j), triedIn(j.Experiments())}
}

func momentText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// ParseEntryJSON parses an object as EntryJSON writes it over base: a missing field has the
// value of base, and null, "" or [] empties it. Obstacles and people may also be texts,
// "[x] rain" and "Ana (mentor)". Times may lack the seconds, or the offset, which is then that
// of base.
//
// It is strict: an unknown field, a value of the wrong type, an area that j does not have, and
// an id that differs from base are a *journal.FieldError. Save validates the entry as a whole.
func ParseEntryJSON(data []byte, j *journal.Journal, base journal.Entry) (journal.Entry, error) {
	known := knownMeasures(j)
	e, area, err := parseEntry(data, journal.ZoneOf(base.Time, j.Now().Location()), base, func(name string) (*fileMeasure, bool) {
		m, ok := known[naming.Key(name)]
		return m, ok
	})
	if err != nil {
		return journal.Entry{}, err
	}
	if area != "" {
		existing, ok := j.AreaNamed(area)
		if !ok {
			return journal.Entry{}, &journal.FieldError{Field: "area", Value: area, Want: wantArea(j)}
		}
		e.Area = existing.ID
	}
	if e.Area == "" {
		return journal.Entry{}, &journal.FieldError{Field: "area", Want: wantArea(j)}
	}
	return e, nil
}

// ParseNewEntryJSON is ParseEntryJSON for a locked journal: it returns the name of the area
// without looking it up. Times without an offset are in loc. Values of measures are refused.
func ParseNewEntryJSON(data []byte, loc *time.Location, base journal.Entry) (e journal.Entry, area string, err error) {
	return parseEntry(data, loc, base, func(string) (*fileMeasure, bool) { return nil, false })
}

func parseEntry(data []byte, loc *time.Location, base journal.Entry, measures func(name string) (*fileMeasure, bool)) (e journal.Entry, area string, err error) {
	fields, err := entryFields(data)
	if err != nil {
		return journal.Entry{}, "", err
	}
	p := objectParser{moments: momentReader{loc: loc}, measures: measures}
	e = base.Clone()
	var written writtenTimes
	id, area, err := p.read(fields, &e, &written)
	if err != nil {
		return journal.Entry{}, "", err
	}
	if id != "" && id != string(base.ID) {
		return journal.Entry{}, "", &journal.FieldError{Field: "id", Value: id, Want: fault.Text("left-out-an-entry-gets-its-id-when")}
	}
	return e, area, nil
}

// entryFields returns the fields of an object written by a person or a script, all known and
// none repeated.
func entryFields(data []byte) ([]jsonparts.Part, error) {
	const example = `write it like {"area":"Running","title":"5 km"}`
	if jsonparts.TooDeep(data, MaxDepth) >= 0 {
		return nil, fmt.Errorf("the entry is nested more than %d deep, which no entry is", MaxDepth)
	}
	var valid json.RawMessage
	if err := json.Unmarshal(data, &valid); err != nil {
		return nil, fmt.Errorf("the entry is no JSON object: %w; %s", syntaxError(err), example)
	}
	if valid[0] != '{' {
		return nil, errors.New("the entry is no JSON object; " + example)
	}
	var fields []jsonparts.Part
	seen := map[string]bool{}
	for f := range jsonparts.Of(data) {
		if columnNamed(f.Name) == nil && f.Name != tryKey {
			return nil, &fault.Error{Kind: "entries-have-no-field-of-that-name", Values: fault.V{"Field": strconv.Quote(clip(f.Name))}}
		}
		if seen[f.Name] {
			return nil, &journal.FieldError{Field: f.Name, Value: string(f.Raw), Want: fault.Text("used-only-once")}
		}
		seen[f.Name] = true
		fields = append(fields, f)
	}
	return fields, nil
}

func wantArea(j *journal.Journal) fault.Message {
	var names []string
	for _, a := range j.Areas() {
		if len(names) == 10 {
			names = append(names, "…")
			break
		}
		names = append(names, clip(a.Name))
	}
	if len(names) == 0 {
		return fault.Text("the-name-of-an-area-the-journal-has")
	}
	return fault.Text("the-name-of-an-area-of-the-journal", fault.V{"Areas": strings.Join(names, ", ")})
}

// objectParser reads the fields of JSON objects into entries.
type objectParser struct {
	moments momentReader
	// measures finds a measure by its name.
	measures func(name string) (*fileMeasure, bool)
	// outside is what is wrong with a value of the last entry that is outside the range of its measure.
	outside error
}

// read reads the known fields into e, and its times as written into written.
func (p *objectParser) read(fields []jsonparts.Part, e *journal.Entry, written *writtenTimes) (id, area string, err error) {
	p.outside = nil
	for _, f := range fields {
		switch c := columnNamed(f.Name); c {
		case nil:
			if f.Name == tryKey {
				e.Experiment, err = readTry(f.Raw)
			}
		case idColumn:
			id, err = text(f)
		case areaColumn:
			area, err = text(f)
		default:
			err = p.put(c, f, e, written)
		}
		if err != nil {
			return "", "", err
		}
	}
	return strings.TrimSpace(id), area, nil
}

func (p *objectParser) put(c *column, f jsonparts.Part, e *journal.Entry, written *writtenTimes) error {
	switch c.Kind {
	case journal.NumberField:
		v, err := numeral(c, f.Raw)
		c.SetNumber(e, v)
		return err
	case journal.ListField, journal.ObstaclesField, journal.PeopleField, journal.AnswersField:
		return putList(c, f.Raw, e)
	case journal.MeasuresField:
		var err error
		e.Measures, p.outside, err = readValues(f.Raw, p.measures)
		return err
	}
	s, err := text(f)
	switch {
	case err != nil:
		return err
	case c.Kind == journal.WordField:
		c.SetText(e, strings.TrimSpace(s))
		return nil
	case c.Kind != journal.MomentField:
		c.SetText(e, s)
		return nil
	}
	var m moment
	if s = strings.TrimSpace(s); s != "" {
		var ok bool
		if m, ok = p.moments.read(s); !ok {
			return &journal.FieldError{Field: c.Name, Value: s, Want: wantMoment()}
		}
	}
	written.put(c, e, m)
	return nil
}

// text parses a JSON string; null is empty.
func text(f jsonparts.Part) (string, error) {
	switch {
	case f.Raw[0] == '"':
		return jsonparts.String(f.Raw), nil
	case string(f.Raw) == "null":
		return "", nil
	}
	return "", &journal.FieldError{Field: f.Name, Value: string(f.Raw), Want: fault.Text("text-in-quotes")}
}

// numeral parses a JSON number; null is empty.
func numeral(c *column, raw []byte) (optional.Value[float64], error) {
	if string(raw) == "null" {
		return optional.Value[float64]{}, nil
	}
	x, ok := parseNumber(string(raw))
	if !ok {
		return optional.Value[float64]{}, &journal.FieldError{Field: c.Name, Value: string(raw),
			Want: fault.Text("a-number-from-low-to-high-without", fault.V{"Low": number(c.Low), "High": number(c.High)})}
	}
	return optional.Some(x), nil
}

func noList(c *column, raw []byte) error {
	return &journal.FieldError{Field: c.Name, Value: string(raw), Want: listOf(c.Kind)}
}

// putList parses an array of texts, or of objects for obstacles and people.
func putList(c *column, raw []byte, e *journal.Entry) error {
	if raw[0] != '[' && string(raw) != "null" {
		return noList(c, raw)
	}
	var obstacles []journal.Obstacle
	var people []journal.Person
	var answers []journal.Answer
	var texts []string
	for item := range jsonparts.Of(raw) {
		var err error
		switch isText := item.Raw[0] == '"'; {
		case c.Kind == journal.ObstaclesField && isText:
			obstacles = append(obstacles, parseObstacle(jsonparts.String(item.Raw)))
		case c.Kind == journal.ObstaclesField:
			var o journal.Obstacle
			err = strict(item.Raw, &o)
			obstacles = append(obstacles, o)
		case c.Kind == journal.AnswersField:
			var a journal.Answer
			err = strict(item.Raw, &a)
			answers = append(answers, a)
		case c.Kind == journal.PeopleField && isText:
			people = append(people, parsePerson(jsonparts.String(item.Raw)))
		case c.Kind == journal.PeopleField:
			var p journal.Person
			err = strict(item.Raw, &p)
			people = append(people, p)
		case isText:
			texts = append(texts, jsonparts.String(item.Raw))
		default:
			return noList(c, raw)
		}
		if err != nil {
			return noList(c, raw)
		}
	}
	switch c.Kind {
	case journal.ObstaclesField:
		e.Obstacles = obstacles
	case journal.AnswersField:
		e.Answers = answers
	case journal.PeopleField:
		e.People = people
	default:
		*c.List(e) = texts
	}
	return nil
}

func listOf(kind journal.FieldKind) fault.Message {
	switch kind {
	case journal.ObstaclesField:
		return fault.Text("a-list-of-objects-like-example", fault.V{"Brackets": "[ ]", "Example": `{"text":"rain","overcome":true}`})
	case journal.AnswersField:
		return fault.Text("a-list-of-objects-like-example", fault.V{"Brackets": "[ ]", "Example": `{"question":"Slept well?","when":"before","text":"yes"}`})
	case journal.PeopleField:
		return fault.Text("a-list-of-objects-like-example", fault.V{"Brackets": "[ ]", "Example": `{"name":"Ana","role":"mentor"}`})
	}
	return fault.Text("a-list-of-texts-in-quotes-in-brackets", fault.V{"Brackets": "[ ]"})
}

// strict parses an object and rejects unknown fields.
func strict(raw []byte, into any) error {
	if raw[0] != '{' {
		return errors.New("no object")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// syntaxError describes a JSON syntax error.
func syntaxError(err error) error {
	var s *json.SyntaxError
	var t *json.UnmarshalTypeError
	switch {
	case errors.As(err, &s) && strings.Contains(s.Error(), "unexpected end"):
		return fault.Kind("it-ends-too-early")
	case errors.As(err, &s):
		return &fault.Error{Kind: "cause-at-byte-byte", Values: fault.V{"Byte": itoa(int(s.Offset))}, Err: s}
	case errors.As(err, &t):
		return &fault.Error{Kind: "its-type-is-sort", Values: fault.V{"Sort": t.Value}}
	}
	return err
}
