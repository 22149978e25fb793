package page

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// machinesHost is what the card of another computer asks of the window.
type machinesHost interface {
	journalHost
	timer
	documents
	nativeChooser
	machines
}

// machines carries the journal to another computer and back.
type machines interface {
	// SealedSuffix ends the names of sealed files.
	SealedSuffix() string
	// WriteSealed writes the whole journal into a sealed file.
	WriteSealed(ctx context.Context, path string, progress func(written int64)) (journal.Sealed, error)
	// TakeIn takes in what another computer has. locked reports that the passphrase or the recovery words of the
	// journal that made the file are needed, or others.
	TakeIn(ctx context.Context, path, secret string) (t journal.Taken, locked bool, err error)
}

// machinesCard takes the journal to another computer, and takes in what comes from there.
type machinesCard struct {
	host    machinesHost
	status  *prose.Label
	doubles *fyne.Container // the way to texts of two versions, if there are any
	card    fyne.CanvasObject
	first   *control.Button // of the card
	reveal  func()          // has the card in sight
	taken   *taken          // what came last, while it is said
}

// taken is what came from a file.
type taken struct {
	file string
	what journal.Taken
}

func (t *taken) String() string {
	return strings.Join(append([]string{wording.Say("file-was-taken-in", wording.V{"File": t.file})}, describe.Taken(t.what)...), "\n")
}

func newMachinesCard(host machinesHost) *machinesCard {
	return &machinesCard{host: host, status: prose.Paragraph(""), doubles: container.NewStack(), reveal: func() {}}
}

func (c *machinesCard) object() fyne.CanvasObject {
	c.first = control.NewButton(control.Plain, wording.Say("write-a-sealed-file"), nil, c.askWrite)
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("another-computer")),
		prose.Paragraph(wording.Say("use-the-journal-on-two-computers")),
		settingRow(wording.Say("take-to-another-computer"), wording.Say("take-to-another-computer-why"), arrange.Wrap(c.first)))
	if isWritable(c.host) {
		from := control.NewButton(control.Plain, wording.Say("choose-a-sealed-file"), nil, c.chooseFile)
		body.Add(settingLine())
		body.Add(settingRow(wording.Say("take-in-from-another-computer"), wording.Say("take-in-from-another-computer-why"), arrange.Wrap(from)))
	}
	c.refresh()
	body.Add(c.doubles)
	body.Add(c.status)
	c.card = surface.NewCard(body, nil)
	return c.card
}

// chooseFile has a person choose the file to take in.
func (c *machinesCard) chooseFile() { chooseFile(c.host, func(path string) { c.takeIn(path, "") }) }

// refresh offers to choose among texts of two versions, if there are any.
func (c *machinesCard) refresh() {
	c.doubles.Objects = nil
	n := len(c.host.Journal().Doubles())
	if n == 0 && c.taken != nil && c.taken.what.Doubles > 0 { // they are chosen
		c.taken.what.Doubles = 0
		c.status.SetText(c.taken.String())
	}
	if n > 0 && isWritable(c.host) {
		choose := control.NewButton(control.Primary, wording.Say("choose-versions"), nil, func() { chooseVersion(c.host, c.host.Journal().Doubles()) })
		c.doubles.Objects = []fyne.CanvasObject{arrange.Flow(theme.Unit, settingLine(), settingRow(wording.Count(n, "n-texts-have-two-versions"), "", arrange.Wrap(choose)))}
	}
	c.doubles.Refresh()
}

// askWrite asks where to write a sealed file.
func (c *machinesCard) askWrite() {
	path := input.NewField()
	path.SetText(filepath.Join(c.host.Documents(), fmt.Sprintf("enactive-%s%s", journal.DateOf(c.host.Journal().Now()), c.host.SealedSuffix())))
	browse := func() {
		chooseFolder(c.host, filepath.Dir(path.Text), func(folder string) { path.SetText(filepath.Join(folder, filepath.Base(path.Text))) })
	}
	path.CursorColumn = len([]rune(path.Text)) // so that the name of the file is in sight
	q := ask(c.host.Window(), 640, wording.Say("take-to-another-computer"), wording.Say("write-a-sealed-file"), func(q *question) {
		to := strings.TrimSpace(path.Text)
		if to == "" {
			q.say(wording.Say("choose-a-file-to-write-to"))
			return
		}
		q.hide()
		c.write(to)
	}, prose.Paragraph(wording.Say("the-sealed-file-holds-everything")), input.Labelled(wording.Say("save-to"), "", pathRow(path, browse)))
	q.canvas.Focus(path)
}

func (c *machinesCard) write(to string) {
	long(c.host, wording.Say("writing-file", wording.V{"File": filepath.Base(to)}), func(ctx context.Context, showProgress func(string, float64)) error {
		_, err := c.host.WriteSealed(ctx, to, func(written int64) {
			showProgress(wording.Say("size-written", wording.V{"Size": bytesOf(written)}), -1)
		})
		return err
	}, func(err error) {
		if err != nil {
			c.tell(problem.Unwritten(to, err))
			return
		}
		c.tell(wording.Say("the-sealed-file-is-written", wording.V{"File": to}))
	})
}

// takeIn takes in a file, and asks for its passphrase if it needs one.
func (c *machinesCard) takeIn(path, secret string) {
	var t journal.Taken
	var locked bool
	long(c.host, wording.Say("taking-in-file", wording.V{"File": filepath.Base(path)}), func(ctx context.Context, _ func(string, float64)) (err error) {
		t, locked, err = c.host.TakeIn(ctx, path, secret)
		return err
	}, func(err error) {
		switch {
		case locked && !errors.Is(err, context.Canceled):
			c.askSecret(path, err)
		case err != nil:
			c.tell(problem.Unread(path, err))
		default:
			c.say(filepath.Base(path), t)
		}
	})
}

// askSecret asks for the passphrase of the journal that made a file.
func (c *machinesCard) askSecret(path string, why error) {
	secret := input.NewPassphraseField()
	q := ask(c.host.Window(), 520, wording.Say("file-is-of-a-journal-with-other-keys", wording.V{"File": filepath.Base(path)}), wording.Say("open"), func(q *question) {
		if secret.Text == "" {
			q.canvas.Focus(secret)
			return
		}
		q.hide()
		c.takeIn(path, secret.Text)
	}, prose.Paragraph(wording.Say("enter-the-passphrase-or-words-of-that-journal")), input.Labelled(wording.Say("passphrase"), "", secret))
	if why != nil {
		q.say(problem.WordsSentence(why)) // which names the file
	}
	q.canvas.Focus(secret)
}

// say says what was taken in, with a way to undo it.
func (c *machinesCard) say(file string, t journal.Taken) {
	c.refresh()
	came := &taken{file, t}
	c.tell(came.String())
	c.taken = came
	if !t.IsNothing() {
		c.host.Toast(wording.Say("file-was-taken-in", wording.V{"File": file}), true)
	}
}

// tell says something at the foot of the card, and has it in sight: it is the last but one of the page.
func (c *machinesCard) tell(words string) {
	c.taken = nil
	c.status.SetText(words)
	c.reveal()
}

// chooseVersion shows the versions of the first text beside each other, and after a choice those of the next.
func chooseVersion(host journalHost, all []journal.Double) {
	if len(all) == 0 {
		return
	}
	d := all[0]
	var sheet *shell.Sheet
	take := func(text string) func() {
		return func() {
			sheet.Hide()
			host.Work(func(ctx context.Context) error { return host.Journal().Choose(ctx, d, text) }, func(err error) {
				if err != nil {
					host.Fail(err)
					return
				}
				host.Toast(wording.Say("the-version-is-chosen"), true)
				chooseVersion(host, all[1:])
			})
		}
	}
	body := arrange.Flow(theme.Unit, prose.Lead(wording.Say("this-text-has-two-versions")), prose.Quiet(describe.DoubleOf(host.Journal(), d)))
	for i, text := range d.Texts {
		name := wording.Say("the-other-version")
		if i == 0 {
			name = wording.Say("the-version-that-is-shown")
		}
		keep := control.NewButton(control.Plain, wording.Say("keep-this-version"), nil, take(text))
		body.Add(surface.NewCard(arrange.Flow(theme.Unit, prose.Over(name), prose.Words(text), arrange.Wrap(keep)), nil))
	}
	both := control.NewButton(control.Plain, wording.Say("keep-both-versions"), nil, take(d.Both()))
	later := control.NewLeading(wording.Say("decide-later"), func() { sheet.Hide() })
	sheet = shell.ShowSheet(host.Window().Canvas(), 720, body, container.NewBorder(nil, nil, later, both))
	sheet.OnCancel = func() { sheet.Hide() }
	host.Window().Canvas().Focus(later)
}

// twoVersions is what stands over the words of an entry of which a text has two versions; nil if none has.
func twoVersions(host journalHost, id journal.EntryID) fyne.CanvasObject {
	all := host.Journal().DoublesOf(id)
	if len(all) == 0 {
		return nil
	}
	if !isWritable(host) {
		return prose.Paragraph(wording.Count(len(all), "n-texts-have-two-versions"))
	}
	choose := control.NewButton(control.Plain, wording.Say("choose-versions"), nil, func() { chooseVersion(host, all) })
	return arrange.Flow(theme.Unit/2, prose.Paragraph(wording.Count(len(all), "n-texts-have-two-versions")), arrange.Wrap(choose))
}
