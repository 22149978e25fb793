//go:build !unix || darwin

package scheme

import "context"

// Ours reports whether the question is answered here; elsewhere the toolkit knows better.
const Ours = false

// Listen tells nothing here.
func Listen(context.Context) <-chan bool { return nil }
