package exchange

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/jsonparts"
)

// areas reads the areas that the file describes.
func (in *jsonImport) areas(list jsonparts.Part) {
	if list.Raw == nil {
		return
	}
	in.intake.imp.ordered = true
	for e := range jsonparts.Of(list.Raw) {
		in.count++
		if bad := in.area(e.Raw); bad != nil {
			in.intake.refuse(bad, in.lines.at(list.At+e.At))
		}
	}
}

func (in *jsonImport) area(raw []byte) *RowError {
	if raw[0] != '{' {
		return &RowError{Column: "areas", Value: string(raw), is: noObject(), Want: fault.Text("a-list-of-objects-each-of-them-one-area")}
	}
	var a journal.Area
	if err := json.Unmarshal(raw, &a); err != nil {
		return objectError("areas", err)
	}
	in.noteUnknown("areas", raw, areaShape())
	name, err := cleanArea(a.Name)
	if err != nil {
		return fieldError(err, func(string) string { return "areas.name" })
	}
	a.Name = name
	// Names that only look the same are distinct, so that an older journal can be restored.
	if in.repeated("area", strings.ToLower(name)) {
		return &RowError{Column: "areas.name", Value: name, is: thereTwice(), Want: fault.Text("a-name-that-no-other-area-has")}
	}
	if bad := checkArea(&a); bad != nil {
		return bad
	}
	u, err := ulid.ParseStrict(string(a.ID))
	if a.ID = journal.AreaID(u.String()); err != nil || in.areaIDs[a.ID] {
		a.ID = "" // Apply assigns a new one
	}
	in.areaIDs[a.ID] = true
	in.intake.imp.addArea(a)
	return nil
}

// checkArea checks the numbers of an area as saving it will.
func checkArea(a *journal.Area) *RowError {
	if a.Color < 0 || a.Color > 359 {
		return &RowError{Column: "areas.color", Value: itoa(a.Color), is: outOfRange(), Want: fault.Text("a-hue-from-0-to-359")}
	}
	for _, r := range a.Ladder {
		if d, ok := r.Difficulty.Get(); ok && (d < 1 || d > 10) {
			return &RowError{Column: "areas.ladder.difficulty", Value: journal.FormatNumber(d), is: outOfRange(), Want: fault.Text("a-number-from-low-to-high-or-left-out", fault.V{"Low": "1", "High": "10"})}
		}
		for _, x := range r.Ratings {
			if x.Value < 0 || x.Value > 100 {
				return &RowError{Column: "areas.ladder.ratings.value", Value: journal.FormatNumber(x.Value), is: outOfRange(), Want: fault.Text("a-number-from-low-to-high", fault.V{"Low": "0", "High": "100"})}
			}
		}
	}
	return nil
}

// objectError describes why an object in the list with that name is invalid.
func objectError(list string, err error) *RowError {
	var t *json.UnmarshalTypeError
	var p *time.ParseError
	switch {
	case errors.As(err, &t):
		return &RowError{Column: strings.TrimSuffix(list+"."+t.Field, "."), Value: t.Value, is: fault.Text("the-wrong-type-of-value-of-a-value"), Want: asExported()}
	case errors.As(err, &p):
		return &RowError{Column: list, Value: p.Value, is: noDate(), Want: wantMoment()}
	}
	return &RowError{Column: list, Value: err.Error(), Want: asExported()}
}

// shape lists the known fields of an object, and those of the objects in them.
type shape map[string]shape

func areaShape() shape {
	return shape{
		"id": nil, "name": nil, "purpose": nil, "obstacles": nil, "color": nil, "order": nil, "archived": nil, "created": nil, "modified": nil,
		"goals":     {"text": nil, "done": nil, "actions": {"if": nil, "then": nil}, "aim": {"of": nil, "below": nil, "value": nil, "by": nil}},
		"questions": {"text": nil, "when": nil}, "open": nil,
		"ladder": {"text": nil, "difficulty": nil, "ratings": {"at": nil, "value": nil}},
	}
}

// noteUnknown records the fields of an object, or of the objects in a list, that s lacks.
func (in *jsonImport) noteUnknown(path string, raw []byte, s shape) {
	for f := range jsonparts.Of(raw) {
		if raw[0] == '[' {
			in.noteUnknown(path, f.Raw, s)
			continue
		}
		inner, known := s[f.Name]
		if !known {
			in.leftOut[path+"."+f.Name] = true
		} else if inner != nil {
			in.noteUnknown(path+"."+f.Name, f.Raw, inner)
		}
	}
}

// orderAfter sorts areas that are only named by entries after the given areas that the file
// describes.
func (i *Import) orderAfter(given int) {
	next := 0
	for at := range i.areas {
		if at >= given {
			i.areas[at].Order = next
		}
		next = max(next, i.areas[at].Order+1)
	}
}
