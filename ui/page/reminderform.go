package page

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/weekly"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// padded is an object with a little room around it.
func padded(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(arrange.Margins(theme.Unit/2, theme.Unit/2, theme.Unit, theme.Unit), o)
}

// newReminder is the reminder that most people want first.
func newReminder() journal.Reminder {
	return journal.Reminder{About: journal.AboutWriting, When: weekly.Time{Days: weekly.DaysOf(time.Sunday), Minute: 19 * 60}}
}

// reminderFormHost is what the form of a reminder asks of the window.
type reminderFormHost interface {
	journalHost
	calendarSettings
}

// reminderForm is the sheet in which a reminder is made or changed.
type reminderForm struct {
	host  reminderFormHost
	was   journal.Reminder // when the form was opened
	r     journal.Reminder
	q     *question
	text  *input.Field
	at    *input.Field
	step  fyne.CanvasObject // the steps of the goals, if there are any
	words fyne.CanvasObject
}

// editReminder opens the form of a reminder; one without an ID is new.
func editReminder(host reminderFormHost, r journal.Reminder) {
	if err := host.Journal().ReadOnly(); err != nil {
		host.Fail(err)
		return
	}
	f := &reminderForm{host: host, was: r, r: r, text: input.NewField(), at: input.NewField()}
	f.text.SetText(r.Text)
	f.at.SetText(r.When.Clock())
	title := wording.Say("change-a-reminder-title")
	if r.ID == "" {
		title = wording.Say("new-reminder")
	}
	about := exactlyOne([]choice[journal.ReminderAbout]{{journal.AboutWriting, wording.Say("about-writing")}, {journal.AboutStep, wording.Say("an-if-then-step")}}, r.About, func(a journal.ReminderAbout) {
		f.r.About = a
		f.update()
	})
	f.words = input.Labelled(wording.Say("what-it-says"), wording.Say("it-stays-sealed-in-the-journal"), f.text)
	form := []fyne.CanvasObject{input.Labelled(wording.Say("what-it-is-about"), "", about)}
	if f.step = f.steps(); f.step != nil {
		form = append(form, f.step)
	}
	form = append(form, f.words, input.Labelled(wording.Say("on-which-days"), "", f.days()), input.Labelled(wording.Say("at-what-time-of-day"), "", f.at))
	if areas := f.areas(); areas != nil {
		form = append(form, input.Labelled(wording.Say("area-if-it-has-one"), "", areas))
	}
	f.q = ask(host.Window(), 600, title, wording.Say("save"), func(*question) { f.save() }, form...)
	f.update()
	f.q.canvas.Focus(f.text)
}

// update shows the questions that fit the reminder.
func (f *reminderForm) update() {
	f.text.SetPlaceHolder(wording.Say("time-to-write"))
	if f.r.About == journal.AboutStep {
		f.text.SetPlaceHolder(wording.Say("if-something-then-something"))
	}
	if f.step != nil {
		setVisible(f.step, f.r.About == journal.AboutStep)
	}
	if f.q != nil {
		f.q.sheet.Refresh()
	}
}

// steps offers the if-then steps of the goals; choosing one fills in its words and its area.
func (f *reminderForm) steps() fyne.CanvasObject {
	all := state.StepsOf(f.host.Journal())
	if len(all) == 0 {
		return nil
	}
	pick := choose.NewSelect()
	for _, s := range all {
		pick.Options = append(pick.Options, s.Text)
	}
	pick.PlaceHolder = wording.Say("choose-a-step-of-your-goals")
	pick.OnChanged = func(string) {
		if i := pick.SelectedIndex(); i >= 0 {
			f.text.SetText(all[i].Text)
			f.r.Area = all[i].Area
		}
	}
	return input.Labelled(wording.Say("which-step"), "", surface.Framed(pick))
}

func (f *reminderForm) days() fyne.CanvasObject {
	row := arrange.Wrap()
	for _, day := range weekly.Everyday.List(f.host.Week()) {
		t := choose.NewToggle(wording.WeekdayName(day), 0)
		t.SetQuietly(f.r.When.Days.Has(day))
		t.OnChanged = func(on bool) { f.r.When.Days = f.r.When.Days.With(day, on) }
		row.Add(t)
	}
	return row
}

// areas offers the areas that are in use, and none; nil if there are none.
func (f *reminderForm) areas() fyne.CanvasObject {
	offered := []choice[journal.AreaID]{{"", wording.Say("no-area")}}
	for _, a := range f.host.Journal().Areas() {
		if !a.Archived || a.ID == f.r.Area {
			offered = append(offered, choice[journal.AreaID]{a.ID, a.Name})
		}
	}
	if len(offered) == 1 {
		return nil
	}
	return exactlyOne(offered, f.r.Area, func(id journal.AreaID) { f.r.Area = id })
}

func (f *reminderForm) save() {
	minute, wrong := state.TypedMinute(f.at.Text)
	if wrong != "" {
		f.q.say(wrong)
		return
	}
	f.r.When.Minute, f.r.Text = minute, strings.TrimSpace(f.text.Text)
	switch {
	case f.r.When.Days == 0:
		f.q.say(wording.Say("choose-at-least-one-day"))
		return
	case f.r.About == journal.AboutStep && f.r.Text == "":
		f.q.say(wording.Say("say-which-step-it-is"))
		return
	}
	host, was, r := f.host, f.was, f.r
	var meanwhile journal.Meanwhile
	host.Work(func(ctx context.Context) (err error) {
		_, meanwhile, err = host.Journal().SaveReminderFrom(ctx, was, r)
		return err
	}, func(err error) {
		if err != nil {
			f.q.say(problem.Sentence(err))
			return
		}
		f.q.hide()
		host.Toast(savedWords(meanwhile), true)
	})
}

// alarmChoices are how long before its time an event sounds an alarm.
func alarmChoices() []choice[optional.Value[time.Duration]] {
	some := optional.Some[time.Duration]
	return []choice[optional.Value[time.Duration]]{
		{optional.Value[time.Duration]{}, wording.Say("no-alarm")}, {some(0), wording.Say("at-its-time")}, {some(10 * time.Minute), wording.Say("ten-minutes-before")},
		{some(30 * time.Minute), wording.Say("half-an-hour-before")}, {some(time.Hour), wording.Say("an-hour-before")}, {some(24 * time.Hour), wording.Say("a-day-before")},
	}
}

// saveRemindersForCalendar asks for a file and what it tells, and exports the reminders.
func saveRemindersForCalendar(host remindersHost) {
	what := state.CalendarFile{Neutral: true, Alarm: optional.Some(time.Duration(0))}
	path := input.NewField()
	path.SetText(filepath.Join(host.Documents(), "enactive-reminders.ics"))
	says := exactlyOne([]choice[bool]{{true, wording.Say("only-time-to-write")}, {false, wording.Say("what-each-reminder-says")}}, true, func(neutral bool) { what.Neutral = neutral })
	alarm := exactlyOne(alarmChoices(), what.Alarm, func(d optional.Value[time.Duration]) { what.Alarm = d })
	saveForCalendar(host, wording.Say("save-the-reminders-for-your-calendar"), path, func(file string) error { return host.ExportReminders(file, what) },
		prose.Paragraph(wording.Say("calendars-are-often-copied-to-a-server")),
		input.Labelled(wording.Say("the-calendar-says"), "", says), input.Labelled(wording.Say("alarm"), "", alarm), input.Labelled(wording.Say("save-to"), "", path))
}

// saveForCalendar asks a question whose answer is a file for a calendar.
func saveForCalendar(host journalHost, title string, path *input.Field, write func(file string) error, form ...fyne.CanvasObject) {
	q := ask(host.Window(), 560, title, wording.Say("save-the-file"), func(q *question) {
		q.busy(wording.Say("working-on-it"))
		file := path.Text
		host.Work(func(context.Context) error { return write(file) }, func(err error) {
			if err != nil {
				q.free(problem.Unwritten(file, err))
				return
			}
			q.hide()
			host.Toast(wording.Say("written-to-file-it-is-not-encrypted", wording.V{"File": file}), false)
		})
	}, form...)
	q.canvas.Focus(path)
}

// planHost is what a plan for another calendar asks of the window.
type planHost interface {
	journalHost
	documents
	// ExportPlan writes a plan for the calendar of a person, which tells what is asked for and no more.
	ExportPlan(path string, plan *journal.Entry, what state.CalendarFile) error
}

// planTells is how much a calendar tells of a plan.
type planTells int

const (
	tellsNothing planTells = iota
	tellsTitle
	tellsIntention
)

// SavePlanForCalendar asks for a file and exports a plan for another calendar: its time, and more only
// on request.
func SavePlanForCalendar(host planHost, plan *journal.Entry) {
	what := state.CalendarFile{Neutral: true, Alarm: optional.Some(time.Hour)}
	path := input.NewField()
	path.SetText(filepath.Join(host.Documents(), fmt.Sprintf("enactive-plan-%s.ics", plan.Day())))
	tells := []choice[planTells]{{tellsNothing, wording.Say("only-time-for-what-you-planned")}, {tellsTitle, wording.Say("its-title")}}
	if plan.Intention != "" {
		tells = append(tells, choice[planTells]{tellsIntention, wording.Say("its-title-and-what-you-set-out-to-do")})
	}
	says := exactlyOne(tells, tellsNothing, func(t planTells) { what.Neutral, what.Intention = t == tellsNothing, t == tellsIntention })
	alarm := exactlyOne(alarmChoices(), what.Alarm, func(d optional.Value[time.Duration]) { what.Alarm = d })
	saveForCalendar(host, wording.Say("save-the-plan-for-your-calendar"), path, func(file string) error { return host.ExportPlan(file, plan, what) },
		prose.Paragraph(wording.Say("calendars-are-often-copied-to-a-server")),
		input.Labelled(wording.Say("the-calendar-says"), "", says), input.Labelled(wording.Say("alarm"), "", alarm), input.Labelled(wording.Say("save-to"), "", path))
}
