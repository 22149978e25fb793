package exchange

import (
	"strconv"
	"strings"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/table"
)

// measure finds how the cells of a measure are read: as numbers or durations if the rows prove it,
// and else as texts, of which Import.settle makes what they are.
func (p *prover) measure(b *binding) error {
	m := b.measure
	if len(b.cells) != 1 || len(b.proof.words) > 0 {
		return nil
	}
	f := &p.facts.Columns[b.cells[0]]
	if !b.isOurs {
		p.noteEmpty(f)
	}
	isNumbers := f.Numbers.Cells > 0 && f.Numbers.All()
	isDurations := !isNumbers && f.Durations.Cells > 0 && f.Durations.All()
	if m.isNew && !m.isProved {
		switch {
		case isNumbers:
			m.Kind = journal.NumberMeasure
		case isDurations && !b.isOurs:
			m.Kind = journal.DurationMeasure
		default:
			return nil
		}
		m.isProved = true
	}
	switch {
	case isNumbers && (m.Kind == journal.NumberMeasure || m.Kind == journal.ScaleMeasure || m.Kind == journal.DurationMeasure):
		return p.measureNumbers(b, f)
	case isDurations && m.Kind == journal.DurationMeasure && !b.isOurs:
		b.proof.isMeasure, b.proof.factor = true, 1
		return p.durations(b, f)
	}
	return nil
}

// measureNumbers finds the notation and the unit of a column of numbers.
func (p *prover) measureNumbers(b *binding, f *table.ColumnFacts) error {
	n := &f.Numbers
	b.proof.isMeasure, b.proof.factor = true, 1
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
	case n.Verdict == table.Open && p.own:
		b.proof.notation = table.Point
	case n.Verdict == table.Open:
		return rejected(openDecimal(f))
	case n.Verdict == table.Contradicted:
		return rejected(fault.Text("the-numbers-in-column-have-both-marks", fault.V{"Column": f.Column.Label,
			"First": strconv.Quote(clip(n.Against[table.Point].Value)), "Second": strconv.Quote(clip(n.Against[table.Comma].Value))}))
	default:
		b.proof.notation = n.Notation
	}
	if b.proof.notation == table.Comma {
		p.note(fault.Text("the-numbers-in-column-have-a-decimal", with))
	}
	unit := n.Units[0].Word
	if unit == "" && !b.isOurs {
		_, unit = cutUnit(f.Column.Name)
	}
	return p.measureUnit(b, f, unit)
}

// measureUnit brings the unit of a column together with that of its measure.
func (p *prover) measureUnit(b *binding, f *table.ColumnFacts, unit string) error {
	m := b.measure
	refuse := func(want string) error {
		return rejected(fault.Text("the-numbers-in-column-are-in-unit-not", fault.V{"Column": f.Column.Label, "Unit": unit, "Name": m.Name, "Want": want}))
	}
	switch {
	case m.Kind == journal.DurationMeasure:
		if unit == "" {
			unit = m.Unit // a number alone
		}
		factor, ok := minutesOf(unit)
		if !ok {
			return refuse("min")
		}
		b.proof.factor = factor
	case unit == "":
	case m.isNew:
		m.Unit = unit
	case m.Kind == journal.ScaleMeasure:
		if unit != "%" {
			return refuse("0-100")
		}
	case m.Unit != "" && !strings.EqualFold(m.Unit, unit):
		return refuse(m.Unit)
	}
	return nil
}

// minutesOf returns how many minutes a unit is.
func minutesOf(unit string) (float64, bool) {
	switch strings.ToLower(strings.TrimSuffix(unit, ".")) {
	case "", "m", "min", "mins", "minute", "minutes", "minuten", "minutos":
		return 1, true
	case "h", "hr", "hrs", "hour", "hours", "std", "stunden", "horas", "heures":
		return 60, true
	case "s", "sec", "secs", "second", "seconds", "sek":
		return 1.0 / 60, true
	}
	return 0, false
}

// cutUnit splits the name of a column such as "Weight (kg)" or "HRV [ms]".
func cutUnit(name string) (rest, unit string) {
	name = strings.TrimSpace(name)
	for _, brackets := range []string{"()", "[]"} {
		inner, ok := strings.CutSuffix(name, brackets[1:])
		at := strings.LastIndex(inner, brackets[:1])
		if !ok || at < 1 {
			continue
		}
		rest, unit = strings.TrimSpace(inner[:at]), strings.TrimSpace(inner[at+1:])
		if rest != "" && unit != "" && len(unit) <= longestUnit && !strings.ContainsAny(unit, "0123456789") {
			return rest, unit
		}
	}
	return name, ""
}

// longestUnit is the most bytes of what is taken for a unit in the name of a column.
const longestUnit = 12
