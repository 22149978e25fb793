package commandline

import (
	"io"
	"slices"

	"github.com/alecthomas/kong"

	"enactive/journal"
	"enactive/journal/exchange"
)

// exportCmd groups the exports: one command for each format that can be written.
type exportCmd struct {
	kong.Plugins
	Sealed exportSealedCmd `cmd:"" help:"Write the whole journal, sealed, for another computer."`
}

func exportCommands(formats []exchange.Format) exportCmd {
	return exportCmd{Plugins: formatCommands(formats, func(f exchange.Format) (c exportFormatCmd, help string, ok bool) {
		if f.Export == nil {
			return c, "", false
		}
		return exportFormatCmd{format: f, formatFlags: flagsOf(exportOptions(f.Export))}, f.Export.Help, true
	})}
}

// exportFormatCmd writes the chosen entries in one format.
type exportFormatCmd struct {
	Query []string `arg:"" optional:"" name:"query" help:"Only entries that contain all these words, ignoring case and accents."`
	outputFlags
	selectionFlags
	formatFlags
	format exchange.Format
}

func (c *exportFormatCmd) Help() string {
	if c.format.Export.HandedOn {
		return c.format.Export.Detail + "\n\n" + handoutDetail
	}
	return c.format.Export.Detail
}

func (c *exportFormatCmd) Run(s *session) error {
	export, chosen := c.format.Export, c.chosen()
	if chosen.Has(schemaFlag) {
		return c.printSchema(s)
	}
	if err := c.check(s, export.Binary || chosen.Has(exchange.FilesOption), c.format.Name.String()); err != nil {
		return err
	}
	flags, err := c.handoutFlags()
	if err != nil {
		return err
	}
	q, err := c.query(s, c.Query)
	if err != nil {
		return err
	}
	return s.with(func(j *journal.Journal) error {
		q, err := c.complete(s, j, q)
		if err != nil {
			return err
		}
		if export.HandedOn {
			return c.handOn(s, j, flags, q)
		}
		q = exchange.Handed(q, chosen)
		if n := j.CountLeftOut(q); !chosen.Has("days") {
			s.warnOfPrivate(n)
		}
		if q.Limit > 0 {
			q = onlyNewest(j, q)
		}
		if asked, err := c.writeFolder(s, j, q); asked {
			return err
		}
		file, err := c.write(s, func(w io.Writer) error {
			return export.Write(s.ctx, w, j, exchange.Request{Query: q, Chosen: chosen, Lost: s.warnOfMissingGlyphs})
		})
		if err != nil || file == "" {
			return err
		}
		what := count(j.Count(q), "entry", "entries")
		if chosen.Has("days") {
			what = count(len(j.Days(q.From, q.To)), "day", "days")
		}
		c.wrote(s, file, what)
		s.noteAttachments(j, q, export, chosen)
		return nil
	})
}

// noteAttachments says which photos and files are in an export, or are not.
func (s *session) noteAttachments(j *journal.Journal, q journal.Query, export *exchange.Exporter, chosen exchange.Chosen) {
	n := exchange.CountAttachments(j, q)
	can := slices.ContainsFunc(export.Options, func(o exchange.Option) bool { return o.Key == exchange.FilesOption })
	switch {
	case n == 0:
	case chosen.Has(exchange.FilesOption):
		s.note("%s in it.", count(n, "photo or file is", "photos and files are"))
	case can:
		s.note("%s not in it; --files writes a zip file with them.", count(n, "photo or file is", "photos and files are"))
	}
}

// warnOfPrivate says that private entries were left out.
func (s *session) warnOfPrivate(n int) {
	if n > 0 {
		s.warn("%s left out, marked private; --private writes them too", count(n, "entry was", "entries were"))
	}
}

// wrote says which file was written, and to a person that all can read it.
func (c *exportFormatCmd) wrote(s *session, file, what string) {
	s.printf("wrote %s: %s\n", plain(file), what)
	if !c.Encrypt {
		s.note("It is not encrypted: whoever has the file can read it. --encrypt asks for a passphrase for it.")
	}
}

// onlyNewest returns q with the newest entries by their ids in place of a limit, which would choose the
// oldest in an export.
func onlyNewest(j *journal.Journal, q journal.Query) journal.Query {
	limited := q
	limited.Newest = true
	q.Limit = 0
	for _, e := range j.Entries(limited) {
		q.IDs = append(q.IDs, e.ID)
	}
	return q
}

// schemaFlag is the option of formats that have a schema.
const schemaFlag = "schema"

// printSchema opens no journal.
func (c *exportFormatCmd) printSchema(s *session) error {
	if c.Encrypt || c.PassphraseFileOut != "" {
		return misuse("--schema prints nothing of the journal, so there is nothing to encrypt; leave --encrypt out")
	}
	file, err := c.write(s, func(w io.Writer) error {
		_, err := io.WriteString(w, c.format.Export.Schema())
		return err
	})
	if err == nil && file != "" {
		s.print("wrote ", plain(file), "\n")
	}
	return err
}

// warnOfMissingGlyphs warns of characters that a document or picture could not show.
func (s *session) warnOfMissingGlyphs(n int) {
	if n > 0 {
		s.warn("%s in no typeface that comes with Enactive, and appear there as \uFFFD; the journal, its CSV and its JSON keep them", count(n, "character is", "characters are"))
	}
}
