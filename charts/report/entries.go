package report

import (
	"context"
	"strings"

	"enactive/journal"
	"enactive/journal/describe"
)

const (
	// timeWidth is the width of the column with the hour, in millimetres.
	timeWidth = 16
	// nameWidth is the width of the column with the names of texts.
	nameWidth = 40
	// partGap is the room between the texts of an entry.
	partGap = 1
	// wholeHeight is up to which height an entry is not divided between two pages.
	wholeHeight = 70
)

// entries sets the entries, which are in order of time, by day.
func (b *book) entries(ctx context.Context, entries []*journal.Entry) error {
	var day journal.Date
	for i, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		t := b.compose(e)
		if i == 0 {
			b.heading(describe.DocumentEntries.String(), dayHeight+t.need())
		}
		if d := e.Day(); d != day {
			b.daysBefore(d)
			day = d
			b.day(d, t.need())
			b.valuesOf(d)
		}
		b.entry(t)
	}
	if len(entries) > 0 {
		b.daysBefore(journal.Date{})
	}
	b.running = ""
	return nil
}

// daysBefore sets the days before another one, or all if it is zero, that have values and no entry.
func (b *book) daysBefore(day journal.Date) {
	for len(b.values) > 0 && (day.IsZero() || b.values[0].Date.Before(day)) {
		d := b.values[0].Date
		b.day(d, body.leading())
		b.valuesOf(d)
	}
}

// valuesOf sets the values and the note of a day below its heading, if it has some.
func (b *book) valuesOf(day journal.Date) {
	if len(b.values) == 0 || b.values[0].Date != day {
		return
	}
	d := b.values[0]
	b.values = b.values[1:]
	left, width := b.left+timeWidth, b.width-timeWidth
	b.space(1.5)
	for _, text := range []string{describe.Values(d.Values, b.measures), d.Note} {
		if text != "" {
			b.text(body, left, width, text)
		}
	}
}

// entryText is an entry that is broken into lines, ready to be set.
type entryText struct {
	hour         string
	title, quiet []string
	parts        []textPart
}

type textPart struct {
	name  string
	lines []string
}

func (p textPart) height() float64 { return partGap + float64(len(p.lines))*body.leading() }

// need is how much room there must be to begin the entry on a page: all of it where it is
// short, else its title with the first lines under it.
func (t entryText) need() float64 {
	height := 3 + float64(len(t.title))*titleStyle.leading() + float64(len(t.quiet))*quiet.leading()
	least := height
	for i, p := range t.parts {
		if i == 0 {
			least += partGap + together(0, len(p.lines))*body.leading()
		}
		height += p.height()
	}
	if height > wholeHeight {
		return least
	}
	return height
}

// compose breaks an entry into lines.
func (b *book) compose(e *journal.Entry) entryText {
	width := b.width - timeWidth
	rest := withoutHeading(e)
	parts := describe.Parts(&rest)
	if values := describe.Values(e.Measures, b.measures); values != "" {
		parts = append(parts, describe.MeasuresPart(values))
	}
	evidence, _ := describe.Evidence(e)
	line := []string{describe.Kicker(e), evidence, describe.Numbers(e)}
	if b.query.Area == "" {
		line = append([]string{b.areas[e.Area]}, line...)
	}
	if len(parts) == 1 && hasOnlyNumbersBefore(e, parts[0]) {
		line = append(line[:len(line)-1], describe.DocumentPart(parts[0]), describe.Numbers(e))
		parts = nil
	}
	t := entryText{
		hour:  describe.Clock(e.Time),
		title: b.lines(titleStyle, width, describe.Heading(e)),
		quiet: b.lines(quiet, width, joined(line)),
	}
	for _, p := range parts {
		t.parts = append(t.parts, textPart{p.Name, b.lines(body, width-nameWidth, p.Text)})
	}
	return t
}

// withoutHeading returns the entry without the text that is all of its heading, so that an
// entry of one sentence does not say it twice.
func withoutHeading(e *journal.Entry) journal.Entry {
	rest := *e
	if e.Title != "" {
		return rest
	}
	for _, text := range []*string{&rest.Happened, &rest.Intention, &rest.Note} {
		if s := strings.TrimSpace(*text); s != "" {
			if s == describe.Heading(e) {
				*text = ""
			}
			break
		}
	}
	return rest
}

// hasOnlyNumbersBefore reports whether p, an entry's only part, is what was rated before
// it. Such entries come in great numbers from rating apps, and need no line of its own for
// that.
func hasOnlyNumbersBefore(e *journal.Entry, p describe.Part) bool {
	return e.Type == journal.Experience && (e.EfficacyBefore.IsSet() || e.StressExpected.IsSet()) && !strings.Contains(p.Text, "\n")
}

// joined sets points between the words that there are.
func joined(words []string) string {
	var there []string
	for _, w := range words {
		if w != "" {
			there = append(there, w)
		}
	}
	return strings.Join(there, " · ")
}

// dayHeight is how much room the heading of a day takes at most, in millimetres.
const dayHeight = 13

// day sets the heading of a day, on a page with room for need millimetres after it.
func (b *book) day(d journal.Date, need float64) {
	b.running = ""
	b.keep(dayHeight + need)
	b.space(6)
	b.rule()
	b.space(1.5)
	b.text(dayStyle, b.left, b.width, describe.DocumentDay(d))
	b.running = describe.DocumentDayContinued(d)
}

func (b *book) entry(t entryText) {
	b.keep(t.need())
	b.space(3)
	left := b.left + timeWidth
	b.mark(quiet, b.left, titleStyle, t.hour)
	b.setLines(titleStyle, left, t.title)
	b.setLines(quiet, left, t.quiet)
	for _, p := range t.parts {
		b.keep(partGap + together(0, len(p.lines))*body.leading())
		b.space(partGap)
		b.mark(nameStyle, left, body, p.name)
		b.setLines(body, left+nameWidth, p.lines)
	}
}
