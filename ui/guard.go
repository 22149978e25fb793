package ui

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"time"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/passphrase"
	"enactive/journal/vault"
	"enactive/journal/wording"
	"enactive/ui/control"
	"enactive/ui/page"
)

// proof tells whether a passphrase is the one that opened the journal, without keeping it:
// nobody who finds the window open shall change it. Its zero value knows none.
type proof struct {
	key [32]byte
	sum []byte
}

func (p *proof) remember(text string) {
	rand.Read(p.key[:]) // never fails
	p.sum = p.of(text)
}

func (p *proof) forget() { *p = proof{} }

func (p *proof) knows(text string) bool { return p.sum != nil && hmac.Equal(p.sum, p.of(text)) }

func (p *proof) of(text string) []byte {
	h := hmac.New(sha256.New, p.key[:])
	h.Write([]byte(passphrase.Normalize(text)))
	return h.Sum(nil)
}

// guard is what the page about safety may do with the lock.
func (d *desk) guard() page.Guard {
	u := d.app
	return page.Guard{
		Protected: func() bool { return d.protected },
		Minutes:   func() int { return u.app.Preferences().IntWithFallback(prefAway, awayMinutes) },
		SetMinutes: func(minutes int) {
			u.app.Preferences().SetInt(prefAway, minutes)
			u.watch.SetLimit(time.Duration(minutes) * time.Minute)
		},
		Lock:  u.lock,
		Knows: u.proof.knows,
		Rekeyed: func(text string) {
			if d.protected = text != ""; d.protected {
				u.proof.remember(text)
				return
			}
			u.proof.forget()
		},
		BackedUp: d.lookForTrouble,
	}
}

// lookForTrouble shows what is wrong with the journal or its backups, or no longer.
func (d *desk) lookForTrouble() {
	if err := d.journal.ReadOnly(); err != nil {
		export := control.NewButton(control.Plain, wording.Say("export"), nil, func() { d.show(pageSettings) })
		d.wrong(onlyForReading, wording.Say("this-journal-is-open-for-reading-only"), page.Sentence(err), export)
	}
	var warning string
	d.app.work(func(context.Context) error {
		status, err := backup.StatusOf(d.journal.Folder())
		warning = status.Warning(d.journal.Now())
		return err
	}, func(err error) {
		if err != nil {
			warning = page.Sentence(err)
		}
		if warning == "" {
			d.right(notBackedUp)
			return
		}
		d.wrong(notBackedUp, wording.Say("there-is-no-backup-of-your-latest"), warning, d.backupTools()...)
	})
}

// useWords opens the journal with recovery words and gives it a new passphrase.
func (u *App) useWords(words, text string, said func(words string, busy bool)) {
	key, err := vault.RecoveryWords(words)
	if err != nil {
		said(page.WordsSentence(err), false)
		return
	}
	said(wording.Say("opening"), true)
	folder := u.folder
	var j *journal.Journal
	u.work(func(ctx context.Context) (err error) {
		if j, _, err = journal.Open(ctx, folder, key, u.o.Journal); err != nil {
			return err
		}
		if err = j.ChangePassphrase(ctx, vault.Passphrase(text)); err != nil {
			return errors.Join(err, j.Close())
		}
		_, _ = backup.Make(ctx, j) // opens with the new passphrase; a failure is remembered and shown
		return nil
	}, func(err error) {
		if err != nil {
			said(page.WordsSentence(err), false)
			return
		}
		said("", false)
		u.proof.remember(text)
		u.show(j)
		u.open.tell(wording.Say("the-journal-now-opens-with-the-new-passphrase"), false)
	})
}
