package typeface

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/golang/freetype/truetype"
)

// The limits of what is looked at of a system's fonts, far above what systems have.
const (
	mostFolders  = 4000
	mostFiles    = 8000
	mostFaces    = 20000
	largestFile  = 512 << 20 // bytes; a system's font of emoji has 200 MB
	longestLook  = 10 * time.Second
	mostLoaded   = 64    // fonts in memory
	mostOutlines = 20000 // glyphs in memory
)

// System is the fonts that the computer has beside ours. They are listed when the first character needs
// one, and nothing is written. It can be used by several goroutines; the zero value and nil have no fonts.
type System struct {
	find func() []string // the folders

	mutex  sync.Mutex
	listed bool
	faces  []*systemFace
	// loaded counts the faces with a font; outlines holds the shapes of glyphs.
	loaded   int
	outlines map[outlineKey]shape
	settings map[*truetype.Font]*setting
}

// systemFace is a font of a file.
type systemFace struct {
	file   string
	index  int // within a collection
	name   string
	aspect font.Aspect
	covers [][2]rune // sorted
	font   *font.Font
	broken bool
}

// NewSystem returns the fonts in folders and the folders below them. A folder that does not exist, or a
// file that is no font, is passed over.
func NewSystem(folders []string) *System {
	folders = slices.Clone(folders)
	return &System{find: func() []string { return folders }}
}

// list finds the fonts, once. The caller holds the mutex.
func (s *System) list() []*systemFace {
	if s.listed || s.find == nil {
		return s.faces
	}
	s.listed = true
	limit, stop := context.WithTimeout(context.Background(), longestLook)
	defer stop()
	// A parser that a hostile file keeps busy cannot be stopped, only left behind.
	found := make(chan []*systemFace)
	go func() {
		defer close(found)
		for _, file := range fontFiles(limit, s.find()) {
			select {
			case found <- readFaces(file):
			case <-limit.Done():
				return
			}
		}
	}()
	for {
		select {
		case faces, more := <-found:
			s.faces = append(s.faces, faces...)
			if more && len(s.faces) < mostFaces {
				continue
			}
		case <-limit.Done():
		}
		return s.faces
	}
}

// fontFiles lists the files of fonts in and below folders, in the order of their names.
func fontFiles(limit context.Context, folders []string) []string {
	var files []string
	seen := map[string]bool{}
	dirs := 0
	for _, folder := range folders {
		_ = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			switch {
			case limit.Err() != nil || len(files) >= mostFiles || dirs >= mostFolders:
				return filepath.SkipAll
			case err != nil:
				return nil // a folder that cannot be read has no fonts for us
			case d.IsDir():
				dirs++
				return nil
			}
			if isFontName(d.Name()) && !seen[path] {
				seen[path] = true
				files = append(files, path)
			}
			return nil
		})
	}
	return files
}

func isFontName(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".ttf", ".otf", ".ttc", ".otc":
		return true
	}
	return false
}

// openFont opens a file that is a font by its table of contents.
func openFont(path string) (*os.File, bool) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > largestFile {
		return nil, false // above all no pipe, which would be waited for
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, false
	}
	if !isSound(file, info.Size()) {
		_ = file.Close()
		return nil, false
	}
	return file, true
}

// readFaces describes the fonts of a file; none if it cannot be read.
func readFaces(path string) (all []*systemFace) {
	defer func() {
		if recover() != nil { // the parser of fonts, on a damaged file
			all = nil
		}
	}()
	file, ok := openFont(path)
	if !ok {
		return nil
	}
	defer func() { _ = file.Close() }()
	loaders, err := ot.NewLoaders(file)
	if err != nil {
		return nil
	}
	for i, l := range loaders {
		if f := describe(l); f != nil {
			f.file, f.index = path, i
			all = append(all, f)
		}
	}
	return all
}

// load reads the font of a face; nil if that fails. The caller holds the mutex.
func (s *System) load(f *systemFace) (read *font.Font) {
	if f.font != nil || f.broken {
		return f.font
	}
	defer func() {
		if recover() != nil {
			read = nil
		}
		f.font, f.broken = read, read == nil
	}()
	if s.loaded >= mostLoaded {
		return nil
	}
	file, ok := openFont(f.file)
	if !ok {
		return nil
	}
	defer func() { _ = file.Close() }()
	loaders, err := ot.NewLoaders(file)
	if err != nil || f.index >= len(loaders) {
		return nil
	}
	read, err = font.NewFont(loaders[f.index])
	if err != nil {
		return nil
	}
	s.loaded++
	return read
}
