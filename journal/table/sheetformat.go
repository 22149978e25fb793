package table

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// sheetFormat is what the format of a cell says that its number is.
type sheetFormat byte

const (
	formatNumber   sheetFormat = iota
	formatDate                 // with or without a time
	formatTime                 // of a day, or a duration
	formatDuration             // [h]:mm
)

// cellFormat is what the format of a cell says of its number.
type cellFormat struct {
	sheetFormat
	// percent reports that the number is shown a hundred times as large, with a %.
	percent bool
	// unit is what is shown beside the number, such as km or €.
	unit string
}

// readFormats reads the formats of cells.
func (b *xlsxBook) readFormats(part string) error {
	custom := map[string]cellFormat{}
	inCells := false
	return b.a.each(part, func(_ *xmlPart, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			custom[attr(e, "numFmtId")] = formatOf(attr(e, "formatCode"))
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs", "cellStyleXfs":
			inCells = false
		case "xf":
			if !inCells {
				return nil
			}
			id := attr(e, "numFmtId")
			format, ok := custom[id]
			if !ok {
				format = builtIn(id)
			}
			b.formats = append(b.formats, format)
		}
		return nil
	})
}

// builtIn is the format of a number that every program knows.
func builtIn(id string) (f cellFormat) {
	n, err := strconv.Atoi(id)
	switch {
	case err != nil:
	case n == 9 || n == 10:
		f.percent = true
	case n == 46:
		f.sheetFormat = formatDuration
	case n >= 18 && n <= 21 || n == 45 || n == 47 || n >= 32 && n <= 33 || n >= 55 && n <= 56:
		f.sheetFormat = formatTime
	case n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 31 || n >= 34 && n <= 36 || n >= 50 && n <= 58:
		f.sheetFormat = formatDate
	}
	return f
}

// formatOf reads a format such as yyyy\-mm\-dd hh:mm, 0.0% or #,##0.00 "km".
func formatOf(code string) (f cellFormat) {
	parts := takeApart(code)
	switch {
	case parts.elapsed:
		f.sheetFormat = formatDuration
	case parts.condition: // another section may be the one that counts
	default:
		f.sheetFormat = parts.kind()
		if f.sheetFormat == formatNumber {
			f.percent, f.unit = parts.measure()
		}
	}
	return f
}

// kind is what a format without texts and colours shows.
func (p *formatParts) kind() sheetFormat {
	code := p.bare
	code = strings.ReplaceAll(strings.ReplaceAll(code, "am/pm", "h"), "a/p", "h")
	if code == "general" {
		return formatNumber
	}
	date := strings.ContainsAny(code, "yd")
	clock := strings.ContainsAny(code, "hs")
	month := strings.Contains(code, "m")
	switch {
	case date, month && !clock:
		return formatDate
	case clock:
		return formatTime
	}
	return formatNumber
}

// formatParts is the first section of a format.
type formatParts struct {
	bare string // without texts and colours, in small letters
	// before and behind are the texts around the digits, with signs of currency.
	before, behind string
	// elapsed reports hours, minutes or seconds in brackets, which may be more than a day has.
	elapsed bool
	// condition reports that the section holds only for some numbers.
	condition bool
}

func takeApart(code string) (p formatParts) {
	var bare, before, behind strings.Builder
	around := &before
	for i := 0; i < len(code); {
		r, size := utf8.DecodeRuneInString(code[i:])
		rest := code[i+size:]
		i += size
		switch r {
		case '"':
			text, _, _ := strings.Cut(rest, `"`)
			around.WriteString(text)
			i += len(text) + 1
		case '\\':
			_, size = utf8.DecodeRuneInString(rest)
			around.WriteString(rest[:size])
			i += size
		case '_', '*':
			_, size = utf8.DecodeRuneInString(rest)
			i += size
		case '[':
			inside, _, _ := strings.Cut(rest, "]")
			p.bracket(strings.ToLower(inside))
			if symbol, ok := strings.CutPrefix(inside, "$"); ok {
				symbol, _, _ = strings.Cut(symbol, "-")
				around.WriteString(symbol)
			}
			i += len(inside) + 1
		case ';':
			i = len(code)
		case '0', '#', '?':
			around = &behind
			bare.WriteRune(r)
		default:
			if unicode.Is(unicode.Sc, r) {
				around.WriteRune(r)
			}
			bare.WriteRune(unicode.ToLower(r))
		}
	}
	p.bare, p.before, p.behind = bare.String(), trim(before.String()), trim(behind.String())
	return p
}

// bracket reads what is in brackets: a colour, a condition, elapsed time, or a currency.
func (p *formatParts) bracket(inside string) {
	switch {
	case inside == "":
	case strings.ContainsRune("<>=", rune(inside[0])):
		p.condition = true
	case strings.ContainsRune("hms", rune(inside[0])) && strings.Trim(inside, inside[:1]) == "":
		p.elapsed = true
	}
}

// measure is the unit of a number. There is none where the format shows the number scaled to
// thousands, because then the unit is not that of the number in the file.
func (p *formatParts) measure() (percent bool, unit string) {
	last := strings.LastIndexAny(p.bare, "0#?")
	scaled := strings.Contains(p.bare, ",.") || last >= 0 && strings.HasPrefix(p.bare[last+1:], ",")
	switch percents := strings.Count(p.bare, "%"); {
	case scaled || percents > 1:
		return false, ""
	case percents == 1:
		return p.before == "" && p.behind == "", ""
	case p.before == "" && isUnit(p.behind):
		return false, p.behind
	case p.behind == "" && isMoney(p.before):
		return false, p.before
	}
	return false, ""
}

// number writes a number with its unit.
func (f *cellFormat) number(value string, x float64) Cell {
	switch {
	case f.percent:
		return Cell{percentText(x), TypeNumber}
	case f.unit != "":
		return Cell{joinUnit(plainNumber(value), f.unit), TypeNumber}
	}
	return Cell{plainNumber(value), TypeNumber}
}

// percentText writes 0.79 as 79%, with the 15 digits that spreadsheets show.
func percentText(x float64) string {
	return joinUnit(plainNumber(strconv.FormatFloat(x*100, 'g', 15, 64)), "%")
}

// joinUnit writes a number of a sheet with its unit, and cutUnit takes them apart again.
func joinUnit(number, unit string) string {
	if unit == "%" {
		return number + unit
	}
	return number + " " + unit
}

func cutUnit(text string) (x float64, unit string, ok bool) {
	if i := strings.IndexAny(text, " %"); i >= 0 {
		text, unit = text[:i], trim(text[i:])
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, unit, err == nil
}

// cell writes a number of days as what its format says.
func (f sheetFormat) cell(x float64, from1904 bool) Cell {
	const year1990 = 32874
	days := x
	if from1904 {
		days += 1462
	}
	if f == formatDate || f == formatTime && days >= year1990 {
		return Cell{dateText(serialTime(days)), TypeDate}
	}
	sign := ""
	if x < 0 { // as spreadsheets cannot show it; no reader takes it for another duration
		sign, x = "-", -x
	}
	millis := int64(math.Round(x * 86_400_000))
	text := sign + fmt.Sprintf("%02d:%02d:%02d", millis/3_600_000, millis/60_000%60, millis/1000%60)
	if part := millis % 1000; part != 0 {
		text += fmt.Sprintf(".%03d", part)
	}
	if f == formatDuration {
		return Cell{text, TypeDuration}
	}
	return Cell{Text: text}
}

// dateText writes a date, and the time if there is one.
func dateText(t time.Time) string {
	switch h, m, s := t.Clock(); {
	case t.Nanosecond() != 0:
		return t.Format("2006-01-02 15:04:05.000")
	case h+m+s != 0:
		return t.Format("2006-01-02 15:04:05")
	}
	return t.Format("2006-01-02")
}
