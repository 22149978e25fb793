package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/oklog/ulid/v2"

	"enactive/journal"
)

// ReadJSON reads a file that WriteJSON wrote, or one like it, and checks all of it against
// j; it changes nothing. Areas that j has, by name or else by id, stay as they are there;
// entries that j has by id too. Fields that the journal does not know are left out and
// named. The error wraps ErrRejected where the file cannot be imported.
func ReadJSON(ctx context.Context, r io.Reader, j *journal.Journal, file string) (*Import, error) {
	if file == "" {
		file = "the file"
	}
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	if len(data) > MaxFile {
		return nil, rejected("%s is larger than %d MiB; split it into several files", file, MaxFile>>20)
	}
	in := jsonImport{
		file: file, data: bytes.TrimPrefix(data, []byte("\uFEFF")), intake: newIntake(file),
		objects: objectParser{loc: j.Now().Location()}, leftOut: map[string]bool{}, areaIDs: map[journal.AreaID]bool{},
	}
	in.intake.imp.ordered = true
	if err := in.all(ctx); err != nil {
		return nil, err
	}
	imp := in.intake.imp
	if len(imp.Bad) > 0 {
		return nil, &RejectedError{File: file, Rows: in.count, Bad: imp.Bad}
	}
	imp.LeftOut = slices.Sorted(maps.Keys(in.leftOut))
	in.orderNamed()
	imp.count(j, true)
	return imp, nil
}

// jsonImport is one reading of a JSON file.
type jsonImport struct {
	file    string
	data    []byte
	intake  *intake
	objects objectParser
	leftOut map[string]bool
	areaIDs map[journal.AreaID]bool
	count   int
	given   int // how many areas the file describes

	counted, line int // data[:counted] holds that many line ends
}

// element is an object of an array and the line on which it begins.
type element struct {
	raw  json.RawMessage
	line int
}

func (in *jsonImport) all(ctx context.Context) error {
	if err := in.spelling(); err != nil {
		return err
	}
	var head struct {
		Format  json.RawMessage `json:"format"`
		Version json.RawMessage `json:"version"`
	}
	if json.Unmarshal(in.data, &head) != nil || string(head.Format) != `"`+jsonFormat+`"` {
		return rejected(`%s is no export of a journal: it does not say "format":"enactive"`, in.file)
	}
	var version int
	if json.Unmarshal(head.Version, &version) != nil || version < 1 {
		return rejected(`%s does not say which version of the format it has, as "version":1 would`, in.file)
	}
	if version > jsonVersion {
		return rejected("%s was written by a newer version of Enactive; import it with that", in.file)
	}
	areas, entries, err := in.arrays()
	if err != nil {
		return err
	}
	for _, a := range areas {
		if bad := in.area(a); bad != nil {
			in.intake.refuse(bad, a.line)
		}
	}
	in.given = len(in.intake.imp.areas)
	if in.count = len(areas) + len(entries); len(entries) > MaxRows {
		return rejected("%s has more than %d entries; split it into several files", in.file, MaxRows)
	}
	for i, e := range entries {
		if i%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("importing %s: %w", in.file, err)
			}
		}
		if bad := in.entry(e); bad != nil {
			in.intake.refuse(bad, e.line)
		}
	}
	return nil
}

// orderNamed puts the areas that entries only name behind those that the file describes.
func (in *jsonImport) orderNamed() {
	next := 0
	for at := range in.intake.imp.areas {
		a := &in.intake.imp.areas[at]
		if at >= in.given {
			a.Order = next
		}
		next = max(next, a.Order+1)
	}
}

// spelling refuses what is no JSON, so that nothing after it need look again.
func (in *jsonImport) spelling() error {
	if len(bytes.TrimSpace(in.data)) == 0 {
		return rejected("%s is empty", in.file)
	}
	if depthOf(in.data) > MaxDepth {
		return rejected("%s is nested more than %d deep, which no export of a journal is", in.file, MaxDepth)
	}
	var whole json.RawMessage
	err := json.Unmarshal(in.data, &whole)
	if err == nil {
		return nil
	}
	var s *json.SyntaxError
	if errors.As(err, &s) {
		offset := max(0, min(int(s.Offset), len(in.data))-1)
		return rejected("%s, line %d: this is no JSON: %s", in.file, in.lineAt(offset), jsonTrouble(err))
	}
	return rejected("%s is no JSON: %s", in.file, jsonTrouble(err))
}

// arrays finds the areas and entries of the file.
func (in *jsonImport) arrays() (areas, entries []element, err error) {
	in.counted, in.line = 0, 0
	d := json.NewDecoder(bytes.NewReader(in.data))
	if _, err := d.Token(); err != nil { // the {, as the format was found in it
		return nil, nil, rejected("%s is no JSON: %v", in.file, err)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, nil, rejected("%s is no JSON: %v", in.file, err)
		}
		switch name {
		case "areas":
			areas, err = in.elements(d, "areas")
		case "entries":
			entries, err = in.elements(d, "entries")
		default:
			var skipped json.RawMessage
			err = d.Decode(&skipped)
			if !slices.Contains([]any{"format", "version", "exported", "people"}, any(name)) {
				in.leftOut[fmt.Sprint(name)] = true
			}
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return areas, entries, nil
}

func (in *jsonImport) elements(d *json.Decoder, name string) ([]element, error) {
	wrong := func() error {
		return rejected("%s, line %d: %s must be a list in [ ]", in.file, in.lineAt(int(d.InputOffset())), name)
	}
	open, err := d.Token()
	if open == nil && err == nil {
		return nil, nil // null
	}
	if err != nil || open != json.Delim('[') {
		return nil, wrong()
	}
	var found []element
	for d.More() {
		var e element
		if err := d.Decode(&e.raw); err != nil {
			return nil, wrong()
		}
		e.line = in.lineAt(int(d.InputOffset()) - len(e.raw))
		found = append(found, e)
	}
	_, err = d.Token()
	return found, err
}

// lineAt returns the line of a place in the file; it is asked for places in rising order.
func (in *jsonImport) lineAt(offset int) int {
	in.line += bytes.Count(in.data[in.counted:offset], []byte("\n"))
	in.counted = offset
	return in.line + 1
}

func (in *jsonImport) entry(el element) *RowError {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(el.raw, &fields); err != nil || fields == nil {
		return &RowError{Column: "entries", Value: string(el.raw), Want: "a list of objects, each of them one entry"}
	}
	if !utf8.Valid(el.raw) {
		in.intake.imp.Replaced++
	}
	for name := range fields {
		if columnNamed(name) == nil {
			in.leftOut["entries."+name] = true
		}
	}
	asIs := func(field string) string { return field }
	var e, told journal.Entry
	id, area, err := in.objects.read(fields, &e, &told)
	if err != nil {
		return fieldError(err, asIs)
	}
	return in.intake.add(e, told, id, area, el.line, asIs)
}

// shape lists the fields that an object may have, and those of the objects in them.
type shape map[string]shape

func areaShape() shape {
	return shape{
		"id": nil, "name": nil, "purpose": nil, "obstacles": nil, "color": nil, "order": nil, "archived": nil, "created": nil, "modified": nil,
		"goals":  {"text": nil, "done": nil, "actions": {"if": nil, "then": nil}},
		"ladder": {"text": nil, "difficulty": nil, "ratings": {"at": nil, "value": nil}},
	}
}

// noteUnknown notes the fields of v that have no place in s.
func (in *jsonImport) noteUnknown(path string, v any, s shape) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			in.noteUnknown(path, item, s)
		}
	case map[string]any:
		for name, field := range v {
			inner, known := s[name]
			if !known {
				in.leftOut[path+"."+name] = true
			} else if inner != nil {
				in.noteUnknown(path+"."+name, field, inner)
			}
		}
	}
}

func (in *jsonImport) area(el element) *RowError {
	var a journal.Area
	if err := json.Unmarshal(el.raw, &a); err != nil {
		return areaTrouble(err)
	}
	var loose any
	if err := json.Unmarshal(el.raw, &loose); err == nil {
		in.noteUnknown("areas", loose, areaShape())
	}
	name, err := cleanArea(a.Name)
	if err != nil {
		return fieldError(err, func(string) string { return "areas.name" })
	}
	if bad := checkArea(&a); bad != nil {
		return bad
	}
	a.Name = name
	if _, twice := in.intake.imp.known[strings.ToLower(name)]; twice {
		return &RowError{Column: "areas.name", Value: name, is: "there twice", Want: "a name that no other area has"}
	}
	if u, err := ulid.ParseStrict(string(a.ID)); err == nil && !in.areaIDs[journal.AreaID(u.String())] {
		a.ID = journal.AreaID(u.String())
		in.areaIDs[a.ID] = true
	} else {
		a.ID = "" // a new one is made
	}
	at := in.intake.imp.areaCalled(name)
	in.intake.imp.areas[at] = a
	return nil
}

// checkArea looks at the numbers of an area, as the journal will when it is saved.
func checkArea(a *journal.Area) *RowError {
	if a.Color < 0 || a.Color > 359 {
		return &RowError{Column: "areas.color", Value: itoa(a.Color), Want: "a hue from 0 to 359"}
	}
	for _, r := range a.Ladder {
		if d, ok := r.Difficulty.Get(); ok && (d < 1 || d > 10) {
			return &RowError{Column: "areas.ladder.difficulty", Value: journal.FormatNumber(d), Want: "a number from 1 to 10, or left out"}
		}
		for _, x := range r.Ratings {
			if x.Value < 0 || x.Value > 100 {
				return &RowError{Column: "areas.ladder.ratings.value", Value: journal.FormatNumber(x.Value), Want: "a number from 0 to 100"}
			}
		}
	}
	return nil
}

func areaTrouble(err error) *RowError {
	var t *json.UnmarshalTypeError
	var p *time.ParseError
	switch {
	case errors.As(err, &t):
		return &RowError{Column: strings.TrimSuffix("areas."+t.Field, "."), Value: t.Value, is: "of the wrong sort", Want: "what exports hold there"}
	case errors.As(err, &p):
		return &RowError{Column: "areas", Value: p.Value, is: "no date of the calendar", Want: wantMoment}
	}
	return &RowError{Column: "areas", Value: err.Error(), Want: "what exports hold there"}
}
