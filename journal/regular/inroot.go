package regular

import "os"

// OpenIn opens a regular file in a folder for reading. No path or link leads out of root, and no
// pipe is waited for.
func OpenIn(root *os.Root, name string) (*os.File, error) {
	if info, err := root.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, &Error{name, info.Mode()}
	}
	f, err := root.OpenFile(name, os.O_RDONLY|noWait, 0)
	if err != nil {
		return nil, err
	}
	return checkOpened(f, name)
}
