package commandline

import (
	"strings"

	"enactive/journal"
	"enactive/journal/describe"
)

type measureListCmd struct {
	Area string `short:"a" placeholder:"AREA" help:"Only those of the entries of this area."`
	Day  bool   `help:"Only those of days."`
	JSON bool   `name:"json" help:"Print JSON: an array with an object a line."`
}

// measureJSON is a measure as JSON, with how many values it has.
type measureJSON struct {
	Name     string              `json:"name"`
	Kind     journal.MeasureKind `json:"kind"`
	OfDay    bool                `json:"of_day,omitempty"`
	Areas    []string            `json:"areas,omitempty"`
	Unit     string              `json:"unit,omitempty"`
	Decimals int                 `json:"decimals,omitempty"`
	Low      journal.OptNumber   `json:"low,omitzero"`
	High     journal.OptNumber   `json:"high,omitzero"`
	Better   journal.Better      `json:"better,omitempty"`
	LowWord  string              `json:"low_word,omitempty"`
	HighWord string              `json:"high_word,omitempty"`
	Choices  []string            `json:"choices,omitempty"`
	Ordered  bool                `json:"ordered,omitempty"`
	Pinned   bool                `json:"pinned,omitempty"`
	Archived bool                `json:"archived,omitempty"`
	Entries  int                 `json:"entries"`
	Days     int                 `json:"days"`
}

func measureAsJSON(j *journal.Journal, m *journal.Measure) measureJSON {
	o := measureJSON{Name: m.Name, Kind: m.Kind, OfDay: m.OfDay, Areas: areaNamesOf(j, m), Unit: m.Unit, Decimals: m.Decimals, Low: m.Low, High: m.High, Better: m.Better,
		LowWord: m.LowWord, HighWord: m.HighWord, Ordered: m.Ordered, Pinned: m.Pinned, Archived: m.Archived}
	for _, c := range m.Choices {
		o.Choices = append(o.Choices, c.Name)
	}
	o.Entries, o.Days = j.ValuesOf(m.ID)
	return o
}

func areaNamesOf(j *journal.Journal, m *journal.Measure) []string {
	var names []string
	for _, a := range j.Areas() {
		if m.IsOf(a.ID) {
			names = append(names, a.Name)
		}
	}
	return names
}

func (c *measureListCmd) Help() string {
	return `VALUES counts those on entries, in the bin as well, and on days. In the JSON the ends of a duration are in minutes, as in "enact export json".`
}

func (c *measureListCmd) Run(s *session) error {
	if c.Day && c.Area != "" {
		return misuse("a measure of days has no areas; leave out --day or --area")
	}
	return s.with(func(j *journal.Journal) error {
		all := j.Measures()
		switch {
		case c.Day:
			all = j.DayMeasures()
		case c.Area != "":
			a, err := s.area(j, c.Area)
			if err != nil {
				return err
			}
			all = j.MeasuresOf(a.ID)
		}
		if c.JSON {
			objects := make([]measureJSON, len(all))
			for i := range all {
				objects[i] = measureAsJSON(j, &all[i])
			}
			return printJSONList(s, objects)
		}
		if len(all) == 0 {
			s.note(`There is no measure; "enact measure add NAME" adds one.`)
			return nil
		}
		t := table{header: []string{"VALUES", "OF", "KIND", "MEASURE"}, right: []bool{true, false, false, false}}
		for i := range all {
			m := &all[i]
			entries, days := j.ValuesOf(m.ID)
			of := "days"
			if !m.OfDay {
				of = orDash(line(strings.Join(areaNamesOf(j, m), ", ")))
			}
			name := line(m.Name)
			if m.Archived {
				name += " (archived)"
			}
			t.rows = append(t.rows, []string{itoa(entries + days), of, kindText(m), name})
		}
		t.write(s, s.env.columns)
		return nil
	})
}

// kindText says what values a measure has, as "number, km, 0 to 50" or "choice: rain, dry or sun".
func kindText(m *journal.Measure) string {
	switch m.Kind {
	case journal.ChoiceMeasure:
		return line("choice: " + strings.Join(choiceNames(m), ", "))
	case journal.YesNoMeasure:
		return "yes or no"
	case journal.ScaleMeasure:
		text := "scale, 0 to 100"
		if m.LowWord != "" || m.HighWord != "" {
			text += ", " + strings.Join(present(m.LowWord, m.HighWord), " to ")
		}
		return line(text)
	}
	parts := []string{string(m.Kind)}
	if m.Kind == journal.NumberMeasure && m.Unit != "" {
		parts = append(parts, m.Unit)
	}
	low, hasLow := m.Low.Get()
	high, hasHigh := m.High.Get()
	switch {
	case hasLow && hasHigh:
		parts = append(parts, describe.MeasureValue(m, low)+" to "+describe.MeasureValue(m, high))
	case hasLow:
		parts = append(parts, "at least "+describe.MeasureValue(m, low))
	case hasHigh:
		parts = append(parts, "at most "+describe.MeasureValue(m, high))
	}
	return line(strings.Join(parts, ", "))
}
