package page

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/backup"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/lockdown"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Guard is what the window knows of the lock, for the page about safety.
type Guard struct {
	// Protected is whether the journal has a passphrase.
	Protected func() bool
	// Minutes is after how long without a touch the journal is locked; 0 is never.
	Minutes    func() int
	SetMinutes func(int)
	Lock       func()
	// Knows reports whether a text is the passphrase with which the journal was opened.
	Knows func(passphrase string) bool
	// Rekeyed notes a new passphrase; an empty one is none.
	Rekeyed func(passphrase string)
	// BackedUp has the window look again whether a backup is missing.
	BackedUp func()
}

// Safety shows what keeps the journal safe, and lets it be changed.
type Safety struct {
	desk  *Desk
	guard Guard
	body  *fyne.Container

	second  *own.Field
	said    *own.Words // of backups
	checked *own.Words
	last    *vault.Report
	at      time.Time // of the last check
	busy    bool
	first   bool // recovery words are made as a step of the beginning
}

// NewSafety makes the page; Refresh fills it.
func NewSafety(d *Desk, g Guard) *Safety {
	return &Safety{desk: d, guard: g, body: own.Flow(2 * theme.Unit), second: own.NewField(), said: own.Paragraph(""), checked: own.Paragraph("")}
}

// Object is the page itself.
func (p *Safety) Object() fyne.CanvasObject {
	return scrolled(own.Column(theme.ReadingWidth, p.body))
}

// Refresh shows how things are now.
func (p *Safety) Refresh() {
	var status backup.Status
	var backups []backup.Backup
	var bad error
	p.desk.Work(func(context.Context) (err error) {
		if status, bad = backup.StatusOf(p.desk.Journal.Folder()); bad != nil {
			return nil
		}
		backups, bad = backup.List(p.desk.Journal.Folder())
		return nil
	}, func(error) {
		p.body.Objects = []fyne.CanvasObject{own.Title(wording.Say("Safety")), p.locking(), p.backups(status, backups, bad), p.copies(), p.computer()}
		p.body.Refresh()
	})
}

// minuteChoices are after how long without a touch a journal may be locked.
func minuteChoices() []choice[int] {
	minutes := func(n int) choice[int] { return choice[int]{n, wording.Count(n, "{{.N}} minute", "{{.N}} minutes")} }
	return []choice[int]{minutes(1), minutes(5), minutes(15), {60, wording.Say("1 hour")}, {0, wording.Say("Never")}}
}

func (p *Safety) locking() fyne.CanvasObject {
	change := own.NewButton(own.Plain, wording.Say("Change passphrase"), nil, p.change)
	if !p.guard.Protected() {
		change = own.NewButton(own.Primary, wording.Say("Add a passphrase"), nil, p.change)
		return own.NewCard(own.Flow(theme.Unit, own.Subtitle(wording.Say("Passphrase")),
			own.Paragraph(wording.Say("This journal has none: whoever can use this computer, or takes it away, can read it.")), own.Line(change)), nil)
	}
	lock := own.NewButton(own.Plain, wording.Say("Lock now (Ctrl+L)"), nil, p.guard.Lock)
	remove := own.NewButton(own.Silent, wording.Say("Remove passphrase"), nil, p.remove)
	return own.NewCard(own.Flow(theme.Unit, own.Subtitle(wording.Say("Passphrase and lock")),
		own.Labelled(wording.Say("Lock when nothing was touched for"), wording.Say("It is also locked when the computer sleeps or its screen is locked. What you are writing is sealed and comes back."),
			oneOf(minuteChoices(), p.guard.Minutes(), p.guard.SetMinutes)),
		own.Wrap(lock, change, remove),
		p.recovery()), nil)
}

func (p *Safety) backups(s backup.Status, all []backup.Backup, bad error) fyne.CanvasObject {
	folder := p.desk.Journal.Folder()
	last := wording.Say("None yet. One is made by itself when you close or lock the journal after writing.")
	if len(all) > 0 {
		var size int64
		for _, b := range all {
			size += b.Size
		}
		last = wording.Count(len(all), "The last one is of {{.When}}. There is {{.N}} backup, {{.Size}} in all.", "The last one is of {{.When}}. There are {{.N}} backups, {{.Size}} in all.",
			wording.V{"When": p.moment(all[0].Time), "Size": bytesOf(size)})
	}
	if bad != nil {
		last = Sentence(bad)
	}
	box := own.Flow(theme.Unit, own.Subtitle(wording.Say("Backups")), own.Paragraph(last),
		own.Caption(wording.Say("In {{.Folder}}. They are sealed like the journal, and each was read back in full before it counted. A backup opens with the passphrase of its day.", wording.V{"Folder": backup.Folder(folder)})))
	if s.Failed != nil {
		box.Add(own.Paragraph(wording.Sentences(wording.Say("A backup failed on {{.When}}.", wording.V{"When": p.moment(s.Failed.Time)}), whole(s.Failed.Text))))
	}
	now := own.NewButton(own.Plain, wording.Say("Make one now"), nil, p.BackUpNow)
	if s.Second != "" {
		stop := own.NewButton(own.Silent, wording.Say("Stop"), nil, func() {
			p.backUp(func(context.Context) error { return backup.StopSecond(p.desk.Journal) }, wording.Say("Backups go into the journal's own folder alone now. Those in the other one stay there."))
		})
		box.Add(own.Labelled(wording.Say("A second folder"), wording.Say("Every backup goes into {{.Folder}} too.", wording.V{"Folder": s.Second}), container.NewHBox(stop)))
	} else {
		p.second.SetPlaceHolder(wording.Say("a folder on a stick or another disk"))
		use := own.NewButton(own.Plain, wording.Say("Use it"), nil, func() {
			to := p.second.Text
			p.backUp(func(ctx context.Context) error { return backup.UseSecond(ctx, p.desk.Journal, to) }, wording.Say("Every backup goes there too from now on; the first is made."))
		})
		box.Add(own.Labelled(wording.Say("A second folder"), wording.Say("A journal that lies in one place alone is lost with that place."), container.NewBorder(nil, nil, nil, use, p.second)))
	}
	box.Add(p.said)
	box.Add(container.NewHBox(now))
	return own.NewCard(box, nil)
}

// BackUpNow makes a backup and tells how that went.
func (p *Safety) BackUpNow() {
	p.backUp(func(ctx context.Context) error { _, err := backup.Make(ctx, p.desk.Journal); return err }, wording.Say("The backup is made, and was read back."))
}

func (p *Safety) backUp(do func(context.Context) error, done string) {
	if p.busy {
		return
	}
	p.busy = true
	own.SetText(p.said, wording.Say("Working on it …"))
	p.desk.Work(do, func(err error) {
		p.busy = false
		own.SetText(p.said, done)
		if err != nil {
			own.SetText(p.said, Sentence(err))
		}
		p.guard.BackedUp()
		p.Refresh()
	})
}

// copies tells of the two copies of the journal, and checks them.
func (p *Safety) copies() fyne.CanvasObject {
	j := p.desk.Journal
	words := wording.Say("Every entry is on the disk twice, sealed in two different ways, before it counts as saved; either copy rebuilds the other.")
	if files, err := j.Quarantined(); err == nil && len(files) > 0 {
		words = wording.Sentences(words, wording.Count(len(files), "{{.N}} damaged file was put aside in quarantine/ in the journal's folder.", "{{.N}} damaged files were put aside in quarantine/ in the journal's folder."))
	}
	if p.last != nil {
		own.SetText(p.checked, p.verdict())
	} else {
		own.SetText(p.checked, wording.Say("Not checked since the journal was opened; opening it is a check of its own."))
	}
	check := own.NewButton(own.Plain, wording.Say("Check everything now"), nil, p.Check)
	return own.NewCard(own.Flow(theme.Unit, own.Subtitle(wording.Say("The two copies")), own.Paragraph(words), p.checked, container.NewHBox(check)), nil)
}

func (p *Safety) verdict() string {
	at := p.moment(p.at)
	if len(p.last.Faults) == 0 {
		return wording.Say("Checked {{.When}}: all {{.N}} records are well, in both copies.", wording.V{"When": at, "N": p.last.Records})
	}
	said := []string{wording.Say("Checked {{.When}}:", wording.V{"When": at})}
	for _, fault := range p.last.Faults {
		said = append(said, whole(fault))
	}
	return wording.Sentences(append(said, wording.Say("Close the journal and open it again: that mends what can be mended."))...)
}

// Check reads everything in both copies and tells what it found.
func (p *Safety) Check() {
	if p.busy {
		return
	}
	p.busy = true
	own.SetText(p.checked, wording.Say("Reading everything …"))
	var report vault.Report
	p.desk.Work(func(ctx context.Context) (err error) {
		report, err = p.desk.Journal.Check(ctx)
		return err
	}, func(err error) {
		p.busy = false
		if err != nil {
			own.SetText(p.checked, Sentence(err))
			return
		}
		p.last, p.at = &report, p.desk.Journal.Now()
		own.SetText(p.checked, p.verdict())
	})
}

// computer tells what the system does for the journal, and what it does not.
func (p *Safety) computer() fyne.CanvasObject {
	now := lockdown.Now()
	line := func(good bool, yes, no string) fyne.CanvasObject {
		if good {
			return own.NewFact(true, yes)
		}
		return own.NewFact(false, no)
	}
	swap := map[lockdown.Swap]wording.Text{
		lockdown.SwapNone:      wording.Text("This computer has no swap: memory does not go to the disk."),
		lockdown.SwapMemory:    wording.Text("Swap is compressed memory: it is gone without power."),
		lockdown.SwapEncrypted: wording.Text("Swap is encrypted on the disk."),
		lockdown.SwapPlain:     wording.Text("Swap may put what you read here on the disk in clear. Encrypt the disk, or turn swap off."),
		lockdown.SwapUnknown:   wording.Text("Whether memory goes to the disk in clear cannot be told on this system."),
	}
	kind := lockdown.SwapNow()
	return own.NewCard(own.Flow(theme.Unit/2, own.Subtitle(wording.Say("This computer")),
		line(now.NetworkDenied, wording.Say("The system refuses this program every network connection."), wording.Say("This system offers no way to refuse the program the network. It opens no connection all the same.")),
		line(now.NoCoreDumps, wording.Say("A crash leaves no picture of the memory on the disk."), wording.Say("A crash may leave a picture of the memory on the disk.")),
		line(now.Unreadable, wording.Say("Other programs of yours cannot look into its memory."), wording.Say("Other programs of yours may look into its memory.")),
		own.NewFact(kind != lockdown.SwapPlain && kind != lockdown.SwapUnknown, swap[kind].String())), nil)
}

// moment writes a time in the person's own zone.
func (p *Safety) moment(t time.Time) string {
	return wording.Moment(t.In(p.desk.Journal.Now().Location()))
}

// bytesOf writes a size for people.
func bytesOf(n int64) string {
	switch {
	case n < 1<<20:
		return fmt.Sprintf("%d KB", (n+1023)>>10)
	case n < 1<<30:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
}
