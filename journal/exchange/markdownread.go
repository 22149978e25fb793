package exchange

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/optional"
)

// notePart is the part of a file that describes one entry: from its heading to the next one.
type notePart struct {
	file string
	line int    // of the heading
	text string // with the heading
	// head is the front matter of the file if it has the fields, and headLine the line of its
	// first key.
	head     *frontMatter
	headLine int
	bad      *RowError // the part is not an entry
}

// readOwn reads files that WriteMarkdown wrote.
func (m *markdownImport) readOwn(ctx context.Context, j *journal.Journal, skipBad bool) (*Import, error) {
	o := ownReader{now: j.Now(), measures: newFileMeasures(j, false), intake: newIntake(m.name, func(field string) string { return field }), leftOut: map[string]bool{}}
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
	imp.orderMeasures(o.measures)
	if err := imp.settle(o.measures); err != nil {
		return nil, err
	}
	imp.count(j, false)
	return imp, nil
}

// ownReader reads the entries of our files.
type ownReader struct {
	now     time.Time
	intake  *intake
	leftOut map[string]bool
	// measures are those of the notes; notes are read on several goroutines.
	measures *fileMeasures
	naming   sync.Mutex
	count    int
	failed   error
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
	headLines, body, at := cutFrontMatter(plainLines(file.content))
	head := readFrontMatter(headLines)
	if err := checkOwnVersion(&head, file.name); err != nil {
		return nil, err
	}
	hasFields := len(head.properties)+len(head.unknown) > 0
	return func(yield func(notePart) bool) {
		entries := 0
		for part := range partsOf(body, at+1) {
			part.file = file.name
			if isEntryHeading(part.text) {
				if entries++; entries == 1 && hasFields {
					part.head, part.headLine = &head, 2
				}
			} else {
				day, text, _ := strings.Cut(part.text, "\n")
				if !isDayHeading(day) {
					text = part.text
				} else {
					part.line++
					text = withoutLinks(text)
				}
				if strings.TrimSpace(text) == "" {
					continue
				}
				trimmed := strings.TrimLeft(text, "\n")
				part.line += len(text) - len(trimmed)
				part.bad = &RowError{is: fault.Text("this-text-belongs-to-no-entry")}
			}
			if !yield(part) {
				return
			}
		}
		if entries == 0 && hasFields {
			yield(notePart{file: file.name, line: 1, bad: &RowError{is: fault.Text("the-entry-has-no-heading")}})
		}
	}, nil
}

// partsOf splits a text before the headings of days and entries, of which each has an empty line in
// front. line is that of its beginning.
func partsOf(text string, line int) iter.Seq[notePart] {
	return func(yield func(notePart) bool) {
		begin, beginLine := 0, line
		for at := 0; at < len(text); line++ {
			end := strings.IndexByte(text[at:], '\n') + 1
			if end == 0 {
				end = len(text) - at
			}
			if here := text[at : at+end]; at > begin && here[0] == '#' && (isEntryHeading(here) || isDayHeading(strings.TrimSuffix(here, "\n"))) {
				if !yield(notePart{line: beginLine, text: strings.TrimSuffix(text[begin:at], "\n")}) {
					return
				}
				begin, beginLine = at, line
			}
			at += end
		}
		yield(notePart{line: beginLine, text: text[begin:]})
	}
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

// isEntryHeading reports whether a text begins with the heading of an entry.
func isEntryHeading(text string) bool {
	s, ok := strings.CutPrefix(text, entryHeading)
	if !ok || len(s) < len("15:04") || len(s) > len("15:04") && s[len("15:04")] != ' ' && s[len("15:04")] != '\n' {
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
	p := ownParser{moments: momentReader{loc: o.now.Location()}, unknown: out.unknown, measureNamed: o.measureNamed}
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

// measureNamed is the measure of a key such as "m:Sleep".
func (o *ownReader) measureNamed(key string) (*fileMeasure, error) {
	o.naming.Lock()
	defer o.naming.Unlock()
	return o.measures.named(key)
}

func (o *ownReader) take(out checkedParts) {
	maps.Copy(o.leftOut, out.unknown)
	o.intake.add(out.rows)
}

// ownParser reads entries as WriteMarkdown writes them.
type ownParser struct {
	moments momentReader
	unknown map[string]bool
	// measureNamed returns the measure of a key.
	measureNamed func(key string) (*fileMeasure, error)
}

func (p *ownParser) read(part *notePart, row *checked) *RowError {
	heading, text, _ := strings.Cut(part.text, "\n")
	row.entry.entry.Title = titleIn(strings.TrimPrefix(heading[len(entryHeading)+len("15:04"):], " "))
	line := part.line + 1
	head, headLine := part.head, part.headLine
	inner := strings.TrimLeft(text, "\n")
	if block, ok := strings.CutPrefix(inner, fieldsBegin+"\n"); ok {
		line += len(text) - len(inner) + 1
		fields, rest, ok := cutLines(block, func(line string) bool { return line == fieldsEnd })
		switch {
		case !ok:
			return &RowError{Line: line - 1, is: fault.Text("the-fields-have-no-end")}
		case head != nil:
			return &RowError{is: fault.Text("the-entry-has-no-fields-of-its-own")}
		}
		own := readFrontMatter(fields)
		head, headLine = &own, line
		text, line = rest, line+len(fields)+1
	}
	if head == nil {
		return &RowError{is: fault.Text("the-entry-has-no-fields-of-its-own")}
	}
	if bad := p.fields(head, headLine, row); bad != nil {
		return bad
	}
	if !utf8.ValidString(part.text) {
		row.replaced++
	}
	return p.texts(withoutLinks(text), line, row)
}

// withoutLinks removes the links to attachments from the end of an entry or from below the heading of a day. What a person has written under
// the same heading stays.
func withoutLinks(text string) string {
	at := strings.LastIndex(text, "\n"+filesHeading+"\n")
	if at < 0 {
		return text
	}
	for line := range strings.SplitSeq(text[at+len(filesHeading)+2:], "\n") {
		line = strings.TrimPrefix(line, "!")
		if line != "" && !(strings.HasPrefix(line, "[") && strings.Contains(line, "]("+zippedFiles) && strings.HasSuffix(line, ")")) {
			return text
		}
	}
	return text[:at]
}

func (p *ownParser) fields(head *frontMatter, at int, row *checked) *RowError {
	if len(head.unknown) > 0 {
		return &RowError{Line: at + head.unknownAt, is: fault.Text("this-line-of-fields-is-not-key-and", fault.V{"Value": strconv.Quote(clip(head.unknown[0]))})}
	}
	seen := make([]bool, len(fileFields))
	var values valueCells
	var thens *property
	for i := range head.properties {
		f := &head.properties[i]
		if isMeasureName(f.key) {
			if bad := p.measure(&values, f); bad != nil {
				bad.Line = at + f.line
				return bad
			}
			continue
		}
		if f.key == thensColumn.Name {
			thens = f
			continue
		}
		if f.key == tryColumn.Name {
			row.entry.try = namedTryOf(strings.Join(append(f.items, f.text), ""))
			continue
		}
		place := slices.IndexFunc(fileFields, func(c *column) bool { return c.Name == f.key })
		if place < 0 {
			p.unknown[f.key] = true
			continue
		}
		bad := p.put(fileFields[place], f, row)
		if seen[place] {
			bad = &RowError{is: thereTwice(), Want: fault.Text("used-only-once")}
		}
		seen[place] = true
		if bad != nil {
			bad.Line, bad.Column = at+f.line, f.key
			if bad.Value = f.text; f.list {
				bad.Value = strings.Join(f.items, ", ")
			}
			return bad
		}
	}
	row.setValues(&values)
	if thens == nil {
		return nil
	}
	if err := putThens(row.entry.entry.Obstacles, thens.items); err != nil {
		bad := fieldError(err, func(field string) string { return field })
		bad.Line = at + thens.line
		return bad
	}
	return nil
}

// measure reads the value of a measure.
func (p *ownParser) measure(values *valueCells, f *property) *RowError {
	m, err := p.measureNamed(f.key)
	switch {
	case err != nil:
		return fieldError(err, func(string) string { return f.key })
	case f.list:
		return &RowError{Column: f.key, Value: strings.Join(f.items, ", "), Want: fault.Text("one-value")}
	case values.has(m):
		return &RowError{Column: f.key, Value: f.text, is: thereTwice(), Want: fault.Text("used-only-once")}
	case f.text == "":
		return nil
	}
	return values.putText(f.key, m, f.text)
}

// put stores the value of a key. Of an error it sets what is wrong and what would be right.
func (p *ownParser) put(c *column, f *property, row *checked) *RowError {
	e := &row.entry.entry
	switch c.Kind {
	case journal.MeasuresField:
		p.unknown[c.Name] = true
		return nil
	case journal.AnswersField:
		if f.text != "" {
			return &RowError{Want: fault.Text("a-list-with-a-line-each")}
		}
		var err error
		if e.Answers, err = parseAnswers(f.items); err != nil {
			return fieldError(err, func(field string) string { return field })
		}
		return nil
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
func (p *ownParser) texts(text string, line int, row *checked) *RowError {
	section := columnNamed("note")
	put := func(s string, line int) *RowError {
		if s == "" {
			return nil
		}
		if e := &row.entry.entry; section.IsEmpty(e) {
			section.SetText(e, s)
			return nil
		}
		return &RowError{Line: line, Column: section.Name, Value: s, is: thereTwice(), Want: fault.Text("used-only-once")}
	}
	begin, first, from := 0, true, line
	for at := 0; ; line++ {
		end := strings.IndexByte(text[at:], '\n') + 1
		here := strings.TrimSuffix(text[at:at+end], "\n")
		if end == 0 {
			end = len(text) - at
			here = text[at:]
		}
		next := headedColumn(here)
		if next != nil || at+end == len(text) {
			s := text[begin:]
			if next != nil {
				s = strings.TrimSuffix(text[begin:at], "\n") // of the empty line in front of the heading
			}
			if s = proseOf(s); !first || strings.TrimSpace(s) != "" {
				if bad := put(s, from); bad != nil {
					return bad
				}
			}
		}
		if at += end; next != nil {
			section, begin, first, from = next, at, false, line
		}
		if at == len(text) {
			return nil
		}
	}
}

// proseOf restores a text of appendProse, which has an empty line in front and the end of its last
// line behind it.
func proseOf(text string) string {
	text = strings.TrimSuffix(strings.TrimPrefix(text, "\n"), "\n")
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for more := true; more; {
		var line string
		line, text, more = strings.Cut(text, "\n")
		b.WriteString(proseLine(line))
		if more {
			b.WriteByte('\n')
		}
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
