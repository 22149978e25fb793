package page

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/atomicfile"
	"enactive/journal/backup"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// question is a sheet with a form, a sentence that says what is wrong with it, and two ways on.
type question struct {
	canvas   fyne.Canvas
	sheet    *own.Sheet
	said     *own.Words
	yes, not *own.Button
}

// ask shows a sheet over the window. do is called when its main button is pressed.
func (d *Desk) ask(width float32, title, yes string, do func(*question), form ...fyne.CanvasObject) *question {
	q := &question{canvas: d.Window.Canvas(), said: own.Paragraph("")}
	q.yes = own.NewButton(own.Primary, yes, nil, func() { do(q) })
	q.not = own.NewButton(own.Silent, wording.Say("Cancel"), nil, q.hide)
	body := own.Flow(theme.Unit, own.Lead(title))
	for _, o := range form {
		body.Add(o)
	}
	body.Add(q.said)
	q.sheet = own.ShowSheet(q.canvas, width, body, container.NewBorder(nil, nil, q.not, q.yes))
	q.sheet.Cancel = q.hide
	q.goOn(own.Fields(body))
	return q
}

// goOn has Return lead from one field to the next, and from the last to the main button.
func (q *question) goOn(fields []*own.Field) {
	for i, f := range fields {
		switch {
		case f.OnSubmitted != nil:
		case i+1 < len(fields):
			f.OnSubmitted = func(string) { q.canvas.Focus(fields[i+1]) }
		default:
			f.OnSubmitted = func(string) { q.yes.Tapped(nil) }
		}
	}
}

func (q *question) hide() { q.sheet.Hide() }

// say shows a sentence in the sheet, which makes room for it.
func (q *question) say(words string) {
	own.SetText(q.said, words)
	q.sheet.Refresh()
}

// busy shows that something is under way, and takes the buttons away meanwhile.
func (q *question) busy(words string) {
	q.say(words)
	q.yes.Disable()
	q.not.Disable()
	q.sheet.Cancel = func() {}
}

// free is the opposite of busy, after a failure.
func (q *question) free(words string) {
	q.say(words)
	q.yes.Enable()
	q.not.Enable()
	q.sheet.Cancel = q.hide
}

// failed says what went wrong, in the sheet or, where long work has taken its place, at the foot.
func (q *question) failed(d *Desk, err error) {
	if q.free(Sentence(err)); !q.sheet.Visible() {
		d.Fail(err)
	}
}

const notThePassphrase = wording.Text("That is not the passphrase with which this journal was opened.")

// AddPassphrase asks for the journal's first passphrase, or for another one.
func (p *Safety) AddPassphrase() { p.change() }

// change gives the journal another passphrase, or its first one.
func (p *Safety) change() {
	protected := p.guard.Protected()
	current, fresh := own.NewPassphraseField(), newNewPassphrase()
	keep := own.NewCheck(wording.Say("Nobody else knows the old one: keep the keys and the recovery words"), false)
	title, yes := wording.Say("Change passphrase"), wording.Say("Change it")
	form := []fyne.CanvasObject{own.Labelled(wording.Say("The passphrase of now"), "", current), fresh.object(), keep,
		own.Caption(wording.Say("Every entry is sealed anew, so that whoever knows the old passphrase reads nothing that you write later; the recovery words have to be made anew then. Backups and other copies made before still open with the old passphrase; no program can reach them."))}
	if !protected {
		title, yes = wording.Say("Add a passphrase"), wording.Say("Add it")
		form = []fyne.CanvasObject{fresh.object(), own.Caption(wording.Say("Every entry is sealed anew. Backups and other copies made before still open without a passphrase: delete them, or keep them where nobody finds them."))}
	}
	q := p.desk.ask(560, title, yes, func(q *question) {
		text, problem := fresh.read()
		if protected && !p.guard.Knows(current.Text) {
			problem = notThePassphrase.String()
		}
		if problem != "" {
			q.say(problem)
			return
		}
		rekey, did := p.desk.Journal.NewKeys, wording.Say("Every entry was sealed anew.")
		if keep.IsChecked() && protected {
			rekey, did = p.desk.Journal.ChangePassphrase, wording.Say("The keys stayed as they were.")
		}
		hadWords := p.desk.Journal.HasRecovery()
		p.rekey(q, rekey, vault.Passphrase(text), text, did, hadWords)
	}, form...)
	if fresh.changed = q.sheet.Refresh; protected {
		q.canvas.Focus(current)
		return
	}
	q.canvas.Focus(fresh.first)
}

// rekey changes what opens the journal; an empty text is no passphrase, and did says what became
// of the keys.
func (p *Safety) rekey(q *question, do func(context.Context, vault.Key) error, key vault.Key, text, did string, hadWords bool) {
	q.busy(wording.Say("Working on it. This takes a moment."))
	p.desk.long(wording.Say("Working on it. This takes a moment."), func(ctx context.Context, _ func(string, float64)) error {
		if err := do(ctx, key); err != nil {
			return err
		}
		// The newest backup opens with the new passphrase. One that fails is remembered, and
		// shown by BackedUp.
		_, _ = backup.Make(ctx, p.desk.Journal)
		return nil
	}, func(err error) {
		if err != nil {
			q.failed(p.desk, err)
			return
		}
		q.hide()
		p.guard.Rekeyed(text)
		said := wording.Say("The journal opens with the new passphrase from now on.")
		if text == "" {
			said = wording.Say("The journal opens without a passphrase from now on.")
		}
		if said = wording.Sentences(said, did); text != "" && hadWords && !p.desk.Journal.HasRecovery() {
			said = wording.Sentences(said, wording.Say("The recovery words open it no more; make new ones."))
		}
		p.desk.Tell(said, false)
		p.guard.BackedUp()
		p.Refresh()
	})
}

// remove takes the passphrase away.
func (p *Safety) remove() {
	current := own.NewPassphraseField()
	q := p.desk.ask(520, wording.Say("Remove passphrase"), wording.Say("Remove it"), func(q *question) {
		if !p.guard.Knows(current.Text) {
			q.say(notThePassphrase.String())
			return
		}
		p.rekey(q, p.desk.Journal.NewKeys, vault.NoPassphrase(), "", wording.Say("Every entry was sealed anew."), p.desk.Journal.HasRecovery())
	}, own.Paragraph(wording.Say("Whoever can use this computer, or takes it away, can read the journal then. The recovery words go too.")),
		own.Labelled(wording.Say("The passphrase of now"), "", current))
	q.canvas.Focus(current)
}

// Recovery shows twelve words once, and lets them count when two were asked back.
func (p *Safety) Recovery() {
	text, err := p.desk.Journal.DrawRecovery()
	if err != nil {
		p.desk.Fail(err)
		return
	}
	words := strings.Fields(text)
	var shown []fyne.CanvasObject
	for i, w := range words {
		shown = append(shown, own.Lead(fmt.Sprintf("%d  %s", i+1, w)))
	}
	path := own.NewField()
	path.SetText(filepath.Join(documents(), "enactive-recovery-words.txt"))
	var q *question
	save := own.NewButton(own.Plain, wording.Say("Save"), nil, func() {
		if err := writeSheet(path.Text, p.desk.Journal, words); err != nil {
			q.say(Unwritten(path.Text, err))
			return
		}
		q.say(wording.Say("Written to {{.File}}. Print it, then delete the file: whoever has it and the journal can read it.", wording.V{"File": path.Text}))
	})
	warning := wording.Say("They open the journal when the passphrase is forgotten. Write them on paper, in order, and keep that away from the computer. They are shown this once.")
	if p.desk.Journal.HasRecovery() {
		warning = wording.Sentences(warning, wording.Say("The ones before them will open nothing any more."))
	}
	q = p.desk.ask(600, wording.Say("Twelve recovery words"), wording.Say("I wrote them down"), func(q *question) {
		q.hide()
		p.askBack(text, words)
	}, own.Paragraph(warning), own.Grid(150, shown...),
		own.Labelled(wording.Say("A sheet to print"), "", container.NewBorder(nil, nil, nil, p.printing(save, words, func(said string) { q.say(said) }), path)))
	q.not.SetWords(wording.Say("Later"))
}

// printing is the ways to bring words onto paper: into a file, and to a printer where there is one.
func (p *Safety) printing(save *own.Button, words []string, say func(string)) fyne.CanvasObject {
	lp, err := exec.LookPath("lp")
	if err != nil {
		return save
	}
	toPaper := own.NewButton(own.Plain, wording.Say("Print"), nil, func() {
		p.desk.Work(func(ctx context.Context) error {
			job := exec.CommandContext(ctx, lp, "-t", "Enactive")
			job.Stdin = strings.NewReader(sheetText(p.desk.Journal, words))
			return job.Run()
		}, func(err error) {
			if err != nil {
				say(wording.Say("The printer did not take it. Save the sheet and print the file, or write the words down."))
				return
			}
			say(wording.Say("The sheet is on its way to your printer."))
		})
	})
	return own.Line(save, toPaper)
}

// askBack asks for two of the words before they count.
func (p *Safety) askBack(text string, words []string) {
	places := rand.Perm(len(words))[:2]
	slices.Sort(places)
	var fields []*own.Field
	var form []fyne.CanvasObject
	for _, place := range places {
		f := own.NewField()
		fields = append(fields, f)
		form = append(form, own.Labelled(wording.Say("Word {{.N}}", wording.V{"N": place + 1}), "", f))
	}
	q := p.desk.ask(480, wording.Say("Look at your paper"), wording.Say("They count from now on"), func(q *question) {
		for i, place := range places {
			if !strings.EqualFold(strings.TrimSpace(fields[i].Text), words[place]) {
				q.say(wording.Say("Word {{.N}} is another one. Look at what you wrote down; if it is wrong there, cancel and make new ones.", wording.V{"N": place + 1}))
				return
			}
		}
		q.busy(wording.Say("Working on it …"))
		p.desk.Work(func(ctx context.Context) error { return p.desk.Journal.SetRecovery(ctx, text) }, func(err error) {
			if err != nil {
				q.free(Sentence(err))
				return
			}
			q.hide()
			p.desk.Tell(wording.Say("The recovery words open the journal from now on."), false)
			p.Refresh()
		})
	}, form...)
	q.canvas.Focus(fields[0])
}

// writeSheet writes recovery words as a sheet to print. It names the journal's folder, and
// holds nothing of what is in it.
func writeSheet(path string, j *journal.Journal, words []string) error {
	return atomicfile.Write(path, func(w io.Writer) error {
		_, err := io.WriteString(w, sheetText(j, words))
		return err
	})
}

func sheetText(j *journal.Journal, words []string) string {
	var b strings.Builder
	b.WriteString(wording.Say("Enactive: recovery words") + "\n\n" +
		wording.Say("These twelve words open the journal in {{.Folder}} when its passphrase is forgotten. Keep this sheet away from the computer.", wording.V{"Folder": j.Folder()}) + "\n\n")
	for i, word := range words {
		fmt.Fprintf(&b, "%4d  %-12s", i+1, word)
		if i%3 == 2 {
			b.WriteString("\n\n")
		}
	}
	b.WriteString(wording.Say("Made on {{.Day}}.", wording.V{"Day": wording.Day(j.Now())}) + "\n")
	return b.String()
}

// documents is where a person's own files go.
func documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "."
	}
	if d := filepath.Join(home, "Documents"); isFolder(d) {
		home = d
	}
	return home
}
