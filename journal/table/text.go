package table

import "strings"

// textSource is a file of text with separators.
type textSource struct {
	text    string
	sep     byte
	sepLine bool // the first line names the separator
	returns bool // some lines end in CR alone
	usual   int  // how many cells most rows have; 0 if that is not known
	bounds  limits
}

func (s *textSource) begin() position {
	if s.sepLine {
		return s.afterLine(position{0, 1})
	}
	return position{0, 1}
}

// next reads a row. Quotes are read by RFC 4180; only where that fails, or does not give the
// columns of the table, it looks whether quotes that are not doubled make the row fit.
func (s *textSource) next(at position, width int, cells []Cell) (rawRow, bool) {
	if at.offset >= len(s.text) {
		return rawRow{}, false
	}
	end := s.lineEnd(at.offset)
	line := s.text[at.offset:end]
	row := rawRow{line: at.line}
	if strings.IndexByte(line, '"') < 0 {
		row.end = s.afterBreak(end, at.line)
		row.cells = splitPlain(line, s.sep, cells)
	} else {
		s.quoted(at, width, cells, &row)
	}
	if row.bad == nil {
		row.bad = s.tooLarge(&row)
	}
	return row, true
}

// splitPlain splits a line without quotes.
func splitPlain(line string, sep byte, cells []Cell) []Cell {
	for {
		i := strings.IndexByte(line, sep)
		if i < 0 {
			return append(cells, Cell{Text: line})
		}
		cells = append(cells, Cell{Text: line[:i]})
		line = line[i+1:]
	}
}

// quoted reads a row that has quotes.
func (s *textSource) quoted(at position, width int, cells []Cell, row *rawRow) {
	if width == 0 {
		width = s.usual
	}
	strict, end, ok := s.parse(at, quotesDoubled, cells)
	if ok && (width == 0 || fits(strict[len(cells):], width)) {
		row.cells, row.end = strict, end
		return
	}
	for _, mode := range []quoteMode{quotesEscaped, quotesBare} {
		if mode == quotesEscaped && !strings.Contains(s.text[at.offset:s.lineEnd(at.offset)], `\"`) {
			continue
		}
		repaired, to, good := s.parse(at, mode, cells)
		if good && (width == 0 || fits(repaired[len(cells):], width)) {
			row.cells, row.end, row.repaired = repaired, to, true
			return
		}
	}
	if ok { // too short or too long, which is said elsewhere
		row.cells, row.end = s.reparse(at, cells)
		return
	}
	row.end, row.cells = s.afterLine(at), cells
	row.bad = &Error{Kind: KindQuote, Line: at.line, Value: clip(s.text[at.offset:s.lineEnd(at.offset)])}
}

// reparse reads a row strictly once more, since other readings have overwritten its cells.
func (s *textSource) reparse(at position, cells []Cell) ([]Cell, position) {
	strict, end, _ := s.parse(at, quotesDoubled, cells)
	return strict, end
}

// fits reports whether a row has the columns of a table; what is over must be empty.
func fits(cells []Cell, width int) bool {
	if len(cells) <= width {
		return len(cells) == width
	}
	_, last := filledCells(cells)
	return last <= width
}

// tooLarge holds the limits of a row.
func (s *textSource) tooLarge(row *rawRow) *Error {
	if len(row.cells) > s.bounds.columns {
		return &Error{Kind: KindColumns, Line: row.line, Limit: int64(s.bounds.columns)}
	}
	if row.end.offset-s.bounds.cell < 0 {
		return nil
	}
	for i := range row.cells {
		if len(row.cells[i].Text) > s.bounds.cell {
			return &Error{Kind: KindCellSize, Line: row.line, Limit: int64(s.bounds.cell)}
		}
	}
	return nil
}

// lineEnd is the place of the line break behind at, or the end of the text.
func (s *textSource) lineEnd(at int) int {
	rest := s.text[at:]
	if s.returns {
		if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
			return at + i
		}
		return len(s.text)
	}
	i := strings.IndexByte(rest, '\n')
	switch {
	case i < 0:
		i = len(rest)
		if i > 0 && rest[i-1] == '\r' {
			i--
		}
	case i > 0 && rest[i-1] == '\r':
		i--
	}
	return at + i
}

// afterBreak is the position behind the line break at end.
func (s *textSource) afterBreak(end, line int) position {
	switch {
	case strings.HasPrefix(s.text[end:], "\r\n"):
		return position{end + 2, line + 1}
	case end < len(s.text):
		return position{end + 1, line + 1}
	}
	return position{end, line}
}

func (s *textSource) afterLine(at position) position {
	return s.afterBreak(s.lineEnd(at.offset), at.line)
}
