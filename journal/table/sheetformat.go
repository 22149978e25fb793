package table

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// sheetFormat is what the format of a cell says that its number is.
type sheetFormat byte

const (
	formatNumber   sheetFormat = iota
	formatDate                 // with or without a time
	formatTime                 // of a day, or a duration
	formatDuration             // [h]:mm
)

// readFormats reads the formats of cells.
func (b *xlsxBook) readFormats(part string) error {
	custom := map[string]sheetFormat{}
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
func builtIn(id string) sheetFormat {
	n, err := strconv.Atoi(id)
	switch {
	case err != nil:
		return formatNumber
	case n == 46:
		return formatDuration
	case n >= 18 && n <= 21 || n == 45 || n == 47 || n >= 32 && n <= 33 || n >= 55 && n <= 56:
		return formatTime
	case n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 31 || n >= 34 && n <= 36 || n >= 50 && n <= 58:
		return formatDate
	}
	return formatNumber
}

// formatOf reads a format such as yyyy\-mm\-dd hh:mm.
func formatOf(code string) sheetFormat {
	code, elapsed := bareFormat(code)
	if elapsed {
		return formatDuration
	}
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

// bareFormat takes texts, colours and all but the first section off a format. elapsed reports
// hours, minutes or seconds in brackets, which may be more than a day has.
func bareFormat(code string) (bare string, elapsed bool) {
	var b strings.Builder
	code = strings.ToLower(code)
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			n := strings.IndexByte(code[i+1:], '"')
			if n < 0 {
				return b.String(), elapsed
			}
			i += n + 1
		case '\\', '_', '*':
			i++
		case '[':
			n := strings.IndexByte(code[i:], ']')
			if n < 0 {
				return b.String(), elapsed
			}
			inside := code[i+1 : i+n]
			elapsed = elapsed || inside != "" && strings.Trim(inside, inside[:1]) == "" && strings.Contains("hms", inside[:1])
			i += n
		case ';':
			return b.String(), elapsed
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), elapsed
}

// cell writes a number of days as what its format says.
func (f sheetFormat) cell(x float64, from1904 bool) Cell {
	const year1990 = 32874
	if f == formatDate || f == formatTime && x >= year1990 {
		if from1904 {
			x += 1462
		}
		return Cell{dateText(serialTime(x)), TypeDate}
	}
	millis := int64(math.Round(x * 86_400_000))
	text := fmt.Sprintf("%02d:%02d:%02d", millis/3_600_000, millis/60_000%60, millis/1000%60)
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
