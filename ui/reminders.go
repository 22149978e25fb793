package ui

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"time"

	"enactive/desktop/notify"
	"enactive/desktop/usertimer"
	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/page"
	"enactive/ui/reminding"
	"enactive/ui/state"
)

// The preferences of reminders. The times are the days of the week and the times of day in plain, so
// that a window whose journal is locked can remind; they are there only while that is switched on.
const (
	prefRemind       = "reminders are shown"
	prefRemindTitles = "reminders say what they are about"
	prefRemindPlans  = "reminders of plans"
	prefRemindTimes  = "times of reminders"
)

// beforePlan is how long before a plan a person is reminded of it, and plansAhead how far the window
// looks for plans: a look follows every change, and every reminder.
const (
	beforePlan = time.Hour
	plansAhead = 8 * 24 * time.Hour
)

// reminders are what the window reminds of while it runs.
type reminders struct {
	schedule *reminding.Schedule
	stop     func() bool // the one timer, to the next moment; nil if nothing is to come
	alarms   int         // how many timers were started, for tests
}

// reminding is how the person wants to be reminded.
func (u *App) reminding() page.Reminding {
	p := u.app.Preferences()
	return page.Reminding{On: p.Bool(prefRemind), Titles: p.Bool(prefRemindTitles), Plans: p.Bool(prefRemindPlans)}
}

func (u *App) setReminding(r page.Reminding) {
	p := u.app.Preferences()
	p.SetBool(prefRemind, r.On)
	p.SetBool(prefRemindTitles, r.Titles)
	p.SetBool(prefRemindPlans, r.Plans)
	if !r.On {
		p.RemoveValue(prefRemindTimes)
	}
	u.followReminders()
}

// followReminders takes in the reminders as they are now: it starts the one timer, and gives the plain
// times to the preferences and to the timer of the system, if these are on.
func (u *App) followReminders() {
	r := u.reminding()
	u.reminders.schedule.Set(u.toRemind(r))
	if w := u.open; w != nil && !w.journal().Meta().Sample {
		times := state.ReminderTimes(w.journal())
		if plain := state.PlainTimes(times); r.On && plain != u.app.Preferences().String(prefRemindTimes) {
			u.app.Preferences().SetString(prefRemindTimes, plain)
		}
		if timer := u.options.UserTimer; timer.IsOn() {
			u.tasks.Work(func(ctx context.Context) error { return timer.Update(ctx, times) }, func(err error) {
				if err != nil && !errors.Is(err, usertimer.ErrNotStarted) && u.open == w {
					w.fail(err)
				}
			})
		}
	}
	u.startAlarm()
}

// toRemind lists what the window itself is to remind of. What the timer of the system says is left to
// that.
func (u *App) toRemind(r page.Reminding) []reminding.Item {
	if !r.On || u.note != nil {
		return nil
	}
	var items []reminding.Item
	system := u.options.UserTimer.IsOn()
	if u.open == nil {
		for _, t := range state.ReadPlainTimes(u.app.Preferences().String(prefRemindTimes)) {
			if !system {
				items = append(items, reminding.Item{ID: t.String(), Weekly: t})
			}
		}
		return items
	}
	j := u.open.journal()
	for _, reminder := range j.Reminders() {
		if !system {
			items = append(items, reminding.Item{ID: reminderItem + string(reminder.ID), Weekly: reminder.When})
		}
	}
	if r.Plans {
		now := j.Now()
		for _, e := range state.PlansBetween(j, now, now.Add(plansAhead)) {
			items = append(items, reminding.Item{ID: planItem + string(e.ID), At: e.Time.Add(-beforePlan)})
		}
	}
	return items
}

// What the ids of items begin with while a journal is open.
const (
	reminderItem = "reminder "
	planItem     = "plan "
)

// startAlarm starts the timer to the next moment, in place of the one before. The beat by which the
// window looks for a person who has left notices a sleep or another clock.
func (u *App) startAlarm() {
	if u.reminders.stop != nil {
		u.reminders.stop()
		u.reminders.stop = nil
	}
	now := u.options.clock()()
	next := u.reminders.schedule.Next(now)
	if next.IsZero() || u.tasks.ctx.Err() != nil {
		return
	}
	u.reminders.alarms++
	u.reminders.stop = time.AfterFunc(next.Sub(now.Round(0)), func() { u.tasks.onThread(u.remind) }).Stop
}

// remind shows what is due. It costs a comparison where nothing is.
func (u *App) remind() {
	due := u.reminders.schedule.Due(u.options.clock()())
	if len(due) == 0 {
		return
	}
	var shown []string
	for _, item := range due {
		note, show := u.noteOf(item), u.options.notifier()
		if !slices.Contains(shown, note.Words) { // two at one moment say the same once
			shown = append(shown, note.Words)
			u.tasks.Work(func(ctx context.Context) error { return show(ctx, note) }, func(error) {}) // a desktop without them was chosen by hand
		}
	}
	u.followReminders()
}

// noteOf is the notification of an item: a neutral sentence, unless the person wants more and the
// journal is open.
func (u *App) noteOf(item reminding.Item) notify.Note {
	note := notify.Note{Words: wording.Say("time-to-write"), Open: wording.Say("open-enactive"), Opened: func() { u.Raise("") }}
	w := u.open
	if w == nil {
		return note
	}
	titles := u.reminding().Titles
	if id, ok := cutPrefix(item.ID, planItem); ok {
		note.Words = wording.Say("time-for-what-you-planned")
		if e, ok := w.journal().Entry(journal.EntryID(id)); ok && titles && e.Title != "" {
			note.Words = e.Title
		}
		note.Opened = u.raised(w, func() { w.openPlan(journal.EntryID(id)) })
		return note
	}
	id, _ := cutPrefix(item.ID, reminderItem)
	if r, ok := w.journal().Reminder(journal.ReminderID(id)); ok && titles {
		note.Words = state.ReminderWords(&r)
	}
	note.Opened = u.raised(w, func() {
		if u.window.Canvas().Overlays().Top() == nil {
			w.openQuick()
		}
	})
	return note
}

func cutPrefix(id, kind string) (string, bool) {
	if len(id) > len(kind) && id[:len(kind)] == kind {
		return id[len(kind):], true
	}
	return "", false
}

// raised brings the window to the front and then does something in the journal that was open, if it
// still is.
func (u *App) raised(w *mainWindow, do func()) func() {
	return func() {
		u.Raise("")
		u.tasks.onThread(func() {
			if u.open == w {
				do()
			}
		})
	}
}

// openPlan asks how a plan went once its time has come, and shows it before.
func (w *mainWindow) openPlan(id journal.EntryID) {
	e, ok := w.journal().Entry(id)
	if !ok || w.app.window.Canvas().Overlays().Top() != nil {
		return
	}
	if e.Type == journal.Plan && !e.Time.After(w.journal().Now()) {
		w.editEntry(state.Completed(w.journal(), e))
		return
	}
	w.openEntry(id)
}

func (h pageHost) ShowReminders() { h.w.show(pageReminders) }

func (h pageHost) Reminding() page.Reminding     { return h.w.app.reminding() }
func (h pageHost) SetReminding(r page.Reminding) { h.w.app.setReminding(r) }

func (h pageHost) TryNotification(ctx context.Context) error {
	u := h.w.app
	return u.options.notifier()(ctx, notify.Note{Words: wording.Say("time-to-write"), Open: wording.Say("open-enactive"), Opened: func() { u.Raise("") }})
}

// UserTimer is the timer of the system: what there is, or would be.
func (h pageHost) UserTimer() page.UserTimer {
	timer, words := h.w.app.options.UserTimer, wording.Say("time-to-write")
	if !h.w.app.options.hasTimers() || h.w.journal().Meta().Sample {
		return page.UserTimer{}
	}
	return page.UserTimer{CanBe: true, On: timer.IsOn(), Files: timer.Files(),
		Contents: usertimer.Service(h.w.app.options.Remind, words) + "\n" + usertimer.Schedule(words, state.ReminderTimes(h.w.journal()))}
}

// SetUserTimer writes the files of the timer or removes them.
func (h pageHost) SetUserTimer(ctx context.Context, on bool) (commands []string, err error) {
	u := h.w.app
	timer := u.options.UserTimer
	if on {
		err, commands = timer.On(ctx, u.options.Remind, wording.Say("time-to-write"), state.ReminderTimes(h.w.journal())), usertimer.StartCommands()
	} else {
		err, commands = timer.Off(ctx), usertimer.StopCommands()
	}
	u.tasks.onThread(u.followReminders)
	if errors.Is(err, usertimer.ErrNotStarted) {
		return commands, nil
	}
	return nil, err
}

// notifier shows notifications.
func (o Options) notifier() func(context.Context, notify.Note) error {
	if o.Notify != nil {
		return o.Notify
	}
	return notify.Show
}

// hasTimers reports whether the system has timers of systemd.
func (o Options) hasTimers() bool {
	return runtime.GOOS == "linux" && o.UserTimer.Folder != "" && len(o.Remind) > 0
}
