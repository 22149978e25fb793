package transfer

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/table"
	"enactive/ui/state"
)

// planOf is the plan of a form. The error is about a time zone that is not known.
func planOf(p state.ImportPlan) (exchange.ImportPlan, error) {
	o := exchange.ImportPlan{Leave: p.Leave, Key: p.Key, SkipBadRows: p.SkipBadRows, Days: p.Days,
		Reading: table.Options{Encoding: p.Written.Encoding, Header: p.Written.Header, NoHeader: p.Written.NoHeader, Sheet: p.Written.Sheet},
		Each:    exchange.ColumnEach{Columns: p.Each, To: p.EachTo}, Group: exchange.RowGroup{By: p.Group}}
	for _, r := range p.Written.Separator {
		o.Reading.Separator = r
	}
	for _, m := range p.Map {
		o.Map = append(o.Map, exchange.ColumnMap(m))
	}
	for _, j := range p.Join {
		o.Join = append(o.Join, exchange.ColumnJoin(j))
	}
	for _, s := range p.Set {
		o.Set = append(o.Set, exchange.ColumnSet(s))
	}
	for _, w := range p.Words {
		o.Words = append(o.Words, exchange.ColumnWords(w))
	}
	for _, s := range p.Split {
		o.Split = append(o.Split, exchange.ColumnSplit(s))
	}
	for column, how := range p.GroupNumbers {
		if o.Group.Numbers == nil {
			o.Group.Numbers = map[string]table.Gather{}
		}
		o.Group.Numbers[column], _ = table.ParseGather(how) // these are keys of the choices
	}
	o.Dates, _ = table.ParseOrder(p.Dates)
	o.Decimal, _ = table.ParseNotation(p.Decimal)
	o.Durations, _ = table.ParseDurationForm(p.Durations)
	o.Again, _ = exchange.ParseAgain(p.Again)
	o.Sums, _ = exchange.ParseSums(p.Sums)
	o.Several, _ = exchange.ParseSeveral(p.Several)
	if p.Zone == "" {
		return o, nil
	}
	// PlanOf says what is wrong with the name of a zone.
	zoned, err := exchange.PlanOf(exchange.Chosen{"zone": {p.Zone}})
	o.Zone = zoned.Zone
	return o, err
}

// formPlan is the opposite of planOf.
func formPlan(p exchange.ImportPlan) state.ImportPlan {
	o := state.ImportPlan{Leave: p.Leave, Key: p.Key, SkipBadRows: p.SkipBadRows, Each: p.Each.Columns, EachTo: p.Each.To, Group: p.Group.By, Days: p.Days, Several: p.Several.String(),
		Written: state.ImportWriting{Encoding: p.Reading.Encoding, Header: p.Reading.Header, NoHeader: p.Reading.NoHeader, Sheet: p.Reading.Sheet},
		Dates:   p.Dates.String(), Decimal: p.Decimal.String(), Durations: p.Durations.String(), Sums: p.Sums.String()}
	if p.Reading.Separator != 0 {
		o.Written.Separator = string(p.Reading.Separator)
	}
	if p.Zone != nil {
		o.Zone = p.Zone.String()
	}
	if p.Again != exchange.AgainUpdate {
		o.Again = p.Again.String()
	}
	for _, m := range p.Map {
		o.Map = append(o.Map, state.ColumnMap(m))
	}
	for _, j := range p.Join {
		o.Join = append(o.Join, state.ColumnJoin(j))
	}
	for _, s := range p.Set {
		o.Set = append(o.Set, state.ColumnSet(s))
	}
	for _, w := range p.Words {
		o.Words = append(o.Words, state.ColumnWords(w))
	}
	for _, s := range p.Split {
		o.Split = append(o.Split, state.ColumnSplit(s))
	}
	for column, how := range p.Group.Numbers {
		if o.GroupNumbers == nil {
			o.GroupNumbers = map[string]string{}
		}
		o.GroupNumbers[column] = how.String()
	}
	return o
}

// sheetOf is a table as the page shows it.
func sheetOf(s exchange.Sheet) *state.Sheet {
	f := &s.Found
	o := &state.Sheet{Sheets: f.Sheets, IsText: f.Format == table.FormatText, Count: f.Rows, When: s.When, Preset: formPlan(s.Plan), Notes: describe.Messages(s.Notes), Sums: state.SheetRow(s.Sums),
		Written: state.ImportWriting{Encoding: f.Encoding, Header: f.Header, NoHeader: f.Header == 0, Sheet: f.Sheet}}
	if f.Separator != 0 {
		o.Written.Separator = string(f.Separator)
	}
	for _, r := range s.Rows {
		o.Rows = append(o.Rows, state.SheetRow(r))
	}
	for i := range s.Columns {
		o.Columns = append(o.Columns, columnOf(&s.Columns[i]))
	}
	return o
}

func columnOf(c *exchange.SheetColumn) state.Column {
	column := state.Column{Name: c.Name, Ours: c.Ours, Measure: c.Measure, IsFact: c.IsFact, Example: c.Example, Filled: c.Filled, Empty: c.Empty, IsNumbers: c.IsNumbers, IsDurations: c.IsDurations,
		Low: c.Low, High: c.High, First: c.First, Last: c.Last, IsZoned: c.IsZoned, Bins: c.Bins}
	for _, w := range c.Words {
		column.Words = append(column.Words, state.WordCount(w))
	}
	for _, l := range c.Lists {
		column.Lists = append(column.Lists, state.List{Separator: l.Separator, Cells: l.Cells, Items: l.Items})
	}
	for _, choice := range c.Orders {
		order, _ := table.ParseOrder(choice.Key)
		column.Orders = append(column.Orders, state.ColumnReading{Key: choice.Key, Order: describe.Message(exchange.OrderName(order)), Cells: choice.Cells, Days: choice.Days})
	}
	for _, choice := range c.Decimals {
		column.Decimals = append(column.Decimals, state.ColumnReading{Key: choice.Key, Cells: choice.Cells, Low: choice.Numbers[0], High: choice.Numbers[1]})
	}
	for _, choice := range c.Durations {
		column.Durations = append(column.Durations, state.ColumnReading{Key: choice.Key, Cells: choice.Cells, Low: choice.Numbers[0], High: choice.Numbers[1]})
	}
	return column
}

// Encodings are the names of the ways in which characters are written.
func (s *Service) Encodings() []string { return table.Encodings() }

// ZoneNames returns the names of time zones in which typed occurs, a few of them.
func (s *Service) ZoneNames(typed string) []string {
	const most = 6
	var all []string
	for _, name := range zoneNames() {
		if typed != "" && strings.Contains(strings.ToLower(name), strings.ToLower(typed)) && len(all) < most {
			all = append(all, name)
		}
	}
	return all
}

// zoneNames are zones in which most people live; any other one can be typed too.
func zoneNames() []string {
	return strings.Fields(`Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Lagos Africa/Nairobi
		America/Anchorage America/Argentina/Buenos_Aires America/Bogota America/Caracas America/Chicago America/Denver America/Halifax America/Lima America/Los_Angeles
		America/Mexico_City America/New_York America/Phoenix America/Santiago America/Sao_Paulo America/Toronto America/Vancouver
		Asia/Bangkok Asia/Dhaka Asia/Dubai Asia/Hong_Kong Asia/Jakarta Asia/Jerusalem Asia/Karachi Asia/Kolkata Asia/Kuala_Lumpur Asia/Manila Asia/Riyadh Asia/Seoul
		Asia/Shanghai Asia/Singapore Asia/Taipei Asia/Tashkent Asia/Tehran Asia/Tokyo
		Atlantic/Azores Atlantic/Reykjavik Australia/Adelaide Australia/Brisbane Australia/Melbourne Australia/Perth Australia/Sydney
		Europe/Amsterdam Europe/Athens Europe/Berlin Europe/Brussels Europe/Bucharest Europe/Budapest Europe/Copenhagen Europe/Dublin Europe/Helsinki Europe/Istanbul
		Europe/Kyiv Europe/Lisbon Europe/London Europe/Madrid Europe/Moscow Europe/Oslo Europe/Paris Europe/Prague Europe/Rome Europe/Sofia Europe/Stockholm
		Europe/Vienna Europe/Warsaw Europe/Zurich Pacific/Auckland Pacific/Honolulu UTC`)
}

// KnowsZone reports whether there is a time zone of that name.
func (s *Service) KnowsZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && name != "" && name != "Local"
}

// Command is what does the same in a terminal.
func (s *Service) Command(ctx context.Context, from state.ImportSource, plan state.ImportPlan) (string, error) {
	p, err := planOf(plan)
	if err != nil {
		return "", err
	}
	name, format := from.Path, exchange.ImportFormat(s.formats, from.Name)
	if from.Path == "" {
		name = "-"
	} else if key, ok, err := s.OtherJournal(ctx, from.Path); err == nil && ok {
		format = s.formats[slices.IndexFunc(s.formats, func(f exchange.Format) bool { return f.Key == key })]
	}
	words := []string{"enact", "import", format.Key, quoteForShell(name)}
	chosen := chosenFor(format.Import, p)
	for _, o := range format.Import.Options {
		for _, value := range chosen[o.Key] {
			words = append(words, "--"+o.Key)
			if o.Placeholder != "" {
				words = append(words, quoteForShell(value))
			}
		}
	}
	return strings.Join(words, " "), nil
}

// quoteForShell quotes a word for the shells of Unix where it needs that.
func quoteForShell(word string) string {
	const safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,+@="
	if word != "" && strings.Trim(word, safe) == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// WritePlan writes a plan as the terminal reads it too.
func (s *Service) WritePlan(w io.Writer, plan state.ImportPlan) error {
	p, err := planOf(plan)
	if err != nil {
		return err
	}
	filed, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(filed, '\n'))
	return err
}

// ReadPlan reads the plan in a file.
func (s *Service) ReadPlan(ctx context.Context, path string) (state.ImportPlan, error) {
	const most = 1<<20 + 1 // one byte too many is rejected
	var plan exchange.ImportPlan
	err := readFile(ctx, path, func(int64, int64) {}, func(r io.Reader) error {
		filed, err := io.ReadAll(io.LimitReader(r, most))
		if err != nil {
			return err
		}
		plan, err = exchange.ReadPlan(filed)
		return err
	})
	return formPlan(plan), err
}
