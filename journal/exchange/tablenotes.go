package exchange

import (
	"strconv"
	"strings"

	"enactive/journal/fault"
	"enactive/journal/table"
)

// noteReading notes what was observed while a table was read and matters to its owner.
func (c *csvImport) noteReading() {
	f := &c.table.Found
	note := func(is bool, m fault.Message) {
		if is {
			c.notes = append(c.notes, m)
		}
	}
	with := fault.V{"File": c.file, "Encoding": f.Encoding, "Line": itoa(f.EncodingLine)}
	note(f.Encoding != "" && f.Encoding != table.UTF8 && f.EncodingLine == 0, fault.Text("the-text-was-read-as-encoding", with))
	note(f.EncodingLine > 0, fault.Text("the-text-was-read-as-encoding-see-line", with))
	note(f.Format == table.FormatText && f.Separator != ',' && len(c.table.Columns) > 1,
		fault.Text("the-cells-are-separated-by-separator", fault.V{"Separator": separatorName(f.Separator)}))
	note(len(f.Sheets) > 1, fault.Text("only-the-sheet-name-was-read-of-names", fault.V{"Name": f.Sheet, "Names": columnList(f.Sheets)}))
	note(f.Header == 0, fault.Text("no-row-names-the-columns-so-they-have"))
	note(f.Before.Count > 0 && f.Header > 0, fault.Count(f.Before.Count, "n-lines-before-the-header-were-left-out", fault.V{"Header": itoa(f.Header), "Lines": linesOf(f.Before)}))
	note(f.Before.Count > 0 && f.Header == 0, fault.Count(f.Before.Count, "n-lines-before-the-rows-were-left-out", fault.V{"Lines": linesOf(f.Before)}))
	note(f.Common > 0, fault.Text("repeated-headers-differ-so-only-the", fault.V{"Columns": itoa(f.Common)}))
	lines := func(l table.Lines) fault.V { return fault.V{"Lines": linesOf(l)} }
	note(f.Behind.Count > 0, fault.Count(f.Behind.Count, "n-rows-have-something-only-behind-the", lines(f.Behind)))
	note(f.Repeated.Count > 0, fault.Count(f.Repeated.Count, "the-header-is-repeated-in-n-rows", lines(f.Repeated)))
	note(f.Filled.Count > 0 && f.Format == table.FormatText, fault.Count(f.Filled.Count, "n-rows-have-too-few-cells-the-missing", lines(f.Filled)))
	note(f.Repaired.Count > 0, fault.Count(f.Repaired.Count, "in-n-rows-a-quote-was-read-as-a", lines(f.Repaired)))
	note(f.Errors.Count > 0, fault.Count(f.Errors.Count, "n-rows-have-errors-of-a-spreadsheet", lines(f.Errors)))
	note(f.NoResults.Count > 0, fault.Count(f.NoResults.Count, "n-rows-have-formulas-without-results", lines(f.NoResults)))
	note(f.Merged.Count > 0, fault.Count(f.Merged.Count, "n-rows-have-cells-merged-with-the-next", lines(f.Merged)))
}

func separatorName(r rune) any {
	switch r {
	case ';':
		return fault.Text("semicolons")
	case '\t':
		return fault.Text("tabs")
	case '|':
		return fault.Text("bars")
	}
	return strconv.QuoteRune(r)
}

// listedLines is how many lines of a kind are listed.
const listedLines = 5

// linesOf lists the first lines on which something was found.
func linesOf(l table.Lines) string {
	var all []string
	for i, line := range l.First {
		if i == listedLines {
			break
		}
		all = append(all, itoa(line))
	}
	if l.Count > len(all) {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}
