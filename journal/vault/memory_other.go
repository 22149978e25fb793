//go:build !linux && !darwin

package vault

// memoryKiB returns 0: the memory of this system is unknown.
func memoryKiB() uint64 { return 0 }
