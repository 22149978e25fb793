package translations

import (
	"fmt"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Catalogue holds the messages of one language. It never changes after Read, so that any number of
// goroutines may use it.
type Catalogue struct {
	sentences *i18n.Localizer
}

// Read reads the catalogue of a language other than English.
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

// Say returns the message of a key with its values, or the English if it is missing.
func (c *Catalogue) Say(key, english string, values map[string]any) string {
	return c.localize(&i18n.LocalizeConfig{
		DefaultMessage: &i18n.Message{ID: key, Other: english}, TemplateData: values,
	})
}

// Count returns the message of a key in its form for n.
func (c *Catalogue) Count(key, english string, n int, values map[string]any) string {
	return c.localize(&i18n.LocalizeConfig{
		DefaultMessage: &i18n.Message{ID: key, Other: english}, PluralCount: n, TemplateData: values,
	})
}

// localize returns the message without the error, which also accompanies the English. Tests make
// sure that no message is missing and that all values fit.
func (c *Catalogue) localize(config *i18n.LocalizeConfig) string {
	text, _ := c.sentences.Localize(config)
	return text
}
