package describe

import (
	"time"

	"enactive/journal"
	"enactive/journal/wording"
)

// Taken puts into words what taking in another copy of the journal changed, or would change: a line each.
func Taken(t journal.Taken) []string {
	var all []string
	if t.IsNothing() {
		all = append(all, wording.Say("taken-nothing"))
	}
	line := func(id wording.Text, n int) {
		if n > 0 {
			all = append(all, id.With(wording.V{"N": wording.Thousands(n)}))
		}
	}
	line(wording.Text("taken-new"), t.New)
	line(wording.Text("taken-changed"), t.Changed)
	line(wording.Text("taken-doubles"), t.Doubles)
	line(wording.Text("taken-deleted"), t.Deleted)
	line(wording.Text("taken-kept"), t.Kept)
	line(wording.Text("taken-others"), t.Others)
	line(wording.Text("taken-files"), t.Files)
	line(wording.Text("taken-missing"), t.Missing)
	line(wording.Text("taken-ahead"), t.Ahead)
	line(wording.Text("taken-left"), t.Left)
	return all
}

// DoubleOf says what a text of two versions is of.
func DoubleOf(j *journal.Journal, d journal.Double) string {
	switch {
	case d.Entry != "":
		if e, ok := j.Entry(d.Entry); ok {
			return wording.Say("double-of-entry", wording.V{"What": Heading(e), "Field": fieldLabel(d.Field)})
		}
	case d.Area != "":
		if a, ok := j.Area(d.Area); ok {
			return wording.Say("double-of-area", wording.V{"Name": a.Name})
		}
	case d.Measure != "":
		if m, ok := j.Measure(d.Measure); ok {
			return wording.Say("double-of-measure", wording.V{"Name": m.Name})
		}
	case d.Review != nil:
		return wording.Say("double-of-review", wording.V{"Day": wording.Day(d.Review.To.In(time.UTC))})
	case !d.Day.IsZero():
		return wording.Say("double-of-day", wording.V{"Day": wording.Day(d.Day.In(time.UTC))})
	}
	return wording.Say("double-of-other", wording.V{"Name": d.Other})
}

// fieldLabel names a field of an entry.
func fieldLabel(f *journal.Field) string {
	switch {
	case f == nil:
		return ""
	case f.Heading != "":
		return f.Heading.String()
	case f.Label != "":
		return f.Label.String()
	}
	return f.Name
}
