package vault

import "golang.org/x/sys/unix"

// memoryKiB returns the machine's memory, 0 if unknown.
func memoryKiB() uint64 {
	n, err := unix.SysctlUint64("hw.memsize")
	if err != nil {
		return 0
	}
	return n >> 10
}
