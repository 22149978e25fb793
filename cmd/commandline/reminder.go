package commandline

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/optional"
	"enactive/journal/weekly"
)

// reminderCmd groups the commands for reminders.
type reminderCmd struct {
	Add    reminderAddCmd    `cmd:"" help:"Add a reminder that comes every week."`
	List   reminderListCmd   `cmd:"" help:"List the reminders."`
	Change reminderChangeCmd `cmd:"" help:"Change a reminder."`
	Remove reminderRemoveCmd `cmd:"" help:"Remove a reminder. \"enact undo\" brings it back."`
	Export reminderExportCmd `cmd:"" help:"Write the reminders as weekly events for a calendar to import."`
	Timer  reminderTimerCmd  `cmd:"" help:"Have the system remind you while nothing of Enactive runs."`
	Notify reminderNotifyCmd `cmd:"" help:"Show a notification of the desktop now, without opening the journal."`
}

func (c *reminderCmd) Help() string {
	return `A reminder is days of the week and a time of day, by the clock on the wall. What it says stays in the journal, sealed. How it reaches you is up to you: a calendar (export), the window while it runs, or a timer of the system, which knows the days and times alone.

  enact reminder add --every sunday --at 19:00
  enact reminder add --every mon,thu --at 6:30 --step "If it rains, then I run in the hall"
  enact reminder timer --on`
}

// reminderFlags fill a reminder.
type reminderFlags struct {
	Step *string `placeholder:"TEXT" help:"An if-then step that it is about, such as \"If it rains, then I run in the hall\"."`
	Area *string `short:"a" placeholder:"AREA" help:"The area that it belongs to; empty for none."`
}

// fill fills r.
func (f *reminderFlags) fill(s *session, j *journal.Journal, r *journal.Reminder, on, at *string, text []string) error {
	var err error
	if on != nil {
		if r.When.Days, err = weekly.ParseDays(*on); err != nil {
			return misuse(`--every is %q; days are written like "sunday", "mon,thu", "weekdays" or "daily"`, *on)
		}
	}
	if at != nil {
		if r.When.Minute, err = weekly.ParseClock(*at); err != nil {
			return misuse(`--at is %q; a time of day is written like 19:00`, *at)
		}
	}
	if len(text) > 0 && f.Step != nil {
		return misuse("the words are given twice; give either TEXT or --step")
	}
	if len(text) > 0 {
		r.About, r.Text = journal.AboutWriting, strings.Join(text, " ")
	}
	if f.Step != nil {
		r.About, r.Text = journal.AboutStep, *f.Step
	}
	if f.Area != nil {
		r.Area = ""
		if strings.TrimSpace(*f.Area) != "" {
			a, err := s.area(j, *f.Area)
			if err != nil {
				return err
			}
			r.Area = a.ID
		}
	}
	return nil
}

type reminderAddCmd struct {
	Text []string `arg:"" optional:"" name:"text" placeholder:"TEXT" help:"What it says. Without it: time to write."`
	Days string   `name:"every" required:"" placeholder:"DAYS" help:"The days of the week: sunday, mon,thu, weekdays, weekend or daily."`
	At   string   `required:"" placeholder:"TIME" help:"The time of day, such as 19:00."`
	reminderFlags
}

func (c *reminderAddCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		var r journal.Reminder
		if err := c.fill(s, j, &r, &c.Days, &c.At, c.Text); err != nil {
			return err
		}
		return s.saveReminder(j, r, r, "added")
	})
}

// saveReminder saves a reminder and gives its times to the timer, if that is on.
func (s *session) saveReminder(j *journal.Journal, base, r journal.Reminder, done string) error {
	saved, meanwhile, err := j.SaveReminderFrom(s.ctx, base, r)
	if err != nil {
		return flagError(err)
	}
	s.noteMeanwhile(meanwhile)
	s.print(done, " the reminder ", reminderEnd(j, saved.ID), ", ", reminderWhen(saved.When), ": ", line(reminderWords(&saved)), "\n")
	return s.followReminders(j)
}

// reminderWords are what a reminder says.
func reminderWords(r *journal.Reminder) string {
	if r.Text == "" {
		return timeToWrite
	}
	return r.Text
}

// timeToWrite is what is said outside the journal.
const timeToWrite = "Time to write"

// reminderWhen writes when a reminder comes.
func reminderWhen(w weekly.Time) string {
	if w.Days == weekly.Everyday {
		return "every day " + w.Clock()
	}
	var days []string
	for _, day := range w.Days.List(time.Monday) {
		days = append(days, day.String()[:3])
	}
	return strings.Join(days, ", ") + " " + w.Clock()
}

type reminderListCmd struct {
	JSON bool `name:"json" help:"Print JSON: an array with an object a line."`
}

// reminderJSON is a reminder as JSON.
type reminderJSON struct {
	ID    journal.ReminderID    `json:"id"`
	About journal.ReminderAbout `json:"about"`
	Text  string                `json:"text,omitempty"`
	Area  string                `json:"area,omitempty"`
	Days  []string              `json:"days"`
	Time  string                `json:"time"`
	Next  string                `json:"next"`
}

func (c *reminderListCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		all := j.Reminders()
		now := s.env.now()
		if c.JSON {
			objects := make([]reminderJSON, len(all))
			for i, r := range all {
				days, _, _ := strings.Cut(r.When.String(), " ")
				objects[i] = reminderJSON{r.ID, r.About, r.Text, areaName(j, r.Area), strings.Split(days, ","), r.When.Clock(), r.When.Next(now).Format(time.RFC3339)}
			}
			return printJSONList(s, objects)
		}
		if len(all) == 0 {
			s.note(`There is no reminder yet; "enact reminder add --every sunday --at 19:00" adds one.`)
			return nil
		}
		t := table{header: []string{"ID", "WHEN", "NEXT", "AREA", "REMINDER"}, right: make([]bool, 5)}
		for i := range all {
			r := &all[i]
			t.rows = append(t.rows, []string{reminderEnd(j, r.ID), reminderWhen(r.When), r.When.Next(now).Format("2006-01-02"), orDash(line(areaName(j, r.Area))), line(reminderWords(r))})
		}
		t.write(s, s.env.columns)
		return nil
	})
}

func areaName(j *journal.Journal, id journal.AreaID) string {
	a, _ := j.Area(id)
	return a.Name
}

type reminderChangeCmd struct {
	ID   string   `arg:"" name:"id" help:"The reminder's ID or the end of it, as \"enact reminder list\" shows it."`
	Text []string `arg:"" optional:"" name:"text" placeholder:"TEXT" help:"What it says from now on."`
	Days *string  `name:"every" placeholder:"DAYS" help:"Other days of the week."`
	At   *string  `placeholder:"TIME" help:"Another time of day."`
	reminderFlags
}

func (c *reminderChangeCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		r, err := reminderNamed(j, c.ID)
		if err != nil {
			return err
		}
		base := r
		if err := c.fill(s, j, &r, c.Days, c.At, c.Text); err != nil {
			return err
		}
		return s.saveReminder(j, base, r, "changed")
	})
}

type reminderRemoveCmd struct {
	ID string `arg:"" name:"id" help:"The reminder's ID or the end of it, as \"enact reminder list\" shows it."`
}

func (c *reminderRemoveCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		r, err := reminderNamed(j, c.ID)
		if err != nil {
			return err
		}
		if err := j.RemoveReminder(s.ctx, r.ID); err != nil {
			return err
		}
		s.print("removed the reminder ", line(reminderWords(&r)), "\n")
		return s.followReminders(j)
	})
}

// leastEnd is how many characters of an id are shown at least.
const leastEnd = 4

// reminderEnd is the end of an id that no other reminder has.
func reminderEnd(j *journal.Journal, id journal.ReminderID) string {
	for n := leastEnd; n < len(id); n++ {
		end := string(id[len(id)-n:])
		if !slices.ContainsFunc(j.Reminders(), func(r journal.Reminder) bool { return r.ID != id && strings.HasSuffix(string(r.ID), end) }) {
			return end
		}
	}
	return string(id)
}

// reminderNamed returns the one reminder whose id ends with end.
func reminderNamed(j *journal.Journal, end string) (journal.Reminder, error) {
	var found []journal.Reminder
	for _, r := range j.Reminders() {
		if end != "" && strings.HasSuffix(string(r.ID), strings.ToUpper(end)) {
			found = append(found, r)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return journal.Reminder{}, failed(journal.ErrNoReminder, `there is no reminder %q; "enact reminder list" lists them`, end)
	}
	return journal.Reminder{}, misuse(`%q is the end of the IDs of %d reminders; give more of it`, end, len(found))
}

type reminderExportCmd struct {
	Output  string `short:"o" required:"" placeholder:"FILE" help:"The file to write, such as reminders.ics. It is not encrypted, and a calendar may copy it to a server."`
	Alarm   string `default:"0" placeholder:"TIME" help:"How long before its time the calendar sounds an alarm: 0, 10m, 1h, or none."`
	Neutral bool   `help:"Say only \"Time to write\", and not what the reminders are about."`
}

func (c *reminderExportCmd) Run(s *session) error {
	alarm, err := readAlarm(c.Alarm)
	if err != nil {
		return err
	}
	return s.with(func(j *journal.Journal) error {
		all := j.Reminders()
		if len(all) == 0 {
			return failed(exchange.ErrNoReminders, `there is no reminder to write; "enact reminder add --every sunday --at 19:00" adds one`)
		}
		o := exchange.ICSOptions{Now: s.env.now(), Untitled: timeToWrite, Alarm: alarm}
		if c.Neutral {
			o.Neutral = timeToWrite
		}
		if err := s.writeFile(c.Output, func(w io.Writer) error { return exchange.WriteRemindersICS(w, all, o) }); err != nil {
			return fmt.Errorf("writing %s: %w", c.Output, err)
		}
		s.print("wrote ", line(c.Output), ": ", count(len(all), "reminder", "reminders"), "\n")
		return nil
	})
}

// readAlarm reads how long before its time an event has an alarm.
func readAlarm(text string) (optional.Value[time.Duration], error) {
	var none optional.Value[time.Duration]
	switch text {
	case "none":
		return none, nil
	case "0":
		return optional.Some(time.Duration(0)), nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > 28*24*time.Hour || d%time.Minute != 0 {
		return none, misuse(`--alarm is %q; it is a time before the event in whole minutes, such as 30m or 1h30m, or none`, text)
	}
	return optional.Some(d), nil
}
