package exchange

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"enactive/journal"
)

// markdownVersion is that of the form of our Markdown files, which begin with ownMark and it.
const markdownVersion = 1

const (
	ownMark = "---\nenactive: "
	// ownHead is how many bytes of a file show whether it is ours.
	ownHead = 64
	// dayHeading, entryHeading and textHeading begin the headings of a day, of an entry and of
	// one of its texts.
	dayHeading, entryHeading, textHeading = "# ", "## ", "### "
	fieldsBegin, fieldsEnd                = "```yaml", "```"
)

// titleColumn is in the heading of an entry.
var titleColumn = columnNamed("title")

// isOwnMarkdown reports whether a file that begins so was written by WriteMarkdown.
func isOwnMarkdown(head []byte) bool {
	version, ok := strings.CutPrefix(plainLines(string(head)), ownMark)
	return ok && version != "" && '1' <= version[0] && version[0] <= '9'
}

// isDayFile reports whether a file was written by WriteMarkdownDays.
func isDayFile(name string, head []byte) bool {
	day, ok := strings.CutSuffix(name, ".md")
	return ok && isDayHeading(dayHeading+day) && isOwnMarkdown(head)
}

// headingOf is the heading of a text in Markdown. It is not translated, because files must be
// read in every language.
func headingOf(c *column) string { return strings.ToUpper(c.Name[:1]) + c.Name[1:] }

// WriteMarkdown writes the entries that q selects as one Markdown file, oldest first. Entries in
// the bin are never written.
//
// The file begins with a front matter that names the form. Then follows for each day a heading
// with the date, and for each entry one with its time and title, a block of YAML with its
// fields, and its texts under headings with the names of their fields. If there is only one
// entry, its fields are in the front matter. Fields without a value are left out.
func WriteMarkdown(ctx context.Context, w io.Writer, j *journal.Journal, q journal.Query) error {
	return writeMarkdown(ctx, w, j, exported(j, q), nil)
}

// WriteMarkdownFiles writes a zip file with the Markdown of WriteMarkdown, which links the attachments of
// each entry and, if q chooses all, of each day, and the attachments.
func WriteMarkdownFiles(ctx context.Context, w io.Writer, j *journal.Journal, q journal.Query) error {
	entries := exported(j, q)
	all := attachmentsFor(j, q, entries)
	of := map[journal.Holder][]journal.Attachment{}
	for _, a := range all {
		of[a.Holder] = append(of[a.Holder], a)
	}
	return writeZip(ctx, w, j, all, zippedMarkdown, func(w io.Writer) error { return writeMarkdown(ctx, w, j, entries, of) })
}

func writeMarkdown(ctx context.Context, w io.Writer, j *journal.Journal, entries []*journal.Entry, attached map[journal.Holder][]journal.Attachment) error {
	out := markdownWriter{names: areaNames(j), measures: measuresIn(j, entries), experiments: experimentsOf(j, entries), attached: attached, buf: make([]byte, 0, 80<<10)}
	for of := range attached {
		if of.Entry == "" {
			out.linked = append(out.linked, of.Day)
		}
	}
	slices.SortFunc(out.linked, journal.Date.Compare)
	out.begin(entries)
	for i, e := range entries {
		if i%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("exporting entries: %w", err)
			}
		}
		out.entry(e)
		if len(out.buf) < 64<<10 {
			continue
		}
		if _, err := w.Write(out.buf); err != nil {
			return fmt.Errorf("exporting entries: %w", err)
		}
		out.buf = out.buf[:0]
	}
	for len(out.linked) > 0 {
		out.head(out.linked[0])
	}
	if _, err := w.Write(out.buf); err != nil {
		return fmt.Errorf("exporting entries: %w", err)
	}
	return nil
}

// WriteMarkdownDays calls put with a file for each day on which an entry that q selects was, as
// WriteMarkdown writes it; its name is such as 2026-11-28.md. A day is that of the zone in which
// the entry was written.
func WriteMarkdownDays(ctx context.Context, put func(name string, content []byte) error, j *journal.Journal, q journal.Query) error {
	entries := exported(j, q)
	slices.SortStableFunc(entries, func(a, b *journal.Entry) int {
		switch day, other := journal.DateOf(a.Time), journal.DateOf(b.Time); {
		case day.Before(other):
			return -1
		case other.Before(day):
			return 1
		}
		return 0
	})
	out := markdownWriter{names: areaNames(j), measures: measuresIn(j, entries), experiments: experimentsOf(j, entries)}
	for len(entries) > 0 {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("exporting entries: %w", err)
		}
		day := journal.DateOf(entries[0].Time)
		n := slices.IndexFunc(entries, func(e *journal.Entry) bool { return journal.DateOf(e.Time) != day })
		if n < 0 {
			n = len(entries)
		}
		out.buf, out.day = out.buf[:0], journal.Date{}
		out.begin(entries[:n])
		for _, e := range entries[:n] {
			out.entry(e)
		}
		if err := put(entries[0].Time.Format(time.DateOnly)+".md", bytes.Clone(out.buf)); err != nil {
			return fmt.Errorf("exporting entries: %w", err)
		}
		entries = entries[n:]
	}
	return nil
}

// markdownWriter builds a file. Each part has an empty line in front and ends with its line.
type markdownWriter struct {
	buf   []byte
	names map[journal.AreaID]string
	// measures are those of which an entry has a value, in their order.
	measures []journal.Measure
	// experiments are those of the journal by their ids; nil if no entry is a try.
	experiments map[journal.ExperimentID]journal.Experiment
	// attached are the attachments that are linked.
	attached map[journal.Holder][]journal.Attachment
	linked   []journal.Date // the days with attachments that are not linked yet, oldest first
	day      journal.Date   // that of the last heading
	inHead   bool           // the fields of the only entry are in the front matter
}

// begin appends the front matter.
func (w *markdownWriter) begin(entries []*journal.Entry) {
	w.buf = strconv.AppendInt(append(w.buf, ownMark...), markdownVersion, 10)
	w.buf = append(w.buf, '\n')
	if w.inHead = len(entries) == 1; w.inHead {
		w.fields(entries[0])
	}
	w.buf = append(w.buf, "---\n"...)
}

func (w *markdownWriter) entry(e *journal.Entry) {
	if day := journal.DateOf(e.Time); day != w.day {
		for len(w.linked) > 0 && w.linked[0].Before(day) {
			w.head(w.linked[0])
		}
		w.head(day)
	}
	w.buf = e.Time.AppendFormat(append(w.buf, "\n"+entryHeading...), "15:04")
	if e.Title != "" {
		w.buf = appendTitle(append(w.buf, ' '), e.Title)
	}
	w.buf = append(w.buf, '\n')
	if !w.inHead {
		w.buf = append(w.buf, "\n"+fieldsBegin+"\n"...)
		w.fields(e)
		w.buf = append(w.buf, fieldsEnd+"\n"...)
	}
	for _, c := range fileFields {
		if c.Kind == journal.TextField && !c.IsEmpty(e) {
			w.buf = append(append(append(w.buf, "\n"+textHeading...), headingOf(c)...), "\n\n"...)
			w.buf = append(appendProse(w.buf, c.Text(e)), '\n')
		}
	}
	w.links(journal.Holder{Entry: e.ID})
}

// head appends the heading of a day, the first time with links to what is attached to it.
func (w *markdownWriter) head(day journal.Date) {
	w.day = day
	w.buf = append(append(append(w.buf, "\n"+dayHeading...), day.String()...), '\n')
	if len(w.linked) > 0 && w.linked[0] == day {
		w.linked = w.linked[1:]
		w.links(journal.Holder{Day: day})
	}
}

// links appends links to what is attached to an entry or a day, and a mark by which they are left out of an import.
func (w *markdownWriter) links(of journal.Holder) {
	if len(w.attached[of]) == 0 {
		return
	}
	w.buf = append(w.buf, "\n"+filesHeading+"\n"...)
	escape := strings.NewReplacer("[", `\[`, "]", `\]`, `\`, `\\`)
	for i := range w.attached[of] {
		a := &w.attached[of][i]
		mark := ""
		if a.HasSmall() {
			mark = "!" // a picture that any reader shows
		}
		path := &url.URL{Path: zippedName(a)}
		w.buf = fmt.Appendf(w.buf, "\n%s[%s](%s)\n", mark, escape.Replace(a.Name), strings.NewReplacer("(", "%28", ")", "%29").Replace(path.EscapedPath()))
	}
}

// filesHeading begins the links to what is attached to an entry or a day. A text of an entry cannot have such a line:
// appendProse puts a backslash in front of its headings.
const filesHeading = textHeading + "Files"

// fields appends the fields of an entry but its title and texts as lines of YAML.
func (w *markdownWriter) fields(e *journal.Entry) {
	for _, c := range fileFields {
		if c == titleColumn || c.Kind == journal.TextField || c.IsEmpty(e) {
			continue
		}
		if c == measuresColumn {
			w.values(e)
			continue
		}
		w.buf = append(append(w.buf, c.Name...), ':')
		switch c.Kind {
		case journal.AnswersField:
			for _, s := range answerItems(e.Answers) {
				w.item(s)
			}
		case journal.NumberField:
			x, _ := c.Number(e).Get()
			w.buf = strconv.AppendFloat(append(w.buf, ' '), x, 'f', -1, 64)
		case journal.MomentField:
			w.buf = appendMoment(append(w.buf, ' '), *c.Moment(e))
		case journal.ListField:
			for _, s := range *c.List(e) {
				w.item(s)
			}
		case journal.ObstaclesField:
			for _, o := range e.Obstacles {
				mark := notOvercomeMark
				if o.Overcome {
					mark = overcomeMark
				}
				w.item(mark + o.Text)
			}
			if thens := thenItems(e.Obstacles); len(thens) > 0 {
				w.buf = append(append(append(w.buf, '\n'), thensColumn.Name...), ':')
				for _, s := range thens {
					w.item(s)
				}
			}
		case journal.PeopleField:
			for _, p := range e.People {
				w.item(p.String())
			}
		default:
			s := c.Text(e)
			if c == areaColumn {
				s = w.names[e.Area]
			}
			w.buf = appendScalar(append(w.buf, ' '), s)
		}
		w.buf = append(w.buf, '\n')
	}
	if s := tryText(w.experiments, e); s != "" {
		w.buf = append(appendScalar(append(append(w.buf, tryColumn.Name...), ": "...), s), '\n')
	}
}

// values appends a line for each value of a measure.
func (w *markdownWriter) values(e *journal.Entry) {
	for i := range w.measures {
		m := &w.measures[i]
		v, ok := journal.ValueOf(e.Measures, m.ID).Get()
		if !ok {
			continue
		}
		if isPlain(m.Name) && !strings.Contains(m.Name, ": ") {
			w.buf = append(append(w.buf, measurePrefix...), m.Name...)
		} else {
			w.buf = appendQuotedScalar(w.buf, measurePrefix+m.Name)
		}
		w.buf = append(w.buf, ": "...)
		switch m.Kind {
		case journal.NumberMeasure, journal.ScaleMeasure:
			w.buf = strconv.AppendFloat(w.buf, v, 'f', -1, 64)
		case journal.ChoiceMeasure:
			w.buf = appendScalar(w.buf, choiceCell(m.Format(v)))
		default:
			w.buf = appendScalar(w.buf, m.Format(v))
		}
		w.buf = append(w.buf, '\n')
	}
}

func (w *markdownWriter) item(s string) {
	w.buf = appendScalar(append(w.buf, "\n  - "...), s)
}

// appendScalar appends a text as YAML: plain if every reader of YAML takes it for that text, else
// in double quotes, on one line.
func appendScalar(dst []byte, s string) []byte {
	if isPlain(s) {
		return append(dst, s...)
	}
	return appendQuotedScalar(dst, s)
}

func appendQuotedScalar(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r < 0x10000 && !isPrintable(r):
			dst = fmt.Appendf(dst, `\u%04X`, r)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}

// isPrintable reports whether a character may stand in YAML, and looks like itself.
func isPrintable(r rune) bool {
	switch r {
	case '\uFEFF', '\uFFFE', '\uFFFF', '\u2028', '\u2029':
		return false
	}
	return !unicode.IsControl(r)
}

// isPlain reports whether a text needs no quotes: words that begin with a letter and that no
// version of YAML takes for something else than a text.
func isPlain(s string) bool {
	if s == "" || s[len(s)-1] == ' ' {
		return false
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r):
		case i > 0 && ('0' <= r && r <= '9' || strings.ContainsRune(" _-.,()/'+&!?", r)):
		default:
			return false
		}
	}
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf":
		return false
	}
	return true
}
