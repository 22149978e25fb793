// Package icons holds the sign of the program, and draws the icons of its window.
package icons

import _ "embed"

//go:embed enactive.png
var app []byte

// App is the icon of the program, a PNG of 512 by 512 pixels.
func App() []byte { return app }
