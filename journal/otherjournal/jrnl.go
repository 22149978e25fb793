package otherjournal

import (
	"context"
	"io/fs"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"enactive/journal/table"
)

const jrnlName = "jrnl"

// Jrnl reads what jrnl writes: its journal, as one text or a folder of texts, or its export as
// text, JSON, Markdown or YAML.
func Jrnl(ctx context.Context, files fs.FS) (*Export, error) {
	s, err := open(ctx, files)
	if err != nil {
		return nil, err
	}
	e := &Export{Columns: []Column{{"time", Text}, {"title", Text}, {"note", Text}, {"starred", Flag}}, List: "tags"}
	found := false
	for _, name := range s.with(".txt", ".md", ".json", ".jrnl", ".journal", "") {
		ok, err := e.jrnlFile(s, name)
		if err != nil {
			return nil, err
		}
		if found = found || ok; !ok && !s.isSingle() {
			e.note(OddFiles, name)
		}
	}
	if !found {
		return nil, &Error{Kind: KindNotFound, Value: jrnlName}
	}
	return e.done(jrnlName)
}

// jrnlFile reads one file; ok reports whether it is one of jrnl.
func (e *Export) jrnlFile(s *source, name string) (ok bool, err error) {
	text, err := s.text(name, MaxFile)
	switch {
	case err != nil:
		return false, err
	case isJrnlEncrypted(text):
		return false, &Error{Kind: KindEncrypted, File: name}
	case strings.HasPrefix(strings.TrimSpace(text), "{"):
		return e.jrnlJSON(name, text)
	case strings.HasPrefix(text, "---\n"):
		return e.jrnlYAML(name, text)
	}
	start := jrnlStart
	if !anyLine(text, start) {
		if start = jrnlHeading; !anyLine(text, start) {
			if start = jrnlOldStart; !anyLine(text, start) {
				return false, nil
			}
		}
	}
	return true, e.jrnlText(name, text, start)
}

// isJrnlEncrypted reports whether a text is a token of Fernet, as jrnl has written since its
// version 2.
func isJrnlEncrypted(text string) bool {
	text = strings.TrimSpace(text)
	return len(text) >= 100 && strings.HasPrefix(text, "gAAAAA") && strings.IndexFunc(text, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_' || r == '=')
	}) < 0
}

// startOf splits the first line of an entry; ok reports whether it is one.
type startOf func(line string) (date, title string, ok bool)

func anyLine(text string, start startOf) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if _, _, ok := start(line); ok {
			return true
		}
	}
	return false
}

// maxDate is the longest date in brackets.
const maxDate = 80

// jrnlStart is the first line of an entry: [2026-11-23 18:05] Title. jrnl also takes a date in
// brackets at the beginning of a line for the beginning of an entry.
func jrnlStart(line string) (date, title string, ok bool) {
	if !strings.HasPrefix(line, "[") {
		return "", "", false
	}
	date, title, ok = strings.Cut(line[1:], "]")
	if !ok || len(date) > maxDate || title != "" && title[0] != ' ' || !isDate(date) {
		return "", "", false
	}
	return date, title, true
}

var isoStart = regexp.MustCompile(`^(#{1,6} )?(\d{4}-\d\d-\d\d \d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?)(?: (.*))?$`)

// jrnlOldStart is that of jrnl 1: 2013-06-09 15:39 Title.
func jrnlOldStart(line string) (date, title string, ok bool) {
	m := isoStart.FindStringSubmatch(line)
	if m == nil || m[1] != "" {
		return "", "", false
	}
	return m[2], m[3], true
}

// jrnlHeading is that of an export as Markdown: ### 2013-06-09 15:39 Title.
func jrnlHeading(line string) (date, title string, ok bool) {
	m := isoStart.FindStringSubmatch(line)
	if m == nil || m[1] == "" {
		return "", "", false
	}
	return m[2], m[3], true
}

// isDate reports whether a text is a date, in whatever order of day and month, even one that no
// calendar has.
func isDate(text string) bool {
	reader := table.DateReader{}
	m, err := reader.Read(table.Cell{Text: text})
	if e, ok := err.(*table.Error); ok {
		return e.Kind == table.KindOrderOpen || e.Kind == table.KindNoSuchDay || e.Kind == table.KindNoZone
	}
	return m.HasDate
}

func (e *Export) jrnlText(file, text string, start startOf) error {
	number, begin, body, date, title := 0, 0, 0, "", ""
	before, at := 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		number++
		d, t, ok := start(line)
		switch {
		case ok:
			if begin > 0 {
				if err := e.jrnlEntry(file, begin, date, title, text[body:at]); err != nil {
					return err
				}
			}
			begin, body, date, title = number, min(len(text), at+len(line)+1), d, t
		case begin == 0 && strings.TrimSpace(line) != "" && !monthHeading().MatchString(line):
			before++
		}
		at += len(line) + 1
	}
	e.noteMany(Before, before)
	return e.jrnlEntry(file, begin, date, title, text[body:])
}

// monthHeading is a heading of a year or month in an export as Markdown.
var monthHeading = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(# \d{4}|## \pL+)$`) })

// jrnlEntry adds an entry from its first line and the others.
func (e *Export) jrnlEntry(file string, line int, date, title, body string) error {
	title = strings.TrimSpace(title)
	starred := ""
	if strings.HasSuffix(title, "*") {
		starred, title = "yes", strings.TrimRight(title, " *")
	}
	tags := jrnlTags(title + "\n" + body)
	if body = strings.TrimSpace(body); body == "" {
		title, body = firstSentence(title)
	}
	return e.addText(file, line, tags, "", date, title, body, starred)
}

// maxTitle is the longest title, in bytes; a longer one becomes a part of the note.
const maxTitle = 1000

// addText adds an entry whose columns begin with id, if the program has ids, time, title and note.
func (e *Export) addText(file string, line int, tags []string, id, date, title, note string, more ...string) error {
	if len(title) > maxTitle {
		title, note = "", strings.TrimSpace(title+"\n\n"+note)
	}
	cells := append([]string{id, date, title, note}, more...)
	if e.Columns[0].Name != "id" {
		cells = cells[1:]
	}
	return e.add(file, line, tags, cells...)
}

var sentenceEnd = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[.!?…‼‽⁇⁈⁉]['’"”]?[\])]*\s+|[！．？｡。]`)
})

// firstSentence splits a text behind its first sentence, as jrnl does.
func firstSentence(text string) (first, rest string) {
	at := sentenceEnd().FindStringIndex(text)
	if at == nil {
		return text, ""
	}
	return strings.TrimSpace(text[:at[1]]), strings.TrimSpace(text[at[1]:])
}

// jrnlTags are the words that begin with @, in their first spelling.
func jrnlTags(text string) []string {
	var tags []string
	seen := map[string]bool{}
	for at := 0; len(tags) < maxItems; {
		i := strings.IndexByte(text[at:], '@')
		if i < 0 {
			break
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at+i])
		isWord := at+i == 0 || unicode.IsSpace(before)
		at += i + 1
		end := strings.IndexFunc(text[at:], func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune("-+*#/_", r)
		})
		if end < 0 {
			end = len(text) - at
		}
		tag := text[at : at+end]
		at += end
		if key := strings.ToLower(tag); isWord && tag != "" && len(tag) <= maxTitle && !seen[key] {
			seen[key] = true
			tags = append(tags, tag)
		}
	}
	return tags
}

// jrnlJSON reads an export as JSON, of a journal or of one entry.
func (e *Export) jrnlJSON(file, text string) (ok bool, err error) {
	j, err := parseJSON(file, unsafe.Slice(unsafe.StringData(text), len(text))) // never written
	if err != nil {
		return false, err
	}
	whole := j.whole()
	if isJrnlObject(whole) {
		return true, e.jrnlObject(file, 1, whole)
	}
	ok = len(whole["entries"]) > 0
	return ok, j.each("entries", func(line int, _ string, value []byte) error {
		o, isObject := objectOf(value)
		if !isObject || !isJrnlObject(o) {
			return &Error{Kind: KindNotEntry, File: file, Line: line, Value: clipBytes(value)}
		}
		return e.jrnlObject(file, line, o)
	})
}

func isJrnlObject(o object) bool {
	_, starred := o["starred"]
	return starred && o.text("date") != "" && (len(o["body"]) > 0 || len(o["title"]) > 0) && len(o["creationDate"]) == 0
}

func (e *Export) jrnlObject(file string, line int, o object) error {
	e.leaveOutRest(o, "title body date time tags starred uuid")
	tags := o.texts("tags")
	for i, tag := range tags {
		tags[i] = strings.TrimLeft(tag, "@#")
	}
	starred := ""
	if o.is("starred") {
		starred = "yes"
	}
	return e.addText(file, line, tags, "", strings.TrimSpace(o.text("date")+" "+o.text("time")), o.text("title"), o.text("body"), starred)
}

// jrnlYAML reads one entry of an export as YAML, which is none to other readers of YAML: the
// title is not quoted.
func (e *Export) jrnlYAML(file, text string) (ok bool, err error) {
	if len(text) > MaxMonth { // one entry
		return false, nil
	}
	lines := strings.Split(text, "\n")
	head := map[string]string{}
	body, end := -1, len(lines)
	for i, line := range lines[1:] {
		if line == "---" { // of older versions
			body = i + 2
			break
		}
		key, value, isPair := strings.Cut(line, ":")
		if isPair && key == "body" {
			for body = i + 2; end > body && strings.TrimSpace(lines[end-1]) == ""; {
				end--
			}
			if end > body && lines[end-1] == "..." {
				end--
			}
			break
		}
		if isPair && !strings.HasPrefix(line, " ") {
			head[key] = strings.TrimSpace(value)
		}
	}
	if body < 0 || !isDate(head["date"]) {
		return false, nil
	}
	note := make([]string, 0, end-body)
	for _, line := range lines[body:end] {
		note = append(note, strings.TrimPrefix(line, "\t"))
	}
	var tags []string
	for tag := range strings.SplitSeq(head["tags"], ",") {
		if tag = strings.TrimSpace(tag); tag != "" {
			tags = append(tags, tag)
		}
	}
	starred := ""
	if strings.EqualFold(head["starred"], "true") {
		starred = "yes"
	}
	return true, e.addText(file, 1, tags, "", head["date"], head["title"], strings.Join(note, "\n"), starred)
}
