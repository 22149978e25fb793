package exchange

import "enactive/journal"

// intake takes the entries of one file, whatever its format, and checks them.
type intake struct {
	imp   *Import
	ids   *identity
	lines map[journal.EntryID]int // where an id of ours was met
}

func newIntake(file string) *intake {
	return &intake{
		imp: &Import{File: file, known: map[string]int{}},
		ids: newIdentity(), lines: map[journal.EntryID]int{},
	}
}

// add checks an entry and puts it among those that come in. told holds its times as the
// file tells them, id and area what the file says of these; called is what the file
// calls a field.
func (in *intake) add(e, told journal.Entry, id, area string, line int, called func(string) string) *RowError {
	at, known := in.imp.known[area]
	if !known {
		name, err := cleanArea(area)
		if err != nil {
			return fieldError(err, called)
		}
		at = in.imp.areaCalled(name)
		in.imp.known[area] = at
	}
	e, err := journal.Check(e)
	if err != nil {
		return fieldError(err, called)
	}
	if bad := in.identify(&e, &told, id, in.imp.areas[at].Name, line, called); bad != nil {
		return bad
	}
	if e.EfficacyBefore.IsSet() && e.EfficacyBeforeAt.IsZero() {
		e.EfficacyBeforeAt = e.Time // given in time
	}
	in.imp.entries = append(in.imp.entries, incoming{e, at})
	return nil
}

func (in *intake) identify(e, told *journal.Entry, text, area string, line int, called func(string) string) *RowError {
	id, ours := parseID(text)
	if !ours {
		row := *e
		row.Time, row.EfficacyBeforeAt, row.Created, row.Modified = told.Time, told.EfficacyBeforeAt, told.Created, told.Modified
		e.ID = in.ids.of(text, &row, area)
		return nil
	}
	if first, twice := in.lines[id]; twice {
		return &RowError{Column: called("id"), Value: text, is: "the id of the entry in line " + itoa(first) + " too",
			Want: "an id of its own, or left empty"}
	}
	in.lines[id] = line
	e.ID = id
	return nil
}

// refuse notes a bad row.
func (in *intake) refuse(bad *RowError, line int) {
	bad.File, bad.Line, bad.Value = in.imp.File, line, clip(bad.Value)
	in.imp.Bad = append(in.imp.Bad, *bad)
}
