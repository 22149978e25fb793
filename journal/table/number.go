package table

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Notation is how the numbers of a column are written.
type Notation byte

// The notations. A blank or an apostrophe may mark thousands in both.
const (
	NotationNone Notation = iota
	Point                 // 1,234.5
	Comma                 // 1.234,5
)

// String returns point, comma or nothing.
func (n Notation) String() string { return [...]string{"", "point", "comma"}[n] }

// ParseNotation reads what String writes.
func ParseNotation(s string) (Notation, bool) {
	switch s {
	case "point":
		return Point, true
	case "comma":
		return Comma, true
	}
	return NotationNone, s == ""
}

// numberParts is a number as it is written, before its notation is known.
type numberParts struct {
	point, comma     float64
	isPoint, isComma bool
	unit             string  // what is around the number, such as km, % or €
	of               float64 // 10 in 7/10, else 0
}

// read is the number in a notation. Without one it must be the same in both.
func (p *numberParts) read(n Notation) (x float64, ok bool) {
	switch n {
	case Point:
		return p.point, p.isPoint
	case Comma:
		return p.comma, p.isComma
	}
	if p.isPoint && p.isComma {
		return p.point, p.point == p.comma
	}
	if p.isPoint {
		return p.point, true
	}
	return p.comma, p.isComma
}

// maxNumber is the most bytes of a number with its unit, and maxUnit of the unit.
const (
	maxNumber = 64
	maxUnit   = 16
)

// parseNumber takes a number apart.
func parseNumber(s string) (p numberParts, ok bool) {
	if len(s) == 0 || len(s) > maxNumber {
		return p, false
	}
	first, last := digitsIn(s)
	if first < 0 {
		return p, false
	}
	begin, end := first, last+1
	if begin > 0 && (s[begin-1] == '.' || s[begin-1] == ',') && (begin == 1 || !isLetter(s[begin-2])) {
		begin--
	}
	around, ok := readAround(trim(s[:begin]), trim(s[end:]))
	if !ok {
		return p, false
	}
	if p.unit = around.unit; len(p.unit) > 2 && meaning(p.unit).month > 0 { // 7 September
		return p, false
	}
	core := s[begin:end]
	if whole, of, is := strings.Cut(core, "/"); is {
		total, isTotal := parseNumber(trim(of))
		if !isTotal || total.unit != "" || total.of != 0 || !total.isPoint || !total.isComma || total.point <= 0 {
			return p, false
		}
		p.of, core = total.point, trim(whole)
	}
	p.point, p.isPoint = readCore(core, '.')
	p.comma, p.isComma = readCore(core, ',')
	if around.negative {
		p.point, p.comma = -p.point, -p.comma
	}
	return p, p.isPoint || p.isComma
}

// digitsIn returns the places of the first and the last digit.
func digitsIn(s string) (first, last int) {
	first = -1
	for i := 0; i < len(s); i++ {
		if isDigit(s[i]) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// around is what a number has before and behind it.
type around struct {
	negative bool
	unit     string
}

// readAround reads signs, brackets and units.
func readAround(before, behind string) (a around, ok bool) {
	if before == "" && behind == "" {
		return a, true
	}
	before, open := strings.CutPrefix(before, "(")
	if !open { // as in $(120.50)
		before, open = strings.CutSuffix(before, "(")
	}
	behind, closed := strings.CutSuffix(behind, ")")
	if open != closed {
		return a, false
	}
	before, behind = trim(before), trim(behind)
	minus, signed := false, false
	for _, sign := range []string{"-", "−", "+"} { // before or behind the unit
		for _, cut := range []func(s, part string) (string, bool){strings.CutPrefix, strings.CutSuffix} {
			if rest, found := cut(before, sign); found && !signed {
				before, signed, minus = trim(rest), true, sign != "+"
			}
		}
	}
	if open && signed || before != "" && behind != "" {
		return a, false
	}
	a.negative = open || minus
	a.unit = before + behind
	return a, before == "" && (behind == "" || isUnit(behind)) || behind == "" && isMoney(before)
}

// isMoney reports whether a text is what is written before a sum of money: a sign such as €,
// with at most two letters, or three capitals.
func isMoney(s string) bool {
	signs, letters, capitals := 0, 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Sc, r):
			signs++
		case r >= 'A' && r <= 'Z':
			letters, capitals = letters+1, capitals+1
		case unicode.IsLetter(r) || r == '.':
			letters++
		default:
			return false
		}
	}
	return signs == 1 && letters <= 2 || signs == 0 && letters == 3 && capitals == 3 || s == "kr" || s == "kr." || s == "Fr." || s == "Rs" || s == "Rs."
}

// isUnit reports whether a text is one word such as km, km/h, °C, % or €.
func isUnit(s string) bool {
	if len(s) > maxUnit {
		return false
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r), unicode.Is(unicode.Sc, r), strings.ContainsRune("%‰°²³µ'\"′″", r):
		case i > 0 && (r == '/' || r == '.' || r == '·'):
		default:
			return false
		}
	}
	return true
}

// readCore reads digits with marks; point is the decimal mark of the notation.
func readCore(core string, point byte) (x float64, ok bool) {
	whole, exponent, ok := cutExponent(core)
	if !ok {
		return 0, false
	}
	fraction := ""
	at := strings.IndexByte(whole, point)
	if at >= 0 {
		whole, fraction = whole[:at], whole[at+1:]
		if fraction == "" || !onlyDigits(fraction) {
			return 0, false
		}
	}
	if whole == "" && fraction == "" || !isGrouped(whole) {
		return 0, false
	}
	return decimal(whole, fraction, exponent)
}

// cutExponent takes e+05 off a number.
func cutExponent(s string) (core string, exponent int, ok bool) {
	i := strings.LastIndexByte(s, 'e')
	if i < 0 {
		i = strings.LastIndexByte(s, 'E')
	}
	if i < 0 {
		return s, 0, true
	}
	if i == 0 || !isDigit(s[i-1]) || len(s)-i > 5 {
		return "", 0, false
	}
	exponent, err := strconv.Atoi(s[i+1:])
	return s[:i], exponent, err == nil
}

func onlyDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// isGrouped reports whether the whole part of a number is digits, either without marks or in
// groups of three with one mark.
func isGrouped(whole string) bool {
	if onlyDigits(whole) {
		return true
	}
	group, mark, groups := 0, rune(0), 0
	for _, r := range whole {
		switch {
		case r >= '0' && r <= '9':
			group++
		case !isThousandsMark(r) || mark != 0 && r != mark:
			return false
		case groups == 0 && (group == 0 || group > 3 || whole[0] == '0'), groups > 0 && group != 3:
			return false
		default:
			mark, group, groups = r, 0, groups+1
		}
	}
	return group == 3
}

func isThousandsMark(r rune) bool {
	switch r {
	case '.', ',', ' ', '\'', '’', '_', '\u00A0', '\u202F', '\u2009', '\u2007':
		return true
	}
	return false
}

// decimal puts a number together. Up to 15 digits are exact in a float64, and so are powers of
// ten up to 22: one division then gives the nearest value.
func decimal(whole, fraction string, exponent int) (x float64, ok bool) {
	mantissa, digits := int64(0), 0
	for _, part := range [2]string{whole, fraction} {
		for i := 0; i < len(part); i++ {
			if isDigit(part[i]) {
				if digits++; digits <= 15 {
					mantissa = mantissa*10 + int64(part[i]-'0')
				}
			}
		}
	}
	power := exponent - len(fraction)
	switch {
	case digits > 15 || power > 22 || power < -22:
		return longDecimal(whole, fraction, exponent)
	case power < 0:
		return float64(mantissa) / powerOfTen(-power), true
	}
	return float64(mantissa) * powerOfTen(power), true
}

func powerOfTen(n int) float64 {
	return [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}[n]
}

func longDecimal(whole, fraction string, exponent int) (float64, bool) {
	var b []byte
	for _, r := range whole {
		if r < utf8.RuneSelf && isDigit(byte(r)) {
			b = append(b, byte(r))
		}
	}
	b = append(append(b, '.'), fraction...)
	b = strconv.AppendInt(append(b, 'e'), int64(exponent), 10)
	x, err := strconv.ParseFloat(string(b), 64)
	return x, err == nil && !math.IsInf(x, 0)
}

// isPlainNumber reports whether text is digits with signs and marks and nothing else.
func isPlainNumber(text string) bool {
	digits := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		digits = digits || isDigit(c)
		if !isDigit(c) && strings.IndexByte("+-.,:/%() '", c) < 0 {
			return false
		}
	}
	return digits
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
