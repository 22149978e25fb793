package entryform

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"enactive/journal"
)

// Options connects a form with the journal.
type Options struct {
	// Fields are the fields of entries, in the order of the form.
	Fields []*journal.Field
	// Areas are the areas that an entry can be in.
	Areas []journal.Area
	// AreaNamed finds an area by its name, whatever the capitals.
	AreaNamed func(name string) (journal.Area, bool)
	// Here is the zone of this computer: a time of another zone shows its offset.
	Here *time.Location
	// Measures are the measures of entries that are not archived; MeasureNamed finds any by its name.
	Measures     []journal.Measure
	MeasureNamed func(name string) (journal.Measure, bool)
	// Moment reads a time for a field of e, as a person writes it.
	Moment func(field, text string, e *journal.Entry) (time.Time, error)
}

const preamble = `# Fill in what you want to say. What stays empty is left out; empty a value, or delete its line, to remove it.
# A line that begins with # is a comment. A longer text goes on in the lines below its field, which begin with two
# blanks; so do the items of a list, with - in front. To save nothing, change nothing or delete all of it.
`

// Write returns the form of an entry, with each field that its type can have.
func Write(e *journal.Entry, o Options) string {
	var b strings.Builder
	b.WriteString(preamble)
	for _, f := range o.Fields {
		if !isShown(f, e.Type) {
			continue
		}
		if f.Kind == journal.MeasuresField || f.Kind == journal.AnswersField {
			o.writeOwn(&b, f, e)
			continue
		}
		b.WriteByte('\n')
		o.comment(&b, f)
		b.WriteString(f.Name + ":")
		o.value(&b, f, e)
	}
	return b.String()
}

// isShown reports whether the form of a type has a field.
func isShown(f *journal.Field, t journal.Type) bool {
	switch {
	case isOwn(f):
		return true
	case f.Phase == journal.Automatic || f.Internal:
		return false
	case t == journal.Plan:
		return f.Phase != journal.After
	case t == journal.CheckIn:
		return f.Phase != journal.After && !f.NotOfCheckIn
	}
	return true
}

// comment explains a field.
func (o Options) comment(b *strings.Builder, f *journal.Field) {
	text := strings.TrimSuffix(f.Help, " May be repeated.")
	switch f.Kind {
	case journal.NumberField:
		text += " " + journal.FormatNumber(f.Low) + " to " + journal.FormatNumber(f.High) + "."
	case journal.WordField:
		if text == "" {
			text = listed(f.Words()) + "."
		}
	case journal.IDField:
		if names := o.areaNames(); len(names) > 0 {
			text = "The area's name: " + listed(names) + "."
		}
	}
	for _, l := range wrapped(text) {
		b.WriteString("# " + l + "\n")
	}
}

// listed joins words as a sentence does: a, b or c.
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// maxNames is how many areas a comment or an error names.
const maxNames = 12

func (o Options) areaNames() []string {
	var names []string
	for _, a := range o.Areas {
		if len(names) == maxNames {
			return append(names, "another")
		}
		names = append(names, a.Name)
	}
	return names
}

// wrapped breaks a comment into lines.
func wrapped(text string) []string {
	const most = 100
	var lines []string
	current := ""
	for w := range strings.FieldsSeq(text) {
		if current != "" && utf8.RuneCountInString(current)+1+utf8.RuneCountInString(w) > most {
			lines, current = append(lines, current), ""
		}
		current = strings.TrimLeft(current+" "+w, " ")
	}
	if current != "" {
		lines = append(lines, current)
	}
	return lines
}

// value writes the rest of the line of a field, and the lines below.
func (o Options) value(b *strings.Builder, f *journal.Field, e *journal.Entry) {
	switch f.Kind {
	case journal.TextField:
		writeText(b, f.Text(e))
		return
	case journal.ListField, journal.ObstaclesField, journal.PeopleField:
		writeList(b, f, items(f, e))
		return
	}
	if text := o.plain(f, e); text != "" {
		b.WriteString(" " + text)
	}
	b.WriteByte('\n')
}

// plain is the value of a field of one line.
func (o Options) plain(f *journal.Field, e *journal.Entry) string {
	switch f.Kind {
	case journal.IDField:
		for _, a := range o.Areas {
			if a.ID == e.Area {
				return a.Name
			}
		}
		return ""
	case journal.NumberField:
		if x, ok := f.Number(e).Get(); ok {
			return journal.FormatNumber(x)
		}
		return ""
	case journal.MomentField:
		return o.momentText(f, e)
	}
	return f.Text(e)
}

// momentText writes a time in the shortest form that is read back as the same.
func (o Options) momentText(f *journal.Field, e *journal.Entry) string {
	t := *f.Moment(e)
	if t.IsZero() {
		return ""
	}
	_, offset := t.Zone()
	if _, here := t.In(o.Here).Zone(); here != offset {
		return t.Format("2006-01-02 15:04:05 -07:00")
	}
	for _, form := range []string{"2006-01-02 15:04", time.DateTime} {
		text := t.Format(form)
		got, err := o.Moment(f.Name, text, e)
		if _, same := got.Zone(); err == nil && same == offset && got.Equal(t.Truncate(time.Second)) {
			return text
		}
	}
	return t.Format("2006-01-02 15:04:05 -07:00")
}

// writeText writes a text on its line, or below it.
func writeText(b *strings.Builder, text string) {
	switch {
	case text == "":
		b.WriteByte('\n')
	case !strings.Contains(text, "\n") && strings.TrimSpace(text) == text:
		b.WriteString(" " + text + "\n")
	default:
		b.WriteByte('\n')
		writeLines(b, strings.Split(text, "\n"))
	}
}

// indent begins the lines of texts and items; deeper those of an item but its first.
const indent, deeper = "  ", "    "

// writeLines writes the lines of a text. An empty line has no blanks in front, unless it is at an end,
// where it would not be read as part of the text.
func writeLines(b *strings.Builder, lines []string) {
	isEmpty := func(l string) bool { return l == "" }
	first := slices.IndexFunc(lines, func(l string) bool { return !isEmpty(l) })
	last := len(lines) - 1
	for last > first && isEmpty(lines[last]) {
		last--
	}
	for i, l := range lines {
		if !isEmpty(l) || first < 0 || i < first || i > last {
			b.WriteString(indent)
		}
		b.WriteString(l + "\n")
	}
}

// items returns a list as texts.
func items(f *journal.Field, e *journal.Entry) []string {
	var texts []string
	switch f.Kind {
	case journal.ObstaclesField:
		for _, o := range e.Obstacles {
			mark := "[ ] "
			if o.Overcome {
				mark = "[x] "
			}
			texts = append(texts, mark+o.Text+ifThenLines(&o))
		}
	case journal.PeopleField:
		for _, p := range e.People {
			texts = append(texts, p.String())
		}
	default:
		return *f.List(e)
	}
	return texts
}

// isTags reports whether several items may be on one line, with commas: tags contain none.
func isTags(f *journal.Field) bool { return f.Name == "tags" }

func writeList(b *strings.Builder, f *journal.Field, items []string) {
	fits := func(item string) bool { return !strings.ContainsAny(item, ",\n") }
	if len(items) > 0 && isTags(f) && !slices.ContainsFunc(items, func(i string) bool { return !fits(i) }) {
		b.WriteString(" " + strings.Join(items, ", ") + "\n")
		return
	}
	b.WriteByte('\n')
	for _, item := range items {
		for i, l := range strings.Split(item, "\n") {
			switch {
			case i == 0:
				b.WriteString(indent + "- ")
			case l != "": // an item neither begins nor ends with an empty line
				b.WriteString(deeper)
			}
			b.WriteString(l + "\n")
		}
	}
}
