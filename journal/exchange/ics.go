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

// ICSOptions say what a calendar gets to know of plans.
type ICSOptions struct {
	// Now is when the file is written, as calendars want to know.
	Now time.Time
	// IncludeIntention writes what somebody set out to do into the calendar too. Without it a
	// calendar, which others may see, gets the time and the title alone.
	IncludeIntention bool
	// Untitled is the title of a plan that has none, in the language of the person.
	Untitled string
}

// ErrNoPlan is wrapped when there is nothing to be written into a calendar.
var ErrNoPlan = errors.New("that is no plan")

// WritePlanICS writes plans as events of a calendar file (RFC 5545). A plan keeps its UID, so
// that a calendar which takes it in again moves the event in place of adding another one.
func WritePlanICS(w io.Writer, plans []*journal.Entry, o ICSOptions) error {
	if len(plans) == 0 {
		return fmt.Errorf("writing a calendar: %w", ErrNoPlan)
	}
	for _, e := range plans {
		if e.Type != journal.Plan {
			return fmt.Errorf("writing entry %s into a calendar: %w", e.ID, ErrNoPlan)
		}
	}
	c := icsWriter{bufio.NewWriter(w)} // which keeps the first error until Flush
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

// icsMoment is a time as calendars have it: in UTC, which each shows in its own zone.
func icsMoment(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// icsText is a text with what has a meaning in a calendar file made plain.
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

// icsWidth is the most octets of a line; what is longer goes on in the next one, which begins
// with a blank that counts.
const icsWidth = 75

// line writes a property, folded where no letter is cut in two.
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
