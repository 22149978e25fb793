package page

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/lockdown"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// safetyHost is what the page about safety asks of the window.
type safetyHost interface {
	nativeChooser
	journalHost
	timer
	fileWriter
	printer
	locker
	backups
	// Check reads everything in both copies of the journal.
	Check(context.Context) (state.Check, error)
}

// locker is the lock of the journal.
type locker interface {
	// Protected reports whether the journal has a passphrase, Knows whether a text is it.
	Protected() bool
	Knows(passphrase string) bool
	// ChangePassphrase changes the key of the journal; an empty text means no passphrase. Every
	// entry is sealed again with new keys, unless keepKeys. SetPassphrase records the change.
	ChangePassphrase(ctx context.Context, text string, keepKeys bool) error
	SetPassphrase(text string)
	// LockMinutes is after how long without a touch the journal is locked; 0 is never.
	LockMinutes() int
	SetLockMinutes(int)
	Lock()
}

// backups are the backups of the journal.
type backups interface {
	Backups() (state.Backups, error)
	BackUp(context.Context) error
	// UseSecondFolder puts every backup into another folder as well, StopSecondFolder no longer.
	UseSecondFolder(ctx context.Context, folder string) error
	StopSecondFolder() error
	// BackedUp has the window look again whether a backup is missing.
	BackedUp()
}

// printer prints files and removes them afterwards.
type printer interface {
	printing
	RemoveFile(path string) error
}

// Safety shows passphrase, recovery words, backups and copies, with the tools to change them.
type Safety struct {
	host safetyHost
	body *fyne.Container

	second    *input.Field
	status    *prose.Label // of backups
	checked   *prose.Label
	last      *state.Check
	checkedAt time.Time // of the last check
	busy      bool
	then      func() // what follows the recovery words as the last step of the beginning; nil otherwise
}

// NewSafety makes the page; Refresh fills it.
func NewSafety(host safetyHost) *Safety {
	return &Safety{host: host, body: arrange.Flow(2 * theme.Unit), second: input.NewField(), status: prose.Paragraph(""), checked: prose.Paragraph("")}
}

// Object is the page itself.
func (p *Safety) Object() fyne.CanvasObject {
	return scrolled(arrange.Column(theme.PageWidth, p.body))
}

// Refresh shows how things are now.
func (p *Safety) Refresh() {
	var known state.Backups
	var bad error
	p.host.Work(func(context.Context) error {
		known, bad = p.host.Backups()
		return nil
	}, func(error) {
		p.body.Objects = []fyne.CanvasObject{prose.Title(wording.Say("safety")), settingCards(p.locking(), p.backups(known, bad), p.copies(), p.computer())}
		p.body.Refresh()
	})
}

// minuteChoices are after how long without a touch a journal may be locked.
func minuteChoices() []choice[int] {
	minutes := func(n int) choice[int] { return choice[int]{n, wording.Count(n, "n-minutes")} }
	return []choice[int]{minutes(1), minutes(5), minutes(15), {60, wording.Say("1-hour")}, {0, wording.Say("never")}}
}

func (p *Safety) locking() fyne.CanvasObject {
	change := control.NewButton(control.Plain, wording.Say("change-passphrase"), nil, p.change)
	if !p.host.Protected() {
		change = control.NewButton(control.Primary, wording.Say("add-a-passphrase"), nil, p.change)
		return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("passphrase")),
			prose.Paragraph(wording.Say("this-journal-has-none-anyone-who-can")), arrange.Line(change)), nil)
	}
	lock := control.NewButton(control.Plain, wording.Say("lock-now-ctrl-l"), nil, p.host.Lock)
	remove := control.NewButton(control.Silent, wording.Say("remove-passphrase"), nil, p.remove)
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("passphrase-and-lock")),
		input.Labelled(wording.Say("lock-after-inactivity"), wording.Say("the-journal-is-also-locked-when"),
			oneOf(minuteChoices(), p.host.LockMinutes(), p.host.SetLockMinutes)),
		arrange.Wrap(lock, change, remove),
		p.recovery()), nil)
}

func (p *Safety) backups(s state.Backups, bad error) fyne.CanvasObject {
	last := wording.Say("none-yet-a-backup-is-made-automatically")
	if s.Count > 0 {
		last = wording.Count(s.Count, "the-latest-one-is-from-when-there-are-n",
			wording.V{"When": p.moment(s.Last), "Size": bytesOf(s.Size)})
	}
	if bad != nil {
		last = problem.Sentence(bad)
	}
	box := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("backups")), prose.Paragraph(last),
		prose.Caption(wording.Say("in-folder-they-are-sealed-like", wording.V{"Folder": s.Folder})))
	if s.Failed != nil {
		box.Add(prose.Paragraph(wording.Sentences(wording.Say("a-backup-failed-on-when", wording.V{"When": p.moment(s.Failed.Time)}), problem.Whole(s.Failed.Text))))
	}
	now := control.NewButton(control.Plain, wording.Say("make-one-now"), nil, p.BackUpNow)
	if s.Second != "" {
		stop := control.NewButton(control.Silent, wording.Say("stop"), nil, func() {
			p.backUp(func(context.Context) error { return p.host.StopSecondFolder() }, wording.Say("backups-now-go-only-into-the-journals"))
		})
		box.Add(input.Labelled(wording.Say("a-second-folder"), wording.Say("every-backup-goes-into-folder-too", wording.V{"Folder": s.Second}), container.NewHBox(stop)))
	} else {
		p.second.SetPlaceHolder(wording.Say("a-folder-on-a-usb-stick-or-another-disk"))
		use := control.NewButton(control.Plain, wording.Say("use-it"), nil, func() {
			to := p.second.Text
			p.backUp(func(ctx context.Context) error { return p.host.UseSecondFolder(ctx, to) }, wording.Say("from-now-on-every-backup-goes-there-too"))
		})
		box.Add(input.Labelled(wording.Say("a-second-folder"), wording.Say("a-journal-kept-in-only-one-place"), container.NewBorder(nil, nil, nil, use, p.second)))
	}
	box.Add(p.status)
	box.Add(container.NewHBox(now))
	return surface.NewCard(box, nil)
}

// BackUpNow makes a backup and reports the result.
func (p *Safety) BackUpNow() {
	p.backUp(p.host.BackUp, wording.Say("the-backup-was-made-and-read-back"))
}

func (p *Safety) backUp(do func(context.Context) error, done string) {
	if p.busy {
		return
	}
	p.busy = true
	p.status.SetText(wording.Say("working-on-it"))
	p.host.Work(do, func(err error) {
		p.busy = false
		p.status.SetText(done)
		if err != nil {
			p.status.SetText(problem.Sentence(err))
		}
		p.host.BackedUp()
		p.Refresh()
	})
}

// copies shows the state of the journal's two copies, and checks them.
func (p *Safety) copies() fyne.CanvasObject {
	j := p.host.Journal()
	words := wording.Say("every-entry-is-on-the-disk-twice-sealed")
	if files, err := j.Quarantined(); err == nil && len(files) > 0 {
		words = wording.Sentences(words, wording.Count(len(files), "n-damaged-files-were-put-aside"))
	}
	if p.last != nil {
		p.checked.SetText(p.verdict())
	} else {
		p.checked.SetText(wording.Say("not-checked-since-the-journal-was"))
	}
	check := control.NewButton(control.Plain, wording.Say("check-everything-now"), nil, p.Check)
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("the-two-copies")), prose.Paragraph(words), p.checked, container.NewHBox(check)), nil)
}

func (p *Safety) verdict() string {
	at := p.moment(p.checkedAt)
	if len(p.last.Faults) == 0 {
		return wording.Say("checked-when-all-n-records-are-intact", wording.V{"When": at, "N": p.last.Records})
	}
	said := []string{wording.Say("checked-when", wording.V{"When": at})}
	for _, fault := range p.last.Faults {
		said = append(said, problem.Whole(fault))
	}
	return wording.Sentences(append(said, wording.Say("close-the-journal-and-open-it-again"))...)
}

// Check reads everything in both copies and reports the result.
func (p *Safety) Check() {
	if p.busy {
		return
	}
	p.busy = true
	p.checked.SetText(wording.Say("reading-everything"))
	var report state.Check
	p.host.Work(func(ctx context.Context) (err error) {
		report, err = p.host.Check(ctx)
		return err
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.checked.SetText(problem.Sentence(err))
			return
		}
		p.last, p.checkedAt = &report, p.host.Journal().Now()
		p.checked.SetText(p.verdict())
	})
}

// computer describes the protections of the system.
func (p *Safety) computer() fyne.CanvasObject {
	now := lockdown.Now()
	line := func(good bool, yes, no string) fyne.CanvasObject {
		if good {
			return surface.NewFact(true, yes)
		}
		return surface.NewFact(false, no)
	}
	swap := map[lockdown.Swap]wording.Text{
		lockdown.SwapNone:      wording.Text("this-computer-has-no-swap-memory-is-not"),
		lockdown.SwapMemory:    wording.Text("swap-is-compressed-memory-it-is-gone"),
		lockdown.SwapEncrypted: wording.Text("swap-is-encrypted-on-the-disk"),
		lockdown.SwapPlain:     wording.Text("swap-may-write-what-you-read-here"),
		lockdown.SwapUnknown:   wording.Text("on-this-system-it-is-not-possible"),
	}
	kind := lockdown.SwapNow()
	return surface.NewCard(arrange.Flow(theme.Unit/2, prose.Subtitle(wording.Say("this-computer")),
		line(now.NetworkDenied, wording.Say("the-system-denies-this-program-every"), wording.Say("this-system-offers-no-way-to-deny")),
		line(now.NoCoreDumps, wording.Say("a-crash-leaves-no-copy-of-the-memory"), wording.Say("a-crash-may-leave-a-copy-of-the-memory")),
		line(now.Unreadable, wording.Say("your-other-programs-cannot-read-this"), wording.Say("your-other-programs-may-be-able-to-read")),
		surface.NewFact(kind != lockdown.SwapPlain && kind != lockdown.SwapUnknown, swap[kind].String())), nil)
}

// moment writes a time in the person's own zone.
func (p *Safety) moment(t time.Time) string {
	return wording.Moment(t.In(p.host.Journal().Now().Location()))
}

// bytesOf writes a size for people.
func bytesOf(n int64) string {
	switch {
	case n < 1<<20:
		return wording.Say("size-in-kilobytes", wording.V{"Number": wording.Number(float64((n+1023)>>10), 0)})
	case n < 1<<30:
		return wording.Say("size-in-megabytes", wording.V{"Number": wording.Number(float64(n)/(1<<20), 1)})
	}
	return wording.Say("size-in-gigabytes", wording.V{"Number": wording.Number(float64(n)/(1<<30), 1)})
}
