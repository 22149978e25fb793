package vault

import "golang.org/x/sys/unix"

// limitMemory limits the private memory of this process, without mapped files. Exceeding the
// limit ends the process.
func limitMemory(bytes uint64) error {
	return unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: bytes, Max: bytes})
}
