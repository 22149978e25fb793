package ui

import (
	"context"
	"time"

	"enactive/journal"
	"enactive/ui/files"
	"enactive/ui/page"
	"enactive/ui/session"
)

// entranceHost is the host of the pages that are shown while no journal is open.
type entranceHost struct{ *App }

func (h entranceHost) Work(work func(context.Context) error, done func(error)) {
	h.tasks.Work(work, done)
}
func (h entranceHost) After(d time.Duration, f func()) { h.tasks.After(d, f) }
func (h entranceHost) CreateJournal(folder, passphrase string, first journal.Area) {
	h.make(folder, passphrase, first)
}
func (h entranceHost) OpenJournal(folder string) { h.openOther(folder) }
func (h entranceHost) Documents() string         { return files.Documents() }
func (h entranceHost) ChooseNatively(folder bool, from string, then func(path string), none func()) {
	h.chooseNatively(h.window, folder, from, func(path string) {
		if h.open == nil {
			then(path)
		}
	}, none)
}
func (h entranceHost) OpenSample() { h.Sample() }
func (h entranceHost) SetLanguage(code string) {
	a := h.display.chosen
	a.Language = code
	h.setAppearance(a)
}
func (h entranceHost) CheckSecret(secret string) error {
	_, err := session.Secret(secret)
	return err
}

func (h entranceHost) Restore(ctx context.Context, file, folder, secret string) error {
	key, err := session.Secret(secret)
	if err != nil {
		return err
	}
	return session.Restore(ctx, file, folder, key, h.options.Journal.Vault)
}

func (h entranceHost) OpenRestored(folder, secret string) {
	key, err := session.Secret(secret)
	if err != nil { // it was checked before
		return
	}
	h.folder = folder
	h.openAtOnce(key)
}

func (h entranceHost) Unlock(passphrase string, report func(words string, busy bool)) {
	h.unlock(session.Passphrase(passphrase), report)
}

func (h entranceHost) UseWords(words, passphrase string, report func(words string, busy bool)) {
	h.useWords(words, passphrase, report)
}

func (h entranceHost) CancelOpening() {
	if h.opening.cancel != nil {
		h.opening.cancel()
	}
}

func (h entranceHost) ShowOthers() {
	h.folder = h.options.Folder
	h.showWelcome("", "")
}

func (h entranceHost) OpenAgain()  { h.Start(h.folder) }
func (h entranceHost) ShowOpen()   { h.beginWith((*page.Welcome).Other) }
func (h entranceHost) ShowCreate() { h.beginWith((*page.Welcome).NewJournal) }

// beginWith shows a step of the welcome page.
func (h entranceHost) beginWith(step func(*page.Welcome)) {
	w := h.welcomePage()
	h.entrance = w
	h.window.SetContent(w.Object())
	step(w)
}
