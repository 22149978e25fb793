package exchange

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/table"
)

// prove finds out how the cells of each column are to be read. What the rows leave open, and o
// does not answer, is an error that says so.
func (c *csvImport) prove(ctx context.Context, o ImportPlan) error {
	if c.table == nil {
		return nil
	}
	facts, err := c.facts(ctx)
	if err != nil {
		return err
	}
	p := prover{options: o, file: c.file, own: c.own || c.ownDays, facts: facts, labels: labelsOf(c.table.Columns)}
	if err := p.readAnswers(); err != nil {
		return err
	}
	for i := range c.layout.bindings {
		if err := p.column(&c.layout.bindings[i]); err != nil {
			return err
		}
	}
	c.notes = append(c.notes, p.notes...)
	return nil
}

// facts are what the rows prove; they are read once.
func (c *csvImport) facts(ctx context.Context) (table.Facts, error) {
	if c.proved == nil {
		facts, err := c.table.Facts(ctx)
		if err != nil {
			return facts, c.tableError(err)
		}
		c.proved = &facts
	}
	return *c.proved, nil
}

func labelsOf(columns []table.Column) []string {
	labels := make([]string, len(columns))
	for i, c := range columns {
		labels[i] = c.Label
	}
	return labels
}

// prover reads what the columns of a table prove.
type prover struct {
	options ImportPlan
	file    string
	own     bool // the file has our own header
	facts   table.Facts
	labels  []string
	words   map[int]map[string]string // by the places of columns
	split   map[int]string
	notes   []fault.Message
}

// readAnswers finds the columns of the words and lists of the options.
func (p *prover) readAnswers() error {
	p.words, p.split = map[int]map[string]string{}, map[int]string{}
	for _, w := range p.options.Words {
		i, err := findColumn(p.file, p.labels, w.From)
		if err != nil {
			return err
		}
		p.words[i] = w.Ours
	}
	for _, s := range p.options.Split {
		i, err := findColumn(p.file, p.labels, s.From)
		if err != nil {
			return err
		}
		p.split[i] = s.Separator
	}
	return nil
}

func (p *prover) note(m fault.Message) { p.notes = append(p.notes, m) }

// column finds how the cells of one of our columns are read.
func (p *prover) column(b *binding) error {
	b.proof = &columnProof{ours: map[string]bool{}}
	for _, i := range b.cells {
		if words := p.words[i]; len(words) > 0 {
			b.proof.words = words
			for _, ours := range words {
				b.proof.ours[ours] = true
			}
		}
		if p.split[i] != "" {
			b.proof.split = p.split[i]
		}
	}
	if b.isText() {
		return nil
	}
	if b.measure != nil {
		return p.measure(b)
	}
	for _, i := range b.cells {
		p.noteEmpty(&p.facts.Columns[i])
	}
	switch b.Kind {
	case journal.MomentField:
		return p.moments(b)
	case journal.NumberField:
		if len(b.cells) == 1 {
			return p.numbers(b, &p.facts.Columns[b.cells[0]])
		}
		b.proof.notation = p.options.Decimal
		for _, i := range b.cells {
			if f := &p.facts.Columns[i]; f.Numbers.Verdict == table.Open && p.options.Decimal == table.NotationNone {
				return rejected(openDecimal(f))
			}
		}
	}
	return nil
}

func (p *prover) noteEmpty(f *table.ColumnFacts) {
	n, words := 0, ""
	for _, w := range f.EmptyWords {
		n += w.Count
		words = listed(words, w.Word)
	}
	if n > 0 {
		p.note(fault.Count(n, "n-cells-of-column-with-words-count-as", fault.V{"Column": f.Column.Label, "Words": words}))
	}
}

func listed(words, word string) string {
	if words == "" {
		return word
	}
	return words + ", " + word
}

// moments finds the order of the dates of a column, or of those of several that are joined.
func (p *prover) moments(b *binding) error {
	for _, i := range b.cells {
		f := &p.facts.Columns[i]
		d := &f.Dates
		if d.Cells == 0 && d.Epoch != table.EpochNone && len(b.cells) == 1 {
			b.proof.epoch = d.Epoch
			p.note(fault.Text(epochNote(d.Epoch), fault.V{"Column": f.Column.Label}))
			continue
		}
		if d.Numeric == 0 {
			continue
		}
		switch {
		case p.answers(p.options.Dates != table.OrderNone, p.options.fromMemory.dates, d.Verdict):
			b.proof.order = p.options.Dates
		case d.Verdict == table.Open:
			return rejected(openDates(f))
		case d.Verdict == table.Contradicted:
			return rejected(noOrder(f))
		default:
			b.proof.order = d.Order
		}
		p.note(fault.Text("the-dates-in-column-were-read-as-order", fault.V{"Column": f.Column.Label, "Order": OrderName(b.proof.order)}))
	}
	return nil
}

// answers reports whether an answer that was given says how to read a column. One from memory was
// given for another file, and does so only if the column leaves it open.
func (p *prover) answers(given, fromMemory bool, v table.Verdict) bool {
	return given && (!fromMemory || v == table.Open)
}

func epochNote(e table.Epoch) fault.Kind {
	switch e {
	case table.EpochSeconds:
		return "column-counts-the-seconds-since-1970"
	case table.EpochMillis:
		return "column-counts-the-milliseconds-since"
	}
	return "column-counts-the-days-of-a-spreadsheet"
}

// OrderName is the order of day, month and year in words.
func OrderName(o table.Order) fault.Message {
	switch o {
	case table.MDY:
		return fault.Text("dates-are-month-day-year")
	case table.YMD:
		return fault.Text("dates-are-year-month-day")
	}
	return fault.Text("dates-are-day-month-year")
}

// openDates is the question about dates that can be read in several orders.
func openDates(f *table.ColumnFacts) fault.Message {
	d := &f.Dates
	orders := ""
	for _, o := range d.Orders {
		orders = listed(orders, o.String())
	}
	with := fault.V{"Column": f.Column.Label, "Orders": orders}
	for i, name := range []string{"First", "Second"} {
		if i < len(d.Examples) {
			with[name] = d.Examples[i].Value
			with[name+"Days"] = daysOf(d.Examples[i].As)
		}
	}
	if len(d.Examples) > 1 {
		return fault.Text("the-dates-in-column-can-be-read-in-ways", with)
	}
	return fault.Text("the-date-in-column-can-be-read-in-ways", with)
}

func daysOf(all []time.Time) string {
	days := ""
	for i, at := range all {
		if i == 0 || !at.Equal(all[i-1]) {
			days = listed(days, at.Format(time.DateOnly))
		}
	}
	return days
}

// noOrder says that no order fits all dates of a column.
func noOrder(f *table.ColumnFacts) fault.Message {
	d := &f.Dates
	return fault.Text("no-order-of-day-and-month-fits-the", fault.V{"Column": f.Column.Label,
		"First": strconv.Quote(clip(d.Against[table.DMY].Value)), "FirstLine": itoa(d.Against[table.DMY].Line),
		"Second": strconv.Quote(clip(d.Against[table.MDY].Value)), "SecondLine": itoa(d.Against[table.MDY].Line)})
}

// numbers finds the notation of a column of numbers. Columns of several measures are refused.
func (p *prover) numbers(b *binding, f *table.ColumnFacts) error {
	n := &f.Numbers
	if !n.All() && f.Durations.All() || n.Cells == 0 {
		return p.durations(b, f)
	}
	with := fault.V{"Column": f.Column.Label}
	if len(n.Units) != 1 {
		with["Units"] = unitNames(n.Units)
		return rejected(fault.Text("the-numbers-in-column-have-different", with))
	}
	if len(n.Of) != 1 {
		with["Units"] = unitNames(n.Of)
		return rejected(fault.Text("the-numbers-in-column-are-of-different", with))
	}
	switch {
	case p.answers(p.options.Decimal != table.NotationNone, p.options.fromMemory.decimal, n.Verdict):
		b.proof.notation = p.options.Decimal
	case n.Verdict == table.Open:
		if !b.isOurs || !isOnScale(b.column, n.Smallest[table.Point].Number, n.Largest[table.Point].Number) {
			return rejected(openDecimal(f))
		}
		b.proof.notation = table.Point // as in our own files
	case n.Verdict == table.Contradicted:
		return rejected(fault.Text("the-numbers-in-column-have-both-marks", fault.V{"Column": f.Column.Label,
			"First": strconv.Quote(clip(n.Against[table.Point].Value)), "Second": strconv.Quote(clip(n.Against[table.Comma].Value))}))
	default:
		b.proof.notation = n.Notation
	}
	if b.proof.notation == table.Comma {
		p.note(fault.Text("the-numbers-in-column-have-a-decimal", with))
	}
	if unit := n.Units[0].Word; unit != "" {
		p.note(fault.Text("the-unit-of-column-is-not-imported", fault.V{"Column": f.Column.Label, "Unit": unit}))
	}
	if of := n.Of[0].Word; of != "" {
		p.note(fault.Text("the-numbers-in-column-are-of-total-only", fault.V{"Column": f.Column.Label, "Total": of}))
	}
	return nil
}

func unitNames(units []table.WordCount) string {
	names := ""
	for i, u := range units {
		if i == 10 {
			return listed(names, "…")
		}
		names = listed(names, fmt.Sprintf("%q", u.Word))
	}
	return names
}

// durations finds the form of durations, which become minutes.
func (p *prover) durations(b *binding, f *table.ColumnFacts) error {
	d := &f.Durations
	switch {
	case !d.All():
		return nil
	case d.Verdict == table.Open && p.options.Durations == table.DurationNone:
		return rejected(fault.Text("column-does-not-prove-minutes-or-hours", fault.V{"Column": f.Column.Label, "Value": strconv.Quote(clip(d.Largest[table.MinutesSeconds].Value))}))
	}
	b.proof.durations, b.proof.form = true, d.Form
	if p.answers(p.options.Durations != table.DurationNone, p.options.fromMemory.durations, d.Verdict) {
		b.proof.form = p.options.Durations
	}
	p.note(fault.Text("the-durations-in-column-became-minutes", fault.V{"Column": f.Column.Label}))
	return nil
}

// openDecimal is the question about numbers that point and comma read differently.
func openDecimal(f *table.ColumnFacts) fault.Message {
	n := &f.Numbers
	with := fault.V{"Column": f.Column.Label}
	for name, e := range map[string]table.Extreme{
		"PointLow": n.Smallest[table.Point], "PointHigh": n.Largest[table.Point],
		"CommaLow": n.Smallest[table.Comma], "CommaHigh": n.Largest[table.Comma],
	} {
		with[name] = number(e.Number)
	}
	return fault.Text("column-does-not-prove-its-decimal-mark", with)
}
