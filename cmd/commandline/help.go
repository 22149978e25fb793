package commandline

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// helpWidth returns the width of help in columns, limited for readability.
func helpWidth(terminal int) int {
	const comfortable = 92
	if terminal <= 0 {
		return comfortable
	}
	return min(max(terminal, 40), comfortable)
}

// printHelp implements kong's --help.
func printHelp(ctx *kong.Context, terminal int) error {
	node := ctx.Selected()
	if node == nil {
		node = ctx.Model.Node
	}
	writeHelp(ctx.Stdout, ctx.Model, node, helpWidth(terminal))
	return nil
}

// helpEntry is one line of help: the typed text and its explanation.
type helpEntry struct{ typed, does string }

// writeHelp explains a command, or the whole program if node is its root.
func writeHelp(w io.Writer, app *kong.Application, node *kong.Node, wide int) {
	root := node.Type == kong.ApplicationNode
	if root {
		paragraph(w, description, wide)
		fmt.Fprintf(w, "\nUsage: enact [--journal FOLDER] COMMAND ...\n")
		writeCommands(w, node, wide)
		heading(w, "For every command")
		writeEntries(w, flagEntries(node.Flags), wide)
		heading(w, "Exit statuses")
		var statuses []helpEntry
		for _, s := range exitStatuses() {
			statuses = append(statuses, helpEntry{fmt.Sprint(s.status), s.means})
		}
		writeEntries(w, statuses, wide)
		fmt.Fprint(w, "\n\"enact help COMMAND\" explains a command.\n")
		return
	}
	paragraph(w, node.Help, wide)
	fmt.Fprintf(w, "\nUsage: %s\n", usage(node))
	if node.Detail != "" {
		fmt.Fprintln(w)
		detail(w, node.Detail, wide)
	}
	if len(node.Children) > 0 {
		writeCommands(w, node, wide)
	}
	if args := argumentEntries(node); len(args) > 0 {
		heading(w, "Arguments")
		writeEntries(w, args, wide)
	}
	for _, g := range flagGroups(node) {
		heading(w, g.title)
		writeEntries(w, flagEntries(g.flags), wide)
	}
	heading(w, "For every command")
	writeEntries(w, flagEntries(app.Flags), wide)
}

func heading(w io.Writer, title string) { fmt.Fprintf(w, "\n%s\n", title) }

func writeCommands(w io.Writer, node *kong.Node, wide int) {
	title := ""
	var entries []helpEntry
	flush := func() {
		if len(entries) > 0 {
			heading(w, title)
			writeEntries(w, entries, wide)
			entries = nil
		}
	}
	for _, child := range node.Children {
		if child.Hidden {
			continue
		}
		childTitle := "Commands"
		if node.Type == kong.ApplicationNode && child.Group != nil {
			childTitle = child.Group.Title
		}
		if childTitle != title {
			flush()
			title = childTitle
		}
		does := child.Help
		if names := childNames(child); len(names) > 0 {
			does = strings.TrimSuffix(does, ".") + ": " + joinNames(names) + "."
		}
		entries = append(entries, helpEntry{child.Name, does})
	}
	flush()
}

func childNames(node *kong.Node) []string {
	var names []string
	for _, child := range node.Children {
		if !child.Hidden {
			names = append(names, child.Name)
		}
	}
	return names
}

// usage returns the command as it is typed, with optional parts in brackets.
func usage(node *kong.Node) string {
	parts := []string{commandPath(node, "")}
	for _, f := range node.Flags {
		if f.Required {
			parts = append(parts, "--"+f.Name+" "+placeholder(f))
		}
	}
	for _, f := range node.Flags {
		if !f.Required && !f.Hidden && f.Name != "help" {
			parts = append(parts, "[flags]")
			break
		}
	}
	for _, arg := range node.Positional {
		parts = append(parts, argumentTyped(arg))
	}
	if len(node.Children) > 0 {
		parts = append(parts, strings.Join(childNames(node), "|")+" ...")
	}
	return strings.Join(parts, " ")
}

func argumentTyped(arg *kong.Positional) string {
	name := strings.ToUpper(arg.Name)
	if arg.Tag.PlaceHolder != "" {
		name = arg.Tag.PlaceHolder
	}
	if arg.IsCumulative() {
		name += " ..."
	}
	if !arg.Required {
		return "[" + name + "]"
	}
	return name
}

func argumentEntries(node *kong.Node) []helpEntry {
	var entries []helpEntry
	for _, arg := range node.Positional {
		entries = append(entries, helpEntry{strings.Trim(argumentTyped(arg), "[]"), arg.Help})
	}
	return entries
}

// flagGroup is a group of flags under one heading.
type flagGroup struct {
	title string
	flags []*kong.Flag
}

func flagGroups(node *kong.Node) []flagGroup {
	var found []flagGroup
	for _, f := range node.Flags {
		if f.Hidden || f.Name == "help" {
			continue
		}
		title := "Flags"
		if f.Group != nil {
			title = f.Group.Title
		}
		if n := len(found); n > 0 && found[n-1].title == title {
			found[n-1].flags = append(found[n-1].flags, f)
			continue
		}
		found = append(found, flagGroup{title, []*kong.Flag{f}})
	}
	return found
}

func flagEntries(flags []*kong.Flag) []helpEntry {
	var entries []helpEntry
	for _, f := range flags {
		if !f.Hidden && f.Name != "help" {
			entries = append(entries, helpEntry{flagTyped(f), f.Help})
		}
	}
	return entries
}

func flagTyped(f *kong.Flag) string {
	typed := "--" + f.Name
	if f.Short != 0 {
		typed = "-" + string(f.Short) + ", " + typed
	}
	if !f.IsBool() {
		typed += " " + placeholder(f)
	}
	return typed
}

func placeholder(f *kong.Flag) string {
	if f.PlaceHolder != "" {
		return f.PlaceHolder
	}
	return strings.ToUpper(f.Name)
}

// writeEntries writes the entries in two columns.
func writeEntries(w io.Writer, entries []helpEntry, wide int) {
	const most = 30
	left := 0
	for _, e := range entries {
		if n := columns(e.typed); n <= most {
			left = max(left, n)
		}
	}
	for _, e := range entries {
		lines := wrap(e.does, max(wide-left-4, 20))
		if columns(e.typed) > most {
			fmt.Fprintf(w, "  %s\n", e.typed)
		} else {
			fmt.Fprintf(w, "  %-*s  %s\n", left, e.typed, lines[0])
			lines = lines[1:]
		}
		for _, l := range lines {
			fmt.Fprintf(w, "  %-*s  %s\n", left, "", l)
		}
	}
}

func paragraph(w io.Writer, text string, wide int) {
	for _, l := range wrap(text, wide) {
		fmt.Fprintln(w, l)
	}
}

// detail wraps paragraphs; lines that begin with spaces are examples and are not wrapped.
func detail(w io.Writer, text string, wide int) {
	for l := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		if strings.HasPrefix(l, " ") || l == "" {
			fmt.Fprintln(w, l)
			continue
		}
		paragraph(w, l, wide)
	}
}
