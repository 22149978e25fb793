package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal/wording"
	"enactive/resources/translations"
	"enactive/ui/page"
	"enactive/ui/theme"
)

// sought are what people type, by language, and the command that must be among the first three then.
var sought = map[string][]struct{ typed, command string }{
	"en": {{"sync", "page.machines"}, {"merge", "page.machines"}, {"other computer", "page.machines"}, {"another comp", "page.machines"}, {"computer", "page.machines"},
		{"laptop", "page.machines"}, {"sealed file", "journal.carry"}, {"take in", "journal.takein"}, {"phone", "page.notes"}, {"mobile", "page.notes"},
		{"qr", "page.notes"}, {"alarm", "page.reminders"}, {"side by side", "window.new"}, {"zen", "write.only"}},
	"de": {{"synchron", "page.machines"}, {"zusammenf", "page.machines"}, {"anderer comp", "page.machines"}, {"anderer rechner", "page.machines"}, {"handy", "page.notes"}, {"telefon", "page.notes"}, {"wecker", "page.reminders"}},
	"es": {{"sincron", "page.machines"}, {"unir", "page.machines"}, {"otro orden", "page.machines"}, {"computadora", "page.machines"}, {"móvil", "page.notes"}, {"teléfono", "page.notes"}, {"alarma", "page.reminders"}},
	"fr": {{"synchron", "page.machines"}, {"fusion", "page.machines"}, {"autre ordi", "page.machines"}, {"ordinateur", "page.machines"}, {"téléphone", "page.notes"}, {"mobile", "page.notes"}, {"alarme", "page.reminders"}},
	"ja": {{"同期", "page.machines"}, {"統合", "page.machines"}, {"別のコン", "page.machines"}, {"パソコン", "page.machines"}, {"スマホ", "page.notes"}, {"電話", "page.notes"}, {"アラーム", "page.reminders"}},
	"pt": {{"sincron", "page.machines"}, {"mesclar", "page.machines"}, {"outro comp", "page.machines"}, {"computador", "page.machines"}, {"celular", "page.notes"}, {"telefone", "page.notes"}, {"alarme", "page.reminders"}},
}

// TestPagesAreFoundByOrdinaryWords types what people call another computer, a phone and others, in every language.
func TestPagesAreFoundByOrdinaryWords(t *testing.T) {
	d := open(t, storied(t))
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	for _, l := range translations.Languages() {
		d.applyAppearance(page.Appearance{Mode: theme.Light, Scale: 1, Week: time.Monday, Language: l.Code})
		if len(sought[l.Code]) == 0 {
			t.Errorf("nothing is sought in %s", l.Name)
		}
		p := &palette{window: d.open, commands: d.open.commands()}
		for _, s := range sought[l.Code] {
			found := p.matchingCommands(s.typed)
			var names []string
			for _, pick := range found[:min(3, len(found))] {
				names = append(names, pick.Title)
			}
			if want := nameOf(t, p.commands, s.command); !slices.Contains(names, want) {
				t.Errorf("in %s, %q finds %q, and not %q", l.Name, s.typed, names, want)
			}
		}
		for _, c := range p.commands {
			if words := c.Words.String(); len(strings.Fields(words)) > 3 && !strings.ContainsAny(words, ",、") {
				t.Errorf("in %s, %s is found only by %q in full: phrases are separated by commas", l.Name, c.ID, words)
			}
		}
	}
}

func nameOf(t *testing.T, all []page.Command, id string) string {
	t.Helper()
	for _, c := range all {
		if c.ID == id {
			return c.Name.String()
		}
	}
	t.Fatalf("there is no command %s", id)
	return ""
}
