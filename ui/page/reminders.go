package page

import (
	"context"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// Reminding is how the window reminds a person while it runs.
type Reminding struct {
	// On shows notifications of the desktop.
	On bool
	// Titles says what a reminder is about while the journal is unlocked.
	Titles bool
	// Plans reminds of plans as well, while the journal is unlocked.
	Plans bool
}

// UserTimer is the timer of the system, as the page shows it.
type UserTimer struct {
	// CanBe reports whether the system has such timers.
	CanBe bool
	On    bool
	// Files are those that are written, and the link that the system makes; Contents is what is in the
	// two files.
	Files    []string
	Contents string
}

// remindersHost is what the page of the reminders asks of the window.
type remindersHost interface {
	journalHost
	calendarSettings
	documents
	Reminding() Reminding
	SetReminding(Reminding)
	// TryNotification shows a notification as a reminder would.
	TryNotification(ctx context.Context) error
	UserTimer() UserTimer
	// SetUserTimer writes the files of the timer or removes them. If only the system could not be told,
	// it returns the commands that do that.
	SetUserTimer(ctx context.Context, on bool) (commands []string, err error)
	// ExportReminders writes the reminders for another calendar.
	ExportReminders(path string, what state.CalendarFile) error
}

// Reminders is the page of what comes every week, and of the ways in which it reaches a person.
type Reminders struct {
	host   remindersHost
	add    *control.Button
	list   *fyne.Container
	ways   *fyne.Container
	chosen journal.ReminderID
	reach  map[string]fyne.Focusable
}

// NewReminders makes the page; Refresh fills it.
func NewReminders(host remindersHost) *Reminders {
	p := &Reminders{host: host, list: arrange.Flow(theme.Unit / 2), ways: arrange.Flow(2 * theme.Unit)}
	p.add = control.NewButton(control.Primary, wording.Say("new-reminder"), fynetheme.ContentAddIcon(), p.Add)
	return p
}

// Object is the page itself.
func (p *Reminders) Object() fyne.CanvasObject {
	title := wording.Say("reminders")
	return scrolled(arrange.Column(theme.ReadingWidth, arrange.Flow(2*theme.Unit,
		arrange.Header(prose.Title(title), arrange.HeadingWidth(title), p.add),
		prose.Paragraph(wording.Say("a-reminder-comes-every-week")), p.list, p.ways)))
}

// Add begins a new reminder: to write on Sunday evening, unless the person says otherwise.
func (p *Reminders) Add() { editReminder(p.host, newReminder()) }

// Refresh shows the reminders as they are now. The keyboard stays where it is.
func (p *Reminders) Refresh() {
	c := p.host.Window().Canvas()
	at := focusedIn(c, p.reach)
	p.reach = map[string]fyne.Focusable{}
	setVisible(p.add, isWritable(p.host))
	p.list.Objects = nil
	all := p.host.Journal().Reminders()
	if len(all) == 0 {
		p.list.Add(prose.Quiet(wording.Say("no-reminder-yet-many-people")))
	}
	for i := range all {
		p.list.Add(p.row(&all[i]))
		if all[i].ID == p.chosen && isWritable(p.host) {
			p.list.Add(p.tools(all[i]))
		}
	}
	p.list.Refresh()
	p.ways.Objects = []fyne.CanvasObject{p.whileRunning()}
	if timer := p.host.UserTimer(); timer.CanBe {
		p.ways.Add(p.whileClosed(timer, len(all) > 0))
	}
	if len(all) > 0 { // without one there is nothing to save
		p.ways.Add(p.forCalendar())
	}
	p.ways.Refresh()
	if f := p.reach[at]; f != nil {
		c.Focus(f)
	}
}

func (p *Reminders) row(r *journal.Reminder) fyne.CanvasObject {
	caption := state.ReminderWhen(r.When, p.host.Week())
	if a, ok := p.host.Journal().Area(r.Area); ok {
		caption = wording.Say("when-and-area", wording.V{"When": caption, "Area": a.Name})
	}
	words := arrange.Flow(-theme.Unit/2, prose.Strong(state.ReminderWords(r)), prose.Caption(caption))
	id := r.ID
	link := control.NewLink(padded(words), func() {
		if p.chosen == id {
			id = ""
		}
		p.chosen = id
		p.Refresh()
	})
	link.SetChosen(r.ID == p.chosen)
	p.reach["choose "+string(r.ID)] = link
	return link
}

// tools are the buttons of the chosen reminder.
func (p *Reminders) tools(r journal.Reminder) fyne.CanvasObject {
	edit := control.NewButton(control.Silent, wording.Say("edit"), fynetheme.DocumentCreateIcon(), func() { editReminder(p.host, r) })
	remove := control.NewButton(control.Silent, wording.Say("delete"), fynetheme.DeleteIcon(), func() { p.remove(r) })
	p.reach["edit "+string(r.ID)], p.reach["remove "+string(r.ID)] = edit, remove
	return arrange.Wrap(edit, remove)
}

func (p *Reminders) remove(r journal.Reminder) {
	host := p.host
	host.Work(func(ctx context.Context) error { return host.Journal().RemoveReminder(ctx, r.ID) }, func(err error) {
		if err != nil {
			host.Fail(err)
			return
		}
		host.Toast(wording.Say("deleted-the-reminder"), true)
	})
}

// check is a box of a way to be reminded.
func (p *Reminders) check(name, words string, on bool, set func(*Reminding, bool)) fyne.CanvasObject {
	c := choose.NewCheck(words, on)
	c.OnChanged = func() {
		r := p.host.Reminding()
		set(&r, c.IsChecked())
		p.host.SetReminding(r)
		p.Refresh()
	}
	p.reach[name] = c
	return c
}

// whileRunning is the card of the notifications of the desktop.
func (p *Reminders) whileRunning() fyne.CanvasObject {
	r := p.host.Reminding()
	says := wording.Say("it-says-only-time-to-write")
	if p.host.UserTimer().CanBe {
		says = wording.Sentences(says, wording.Say("while-the-timer-below-is-on"))
	}
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("while-enactive-runs")),
		p.check("on", wording.Say("show-a-notification-of-the-desktop"), r.On, func(r *Reminding, on bool) { r.On = on }),
		prose.Quiet(says))
	if r.On {
		try := control.NewButton(control.Plain, wording.Say("show-one-now"), nil, p.try)
		p.reach["try"] = try
		body.Add(p.check("titles", wording.Say("say-what-it-is-about-while-unlocked"), r.Titles, func(r *Reminding, on bool) { r.Titles = on }))
		body.Add(p.check("plans", wording.Say("remind-me-of-plans-an-hour-before"), r.Plans, func(r *Reminding, on bool) { r.Plans = on }))
		body.Add(arrange.Wrap(try))
	}
	return surface.NewCard(body, nil)
}

func (p *Reminders) try() {
	host := p.host
	host.Work(host.TryNotification, func(err error) {
		if err != nil {
			host.Toast(wording.Say("this-desktop-shows-no-notifications"), false)
		}
	})
}

// whileClosed is the card of the timer of the system.
func (p *Reminders) whileClosed(timer UserTimer, some bool) fyne.CanvasObject {
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("while-enactive-does-not-run")),
		prose.Paragraph(wording.Say("a-timer-of-your-system-says-time-to-write")))
	files := wording.Say("these-files-would-be-written")
	if timer.On {
		files = wording.Say("these-files-are-there")
	}
	list := arrange.Flow(theme.Unit/2, prose.Quiet(files))
	for _, file := range timer.Files {
		list.Add(prose.Paragraph(file))
	}
	switch {
	case timer.On:
		body.Add(surface.NewFact(true, wording.Say("the-timer-is-on")))
		body.Add(list)
		body.Add(p.inFiles(timer.Contents))
		body.Add(arrange.Wrap(p.timerButton(control.Plain, wording.Say("switch-the-timer-off-and-remove"), false)))
	case some:
		body.Add(list)
		body.Add(p.inFiles(timer.Contents))
		body.Add(arrange.Wrap(p.timerButton(control.Plain, wording.Say("write-the-files-and-switch-it-on"), true)))
	default:
		body.Add(prose.Quiet(wording.Say("it-needs-a-reminder-first")))
	}
	return surface.NewCard(body, nil)
}

// inFiles is what is in the files of the timer, on asking.
func (p *Reminders) inFiles(contents string) fyne.CanvasObject {
	return surface.NewFold(wording.Say("all-that-is-in-them"), padded(prose.Paragraph(contents)))
}

func (p *Reminders) timerButton(weight control.Weight, words string, on bool) fyne.CanvasObject {
	b := control.NewButton(weight, words, nil, func() { p.setTimer(on) })
	p.reach["timer"] = b
	return b
}

func (p *Reminders) setTimer(on bool) {
	host := p.host
	var commands []string
	host.Work(func(ctx context.Context) (err error) {
		commands, err = host.SetUserTimer(ctx, on)
		return err
	}, func(err error) {
		p.Refresh()
		switch {
		case err != nil:
			host.Fail(err)
		case len(commands) > 0:
			sayCommands(host.Window(), commands)
		case on:
			host.Toast(wording.Say("the-timer-is-on"), false)
		default:
			host.Toast(wording.Say("the-timer-is-off"), false)
		}
	})
}

// sayCommands shows what a person types where the system could not be told.
func sayCommands(w fyne.Window, commands []string) {
	lines := arrange.Flow(theme.Unit / 2)
	for _, command := range commands {
		lines.Add(prose.Paragraph(command))
	}
	q := ask(w, 560, wording.Say("your-system-could-not-be-told"), wording.Say("close"), func(q *question) { q.hide() },
		prose.Paragraph(wording.Say("the-files-are-as-you-want-them")), lines)
	q.not.Hide()
	q.canvas.Focus(q.yes)
}

// forCalendar is the card of the file for another calendar.
func (p *Reminders) forCalendar() fyne.CanvasObject {
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("in-your-calendar")), prose.Paragraph(wording.Say("reminders-can-go-into-a-file-for-calendars")))
	save := control.NewButton(control.Plain, wording.Say("save-them-for-your-calendar"), nil, func() { saveRemindersForCalendar(p.host) })
	p.reach["calendar"] = save
	body.Add(arrange.Wrap(save))
	return surface.NewCard(body, nil)
}
