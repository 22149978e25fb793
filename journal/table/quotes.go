package table

import "strings"

// quoteMode is how a quote inside a quoted cell is written.
type quoteMode byte

const (
	quotesDoubled quoteMode = iota // "" as in RFC 4180
	quotesEscaped                  // \"
	quotesBare                     // not marked at all; such a cell ends on its line
)

// parse reads the row at a position, its cells behind those in cells. It is not ok if a quote
// is not where mode allows it.
func (s *textSource) parse(at position, mode quoteMode, cells []Cell) (all []Cell, end position, ok bool) {
	for i := at.offset; ; {
		cell, next, ok := s.cell(i, mode)
		if !ok {
			return cells, at, false
		}
		cells = append(cells, Cell{Text: cell})
		if next >= len(s.text) || s.text[next] != s.sep {
			return cells, s.afterBreak(next, at.line+lineBreaks(s.text[at.offset:next])), true
		}
		if i = next + 1; i >= len(s.text) { // a separator at the very end
			return append(cells, Cell{}), s.afterBreak(i, at.line+lineBreaks(s.text[at.offset:i])), true
		}
		if len(cells) > s.bounds.columns+1 {
			return cells, s.afterLine(at), true
		}
	}
}

// cell reads the cell at i. next is the place of the separator or line break behind it.
func (s *textSource) cell(i int, mode quoteMode) (cell string, next int, ok bool) {
	begin := i
	if mode == quotesBare {
		begin = s.skipBlanks(i)
	}
	if begin < len(s.text) && s.text[begin] == '"' {
		cell, next, ok = s.quotedCell(begin+1, mode)
		if ok || mode != quotesBare {
			return cell, next, ok
		}
	}
	next = i
	for next < len(s.text) && s.text[next] != s.sep && s.text[next] != '\n' && !s.isReturn(next) {
		if s.text[next] == '"' && mode == quotesDoubled {
			return "", 0, false
		}
		next++
	}
	return s.text[i:next], next, true
}

// isReturn reports whether a CR at i ends a line.
func (s *textSource) isReturn(i int) bool {
	return s.text[i] == '\r' && (s.returns || i+1 == len(s.text) || s.text[i+1] == '\n')
}

// quotedCell reads a cell from behind its opening quote.
func (s *textSource) quotedCell(begin int, mode quoteMode) (cell string, next int, ok bool) {
	limit := min(len(s.text), begin+2*s.bounds.cell+2)
	if mode == quotesBare {
		limit = min(limit, s.lineEnd(begin))
	}
	marked := false
	for i := begin; ; {
		n := strings.IndexByte(s.text[i:limit], '"')
		if n < 0 {
			return "", 0, false
		}
		i += n
		switch {
		case mode == quotesEscaped && escaped(s.text[begin:i]):
			marked = true
			i++
		case i+1 < limit && s.text[i+1] == '"':
			marked = true
			i += 2
		default:
			if next, ok := s.closes(i+1, mode); ok {
				return unquote(s.text[begin:i], marked, mode), next, true
			}
			if mode != quotesBare {
				return "", 0, false
			}
			i++
		}
	}
}

// closes reports whether a cell ends behind the quote before i.
func (s *textSource) closes(i int, mode quoteMode) (next int, ok bool) {
	if mode == quotesBare {
		i = s.skipBlanks(i)
	}
	return i, i >= len(s.text) || s.text[i] == s.sep || s.text[i] == '\n' || s.isReturn(i)
}

func (s *textSource) skipBlanks(i int) int {
	for i < len(s.text) && s.text[i] == ' ' && s.sep != ' ' {
		i++
	}
	return i
}

// escaped reports whether what follows before is behind a backslash of its own.
func escaped(before string) bool {
	n := len(before) - len(strings.TrimRight(before, `\`))
	return n%2 == 1
}

// unquote takes the marks of quotes away; line breaks become LF, as encoding/csv has it.
func unquote(cell string, marked bool, mode quoteMode) string {
	if marked {
		if mode == quotesEscaped {
			cell = strings.ReplaceAll(cell, `\"`, `"`)
		}
		cell = strings.ReplaceAll(cell, `""`, `"`)
	}
	if strings.IndexByte(cell, '\r') >= 0 {
		cell = strings.ReplaceAll(strings.ReplaceAll(cell, "\r\n", "\n"), "\r", "\n")
	}
	return cell
}

// lineBreaks counts LF, CRLF and CR.
func lineBreaks(s string) int {
	n := strings.Count(s, "\n")
	for i := strings.IndexByte(s, '\r'); i >= 0; {
		if i+1 >= len(s) || s[i+1] != '\n' {
			n++
		}
		j := strings.IndexByte(s[i+1:], '\r')
		if j < 0 {
			break
		}
		i += 1 + j
	}
	return n
}
