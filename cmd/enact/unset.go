package main

import (
	"fmt"

	"enactive/charts"
)

// warnOfUnset says what characters stand as U+FFFD in a file, because no typeface of the
// program has them.
func (s *session) warnOfUnset(file string, unset charts.Unset) {
	if unset.Total() == 0 {
		return
	}
	var kinds []string
	for _, script := range unset.Scripts() {
		kinds = append(kinds, fmt.Sprintf("%d %s", unset[script], scriptWords(script)))
	}
	where := plain(file)
	if file == "" || file == "-" {
		where = "the document"
	}
	n := unset.Total()
	verb, it := "are", "they are"
	if n == 1 {
		verb, it = "is", "it is"
	}
	s.warn("%s of what you wrote %s not in the typefaces of Enactive and shown in %s as \uFFFD: %s; in your journal %s as you wrote.",
		count(n, "character", "characters"), verb, where, sequence(kinds), it)
}

// scriptWords name a script of Unicode in a sentence.
func scriptWords(script string) string {
	if script == "" {
		return "pictograph or other sign"
	}
	return script
}
