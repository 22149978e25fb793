package saidtime

import (
	"cmp"
	"slices"
	"strings"

	"enactive/journal/table"
)

// Locale is how the person's system writes.
type Locale struct {
	// Languages are the codes of the languages whose words are read besides English, such as "de".
	Languages []string
	// Order is that of numeric dates; OrderNone if the locale does not prove one.
	Order table.Order
}

// LocaleOf reads the environment variables that name a locale.
func LocaleOf(getenv func(string) string) Locale {
	ofTime := cmp.Or(getenv("LC_ALL"), getenv("LC_TIME"), getenv("LANG"))
	ofMessages := cmp.Or(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG"))
	l := Locale{Order: orderOf(ofTime)}
	for _, name := range []string{ofTime, ofMessages} {
		code, _ := split(name)
		if code != "" && code != "en" && !slices.Contains(l.Languages, code) {
			l.Languages = append(l.Languages, code)
		}
	}
	return l
}

// split splits de_AT.UTF-8@euro into language and country. C and POSIX have neither.
func split(locale string) (language, country string) {
	if i := strings.IndexAny(locale, ".@"); i >= 0 {
		locale = locale[:i]
	}
	if locale == "C" || locale == "POSIX" {
		return "", ""
	}
	language, country, _ = strings.Cut(strings.ReplaceAll(locale, "-", "_"), "_")
	return strings.ToLower(language), strings.ToUpper(country)
}

// orderOf is the order in which a locale writes dates in numbers. Countries that write them in
// several ways have none, and neither has English without a country.
func orderOf(locale string) table.Order {
	language, country := split(locale)
	has := func(list, word string) bool { return word != "" && slices.Contains(strings.Fields(list), word) }
	switch {
	case country == "US" && has("en es", language), language == "es" && country == "PR":
		return table.MDY
	case has("ja zh ko hu", language):
		return table.YMD
	case language == "en" && has("GB IE AU NZ IN SG", country):
		return table.DMY
	case country == "CA" || country == "US":
		return table.OrderNone
	case has("de es fr pt it nl pl cs sk sl da nb nn fi el ro bg ru uk tr ca", language):
		return table.DMY
	}
	return table.OrderNone
}
