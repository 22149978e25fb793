package page

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/input"
	"enactive/ui/problem"
)

// toPDF asks for a file and writes the review as a PDF.
func (p *Review) toPDF() {
	p.saveTypedWords()
	host, r := p.host, p.shown
	path, protection := input.NewField(), newProtection()
	path.SetText(host.FileName(filepath.Join(host.Documents(), "enactive-"+r.From.String()+"-"+r.To.String()+".pdf"), protection.isOn()))
	look := func() {
		chooseFolder(host, filepath.Dir(path.Text), func(folder string) { path.SetText(filepath.Join(folder, filepath.Base(path.Text))) })
	}
	q := ask(host.Window(), 560, wording.Say("save-the-review-as-pdf"), wording.Say("save-the-file"), func(q *question) {
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
		p.writePDF(host.FileName(file, protection.isOn()), passphrase)
	}, input.Labelled(wording.Say("save-to"), "", pathRow(path, look)), protection.object())
	protection.changed = func() {
		path.SetText(host.FileName(path.Text, protection.isOn()))
		q.say("")
	}
	q.canvas.Focus(path)
}

// writePDF writes the review that is shown into a file; without a passphrase it is not encrypted.
func (p *Review) writePDF(path, passphrase string) {
	host, r := p.host, p.shown
	handout := journal.Handout{Kind: journal.ReviewHandout, From: r.From, To: r.To}
	if r.Area != "" {
		handout.Areas = []journal.AreaID{r.Area}
	}
	told := report.Told{Handout: handout, Title: p.kind.Name(p.days), Words: p.words.Text()}
	long(host, wording.Say("writing-file", wording.V{"File": filepath.Base(path)}), func(ctx context.Context, _ func(string, float64)) error {
		return host.WriteFile(path, host.Encrypted(passphrase, func(w io.Writer) error { return report.Write(ctx, w, host.Journal(), told) }))
	}, func(err error) {
		if err != nil {
			host.Toast(problem.Unwritten(path, err), false)
			return
		}
		host.Toast(writtenTo(path, passphrase != ""), false)
	})
}
