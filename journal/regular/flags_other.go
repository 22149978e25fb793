//go:build !unix

package regular

// Without such flags the file is checked before and after opening.
const (
	noWait   = 0
	noFollow = 0
)
