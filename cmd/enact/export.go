package main

import (
	"io"

	"github.com/alecthomas/kong"

	"enactive/journal"
	"enactive/journal/atomicfile"
	"enactive/journal/exchange"
)

// exportCmd groups the exports: one command for each format that can be written.
type exportCmd struct {
	kong.Plugins
}

func exportCommands(formats []exchange.Format) exportCmd {
	return exportCmd{formatCommands(formats, func(f exchange.Format) (c exportFormatCmd, help string, ok bool) {
		if f.Export == nil {
			return c, "", false
		}
		return exportFormatCmd{format: f, formatFlags: flagsOf(exportOptions(f.Export))}, f.Export.Help, true
	})}
}

// exportFlags are the flags of every export.
type exportFlags struct {
	Output string `short:"o" placeholder:"FILE" help:"Write FILE, which only you can read, whole or not at all; a file of that name is replaced. Without it: standard output."`
	Area   string `placeholder:"AREA" help:"Only this area."`
	From   string `placeholder:"DAY" help:"From this day on: 2026-11-23, yesterday, last monday, 3 days ago."`
	To     string `placeholder:"DAY" help:"Up to this day."`
}

// writeFunc writes the entries that q chooses in one format.
type writeFunc func(w io.Writer, j *journal.Journal, q journal.Query) error

// folderFunc writes them into a folder, if one is asked for.
type folderFunc func(s *session, j *journal.Journal, q journal.Query) (asked bool, err error)

func (c *exportFlags) run(s *session, write writeFunc, folder folderFunc) error {
	var q journal.Query
	var err error
	if q.From, q.To, err = s.days("--from", c.From, "--to", c.To); err != nil {
		return err
	}
	return s.with(func(j *journal.Journal) error {
		if c.Area != "" {
			a, err := s.area(j, c.Area)
			if err != nil {
				return err
			}
			q.Area = a.ID
		}
		if asked, err := folder(s, j, q); asked {
			return err
		}
		if c.Output == "" || c.Output == "-" {
			if s.env.columns > 0 {
				return write(s.out, j, q) // a bar would stand between the lines
			}
			return s.during(func() error { return write(s.out, j, q) })
		}
		err := s.during(func() error {
			return atomicfile.Write(c.Output, func(w io.Writer) error { return write(w, j, q) })
		})
		if err != nil {
			return err
		}
		s.listing = false // the result is in the file
		s.printf("wrote %s: %s\n", plain(c.Output), count(j.Count(q), "entry", "entries"))
		return nil
	})
}

// exportFormatCmd writes one format.
type exportFormatCmd struct {
	exportFlags
	formatFlags
	format exchange.Format
}

func (c *exportFormatCmd) Help() string { return c.format.Export.Detail }

func (c *exportFormatCmd) Run(s *session) error {
	if c.format.Export.Binary && (c.Output == "" || c.Output == "-") && s.env.columns > 0 {
		return misuse("a %s is not text for a terminal; name a file with -o FILE, or send it on with >", c.format.Name)
	}
	return c.run(s, func(w io.Writer, j *journal.Journal, q journal.Query) error {
		return c.format.Export.Write(s.ctx, w, j, exchange.Request{Query: q, Chosen: c.chosen(), Lost: s.warnOfMissingGlyphs})
	}, c.writeFolder)
}

// warnOfMissingGlyphs warns of characters that a document or picture could not show.
func (s *session) warnOfMissingGlyphs(n int) {
	if n > 0 {
		s.warn("%s in no typeface that comes with Enactive, and appear there as \uFFFD; the journal, its CSV and its JSON keep them", count(n, "character is", "characters are"))
	}
}
