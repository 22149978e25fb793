package exchange

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/optional"
)

// notePart is the part of a file that describes one entry: from its heading to the next one.
type notePart struct {
	file  string
	line  int // of the heading
	lines []string
	// head is the front matter of the file if it has the fields, and headLine the line of its
	// first key.
	head     *frontMatter
	headLine int
	bad      *RowError // the part is not an entry
}

// readOwn reads files that WriteMarkdown wrote.
func (m *markdownImport) readOwn(ctx context.Context, j *journal.Journal, skipBad bool) (*Import, error) {
	o := ownReader{now: j.Now(), intake: newIntake(m.name, func(field string) string { return field }), leftOut: map[string]bool{}}
	inOrder(o.batches(m.sources(ctx)), o.check, o.take)
	switch {
	case m.failed != nil:
		return nil, m.failed
	case o.failed != nil:
		return nil, o.failed
	}
	imp := o.intake.imp
	if len(imp.Bad) > 0 && (!skipBad || len(imp.Bad) == o.count) {
		return nil, &RejectedError{File: m.name, Rows: o.count, Bad: imp.Bad}
	}
	imp.LeftOut, imp.Notes = slices.Sorted(maps.Keys(o.leftOut)), m.notes
	imp.count(j, false)
	return imp, nil
}

// ownReader reads the entries of our files.
type ownReader struct {
	now     time.Time
	intake  *intake
	leftOut map[string]bool
	count   int
	failed  error
}

// batches yields the parts of files in batches.
func (o *ownReader) batches(files iter.Seq[markdownSource]) iter.Seq[[]notePart] {
	return func(yield func([]notePart) bool) {
		var batch []notePart
		for file := range files {
			parts, err := splitParts(file)
			if err != nil {
				o.failed = err
				return
			}
			for part := range parts {
				if o.count++; o.count > MaxRows {
					o.failed = rejected(fault.Text("file-has-more-than-n-entries-split", fault.V{"File": file.name, "N": MaxRows}))
					return
				}
				if batch = append(batch, part); len(batch) < slab {
					continue
				}
				if !yield(batch) {
					return
				}
				batch = nil
			}
		}
		yield(batch)
	}
}

// splitParts splits a file of ours into its entries.
func splitParts(file markdownSource) (iter.Seq[notePart], error) {
	content := plainLines(file.content)
	lines := strings.Split(strings.TrimSuffix(content, "\n"), "\n")
	headLines, at := cutFrontMatter(lines)
	head := readFrontMatter(headLines)
	if err := checkOwnVersion(&head, file.name); err != nil {
		return nil, err
	}
	rest := lines[at:]
	return func(yield func(notePart) bool) {
		var part *notePart
		begin, entries := 0, 0
		flush := func(end int) bool {
			if part == nil {
				if i := slices.IndexFunc(rest[begin:end], func(s string) bool { return strings.TrimSpace(s) != "" }); i >= 0 {
					return yield(notePart{file: file.name, line: at + begin + i + 1, bad: &RowError{is: fault.Text("this-text-belongs-to-no-entry")}})
				}
				return true
			}
			if end < len(rest) && rest[end-1] == "" { // it is of the heading behind it
				end--
			}
			part.lines = rest[begin:end:end]
			return yield(*part)
		}
		for i, line := range rest {
			isEntry := isEntryHeading(line)
			if !isEntry && !isDayHeading(line) {
				continue
			}
			if !flush(i) {
				return
			}
			part, begin = nil, i+1
			if isEntry {
				part, begin = &notePart{file: file.name, line: at + i + 1}, i
				if entries++; entries == 1 && len(head.properties)+len(head.unknown) > 0 {
					part.head, part.headLine = &head, 2
				}
			}
		}
		if !flush(len(rest)) {
			return
		}
		if entries == 0 && len(head.properties)+len(head.unknown) > 0 {
			yield(notePart{file: file.name, line: 1, bad: &RowError{is: fault.Text("the-entry-has-no-heading")}})
		}
	}, nil
}

// checkOwnVersion reads the version of a file and removes it from the front matter.
func checkOwnVersion(head *frontMatter, file string) error {
	at := slices.IndexFunc(head.properties, func(p property) bool { return p.key == "enactive" })
	if at < 0 || head.properties[at].text != strconv.Itoa(markdownVersion) {
		return rejected(fault.Text("file-was-written-by-a-newer-version", fault.V{"File": file}))
	}
	head.properties = slices.Delete(head.properties, at, at+1)
	return nil
}

func isDayHeading(line string) bool {
	day, ok := strings.CutPrefix(line, dayHeading)
	if !ok || len(day) != len(time.DateOnly) {
		return false
	}
	_, err := time.Parse(time.DateOnly, day)
	return err == nil
}

func isEntryHeading(line string) bool {
	s, ok := strings.CutPrefix(line, entryHeading)
	if !ok || len(s) < len("15:04") || len(s) > len("15:04") && s[len("15:04")] != ' ' {
		return false
	}
	_, err := time.Parse("15:04", s[:len("15:04")])
	return err == nil
}

// checkedParts are the entries of parts, with the keys that are not known.
type checkedParts struct {
	rows    []checked
	unknown map[string]bool
}

// check converts parts into entries. It runs on several goroutines at once.
func (o *ownReader) check(parts []notePart) checkedParts {
	out := checkedParts{newRows(len(parts)), map[string]bool{}}
	p := ownParser{moments: momentReader{loc: o.now.Location()}, unknown: out.unknown}
	for i := range parts {
		part, row := &parts[i], &out.rows[i]
		row.line, row.file = part.line, part.file
		if row.bad = part.bad; row.bad == nil {
			row.bad = p.read(part, row)
		}
		row.check(o.intake.columnName, o.now)
	}
	return out
}

func (o *ownReader) take(out checkedParts) {
	maps.Copy(o.leftOut, out.unknown)
	o.intake.add(out.rows)
}

// ownParser reads entries as WriteMarkdown writes them.
type ownParser struct {
	moments momentReader
	unknown map[string]bool
}

func (p *ownParser) read(part *notePart, row *checked) *RowError {
	heading := strings.TrimPrefix(part.lines[0], entryHeading)
	titleColumn.SetText(&row.entry.entry, titleIn(strings.TrimPrefix(heading[len("15:04"):], " ")))
	lines, line := part.lines[1:], part.line+1
	head, headLine := part.head, part.headLine
	fields, begin, end := cutFields(lines)
	switch {
	case fields != nil && head != nil || fields == nil && head == nil && begin == 0:
		return &RowError{is: fault.Text("the-entry-has-no-fields-of-its-own")}
	case fields != nil:
		own := readFrontMatter(fields)
		head, headLine = &own, line+begin
	case head == nil:
		return &RowError{Line: line + begin - 1, is: fault.Text("the-fields-have-no-end")}
	}
	if bad := p.fields(head, headLine, row); bad != nil {
		return bad
	}
	if !utf8.ValidString(strings.Join(part.lines, "\n")) {
		row.replaced++
	}
	return p.texts(lines[end:], line+end, row)
}

// cutFields finds the block of fields below a heading. begin is the place of its first line, 0 if
// there is no block, and end that of the line behind it; fields is nil if it has no end.
func cutFields(lines []string) (fields []string, begin, end int) {
	for i, line := range lines {
		switch {
		case strings.TrimSpace(line) == "":
			continue
		case line != fieldsBegin:
			return nil, 0, 0
		}
		n := slices.Index(lines[i+1:], fieldsEnd)
		if n < 0 {
			return nil, i + 1, 0
		}
		return lines[i+1 : i+1+n : i+1+n], i + 1, i + n + 2
	}
	return nil, 0, 0
}

func (p *ownParser) fields(head *frontMatter, at int, row *checked) *RowError {
	if len(head.unknown) > 0 {
		return &RowError{Line: at + head.unknownAt, is: fault.Text("this-line-of-fields-is-not-key-and", fault.V{"Value": strconv.Quote(clip(head.unknown[0]))})}
	}
	seen := map[string]bool{}
	for _, f := range head.properties {
		c := columnNamed(f.key)
		if c == nil {
			p.unknown[f.key] = true
			continue
		}
		bad := p.put(c, &f, row)
		if seen[f.key] {
			bad = &RowError{is: thereTwice(), Want: fault.Text("used-only-once")}
		}
		seen[f.key] = true
		if bad != nil {
			bad.Line, bad.Column = at+f.line, f.key
			if bad.Value = f.text; f.list {
				bad.Value = strings.Join(f.items, ", ")
			}
			return bad
		}
	}
	return nil
}

// put stores the value of a key. Of an error it sets what is wrong and what would be right.
func (p *ownParser) put(c *column, f *property, row *checked) *RowError {
	e := &row.entry.entry
	switch c.Kind {
	case journal.ListField, journal.ObstaclesField, journal.PeopleField:
		if f.text != "" {
			return &RowError{Want: fault.Text("a-list-with-a-line-each")}
		}
		putTexts(c, e, f.items)
		return nil
	}
	if f.list {
		return &RowError{Want: fault.Text("one-value")}
	}
	switch {
	case c == idColumn:
		row.text = f.text
	case c == areaColumn:
		row.area = f.text
	case f.text == "":
	case c.Kind == journal.NumberField:
		x, ok := parseNumber(f.text)
		if !ok {
			return &RowError{is: fault.Text("not-a-number-of-a-value"), Want: fault.Text("a-number-from-low-to-high-or-left-empty", fault.V{"Low": number(c.Low), "High": number(c.High)})}
		}
		c.SetNumber(e, optional.Some(x))
	case c.Kind == journal.MomentField:
		m, ok := p.moments.read(f.text)
		if !ok {
			return &RowError{is: noDate(), Want: wantMoment()}
		}
		row.written.put(c, e, m)
	case c == titleColumn && e.Title != "":
		return &RowError{is: thereTwice(), Want: fault.Text("used-only-once")}
	default:
		c.SetText(e, f.text)
	}
	return nil
}

// putTexts stores the items of a list, obstacles or people, as our exports have them.
func putTexts(c *column, e *journal.Entry, items []string) {
	switch c.Kind {
	case journal.ObstaclesField:
		e.Obstacles = nil
		for _, s := range items {
			e.Obstacles = append(e.Obstacles, parseObstacle(s))
		}
	case journal.PeopleField:
		e.People = parsePeople(items)
	default:
		*c.List(e) = items
	}
}

// texts reads the texts below the fields. Text above the first heading is part of the note.
func (p *ownParser) texts(lines []string, line int, row *checked) *RowError {
	e := &row.entry.entry
	section, begin := columnNamed("note"), 0
	first := true
	for i := 0; i <= len(lines); i++ {
		next, is := section, i == len(lines)
		if !is {
			if next = headedColumn(lines[i]); next == nil {
				continue
			}
		}
		text := proseOf(lines[begin:i], i < len(lines))
		switch {
		case first && strings.TrimSpace(text) == "":
		case text != "" && !section.IsEmpty(e):
			return &RowError{Line: line + begin, Column: section.Name, Value: text, is: thereTwice(), Want: fault.Text("used-only-once")}
		case text != "":
			section.SetText(e, text)
		}
		section, begin, first = next, i+1, false
	}
	return nil
}

// proseOf joins the lines of a text, without the empty line before it and, if a heading follows,
// behind it.
func proseOf(lines []string, followed bool) string {
	if len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	if followed && len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(proseLine(line))
	}
	return b.String()
}

// headedColumn returns the column whose text follows a heading, or nil.
func headedColumn(line string) *column {
	name, ok := strings.CutPrefix(line, textHeading)
	if !ok {
		return nil
	}
	for _, c := range fileFields {
		if c.Kind == journal.TextField && headingOf(c) == name {
			return c
		}
	}
	return nil
}
