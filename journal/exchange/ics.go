package exchange

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"enactive/journal"
)

// ICSOptions control what a calendar file contains.
type ICSOptions struct {
	// Now is when the file is written, which calendars require.
	Now time.Time
	// IncludeIntention also writes the intention into the calendar. Without it a calendar, which
	// others may see, contains only the time and the title.
	IncludeIntention bool
	// Untitled is the translated title of a plan that has none.
	Untitled string
}

// ErrNoPlan is wrapped if there is nothing to write into a calendar.
var ErrNoPlan = errors.New("that is no plan")

// WritePlanICS writes plans as events of a calendar file (RFC 5545). The UID of a plan is
// stable, so that a calendar that imports it again moves the event instead of adding another.
func WritePlanICS(w io.Writer, plans []*journal.Entry, o ICSOptions) error {
	if len(plans) == 0 {
		return fmt.Errorf("writing a calendar: %w", ErrNoPlan)
	}
	for _, e := range plans {
		if e.Type != journal.Plan {
			return fmt.Errorf("writing entry %s into a calendar: %w", e.ID, ErrNoPlan)
		}
	}
	c := icsWriter{bufio.NewWriter(w)} // reports the first error at Flush
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//Enactive//Enactive//EN")
	for _, e := range plans {
		c.event(e, o)
	}
	c.line("END", "VCALENDAR")
	if err := c.w.Flush(); err != nil {
		return fmt.Errorf("writing a calendar: %w", err)
	}
	return nil
}

type icsWriter struct{ w *bufio.Writer }

func (c *icsWriter) event(e *journal.Entry, o ICSOptions) {
	c.line("BEGIN", "VEVENT")
	c.line("UID", icsText(string(e.ID))+"@enactive")
	c.line("DTSTAMP", icsMoment(o.Now))
	c.line("DTSTART", icsMoment(e.Time))
	title := e.Title
	if title == "" {
		title = o.Untitled
	}
	c.line("SUMMARY", icsText(title))
	if o.IncludeIntention && e.Intention != "" {
		c.line("DESCRIPTION", icsText(e.Intention))
	}
	c.line("CLASS", "PRIVATE")
	c.line("END", "VEVENT")
}

// icsMoment formats a time in UTC, which calendars show in their own zone.
func icsMoment(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// icsText escapes the special characters of calendar files.
func icsText(s string) string {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(s, "\r\n", "\n") {
		switch {
		case r == '\n' || r == '\r':
			b.WriteString(`\n`)
		case r == '\\' || r == ';' || r == ',':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\t' || !unicode.IsControl(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// icsWidth is the maximum length of a line in octets; a longer one continues on the next line,
// whose leading blank counts.
const icsWidth = 75

// line writes a property, folded between characters.
func (c *icsWriter) line(name, value string) {
	rest := name + ":" + value
	for room := icsWidth; len(rest) > room; room = icsWidth - 1 {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		c.w.WriteString(rest[:cut] + "\r\n ")
		rest = rest[cut:]
	}
	c.w.WriteString(rest + "\r\n")
}
