//go:build !linux

package backup

// dropFromCache does nothing: other systems require special permissions for it.
func dropFromCache(string) {}
