package main

import (
	"io"

	document "enactive/charts/report"
	"enactive/journal"
	"enactive/journal/atomicfile"
	"enactive/journal/exchange"
)

// exportCmd groups what writes entries out.
type exportCmd struct {
	CSV  exportCSVCmd  `cmd:"" name:"csv" help:"Write a table, one row an entry, which \"enact import csv\" imports again unchanged."`
	JSON exportJSONCmd `cmd:"" name:"json" help:"Write everything: areas with their goals and ladders, what you wrote in reviews, and saved filters included."`
	PDF  exportPDFCmd  `cmd:"" name:"pdf" help:"Write a document to print or to hand on: the charts with their sentences, and the entries by day."`
}

// exportFlags are what every export has.
type exportFlags struct {
	Output string `short:"o" placeholder:"FILE" help:"Write FILE, which only you can read, whole or not at all; a file of that name is replaced. Without it: standard output."`
	Area   string `placeholder:"AREA" help:"Only this area."`
	From   string `placeholder:"DAY" help:"From this day on: 2026-11-23, today or yesterday."`
	To     string `placeholder:"DAY" help:"Up to this day."`
}

// write writes the entries that q chooses in one format.
type write func(w io.Writer, j *journal.Journal, q journal.Query) error

func (c *exportFlags) run(s *session, write write) error {
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
		if c.Output == "" || c.Output == "-" {
			return write(s.out, j, q)
		}
		if err := atomicfile.Write(c.Output, func(w io.Writer) error { return write(w, j, q) }); err != nil {
			return err
		}
		s.listing = false // the file is what it was for
		s.printf("wrote %s: %s\n", plain(c.Output), count(j.Count(q), "entry", "entries"))
		return nil
	})
}

type exportCSVCmd struct {
	exportFlags
}

func (c *exportCSVCmd) Help() string {
	return `UTF-8, one header row, the oldest entry first. The columns and their order stay as they are from version to version:

` + columnList() + `

Texts that a spreadsheet would run as a formula get a ' in front, which "enact import csv" removes again. Entries in the bin are not written.`
}

func (c *exportCSVCmd) Run(s *session) error {
	return c.run(s, func(w io.Writer, j *journal.Journal, q journal.Query) error {
		return exchange.WriteCSV(s.ctx, w, j, q)
	})
}

type exportJSONCmd struct {
	exportFlags
}

func (c *exportJSONCmd) Help() string {
	return `One object with the lists areas, people, reviews, filters and entries. Reviews and filters are there only where there are any: reviews of the area and within the days that you name, filters only when you name neither. "enact import json" imports all of it again unchanged. Entries in the bin are not written.`
}

func (c *exportJSONCmd) Run(s *session) error {
	return c.run(s, func(w io.Writer, j *journal.Journal, q journal.Query) error {
		return exchange.WriteJSON(s.ctx, w, j, q)
	})
}

type exportPDFCmd struct {
	exportFlags
	Letter bool `help:"Set it on US Letter in place of A4."`
}

func (c *exportPDFCmd) Help() string {
	return `The charts are vectors, the text can be searched and copied, and the fonts are part of the file. It holds what you wrote, in clear: mind who gets it.`
}

// tellLost says on standard error what a document or a picture could not show.
func (s *session) tellLost(n int) {
	if n > 0 {
		s.warn("%s in no typeface that comes with Enactive, and appear there as \uFFFD; the journal, its CSV and its JSON keep them", count(n, "character is", "characters are"))
	}
}

func (c *exportPDFCmd) Run(s *session) error {
	if (c.Output == "" || c.Output == "-") && s.env.columns > 0 {
		return misuse("a PDF is not text for a terminal; name a file with -o FILE, or send it on with >")
	}
	return c.run(s, func(w io.Writer, j *journal.Journal, q journal.Query) error {
		return document.Journal(s.ctx, w, j, document.Options{Query: q, Letter: c.Letter, Lost: s.tellLost})
	})
}
