package exchange

import (
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/table"
)

// columnProof is how the cells of a column are read: as its rows prove, or as a person answered
// where they leave it open.
type columnProof struct {
	order     table.Order
	epoch     table.Epoch
	notation  table.Notation
	durations bool
	form      table.DurationForm
	words     map[string]string // ours by theirs
	ours      map[string]bool   // the values of words
	split     string            // what separates the items of a list
	// isMeasure reports that the cells are numbers or durations of a measure, and factor brings
	// them to its unit.
	isMeasure bool
	factor    float64
}

// inOurWords replaces a cell that is a word for which a person gave one of ours.
func (p *columnProof) inOurWords(cell string) string {
	if len(p.words) == 0 {
		return cell
	}
	if word, ok := p.words[strings.TrimSpace(cell)]; ok {
		return word
	}
	return cell
}

// itemsInOurWords replaces the items of a list likewise, and leaves out those that became empty.
func (p *columnProof) itemsInOurWords(items []string) []string {
	if len(p.words) == 0 {
		return items
	}
	var all []string
	for _, item := range items {
		if item = p.inOurWords(item); item != "" && !slices.Contains(all, item) {
			all = append(all, item)
		}
	}
	return all
}

// putProved is put for a column of a table that is not our own.
func (p *rowParser) putProved(e *journal.Entry, told *writtenTimes, b *binding, cell string) *RowError {
	if !b.isText() && table.IsEmptyWord(strings.TrimSpace(cell)) {
		return nil
	}
	if b.column == thensColumn {
		return p.put(e, told, b, cell)
	}
	switch b.Kind {
	case journal.ListField, journal.ObstaclesField, journal.PeopleField:
		if b.proof.split != "" {
			b.putItems(e, b.proof.itemsInOurWords(table.SplitList(cell, b.proof.split)))
			return nil
		}
	case journal.WordField:
		cell = ownWord(&b.Field, cell)
	case journal.NumberField:
		cell = strings.TrimSpace(cell)
		x, ok := p.readNumber(b, cell)
		return b.putNumber(e, cell, x, ok)
	case journal.MomentField:
		cell = strings.TrimSpace(cell)
		m, ok := p.readMoment(b, cell)
		if !ok {
			return &RowError{Column: b.name, Value: cell, is: noDate(), Want: wantMoment()}
		}
		told.put(b.column, e, m)
		return nil
	}
	return p.put(e, told, b, cell)
}

func (p *rowParser) readNumber(b *binding, cell string) (float64, bool) {
	kind := table.TypeText
	if len(p.types) > 0 && len(b.cells) == 1 {
		kind = p.types[b.cells[0]]
	}
	if b.proof.notation != table.Comma || kind == table.TypeNumber {
		if x, ok := parseNumber(cell); ok {
			return x, true
		}
	}
	if _, replaced := b.proof.ours[cell]; replaced {
		return parseNumber(cell)
	}
	reader := table.NumberReader{Notation: b.proof.notation, Durations: b.proof.form, AsDurations: b.proof.durations}
	n, err := reader.Read(table.Cell{Text: cell, Type: kind})
	return n.Value, err == nil
}

func (p *rowParser) readMoment(b *binding, cell string) (moment, bool) {
	if m, ok := p.moments.read(cell); ok {
		return m, true
	}
	reader := p.dates[b]
	if reader == nil {
		reader = &table.DateReader{Order: b.proof.order, Epoch: b.proof.epoch, Zone: p.moments.loc}
		if p.dates == nil {
			p.dates = map[*binding]*table.DateReader{}
		}
		p.dates[b] = reader
	}
	m, err := reader.Read(table.Cell{Text: cell})
	return moment{at: m.At, written: m.Clock}, err == nil && m.HasDate
}
