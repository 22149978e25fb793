package exchange

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"enactive/journal"
)

const (
	jsonFormat  = "enactive"
	jsonVersion = 1
)

// personObject is a person with the number of their entries.
type personObject struct {
	Name    string       `json:"name"`
	Role    journal.Role `json:"role,omitempty"`
	Entries int          `json:"entries"`
}

// WriteJSON writes the entries that q selects, oldest first, with the areas (all, or the one
// that q names) and the people of these entries, one object per line. The reviews of that area
// and those days are included, and for a whole journal the saved filters. If q selects entries by
// more than area and days, there are no reviews and filters, and only the areas of these entries. The
// experiments of these entries are included, and of whole areas all.
// Entries in the bin are never written.
func WriteJSON(ctx context.Context, w io.Writer, j *journal.Journal, q journal.Query) error {
	return writeJSON(ctx, w, j, q, nil)
}

// writeJSON is WriteJSON with a list of attachments, which are beside the file.
func writeJSON(ctx context.Context, w io.Writer, j *journal.Journal, q journal.Query, attached []journal.Attachment) error {
	out := jsonWriter{w: bufio.NewWriterSize(w, 64<<10), attached: attached}
	out.enc = json.NewEncoder(&out.object)
	out.enc.SetEscapeHTML(false)
	if err := out.journal(ctx, j, q); err != nil {
		return fmt.Errorf("exporting entries: %w", err)
	}
	return nil
}

type jsonWriter struct {
	w      *bufio.Writer // reports the first error at Flush
	enc    *json.Encoder
	object bytes.Buffer

	attached []journal.Attachment
}

func (o *jsonWriter) journal(ctx context.Context, j *journal.Journal, q journal.Query) error {
	entries := exported(j, q)
	fmt.Fprintf(o.w, "{\"format\":%q,\"version\":%d,\"exported\":%q,\n\"areas\":[", jsonFormat, jsonVersion, j.Now().Format(time.RFC3339))
	names := map[journal.AreaID]string{}
	areas, measures := areasFor(j, q, entries), measuresByID(j)
	for i, a := range areas {
		names[a.ID] = a.Name
		if err := o.add(i, withAims(a, measures)); err != nil {
			return err
		}
	}
	o.w.WriteString("],\n\"people\":[")
	for i, p := range peopleOf(entries) {
		if err := o.add(i, p); err != nil {
			return err
		}
	}
	days := daysFor(j, q)
	experiments := experimentsFor(j, q, names, entries)
	tried := triedIn(experiments)
	if err := writeList(o, "measures", objectsOf(measuresFor(j, q, areas, entries, days, experiments), names)); err != nil {
		return err
	}
	if err := writeList(o, "days", dayObjects(days, measures)); err != nil {
		return err
	}
	if err := writeList(o, "experiments", experimentObjects(experiments, names, measures)); err != nil {
		return err
	}
	if err := writeList(o, "reviews", reviewsFor(j, q, names)); err != nil {
		return err
	}
	if err := writeList(o, "filters", filtersFor(j, q, names, measures)); err != nil {
		return err
	}
	if err := writeList(o, "attachments", attachmentObjects(o.attached)); err != nil {
		return err
	}
	o.w.WriteString("],\n\"entries\":[")
	var line []byte
	for i, e := range entries {
		if i%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if line = appendEntry(line[:0], e, names[e.Area], measures, tried); i > 0 {
			o.w.WriteByte(',')
		}
		o.w.WriteByte('\n')
		if _, err := o.w.Write(line); err != nil {
			return err
		}
	}
	o.w.WriteString("]}\n")
	return o.w.Flush()
}

// areasFor returns the areas of an export. Who gets entries by their tag is not meant to read what is
// aimed for in other areas.
func areasFor(j *journal.Journal, q journal.Query, entries []*journal.Entry) []journal.Area {
	used := map[journal.AreaID]bool{}
	for _, e := range entries {
		used[e.Area] = true
	}
	return slices.DeleteFunc(j.Areas(), func(a journal.Area) bool {
		return q.Area != "" && a.ID != q.Area || !choosesAll(q) && !used[a.ID]
	})
}

// add writes the i-th object of an array on its own line.
func (o *jsonWriter) add(i int, object any) error {
	o.object.Reset()
	if err := o.enc.Encode(object); err != nil {
		return err
	}
	if i > 0 {
		o.w.WriteByte(',')
	}
	o.w.WriteByte('\n')
	_, err := o.w.Write(bytes.TrimSuffix(o.object.Bytes(), []byte("\n")))
	return err
}

// peopleOf lists the people in the entries, by name and then role.
func peopleOf(entries []*journal.Entry) []personObject {
	counts := map[journal.Person]int{}
	for _, e := range entries {
		for i, p := range e.People {
			if !slices.Contains(e.People[:i], p) {
				counts[p]++
			}
		}
	}
	people := make([]personObject, 0, len(counts))
	for p, n := range counts {
		people = append(people, personObject{p.Name, p.Role, n})
	}
	slices.SortFunc(people, func(a, b personObject) int {
		if c := strings.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		return strings.Compare(string(a.Role), string(b.Role))
	})
	return people
}
