package vault

import "golang.org/x/sys/unix"

// forgetPages lets the system take back the memory of the store's pages that were read. They stay in its cache,
// and are mapped again when they are needed; but the program does not keep the size of the whole store.
func (s *store) forgetPages() {
	size := uintptr(s.size())
	if at := s.db.Info().Data; at != 0 && size > 0 {
		// If it fails, the pages stay.
		_, _, _ = unix.Syscall(unix.SYS_MADVISE, at, size, unix.MADV_DONTNEED)
	}
}
