package exchange

import "strings"

// Names and words in a flag may stand in double quotes, with two for one inside.

// quoteName puts a name into double quotes where a flag would take it apart.
func quoteName(name string) string {
	if name == "" || strings.TrimSpace(name) != name || strings.ContainsAny(name, ` ,:="`) {
		return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
	}
	return name
}

// unquoteName is the name that quoteName wrote, or a person.
func unquoteName(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return s
	}
	return strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)
}

// splitOutsideQuotes splits at a character, except between double quotes; empty parts are left out.
func splitOutsideQuotes(s string, at byte) []string {
	var parts []string
	for more := true; more; {
		var part string
		if part, s, more = cutOutsideQuotes(s, at); strings.TrimSpace(part) != "" {
			parts = append(parts, strings.TrimSpace(part))
		}
	}
	return parts
}

// cutOutsideQuotes is strings.Cut at a character that is not between double quotes.
func cutOutsideQuotes(s string, at byte) (before, after string, ok bool) {
	if i := firstOutsideQuotes(s, at); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// cutLastOutsideQuotes is cutOutsideQuotes at the last such character.
func cutLastOutsideQuotes(s string, at byte) (before, after string, ok bool) {
	last := -1
	for i := 0; ; {
		n := firstOutsideQuotes(s[i:], at)
		if n < 0 {
			break
		}
		last = i + n
		i = last + 1
	}
	if last < 0 {
		return s, "", false
	}
	return s[:last], s[last+1:], true
}

func firstOutsideQuotes(s string, at byte) int {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == at && !quoted:
			return i
		}
	}
	return -1
}
