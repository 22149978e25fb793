package exchange

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"enactive/journal"
	"enactive/journal/optional"
)

// ICSOptions control what a calendar file contains. Calendars are often copied to a server, and others
// may see what is in them.
type ICSOptions struct {
	// Now is when the file is written, which calendars require.
	Now time.Time
	// IncludeIntention also writes the intention into the calendar. Without it a calendar contains
	// only the time and the title.
	IncludeIntention bool
	// Untitled is the translated title of what has none.
	Untitled string
	// Neutral, unless it is empty, stands in place of every title, and nothing else is told.
	Neutral string
	// Alarm is how long before its time the calendar sounds an alarm; without it none.
	Alarm optional.Value[time.Duration]
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
	return writeICS(w, func(c *icsWriter) {
		for _, e := range plans {
			c.plan(e, o)
		}
	})
}

// ErrNoReminders is wrapped if there is no reminder to write into a calendar.
var ErrNoReminders = errors.New("there is no reminder")

// WriteRemindersICS writes reminders as weekly events of a calendar file. Their times float: a
// calendar shows 19:00 at 19:00 in whatever zone it is, through summer and winter. The UID of a
// reminder is as stable as that of a plan.
func WriteRemindersICS(w io.Writer, reminders []journal.Reminder, o ICSOptions) error {
	if len(reminders) == 0 {
		return fmt.Errorf("writing a calendar: %w", ErrNoReminders)
	}
	return writeICS(w, func(c *icsWriter) {
		for i := range reminders {
			c.reminder(&reminders[i], o)
		}
	})
}

func writeICS(w io.Writer, events func(*icsWriter)) error {
	c := icsWriter{bufio.NewWriter(w)} // reports the first error at Flush
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//Enactive//Enactive//EN")
	events(&c)
	c.line("END", "VCALENDAR")
	if err := c.w.Flush(); err != nil {
		return fmt.Errorf("writing a calendar: %w", err)
	}
	return nil
}

type icsWriter struct{ w *bufio.Writer }

func (c *icsWriter) plan(e *journal.Entry, o ICSOptions) {
	title := o.title(e.Title)
	c.begin(string(e.ID), e.Created, e.Modified, o.Now)
	c.line("DTSTART", icsMoment(e.Time))
	c.line("SUMMARY", icsText(title))
	if o.IncludeIntention && e.Intention != "" && o.Neutral == "" {
		c.line("DESCRIPTION", icsText(e.Intention))
	}
	c.end(title, o)
}

func (c *icsWriter) reminder(r *journal.Reminder, o ICSOptions) {
	// The events begin with the first time after the last change, as the rule requires of DTSTART.
	first := r.When.Next(r.Modified)
	var days []string
	for _, day := range r.When.Days.List(time.Monday) {
		days = append(days, strings.ToUpper(day.String()[:2]))
	}
	title := o.title(r.Text)
	c.begin(string(r.ID), r.Created, r.Modified, o.Now)
	c.line("DTSTART", first.Format("20060102T150405"))
	c.line("RRULE", "FREQ=WEEKLY;BYDAY="+strings.Join(days, ","))
	c.line("TRANSP", "TRANSPARENT") // it takes no time away
	c.line("SUMMARY", icsText(title))
	c.end(title, o)
}

// begin begins an event. Its number rises with every file, so that a calendar takes in the newest.
func (c *icsWriter) begin(id string, created, modified, now time.Time) {
	c.line("BEGIN", "VEVENT")
	c.line("UID", icsText(id)+"@enactive")
	c.line("DTSTAMP", icsMoment(now))
	if !modified.IsZero() {
		c.line("LAST-MODIFIED", icsMoment(modified))
	}
	if !created.IsZero() {
		c.line("SEQUENCE", strconv.FormatInt(min(max(0, now.Unix()-created.Unix()), math.MaxInt32), 10))
	}
}

// end ends an event, with its alarm.
func (c *icsWriter) end(title string, o ICSOptions) {
	c.line("CLASS", "PRIVATE")
	if before, ok := o.Alarm.Get(); ok {
		c.line("BEGIN", "VALARM")
		c.line("ACTION", "DISPLAY")
		c.line("DESCRIPTION", icsText(title))
		c.line("TRIGGER", icsBefore(before))
		c.line("END", "VALARM")
	}
	c.line("END", "VEVENT")
}

func (o ICSOptions) title(own string) string {
	switch {
	case o.Neutral != "":
		return o.Neutral
	case own != "":
		return own
	}
	return o.Untitled
}

// icsBefore formats how long before an event an alarm is, in whole minutes.
func icsBefore(before time.Duration) string {
	minutes := int(before / time.Minute)
	days, hours, minutes := minutes/(24*60), minutes/60%24, minutes%60
	if days+hours+minutes <= 0 {
		return "PT0S"
	}
	text := "-P"
	if days > 0 {
		text += strconv.Itoa(days) + "D"
	}
	if hours+minutes > 0 {
		text += "T"
	}
	if hours > 0 {
		text += strconv.Itoa(hours) + "H"
	}
	if minutes > 0 {
		text += strconv.Itoa(minutes) + "M"
	}
	return text
}

// UsualAlarm is how long before a plan its alarm is, unless a person says otherwise.
const UsualAlarm = time.Hour

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
