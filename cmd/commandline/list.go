package commandline

import (
	"slices"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// filterFlags are the flags that filter a list of entries.
type filterFlags struct {
	selectionFlags
	Bin    bool   `help:"The deleted entries instead."`
	Format string `placeholder:"WORD" help:"table; json, an array with an object a line; lines, the same objects without an array around them; or csv, with the columns of \"enact export csv\". Without it: table."`
	JSON   bool   `name:"json" help:"The same as --format json."`
}

// listFormat is how a list of entries is printed.
type listFormat string

const (
	asTable listFormat = "table"
	asJSON  listFormat = "json"
	asLines listFormat = "lines"
	asCSV   listFormat = "csv"
)

func listFormats() []listFormat { return []listFormat{asTable, asJSON, asLines, asCSV} }

// chosenFormat returns the format that the flags name.
func (f *filterFlags) chosenFormat() (listFormat, error) {
	chosen, err := wordFlag("--format", f.Format, listFormats())
	switch {
	case err != nil:
		return "", err
	case f.JSON && len(chosen) > 0 && chosen[0] != asJSON:
		return "", misuse("--json and --format %s are both given; leave one out", chosen[0])
	case f.JSON:
		return asJSON, nil
	case len(chosen) == 0:
		return asTable, nil
	}
	return chosen[0], nil
}

// list prints the entries that match the flags and words, newest last. It returns errNone if no
// entry matches.
func (f *filterFlags) list(s *session, words []string, errNone error) error {
	format, err := f.chosenFormat()
	if err != nil {
		return err
	}
	q, err := f.query(s, words)
	if err != nil {
		return err
	}
	q.InBin, q.Newest = f.Bin, true
	open := s.with
	if q.Text != "" || q.Limit > 0 || !q.From.IsZero() {
		open = s.withFew
	}
	return open(func(j *journal.Journal) error {
		q, err := f.complete(s, j, q)
		if err != nil {
			return err
		}
		found := j.Entries(q)
		entries := make([]*journal.Entry, len(found))
		for i, e := range found {
			entries[len(found)-1-i] = e
		}
		days := j.DaysNoted(q)
		if format == asTable && len(days) > 0 {
			s.listWithDays(j, entries, days, q.Area != "")
			return nil
		}
		if len(entries) == 0 && format == asTable {
			s.note("%s", nothingFound(j, q))
			return errNone
		}
		if err := s.printEntries(j, entries, format, q.Area != ""); err != nil || len(entries) > 0 {
			return err
		}
		return errNone
	})
}

// printEntries prints entries in a format; oneArea means that all belong to one area.
func (s *session) printEntries(j *journal.Journal, entries []*journal.Entry, format listFormat, oneArea bool) error {
	switch format {
	case asCSV:
		return exchange.WriteEntriesCSV(s.ctx, s.exactOutput(), j, entries)
	case asJSON, asLines:
		objects := make([]any, len(entries))
		for i, e := range entries {
			objects[i] = exchange.EntryJSON(j, e)
		}
		if format == asJSON {
			return printJSONList(s, objects)
		}
		return printJSONLines(s, objects)
	}
	s.listTable(j, entries, oneArea)
	return nil
}

func nothingFound(j *journal.Journal, q journal.Query) string {
	hasAny := len(j.Entries(journal.Query{InBin: q.InBin, Limit: 1})) > 0
	switch {
	case q.InBin && !hasAny:
		return "The bin is empty."
	case !hasAny:
		return `There is no entry yet; "enact add" writes one.`
	}
	return "No entry fits."
}

// listWithDays prints the entries that a search found, and then the days that it found by their notes,
// which it was given newest first.
func (s *session) listWithDays(j *journal.Journal, entries []*journal.Entry, days []journal.Day, oneArea bool) {
	if len(entries) > 0 {
		s.listTable(j, entries, oneArea)
		s.printf("\n")
	}
	t := table{header: []string{"DAY", "NOTE OF THE DAY"}, right: []bool{false, false}}
	for _, d := range slices.Backward(days) {
		t.rows = append(t.rows, []string{d.Date.String(), line(d.Note)})
	}
	t.write(s, s.env.columns)
}

// minSummaryWidth is the minimum width of the column with an entry's title.
const minSummaryWidth = 30

// listTable prints one line per entry. On a narrow terminal it shortens and drops columns, the
// least useful first; oneArea means that all entries belong to one area.
func (s *session) listTable(j *journal.Journal, entries []*journal.Entry, oneArea bool) {
	t := table{
		header: []string{"ID", "DATE", "AREA", "OUTCOME", "BEFORE", "AFTER", "PERFORMANCE", "STRESS", "WHAT"},
		right:  []bool{false, false, false, false, true, true, true, true, false},
		ink: func(column, cell string) ink {
			if column != "OUTCOME" {
				return noInk
			}
			return outcomeInk(journal.Outcome(cell))
		},
	}
	n := j.EndOfIDs()
	names := map[journal.AreaID]string{}
	for _, a := range j.Areas() {
		names[a.ID] = line(a.Name)
	}
	measures := measuresIn(j, entries)
	first := len(t.header) - 1 // of the measures, which stand before what the entry is about
	for i, m := range measures {
		t.header = slices.Insert(t.header, first+i, line(m.Name))
		t.right = slices.Insert(t.right, first+i, m.Kind != journal.ChoiceMeasure && m.Kind != journal.YesNoMeasure)
	}
	for _, e := range entries {
		row := []string{
			shortID(e.ID, n), e.Time.Format("2006-01-02 15:04"), names[e.Area], outcomeCell(e),
			cell(e.EfficacyBefore), cell(e.EfficacyAfter), cell(e.Performance), cell(e.Stress),
		}
		for _, m := range measures {
			row = append(row, measureCell(m, e))
		}
		t.rows = append(t.rows, append(row, line(describe.Heading(e))))
	}
	steps := []func(){
		func() { t.rename("PERFORMANCE", "PERF") },
		func() { t.drop("AREA", oneArea) },
		func() { t.shorten("DATE", len("2006-01-02")) },
		func() { t.shorten("AREA", 16) },
	}
	// They are dropped from the last on, by place: a measure may have the name of another column.
	for range measures {
		steps = append(steps, func() { t.dropAt(len(t.header) - 2) })
	}
	t.narrow(s.env.columns, minSummaryWidth, append(steps, []func(){
		func() { t.drop("BEFORE", true) },
		func() { t.drop("STRESS", true) },
		func() { t.drop("AFTER", true) },
		func() { t.shorten("AREA", 10) },
		func() { t.drop("AREA", true) },
		func() { t.drop("PERF", true) },
		func() { t.drop("OUTCOME", true) },
	}...))
	t.write(s, s.env.columns)
}

// measuresIn returns the measures of which any of the entries has a value, in their order.
func measuresIn(j *journal.Journal, entries []*journal.Entry) []journal.Measure {
	return slices.DeleteFunc(j.Measures(), func(m journal.Measure) bool {
		return !slices.ContainsFunc(entries, func(e *journal.Entry) bool { return journal.ValueOf(e.Measures, m.ID).IsSet() })
	})
}

// measureCell returns the value of a measure, or a dash.
func measureCell(m journal.Measure, e *journal.Entry) string {
	v, ok := journal.ValueOf(e.Measures, m.ID).Get()
	if !ok {
		return "-"
	}
	return line(m.Format(v))
}

// outcomeCell returns the outcome, or the type of an entry that cannot have an outcome.
func outcomeCell(e *journal.Entry) string {
	if e.Outcome == "" && e.Type != journal.Experience {
		return string(e.Type)
	}
	return orDash(string(e.Outcome))
}

// listCmd lists entries.
type listCmd struct {
	Query []string `arg:"" optional:"" name:"query" help:"Only entries that contain all these words, ignoring case and accents."`
	filterFlags
}

func (c *listCmd) Help() string {
	return `A day of the week, as in --from monday, is the last one before today. Days whose notes contain all words follow in a second table, unless something else is asked for; the other formats have entries alone.

BEFORE and AFTER are how sure you were; a dash is a value that was not given. Measures of your own follow where an entry has a value. The ID is the end of the whole one, as many characters as distinguish your entries. On a narrow terminal some columns are left out; a pipe and the other formats have them all. The objects of --format json and lines have the fields of the entries in "enact export json"; a value that was not given is absent.`
}

func (c *listCmd) Run(s *session) error { return c.list(s, c.Query, nil) }

// searchCmd lists the entries that contain all of the words.
type searchCmd struct {
	Query []string `arg:"" name:"query" help:"The words to look for, in any order, whatever the case or accents."`
	filterFlags
}

func (c *searchCmd) Help() string {
	return `Days whose notes contain all words follow in a second table, unless something else is asked for; the other formats have entries alone. If nothing is found, the exit status is 1, as with grep.`
}

func (c *searchCmd) Run(s *session) error { return c.list(s, c.Query, errNothingFound) }
