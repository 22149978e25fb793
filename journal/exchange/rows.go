package exchange

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/optional"
	"enactive/journal/table"
)

// RowError describes an invalid value in a file and the valid ones.
type RowError struct {
	File string
	// Line is the first line of the row; the file begins at line 1.
	Line int
	// Column is the file's name of the column; empty if the row as a whole is wrong.
	Column string
	Value  string
	// Want is what would be valid, such as "a number from 0 to 100, or left empty".
	Want  fault.Message
	is    fault.Message // what the value is instead, such as "no number"; for a whole row the full message
	items int           // the number of items in place of Value, if a list is too long
}

func (e *RowError) Error() string {
	return fmt.Sprintf("%s:%d: %s %q: %s, want %s", e.File, e.Line, e.Column, clip(e.Value), e.is, e.Want)
}

// Message returns one sentence.
func (e *RowError) Message() fault.Message {
	return fault.Text("file-line-line-trouble", fault.V{"File": e.File, "Line": itoa(e.Line), "Trouble": e.what()})
}

func (e *RowError) what() fault.Message {
	switch {
	case e.Column == "":
		return e.is
	case e.Value == "" && e.items == 0:
		return fault.Text("column-is-missing-it-must-be-want", fault.V{"Column": e.Column, "Want": e.Want})
	}
	is := e.is
	if is.IsZero() {
		is = fault.Text("not-valid-of-a-value")
	}
	with := fault.V{"Column": e.Column, "Value": strconv.Quote(clip(e.Value)), "Wrong": is, "Want": e.Want}
	if e.items > 0 {
		with["Value"] = journal.ListOf(e.items)
	}
	return fault.Text("column-value-is-wrong-it-must-be-want", with)
}

// Unwrap returns ErrRejected.
func (e *RowError) Unwrap() error { return ErrRejected }

// rowParser converts the cells of rows into entries.
type rowParser struct {
	moments momentReader
	dates   map[*binding]*table.DateReader
	types   []table.Type // of the cells of the row, in a sheet
	thens   string       // the cell of thensColumn in the row
}

// put parses cell into e according to b. Times are also stored in written, as in the file.
func (p *rowParser) put(e *journal.Entry, written *writtenTimes, b *binding, cell string) *RowError {
	if b.column == thensColumn {
		p.thens = cell // the obstacles may come later
		return nil
	}
	switch b.Kind {
	case journal.LineField, journal.TextField:
		b.SetText(e, cell)
	case journal.ListField, journal.ObstaclesField, journal.PeopleField:
		b.putItems(e, splitList(cell))
	case journal.AnswersField:
		var err error
		if e.Answers, err = parseAnswers(splitList(cell)); err != nil {
			return fieldError(err, func(string) string { return b.name })
		}
	case journal.WordField:
		b.SetText(e, strings.ToLower(strings.TrimSpace(cell)))
	case journal.NumberField:
		return p.putNumber(e, b, cell)
	case journal.MomentField:
		if cell = strings.TrimSpace(cell); cell == "" {
			return nil
		}
		m, ok := p.moments.read(cell)
		if !ok {
			return &RowError{Column: b.name, Value: cell, is: noDate(), Want: wantMoment()}
		}
		written.put(b.column, e, m)
	}
	return nil
}

func (p *rowParser) putNumber(e *journal.Entry, b *binding, cell string) *RowError {
	if cell = strings.TrimSpace(cell); cell == "" {
		return nil
	}
	x, ok := parseNumber(cell)
	return b.putNumber(e, cell, x, ok)
}

// putNumber puts x, which cell was read as if ok, into e.
func (b *binding) putNumber(e *journal.Entry, cell string, x float64, ok bool) *RowError {
	low, high := b.Low, b.High
	if b.scale != nil {
		low, high = min(b.scale.Low, b.scale.High), max(b.scale.Low, b.scale.High)
	}
	is := fault.Text("not-a-number-of-a-value")
	if ok && (x < low || x > high) {
		ok, is = false, outOfRange()
	}
	if !ok {
		return &RowError{Column: b.name, Value: cell, is: is,
			Want: fault.Text("a-number-from-low-to-high-or-left-empty", fault.V{"Low": number(low), "High": number(high)})}
	}
	if b.scale != nil {
		x = stretch(x, b.scale.Low, b.scale.High, b.Low, b.High)
	}
	b.SetNumber(e, optional.Some(x))
	return nil
}

// stretch maps x linearly from the scale low..high to ourLow..ourHigh. The result is rounded to
// ten decimals to remove floating-point noise.
func stretch(x, low, high, ourLow, ourHigh float64) float64 {
	const decimals = 1e10
	y := ourLow + (x-low)*(ourHigh-ourLow)/(high-low)
	return min(max(math.Round(y*decimals)/decimals, ourLow), ourHigh)
}

// Shared messages for invalid values.
func outOfRange() fault.Message { return fault.Text("out-of-range-of-a-value") }
func noDate() fault.Message     { return fault.Text("not-a-date-in-the-calendar-of-a-value") }
func noObject() fault.Message   { return fault.Text("not-an-object-of-a-value") }
func thereTwice() fault.Message { return fault.Text("duplicated-of-a-value") }

func asExported() fault.Message { return fault.Text("as-in-an-export") }

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func itoa(n int) string { return strconv.Itoa(n) }

// fieldError converts a FieldError into a RowError with the file's name of the column.
func fieldError(err error, columnName func(field string) string) *RowError {
	f, ok := journal.IsFieldError(err)
	if !ok {
		return &RowError{is: fault.Text("the-row-cannot-be-saved-cause-it-must", fault.V{"Cause": err})}
	}
	var is fault.Message
	switch f.Fault {
	case journal.UnknownWord:
		is = fault.Text("not-one-of-the-known-words-of-a-value")
	case journal.OutOfRange:
		is = outOfRange()
	}
	return &RowError{Column: columnName(f.Field), Value: f.Value, items: f.Items, Want: f.Want, is: is}
}

// cleanArea returns the name of an area as the journal stores it.
func cleanArea(name string) (string, error) {
	name = strings.ReplaceAll(strings.ToValidUTF8(name, "\uFFFD"), "\r", "\n")
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	switch {
	case name == "":
		return "", &journal.FieldError{Field: "area", Want: fault.Text("the-name-of-an-area-such-as-running")}
	case len(name) > journal.MaxLine:
		return "", &journal.FieldError{Field: "area", Value: name, Want: fault.Text("at-most-n-bytes-long", fault.V{"N": itoa(journal.MaxLine)})}
	}
	return name, nil
}
