//go:build !unix

package regular

// What is opened is looked at before and after.
const (
	noWait   = 0
	noFollow = 0
)
