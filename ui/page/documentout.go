package page

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/surface"
)

// Save asks for a file and writes the document as a PDF.
func (p *Document) Save() {
	host, told := p.host, p.choices.told
	path, protection := input.NewField(), newProtection()
	path.SetText(host.FileName(filepath.Join(host.Documents(), p.fileName()), protection.isOn()))
	look := func() {
		chooseFolder(host, filepath.Dir(path.Text), func(folder string) { path.SetText(filepath.Join(folder, filepath.Base(path.Text))) })
	}
	q := ask(host.Window(), 560, wording.Say("save-the-document-as-pdf"), wording.Say("save-the-file"), func(q *question) {
		file := strings.TrimSpace(path.Text)
		if file == "" {
			q.say(wording.Say("choose-a-file-first"))
			q.canvas.Focus(path)
			return
		}
		passphrase, refusal := protection.read()
		if refusal != "" {
			q.say(refusal)
			return
		}
		q.hide()
		p.write(told, host.FileName(file, protection.isOn()), passphrase)
	}, input.Labelled(wording.Say("save-to"), "", pathRow(path, look)), protection.object())
	protection.changed = func() {
		path.SetText(host.FileName(path.Text, protection.isOn()))
		q.say("")
	}
	q.canvas.Focus(path)
}

// fileName names the days of the document, and no word of any entry.
func (p *Document) fileName() string {
	today := journal.DateOf(p.host.Journal().Now())
	from, to := p.choices.told.Handout.Days(today)
	if to.IsZero() {
		to = today
	}
	if from.IsZero() {
		return "enactive-" + to.String() + ".pdf"
	}
	return "enactive-" + from.String() + "-" + to.String() + ".pdf"
}

// write writes the document into a file; without a passphrase it is not encrypted.
func (p *Document) write(told report.Told, path, passphrase string) {
	p.set(wording.Say("writing-file", wording.V{"File": filepath.Base(path)}), told, func(_ context.Context, write func(io.Writer) error) error {
		return p.host.WriteFile(path, p.host.Encrypted(passphrase, write))
	}, func(err error) {
		if err != nil {
			p.host.Toast(problem.Unwritten(path, err), false)
			return
		}
		p.host.Toast(writtenTo(path, passphrase != ""), false)
	})
}

// set sets the pages while their number is shown; into gets what writes them.
func (p *Document) set(title string, told report.Told, into func(ctx context.Context, write func(io.Writer) error) error, done func(error)) {
	j := p.host.Journal()
	long(p.host, title, func(ctx context.Context, showProgress func(string, float64)) error {
		told.Progress = func(done, all int) {
			if all > 0 {
				showProgress(wording.Say("page-n-of-all", wording.V{"N": done, "All": all}), float64(done)/float64(all))
			}
		}
		return p.spare.with(func() error {
			return into(ctx, func(w io.Writer) error { return report.Write(ctx, w, j, told) })
		})
	}, done)
}

// Print asks for a printer and hands it the document.
func (p *Document) Print() {
	host := p.host
	if !host.CanPrint() {
		p.saveInstead(problem.NoPrinting())
		return
	}
	var names []string
	host.Work(func(ctx context.Context) (err error) {
		names, err = host.Printers(ctx)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.saveInstead(problem.Unprinted("", err))
		case len(names) == 0:
			p.saveInstead(problem.NoPrinter())
		default:
			p.askPrinter(names)
		}
	})
}

// saveInstead says why nothing can be printed, and offers the way around that.
func (p *Document) saveInstead(why string) {
	q := ask(p.host.Window(), 480, wording.Say("print-the-document"), wording.Say("save-as-pdf"), func(q *question) {
		q.hide()
		p.Save()
	}, prose.Paragraph(why))
	q.canvas.Focus(q.yes)
}

// askPrinter asks which printer the document goes to.
func (p *Document) askPrinter(names []string) {
	told := p.choices.told
	printer := choose.NewSelect(names...)
	printer.SetSelectedIndex(0)
	q := ask(p.host.Window(), 480, wording.Say("print-the-document"), wording.Say("print"), func(q *question) {
		q.hide()
		p.toPrinter(told, printer.Selected)
	}, prose.Paragraph(wording.Say("neither-paper-nor-queue-is-sealed")), input.Labelled(wording.Say("printer"), "", surface.Framed(printer)))
	var first fyne.Focusable = printer
	if len(names) == 1 {
		first = q.yes
	}
	q.canvas.Focus(first)
}

// toPrinter makes the document in memory and hands it to a printer.
func (p *Document) toPrinter(told report.Told, printer string) {
	p.set(wording.Say("printing-on", wording.V{"Printer": printer}), told, func(ctx context.Context, write func(io.Writer) error) error {
		var pdf bytes.Buffer
		if err := write(&pdf); err != nil {
			return err
		}
		return p.host.Print(ctx, printer, &pdf)
	}, func(err error) {
		words := wording.Say("on-its-way-to-printer", wording.V{"Printer": printer})
		if err != nil {
			words = problem.Unprinted(printer, err)
		}
		p.host.Toast(words, false)
	})
}

// remember asks for a name, and keeps the choices in the journal under it.
func (p *Document) remember() {
	host, h := p.host, p.choices.told.Handout
	name := input.NewField()
	name.SetText(h.Name)
	name.SetPlaceHolder(wording.Say("such-as-for-my-therapist"))
	q := ask(host.Window(), 480, wording.Say("remember-these-choices"), wording.Say("remember"), func(q *question) {
		h.Name = name.Text
		h, err := journal.CheckHandout(h)
		if err != nil {
			q.say(problem.Unsaved(err))
			q.canvas.Focus(name)
			return
		}
		host.Work(func(ctx context.Context) error { return host.Journal().SaveHandout(ctx, h) }, func(err error) {
			if err != nil {
				q.say(problem.Unsaved(err))
				return
			}
			q.hide()
			p.choices.named(h.Name)
			host.Toast(wording.Say("remembered-as-name", wording.V{"Name": h.Name}), true)
		})
	}, prose.Paragraph(wording.Say("the-choices-stay-in-the-journal")), input.Labelled(wording.Say("name"), "", name))
	q.canvas.Focus(name)
}

// forget forgets the remembered choices that were picked.
func (p *Document) forget() {
	host, name := p.host, p.choices.told.Handout.Name
	host.Work(func(ctx context.Context) error { return host.Journal().RemoveHandout(ctx, name) }, func(err error) {
		if err != nil {
			host.Fail(err)
			return
		}
		p.choices.named("")
		host.Toast(wording.Say("name-is-forgotten", wording.V{"Name": name}), true)
	})
}
