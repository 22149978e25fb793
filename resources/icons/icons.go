// Package icons owns the pictures of the program itself.
package icons

import _ "embed"

//go:embed enactive.png
var app []byte

//go:embed chart.svg
var chart []byte

//go:embed shield.svg
var shield []byte

// Shield is the sign of the page about safety, an SVG of 24 by 24 units.
func Shield() []byte { return shield }

// Chart is the sign of the page with the charts, an SVG of 24 by 24 units.
func Chart() []byte { return chart }

// App is the icon of the program, a PNG of 512 by 512 pixels.
func App() []byte { return app }
