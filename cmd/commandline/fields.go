package commandline

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"enactive/journal"
	"enactive/journal/optional"
)

// entryFlags are flags for the fields of an entry, made from the table of fields.
type entryFlags struct {
	Flags kong.Plugins `embed:""` // the struct that kong fills in
	all   []fieldFlag
}

// fieldFlag is the flag of a field and a pointer to its value, a text or the items of a list;
// the value is nil unless the flag is given.
type fieldFlag struct {
	field *journal.Field
	text  **string
	items *[]string
}

// newEntryFlags returns the flags of the fields that can be filled in during the phases.
func newEntryFlags(phases ...journal.Phase) entryFlags {
	var all []fieldFlag
	var places []reflect.StructField
	for _, f := range fieldsByFlag() {
		if f.Help != "" && slices.Contains(phases, f.Phase) {
			all = append(all, fieldFlag{field: f})
			places = append(places, flagPlace(f))
		}
	}
	values := reflect.New(reflect.StructOf(places))
	for i := range all {
		switch p := values.Elem().Field(i).Addr().Interface().(type) {
		case **string:
			all[i].text = p
		case *[]string:
			all[i].items = p
		}
	}
	return entryFlags{kong.Plugins{values.Interface()}, all}
}

// addEntryFlags gives the commands that write entries their flags, those that are needed.
func (g *grammar) addEntryFlags(needs func(command string) bool) {
	if needs("add") {
		g.Add.entryFlags = newEntryFlags(journal.Identity, journal.Before, journal.After)
	}
	if needs("plan") {
		g.Plan.entryFlags = newEntryFlags(journal.Identity, journal.Before)
	}
	if needs("complete") {
		g.Complete.entryFlags = newEntryFlags(journal.After)
	}
	if needs("edit") {
		g.Edit.entryFlags = newEntryFlags(journal.Identity, journal.Before, journal.After)
	}
}

// fieldsByFlag returns the fields in the order in which help lists their flags: by phase, and
// those named here before others.
func fieldsByFlag() []*journal.Field {
	order := strings.Fields(`type area title time source kind tags
		intention efficacy_before stress_expected difficulty strategies people obstacles note
		happened outcome performance stress appraisal effort luck controllable mastery efficacy_after efficacy_before_at sacrifices lessons`)
	place := func(f *journal.Field) int {
		if i := slices.Index(order, f.Name); i >= 0 {
			return i
		}
		return len(order)
	}
	fields := journal.Fields()
	slices.SortStableFunc(fields, func(a, b *journal.Field) int {
		return cmp.Or(cmp.Compare(a.Phase, b.Phase), cmp.Compare(place(a), place(b)))
	})
	return fields
}

// flagPlace describes the flag of a field to kong.
func flagPlace(f *journal.Field) reflect.StructField {
	place := reflect.StructField{Name: "F_" + f.Name, Type: reflect.TypeFor[*string]()}
	tag := fmt.Sprintf("name:%q group:%q placeholder:%q help:%s", flagName(f), flagGroupOf(f.Phase), valueName(f), strconv.Quote(f.Help))
	if short := shortFlag(f); short != "" {
		tag += fmt.Sprintf(" short:%q", short)
	}
	if isList(f) {
		place.Type = reflect.TypeFor[[]string]()
		if f.Name != "tags" { // tags contain no commas
			tag += ` sep:"none"`
		}
	}
	place.Tag = reflect.StructTag(tag)
	return place
}

// shortFlag returns the letter of a field that is typed daily. A letter means the same in every
// command, so the outcome, or result, has r: o is the output.
func shortFlag(f *journal.Field) string {
	switch f.Name {
	case "area":
		return "a"
	case "title":
		return "t"
	case "time":
		return "w" // when
	case "kind":
		return "k"
	case "tags":
		return "g"
	case "outcome":
		return "r"
	case "performance":
		return "p"
	case "stress":
		return "s"
	case "efficacy_before":
		return "b"
	}
	return ""
}

func isList(f *journal.Field) bool {
	return f.Kind == journal.ListField || f.Kind == journal.ObstaclesField || f.Kind == journal.PeopleField
}

func flagName(f *journal.Field) string {
	return cmp.Or(f.Flag, strings.ReplaceAll(f.Name, "_", "-"))
}

func flagGroupOf(p journal.Phase) string {
	switch p {
	case journal.Before:
		return "Before"
	case journal.After:
		return "After"
	}
	return "What it is"
}

// valueName returns the placeholder of a flag's value in help.
func valueName(f *journal.Field) string {
	switch f.Kind {
	case journal.IDField:
		return "AREA"
	case journal.WordField:
		return "WORD"
	case journal.MomentField:
		return "WHEN"
	case journal.PeopleField:
		return "NAME"
	case journal.NumberField:
		return journal.FormatNumber(f.Low) + "-" + journal.FormatNumber(f.High)
	}
	if f.Name == "tags" {
		return "TAG"
	}
	return "TEXT"
}

// text returns the text given for a field, or nil.
func (f *entryFlags) text(name string) *string {
	for _, flag := range f.all {
		if flag.field.Name == name {
			return *flag.text
		}
	}
	return nil
}

// any reports whether a flag was given.
func (f *entryFlags) any() bool { return slices.ContainsFunc(f.all, fieldFlag.isGiven) }

// fill copies the given flags into e; a flag with an empty value clears its field. The area is
// not filled in, because finding it needs the journal.
func (f *entryFlags) fill(s *session, e *journal.Entry) error { return fillFields(s, e, f.all) }

func fillFields(s *session, e *journal.Entry, flags []fieldFlag) error {
	for _, flag := range flags {
		if !flag.isGiven() {
			continue
		}
		if err := flag.fill(s, e); err != nil {
			return err
		}
	}
	return nil
}

// flagFor returns a command's own flag for a field.
func flagFor(name string, text **string, items *[]string) fieldFlag {
	fields := journal.Fields()
	i := slices.IndexFunc(fields, func(f *journal.Field) bool { return f.Name == name })
	return fieldFlag{fields[i], text, items}
}

func (f fieldFlag) isGiven() bool {
	return f.text != nil && *f.text != nil || f.items != nil && *f.items != nil
}

func (f fieldFlag) fill(s *session, e *journal.Entry) error {
	switch f.field.Kind {
	case journal.LineField, journal.TextField:
		f.field.SetText(e, **f.text)
	case journal.WordField:
		f.field.SetText(e, strings.ToLower(strings.TrimSpace(**f.text)))
	case journal.NumberField:
		return f.fillNumber(e)
	case journal.MomentField:
		return f.fillMoment(s, e)
	case journal.ListField:
		*f.field.List(e) = *f.items
	case journal.PeopleField:
		e.People = nil
		for _, p := range *f.items {
			e.People = append(e.People, journal.ParsePerson(p, ""))
		}
	case journal.ObstaclesField:
		before := e.Obstacles
		e.Obstacles = nil
		for _, text := range *f.items {
			o := parseObstacle(text)
			for _, b := range before { // retained obstacles keep their if-then
				if b.Text == o.Text {
					b.Overcome = o.Overcome
					o = b
				}
			}
			e.Obstacles = append(e.Obstacles, o)
		}
	}
	return nil
}

func (f fieldFlag) fillNumber(e *journal.Entry) error {
	v := f.field.Number(e)
	scale := journal.FormatNumber(f.field.Low) + " to " + journal.FormatNumber(f.field.High)
	err := setNumber("--"+flagName(f.field), &v, *f.text, scale)
	f.field.SetNumber(e, v)
	return err
}

// fillMoment sets the time of e; an empty value changes nothing.
func (f fieldFlag) fillMoment(s *session, e *journal.Entry) error {
	if strings.TrimSpace(**f.text) == "" {
		return nil
	}
	t, err := s.moment("--"+flagName(f.field), **f.text, e.Time, isAhead(f.field.Name, e))
	if err == nil {
		*f.field.Moment(e) = t
	}
	return err
}

// isAhead reports whether a time of e is yet to come: that of a plan.
func isAhead(field string, e *journal.Entry) bool {
	return e.Type == journal.Plan && field == "time"
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func setText(field *string, flag *string) {
	if flag != nil {
		*field = *flag
	}
}

func setList(field *[]string, flag []string) {
	if flag != nil {
		*field = flag
	}
}

func setNumber[T ~float64](name string, field *optional.Value[T], flag *string, scale string) error {
	if flag == nil {
		return nil
	}
	text := strings.TrimSpace(*flag)
	if text == "" {
		*field = optional.Value[T]{}
		return nil
	}
	x, ok := parseNumber(text)
	if !ok {
		return misuse("%s is %q; it must be a number from %s, or left empty", name, text, scale)
	}
	*field = optional.Some(T(x))
	return nil
}

// parseNumber reads a plain decimal number: no infinity, no hexadecimal digits.
func parseNumber(text string) (float64, bool) {
	if strings.Trim(text, "0123456789.+-") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil
}

func parseObstacle(text string) journal.Obstacle {
	for prefix, overcome := range map[string]bool{"[x] ": true, "[X] ": true, "[ ] ": false} {
		if rest, ok := strings.CutPrefix(text, prefix); ok {
			return journal.Obstacle{Text: rest, Overcome: overcome}
		}
	}
	return journal.Obstacle{Text: text}
}
