package transfer

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/bundle"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/fault"
	"enactive/journal/regular"
	"enactive/ui/state"
)

// How many of each a person sees before an import.
const (
	maxFirst   = 6
	maxBad     = 10
	maxChanges = 5
)

// ReadImport reads and checks a source as a whole. plan is nil at first: then a table comes back as a
// Sheet, which says what has to be asked. progress is called with the bytes read and their total.
func (s *Service) ReadImport(ctx context.Context, from state.ImportSource, plan *state.ImportPlan, progress func(read, of int64)) state.Reading {
	var out state.Reading
	asked := exchange.ImportPlan{}
	if plan != nil {
		if asked, out.Err = planOf(*plan); out.Err != nil {
			return out
		}
	}
	ctx = exchange.WithSheet(ctx, func(sheet exchange.Sheet) { out.Sheet = sheetOf(sheet) })
	found, key, err := s.read(ctx, from, asked, progress)
	if plan == nil && out.Sheet != nil {
		s.remember(out.Sheet, key)
	}
	if err == nil {
		found.Remember("") // for the next file with these columns
		out.Import = s.importOf(found)
		return out
	}
	if bad := (*exchange.RejectedError)(nil); errors.As(err, &bad) {
		out.Bad, out.BadCount, out.Rows = rowsOf(bad.Bad), len(bad.Bad), bad.Rows
	}
	out.Err = err
	return out
}

// remember adds the plan of an earlier file of the format with that key and these columns to a sheet.
func (s *Service) remember(sheet *state.Sheet, key string) {
	columns := make([]string, len(sheet.Columns))
	for i, c := range sheet.Columns {
		columns[i] = c.Name
	}
	if plan, name, ok := exchange.RememberedPlan(s.journal, key, columns); ok {
		form := formPlan(plan)
		sheet.Remembered, sheet.RememberedAs = &form, name
	}
}

// read reads a source, and returns the key of its format.
func (s *Service) read(ctx context.Context, from state.ImportSource, plan exchange.ImportPlan, progress func(read, of int64)) (found *exchange.Import, key string, err error) {
	if from.Path == "" {
		plan.File = from.Name
		found, err = s.readOne(ctx, strings.NewReader(from.Text), from.Name, plan)
		return found, exchange.ImportFormat(s.formats, from.Name).Key, err
	}
	key, ok, err := s.OtherJournal(ctx, from.Path)
	if err != nil {
		return nil, "", err
	}
	if ok {
		found, err = s.readOther(ctx, from.Path, key, plan)
		return found, key, err
	}
	err = readFile(ctx, from.Path, progress, func(r io.Reader) (err error) {
		found, err = s.readOne(ctx, r, filepath.Base(from.Path), plan)
		return err
	})
	return found, exchange.ImportFormat(s.formats, from.Path).Key, err
}

// readOne reads a file of one of our formats, or a table.
func (s *Service) readOne(ctx context.Context, r io.Reader, name string, plan exchange.ImportPlan) (*exchange.Import, error) {
	format := exchange.ImportFormat(s.formats, name).Import
	if format.Table {
		plan.File = name
		return exchange.ReadCSV(ctx, r, s.journal, plan)
	}
	read, err := format.Reader(chosenFor(format, plan))
	if err != nil {
		return nil, err
	}
	return read(ctx, r, s.journal, name)
}

// chosenFor are the options of a plan that a format has.
func chosenFor(format *exchange.Importer, plan exchange.ImportPlan) exchange.Chosen {
	chosen := plan.Chosen()
	for key := range chosen {
		if !slices.ContainsFunc(format.Options, func(o exchange.Option) bool { return o.Key == key }) {
			delete(chosen, key)
		}
	}
	return chosen
}

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

// readOther reads the export of another journal in the format of that key.
func (s *Service) readOther(ctx context.Context, path, key string, plan exchange.ImportPlan) (*exchange.Import, error) {
	files, err := bundle.Open(path)
	if err != nil {
		return nil, err
	}
	needed := false
	defer func() {
		if !needed {
			_ = files.Close() // opened for reading only
		}
	}()
	at := slices.IndexFunc(s.formats, func(f exchange.Format) bool { return f.Key == key })
	format := s.formats[at].Import
	read, err := format.FilesReader(chosenFor(format, plan))
	if err != nil {
		return nil, err
	}
	found, err := read(ctx, files, s.journal, filepath.Base(path))
	// Attachments are read when the import is applied. If it never is, the system closes the file with the
	// program or when the memory is collected.
	needed = err == nil && found.NeedsFiles()
	return found, err
}

// importOf is what would be imported, as the page shows it.
func (s *Service) importOf(found *exchange.Import) *state.Import {
	i := &state.Import{
		Added: found.Added, Changed: found.Changed, AlreadyThere: found.AlreadyThere, Kept: found.Kept, Reviews: found.Reviews, Filters: found.Filters,
		Experiments: found.Experiments, ExperimentsThere: found.ExperimentsThere,
		Days: found.Days, DaysThere: found.DaysThere, NewMeasures: found.NewMeasures, NewAreas: found.NewAreas, LeftOut: found.LeftOut, Notes: describe.Messages(found.Notes), Oddities: describe.Messages(found.Oddities(s.journal.Now())),
		Bad: rowsOf(found.Bad), BadCount: len(found.Bad),
		Apply: func(ctx context.Context) error { return found.Apply(ctx, s.journal) },
	}
	for _, d := range found.FirstDays(maxFirst) {
		i.FirstDays = append(i.FirstDays, state.PreviewDay(d))
	}
	areas := s.journal.Areas()
	for _, p := range found.First(maxFirst) {
		entry := state.PreviewEntry{Line: p.Line, Area: journal.Area{Name: p.Area}, Entry: p.Entry}
		if at := slices.IndexFunc(areas, func(a journal.Area) bool { return strings.EqualFold(a.Name, p.Area) }); at >= 0 {
			entry.Area = areas[at]
		}
		i.First = append(i.First, entry)
	}
	for _, c := range found.Changes(maxChanges) {
		change := state.ImportChange{Title: c.Title}
		for _, f := range c.Fields {
			change.Fields = append(change.Fields, state.ImportFieldChange(f))
		}
		i.Changes = append(i.Changes, change)
	}
	return i
}

func rowsOf(bad []exchange.RowError) []string {
	var all []string
	for n := range bad {
		if n == maxBad {
			break
		}
		all = append(all, describe.Message(bad[n].Message()))
	}
	return all
}

// BackUpBeforeImport makes the backup that an import can be undone by.
func (s *Service) BackUpBeforeImport(ctx context.Context) error {
	return backup.Before(ctx, s.journal, backup.Import)
}

// readFile opens a regular file and reads it.
func readFile(ctx context.Context, path string, progress func(read, of int64), do func(io.Reader) error) error {
	f, err := regular.OpenNamed(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return do(&reader{ctx: ctx, from: f, of: info.Size(), progress: progress})
}

// reader counts the bytes read, and stops once the work is cancelled.
type reader struct {
	ctx      context.Context
	from     io.Reader
	of       int64
	progress func(read, of int64)
	n        int64
}

func (r *reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.from.Read(p)
	r.n += int64(n)
	r.progress(r.n, r.of)
	return n, err
}
