package plaincopy

import "golang.org/x/sys/unix"

// isMemory reports whether the files of a folder are in memory alone.
func isMemory(dir string) bool {
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil {
		return false
	}
	kind := uint32(fs.Type) // the width and the sign differ between machines
	return kind == unix.TMPFS_MAGIC || kind == unix.RAMFS_MAGIC
}
