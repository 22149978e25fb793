package entryform

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/optional"
)

// Error is a line of a form that cannot be read. The problem is a sentence in English; if Err is
// set, it describes the problem instead.
type Error struct {
	Line    int
	Problem string
	Err     error
}

// Error describes the error for logs.
func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("line %d: %v", e.Line, e.Err)
	}
	return fmt.Sprintf("line %d: %s", e.Line, e.Problem)
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

func wrong(line int, format string, args ...any) error {
	return &Error{Line: line, Problem: fmt.Sprintf(format, args...)}
}

// given is what a form says about one field.
type given struct {
	field *journal.Field
	line  int
	value string // behind the colon
	below []numbered
}

// numbered is a line with its number.
type numbered struct {
	text string
	line int
}

// Lines are the numbers of the lines that fields begin in, by their names.
type Lines map[string]int

// Read reads a form over base: a field that the form of base has, and that is empty or missing in
// the text, is emptied; without a type, time or area those of base stay. The error is an *Error.
// Save validates the entry as a whole.
func Read(text string, base journal.Entry, o Options) (journal.Entry, Lines, error) {
	fields, lines, err := o.split(text)
	if err != nil {
		return journal.Entry{}, lines, err
	}
	e := base.Clone()
	for _, f := range o.Fields {
		i := slices.IndexFunc(fields, func(g given) bool { return g.field.Name == f.Name })
		switch {
		case i >= 0:
			err = o.put(&e, fields[i], &base)
		case isShown(f, base.Type):
			err = o.put(&e, given{field: f}, &base)
		}
		if err != nil {
			return journal.Entry{}, lines, err
		}
	}
	if e.Area == "" {
		return journal.Entry{}, lines, wrong(max(lines["area"], 1), "the area is missing; it must be %s", o.wantArea())
	}
	return e, lines, nil
}

// IsBlank reports whether a text has nothing but comments and blanks.
func IsBlank(text string) bool {
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			return false
		}
	}
	return true
}

// split finds the fields of a text.
func (o Options) split(text string) ([]given, Lines, error) {
	var fields []given
	lines := Lines{}
	n := 0
	for l := range strings.Lines(text) {
		n++
		l = strings.TrimRight(l, "\r\n")
		var current *given
		if len(fields) > 0 {
			current = &fields[len(fields)-1]
		}
		switch {
		case strings.HasPrefix(l, "#"):
		case isBelow(l, current):
			if current == nil || !current.hasLinesBelow() {
				if strings.TrimSpace(l) == "" {
					continue
				}
				return nil, lines, wrong(n, "%s begins with blanks, but no text or list is above it", quoted(l))
			}
			current.below = append(current.below, numbered{l, n})
		default:
			g, err := o.begin(l, n)
			if err != nil {
				return nil, lines, err
			}
			if first := lines[g.field.Name]; first > 0 {
				return nil, lines, wrong(n, "%s is in line %d already; join the two", g.field.Name, first)
			}
			lines[g.field.Name] = n
			fields = append(fields, g)
		}
	}
	return fields, lines, nil
}

// isBelow reports whether a line belongs to the field above it.
func isBelow(l string, current *given) bool {
	if l == "" || l[0] == ' ' || l[0] == '\t' || strings.TrimSpace(l) == "" {
		return true
	}
	return current != nil && current.isList() && (l == "-" || strings.HasPrefix(l, "- "))
}

func (g *given) isList() bool {
	k := g.field.Kind
	return isOwn(g.field) || k == journal.ListField || k == journal.ObstaclesField || k == journal.PeopleField
}

func (g *given) hasLinesBelow() bool { return g.isList() || g.field.Kind == journal.TextField }

// begin reads the line in which a field begins.
func (o Options) begin(l string, n int) (given, error) {
	name, value, found := strings.Cut(l, ":")
	name = strings.TrimSpace(name)
	i := slices.IndexFunc(o.Fields, func(f *journal.Field) bool {
		return f.Name == name && isTyped(f)
	})
	if !found || i < 0 {
		return given{}, wrong(n, "%s is not a field; the lines of a text begin with two blanks, and the fields are %s", quoted(l), strings.Join(o.names(), ", "))
	}
	return given{field: o.Fields[i], line: n, value: strings.TrimSpace(value)}, nil
}

func (o Options) names() []string {
	var names []string
	for _, f := range o.Fields {
		if isTyped(f) {
			names = append(names, f.Name)
		}
	}
	return names
}

// quoted is a value in an error.
func quoted(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most-1]) + "…"
	}
	return strconv.Quote(s)
}

// put gives e the value of a field.
func (o Options) put(e *journal.Entry, g given, base *journal.Entry) error {
	f := g.field
	switch f.Kind {
	case journal.IDField:
		return o.putArea(e, g)
	case journal.WordField:
		return putWord(e, g)
	case journal.NumberField:
		return putNumber(e, g)
	case journal.MomentField:
		return o.putMoment(e, g, base)
	case journal.TextField:
		f.SetText(e, g.text())
		return nil
	case journal.LineField:
		f.SetText(e, g.value)
		return nil
	case journal.MeasuresField:
		return o.putMeasures(e, g)
	case journal.AnswersField:
		return o.putAnswers(e, g)
	}
	return putList(e, g)
}

func (o Options) wantArea() string {
	if names := o.areaNames(); len(names) > 0 {
		return listed(names)
	}
	return `the name of one; "enact area add NAME" adds it`
}

func (o Options) putArea(e *journal.Entry, g given) error {
	if g.value == "" {
		return nil
	}
	if a, ok := o.AreaNamed(g.value); ok {
		e.Area = a.ID
		return nil
	}
	return wrong(g.line, "there is no area %s; it must be %s", quoted(g.value), o.wantArea())
}

func putWord(e *journal.Entry, g given) error {
	word := strings.ToLower(g.value)
	if word == "" && g.field.Name == "type" {
		return nil
	}
	if word != "" && !slices.Contains(g.field.Words(), word) {
		return wrong(g.line, "%s is %s; it must be %s, or left empty", g.field.Name, quoted(g.value), listed(g.field.Words()))
	}
	g.field.SetText(e, word)
	return nil
}

func putNumber(e *journal.Entry, g given) error {
	if g.value == "" {
		g.field.SetNumber(e, optional.Value[float64]{})
		return nil
	}
	x, err := strconv.ParseFloat(g.value, 64)
	if err != nil || strings.Trim(g.value, "0123456789.") != "" || x < g.field.Low || x > g.field.High {
		return wrong(g.line, "%s is %s; it must be a number from %s to %s, or left empty", g.field.Name, quoted(g.value),
			journal.FormatNumber(g.field.Low), journal.FormatNumber(g.field.High))
	}
	g.field.SetNumber(e, optional.Some(x))
	return nil
}

// putMoment reads a time; one that is written as before stays as it was, to the last bit.
func (o Options) putMoment(e *journal.Entry, g given, base *journal.Entry) error {
	at := g.field.Moment(e)
	switch {
	case g.value == "" && g.field.Name == "time":
		return nil
	case g.value == "":
		*at = time.Time{}
		return nil
	case g.value == o.momentText(g.field, base):
		*at = *g.field.Moment(base)
		return nil
	}
	t, err := o.Moment(g.field.Name, g.value, e)
	if err != nil {
		return &Error{Line: g.line, Err: err}
	}
	*at = t
	return nil
}

// text joins the lines of a text. Empty lines between others belong to it.
func (g *given) text() string {
	var lines []string
	if g.value != "" {
		lines = append(lines, g.value)
	}
	empty := 0
	for _, l := range g.below {
		content, ok := cutIndent(l.text, indent)
		if !ok {
			empty++
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, make([]string, empty)...)
		}
		lines, empty = append(lines, content), 0
	}
	return strings.Join(lines, "\n")
}

// cutIndent cuts the blanks or the tab in front of a line; ok is false for one that has too few and
// nothing else.
func cutIndent(l, blanks string) (content string, ok bool) {
	if rest, found := strings.CutPrefix(l, blanks); found {
		return rest, true
	}
	if rest, found := strings.CutPrefix(l, "\t"); found {
		return rest, true
	}
	content = strings.TrimLeft(l, " ")
	return content, strings.TrimSpace(content) != ""
}

// putList reads the items of a list.
func putList(e *journal.Entry, g given) error {
	items, err := g.items()
	if err != nil {
		return err
	}
	switch g.field.Kind {
	case journal.ObstaclesField:
		before := e.Obstacles
		e.Obstacles = nil
		for _, i := range items {
			e.Obstacles = append(e.Obstacles, obstacle(i, before))
		}
	case journal.PeopleField:
		e.People = nil
		for _, i := range items {
			e.People = append(e.People, journal.ParsePerson(i, ""))
		}
	default:
		*g.field.List(e) = items
	}
	return nil
}

func obstacle(text string, before []journal.Obstacle) journal.Obstacle {
	for _, mark := range []string{"[x] ", "[X] ", "[ ] "} {
		if rest, ok := strings.CutPrefix(text, mark); ok {
			return withIfThen(rest, mark != "[ ] ", before)
		}
	}
	return withIfThen(text, false, before)
}

func (g *given) items() ([]string, error) {
	var items []string
	add := func(item string) {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	switch {
	case isTags(g.field):
		for item := range strings.SplitSeq(g.value, ",") {
			add(item)
		}
	default:
		add(g.value)
	}
	var current []string
	empty := 0
	end := func() {
		add(strings.Join(current, "\n"))
		current, empty = nil, 0
	}
	for _, b := range g.below {
		l := b.text
		if item, ok := itemAt(l); ok {
			end()
			current = []string{item}
			continue
		}
		content, ok := cutIndent(l, deeper)
		if ok && !strings.HasPrefix(l, deeper) {
			content, ok = cutIndent(l, indent)
		}
		switch {
		case !ok:
			empty++
		case current == nil && strings.TrimSpace(content) != "":
			return nil, wrong(b.line, "%s belongs to no item of %s; an item begins with -", quoted(l), g.field.Name)
		case current != nil:
			current = append(append(current, make([]string, empty)...), content)
			empty = 0
		}
	}
	end()
	return items, nil
}

// itemAt reads the line in which an item begins: - behind less blanks than a further line of an item has.
func itemAt(l string) (item string, ok bool) {
	rest := strings.TrimLeft(l, " ")
	if len(l)-len(rest) >= len(deeper) {
		return "", false
	}
	if rest == "-" {
		return "", true
	}
	item, ok = strings.CutPrefix(rest, "- ")
	return item, ok
}
