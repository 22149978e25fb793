// Package licences embeds the licences of the third-party parts of the program. The file is
// generated from the modules that the programs are built from:
//
//	go generate ./resources/licences
package licences

import _ "embed"

//go:generate go run gather.go

//go:embed licences.txt
var text string

// Text returns a heading and a licence for each module and for the fonts.
func Text() string { return text }
