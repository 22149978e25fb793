package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"enactive/journal"
	"enactive/journal/agefile"
	"enactive/journal/backup"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/regular"
)

// importCmd groups the imports: one command for each format that can be read.
type importCmd struct {
	kong.Plugins
}

func importCommands(formats []exchange.Format) importCmd {
	return importCmd{formatCommands(formats, func(f exchange.Format) (c importFormatCmd, help string, ok bool) {
		if f.Import == nil {
			return c, "", false
		}
		return importFormatCmd{format: f, formatFlags: flagsOf(f.Import.Options)}, f.Import.Help, true
	})}
}

// importFlags are the flags of every import.
type importFlags struct {
	File   []string `arg:"" help:"The files; - is standard input."`
	DryRun bool     `help:"Only say what would be imported."`

	PassphraseFileIn string `placeholder:"FILE" help:"For files that are encrypted with the program age or with --encrypt: read their passphrase from the first line of FILE. Without it, it is asked for."`
}

// importFormatCmd reads one format.
type importFormatCmd struct {
	formatFlags
	importFlags
	format exchange.Format
}

func (c *importFormatCmd) Help() string { return c.format.Import.Detail }

func (c *importFormatCmd) Run(s *session) error {
	read, err := c.format.Import.Reader(c.chosen())
	if err != nil {
		return err
	}
	return c.run(s, read)
}

// run reads all files before it imports the first, so that one bad file stops them all.
func (c *importFlags) run(s *session, read exchange.Reader) error {
	for _, file := range c.File {
		if err := checkReadable(file); err != nil {
			return err
		}
	}
	keys := &inputKeys{s: s, src: source{flag: "--passphrase-file-in", file: c.PassphraseFileIn, fileOnly: true}}
	return s.with(func(j *journal.Journal) error {
		var imports []*exchange.Import
		for _, file := range c.File {
			imp, err := c.read(s, j, file, keys, read)
			if err != nil {
				return err
			}
			imports = append(imports, imp)
		}
		if !c.DryRun {
			if err := backup.Before(s.ctx, j, backup.Import); err != nil {
				return err
			}
		}
		for i, imp := range imports {
			if i > 0 && !c.DryRun && c.File[i] != "-" {
				var err error // entries of an earlier file may be in this one too
				if imp, err = c.read(s, j, c.File[i], keys, read); err != nil {
					return err
				}
			}
			if !c.DryRun {
				if err := imp.Apply(s.ctx, j); err != nil {
					return err
				}
			}
			c.printImported(s, imp)
		}
		return nil
	})
}

// checkReadable reports a wrong file name before the person types a passphrase.
func checkReadable(file string) error {
	if file == "-" {
		return nil
	}
	info, err := os.Stat(file)
	if err != nil {
		return unreadable(file, err)
	}
	if info.IsDir() {
		return unreadable(file, syscall.EISDIR)
	}
	if !info.Mode().IsRegular() {
		return nil // a pipe can only be opened once
	}
	f, err := regular.OpenNamed(file)
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

// printImported prints what was imported.
func (c *importFlags) printImported(s *session, imp *exchange.Import) {
	which := ""
	if len(c.File) > 1 {
		which = plain(imp.File) + ": "
	}
	added := "added"
	if c.DryRun {
		added = "would be added"
	}
	s.printf("%s%d %s, %d already there", which, imp.Added, added, imp.AlreadyThere)
	if imp.InBin > 0 {
		s.printf(" (%d of them in the bin, where they stay)", imp.InBin)
	}
	s.print("\n")
	for _, more := range []struct {
		what         string
		added, there int
	}{{"Reviews", imp.Reviews, imp.ReviewsThere}, {"Filters", imp.Filters, imp.FiltersThere}} {
		if more.added+more.there > 0 {
			s.printf("%s: %d %s, %d already there\n", more.what, more.added, added, more.there)
		}
	}
	for _, note := range imp.Notes {
		s.print(plain(describe.Message(note)), "\n")
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
}

// progress shows a progress bar on a terminal, and nothing in a pipe.
type progress struct {
	io.Reader
	s           *session
	read, size  int64
	began, drew time.Time
}

// progressDelay is how long an import may take before a progress bar appears.
const progressDelay = 300 * time.Millisecond

func (s *session) progress(r io.Reader, size int64) *progress {
	return &progress{Reader: r, s: s, size: size, began: time.Now()}
}

func (p *progress) Read(b []byte) (int, error) {
	n, err := p.Reader.Read(b)
	p.read += int64(n)
	p.draw(time.Now())
	return n, err
}

func (p *progress) draw(now time.Time) {
	const wide, pause = 30, 100 * time.Millisecond
	if !p.s.env.stderrIsTerminal || p.size <= 0 || now.Sub(p.began) < progressDelay || now.Sub(p.drew) < pause {
		return
	}
	p.drew = now
	done := int(min(p.read*wide/p.size, wide))
	fmt.Fprintf(p.s.err, "\r[%s%s] %3d%%", strings.Repeat("#", done), strings.Repeat(".", wide-done), min(p.read*100/p.size, 100))
}

// end removes the bar.
func (p *progress) end() {
	if !p.drew.IsZero() {
		fmt.Fprintf(p.s.err, "\r%s\r", strings.Repeat(" ", 40))
	}
}
