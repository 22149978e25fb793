package journal

import (
	"slices"
	"strings"

	"enactive/journal/vault"
)

// measure adds a measure of the other copy. If both copies have it, the newer version stays: its
// values name it by its id.
func (u *union) measure(rec vault.RecordID, other *Measure) error {
	m := other.Clone()
	here, exists := u.j.measureItem(m.ID)
	if !exists {
		for n := 0; ; n++ {
			m.Name = otherName(other.Name, n)
			if _, taken := u.j.MeasureNamed(m.Name); !taken {
				break
			}
		}
		u.others++
		return u.add(rec, &m)
	}
	// A choice that only the older version has stays, because values have its key.
	newer, older := m, here.Measure.Clone()
	if !m.Modified.After(here.Modified) {
		newer, older = older, newer
	}
	for _, c := range older.Choices {
		if _, known := newer.Choice(float64(c.Key)); !known && len(newer.Choices) < MaxChoices {
			newer.Choices = append(newer.Choices, c)
		}
	}
	for _, id := range older.Areas {
		if !slices.Contains(newer.Areas, id) && !newer.OfDay {
			newer.Areas = append(newer.Areas, id)
		}
	}
	slices.Sort(newer.Areas)
	if sameDocument(u.j.codec, &here.Measure, &newer) {
		return nil
	}
	u.others++
	u.edits = append(u.edits, edit{rec: here.rec, before: &here.Measure, after: &newer})
	return nil
}

// day joins the values of both copies. Where they differ, that of the newer version stays, and the
// other is written into the note, so that it is not lost.
func (u *union) day(rec vault.RecordID, other *Day) error {
	here, exists := u.j.dayItem(other.Date)
	if !exists {
		u.others++
		return u.add(rec, other)
	}
	newer, older := here.Day, *other
	if other.Modified.After(here.Modified) {
		newer, older = older, newer
	}
	both := newer
	both.Values = slices.Clone(newer.Values)
	which := u.j.measureOf(u.edits)
	for _, v := range older.Values {
		kept, ok := ValueOf(both.Values, v.Measure).Get()
		if !ok {
			both.Values = append(both.Values, v)
			continue
		}
		m, known := which(v.Measure)
		if kept == v.Value || !known {
			continue
		}
		if line := m.Name + " = " + m.Format(v.Value) + " (" + OtherTag + ")"; !strings.Contains(both.Note, line) {
			both.Note = joined(both.Note, line)
		}
	}
	sortValues(both.Values)
	if both.Note = joined(both.Note, older.Note); len(both.Note) > MaxText {
		u.left++
		return nil
	}
	if both.equal(&here.Day) {
		return nil
	}
	u.others++
	u.edits = append(u.edits, edit{rec: here.rec, before: &here.Day, after: &both})
	return nil
}
