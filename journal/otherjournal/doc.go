// Package otherjournal reads the exports of other journals into tables: jrnl, Day One, Daylio,
// Loop Habit Tracker, RedNotebook, Mini Diarium, Journey and Diarium. It knows nothing of our
// journal and has no words for people: what was observed is a Note with a Kind and values, what is
// wrong an *Error.
//
// Each program has a function from an fs.FS (a folder, a zip file or a single file, as package
// bundle opens them) to an Export, and a function that recognises its files by their content.
// Export.Table gives its rows as a table.Table.
//
// Nothing is invented: a mood stays a word, and a time has a zone only if the file gives one.
// Nothing is dropped without a Note. Files may be hostile: each is bounded by the limits of its
// fs.FS and by those below.
package otherjournal

// Limits of what is read.
const (
	// MaxFile is the most bytes of a file, MaxMonth of one that needs much more memory than it is
	// long: the months of RedNotebook, the CSV files of Loop.
	MaxFile  = 256 << 20
	MaxMonth = 4 << 20
	// MaxDepth is the deepest nesting of JSON and YAML.
	MaxDepth = 32
	// MaxRows is the most entries of an export.
	MaxRows = 200_000
)
