//go:build !unix || darwin

package scheme

import "context"

// Ours is true on systems where this package, and not the toolkit, finds out about dark colours.
const Ours = false

// Listen reports nothing on this system.
func Listen(context.Context) <-chan bool { return nil }
