package exchange

import "strings"

// A text cell that a spreadsheet would run as a formula, that is one that matches
// ^'*[=+\-@\t\r\n＝＋－＠], is prefixed with an apostrophe. Since the pattern includes existing
// apostrophes, removing one always restores the text.

// isFormula reports whether s needs the apostrophe.
func isFormula[T string | []byte](s T) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != '\'' {
			return startsFormula(s[i:])
		}
	}
	return false
}

func startsFormula[T string | []byte](s T) bool {
	switch s[0] {
	case '=', '+', '-', '@', '\t', '\r', '\n':
		return true
	case 0xEF: // the full-width ＝ ＋ － ＠ all begin with this byte
		return len(s) >= 3 && strings.Contains("＝＋－＠", string(s[:3]))
	}
	return false
}

// unguard removes the apostrophe that the export added.
func unguard(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && isFormula(cell) {
		return cell[1:]
	}
	return cell
}
