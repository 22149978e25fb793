package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
	"enactive/ui/input"
)

func TestTheQuickWindowWritesIntoTheInboxOfALockedJournal(t *testing.T) {
	folder := journalAt(t, vault.Passphrase(secret))
	d := open(t, folder)
	d.StartQuick(folder)
	d.rest()
	d.shows("put into its inbox")
	d.shortcut(fyne.KeyReturn, ctrl)
	d.shows("Name the area first")
	d.fill(0, "Running")
	d.fill(1, "Three kilometres, with the key in my hand")
	d.shortcut(fyne.KeyReturn, ctrl)
	j, _, err := journal.Open(t.Context(), folder, vault.Passphrase(secret), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if e := j.Entries(journal.Query{}); len(e) != 1 || e[0].Title != "Three kilometres, with the key in my hand" {
		t.Errorf("the journal took in %v", e)
	}
}

func TestTheQuickWindowSavesInAJournalWithoutAPassphrase(t *testing.T) {
	folder := journalAt(t, vault.NoPassphrase())
	d := open(t, folder)
	pulse := d.withMeasures()["Pulse"]
	d.open.close()
	if err := d.open.journal().Close(); err != nil {
		t.Fatal(err)
	}
	d.App.open = nil
	d.StartQuick(folder)
	d.rest()
	d.shows("Running")
	d.hides("put into its inbox")
	d.shows("Pulse", "bpm")
	d.typeKeys("Four kilometres")
	for _, o := range d.objects() {
		if in, ok := o.(*input.Field); ok {
			test.Type(in, "150")
		}
	}
	d.shortcut(fyne.KeyReturn, ctrl)
	j, _, err := journal.Open(t.Context(), folder, vault.NoPassphrase(), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if e := j.Entries(journal.Query{}); len(e) != 1 || e[0].Title != "Four kilometres" || journal.ValueOf(e[0].Measures, pulse) != optional.Some(150.0) {
		t.Errorf("the journal holds %v", e)
	}
}

func TestTheQuickWindowStoresADraftOnClosing(t *testing.T) {
	t.Run("as a draft, where the journal is open", func(t *testing.T) {
		folder := journalAt(t, vault.NoPassphrase())
		d := open(t, folder)
		d.open.close()
		if err := d.open.journal().Close(); err != nil {
			t.Fatal(err)
		}
		d.App.open = nil
		d.StartQuick(folder)
		d.rest()
		d.hands("Four kilometres<Escape>")
		open(t, folder).shows("Write down what you did", "Four kilometres")
	})
	t.Run("nowhere, where it is locked, which is said first", func(t *testing.T) {
		folder := journalAt(t, vault.Passphrase(secret))
		d := open(t, folder)
		d.StartQuick(folder)
		d.rest()
		d.hands("Running<Tab>Four kilometres<Escape>")
		d.shows("Drafts cannot be kept while the journal is locked.")
	})
}
