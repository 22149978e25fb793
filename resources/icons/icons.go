// Package icons owns the pictures of the program itself.
package icons

import _ "embed"

//go:embed enactive.png
var app []byte

// App is the icon of the program, a PNG of 512 by 512 pixels.
func App() []byte { return app }
