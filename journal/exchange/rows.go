package exchange

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"enactive/journal"
	"enactive/journal/optional"
)

// RowError says which value of a file is wrong and what would be right.
type RowError struct {
	File string
	// Line is where the row begins in the file; the first line is 1.
	Line int
	// Column is the column as the file calls it; empty where the row as a whole is wrong.
	Column string
	Value  string
	// Want is what would be right, such as "a number from 0 to 100, or left empty".
	Want string
	is   string // what the value is instead, such as "no number"
}

// Error is one sentence.
func (e *RowError) Error() string {
	return fmt.Sprintf("%s, line %d, %s", e.File, e.Line, e.what())
}

func (e *RowError) what() string {
	switch {
	case e.Column == "":
		return fmt.Sprintf("the row %s; it must %s", e.is, e.Want)
	case e.Value == "":
		return fmt.Sprintf("%s is missing; it must be %s", e.Column, e.Want)
	}
	is := e.is
	if is == "" {
		is = "not right"
	}
	return fmt.Sprintf("%s: %q is %s; it must be %s", e.Column, clip(e.Value), is, e.Want)
}

// Unwrap tells the kind of e.
func (e *RowError) Unwrap() error { return ErrRejected }

// rowParser turns the cells of rows into entries.
type rowParser struct {
	moments momentReader
}

// put reads cell into e as b says. Moments go into told as well, as the file tells them.
func (p *rowParser) put(e *journal.Entry, told *toldTimes, b *binding, cell string) *RowError {
	switch {
	case b.text != nil:
		b.text(e, cell)
	case b.list != nil:
		b.list(e, splitList(cell))
	case b.word != nil:
		b.word(e, strings.ToLower(strings.TrimSpace(cell)))
	case b.number != nil:
		return p.putNumber(e, b, cell)
	case b.moment != nil:
		if cell = strings.TrimSpace(cell); cell == "" {
			return nil
		}
		m, ok := p.moments.read(cell)
		if !ok {
			return &RowError{Column: b.name, Value: cell, is: "no date of the calendar", Want: wantMoment}
		}
		at, as := b.moment(e, told)
		*at, *as = m.at, m.told
	}
	return nil
}

func (p *rowParser) putNumber(e *journal.Entry, b *binding, cell string) *RowError {
	if cell = strings.TrimSpace(cell); cell == "" {
		return nil
	}
	low, high := b.low, b.high
	if b.scale != nil {
		low, high = min(b.scale.Low, b.scale.High), max(b.scale.Low, b.scale.High)
	}
	x, ok := parseNumber(cell)
	is := "no number"
	if ok && (x < low || x > high) {
		ok, is = false, "out of range"
	}
	if !ok {
		return &RowError{Column: b.name, Value: cell, is: is,
			Want: fmt.Sprintf("a number from %s to %s, or left empty", number(low), number(high))}
	}
	if b.scale != nil {
		x = stretch(x, b.scale.Low, b.scale.High, b.low, b.high)
	}
	b.number(e, optional.Some(x))
	return nil
}

// stretch carries x from the scale low..high linearly onto ourLow..ourHigh. Ten decimals
// are kept: the rest is what binary fractions add of their own.
func stretch(x, low, high, ourLow, ourHigh float64) float64 {
	const decimals = 1e10
	y := ourLow + (x-low)*(ourHigh-ourLow)/(high-low)
	return min(max(math.Round(y*decimals)/decimals, ourLow), ourHigh)
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func itoa(n int) string { return strconv.Itoa(n) }

// fieldError turns what the journal says of an entry into an error of a row, in which a
// column has the name that the file gives it.
func fieldError(err error, called func(field string) string) *RowError {
	f, ok := journal.IsFieldError(err)
	if !ok {
		return &RowError{is: "cannot be kept: " + err.Error(), Want: "be changed"}
	}
	is := ""
	switch {
	case strings.HasPrefix(f.Want, "one of "):
		is = "not one of the words known here"
	case strings.HasPrefix(f.Want, "a number from ") && !strings.Contains(f.Want, "quotes"):
		is = "out of range"
	}
	return &RowError{Column: called(f.Field), Value: f.Value, Want: f.Want, is: is}
}

// cleanArea returns the name of an area as the journal keeps names.
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
		return "", &journal.FieldError{Field: "area", Want: "the name of an area, such as Running"}
	case len(name) > journal.MaxLine:
		return "", &journal.FieldError{Field: "area", Value: name, Want: fmt.Sprintf("at most %d bytes long", journal.MaxLine)}
	}
	return name, nil
}
