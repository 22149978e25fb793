package page

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/glyph"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// Keys lists commands with their keys, by groups.
func Keys(commands []Command) fyne.CanvasObject {
	var order []wording.Text
	groups := map[wording.Text][]fyne.CanvasObject{}
	for _, c := range commands {
		if c.Key == "" || c.Name == "" {
			continue
		}
		if groups[c.Group] == nil {
			order = append(order, c.Group)
		}
		groups[c.Group] = append(groups[c.Group], container.NewBorder(nil, nil, nil, container.NewCenter(glyph.NewKeyCap(KeyWords(c))), prose.Paragraph(c.Name.String())))
	}
	all := arrange.Flow(2*theme.Unit, prose.Subtitle(wording.Say("keyboard-shortcuts")),
		prose.Quiet(wording.Say("everything-else-is-in-the-list")))
	for _, g := range order {
		all.Add(arrange.Flow(theme.Unit/2, append([]fyne.CanvasObject{prose.Part(g.String())}, groups[g]...)...))
	}
	return all
}

// KeyWords names the key of a command as on a keyboard, such as "Ctrl+Shift+N"; empty if it has
// none.
func KeyWords(c Command) string {
	if c.Key == "" {
		return ""
	}
	var parts []string
	if c.Modifier&fyne.KeyModifierShortcutDefault != 0 {
		parts = append(parts, wording.Say("ctrl-key"))
	}
	if c.Modifier&fyne.KeyModifierAlt != 0 {
		parts = append(parts, wording.Say("alt-key"))
	}
	if c.Modifier&fyne.KeyModifierShift != 0 {
		parts = append(parts, wording.Say("shift-key"))
	}
	return strings.Join(append(parts, keyName(c.Key)), "+")
}

func keyName(k fyne.KeyName) string {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		return wording.Say("enter-key")
	case fyne.KeySlash:
		return "/"
	case fyne.KeyEqual:
		return "+"
	case fyne.KeyMinus:
		return "−"
	case fyne.KeyLeft:
		return "←"
	case fyne.KeyRight:
		return "→"
	case fyne.KeyUp:
		return "↑"
	case fyne.KeyDown:
		return "↓"
	case fyne.KeySpace:
		return wording.Say("space-key")
	case fyne.KeyPageUp:
		return wording.Say("page-up-key")
	case fyne.KeyPageDown:
		return wording.Say("page-down-key")
	case fyne.KeyDelete:
		return wording.Say("delete-key")
	}
	return string(k)
}
