package exchange

import (
	"slices"
	"strings"
	"time"

	"enactive/journal"
)

// Again is what happens to rows of a table that came in before and have changed since.
type Again int

// The values of Again.
const (
	// AgainUpdate updates their entries: each field that was not edited here since.
	AgainUpdate Again = iota
	// AgainKeep keeps their entries as they are.
	AgainKeep
	// AgainAdd adds new entries.
	AgainAdd
)

var againNames = []string{"update", "keep", "add"}

// String returns update, keep or add.
func (a Again) String() string { return againNames[a] }

// ParseAgain reads what String writes.
func ParseAgain(s string) (Again, bool) {
	i := slices.Index(againNames, s)
	return Again(max(i, 0)), i >= 0
}

// Change is what Apply changes in one entry.
type Change struct {
	ID     journal.EntryID
	Title  string
	Time   time.Time
	Fields []FieldChange
}

// FieldChange is a field that has changed in the file.
type FieldChange struct {
	// Field is the name of the field, and Before and After are its values here and in the file.
	Field, Before, After string
	// Kept is true if it keeps the value here, because it was edited here or is sealed.
	Kept bool
}

// update is a changed row, with the new version of its entry.
type update struct {
	before     *journal.Entry
	after      journal.Entry
	in         *incoming
	set, kept  []*column
	areaBefore string
	// values are those of measures that change, and sums what the entry remembers of its row's values.
	values []valueChange
	sums   valueSums
}

// Changes lists the entries that Apply changes, at most that many, in the order of the file.
func (i *Import) Changes(most int) []Change {
	var all []Change
	for _, u := range i.updates {
		if len(all) == most {
			break
		}
		c := Change{ID: u.before.ID, Title: u.before.FirstLine(), Time: u.before.Time}
		for _, field := range u.set {
			c.Fields = append(c.Fields, i.fieldChange(u, field, false))
		}
		for _, field := range u.kept {
			c.Fields = append(c.Fields, i.fieldChange(u, field, true))
		}
		all = append(all, c)
	}
	return all
}

func (i *Import) fieldChange(u *update, c *column, kept bool) FieldChange {
	if c == measuresColumn {
		return FieldChange{Field: c.Name, Before: i.measureTexts(u.before.Measures), After: i.measureTexts(u.after.Measures), Kept: kept}
	}
	return FieldChange{Field: c.Name, Before: valueText(c, u.before, u.areaBefore),
		After: valueText(c, &u.in.entry, i.areas[u.in.area].Name), Kept: kept}
}

// valueText is a value as a person reads it.
func valueText(c *column, e *journal.Entry, area string) string {
	var items []string
	switch c.Kind {
	case journal.NumberField:
		return numberText(c.Number(e))
	case journal.MomentField:
		return momentText(*c.Moment(e))
	case journal.ListField:
		items = *c.List(e)
	case journal.MeasuresField:
		return "" // see measureTexts
	case journal.AnswersField:
		items = answerItems(e.Answers)
	case journal.ObstaclesField:
		for _, o := range e.Obstacles {
			items = append(items, string(appendObstacle(nil, o)))
		}
		items = append(items, thenItems(e.Obstacles)...)
	case journal.PeopleField:
		for _, p := range e.People {
			items = append(items, p.String())
		}
	case journal.IDField:
		return area
	default:
		return c.Text(e)
	}
	return strings.Join(items, "; ")
}

// changed returns the update of a row's entry if the row has changed since it came in.
func (i *Import) changed(j *journal.Journal, in *incoming) *update {
	old := in.old
	if in.entry.Origin == "" || !old.Deleted.IsZero() || old.Origin == "" {
		return nil
	}
	values, sums := i.changedValues(in)
	if len(values) == 0 && saysTheSame(old.Origin, in.entry.Origin) {
		return nil
	}
	came, ok := i.naming.read(old.Origin)
	if !ok {
		return nil
	}
	comes, _ := i.naming.read(in.entry.Origin)
	area, _ := j.Area(old.Area)
	u := &update{before: old, in: in, areaBefore: area.Name, values: values, sums: sums}
	nameHere, nameThere := strings.ToLower(area.Name), strings.ToLower(i.areas[in.area].Name)
	remembered := comes // what the new version remembers
	for _, c := range i.naming.filled {
		k := c.Key()
		if came.has[k] == comes.has[k] && came.in[k].Value == comes.in[k].Value {
			remembered.in[k], remembered.has[k] = came.in[k], came.has[k]
			continue
		}
		here, some := i.summer.sum(c, old, nameHere)
		there, any := i.summer.sum(c, &in.entry, nameThere)
		unedited := some == came.has[k] && (!some || here == came.in[k].Stored) || isRatedAtItsTime(c, old) && !came.has[k]
		switch {
		case some == any && here == there: // both were edited in the same way
		case unedited:
			u.set = append(u.set, c)
		default:
			u.keep(c, &remembered, &came)
		}
	}
	if len(values) > 0 {
		u.set = append(u.set, measuresColumn)
	}
	if len(u.set)+len(u.kept) == 0 {
		return nil
	}
	i.complete(j, u, &remembered, &came)
	return u
}

// isRatedAtItsTime reports whether c is the time of a rating that counts as given at the time of
// the entry, as without a column for it.
func isRatedAtItsTime(c *column, e *journal.Entry) bool {
	return c == ratedAtColumn && e.EfficacyBeforeAt.Equal(e.Time)
}

// keep leaves a field as it is here.
func (u *update) keep(c *column, remembered, came *fieldsOf) {
	u.kept = append(u.kept, c)
	k := c.Key()
	remembered.in[k], remembered.has[k] = came.in[k], came.has[k]
}

// complete makes the new version of the entry, as far as the rules of the journal allow: first
// with all fields, then without those that are sealed, and else with none.
func (i *Import) complete(j *journal.Journal, u *update, remembered, came *fieldsOf) {
	all := u.set
	for _, isAllowed := range []func(*column) bool{
		func(*column) bool { return true },
		func(c *column) bool { return !c.Sealed && c != ratedAtColumn },
		func(c *column) bool { return !c.Sealed && c != ratedAtColumn && c != timeColumn && c.Name != "type" },
		func(*column) bool { return false },
	} {
		u.set = nil
		for _, c := range all {
			if isAllowed(c) {
				u.set = append(u.set, c)
			}
		}
		after, err := journal.CheckChange(u.before, u.edited(), j.Now())
		if err == nil || len(u.set) == 0 {
			u.after = after
			break
		}
	}
	for _, c := range all {
		if !slices.Contains(u.set, c) {
			u.keep(c, remembered, came)
		}
	}
	var fields []journal.ImportedField
	for _, c := range i.naming.filled {
		if remembered.has[c.Key()] {
			fields = append(fields, remembered.in[c.Key()])
		}
	}
	if len(u.values) > 0 && !slices.Contains(u.set, measuresColumn) {
		u.sums = valuesIn(u.before.Origin)
	}
	u.after.Origin = journal.NewOrigin(u.in.names.best(), append(fields, u.sums.fields()...))
}

// edited returns the entry with the fields that are set from the row; its area follows later.
func (u *update) edited() journal.Entry {
	e, row := u.before.Clone(), u.in.entry.Clone()
	atItsTime := e.EfficacyBeforeAt.Equal(e.Time) || !e.EfficacyBefore.IsSet()
	for _, c := range u.set {
		switch c.Kind {
		case journal.NumberField:
			c.SetNumber(&e, c.Number(&row))
		case journal.MomentField:
			*c.Moment(&e) = *c.Moment(&row)
		case journal.ListField:
			*c.List(&e) = *c.List(&row)
		case journal.MeasuresField:
			for _, v := range u.values {
				e.Measures = journal.WithValue(e.Measures, v.measure, v.value)
			}
		case journal.AnswersField:
			e.Answers = row.Answers
		case journal.ObstaclesField:
			e.Obstacles = row.Obstacles
		case journal.PeopleField:
			e.People = row.People
		case journal.IDField: // the area
		default:
			c.SetText(&e, c.Text(&row))
		}
	}
	if e.EfficacyBefore.IsSet() && (e.EfficacyBeforeAt.IsZero() || atItsTime && !slices.Contains(u.set, ratedAtColumn)) {
		e.EfficacyBeforeAt = e.Time // counts as rated before, as in every import
	}
	return e
}

// stillUpdates are the updates of entries that nobody has edited since the file was read.
func (i *Import) stillUpdates(j *journal.Journal) []*update {
	return slices.DeleteFunc(slices.Clone(i.updates), func(u *update) bool {
		now, ok := j.Entry(u.before.ID)
		return !ok || now != u.before
	})
}
