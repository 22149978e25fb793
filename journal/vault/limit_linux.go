package vault

import "golang.org/x/sys/unix"

// limitMemory lets this process have at most so many bytes of its own, besides the files that
// it maps. What asks for more ends it.
func limitMemory(bytes uint64) error {
	return unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: bytes, Max: bytes})
}
