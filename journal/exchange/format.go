package exchange

import (
	"context"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/wording"
)

// Format is a type of file that entries are exported to or imported from. The window, the
// command line, its help, its completion and its manual page all read the list of them.
type Format struct {
	// Key is its name on the command line, such as "csv".
	Key string
	// Extension is its file extension, such as ".csv".
	Extension string
	// Name is the displayed name.
	Name wording.Text
	// Holds is a sentence about the contents of such a file. Formats may share one.
	Holds wording.Text
	// Export is nil for an import-only format, Import for an export-only one.
	Export *Exporter
	Import *Importer
}

// Exporter writes one format.
type Exporter struct {
	Manual
	// Binary is true for files that are not text for a terminal.
	Binary bool
	// HandedOn is true for a document of which Request.Handout says what it tells.
	HandedOn bool
	// Schema returns a description of such files for other programs; nil if there is none.
	Schema func() string
	// Write writes the entries that r selects.
	Write func(ctx context.Context, w io.Writer, j *journal.Journal, r Request) error
	// WriteFolder writes them as the files of a folder, by calling put with each; nil if the format
	// is always one file. IsOurs reports whether it wrote a file of that name that begins so.
	WriteFolder func(ctx context.Context, put func(name string, content []byte) error, j *journal.Journal, r Request) error
	IsOurs      func(name string, head []byte) bool
}

// Importer reads one format.
type Importer struct {
	Manual
	// Table is true if other programs write this format, whose columns WithSheet shows and
	// ImportPlan maps.
	Table bool
	// Extensions are further ends of the names of files that it reads.
	Extensions []string
	// Reader checks the options and returns a function that reads a file with them.
	Reader func(o Chosen) (Reader, error)
	// FilesReader is for a format that may be a folder or a zip file: it is given all files in it, or
	// the only one. Such a format may have a Reader of a single file too.
	FilesReader func(o Chosen) (FilesReader, error)
	// Recognise reports whether files look like those of a format with a FilesReader; it may be nil.
	Recognise func(ctx context.Context, files fs.FS) bool
}

// Reader checks a file against a journal and changes nothing; file is its name in messages.
type Reader func(ctx context.Context, r io.Reader, j *journal.Journal, file string) (*Import, error)

// FilesReader is Reader for the files of a folder, of a zip file, or a single one; name is what
// messages call it.
type FilesReader func(ctx context.Context, files fs.FS, j *journal.Journal, name string) (*Import, error)

// Manual explains the command of a format. The command line speaks English, so its texts are
// not translated.
type Manual struct {
	// Help is one sentence.
	Help string
	// Detail is a longer text; lines that begin with blanks are printed unchanged.
	Detail string
	// Options are the flags that only this format has.
	Options []Option
}

// Option is a flag of a format.
type Option struct {
	Key  string
	Help string
	// Name is the displayed name of a switch that the window offers too; empty if it does not.
	Name wording.Text
	// Placeholder describes the value, and the option may be repeated; without it the option is
	// a switch.
	Placeholder string
	// IsFile is true if the value on the command line is the name of a file, whose contents Chosen
	// holds.
	IsFile bool
}

// Chosen holds the values of options by their keys. A switch that is on has one empty value.
type Chosen map[string][]string

// Has reports whether an option was given.
func (c Chosen) Has(key string) bool { return len(c[key]) > 0 }

// Request is what to export.
type Request struct {
	Query  journal.Query
	Chosen Chosen
	// Lost is called with the number of characters that the file cannot show, if any; it may be
	// nil.
	Lost func(n int)
	// Handout is what a document that is handed on tells; nil for a journal of what Query selects.
	Handout *journal.Handout
	// Progress is called with how much of a document is done of how much in all; it may be nil.
	Progress func(done, all int)
}

// Formats lists every format in display order, followed by those of other packages. It does
// not include the calendar format, which contains a plan and not the entries of a journal.
func Formats(more ...Format) []Format {
	all := slices.Concat([]Format{
		csvFile(),
		jsonFile(),
		markdownFile(),
	}, journalFormats(), more)
	for i := range all {
		all[i] = leavingPrivateOut(all[i])
	}
	return all
}

// reads reports whether files of which the names end so have the format.
func (f *Format) reads(extension string) bool {
	same := func(e string) bool { return strings.EqualFold(e, extension) }
	return same(f.Extension) || slices.ContainsFunc(f.Import.Extensions, same)
}

// ImportFormat returns the format in which to read a file: by the end of its name, or else as a
// table, because people's tables are called anything. Those of other journals are not known by
// their names; see Recognize.
func ImportFormat(formats []Format, file string) Format {
	table := Format{}
	for _, f := range formats {
		if f.Import == nil || f.Import.Reader == nil {
			continue
		}
		if f.reads(filepath.Ext(file)) {
			return f
		}
		if f.Import.Table && table.Import == nil {
			table = f
		}
	}
	return table
}
