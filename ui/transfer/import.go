package transfer

import (
	"context"
	"io"
	"path/filepath"
	"slices"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/regular"
	"enactive/journal/table"
	"enactive/ui/state"
)

// ReadColumns returns the columns of a table that a person has to map to ours; none if the file
// needs no mapping. progress is called with the bytes read and their total.
func (s *Service) ReadColumns(ctx context.Context, path string, progress func(read, of int64)) ([]state.Column, error) {
	if key, ok, err := s.OtherJournal(ctx, path); ok || err != nil {
		if err != nil {
			return nil, err
		}
		return s.otherColumns(ctx, path, key)
	}
	if !exchange.ImportFormat(s.formats, path).Import.Table {
		return nil, nil
	}
	var found exchange.Table
	err := read(ctx, path, progress, func(r io.Reader) (err error) {
		found, err = exchange.ReadTable(ctx, r, filepath.Base(path))
		return err
	})
	if err != nil || found.NeedsNoMapping() {
		return nil, err
	}
	return columnsOf(found), nil
}

// ReadImport reads and checks a file as a whole. answers is nil for a file without columns of
// its own.
func (s *Service) ReadImport(ctx context.Context, path string, answers *state.ColumnAnswers, progress func(read, of int64)) (*state.Import, error) {
	other, ok, err := s.OtherJournal(ctx, path)
	if err != nil {
		return nil, err
	}
	var found *exchange.Import
	if ok {
		found, err = s.readOther(ctx, path, other, answers)
	} else {
		found, err = s.readFile(ctx, path, answers, progress)
	}
	if err != nil {
		return nil, err
	}
	return &state.Import{
		Added: found.Added, Changed: found.Changed, AlreadyThere: found.AlreadyThere, Reviews: found.Reviews, Filters: found.Filters, NewAreas: found.NewAreas, LeftOut: found.LeftOut,
		Notes: describe.Messages(found.Notes),
		Apply: func(ctx context.Context) error { return found.Apply(ctx, s.journal) },
	}, nil
}

func (s *Service) readFile(ctx context.Context, path string, answers *state.ColumnAnswers, progress func(read, of int64)) (found *exchange.Import, err error) {
	check, err := s.readerFor(path, answers)
	if err != nil {
		return nil, err
	}
	err = read(ctx, path, progress, func(r io.Reader) (err error) {
		found, err = check(ctx, r, s.journal, filepath.Base(path))
		return err
	})
	return found, err
}

// readerFor returns the reader of a file's format; a table is read by the answers.
func (s *Service) readerFor(path string, answers *state.ColumnAnswers) (exchange.Reader, error) {
	format := exchange.ImportFormat(s.formats, path).Import
	if !format.Table {
		return format.Reader(nil)
	}
	return func(ctx context.Context, r io.Reader, j *journal.Journal, file string) (*exchange.Import, error) {
		return exchange.ReadCSV(ctx, r, j, optionsOf(file, answers))
	}, nil
}

// BackUpBeforeImport makes the backup that an import can be undone by.
func (s *Service) BackUpBeforeImport(ctx context.Context) error {
	return backup.Before(ctx, s.journal, backup.Import)
}

// NumberRange is the scale of a column of ours; ok is false if it holds no numbers.
func (s *Service) NumberRange(ours string) (low, high float64, ok bool) {
	return exchange.IsNumber(ours)
}

// ParseScale reads the ends of a scale as they were typed.
func (s *Service) ParseScale(begin, end string) (low, high float64, ok bool) {
	return exchange.ParseScale(begin, end)
}

// read opens a regular file and reads it.
func read(ctx context.Context, path string, progress func(read, of int64), do func(io.Reader) error) error {
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

// optionsOf are the options for a file with answers about its columns.
func optionsOf(file string, a *state.ColumnAnswers) exchange.ImportPlan {
	o := exchange.ImportPlan{File: file}
	if a == nil {
		return o
	}
	o.Leave = a.Leave
	o.Dates, _ = table.ParseOrder(a.Dates)        // these are keys of
	o.Decimal, _ = table.ParseNotation(a.Decimal) // the choices
	names := slices.Concat(a.Leave, a.Times)
	for _, m := range a.Map {
		o.Map = append(o.Map, exchange.ColumnMap(m))
		names = append(names, m.From)
	}
	time := a.Times[0]
	if len(a.Times) > 1 {
		time = "time"
		for slices.Contains(names, time) {
			time += "+"
		}
		o.Join = []exchange.ColumnJoin{{From: a.Times, To: time}}
	}
	o.Map = append(o.Map, exchange.ColumnMap{From: time, To: "time"})
	if a.Area != "" {
		o.Set = []exchange.ColumnSet{{To: "area", Value: a.Area}}
	}
	return o
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
