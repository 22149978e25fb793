package exchange

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/optional"
)

// WriteCSV writes the entries that q selects as CSV: UTF-8 without a byte order mark, LF, a
// header row, one row per entry, oldest first regardless of q. Entries in the bin are never
// written.
func WriteCSV(ctx context.Context, w io.Writer, j *journal.Journal, q journal.Query) error {
	return writeCSV(ctx, w, j, exported(j, q), false)
}

// WriteEntriesCSV writes entries of j in the same form, in their order.
func WriteEntriesCSV(ctx context.Context, w io.Writer, j *journal.Journal, entries []*journal.Entry) error {
	return writeCSV(ctx, w, j, entries, false)
}

// writeCSV writes entries, on request with the column localTime behind all others.
func writeCSV(ctx context.Context, w io.Writer, j *journal.Journal, entries []*journal.Entry, withLocalTime bool) error {
	names := areaNames(j)
	row := rowWriter{buf: make([]byte, 0, 80<<10), columns: columnsFor(entries), measures: writersOf(measuresIn(j, entries)), localTime: withLocalTime, experiments: experimentsOf(j, entries)}
	row.buf = append(row.buf, strings.Join(columnNames(row.columns), ",")...)
	row.measureNames()
	if row.experiments != nil {
		row.buf = append(append(row.buf, ','), tryColumn.Name...)
	}
	if withLocalTime {
		row.buf = append(append(row.buf, ','), localTime...)
	}
	row.buf = append(row.buf, '\n')
	for i, e := range entries {
		if i%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("exporting entries: %w", err)
			}
		}
		row.entry(e, names[e.Area])
		if len(row.buf) < 64<<10 {
			continue
		}
		if _, err := w.Write(row.buf); err != nil {
			return fmt.Errorf("exporting entries: %w", err)
		}
		row.buf = row.buf[:0]
	}
	if _, err := w.Write(row.buf); err != nil {
		return fmt.Errorf("exporting entries: %w", err)
	}
	return nil
}

// exported returns the entries that q selects, oldest first, without those in the bin.
func exported(j *journal.Journal, q journal.Query) []*journal.Entry {
	q.InBin = false
	entries := j.Entries(q)
	if q.Newest {
		slices.Reverse(entries)
	}
	return entries
}

func areaNames(j *journal.Journal) map[journal.AreaID]string {
	names := map[journal.AreaID]string{}
	for _, a := range j.Areas() {
		names[a.ID] = a.Name
	}
	return names
}

// rowWriter builds rows in one buffer: 30 strings per entry for encoding/csv would take longer
// than the writing itself.
type rowWriter struct {
	buf  []byte
	list []byte
	last time.Time // the time written last, and its text
	said []byte
	// columns are those of the table, which localTime may follow.
	columns   []*column
	measures  []measureWriter
	localTime bool
	// experiments are those of the journal by their ids; nil if no entry is a try.
	experiments map[journal.ExperimentID]journal.Experiment
}

// columnsFor returns the columns of a CSV of entries: those of every CSV, and the later ones
// for which an entry has a value.
func columnsFor(entries []*journal.Entry) []*column {
	return columnsIn(columns, func(c *column) bool {
		if c == thensColumn {
			return slices.ContainsFunc(entries, func(e *journal.Entry) bool {
				return slices.ContainsFunc(e.Obstacles, func(o journal.Obstacle) bool { return hasThen(&o) })
			})
		}
		return isPromised(c) || slices.ContainsFunc(entries, func(e *journal.Entry) bool { return !c.IsEmpty(e) })
	})
}

// entry appends the row of e.
func (w *rowWriter) entry(e *journal.Entry, area string) {
	for _, c := range w.columns {
		w.cell(c, e, area)
	}
	w.values(e.Measures)
	if w.experiments != nil {
		w.text(tryText(w.experiments, e))
	}
	if w.localTime {
		w.buf = append(e.Time.AppendFormat(w.buf, time.DateTime), ',')
	}
	w.buf[len(w.buf)-1] = '\n'
}

// cell appends the cell of a column.
func (w *rowWriter) cell(c *column, e *journal.Entry, area string) {
	if c == thensColumn {
		w.items(thenItems(e.Obstacles))
		return
	}
	switch c.Kind {
	case journal.NumberField:
		w.buf = appendNumber(w.buf, c.Number(e))
	case journal.WordField:
		w.plain(c.Text(e))
	case journal.LineField, journal.TextField:
		w.text(c.Text(e))
	case journal.MomentField:
		w.moment(*c.Moment(e))
	case journal.ListField:
		w.items(*c.List(e))
	case journal.AnswersField:
		w.items(answerItems(e.Answers))
	case journal.ObstaclesField:
		for _, o := range e.Obstacles {
			w.list = appendObstacle(w.list, o)
		}
		w.listCell()
	case journal.PeopleField:
		for _, p := range e.People {
			w.list = appendPerson(w.list, p)
		}
		w.listCell()
	case journal.IDField:
		if c == areaColumn {
			w.text(area)
			return
		}
		w.plain(c.Text(e))
	}
}

// plain appends a cell that needs neither quotes nor an apostrophe.
func (w *rowWriter) plain(s string) { w.buf = append(append(w.buf, s...), ',') }

// moment appends t, reusing the last text: the times of one row are often the same.
func (w *rowWriter) moment(t time.Time) {
	if t != w.last {
		w.last, w.said = t, appendMoment(w.said[:0], t)
	}
	w.buf = append(append(w.buf, w.said...), ',')
}

func (w *rowWriter) text(s string) { w.buf = append(appendText(w.buf, s), ',') }

func (w *rowWriter) items(items []string) {
	for _, s := range items {
		w.list = appendItem(w.list, s)
	}
	w.listCell()
}

func (w *rowWriter) listCell() {
	w.buf = append(appendText(w.buf, w.list), ',')
	w.list = w.list[:0]
}

func appendNumber[T ~float64](dst []byte, v optional.Value[T]) []byte {
	x, ok := v.Get()
	switch {
	case !ok:
	case x >= 0 && x == T(int(x)): // the common case
		dst = strconv.AppendInt(dst, int64(x), 10)
	default:
		dst = strconv.AppendFloat(dst, float64(x), 'f', -1, 64)
	}
	return append(dst, ',')
}

// appendText appends a text cell, guarded against formula injection, and quoted if RFC 4180
// requires it or a reader might trim it.
func appendText[T string | []byte](dst []byte, s T) []byte {
	if len(s) == 0 {
		return dst
	}
	guard := isFormula(s)
	if !needsQuotes(s) {
		if guard {
			dst = append(dst, '\'')
		}
		return append(dst, s...)
	}
	dst = append(dst, '"')
	if guard {
		dst = append(dst, '\'')
	}
	from := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '"' {
			dst = append(dst, s[from:i+1]...)
			dst = append(dst, '"')
			from = i + 1
		}
	}
	dst = append(dst, s[from:]...)
	return append(dst, '"')
}

func needsQuotes[T string | []byte](s T) bool {
	if s[0] == ' ' || s[len(s)-1] == ' ' {
		return true
	}
	for i := 0; i < len(s); i++ {
		if mustQuote[s[i]] {
			return true
		}
	}
	return false
}

// mustQuote holds the bytes that require quotes. It includes the tab because some readers use
// it as a separator.
var mustQuote = [256]bool{',': true, '"': true, '\n': true, '\r': true, '\t': true}
