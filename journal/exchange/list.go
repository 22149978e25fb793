package exchange

import (
	"strings"

	"enactive/journal"
)

const (
	overcomeMark    = "[x] "
	notOvercomeMark = "[ ] "
)

// appendItem appends one item to an unfinished list cell.
func appendItem(dst []byte, item string) []byte {
	if len(dst) > 0 {
		dst = append(dst, "; "...)
	}
	return appendEscaped(dst, item)
}

func appendEscaped(dst []byte, s string) []byte {
	if strings.IndexByte(s, ';') < 0 && strings.IndexByte(s, '\\') < 0 {
		return append(dst, s...) // the common case
	}
	for i := 0; i < len(s); i++ {
		if s[i] == ';' || s[i] == '\\' {
			dst = append(dst, '\\')
		}
		dst = append(dst, s[i])
	}
	return dst
}

// splitList splits a list cell. It trims items and drops empty ones, as the journal does. A
// backslash before anything but ; and \ is literal.
func splitList(cell string) []string {
	if strings.IndexByte(cell, '\\') >= 0 {
		return splitEscaped(cell)
	}
	if cell == "" {
		return nil
	}
	items := make([]string, 0, 1+strings.Count(cell, ";"))
	for more := true; more; {
		var item string
		item, cell, more = strings.Cut(cell, ";")
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

func splitEscaped(cell string) []string {
	var items []string
	var item []byte
	take := func() {
		if s := strings.TrimSpace(string(item)); s != "" {
			items = append(items, s)
		}
		item = item[:0]
	}
	for i := 0; i < len(cell); i++ {
		switch c := cell[i]; {
		case c == ';':
			take()
		case c == '\\' && i+1 < len(cell) && (cell[i+1] == ';' || cell[i+1] == '\\'):
			i++
			item = append(item, cell[i])
		default:
			item = append(item, c)
		}
	}
	take()
	return items
}

// appendPerson appends a person, as Person.String formats them, to an unfinished list cell.
func appendPerson(dst []byte, p journal.Person) []byte {
	dst = appendItem(dst, p.Name)
	if p.Role == "" {
		return dst
	}
	return append(appendEscaped(append(dst, " ("...), string(p.Role)), ')')
}

func appendObstacle(dst []byte, o journal.Obstacle) []byte {
	if len(dst) > 0 {
		dst = append(dst, "; "...)
	}
	if o.Overcome {
		dst = append(dst, overcomeMark...)
	} else {
		dst = append(dst, notOvercomeMark...)
	}
	return appendEscaped(dst, o.Text)
}

func parseObstacle(item string) journal.Obstacle {
	if text, ok := strings.CutPrefix(item, overcomeMark); ok {
		return journal.Obstacle{Text: text, Overcome: true}
	}
	return journal.Obstacle{Text: strings.TrimPrefix(item, notOvercomeMark)}
}

// parseObstacles parses the obstacles of a table. Some programs only count them: 0 is then
// none, and any other number becomes the text of one obstacle. Our own exports never contain
// a bare number, since every obstacle there begins with its mark.
func parseObstacles(items []string) []journal.Obstacle {
	if len(items) == 0 || len(items) == 1 && strings.Trim(items[0], "0") == "" {
		return nil
	}
	obstacles := make([]journal.Obstacle, len(items))
	for i, s := range items {
		obstacles[i] = parseObstacle(s)
	}
	return obstacles
}

func parsePeople(items []string) []journal.Person {
	if len(items) == 0 {
		return nil
	}
	people := make([]journal.Person, len(items))
	for i, s := range items {
		people[i] = parsePerson(s)
	}
	return people
}

func parsePerson(item string) journal.Person {
	if !strings.HasSuffix(item, ")") {
		return journal.Person{Name: item} // the common case; trying each role is slower
	}
	return journal.ParsePerson(item, "")
}
