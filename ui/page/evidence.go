package page

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// evidenceHost is what the label of an entry asks of the window.
type evidenceHost interface {
	journalHost
	hinter
}

// evidenceTag shows the evidence label of an entry and lets the person choose another; nil for an
// entry that cannot be evidence.
func evidenceTag(host evidenceHost, e *journal.Entry) fyne.CanvasObject {
	label, grounds := e.Evidence()
	if label == "" {
		return nil
	}
	var tag *control.Tag
	tag = control.NewTag(describe.EvidenceLabel(label), wording.Sentences(describe.EvidenceReason(label, grounds), wording.Say("click-to-choose-another")), host.Hints(), func() {
		host.Hints().Hide()
		menu := widget.NewPopUpMenu(fyne.NewMenu("", evidenceItems(host, e)...), host.Window().Canvas())
		menu.ShowAtRelativePosition(fyne.NewPos(0, tag.Size().Height), tag)
	})
	return tag
}

// evidenceItems are the labels that can be chosen, and first of all the rules.
func evidenceItems(host evidenceHost, e *journal.Entry) []*fyne.MenuItem {
	ruled := e.Clone()
	ruled.Mastery = ""
	label, _ := ruled.Evidence()
	rules := fyne.NewMenuItem(wording.Say("by-the-rules-label", wording.V{"Label": describe.EvidenceLabel(label)}), func() { chooseEvidence(host, e, "") })
	rules.Checked = e.Mastery == ""
	items := []*fyne.MenuItem{rules, fyne.NewMenuItemSeparator()}
	for _, l := range journal.Evidences() {
		item := fyne.NewMenuItem(describe.EvidenceLabel(l), func() { chooseEvidence(host, e, l) })
		item.Checked = e.Mastery == l
		items = append(items, item)
	}
	return items
}

func chooseEvidence(host evidenceHost, e *journal.Entry, label insight.Evidence) {
	base, changed := e.Clone(), e.Clone()
	if changed.Mastery == label {
		return
	}
	changed.Mastery = label
	host.Work(func(ctx context.Context) error {
		_, _, err := host.Journal().SaveFrom(ctx, base, changed)
		return err
	}, func(err error) {
		if err != nil {
			host.Fail(err)
			return
		}
		words := wording.Say("it-now-counts-as-label", wording.V{"Label": describe.EvidenceLabel(label)})
		if label == "" {
			words = wording.Say("it-counts-by-the-rules-again")
		}
		host.Toast(words, true)
	})
}

// evidenceChoice lets the label of an entry be chosen while it is written, or left to the
// rules.
type evidenceChoice struct {
	chosen  insight.Evidence
	choice  *choose.Select
	reason  *prose.Label
	changed func()
}

func newEvidenceChoice() *evidenceChoice {
	c := &evidenceChoice{choice: choose.NewSelect(), reason: prose.Caption(""), changed: nothingMore}
	c.choice.OnChanged = func(string) {
		label := insight.Evidence("")
		if i := c.choice.SelectedIndex(); i > 0 {
			label = journal.Evidences()[i-1]
		}
		if label != c.chosen {
			c.chosen = label
			c.changed()
		}
	}
	return c
}

func (c *evidenceChoice) object() fyne.CanvasObject {
	return arrange.Flow(theme.Unit/2, surface.Framed(c.choice), c.reason)
}

// choose takes over a label; empty leaves it to the rules.
func (c *evidenceChoice) choose(label insight.Evidence) { c.chosen = label }

// say shows the label of an entry by the rules, and the chosen one.
func (c *evidenceChoice) say(e *journal.Entry) {
	ruled := e.Clone()
	ruled.Mastery = ""
	label, _ := ruled.Evidence()
	words := []string{wording.Say("by-the-rules-label", wording.V{"Label": describe.EvidenceLabel(label)})}
	at := 0
	for i, l := range journal.Evidences() {
		words = append(words, describe.EvidenceLabel(l))
		if l == c.chosen {
			at = i + 1
		}
	}
	c.reason.SetText(describe.EvidenceReason(e.Evidence()))
	c.choice.Options = words
	c.choice.SetSelectedIndex(at)
	c.choice.Refresh()
}
