package commandline

import (
	"path/filepath"
	"slices"

	"enactive/journal"
	"enactive/journal/atomicfile"
	"enactive/journal/exchange"
)

// exportOptions are the flags of a format: its own, those of a document to hand on if it is one, the
// folder if it can be one, and the schema if it has one.
func exportOptions(e *exchange.Exporter) []exchange.Option {
	options := e.Options
	if e.HandedOn {
		options = slices.Concat(handoutOptions(), options)
	}
	if e.WriteFolder != nil {
		options = append([]exchange.Option{{Key: "folder", Placeholder: "FOLDER",
			Help: "Write one file a day into FOLDER, which only you can read if it is new. Files of an earlier export in it are replaced or removed, all others stay."}}, options...)
	}
	if e.Schema != nil {
		options = append(slices.Clone(options), exchange.Option{Key: schemaFlag, Help: "Print the JSON Schema of such files in place of entries. It needs no journal."})
	}
	return options
}

// writeFolder writes the entries that q selects into the folder of the flags. asked reports whether
// there is one.
func (c *exportFormatCmd) writeFolder(s *session, j *journal.Journal, q journal.Query) (asked bool, err error) {
	folders := c.chosen()["folder"]
	switch {
	case len(folders) == 0 || c.format.Export.WriteFolder == nil:
		return false, nil
	case c.Encrypt:
		return true, misuse("the files of a folder are not encrypted; give either --encrypt with -o FILE, or --folder alone")
	case folders[0] == "-":
		return true, misuse("standard output has no folders; name one, or leave --folder out for one file")
	case len(folders) > 1 || c.Output != "":
		return true, misuse("entries are written to one place; give either one --folder or one -o")
	}
	if err := s.outside(filepath.Join(folders[0], "file")); err != nil {
		return true, err
	}
	files := 0
	err = atomicfile.WriteFolder(s.at(folders[0]), c.format.Export.IsOurs, func(put atomicfile.Put) error {
		counted := func(name string, content []byte) error {
			files++
			return put(name, content)
		}
		return c.format.Export.WriteFolder(s.ctx, counted, j, exchange.Request{Query: q, Chosen: c.chosen(), Lost: s.warnOfMissingGlyphs})
	})
	if err != nil {
		return true, err
	}
	s.listing = false // the result is in the folder
	s.printf("wrote %s: %s in %s\n", plain(folders[0]), count(j.Count(q), "entry", "entries"), count(files, "file", "files"))
	return true, nil
}
