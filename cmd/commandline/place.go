package commandline

import (
	"context"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// place is where a command was started, if another program runs it: names of files are relative to the
// folder there, and some files exist there alone.
type place struct {
	folder string
	// open opens what exists there alone: a name such as /dev/fd/3.
	open func(ctx context.Context, name string) (*os.File, error)
	// openFD opens an open file by its number.
	openFD func(ctx context.Context, number int) (*os.File, error)

	mu sync.Mutex
	// typed has the names as they were typed, by the whole ones.
	typed map[string]string
}

// atHome matches names that mean another file in each process.
var atHome = regexp.MustCompile(`^/(dev/(fd/|stdin$|stdout$|stderr$|tty$)|proc/(self|thread-self)/)`)

// at returns the name by which this process finds a file that a person named.
func (s *session) at(name string) string {
	p := s.env.place
	if p == nil || name == "" || filepath.IsAbs(name) {
		return name
	}
	whole := filepath.Join(p.folder, name)
	if strings.HasSuffix(name, "/") {
		whole += "/" // a folder is meant, and nothing else
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.typed[whole] = name
	p.typed[filepath.Dir(whole)] = filepath.Dir(name)
	return whole
}

// asTyped puts the names of files that were typed into a text in place of the whole ones.
func (p *place) asTyped(text string) string {
	if p == nil {
		return text
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	// The longest first: one may be the beginning of another.
	for _, whole := range slices.SortedFunc(maps.Keys(p.typed), func(a, b string) int { return len(b) - len(a) }) {
		text = strings.ReplaceAll(text, whole, p.typed[whole])
	}
	return text
}

// typedNames puts the names of files that were typed into what is written.
type typedNames struct {
	place *place
	to    io.Writer
}

func (t typedNames) Write(b []byte) (int, error) {
	if _, err := io.WriteString(t.to, t.place.asTyped(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// isThere reports whether a name means a file that only the command itself can open.
func (s *session) isThere(name string) bool {
	return s.env.place != nil && atHome.MatchString(filepath.Clean(name))
}

// isSamePlace reports whether two paths are of one folder or file.
func isSamePlace(a, b string) bool {
	if a == b {
		return true
	}
	ia, err := os.Stat(a)
	if err != nil {
		return false
	}
	ib, err := os.Stat(b)
	return err == nil && os.SameFile(ia, ib)
}

// stat describes a file that a person named. What only the command itself can open is a pipe.
func (s *session) stat(name string) (fs.FileInfo, error) {
	if s.isThere(name) {
		return pipeInfo(name), nil
	}
	return os.Stat(s.at(name))
}

// pipeInfo describes a pipe of this name.
type pipeInfo string

func (p pipeInfo) Name() string     { return filepath.Base(string(p)) }
func (pipeInfo) Size() int64        { return 0 }
func (pipeInfo) Mode() fs.FileMode  { return fs.ModeNamedPipe }
func (pipeInfo) ModTime() time.Time { return time.Time{} }
func (pipeInfo) IsDir() bool        { return false }
func (pipeInfo) Sys() any           { return nil }
