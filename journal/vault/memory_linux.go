package vault

import "golang.org/x/sys/unix"

// memoryKiB returns the machine's memory, 0 if unknown.
func memoryKiB() uint64 {
	var info unix.Sysinfo_t
	if err := unix.Sysinfo(&info); err != nil {
		return 0
	}
	return uint64(info.Totalram) * uint64(info.Unit) >> 10
}
