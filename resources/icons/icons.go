// Package icons embeds the icons of the program.
package icons

import _ "embed"

//go:embed enactive.png
var app []byte

//go:embed chart.svg
var chart []byte

//go:embed shield.svg
var shield []byte

//go:embed ladder.svg
var ladder []byte

//go:embed book.svg
var book []byte

// Ladder is the icon of the page with the areas, an SVG of 24 by 24 units.
func Ladder() []byte { return ladder }

// Book is the icon of the page with the reviews, an SVG of 24 by 24 units.
func Book() []byte { return book }

//go:embed lock.svg
var lock []byte

// Lock marks values that can no longer be changed, an SVG of 24 by 24 units.
func Lock() []byte { return lock }

//go:embed right.svg
var right []byte

//go:embed down.svg
var down []byte

// Right and Down are the arrows of a closed and an open section, SVGs of 24 by 24 units.
func Right() []byte { return right }

// Down is the arrow of an open section; see Right.
func Down() []byte { return down }

// Shield is the icon of the page about safety, an SVG of 24 by 24 units.
func Shield() []byte { return shield }

// Chart is the icon of the page with the charts, an SVG of 24 by 24 units.
func Chart() []byte { return chart }

// App is the icon of the program, a PNG of 512 by 512 pixels.
func App() []byte { return app }
