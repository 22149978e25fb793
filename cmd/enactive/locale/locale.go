// Package locale sets a language for the window's toolkit if the system has none. The toolkit
// reads the language while the program is loaded and complains about "C", so this must happen
// before: packages without dependencies are initialised in the order of their names, and this
// one comes before the toolkit's.
package locale

import (
	"cmp"
	"os"
	"strings"
)

// Named returns the language of the program.
var Named = name()

func name() string {
	language := cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG"))
	for variable, value := range changes(os.Getenv) {
		if variable == "LC_MESSAGES" {
			language = value
		}
		if value == "" {
			os.Unsetenv(variable)
			continue
		}
		os.Setenv(variable, value)
	}
	return language
}

// changes returns the variables to set, or to unset if they are "", so that a language is set. The
// character encoding stays the system's UTF-8: under the name of a locale that is not installed,
// an input method could enter only ASCII.
func changes(getenv func(string) string) map[string]string {
	if !isUnnamed(cmp.Or(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG"))) {
		return nil
	}
	coding := cmp.Or(getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG"))
	if folded := strings.ToUpper(coding); !strings.Contains(folded, "UTF-8") && !strings.Contains(folded, "UTF8") {
		coding = "C.UTF-8"
	}
	return map[string]string{"LC_ALL": "", "LC_CTYPE": coding, "LC_MESSAGES": "en_US.UTF-8"}
}

// isUnnamed reports whether a locale has no language.
func isUnnamed(locale string) bool {
	return locale == "" || locale == "C" || locale == "POSIX" || strings.HasPrefix(locale, "C.")
}
