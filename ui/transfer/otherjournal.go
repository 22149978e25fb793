package transfer

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"enactive/journal"
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

// otherColumns returns the columns of the export of another journal; none if there is nothing to ask.
func (s *Service) otherColumns(ctx context.Context, path, key string) ([]state.Column, error) {
	files, err := bundle.Open(path)
	if err != nil {
		return nil, err
	}
	defer files.Close() // opened for reading only
	table, err := s.importer(key).FilesColumns(ctx, files, filepath.Base(path))
	if err != nil {
		return nil, err
	}
	asks := s.activeAreas() != 1
	for _, c := range table.Columns {
		if c.Ours == "area" {
			asks = false
		}
	}
	for _, c := range table.Columns {
		asks = asks || c.Ours == "time" && len(c.Orders) > 0
	}
	if !asks {
		return nil, nil
	}
	return columnsOf(table), nil
}

// activeAreas counts the areas that are not archived. The only one is taken without asking.
func (s *Service) activeAreas() int {
	n := 0
	for _, a := range s.journal.Areas() {
		if !a.Archived {
			n++
		}
	}
	return n
}

func (s *Service) importer(key string) *exchange.Importer {
	return s.formats[slices.IndexFunc(s.formats, func(f exchange.Format) bool { return f.Key == key })].Import
}

// readOther reads the export of another journal in the format of that key.
func (s *Service) readOther(ctx context.Context, path, key string, answers *state.ColumnAnswers) (*exchange.Import, error) {
	files, err := bundle.Open(path)
	if err != nil {
		return nil, err
	}
	defer files.Close() // opened for reading only
	importer, chosen := s.importer(key), exchange.Chosen{}
	if answers != nil {
		table, err := importer.FilesColumns(ctx, files, filepath.Base(path))
		if err != nil {
			return nil, err
		}
		chosen = chosenBy(answers, table)
	}
	read, err := importer.FilesReader(chosen)
	if err != nil {
		return nil, err
	}
	return read(ctx, files, s.journal, filepath.Base(path))
}

// chosenBy puts answers into options. A fact that was not taken for anything becomes a tag, and is
// not left out.
func chosenBy(a *state.ColumnAnswers, table exchange.Table) exchange.Chosen {
	chosen := exchange.Chosen{}
	add := func(key, value string) { chosen[key] = append(chosen[key], value) }
	for _, m := range a.Map {
		if !m.Scaled && slices.ContainsFunc(table.Columns, func(c exchange.TableColumn) bool { return c.Name == m.From && c.Ours == m.To }) {
			continue // as it is without an answer
		}
		value := m.From + "=" + m.To
		if m.Scaled {
			value += ":" + journal.FormatNumber(m.Low) + ".." + journal.FormatNumber(m.High)
		}
		add("map", value)
	}
	for _, name := range a.Times {
		if name != "time" {
			add("map", name+"=time")
		}
	}
	for _, name := range a.Leave {
		if !slices.ContainsFunc(table.Columns, func(c exchange.TableColumn) bool { return c.Name == name && c.IsFact }) {
			add("leave", name)
		}
	}
	if a.Area != "" {
		add("set", "area="+a.Area)
	}
	for key, value := range map[string]string{"dates": a.Dates, "decimal": a.Decimal} {
		if value != "" {
			add(key, value)
		}
	}
	return chosen
}
