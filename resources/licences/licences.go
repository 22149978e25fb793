// Package licences owns the texts of the licences under which the parts of the program that
// others made are given on. The file is made from the modules that are built in:
//
//	go generate ./resources/licences
package licences

import _ "embed"

//go:generate go run gather.go

//go:embed licences.txt
var text string

// Text is a heading and a licence for each module, and for the fonts.
func Text() string { return text }
