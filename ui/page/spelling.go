package page

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"enactive/journal/wording"
	"enactive/resources/translations"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// spellingHost is what the choice of the spelling asks of the window.
type spellingHost interface {
	journalHost
	// Dictionaries are the languages of the dictionaries of this computer, such as "de_DE", and
	// Spellings those in which words are checked.
	Dictionaries() []string
	Spellings() []string
	SetSpellings(languages []string)
}

// spellingCard chooses the languages in which words are checked, and shows the learned words.
type spellingCard struct {
	host  spellingHost
	words *fyne.Container
	shown []string
}

func newSpellingCard(host spellingHost) *spellingCard {
	return &spellingCard{host: host, words: arrange.Flow(theme.Unit)}
}

func (c *spellingCard) object() fyne.CanvasObject {
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("spelling")))
	there, chosen := c.host.Dictionaries(), c.host.Spellings()
	if len(there) > 0 {
		checks := map[string]*choose.Check{}
		row := arrange.Wrap()
		for _, code := range there {
			check := choose.NewCheck(languageName(code), slices.Contains(chosen, code))
			check.OnChanged = func() {
				var on []string
				for _, code := range there {
					if checks[code].IsChecked() {
						on = append(on, code)
					}
				}
				c.host.SetSpellings(on)
			}
			checks[code] = check
			row.Add(check)
		}
		body.Add(input.Labelled(wording.Say("words-are-checked-in"), wording.Say("a-word-is-right-if-one-of-them-has-it"), row))
	} else {
		body.Add(prose.Paragraph(wording.Say("there-is-no-dictionary-here")))
	}
	if name := packageOf(wording.Language()); name != "" && !hasLanguage(there, wording.Language()) {
		body.Add(prose.Quiet(wording.Say("the-package-brings-the-dictionary", wording.V{"Package": name})))
	}
	c.shown = nil
	c.refresh()
	body.Add(c.words)
	return surface.NewCard(body, nil)
}

// refresh shows the learned words as they are now.
func (c *spellingCard) refresh() {
	words := c.host.Journal().Words()
	if slices.Equal(words, c.shown) {
		return
	}
	c.shown = words
	c.words.RemoveAll()
	if len(words) == 0 {
		return
	}
	chips := arrange.Wrap()
	for _, w := range words {
		if !isWritable(c.host) {
			chips.Add(prose.Short(w))
			continue
		}
		chips.Add(control.NewRemovableChip(w, func() { c.forget(w) }))
	}
	c.words.Add(input.Labelled(wording.Say("my-words"), wording.Say("words-that-you-added-while-writing"), chips))
}

func (c *spellingCard) forget(word string) {
	j := c.host.Journal()
	c.host.Work(func(ctx context.Context) error { return j.ForgetWord(ctx, word) }, func(err error) {
		if err != nil {
			c.host.Fail(err)
			return
		}
		c.host.Toast(wording.Say("word-is-no-longer-one-of-your-words", wording.V{"Word": word}), true)
	})
}

// languageName names the language of a dictionary, with its code, of which there may be several.
func languageName(code string) string {
	for _, l := range translations.Languages() {
		if isLanguage(code, l.Code) && l.Code != "ja" {
			return wording.Say("language-with-code", wording.V{"Language": l.Name, "Code": code})
		}
	}
	return code
}

func isLanguage(code, language string) bool {
	return code == language || len(code) > len(language) && code[:len(language)+1] == language+"_"
}

func hasLanguage(codes []string, language string) bool {
	return slices.ContainsFunc(codes, func(code string) bool { return isLanguage(code, language) })
}

// packageOf is the package of Debian that brings the dictionary of a language of the window; Japanese has
// none, since its words are not separated.
func packageOf(language string) string {
	return map[string]string{"en": "hunspell-en-us", "de": "hunspell-de-de", "es": "hunspell-es", "fr": "hunspell-fr", "pt": "hunspell-pt-br"}[language]
}
