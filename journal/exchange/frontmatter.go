package exchange

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// property is one key of a front matter.
type property struct {
	key  string
	line int // counted from 0 in the front matter
	// text is a text or number, and the lines of what is neither that nor a list of such.
	text  string
	items []string
	list  bool
}

// frontMatter is what stands before the text of a note, between two lines of ---.
type frontMatter struct {
	properties []property
	// unknown are lines that are not understood, and unknownAt the place of the first.
	unknown   []string
	unknownAt int
	// named are the keys that are not taken for what notes have in common.
	named map[string]bool
}

// maxHeadLines is the most lines of a front matter. More are not one.
const maxHeadLines = 10_000

// cutFrontMatter splits a file; without a front matter, all of it is text. line is where the text
// begins, counted from 0.
func cutFrontMatter(file string) (head []string, text string, line int) {
	first, rest, _ := strings.Cut(file, "\n")
	if strings.TrimRight(first, " \t") != "---" {
		return nil, file, 0
	}
	head, rest, ok := cutLines(rest, func(line string) bool {
		line = strings.TrimRight(line, " \t")
		return line == "---" || line == "..."
	})
	if !ok {
		return nil, file, 0
	}
	return head, rest, len(head) + 2
}

// cutLines returns the lines before one that ends them, and what is behind it; ok reports whether
// there is one.
func cutLines(text string, ends func(line string) bool) (lines []string, rest string, ok bool) {
	lines = make([]string, 0, 48)
	for more := true; more && len(lines) < maxHeadLines; {
		var line string
		line, text, more = strings.Cut(text, "\n")
		if ends(line) {
			return lines, text, true
		}
		lines = append(lines, line)
	}
	return nil, "", false
}

// readFrontMatter reads the common part of YAML: keys with texts, quoted or not, in one or
// several lines or as a block, and lists in both forms. What is deeper remains text. It never
// fails, and every line but comments is in the result.
func readFrontMatter(lines []string) frontMatter {
	r := yamlReader{lines: lines}
	r.found.properties = make([]property, 0, min(len(lines), 24))
	for r.at < len(lines) {
		line := lines[r.at]
		if text := strings.TrimSpace(line); text == "" || text[0] == '#' {
			r.at++
			continue
		}
		key, rest, ok := cutKey(line)
		if !ok {
			if len(r.found.unknown) == 0 {
				r.found.unknownAt = r.at
			}
			r.found.unknown = append(r.found.unknown, line)
			r.at++
			continue
		}
		p := property{key: key, line: r.at}
		r.at++
		r.value(&p, rest)
		r.found.properties = append(r.found.properties, p)
	}
	return r.found
}

type yamlReader struct {
	lines []string
	at    int // the next line
	found frontMatter
}

// cutKey splits a line such as "mood: 4"; it must not be indented.
func cutKey(line string) (key, rest string, ok bool) {
	if line == "" || line[0] == ' ' || line[0] == '\t' {
		return "", "", false
	}
	if line[0] == '"' || line[0] == '\'' {
		text, n := quoted(line)
		if n == 0 || !strings.HasPrefix(line[n:], ":") {
			return "", "", false
		}
		key, rest = text, line[n+1:]
	} else {
		at := strings.Index(line, ": ")
		if tab := strings.Index(line, ":\t"); tab >= 0 && (at < 0 || tab < at) {
			at = tab
		}
		if at < 0 {
			at = len(strings.TrimRight(line, " \t")) - 1
			if at < 0 || line[at] != ':' {
				return "", "", false
			}
		}
		key, rest = line[:at], line[at+1:]
	}
	if rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		return "", "", false
	}
	key = strings.TrimSpace(key)
	return key, strings.TrimSpace(rest), key != "" && !strings.HasPrefix(key, "- ") && !strings.HasPrefix(key, "[") && !strings.HasPrefix(key, "{")
}

// value reads the value of a key, of which rest is in its line.
func (r *yamlReader) value(p *property, rest string) {
	switch {
	case rest == "" || rest[0] == '#':
		r.block(p)
	case rest[0] == '|' || rest[0] == '>':
		if !r.blockText(p, rest) {
			p.text = r.plain(rest)
		}
	case rest[0] == '[':
		r.flow(p, rest)
	case rest[0] == '"' || rest[0] == '\'':
		p.text = r.quotedText(rest)
	default:
		if p.text = r.plain(rest); isNull(p.text) {
			p.text = ""
		}
	}
}

func isNull(s string) bool { return s == "~" || s == "null" || s == "Null" || s == "NULL" }

// isIndented reports whether the next line belongs to the key before.
func (r *yamlReader) isIndented() bool {
	return r.at < len(r.lines) && r.lines[r.at] != "" && (r.lines[r.at][0] == ' ' || r.lines[r.at][0] == '\t')
}

// plain reads a text without quotes, with the indented lines below it.
func (r *yamlReader) plain(rest string) string {
	first := withoutComment(rest)
	if !r.isIndented() {
		return first
	}
	parts := []string{first}
	for r.isIndented() {
		more := strings.TrimSpace(r.lines[r.at])
		r.at++
		if more != "" && more[0] != '#' {
			parts = append(parts, withoutComment(more))
		}
	}
	return strings.Join(parts, " ")
}

func withoutComment(s string) string {
	for i := 1; i < len(s); i++ {
		if s[i] == '#' && (s[i-1] == ' ' || s[i-1] == '\t') {
			return strings.TrimSpace(s[:i])
		}
	}
	return strings.TrimSpace(s)
}

// quotedText reads a text in quotes, which may end in a later line. If it does not end, or more
// follows, it is taken as it is.
func (r *yamlReader) quotedText(rest string) string {
	var whole strings.Builder
	whole.WriteString(rest)
	from, last := r.at, rest[1:]
	for tries := 0; tries < maxTries && (tries == 0 || whole.Len() < maxJoined); {
		if strings.Contains(last, rest[:1]) {
			tries++
			if text, n := quoted(whole.String()); n > 0 {
				if after := strings.TrimSpace(whole.String()[n:]); after == "" || after[0] == '#' {
					return text
				}
				break
			}
		}
		if !r.isIndented() {
			break
		}
		last = strings.TrimSpace(r.lines[r.at])
		whole.WriteByte(' ')
		whole.WriteString(last)
		r.at++
	}
	r.at = from
	return r.plain(rest)
}

// maxTries bounds how often a value of several lines is read again with more lines, and maxJoined
// how many bytes they may have for it.
const maxTries, maxJoined = 20, 1 << 18

// flow reads a list such as [a, "b, c"]. What is no list of texts remains text.
func (r *yamlReader) flow(p *property, rest string) {
	var whole strings.Builder
	whole.WriteString(rest)
	from, last := r.at, rest
	for tries := 0; tries < maxTries && (tries == 0 || whole.Len() < maxJoined); {
		if strings.Contains(last, "]") {
			tries++
			if items, ok := flowItems(whole.String()); ok {
				p.items, p.list = items, true
				return
			}
		}
		if r.at >= len(r.lines) || !r.isIndented() && strings.TrimSpace(r.lines[r.at]) != "]" {
			break
		}
		last = withoutComment(r.lines[r.at])
		whole.WriteByte(' ')
		whole.WriteString(last)
		r.at++
	}
	r.at = from
	p.text = r.plain(rest)
}

// flowItems reads a whole list in brackets.
func flowItems(s string) (items []string, ok bool) {
	s = strings.TrimSpace(s[1:])
	for {
		if s == "" {
			return nil, false
		}
		if s[0] == ']' {
			after := strings.TrimSpace(s[1:])
			return items, after == "" || after[0] == '#'
		}
		var item string
		if s[0] == '"' || s[0] == '\'' {
			text, n := quoted(s)
			if n == 0 {
				return nil, false
			}
			item, s = text, strings.TrimSpace(s[n:])
		} else {
			n := strings.IndexAny(s, ",[]{}")
			if strings.HasPrefix(s, "[[") { // a link of a wiki, which people forget to quote
				end := strings.Index(s, "]]")
				if end < 0 {
					return nil, false
				}
				n = end + 2
			}
			if n < 0 || n < len(s) && (s[n] == '[' || s[n] == '{' || s[n] == '}') {
				return nil, false
			}
			if item, s = strings.TrimSpace(s[:n]), strings.TrimSpace(s[n:]); isNull(item) {
				item = ""
			}
		}
		if item != "" {
			items = append(items, item)
		}
		switch {
		case strings.HasPrefix(s, ","):
			s = strings.TrimSpace(s[1:])
		case !strings.HasPrefix(s, "]"):
			return nil, false
		}
	}
}

// block reads what is below a key without a value: a list, a text, or something deeper, which
// remains text.
func (r *yamlReader) block(p *property) {
	from := r.at
	for r.at < len(r.lines) {
		line := strings.TrimSpace(r.lines[r.at])
		if line != "" && !r.isIndented() && !isItem(line) {
			break
		}
		r.at++
	}
	below := r.lines[from:r.at]
	for len(below) > 0 && strings.TrimSpace(below[len(below)-1]) == "" {
		below = below[:len(below)-1]
	}
	if p.items, p.list = blockItems(below); !p.list {
		p.text = strings.Join(unindented(below), "\n")
	}
}

func isItem(line string) bool { return line == "-" || strings.HasPrefix(line, "- ") }

// blockItems reads a list of texts, one a line; ok reports whether it is one.
func blockItems(lines []string) (items []string, ok bool) {
	indent := -1
	for _, line := range lines {
		text := strings.TrimSpace(line)
		if text == "" || text[0] == '#' {
			continue
		}
		here := len(line) - len(strings.TrimLeft(line, " \t"))
		if indent < 0 {
			indent = here
		}
		if here != indent || !isItem(text) {
			return nil, false
		}
		item := strings.TrimSpace(text[1:])
		switch {
		case item == "":
			continue
		case item[0] == '"' || item[0] == '\'':
			s, n := quoted(item)
			if after := strings.TrimSpace(item[n:]); n == 0 || after != "" && after[0] != '#' {
				return nil, false
			}
			item = s
		case strings.HasPrefix(item, "[[") && strings.HasSuffix(item, "]]"):
		case strings.ContainsAny(item[:1], "[{|>&*!%@`") || isItem(item):
			return nil, false
		default:
			if _, _, isMap := cutKey(item); isMap {
				return nil, false
			}
			if item = withoutComment(item); isNull(item) {
				continue
			}
		}
		if item != "" {
			items = append(items, item)
		}
	}
	return items, len(items) > 0
}

// blockText reads a text under | or >.
func (r *yamlReader) blockText(p *property, rest string) bool {
	marks := strings.TrimLeft(withoutComment(rest)[1:], "+-0123456789")
	if marks != "" {
		return false
	}
	from := r.at
	for r.at < len(r.lines) && (r.isIndented() || strings.TrimSpace(r.lines[r.at]) == "") {
		r.at++
	}
	lines := unindented(r.lines[from:r.at])
	if rest[0] == '|' {
		p.text = strings.TrimRight(strings.Join(lines, "\n"), "\n")
		return true
	}
	var b strings.Builder
	for i, line := range lines {
		switch {
		case i == 0:
		case line == "" || lines[i-1] == "" || line[0] == ' ':
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	p.text = strings.TrimRight(strings.ReplaceAll(b.String(), "\n\n", "\n"), "\n")
	return true
}

// unindented removes the blanks that all lines begin with.
func unindented(lines []string) []string {
	common := -1
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if here := len(line) - len(strings.TrimLeft(line, " \t")); common < 0 || here < common {
			common = here
		}
	}
	all := make([]string, len(lines))
	for i, line := range lines {
		if strings.TrimSpace(line) != "" {
			all[i] = line[common:]
		}
	}
	return all
}

// quoted reads the text in quotes at the beginning of s; n is its length with the quotes, 0 if it
// does not end or has an escape that YAML does not know.
func quoted(s string) (text string, n int) {
	mark := s[0]
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == mark && mark == '\'' && i+1 < len(s) && s[i+1] == '\'':
			b.WriteByte('\'')
			i++
		case c == mark:
			return b.String(), i + 1
		case c == '\\' && mark == '"':
			r, size := escaped(s[i+1:])
			if size == 0 {
				return "", 0
			}
			b.WriteRune(r)
			i += size
		default:
			b.WriteByte(c)
		}
	}
	return "", 0
}

// escaped reads what follows a backslash in double quotes; size is 0 for an unknown escape.
func escaped(s string) (r rune, size int) {
	if s == "" {
		return 0, 0
	}
	const names, runes = "nt\"\\/ 0abvfre_NLP", "\n\t\"\\/ \x00\a\b\v\f\r\x1b\u00A0\u0085\u2028\u2029"
	if at := strings.IndexByte(names, s[0]); at >= 0 {
		return []rune(runes)[at], 1
	}
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[0]]
	if digits == 0 || len(s) <= digits {
		return 0, 0
	}
	code, err := strconv.ParseUint(s[1:1+digits], 16, 32)
	if err != nil || code > utf8.MaxRune || !utf8.ValidRune(rune(code)) {
		return 0, 0
	}
	return rune(code), 1 + digits
}
