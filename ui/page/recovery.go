package page

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// wordsDraft names the draft that stores recovery words until they are activated. It is sealed
// with the journal's key, which the words would open, so whoever can read it does not need them.
const wordsDraft = "recovery words"

// recoveryWords are recovery words that were drawn and open nothing yet.
type recoveryWords struct {
	Text string `json:"words"`
	// Shown reports whether they are on the screen, and so are shown again after a lock.
	Shown bool `json:"shown"`
}

// storedWords returns the words that are not activated yet, and when they were stored.
func (p *Safety) storedWords() (w recoveryWords, at time.Time, ok bool) {
	doc, at, ok := p.host.Journal().Draft(wordsDraft)
	if !ok || json.Unmarshal(doc, &w) != nil || len(strings.Fields(w.Text)) != 12 {
		return recoveryWords{}, time.Time{}, false
	}
	return w, at, true
}

// storeWords stores the words, so that they survive the sheet, a lock and the program; failed
// receives the error.
func (p *Safety) storeWords(w recoveryWords, failed func(error)) {
	doc, err := json.Marshal(w)
	if err != nil { // of a text and a truth
		return
	}
	p.host.Work(func(ctx context.Context) error { return p.host.Journal().SaveDraft(ctx, wordsDraft, doc) }, func(err error) {
		if err != nil {
			failed(err)
			return
		}
		p.Refresh()
	})
}

// dropWords lets the words go that wait to be activated.
func (p *Safety) dropWords() {
	p.host.Work(func(ctx context.Context) error { return p.host.Journal().DropDraft(ctx, wordsDraft) }, func(err error) {
		if err != nil {
			p.host.Fail(err)
		}
		p.Refresh()
	})
}

// RestoreWords shows the words again that lay on the screen when the journal was locked.
func (p *Safety) RestoreWords() {
	if w, _, ok := p.storedWords(); ok && w.Shown && p.host.Protected() {
		p.showWords(w)
	}
}

// Recovery shows twelve words that become active once the person has entered two of them. They
// stay the same until they are activated or drawn again.
func (p *Safety) Recovery() {
	if w, _, ok := p.storedWords(); ok {
		p.showWords(w)
		return
	}
	p.drawWords()
}

// FirstRecovery is Recovery as the last step of the beginning; then is called once the words are activated or put off.
func (p *Safety) FirstRecovery(then func()) {
	p.then = then
	p.Recovery()
}

// goOn goes on from the last step of the beginning, if this was one.
func (p *Safety) goOn() {
	if then := p.then; then != nil {
		p.then = nil
		then()
	}
}

// drawWords draws other words, in the place of those that wait.
func (p *Safety) drawWords() {
	text, err := p.host.Journal().DrawRecovery()
	if err != nil {
		p.host.Fail(err)
		return
	}
	p.showWords(recoveryWords{Text: text})
}

// showWords shows words that open nothing yet, and the ways to bring them onto paper.
func (p *Safety) showWords(w recoveryWords) {
	words := strings.Fields(w.Text)
	var shown []fyne.CanvasObject
	for i, word := range words {
		shown = append(shown, prose.Lead(fmt.Sprintf("%d  %s", i+1, word)))
	}
	warning := wording.Say("they-open-the-journal-if-you-forget")
	if p.host.Journal().HasRecovery() {
		warning = wording.Sentences(warning, wording.Say("the-previous-ones-will-then-stop"))
	}
	step := prose.Caption("")
	if p.then != nil {
		step.SetText(howFar(3, false))
	}
	var q *question
	others := control.NewLeading(wording.Say("draw-other-words"), func() { q.hide(); p.drawWords() })
	sheet := p.printTools(words, func(said string) { q.say(said) })
	q = ask(p.host.Window(), 600, wording.Say("twelve-recovery-words"), wording.Say("i-wrote-them-down"), func(q *question) {
		q.hide()
		p.verifyWords(w)
	}, step, prose.Paragraph(warning), arrange.Grid(150, shown...), container.NewHBox(others), sheet)
	later := func() {
		q.hide()
		w.Shown = false
		p.storeWords(w, p.host.Fail)
		p.goOn()
	}
	q.setSecondButton(wording.Say("later"), later)
	q.sheet.OnCancel = later
	q.canvas.Focus(q.yes) // so that Return leads on; nothing is lost by it, as two of the words are asked for
	w.Shown = true
	p.storeWords(w, func(err error) { q.say(problem.Sentence(err)) })
}

// printTools offers to write the words to a file, and to print them if there is a printer.
func (p *Safety) printTools(words []string, say func(string)) fyne.CanvasObject {
	path := input.NewField()
	path.SetPlaceHolder(wording.Say("a-file-on-a-usb-stick-or-one"))
	tools := arrange.Wrap()
	written := ""
	var remove *control.Button
	save := control.NewButton(control.Plain, wording.Say("save-the-sheet"), nil, func() {
		to := strings.TrimSpace(path.Text)
		if to == "" {
			say(wording.Say("enter-a-file-name-first-or-browse"))
			p.host.Window().Canvas().Focus(path)
			return
		}
		if err := writeSheet(p.host, to, words); err != nil {
			say(problem.Unwritten(to, err))
			return
		}
		written = to
		remove.Show()
		tools.Refresh()
		say(wording.Say("written-to-file-unencrypted-print", wording.V{"File": to}))
	})
	remove = control.NewButton(control.Plain, wording.Say("delete-the-file"), nil, func() {
		if err := p.host.RemoveFile(written); err != nil {
			say(problem.Unwritten(written, err))
			return
		}
		remove.Hide()
		tools.Refresh()
		say(wording.Say("deleted-file", wording.V{"File": written}))
	})
	remove.Hide()
	tools.Objects = append(tools.Objects, save)
	if p.host.CanPrint() {
		tools.Objects = append(tools.Objects, p.printer(words, say))
	}
	tools.Objects = append(tools.Objects, remove)
	look := func() {
		chooseFolder(p.host, p.host.Documents(), func(folder string) { path.SetText(sheetIn(folder)) })
	}
	return arrange.Flow(theme.Unit/2, input.Labelled(wording.Say("a-sheet-to-print"), wording.Say("the-file-contains-the-words-unencrypted"), pathRow(path, look)), tools)
}

// printer sends the sheet to the printer of the system.
func (p *Safety) printer(words []string, say func(string)) *control.Button {
	return control.NewButton(control.Plain, wording.Say("print"), nil, func() {
		p.host.Work(func(ctx context.Context) error {
			return p.host.Print(ctx, "", strings.NewReader(sheetText(p.host.Journal(), words)))
		}, func(err error) {
			if err != nil {
				say(wording.Say("the-printer-did-not-accept-it-save"))
				return
			}
			say(wording.Say("the-sheet-is-on-its-way-to-your-printer"))
		})
	})
}

// verifyWords asks for two of the words before it activates them.
func (p *Safety) verifyWords(w recoveryWords) {
	words := strings.Fields(w.Text)
	places := rand.Perm(len(words))[:2]
	slices.Sort(places)
	var fields []*input.Field
	var form []fyne.CanvasObject
	for _, place := range places {
		f := input.NewField()
		fields = append(fields, f)
		form = append(form, input.Labelled(wording.Say("word-n", wording.V{"N": place + 1}), "", f))
	}
	q := ask(p.host.Window(), 480, wording.Say("check-your-recovery-words"), wording.Say("activate-recovery-words"), func(q *question) {
		for i, place := range places {
			if !strings.EqualFold(strings.TrimSpace(fields[i].Text), words[place]) {
				q.say(wording.Say("word-n-is-different-check-what", wording.V{"N": place + 1}))
				q.canvas.Focus(fields[i]) // not on a button, that the next Return would press
				return
			}
		}
		q.busy(wording.Say("working-on-it"))
		p.host.Work(func(ctx context.Context) error {
			if err := p.host.Journal().SetRecovery(ctx, w.Text); err != nil {
				return err
			}
			return p.host.Journal().DropDraft(ctx, wordsDraft)
		}, func(err error) {
			if err != nil {
				q.free(problem.Sentence(err))
				return
			}
			q.hide()
			p.host.Toast(wording.Say("the-recovery-words-now-open-the-journal"), false)
			p.Refresh()
			p.goOn()
		})
	}, form...)
	back := func() { q.hide(); p.showWords(w) }
	q.setSecondButton(wording.Say("show-the-words-again"), back)
	q.sheet.OnCancel = back
	q.canvas.Focus(fields[0])
}

// recovery shows the state of the recovery words.
func (p *Safety) recovery() fyne.CanvasObject {
	words := wording.Say("there-are-none-yet-twelve-words")
	draw := wording.Say("create-recovery-words")
	weight := control.Plain
	if p.host.Journal().HasRecovery() {
		words = wording.Say("you-have-recovery-words-they-are-kept")
		draw = wording.Say("create-new-ones")
	}
	if _, at, ok := p.storedWords(); ok {
		words = wording.Say("words-were-drawn-on-when-but-are-not", wording.V{"When": p.moment(at)})
		draw = wording.Say("show-and-activate-them")
		weight = control.Primary
	}
	return input.Labelled(wording.Say("recovery-words"), words, container.NewHBox(control.NewButton(weight, draw, nil, p.Recovery)))
}

// sheetIn is the file of the sheet in a folder.
func sheetIn(folder string) string { return filepath.Join(folder, "enactive-recovery-words.txt") }

// writeSheet writes recovery words as a sheet to print. It names the journal's folder, but
// contains nothing of the journal.
func writeSheet(host safetyHost, path string, words []string) error {
	return host.WriteFile(path, func(w io.Writer) error {
		_, err := io.WriteString(w, sheetText(host.Journal(), words))
		return err
	})
}

func sheetText(j *journal.Journal, words []string) string {
	var b strings.Builder
	b.WriteString(wording.Say("enactive-recovery-words") + "\n\n" +
		wording.Say("these-twelve-words-open-the-journal", wording.V{"Folder": j.Folder()}) + "\n\n")
	for i, word := range words {
		fmt.Fprintf(&b, "%4d  %-12s", i+1, word)
		if i%3 == 2 {
			b.WriteString("\n\n")
		}
	}
	b.WriteString(wording.Say("created-on-day", wording.V{"Day": wording.Day(j.Now())}) + "\n")
	return b.String()
}
