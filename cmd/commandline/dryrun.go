package commandline

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// previewed is how many entries a dry run shows.
const previewed = 5

// printPreview prints what the entries of a file will be.
func (s *session) printPreview(imp *exchange.Import, sheet *exchange.Sheet) {
	for _, p := range imp.First(previewed) {
		if row := rowOn(sheet, p.Line); row != nil {
			s.printf("line %d: %s\n", p.Line, plain(brief(strings.Join(row, " | "))))
		} else if p.Line > 0 {
			s.printf("line %d\n", p.Line)
		}
		s.print("  ", plain(previewLine(p)), "\n")
	}
	for _, f := range imp.Filled() {
		if f.Field.Phase != journal.Automatic && f.Field.Name != "type" {
			s.print(plain(filledLine(&f)), "\n")
		}
	}
	for _, m := range imp.Oddities(s.env.now()) {
		s.print(plain(describe.Message(m)), "\n")
	}
}

// printChanges lists the first entries that an import would change, with what becomes what.
func printChanges(s *session, imp *exchange.Import) {
	const most = 10
	for _, change := range imp.Changes(most) {
		s.print("  ", plain(change.Time.Format("2006-01-02 15:04")), " ", plain(brief(change.Title)), "\n")
		for _, f := range change.Fields {
			s.printf("    %s: %s → %s", plain(f.Field), plain(brief(f.Before)), plain(brief(f.After)))
			if f.Kept {
				s.print(" (stays, because it was edited here or is sealed)")
			}
			s.print("\n")
		}
	}
	if more := imp.Changed - most; more > 0 {
		s.printf("  and %d more\n", more)
	}
}

// brief is the beginning of a value, on one line.
func brief(s string) string {
	const most = 60
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return "(empty)"
	}
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

func rowOn(sheet *exchange.Sheet, line int) []string {
	if sheet == nil {
		return nil
	}
	for _, row := range sheet.Rows {
		if row.Line == line {
			return row.Cells
		}
	}
	return nil
}

// previewLine is an entry on one line: its fields with their names.
func previewLine(p exchange.PreviewEntry) string {
	parts := []string{p.Entry.Time.Format("2006-01-02 15:04"), p.Area}
	for _, f := range journal.Fields() {
		if f.Phase == journal.Automatic || f.Kind == journal.MomentField || f.Kind == journal.IDField || f.Name == "type" || f.IsEmpty(&p.Entry) {
			continue
		}
		parts = append(parts, f.Name+" "+brief(p.Text(f)))
	}
	return strings.Join(parts, "; ")
}

// filledLine says what the entries have in one field.
func filledLine(f *exchange.FilledField) string {
	line := fmt.Sprintf("%s: %d filled", f.Field.Name, f.Count)
	switch f.Field.Kind {
	case journal.NumberField:
		return line + fmt.Sprintf(", from %s to %s", journal.FormatNumber(f.Low), journal.FormatNumber(f.High))
	case journal.MomentField:
		return line + fmt.Sprintf(", from %s to %s", f.First.Format("2006-01-02 15:04"), f.Last.Format("2006-01-02 15:04"))
	case journal.WordField:
		for _, word := range f.Field.Words() {
			if n := f.Words[word]; n > 0 {
				line += fmt.Sprintf(", %s %d", word, n)
			}
		}
	}
	return line
}

// dryRun is what "enact import ... --dry-run --json" prints.
type dryRun struct {
	File         string               `json:"file"`
	ReadBy       string               `json:"read_by,omitempty"` // the name of a remembered plan
	Plan         *exchange.ImportPlan `json:"plan,omitempty"`
	Columns      []dryColumn          `json:"columns,omitempty"`
	Sums         *drySums             `json:"sums,omitempty"`
	Problem      string               `json:"problem,omitempty"`
	Added        int                  `json:"added"`
	AlreadyThere int                  `json:"already_there"`
	Changed      int                  `json:"changed"`
	NewAreas     []string             `json:"new_areas,omitempty"`
	NewMeasures  []string             `json:"new_measures,omitempty"`
	Days         int                  `json:"days,omitempty"`
	DaysThere    int                  `json:"days_there,omitempty"`
	Experiments  int                  `json:"experiments,omitempty"`
	ExpsThere    int                  `json:"experiments_there,omitempty"`
	LeftOut      []string             `json:"left_out,omitempty"`
	Notes        []string             `json:"notes,omitempty"`
	Oddities     []string             `json:"oddities,omitempty"`
	Skipped      []string             `json:"skipped,omitempty"`
	Fields       []dryField           `json:"fields,omitempty"`
	Entries      []dryEntry           `json:"entries,omitempty"`
}

// drySums is a last row that looks like the sums of the others.
type drySums struct {
	Line  int      `json:"line"`
	Cells []string `json:"cells"`
}

// dryColumn is a column of the file, with what its cells prove.
type dryColumn struct {
	Name   string    `json:"name"`
	Filled int       `json:"filled"`
	Empty  int       `json:"empty"`
	Low    *float64  `json:"low,omitempty"`
	High   *float64  `json:"high,omitempty"`
	First  string    `json:"first,omitempty"`
	Last   string    `json:"last,omitempty"`
	Words  []dryWord `json:"words,omitempty"`
	Open   []string  `json:"open,omitempty"`
}

// dryWord is a word of a column and how many cells have it.
type dryWord struct {
	Word  string `json:"word"`
	Count int    `json:"count"`
}

// dryField is a field of ours with what the entries have in it.
type dryField struct {
	Name   string         `json:"name"`
	Filled int            `json:"filled"`
	Low    *float64       `json:"low,omitempty"`
	High   *float64       `json:"high,omitempty"`
	First  string         `json:"first,omitempty"`
	Last   string         `json:"last,omitempty"`
	Words  map[string]int `json:"words,omitempty"`
}

// dryEntry is one of the first entries, with the cells of its row.
type dryEntry struct {
	Line  int               `json:"line,omitempty"`
	Cells map[string]string `json:"cells,omitempty"`
	Entry any               `json:"entry"`
}

// describeRun puts a dry run into a document; imp is nil if the file was rejected.
func (s *session) describeRun(file string, imp *exchange.Import, sheet *exchange.Sheet, problem error) dryRun {
	d := dryRun{File: file}
	if sheet != nil {
		d.Plan = &sheet.Plan
		if sheet.Sums.Line > 0 {
			d.Sums = &drySums{sheet.Sums.Line, sheet.Sums.Cells}
		}
		for i := range sheet.Columns {
			d.Columns = append(d.Columns, describeColumn(&sheet.Columns[i]))
		}
	}
	if problem != nil {
		d.Problem = describe.Error(problem)
		return d
	}
	d.Added, d.AlreadyThere, d.Changed, d.NewAreas, d.LeftOut = imp.Added, imp.AlreadyThere, imp.Changed, imp.NewAreas, imp.LeftOut
	d.NewMeasures, d.Days, d.DaysThere = imp.NewMeasures, imp.Days, imp.DaysThere
	d.Experiments, d.ExpsThere = imp.Experiments, imp.ExperimentsThere
	d.Notes, d.Oddities = describe.Messages(imp.Notes), describe.Messages(imp.Oddities(s.env.now()))
	for i := range imp.Bad {
		d.Skipped = append(d.Skipped, describe.Error(&imp.Bad[i]))
	}
	for _, f := range imp.Filled() {
		field := dryField{Name: f.Field.Name, Filled: f.Count, First: instant(f.First), Last: instant(f.Last), Words: f.Words}
		if f.Field.Kind == journal.NumberField {
			field.Low, field.High = &f.Low, &f.High
		}
		d.Fields = append(d.Fields, field)
	}
	for _, p := range imp.First(previewed) {
		e := dryEntry{Line: p.Line, Entry: p.JSON()}
		if row := rowOn(sheet, p.Line); row != nil {
			e.Cells = map[string]string{}
			for i, cell := range row {
				e.Cells[sheet.Columns[i].Name] = cell
			}
		}
		d.Entries = append(d.Entries, e)
	}
	return d
}

func describeColumn(c *exchange.SheetColumn) dryColumn {
	d := dryColumn{Name: c.Name, Filled: c.Filled, Empty: c.Empty, First: instant(c.First), Last: instant(c.Last)}
	for _, w := range c.Words {
		d.Words = append(d.Words, dryWord(w))
	}
	if c.IsNumbers || c.IsDurations && len(c.Durations) == 0 {
		d.Low, d.High = &c.Low, &c.High
	}
	for _, choices := range [][]exchange.Choice{c.Orders, c.Decimals, c.Durations} {
		for _, choice := range choices {
			d.Open = append(d.Open, choice.Key)
		}
	}
	return d
}

func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// printDryRun prints a document on indented lines.
func (s *session) printDryRun(d dryRun) error {
	text, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return err
	}
	s.print(string(text), "\n")
	return nil
}
