package transfer

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"enactive/journal/bundle"
	"enactive/journal/exchange"
	"enactive/journal/fault"
	"enactive/ui/state"
)

// OtherJournal returns the key of the format of a folder, a zip file or a file that another
// journal wrote, by its content; ok is false for tables and for our own exports. A folder or a
// zip file that no format fits, or several do, is an error.
func (s *Service) OtherJournal(ctx context.Context, path string) (key string, ok bool, err error) {
	files, err := bundle.Open(path)
	if err != nil {
		return "", false, err
	}
	defer files.Close() // opened for reading only
	format, ok := exchange.Recognize(ctx, s.formats, files)
	if ok {
		return format.Key, true, nil
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() || strings.EqualFold(filepath.Ext(path), ".zip") {
		return "", false, &fault.Error{Class: exchange.ErrRejected, Kind: "the-program-that-wrote-file-is-not-known", Values: fault.V{"File": filepath.Base(path)}}
	}
	return "", false, nil
}

// readOther reads the export of another journal in the format of that key. Of the answers, only the
// area counts.
func (s *Service) readOther(ctx context.Context, path, key string, answers *state.ColumnAnswers) (*exchange.Import, error) {
	chosen := exchange.Chosen{}
	if answers != nil && answers.Area != "" {
		chosen["set"] = []string{"area=" + answers.Area}
	}
	files, err := bundle.Open(path)
	if err != nil {
		return nil, err
	}
	defer files.Close() // opened for reading only
	at := slices.IndexFunc(s.formats, func(f exchange.Format) bool { return f.Key == key })
	read, err := s.formats[at].Import.FilesReader(chosen)
	if err != nil {
		return nil, err
	}
	return read(ctx, files, s.journal, filepath.Base(path))
}
