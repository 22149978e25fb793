package commandline

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"strings"
	"unicode"

	"github.com/alecthomas/kong"
)

// ManualPages returns the manual pages of packages by the name of their file: enact.1 with everything,
// and one for each command and group of commands, such as enact-area-add.1.
func ManualPages() (map[string][]byte, error) {
	s := &session{ctx: context.Background(), out: bufio.NewWriter(io.Discard), err: &screen{to: io.Discard}}
	parser, err := newParser(&grammar{}, s, "")
	if err != nil {
		return nil, err
	}
	app := parser.Model
	var all bytes.Buffer
	writeManual(&all, app)
	pages := map[string][]byte{"enact.1": all.Bytes()}
	var visit func(node *kong.Node)
	visit = func(node *kong.Node) {
		for _, child := range node.Children {
			if child.Hidden {
				continue
			}
			var page bytes.Buffer
			manual{&page}.page(child, app)
			pages[pageName(child)+".1"] = page.Bytes()
			visit(child)
		}
	}
	visit(app.Node)
	return pages, nil
}

// pageName returns the name of the manual page of a command, as in enact-area-add.
func pageName(node *kong.Node) string {
	return strings.ReplaceAll(commandPath(node, ""), " ", "-")
}

// page writes the manual page of one command, or of a group of commands with what each does.
func (m manual) page(node *kong.Node, app *kong.Application) {
	m.request(".TH " + roff(strings.ToUpper(pageName(node))) + ` 1 "" Enactive "User commands"`)
	m.section("NAME")
	m.request(roff(pageName(node)) + ` \- ` + roff(summary(node.Help)))
	m.section("SYNOPSIS")
	m.request(".B " + roff(usage(node)))
	m.section("DESCRIPTION")
	m.request(roff(node.Help))
	m.detail(node.Detail)
	for _, child := range node.Children {
		if !child.Hidden {
			m.entry(usage(child), child.Help)
		}
	}
	if entries := append(argumentEntries(node), flagEntries(node.Flags)...); len(entries) > 0 {
		m.section("OPTIONS")
		m.entries(entries)
	}
	m.section("FOR EVERY COMMAND")
	m.entries(flagEntries(app.Flags))
	m.section("SEE ALSO")
	m.request(strings.Join(related(node), ",\n"))
}

// related names the other pages that a reader of one may want: its group, its commands, and enact(1), which
// has the exit statuses, the environment and the files.
func related(node *kong.Node) []string {
	var pages []string
	for _, child := range node.Children {
		if !child.Hidden {
			pages = append(pages, `\fB`+roff(pageName(child))+`\fR(1)`)
		}
	}
	if node.Parent != nil && node.Parent.Parent != nil {
		pages = append(pages, `\fB`+roff(pageName(node.Parent))+`\fR(1)`)
	}
	return append(pages, `\fBenact\fR(1)`)
}

// summary returns the first sentence of a help text as manual pages have it: without a capital and a full stop.
func summary(help string) string {
	first, _, _ := strings.Cut(help, ". ")
	letters := []rune(strings.TrimSuffix(first, "."))
	if len(letters) > 1 && !unicode.IsUpper(letters[1]) {
		letters[0] = unicode.ToLower(letters[0])
	}
	return string(letters)
}
