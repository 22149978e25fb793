package translations

import (
	"fmt"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Catalogue holds the sentences of one language. It is complete when it is returned and never
// changes afterwards, so that any number of goroutines may look sentences up in it; another
// language is another catalogue.
type Catalogue struct {
	sentences *i18n.Localizer
}

// Read reads the catalogue of a language that has a file.
func Read(code string) (*Catalogue, error) {
	name := code + ".json"
	file, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading the translation %s: %w", code, err)
	}
	bundle := i18n.NewBundle(language.English)
	if _, err := bundle.ParseMessageFileBytes(file, name); err != nil {
		return nil, fmt.Errorf("reading the translation %s: %w", code, err)
	}
	return &Catalogue{sentences: i18n.NewLocalizer(bundle, code)}, nil
}

// Say says the sentence of a key with its values, or the English where it is missing.
func (c *Catalogue) Say(key, english string, values map[string]any) string {
	return c.look(&i18n.LocalizeConfig{
		DefaultMessage: &i18n.Message{ID: key, Other: english}, TemplateData: values,
	})
}

// Count says the sentence of a key in its form for n.
func (c *Catalogue) Count(key, english string, n int, values map[string]any) string {
	return c.look(&i18n.LocalizeConfig{
		DefaultMessage: &i18n.Message{ID: key, Other: english}, PluralCount: n, TemplateData: values,
	})
}

// look returns the sentence and drops the error: the English comes with an error as well, and
// that no sentence is missing or has a broken value is what the tests see to.
func (c *Catalogue) look(config *i18n.LocalizeConfig) string {
	text, _ := c.sentences.Localize(config)
	return text
}
