package table

// NumberReader reads the numbers of a column.
type NumberReader struct {
	// Notation is that of the column; NotationNone reads what both read alike.
	Notation Notation
	// Durations is what 7:02 means. Durations are read as minutes.
	Durations DurationForm
	// AsDurations reads 45 min and 1h 20m as minutes too, not as numbers with a unit.
	AsDurations bool
}

// Number is a number with what was around it.
type Number struct {
	Value float64
	Unit  string
	// Of is 10 in 7/10, else 0.
	Of float64
}

// Read reads a cell. The error is an *Error with the value: KindNotNumber, or KindOpen if the
// notation decides.
func (r *NumberReader) Read(c Cell) (Number, error) {
	n, kind := r.read(c)
	if kind != "" {
		return Number{}, &Error{Kind: kind, Value: clip(c.Text)}
	}
	return n, nil
}

func (r *NumberReader) read(c Cell) (Number, Kind) {
	text := bareValue(trim(c.Text))
	if c.Type == TypeNumber {
		x, unit, ok := cutUnit(text)
		if !ok {
			return Number{}, KindNotNumber
		}
		return Number{Value: x, Unit: unit}, ""
	}
	if r.AsDurations || r.Durations != DurationNone || c.Type == TypeDuration {
		if d, ok := parseDuration(text); ok && (!d.marked || r.AsDurations) {
			if x, ok := d.read(r.Durations); ok {
				return Number{Value: x}, ""
			}
			return Number{}, KindOpen
		}
	}
	p, ok := parseNumber(text)
	if !ok {
		return Number{}, KindNotNumber
	}
	x, ok := p.read(r.Notation)
	if !ok {
		if r.Notation == NotationNone {
			return Number{}, KindOpen
		}
		return Number{}, KindNotNumber
	}
	return Number{Value: x, Unit: p.unit, Of: p.of}, ""
}
