//go:build !linux

package backup

// forget does nothing: other systems require special permissions for it.
func forget(string) {}
