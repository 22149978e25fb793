// Package locale owns one thing: it names a language to the window's toolkit where the
// system names none. The toolkit reads the language while the program is being loaded and
// complains about "C", so this has to be done before: packages without dependencies are
// initialised in the order of their names, and this one comes before the toolkit's.
package locale

import (
	"cmp"
	"os"
	"strings"
)

// Named tells which language the program runs in.
var Named = name()

func name() string {
	language := cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG"))
	if language == "" || language == "C" || language == "POSIX" || strings.HasPrefix(language, "C.") {
		language = "en_US.UTF-8"
		os.Setenv("LC_ALL", language)
	}
	return language
}
