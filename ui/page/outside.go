package page

import (
	"context"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/prose"
)

// outsideOpener has other programs open what is attached.
type outsideOpener interface {
	// OutsideTrouble says why a file of a name cannot be opened so; nothing if it can.
	OutsideTrouble(name string) string
	// OpenOutside makes a plain copy of what read returns and hands it to another program. It calls done
	// with what went wrong: in words, or as the error of read.
	OpenOutside(name string, read func(context.Context) ([]byte, error), done func(trouble string, err error))
}

// askOutside says what opening a photo or file with another program means, and then does it.
func askOutside(host attachmentHost, id journal.AttachmentID) {
	at, ok := host.Journal().Attachment(id)
	if !ok {
		return
	}
	if trouble := host.OutsideTrouble(at.Name); trouble != "" {
		host.Toast(trouble, false)
		return
	}
	file := wording.V{"File": at.Name}
	j := host.Journal()
	q := ask(host.Window(), 560, wording.Say("open-file-outside", file), wording.Say("make-the-copy-and-open-it"), func(q *question) {
		q.hide()
		host.OpenOutside(at.Name, func(ctx context.Context) ([]byte, error) { return j.ReadAttachment(ctx, id) }, func(trouble string, err error) {
			switch {
			case err != nil:
				host.Fail(err)
			case trouble != "":
				host.Toast(trouble, false)
			default:
				host.Toast(wording.Say("file-is-handed-to-another-program", file), false)
			}
		})
	}, prose.Paragraph(wording.Say("a-plain-copy-is-made-in-memory")), prose.Paragraph(wording.Say("what-the-other-program-does-with-it")))
	q.canvas.Focus(q.yes)
}
