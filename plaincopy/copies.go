package plaincopy

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// Copies are the plain copies that a program made and has not removed. All methods may be called on any
// goroutine; the zero value has no places.
type Copies struct {
	Parents Parents

	mu   sync.Mutex
	dirs []string
}

// Write writes a plain copy into a folder of its own in memory, which only its owner can read, and
// returns its path. Without a place in memory its error wraps ErrNoMemory, and nothing is written.
func (c *Copies) Write(name string, data []byte) (path string, err error) {
	if name != filepath.Base(name) || name == "." || name == ".." {
		return "", fmt.Errorf("writing a plain copy: %q is no name of a file", name)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	dir, err := c.Parents.MakeInMemory()
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return "", errors.Join(fmt.Errorf("writing a plain copy: %w", err), os.RemoveAll(dir))
	}
	c.dirs = append(c.dirs, dir)
	return path, nil
}

// Remove removes the copy at a path that Write returned.
func (c *Copies) Remove(path string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.remove(func(dir string) bool { return dir == filepath.Dir(path) })
}

// RemoveAll removes all copies. Those that could not be removed are tried again the next time.
func (c *Copies) RemoveAll() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.remove(func(string) bool { return true })
}

func (c *Copies) remove(which func(dir string) bool) error {
	var left []string
	var all error
	for _, dir := range c.dirs {
		if which(dir) {
			err := os.RemoveAll(dir)
			if err == nil {
				continue
			}
			all = errors.Join(all, fmt.Errorf("removing a plain copy: %w", err))
		}
		left = append(left, dir)
	}
	c.dirs = left
	return all
}
