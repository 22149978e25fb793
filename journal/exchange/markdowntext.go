package exchange

import "strings"

// The texts of an entry stand in Markdown as they are, but a line that Markdown, or our reader,
// would take for something else than text gets a backslash in front: a heading, a fence, the
// line under a heading, a rule, HTML, or the target of a link. Existing backslashes count, so
// that removing one always restores the line, and Markdown shows what was written.

// appendProse appends a text whose lines cannot be taken for the structure of the file.
func appendProse(dst []byte, text string) []byte {
	for more := true; more; {
		var line string
		line, text, more = strings.Cut(text, "\n")
		indent, _, is := structureIn(line)
		dst = append(dst, line[:indent]...)
		if is {
			dst = append(dst, '\\')
		}
		dst = append(dst, line[indent:]...)
		if more {
			dst = append(dst, '\n')
		}
	}
	return dst
}

// proseLine restores a line of appendProse.
func proseLine(line string) string {
	indent, slashes, is := structureIn(line)
	if !is || slashes == 0 {
		return line
	}
	return line[:indent] + line[indent+1:]
}

// structureIn reports whether a line would be more than text, but for the backslashes before it,
// and where they are: behind at most three blanks.
func structureIn(line string) (indent, slashes int, is bool) {
	for indent < len(line) && indent < 3 && line[indent] == ' ' {
		indent++
	}
	rest := line[indent:]
	for slashes < len(rest) && rest[slashes] == '\\' {
		slashes++
	}
	return indent, slashes, isStructure(rest[slashes:])
}

func isStructure(s string) bool {
	if s == "" {
		return false
	}
	switch s[0] {
	case '#':
		level := len(s) - len(strings.TrimLeft(s, "#"))
		return level <= 6 && (level == len(s) || s[level] == ' ' || s[level] == '\t')
	case '`':
		return strings.HasPrefix(s, "```")
	case '~':
		return strings.HasPrefix(s, "~~~")
	case '-', '=':
		return strings.Trim(s, s[:1]+" \t") == ""
	case '<':
		return len(s) > 1 && (s[1] == '/' || s[1] == '!' || s[1] == '?' || isLetter(s[1]))
	case '%':
		return strings.HasPrefix(s, "%%") // a comment of Obsidian
	case '[':
		return strings.Contains(s, "]:")
	}
	return false
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// appendTitle appends the title of a heading. Markdown leaves out number signs at its end, so
// they get a backslash.
func appendTitle(dst []byte, title string) []byte {
	if at, is := closingSigns(title); is {
		return append(append(append(dst, title[:at]...), '\\'), title[at:]...)
	}
	return append(dst, title...)
}

// titleIn restores a title of appendTitle.
func titleIn(text string) string {
	if at, is := closingSigns(text); is && text[at] == '\\' {
		return text[:at] + text[at+1:]
	}
	return text
}

// closingSigns finds the last word of a title that consists of number signs, and of backslashes
// before them.
func closingSigns(title string) (at int, is bool) {
	at = strings.LastIndexByte(title, ' ') + 1
	word := strings.TrimLeft(title[at:], `\`)
	return at, word != "" && strings.Trim(word, "#") == ""
}
