// Package wording owns how counts are written, in sentences, charts and pages alike.
package wording

import "strconv"

// Thousands writes a count with commas between thousands, such as "1,200".
func Thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Count writes a count with its noun, such as "1 try" and "1,200 tries".
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Thousands(n) + " " + many
}
