package exchange

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/table"
)

// The columns of a table of notes that are not keys of the front matter. Those but the folder have
// our names, so that they need no map.
const (
	noteTime, noteTitle, noteTags, noteText = "time", "title", "tags", "note"
	noteFolder, noteHead                    = "folder", "front matter"
)

// markdownNote is one entry of a Markdown file that is not ours.
type markdownNote struct {
	file, path string // for messages, and in the folder
	line       int
	// when is its date and perhaps time, as written.
	when, title, text, folder string
	tags                      []string
	properties                []property
	continued                 bool // there is an entry of the same file before it
}

// readNotes reads files that are not ours as a table.
func (m *markdownImport) readNotes(ctx context.Context, j *journal.Journal, o ImportPlan) (*Import, error) {
	notes, err := m.collect(ctx, &o)
	if err != nil {
		return nil, err
	}
	t := noteTable{notes: notes, name: m.name}
	rows, err := t.build()
	if err != nil {
		return nil, err
	}
	if area, ok := onlyArea(j); ok && !o.fills(areaColumn.Name) && !slices.Contains(namesakes(t.names), areaColumn) {
		o.Set = append(slices.Clip(o.Set), ColumnSet{To: areaColumn.Name, Value: area})
		m.note(fault.Text("the-entries-are-in-your-only-area-area", fault.V{"Area": area}))
	}
	imp, err := ReadRows(ctx, rows, m.notes, j, t.plan(o))
	if rejection := (*RejectedError)(nil); errors.As(err, &rejection) {
		t.locate(rejection.Bad)
	}
	if err != nil {
		return nil, err
	}
	t.locate(imp.Bad)
	return imp, nil
}

// namedKeys are the names of the columns that a plan reads, but for those of all notes.
func (o *ImportPlan) namedKeys() map[string]bool {
	all := map[string]bool{}
	for _, m := range o.Map {
		all[m.From] = true
	}
	for _, c := range o.Join {
		for _, name := range c.From {
			all[name] = true
		}
	}
	for _, name := range []string{noteTime, noteTitle, noteTags, noteText} {
		delete(all, name)
	}
	return all
}

// collect reads all notes. Those without a date are left out unless o says when they
// were, and named; so are empty ones.
func (m *markdownImport) collect(ctx context.Context, o *ImportPlan) ([]markdownNote, error) {
	dated, named := o.fills(timeColumn.Name), o.namedKeys()
	var all []markdownNote
	var undated, empty []string
	take := func(found []markdownNote) {
		switch first := &found[0]; {
		case first.isEmpty() && len(found) == 1:
			empty = append(empty, first.path)
		case first.when == "" && !dated:
			undated = append(undated, first.path)
		default:
			all = append(all, found...)
		}
	}
	for file := range m.sources(ctx) {
		take(notesInFile(file, named))
		if len(all) > MaxRows {
			return nil, rejected(fault.Text("file-has-more-than-n-rows-split-it-into", fault.V{"File": m.name, "N": MaxRows}))
		}
	}
	switch {
	case m.failed != nil:
		return nil, m.failed
	case len(all) == 0 && len(undated) > 0:
		return nil, rejected(fault.Text("no-note-has-a-date", fault.V{"File": m.name, "Names": someNames(undated)["Names"]}))
	case len(all) == 0:
		return nil, rejected(fault.Text("file-is-empty", fault.V{"File": m.name}))
	}
	if len(undated) > 0 {
		m.note(fault.Count(len(undated), "n-notes-have-no-date", someNames(undated)))
	}
	if len(empty) > 0 {
		m.note(fault.Count(len(empty), "n-notes-are-empty", someNames(empty)))
	}
	return all, nil
}

// isEmpty reports whether a note says nothing but its date.
func (n *markdownNote) isEmpty() bool {
	return n.title == "" && strings.TrimSpace(n.text) == "" && len(n.tags) == 0 &&
		!slices.ContainsFunc(n.properties, func(p property) bool { return p.text != "" || len(p.items) > 0 })
}

// notesInFile reads a file: one note, or several under headings with a time. Keys that the plan names
// remain columns.
func notesInFile(file markdownSource, named map[string]bool) []markdownNote {
	headLines, text, at := cutFrontMatter(plainLines(file.content))
	head := readFrontMatter(headLines)
	head.named = named
	n := markdownNote{file: file.name, path: file.path, line: 1}
	day, left := dateOf(file.path)
	if !day.inPath {
		n.folder = file.folder
	}
	n.takeTime(&head, day.when)
	titled := n.takeText(&head, "title")
	n.takeTags(&head)
	n.properties = head.properties
	if len(head.unknown) > 0 {
		n.properties = append(n.properties, property{key: noteHead, text: strings.Join(head.unknown, "\n")})
	}
	body := strings.Split(text, "\n")
	if titled {
		n.title = oneLineOf(n.title)
	} else if title, rest, ok := cutTitle(body, n.when); ok {
		n.title, body, at = title, rest, at+len(body)-len(rest)
	} else {
		n.title = left
	}
	return n.split(body, at)
}

func oneLineOf(s string) string { return strings.Join(strings.Fields(s), " ") }

// take returns the first property with one of these names, which are in lower case without - and _,
// for which use reports that it is of use, and removes it.
func (h *frontMatter) take(use func(property) bool, names ...string) bool {
	for _, name := range names {
		for i, p := range h.properties {
			if keyMarks.Replace(strings.ToLower(p.key)) == name && !h.named[p.key] && use(p) {
				h.properties = slices.Delete(h.properties, i, i+1)
				return true
			}
		}
	}
	return false
}

// keyMarks removes what joins the words of a key.
var keyMarks = strings.NewReplacer("-", "", "_", "", " ", "")

// takeTime finds when the note was: by the date in the front matter, the date of its name, or its
// creation.
func (n *markdownNote) takeTime(head *frontMatter, named string) {
	isDay := func(p property) bool {
		is, _ := dateIn(p.text)
		if is {
			n.when = p.text
		}
		return is && !p.list
	}
	if !head.take(isDay, "date", "datetime", "day", "time") {
		n.when = named
	}
	if n.when == "" {
		head.take(isDay, "created", "createdat", "creationdate", "datecreated", "createdon")
		return
	}
	if _, timed := dateIn(n.when); !timed {
		head.take(func(p property) bool {
			is := isClock(p.text)
			if is {
				n.when += " " + p.text
			}
			return is
		}, "time")
	}
}

// dateIn reports whether a text is a date, in whatever order, and whether a time is with it.
func dateIn(text string) (is, timed bool) {
	if len(text) > 100 {
		return false, false
	}
	var r table.DateReader
	for _, r.Order = range []table.Order{table.OrderNone, table.DMY, table.MDY, table.YMD} {
		if m, err := r.Read(table.Cell{Text: text}); err == nil && m.HasDate {
			return true, m.HasTime
		}
	}
	return false, false
}

func isClock(text string) bool {
	var r table.DateReader
	m, err := r.Read(table.Cell{Text: text})
	return err == nil && !m.HasDate && m.HasTime
}

func (n *markdownNote) takeText(head *frontMatter, name string) bool {
	return head.take(func(p property) bool {
		n.title = p.text
		return p.text != "" && len(p.text) <= journal.MaxLine
	}, name)
}

func (n *markdownNote) takeTags(head *frontMatter) {
	for range 2 { // tags and tag
		head.take(func(p property) bool {
			items := p.items
			if !p.list {
				items = strings.FieldsFunc(p.text, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' })
			}
			for _, s := range items {
				n.addTag(strings.TrimPrefix(strings.TrimSpace(s), "#"))
			}
			return true
		}, "tags", "tag")
	}
}

// addTag adds a tag, up to one more than an entry can have.
func (n *markdownNote) addTag(tag string) {
	if tag != "" && len(n.tags) <= journal.MaxItems && !slices.Contains(n.tags, tag) {
		n.tags = append(n.tags, tag)
	}
}

var (
	anyHeading  = regexp.MustCompile(`^(#{1,6})[ \t]+(.*?)[ \t]*(?:[ \t]#+)?$`)
	timeHeading = regexp.MustCompile(`^(\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?)(?:[\s\-–—:|]+(.*))?$`)
	inlineTag   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:^|[\s(])#([\p{L}\p{N}_][\p{L}\p{N}_/-]*)`) })
	inlineCode  = regexp.MustCompile("`[^`]*`")
	onlyDigits  = regexp.MustCompile(`^[\d_/-]+$`)
)

// cutTitle takes the heading with which a text begins as its title. A heading with the date of the
// note is none.
func cutTitle(lines []string, when string) (title string, rest []string, ok bool) {
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		heading := anyHeading.FindStringSubmatch(line)
		if heading == nil || heading[2] == "" || len(heading[2]) > journal.MaxLine {
			return "", nil, false
		}
		if timeHeading.MatchString(heading[2]) {
			return "", nil, false
		}
		if sameDay(heading[2], when) {
			heading[2] = ""
		}
		return heading[2], lines[i+1:], true
	}
	return "", nil, false
}

// split makes notes of the parts of a text that have a heading with a time, if its day is known. at
// is the place of the first line in the file.
func (n *markdownNote) split(lines []string, at int) []markdownNote {
	day := dayOf(n.when)
	parts := []markdownNote{*n}
	part, begin, level := &parts[0], 0, 0
	fenced := fence{}
	for i, line := range lines {
		if code := fenced.next(line); code || day == "" || !strings.HasPrefix(line, "#") {
			continue
		}
		heading := anyHeading.FindStringSubmatch(line)
		if heading == nil {
			continue
		}
		clock := timeHeading.FindStringSubmatch(heading[2])
		if clock == nil || level != 0 && level != len(heading[1]) || !isClock(clock[1]) || len(clock[2]) > journal.MaxLine {
			continue
		}
		level = len(heading[1])
		part.finish(lines[begin:i])
		parts = append(parts, markdownNote{
			file: n.file, line: at + i + 1, when: day + " " + clock[1], title: clock[2], folder: n.folder,
			tags: slices.Clone(n.tags), properties: n.properties, continued: true,
		})
		part, begin = &parts[len(parts)-1], i+1
		for _, tag := range inlineTag().FindAllStringSubmatch(clock[2], -1) {
			part.addTag(tag[1])
		}
	}
	part.finish(lines[begin:])
	if len(parts) > 1 && parts[0].title == "" && parts[0].text == "" {
		parts = parts[1:]
		parts[0].continued = false
	}
	return parts
}

// finish sets the text of a note, with its tags.
func (n *markdownNote) finish(lines []string) {
	fenced := fence{}
	for _, line := range lines {
		if fenced.next(line) || !strings.Contains(line, "#") {
			continue
		}
		for _, tag := range inlineTag().FindAllStringSubmatch(inlineCode.ReplaceAllString(line, " "), -1) {
			if !onlyDigits.MatchString(tag[1]) {
				n.addTag(strings.TrimRight(tag[1], "/-"))
			}
		}
	}
	for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	n.text = strings.TrimRight(strings.Join(lines, "\n"), " \t\n")
}

// fence knows which lines are code.
type fence struct{ mark string }

// next reports whether a line is code, or begins or ends it.
func (f *fence) next(line string) bool {
	s := strings.TrimLeft(line, " ")
	switch {
	case f.mark != "":
		if strings.HasPrefix(s, f.mark) && strings.Trim(s, f.mark[:1]+" \t") == "" {
			f.mark = ""
		}
		return true
	case strings.HasPrefix(s, "```"), strings.HasPrefix(s, "~~~"):
		f.mark = s[:len(s)-len(strings.TrimLeft(s, s[:1]))]
		return true
	}
	return false
}

// dayOf returns the day of a date with or without a time; "" if it cannot be taken apart.
func dayOf(when string) string {
	is, timed := dateIn(when)
	switch {
	case !is:
		return ""
	case !timed:
		return when
	}
	if len(when) < len(time.DateOnly) {
		return ""
	}
	day := when[:len(time.DateOnly)]
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return ""
	}
	return day
}

// noteTable makes a table of notes.
type noteTable struct {
	name  string
	notes []markdownNote
	names []string // of the columns
}

// build makes the table; the number of a row is its place.
func (t *noteTable) build() (*table.Table, error) {
	t.names = []string{noteTime, noteTitle, noteTags, noteText}
	places := map[string]int{}
	place := func(key string) int {
		at, ok := places[key]
		if !ok {
			at = len(t.names)
			places[key], t.names = at, append(t.names, columnOfKey(key))
		}
		return at
	}
	if slices.ContainsFunc(t.notes, func(n markdownNote) bool { return n.folder != "" }) {
		place(noteFolder)
	}
	for i := range t.notes {
		for _, p := range t.notes[i].properties {
			if place(p.key); len(t.names) > table.MaxColumns {
				return nil, t.failure(&table.Error{Kind: table.KindColumns, Line: i + 1, Limit: table.MaxColumns})
			}
		}
	}
	b := table.NewBuilder(t.names)
	cells, texts := make([]table.Cell, len(t.names)), make([][]string, len(t.names))
	for i := range t.notes {
		n := &t.notes[i]
		clear(cells)
		cells[0].Text, cells[1].Text, cells[3].Text = n.when, guarded(n.title), guarded(n.text)
		cells[2].Text = guarded(joined(n.tags))
		if n.folder != "" {
			texts[places[noteFolder]] = append(texts[places[noteFolder]], n.folder)
		}
		for _, p := range n.properties {
			text := p.text
			if p.list {
				text = joined(p.items)
			}
			if text == "" || n.continued && isNumeral(text) {
				continue
			}
			texts[places[p.key]] = append(texts[places[p.key]], text) // a key may be there twice
		}
		for at := range texts {
			if len(texts[at]) > 0 {
				cells[at].Text = guarded(strings.Join(texts[at], "\n"))
				texts[at] = texts[at][:0]
			}
		}
		if err := b.Add(i+1, cells...); err != nil {
			return nil, t.failure(err)
		}
		n.text, n.properties = "", nil // the table has them
	}
	return b.Table(), nil
}

// columnOfKey is the name of the column of a key of the front matter, other than those of all notes.
func columnOfKey(key string) string {
	switch loose(key) {
	case noteTime, noteTitle, noteTags, noteText:
		return key + " (" + noteHead + ")"
	}
	return key
}

func joined(items []string) string {
	var list []byte
	for _, s := range items {
		list = appendItem(list, s)
	}
	return string(list)
}

// guarded protects a text from unguard, which is meant for our exports.
func guarded(s string) string {
	if unguard(s) != s {
		return "'" + s
	}
	return s
}

func isNumeral(s string) bool {
	_, ok := parseNumber(strings.ReplaceAll(s, ",", "."))
	return ok
}

// failure is what is wrong with the notes as a table.
func (t *noteTable) failure(err error) error {
	c := csvImport{file: t.name}
	if e := (*table.Error)(nil); errors.As(err, &e) && 1 <= e.Line && e.Line <= len(t.notes) {
		n := &t.notes[e.Line-1]
		at := *e
		c.file, at.Line = n.file, n.line
		return c.tableError(&at)
	}
	return c.tableError(err)
}

// plan leaves out the columns of notes in whose place the person has named others.
func (t *noteTable) plan(o ImportPlan) ImportPlan {
	for _, name := range []string{noteTime, noteTitle, noteTags, noteText} {
		isSource := slices.ContainsFunc(o.Map, func(m ColumnMap) bool { return m.From == name }) ||
			slices.ContainsFunc(o.Join, func(c ColumnJoin) bool { return slices.Contains(c.From, name) })
		if !isSource && !slices.Contains(o.Leave, name) && o.fills(name) {
			o.Leave = append(slices.Clip(o.Leave), name)
		}
	}
	return o
}

// locate puts the place of each note in place of the number of its row.
func (t *noteTable) locate(bad []RowError) {
	for i := range bad {
		if at := bad[i].Line - 1; 0 <= at && at < len(t.notes) {
			bad[i].File, bad[i].Line = t.notes[at].file, t.notes[at].line
		}
	}
}
