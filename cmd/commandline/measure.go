package commandline

import (
	"errors"
	"io"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/fault"
	"enactive/journal/naming"
	"enactive/journal/optional"
)

// measureCmd groups the commands for measures of one's own.
type measureCmd struct {
	Add       measureAddCmd       `cmd:"" help:"Add a measure."`
	List      measureListCmd      `cmd:"" help:"List the measures."`
	Change    measureChangeCmd    `cmd:"" help:"Change a measure; values that exist keep their meaning."`
	Archive   measureArchiveCmd   `cmd:"" help:"Put a measure aside; its values stay."`
	Unarchive measureUnarchiveCmd `cmd:"" help:"Use an archived measure again."`
	Remove    measureRemoveCmd    `cmd:"" help:"Remove a measure and all its values for good."`
	Order     measureOrderCmd     `cmd:"" help:"Put the measures in an order."`
}

// measureFlags fill a measure.
type measureFlags struct {
	Area     []string `short:"a" sep:"none" placeholder:"AREA" help:"An area whose entries have it. May be repeated."`
	Unit     *string  `placeholder:"TEXT" help:"The unit of a number, such as km; of a duration h or min, which a number alone then means."`
	Decimals *int     `placeholder:"0-6" help:"The most decimals of a number that are shown; it keeps those that it has. Without it, or with 0, all are shown."`
	Low      *string  `placeholder:"VALUE" help:"The smallest value that can be."`
	High     *string  `placeholder:"VALUE" help:"The largest value that can be."`
	Better   *string  `placeholder:"WORD" help:"up or down: the direction in which it is better; empty for neither."`
	LowWord  *string  `placeholder:"TEXT" help:"What 0 means on a scale, such as calm."`
	HighWord *string  `placeholder:"TEXT" help:"What 100 means on a scale."`
	Choice   []string `sep:"none" placeholder:"TEXT" help:"A value of a choice, in their order. May be repeated, 2 to 12 times."`
	Ordered  bool     `help:"The values of the choice have an order, from low to high."`
	Pinned   bool     `help:"Ask for it in the window's quick entry as well."`
}

// fill fills m, which has its kind already. The ends are read as values of the measure.
func (f *measureFlags) fill(s *session, j *journal.Journal, m *journal.Measure) error {
	if err := f.fits(m); err != nil {
		return err
	}
	setText(&m.Unit, f.Unit)
	setText(&m.LowWord, f.LowWord)
	setText(&m.HighWord, f.HighWord)
	if f.Decimals != nil {
		m.Decimals = *f.Decimals
	}
	if f.Better != nil {
		m.Better = journal.Better(strings.ToLower(strings.TrimSpace(*f.Better)))
	}
	m.Ordered, m.Pinned = m.Ordered || f.Ordered, m.Pinned || f.Pinned
	if f.Choice != nil {
		m.Choices = choicesOf(m.Choices, f.Choice)
	}
	if f.Area != nil {
		m.Areas = nil
		for _, name := range f.Area {
			if strings.TrimSpace(name) == "" {
				continue
			}
			a, err := s.area(j, name)
			if err != nil {
				return err
			}
			m.Areas = append(m.Areas, a.ID)
		}
	}
	return firstError(endOf(m, "--low", &m.Low, f.Low), endOf(m, "--high", &m.High, f.High))
}

// fits refuses flags that the kind of m does not have, which would be ignored. An empty one is none.
func (f *measureFlags) fits(m *journal.Measure) error {
	given := journal.Measure{Kind: m.Kind, Ordered: f.Ordered, Choices: choicesOf(nil, f.Choice)}
	setText(&given.Unit, f.Unit)
	setText(&given.LowWord, f.LowWord)
	setText(&given.HighWord, f.HighWord)
	if f.Decimals != nil {
		given.Decimals = *f.Decimals
	}
	if m.Kind != journal.NumberMeasure && m.Kind != journal.DurationMeasure {
		for _, end := range []struct {
			flag string
			text *string
		}{{"low", f.Low}, {"high", f.High}} {
			if end.text != nil && strings.TrimSpace(*end.text) != "" {
				return measureError(&journal.FieldError{Field: end.flag, Value: *end.text, Want: fault.Text("empty-only-a-number-or-a-duration-has-it")})
			}
		}
	}
	if err := journal.CheckFits(given); err != nil {
		return measureError(err)
	}
	return nil
}

// choicesOf returns the named choices; one that was there already stays the same choice.
func choicesOf(before []journal.Choice, names []string) []journal.Choice {
	var choices []journal.Choice
	old := journal.Measure{Choices: before}
	for _, name := range names {
		c, _ := old.ChoiceNamed(name)
		c.Name = name
		choices = append(choices, c)
	}
	return choices
}

// endOf sets an end of the range from a flag, written as values of the measure are.
func endOf(m *journal.Measure, flag string, end *journal.OptNumber, text *string) error {
	if text == nil {
		return nil
	}
	if strings.TrimSpace(*text) == "" {
		*end = journal.OptNumber{}
		return nil
	}
	whole := m.Clone()
	whole.Name, whole.Low, whole.High = flag, journal.OptNumber{}, journal.OptNumber{}
	if whole.Kind == journal.DurationMeasure && whole.Unit == "" && whole.OfDay {
		whole.Unit = journal.HoursUnit // as it will be stored
	}
	v, err := whole.Parse(*text)
	if err != nil {
		return valueError(err)
	}
	*end = optional.Some(v)
	return nil
}

// valueError turns a wrong value into wrong usage, in the words of the journal.
func valueError(err error) error {
	if f, ok := journal.IsFieldError(err); ok {
		return misuse("%s", describe.Error(f))
	}
	return err
}

// measureError turns what is wrong with a measure into wrong usage of the flag, and a question into
// one that the flags answer.
func measureError(err error) error {
	if q, ok := errors.AsType[*journal.MeasureQuestion](err); ok {
		what := describe.Error(q)
		switch {
		case q.Impossible:
			return misuse("%s", what)
		case q.Outside > 0:
			return misuse("%s In the terminal that is --keep-values; --factor N converts them", what)
		}
		return misuse("%s Give --keep-values to leave the numbers as they are, or --factor N to multiply each by N", what)
	}
	f, ok := journal.IsFieldError(err)
	if !ok {
		return err
	}
	named := *f
	switch f.Field {
	case "name":
		named.Field = "the name"
	case "areas":
		named.Field = "--area"
	case "choices":
		named.Field = "--choice"
	default:
		named.Field = "--" + strings.ReplaceAll(f.Field, "_", "-")
	}
	return misuse("%s", describe.Error(&named))
}

// measureKind reads the kind of a measure, also as yes/no and yes-no.
func measureKind(text string) (journal.MeasureKind, error) {
	kinds, err := wordFlag("--kind", strings.NewReplacer("-", "_", "/", "_").Replace(text), journal.MeasureKinds())
	if err != nil {
		return "", misuse("--kind is %q; it must be one of %s", text, describe.Message(journal.Words(journal.MeasureKinds())))
	}
	if len(kinds) == 0 {
		return journal.NumberMeasure, nil
	}
	return kinds[0], nil
}

// measure finds a measure by its name.
func (s *session) measure(j *journal.Journal, name string) (journal.Measure, error) {
	if m, ok := j.MeasureNamed(name); ok {
		return m, nil
	}
	return journal.Measure{}, failed(journal.ErrNoMeasure, "there is no measure %q; %s", name, measureList(j.Measures()))
}

// measureList names measures, and how to add one.
func measureList(measures []journal.Measure) string {
	const most = 12
	if len(measures) == 0 {
		return `there is none yet, and "enact measure add NAME" adds one`
	}
	var names []string
	for _, m := range measures[:min(len(measures), most)] {
		names = append(names, line(m.Name))
	}
	if len(measures) > most {
		names = append(names, "others")
	}
	return "there " + isOrAre(len(names)) + " " + joinNames(names) + `, and "enact measure add NAME" adds one`
}

type measureAddCmd struct {
	Name string `arg:"" help:"The measure's name, such as Sleep. It has none of the signs = < > and no quotation mark."`
	Kind string `short:"k" placeholder:"WORD" help:"number; scale, which is 0 to 100; choice; yes_no; or duration. Without it: number."`
	Day  bool   `help:"It is measured once a day, and belongs to no area."`
	measureFlags
}

func (c *measureAddCmd) Help() string {
	return `A measure is something of your own that you note with an entry, or once a day. What is not said stays empty, and is never 0.

  enact measure add Sleep --kind duration --day --unit h --better up
  enact measure add Laps --area "Half marathon" --low 0 --decimals 1
  enact measure add Weather --area "Half marathon" --kind choice --choice rain --choice dry --choice sun
  enact day --set "Sleep=7:20"
  enact add "Ran 8 km" --set "Laps=20" --set "Weather=rain"

Without --day and --area it belongs to the only area.`
}

func (c *measureAddCmd) Run(s *session) error {
	kind, err := measureKind(c.Kind)
	if err != nil {
		return err
	}
	if c.Day && len(c.Area) > 0 {
		return misuse("a measure of days has no areas; leave out --day or --area")
	}
	return s.with(func(j *journal.Journal) error {
		m := journal.Measure{Name: c.Name, Kind: kind, OfDay: c.Day}
		if !c.Day && len(c.Area) == 0 {
			a, err := s.area(j, "")
			if err != nil {
				return err
			}
			m.Areas = []journal.AreaID{a.ID}
		}
		if err := c.fill(s, j, &m); err != nil {
			return err
		}
		m, err := j.SaveMeasure(s.ctx, m, journal.Rewrite{})
		if err != nil {
			return measureError(err)
		}
		s.print("added ", line(m.Name), "\n")
		return nil
	})
}

type measureChangeCmd struct {
	Name   string `arg:"" name:"measure" help:"The measure's name."`
	Rename string `placeholder:"NAME" help:"Its new name."`
	Kind   string `short:"k" placeholder:"WORD" help:"Its new kind, if its values can be ones of that."`
	measureFlags
	Unordered    bool     `help:"The values of the choice have no order."`
	Unpinned     bool     `help:"Do not ask for it in quick entry."`
	RenameChoice []string `sep:"none" placeholder:"OLD=NEW" help:"Rename a value of a choice, wherever it was chosen. May be repeated."`
	KeepValues   bool     `help:"Leave the numbers of values as they are although the unit, kind or range changes. A value of a choice becomes what its name says."`
	Factor       *float64 `placeholder:"N" help:"Multiply each value by N, as 2.20462 from kg to lb."`
}

func (c *measureChangeCmd) Help() string {
	return `Flags change what they name and leave the rest; an empty value, as in --low "", empties it, and --area and --choice replace all. Where values exist whose meaning would change, nothing is changed until --keep-values or --factor says what becomes of them. "enact undo" undoes the change with its values.

  enact measure change Weight --unit lb --factor 2.20462
  enact measure change Sleep --rename "Night's sleep"`
}

func (c *measureChangeCmd) Run(s *session) error {
	switch f := &c.measureFlags; {
	case c.Factor != nil && !(*c.Factor > 0 && *c.Factor <= 1e9):
		return misuse("--factor is %v; it must be above 0, and at most 1,000,000,000", *c.Factor)
	case c.Factor != nil && c.Unit == nil && c.Kind == "" && c.Low == nil && c.High == nil:
		return misuse("--factor converts values to another unit, kind or range; give --unit, --kind, --low or --high as well")
	case c.Rename == "" && c.Kind == "" && f.Area == nil && f.Unit == nil && f.Decimals == nil && f.Low == nil && f.High == nil && f.Better == nil && f.LowWord == nil &&
		f.HighWord == nil && f.Choice == nil && !f.Ordered && !f.Pinned && !c.Unordered && !c.Unpinned && c.RenameChoice == nil:
		return misuse(`no change was given; "enact help measure change" lists what can be`)
	case c.Ordered && c.Unordered, c.Pinned && c.Unpinned:
		return misuse("a flag and its opposite are both given; leave one out")
	case c.KeepValues && c.Factor != nil:
		return misuse("--keep-values and --factor exclude one another; choose one")
	}
	how := journal.Rewrite{Keep: c.KeepValues}
	if c.Factor != nil {
		how.Factor = *c.Factor
	}
	return s.changeMeasure(c.Name, "changed", how, func(j *journal.Journal, m *journal.Measure) error {
		if c.Kind != "" {
			kind, err := measureKind(c.Kind)
			if err != nil {
				return err
			}
			m.Kind = kind
		}
		if c.Rename != "" {
			m.Name = c.Rename
		}
		if (c.Unordered || c.RenameChoice != nil) && m.Kind != journal.ChoiceMeasure {
			return misuse("%s is no choice; leave out --unordered and --rename-choice", line(m.Name))
		}
		if err := c.renameChoices(m); err != nil {
			return err
		}
		if m.OfDay && len(c.Area) > 0 {
			return misuse("%s is a measure of days and has no areas; leave out --area", line(m.Name))
		}
		if err := c.fill(s, j, m); err != nil {
			return err
		}
		m.Ordered, m.Pinned = m.Ordered && !c.Unordered, m.Pinned && !c.Unpinned
		return nil
	})
}

func (c *measureChangeCmd) renameChoices(m *journal.Measure) error {
	for _, change := range c.RenameChoice {
		old, name, ok := strings.Cut(change, "=")
		choice, found := m.ChoiceNamed(old)
		switch {
		case !ok || strings.TrimSpace(name) == "":
			return misuse("--rename-choice is %q; it must be OLD=NEW", change)
		case !found:
			return misuse("--rename-choice is %q, but %s has no value %q; it has %s", change, line(m.Name), old, joinNames(choiceNames(m)))
		}
		for i := range m.Choices {
			if m.Choices[i].Key == choice.Key {
				m.Choices[i].Name = name
			}
		}
	}
	return nil
}

func choiceNames(m *journal.Measure) []string {
	var names []string
	for _, c := range m.Choices {
		names = append(names, line(c.Name))
	}
	return names
}

func (s *session) changeMeasure(name, done string, how journal.Rewrite, change func(j *journal.Journal, m *journal.Measure) error) error {
	return s.with(func(j *journal.Journal) error {
		found, err := s.measure(j, name)
		if err != nil {
			return err
		}
		m := found.Clone()
		if err := change(j, &m); err != nil {
			return err
		}
		m, meanwhile, err := j.SaveMeasureFrom(s.ctx, found, m, how)
		if err != nil {
			return measureError(err)
		}
		s.noteMeanwhile(meanwhile)
		s.print(done, " ", line(m.Name), "\n")
		return nil
	})
}

type measureArchiveCmd struct {
	Name string `arg:"" name:"measure" help:"The measure's name."`
}

func (c *measureArchiveCmd) Run(s *session) error { return s.setArchived(c.Name, "archived", true) }

type measureUnarchiveCmd struct {
	Name string `arg:"" name:"measure" help:"The measure's name."`
}

func (c *measureUnarchiveCmd) Run(s *session) error { return s.setArchived(c.Name, "restored", false) }

func (s *session) setArchived(name, done string, archived bool) error {
	return s.changeMeasure(name, done, journal.Rewrite{}, func(_ *journal.Journal, m *journal.Measure) error {
		m.Archived = archived
		return nil
	})
}

type measureRemoveCmd struct {
	Name string `arg:"" name:"measure" help:"The measure's name."`
	Yes  bool   `help:"Do not ask."`
}

func (c *measureRemoveCmd) Help() string {
	return `All values of the measure go along, and so do the saved filters that ask for it and the numbers of goals. "enact undo" restores them as long as nothing else was changed. To stop using a measure and keep its values, archive it.`
}

func (c *measureRemoveCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		m, err := s.measure(j, c.Name)
		if err != nil {
			return err
		}
		entries, days := j.ValuesOf(m.ID)
		values := count(entries+days, "value", "values")
		if err := c.confirm(s, m, values); err != nil {
			return err
		}
		if err := j.RemoveMeasure(s.ctx, m.ID); err != nil {
			return err
		}
		s.print("removed ", line(m.Name), " and ", values, "\n")
		return nil
	})
}

func (c *measureRemoveCmd) confirm(s *session, m journal.Measure, values string) error {
	if c.Yes {
		return nil
	}
	if s.env.terminal == nil {
		return misuse("this removes %s and its %s for good; add --yes to confirm", line(m.Name), values)
	}
	answer, err := s.env.terminal.line(s.ctx, "Remove "+line(m.Name)+" and its "+values+" for good? Type the name of the measure: ")
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if naming.Key(answer) != naming.Key(m.Name) {
		return failed(nil, "nothing was removed, because that is not the name of the measure")
	}
	return nil
}

type measureOrderCmd struct {
	Names []string `arg:"" name:"measure" help:"The names, the first one first. Measures that are not named follow in their previous order."`
}

func (c *measureOrderCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		var ids []journal.MeasureID
		for _, name := range c.Names {
			m, err := s.measure(j, name)
			if err != nil {
				return err
			}
			if slices.Contains(ids, m.ID) {
				return misuse("%s is named twice; name it once", line(m.Name))
			}
			ids = append(ids, m.ID)
		}
		if err := j.OrderMeasures(s.ctx, ids); err != nil {
			return err
		}
		var names []string
		for _, m := range j.Measures() {
			names = append(names, line(m.Name))
		}
		s.print("the order is ", joinNames(names), "\n")
		return nil
	})
}
