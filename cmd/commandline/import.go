package commandline

import (
	"errors"
	"io"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"enactive/journal"
	"enactive/journal/agefile"
	"enactive/journal/backup"
	"enactive/journal/bundle"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/regular"
)

// importCmd groups the imports: one command for each format that can be read.
type importCmd struct {
	kong.Plugins
	Plans importPlansCmd `cmd:"" help:"The plans that are remembered for files with the same columns."`
}

func importCommands(formats []exchange.Format) importCmd {
	return importCmd{Plugins: formatCommands(formats, func(f exchange.Format) (c importFormatCmd, help string, ok bool) {
		if f.Import == nil {
			return c, "", false
		}
		return importFormatCmd{format: f, formatFlags: flagsOf(f.Import.Options)}, f.Import.Help, true
	})}
}

// importFlags are the flags of every import.
type importFlags struct {
	File   []string `arg:"" help:"The files; - is standard input."`
	DryRun bool     `help:"Only show what would be imported: the first entries, and what each field would have."`
	JSON   bool     `name:"json" help:"With --dry-run: as JSON, with the plan, which --plan reads, and what each column proves."`

	TakeExperiments bool `help:"Bring experiments that run here to where they are in the file, and end those that ended there; this cannot be undone."`

	PassphraseFileIn string `placeholder:"FILE" help:"For files that are encrypted with the program age or with --encrypt: read their passphrase from the first line of FILE. Without it, it is asked for."`

	planChoice planChoice
}

// checkExperiments keeps an import from ending, or going on with, what runs here, unless that was asked for.
func (f *importFlags) checkExperiments(imp *exchange.Import) error {
	if imp.GoOn == 0 || f.TakeExperiments {
		return nil
	}
	return misuse("nothing was imported: %s further in the file than here, for good; add --take-experiments to bring them here to where they are in the file", count(imp.GoOn, "running experiment is", "running experiments are"))
}

// importFormatCmd reads one format.
type importFormatCmd struct {
	formatFlags
	importFlags
	format exchange.Format
}

func (c *importFormatCmd) Help() string { return c.format.Import.Detail }

func (c *importFormatCmd) Run(s *session) error {
	chosen := c.chosen()
	if err := c.choosePlan(s, chosen); err != nil {
		return err
	}
	if err := c.readFiles(s, chosen); err != nil {
		return err
	}
	var err error
	keys := &inputKeys{s: s, src: source{flag: "--passphrase-file-in", file: c.PassphraseFileIn, fileOnly: true}}
	var read exchange.Reader
	if c.format.Import.Reader != nil {
		if read, err = c.format.Import.Reader(chosen); err != nil {
			return err
		}
	}
	if c.format.Import.FilesReader == nil {
		return c.run(s, false, func(j *journal.Journal, file string) (*exchange.Import, error) { return c.read(s, j, file, keys, read) })
	}
	readFiles, err := c.format.Import.FilesReader(chosen)
	if err != nil {
		return err
	}
	return c.run(s, true, func(j *journal.Journal, file string) (*exchange.Import, error) {
		if read != nil && !s.holdsFiles(file) {
			return c.read(s, j, file, keys, read)
		}
		return readBundle(s, j, file, keys, readFiles)
	})
}

// holdsFiles reports whether a name is that of a folder or a zip file.
func (s *session) holdsFiles(name string) bool {
	info, err := s.stat(name)
	if agefile.IsName(name) {
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	return err == nil && info.IsDir() || strings.EqualFold(filepath.Ext(name), ".zip")
}

// readBundle reads a folder, a zip file or a single file.
func readBundle(s *session, j *journal.Journal, file string, keys *inputKeys, read exchange.FilesReader) (*exchange.Import, error) {
	files, name, err := s.openBundle(file, keys)
	if err != nil {
		return nil, err
	}
	imp, err := read(s.ctx, files, j, name)
	if err == nil && imp.NeedsFiles() {
		s.reading = append(s.reading, files) // until it is imported
	} else {
		_ = files.Close() // opened for reading only
	}
	return imp, err
}

// openBundle opens what a person named; of a pipe and of standard input, everything is read.
func (s *session) openBundle(file string, keys *inputKeys) (files *bundle.Bundle, name string, err error) {
	if agefile.IsName(file) {
		f, err := s.openInputFile(file)
		if err != nil {
			return nil, "", err
		}
		defer f.Close() // opened for reading only
		in, err := agefile.Open(f, file, keys.ask(file))
		if err != nil {
			return nil, "", err
		}
		files, err = bundle.Read(in, strings.TrimSuffix(file, filepath.Ext(file)))
		return files, file, err
	}
	if file == "-" {
		files, err = bundle.Read(s.in, "standard input")
		return files, "standard input", err
	}
	if info, err := s.stat(file); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		f, err := s.openInputFile(file)
		if err != nil {
			return nil, "", err
		}
		defer f.Close() // opened for reading only
		files, err = bundle.Read(f, file)
		return files, file, err
	}
	if files, err = bundle.Open(s.at(file)); err != nil && !errors.Is(err, bundle.ErrRefused) {
		err = unreadable(file, err)
	}
	return files, file, err
}

// readFiles replaces the names of files among the values of the flags by the contents of these files.
func (c *importFormatCmd) readFiles(s *session, chosen exchange.Chosen) error {
	for _, o := range c.options {
		if !o.IsFile {
			continue
		}
		for i, name := range chosen[o.Key] {
			raw, err := s.readSmall(name)
			if err != nil {
				return err
			}
			chosen[o.Key][i] = string(raw)
		}
	}
	return nil
}

// readSmall reads a file of a few lines that a flag names.
func (s *session) readSmall(name string) ([]byte, error) {
	f, err := s.openInputFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // opened for reading only
	raw, err := io.ReadAll(io.LimitReader(f, maxObject))
	if err != nil {
		return nil, unreadable(name, err)
	}
	return raw, nil
}

// importMemory is how much memory an import takes before it is collected more often. The largest one
// needs 800 MiB, and would take twice as much otherwise.
const importMemory = 900 << 20

// run reads all files before it imports the first, so that one bad file stops them all.
func (c *importFlags) run(s *session, folders bool, read func(j *journal.Journal, file string) (*exchange.Import, error)) error {
	for _, file := range c.File {
		if err := s.checkReadable(file, folders); err != nil {
			return err
		}
	}
	if c.JSON && (!c.DryRun || len(c.File) > 1) {
		return misuse("--json is for --dry-run of one file")
	}
	read = c.recalling(s, read)
	defer func() {
		for _, files := range s.reading {
			_ = files.Close() // opened for reading only
		}
		s.reading = nil
	}()
	debug.SetMemoryLimit(min(debug.SetMemoryLimit(-1), importMemory))
	return s.with(func(j *journal.Journal) error {
		if c.DryRun {
			return c.dryRun(s, j, read)
		}
		var imports []*exchange.Import
		for _, file := range c.File {
			imp, err := read(j, file)
			if err != nil {
				return err
			}
			imports = append(imports, imp)
		}
		for _, imp := range imports {
			if err := c.checkExperiments(imp); err != nil {
				return err
			}
		}
		if err := backup.Before(s.ctx, j, backup.Import); err != nil {
			return err
		}
		for i, imp := range imports {
			if i > 0 && c.File[i] != "-" {
				var err error // entries of an earlier file may be in this one too
				if imp, err = read(j, c.File[i]); err != nil {
					return err
				}
			}
			imp.Remember("")
			if err := s.during(func() error { return imp.Apply(s.ctx, j) }); err != nil {
				return err
			}
			c.printImported(s, imp)
		}
		return nil
	})
}

// dryRun shows what would be imported.
func (c *importFlags) dryRun(s *session, j *journal.Journal, read func(j *journal.Journal, file string) (*exchange.Import, error)) error {
	ctx := s.ctx
	defer func() { s.ctx = ctx }()
	for _, file := range c.File {
		var sheet *exchange.Sheet
		s.ctx = exchange.WithSheet(ctx, func(shown exchange.Sheet) { sheet = &shown })
		imp, err := read(j, file)
		if c.JSON {
			if err != nil && sheet == nil {
				return err
			}
			return errors.Join(s.printDryRun(c.readBy(imp, s.describeRun(file, imp, sheet, err))), err)
		}
		if err != nil {
			return err
		}
		s.printPreview(imp, sheet)
		c.printImported(s, imp)
	}
	return nil
}

// checkReadable reports a wrong file name before the person types a passphrase.
func (s *session) checkReadable(file string, folders bool) error {
	if file == "-" {
		return nil
	}
	info, err := s.stat(file)
	if err != nil {
		return unreadable(file, err)
	}
	if info.IsDir() && !folders {
		return unreadable(file, syscall.EISDIR)
	}
	if !info.Mode().IsRegular() {
		return nil // a pipe can only be opened once, and a folder is listed later
	}
	f, err := regular.OpenNamed(s.at(file))
	if err != nil {
		return unreadable(file, err)
	}
	return f.Close()
}

func (c *importFlags) read(s *session, j *journal.Journal, file string, keys *inputKeys, read exchange.Reader) (*exchange.Import, error) {
	if file == "-" {
		const name = "standard input"
		in, err := agefile.Open(s.in, name, keys.ask(name))
		if err != nil {
			return nil, err
		}
		return read(s.ctx, in, j, name)
	}
	f, err := s.openInputFile(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() // opened for reading only
	bar := s.progress(f, f.size)
	defer bar.end()
	in, err := agefile.Open(bar, file, keys.ask(file))
	if err != nil {
		return nil, err
	}
	return read(s.ctx, in, j, file)
}

// printImported prints what was imported; the numbers are on the last line.
func (c *importFlags) printImported(s *session, imp *exchange.Import) {
	which := ""
	if len(c.File) > 1 {
		which = plain(imp.File) + ": "
	}
	added, changed := "added", "changed"
	if c.DryRun {
		added, changed = "would be added", "would be changed"
	}
	if c.DryRun {
		printChanges(s, imp)
	}
	for _, more := range []struct {
		what         string
		added, there int
	}{{"Experiments", imp.Experiments, imp.ExperimentsThere}, {"Days", imp.Days, imp.DaysThere}, {"Photos and files", imp.Attachments, imp.AttachmentsThere}, {"Reviews", imp.Reviews, imp.ReviewsThere}, {"Filters", imp.Filters, imp.FiltersThere}} {
		if more.added+more.there > 0 {
			s.printf("%s: %d %s, %d already there\n", more.what, more.added, added, more.there)
		}
	}
	s.printRecall(c.planChoice.recalls[imp])
	for _, note := range imp.Notes {
		s.print(plain(describe.Message(note)), "\n")
	}
	if len(imp.NewMeasures) > 0 {
		s.print("New measures: ", plain(strings.Join(imp.NewMeasures, ", ")), "\n")
	}
	if len(imp.NewAreas) > 0 {
		s.print("New areas: ", plain(strings.Join(imp.NewAreas, ", ")), "\n")
	}
	if len(imp.LeftOut) > 0 {
		s.print("Left out: ", plain(strings.Join(imp.LeftOut, ", ")), "\n")
	}
	if imp.Replaced > 0 {
		s.printf("In %s bytes that are not UTF-8 became \uFFFD; a file saved as UTF-8 keeps its characters\n", count(imp.Replaced, "cell", "cells"))
	}
	if len(imp.Bad) > 0 {
		s.printf("Skipped: %s\n", count(len(imp.Bad), "row", "rows"))
		for i := range imp.Bad {
			s.warn("%s", describe.Error(&imp.Bad[i]))
		}
	}
	if imp.Remembered != "" {
		name := plain(imp.Remembered)
		s.printf("Files with the same columns will be read in the same way, by the plan %q; see \"enact help import plans\"\n", name)
	}
	s.printf("%s%d %s, %d already there", which, imp.Added, added, imp.AlreadyThere)
	if imp.InBin > 0 {
		s.printf(" (%d of them in the bin, where they stay)", imp.InBin)
	}
	if imp.Changed > 0 {
		s.printf(", %d %s", imp.Changed, changed)
	}
	s.print("\n")
}
