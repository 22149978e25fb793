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
		p.body.Objects = []fyne.CanvasObject{own.Title("Safety"), p.locking(), p.backups(status, backups, bad), p.copies(), p.computer()}
		p.body.Refresh()
	})
}

// minuteChoices are after how long without a touch a journal may be locked.
var minuteChoices = []choice[int]{{1, "1 minute"}, {5, "5 minutes"}, {15, "15 minutes"}, {60, "1 hour"}, {0, "Never"}}

func (p *Safety) locking() fyne.CanvasObject {
	change := own.NewButton(own.Plain, "Change passphrase", nil, p.change)
	if !p.guard.Protected() {
		change = own.NewButton(own.Primary, "Add a passphrase", nil, p.change)
		return own.NewCard(own.Flow(theme.Unit, own.Subtitle("Passphrase"),
			own.Paragraph("This journal has none: whoever can use this computer, or takes it away, can read it."), own.Line(change)), nil)
	}
	lock := own.NewButton(own.Plain, "Lock now (Ctrl+L)", nil, p.guard.Lock)
	remove := own.NewButton(own.Silent, "Remove passphrase", nil, p.remove)
	words := "There are none yet. Twelve words on paper open the journal when the passphrase is forgotten."
	draw := "Make recovery words"
	if p.desk.Journal.HasRecovery() {
		words = "There are some. They are kept nowhere but on your paper, so they cannot be shown again."
		draw = "Make new ones"
	}
	recovery := own.NewButton(own.Plain, draw, nil, p.Recovery)
	return own.NewCard(own.Flow(theme.Unit, own.Subtitle("Passphrase and lock"),
		own.Labelled("Lock when nothing was touched for", "It is also locked when the computer sleeps or its screen is locked. What you are writing is sealed and comes back.",
			oneOf(minuteChoices, p.guard.Minutes(), p.guard.SetMinutes)),
		own.Wrap(lock, change, remove),
		own.Labelled("Recovery words", words, container.NewHBox(recovery))), nil)
}

func (p *Safety) backups(s backup.Status, all []backup.Backup, bad error) fyne.CanvasObject {
	folder := p.desk.Journal.Folder()
	last := "None yet. One is made by itself when you close or lock the journal after writing."
	if len(all) > 0 {
		var size int64
		for _, b := range all {
			size += b.Size
		}
		last = fmt.Sprintf("The last one is of %s. There are %s, %s in all.", p.moment(all[0].Time), wording.Count(len(all), "{{.N}} backup", "{{.N}} backups"), bytesOf(size))
	}
	if bad != nil {
		last = Sentence(bad)
	}
	box := own.Flow(theme.Unit, own.Subtitle("Backups"), own.Paragraph(last),
		own.Caption("In "+backup.Folder(folder)+". They are sealed like the journal, and each was read back in full before it counted. A backup opens with the passphrase of its day."))
	if s.Failed != nil {
		box.Add(own.Paragraph("A backup failed on " + p.moment(s.Failed.Time) + ". " + whole(s.Failed.Text)))
	}
	now := own.NewButton(own.Plain, "Make one now", nil, func() {
		p.backUp(func(ctx context.Context) error { _, err := backup.Make(ctx, p.desk.Journal); return err }, "The backup is made, and was read back.")
	})
	if s.Second != "" {
		stop := own.NewButton(own.Silent, "Stop", nil, func() {
			p.backUp(func(context.Context) error { return backup.StopSecond(p.desk.Journal) }, "Backups go into the journal's own folder alone now. Those in the other one stay there.")
		})
		box.Add(own.Labelled("A second folder", "Every backup goes into "+s.Second+" too.", container.NewHBox(stop)))
	} else {
		p.second.SetPlaceHolder("a folder on a stick or another disk")
		use := own.NewButton(own.Plain, "Use it", nil, func() {
			to := p.second.Text
			p.backUp(func(ctx context.Context) error { return backup.UseSecond(ctx, p.desk.Journal, to) }, "Every backup goes there too from now on; the first is made.")
		})
		box.Add(own.Labelled("A second folder", "A journal that lies in one place alone is lost with that place.", container.NewBorder(nil, nil, nil, use, p.second)))
	}
	box.Add(p.said)
	box.Add(container.NewHBox(now))
	return own.NewCard(box, nil)
}

func (p *Safety) backUp(do func(context.Context) error, done string) {
	if p.busy {
		return
	}
	p.busy = true
	own.SetText(p.said, "Working on it …")
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
	words := "Every entry is on the disk twice, sealed in two different ways, before it counts as saved; either copy rebuilds the other."
	if files, err := j.Quarantined(); err == nil && len(files) > 0 {
		words += fmt.Sprintf(" %s put aside in quarantine/ in the journal's folder.", wording.Count(len(files), "{{.N}} damaged file was", "{{.N}} damaged files were"))
	}
	if p.last != nil {
		own.SetText(p.checked, p.verdict())
	} else {
		own.SetText(p.checked, "Not checked since the journal was opened; opening it is a check of its own.")
	}
	check := own.NewButton(own.Plain, "Check everything now", nil, p.check)
	return own.NewCard(own.Flow(theme.Unit, own.Subtitle("The two copies"), own.Paragraph(words), p.checked, container.NewHBox(check)), nil)
}

func (p *Safety) verdict() string {
	at := p.moment(p.at)
	if len(p.last.Faults) == 0 {
		return fmt.Sprintf("Checked %s: all %d records are well, in both copies.", at, p.last.Records)
	}
	said := "Checked " + at + ":"
	for _, fault := range p.last.Faults {
		said += " " + whole(fault)
	}
	return said + " Close the journal and open it again: that mends what can be mended."
}

func (p *Safety) check() {
	if p.busy {
		return
	}
	p.busy = true
	own.SetText(p.checked, "Reading everything …")
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
	swap := map[lockdown.Swap]string{
		lockdown.SwapNone:      "This computer has no swap: memory does not go to the disk.",
		lockdown.SwapMemory:    "Swap is compressed memory: it is gone without power.",
		lockdown.SwapEncrypted: "Swap is encrypted on the disk.",
		lockdown.SwapPlain:     "Swap may put what you read here on the disk in clear. Encrypt the disk, or turn swap off.",
		lockdown.SwapUnknown:   "Whether memory goes to the disk in clear cannot be told on this system.",
	}
	kind := lockdown.SwapNow()
	return own.NewCard(own.Flow(theme.Unit/2, own.Subtitle("This computer"),
		line(now.NetworkDenied, "The system refuses this program every network connection.", "This system offers no way to refuse the program the network. It opens no connection all the same."),
		line(now.NoCoreDumps, "A crash leaves no picture of the memory on the disk.", "A crash may leave a picture of the memory on the disk."),
		line(now.Unreadable, "Other programs of yours cannot look into its memory.", "Other programs of yours may look into its memory."),
		own.NewFact(kind != lockdown.SwapPlain && kind != lockdown.SwapUnknown, swap[kind])), nil)
}

// moment writes a time in the person's own zone.
func (p *Safety) moment(t time.Time) string {
	return t.In(p.desk.Journal.Now().Location()).Format("2 January 2006 at 15:04")
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
