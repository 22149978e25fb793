package page

import (
	"context"
	"errors"
	"path/filepath"

	"enactive/journal/wording"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
)

// unlock asks for the passphrase of an encrypted file, and reads what is in it.
func (p *Import) unlock(path string) {
	file := filepath.Base(path)
	secret := input.NewPassphraseField()
	q := ask(p.host.Window(), 520, wording.Say("file-is-encrypted-enter-its-passphrase", wording.V{"File": file}), wording.Say("open"), func(q *question) {
		var from state.ImportSource
		text := secret.Text
		q.busy(wording.Say("working-on-it-this-takes-a-moment"))
		p.host.Work(func(ctx context.Context) (err error) {
			from, err = p.host.Decrypt(ctx, path, text, func(int64, int64) {})
			return err
		}, func(err error) {
			switch {
			case errors.Is(err, context.Canceled):
				q.hide()
			case err != nil:
				q.free(problem.Unread(path, err))
				q.canvas.Focus(secret)
			default:
				q.hide()
				p.begin(from)
			}
		})
	}, prose.Paragraph(wording.Say("what-is-in-it-stays-in-memory")), input.Labelled(wording.Say("passphrase"), "", secret))
	q.canvas.Focus(secret)
}
