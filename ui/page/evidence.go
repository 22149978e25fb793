package page

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/wording"
	own "enactive/ui/widget"
)

// evidenceTag says what an entry is evidence of, and lets another label be chosen; nil for
// an entry that can be evidence of nothing.
func evidenceTag(d *Desk, e *journal.Entry) fyne.CanvasObject {
	label, reason := e.Evidence()
	if label == "" {
		return nil
	}
	var tag *own.Tag
	tag = own.NewTag(label.Words(), wording.Sentences(reason, wording.Say("Click to choose another.")), d.Hints, func() {
		d.Hints.Hide()
		menu := widget.NewPopUpMenu(fyne.NewMenu("", evidenceItems(d, e)...), d.Window.Canvas())
		menu.ShowAtRelativePosition(fyne.NewPos(0, tag.Size().Height), tag)
	})
	return tag
}

// evidenceItems are the labels that can be chosen, and first of all the rules.
func evidenceItems(d *Desk, e *journal.Entry) []*fyne.MenuItem {
	ruled := e.Clone()
	ruled.Mastery = ""
	label, _ := ruled.Evidence()
	rules := fyne.NewMenuItem(wording.Say("By the rules: {{.Label}}", wording.V{"Label": label.Words()}), func() { chooseEvidence(d, e, "") })
	rules.Checked = e.Mastery == ""
	items := []*fyne.MenuItem{rules, fyne.NewMenuItemSeparator()}
	for _, l := range journal.Evidences() {
		item := fyne.NewMenuItem(l.Words(), func() { chooseEvidence(d, e, l) })
		item.Checked = e.Mastery == l
		items = append(items, item)
	}
	return items
}

func chooseEvidence(d *Desk, e *journal.Entry, label insight.Evidence) {
	changed := e.Clone()
	if changed.Mastery == label {
		return
	}
	changed.Mastery = label
	d.Work(func(ctx context.Context) error {
		_, err := d.Journal.Save(ctx, changed)
		return err
	}, func(err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		words := wording.Say("It counts as “{{.Label}}” now.", wording.V{"Label": label.Words()})
		if label == "" {
			words = wording.Say("It counts by the rules again.")
		}
		d.Tell(words, true)
	})
}
