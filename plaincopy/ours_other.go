//go:build !unix

package plaincopy

// isOurs and isAlive cannot tell on this system, so nothing is swept.
func isOurs(string) bool { return false }

func isAlive(int) bool { return true }
