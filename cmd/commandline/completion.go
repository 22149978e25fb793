package commandline

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"enactive/charts"
	"enactive/journal"
)

// completionCmd prints a shell completion script.
type completionCmd struct {
	Shell string `arg:"" help:"The shell: bash, zsh or fish."`
}

func (c *completionCmd) Help() string {
	return `  bash  enact completion bash > ~/.local/share/bash-completion/completions/enact
  zsh   enact completion zsh > a folder of your $fpath, as _enact
  fish  enact completion fish > ~/.config/fish/completions/enact.fish

It completes commands, flags, words, names of files, and the areas, tags, people, measures, plans of imports and remembered documents of the journal. Those come only from a journal that opens without a question: one without a passphrase, one that an unlocked keyring opens, or one whose --passphrase-file is typed already. The journal is read and nothing in it is changed; while another program has it open, no names are offered.`
}

func (c *completionCmd) Run(s *session) error {
	parser, err := newParser(&grammar{}, s, "")
	if err != nil {
		return err
	}
	switch c.Shell {
	case "bash":
		writeBash(s.out, parser.Model)
	case "zsh":
		writeZsh(s.out, parser.Model)
	case "fish":
		writeFish(s.out, parser.Model)
	default:
		return misuse("there is no completion for %q; there is one for bash, zsh and fish", c.Shell)
	}
	return nil
}

// completionPlace is a position in the command line, and what may be typed there.
type completionPlace struct {
	path string // the commands before it, separated by spaces
	// What may be typed next: flags, subcommands, or values of arguments.
	flags    []*kong.Flag
	commands []*kong.Node
	words    []string
	files    bool
	names    nameKind
}

// places lists the program itself and every command.
func places(app *kong.Application) []completionPlace {
	var found []completionPlace
	var visit func(node *kong.Node)
	visit = func(node *kong.Node) {
		p := completionPlace{path: strings.TrimPrefix(strings.TrimPrefix(commandPath(node, ""), "enact"), " ")}
		p.flags = append(visible(node.Flags), visibleGlobals(app, node)...)
		for _, child := range node.Children {
			if !child.Hidden {
				p.commands = append(p.commands, child)
			}
		}
		for _, arg := range node.Positional {
			words, files := argumentWords(app, arg)
			p.words, p.files = append(p.words, words...), p.files || files
			if p.names == noNames {
				p.names = namesOfArgument(node, arg)
			}
		}
		found = append(found, p)
		for _, child := range p.commands {
			visit(child)
		}
	}
	visit(app.Node)
	return found
}

func visible(flags []*kong.Flag) []*kong.Flag {
	var shown []*kong.Flag
	for _, f := range flags {
		if !f.Hidden {
			shown = append(shown, f)
		}
	}
	return shown
}

func visibleGlobals(app *kong.Application, node *kong.Node) []*kong.Flag {
	if node == app.Node {
		return nil
	}
	return visible(app.Flags)
}

// argumentWords returns the possible values of an argument, and whether it names files.
func argumentWords(app *kong.Application, arg *kong.Positional) (words []string, files bool) {
	switch arg.Name {
	case "chart":
		return chartNames(), false
	case "shell":
		return []string{"bash", "zsh", "fish"}, false
	case "command":
		return childNames(app.Node), false
	case "id":
		return []string{"last"}, false
	}
	return nil, namesFiles(arg)
}

// namesFiles reports whether an argument names files or folders.
func namesFiles(arg *kong.Positional) bool {
	return slices.Contains([]string{"file", "folder", "place"}, arg.Name)
}

// flagWords returns the possible values of a flag of the command at a path, and whether it names a file.
func flagWords(f *kong.Flag, path string) (words []string, files bool) {
	for _, field := range journal.Fields() {
		if field.Kind == journal.WordField && flagName(field) == f.Name {
			return field.Words(), false
		}
	}
	switch f.Name {
	case "format":
		if path == "chart" {
			return []string{"svg", "png", "pdf"}, false
		}
		return texts(listFormats()), false
	case "review":
		return reviewWords(), false
	case "leave-out":
		return leaveOutWords(), false
	case "names":
		return nameWords(), false
	case "decides":
		return journal.Deciding(), false
	case "done":
		return texts(journal.Arms()), false
	case "type":
		return texts(journal.Types()), false
	case "theme":
		return []string{"light", "dark"}, false
	case "from", "to", "until", "time":
		return []string{"today", "yesterday"}, false
	}
	return nil, f.PlaceHolder == "FILE" || f.PlaceHolder == "FOLDER"
}

func texts[T ~string](words []T) []string {
	var all []string
	for _, w := range words {
		all = append(all, string(w))
	}
	return all
}

// typedFlags returns the flags as they are typed.
func typedFlags(flags []*kong.Flag) []string {
	var typed []string
	for _, f := range flags {
		typed = append(typed, "--"+f.Name)
		if f.Short != 0 {
			typed = append(typed, "-"+string(f.Short))
		}
	}
	return typed
}

func measureWords() []string {
	var words []string
	for _, m := range charts.CalendarMeasures() {
		words = append(words, m.Key())
	}
	return words
}

// flagValues are the flags of all commands that take a value, by what they take.
type flagValues struct {
	words map[string][]string // by flags, joined by |
	// elsewhere are flags of a command that takes other words than the commands before it.
	elsewhere []wordsAt
	order     []string // the keys of words
	names     map[nameKind][]string
	files     []string
	other     []string
}

// wordsAt are the words that a flag takes at the command of a path.
type wordsAt struct {
	path, typed string
	words       []string
}

func valueFlagGroups(app *kong.Application) flagValues {
	v := flagValues{words: map[string][]string{}, names: map[nameKind][]string{}}
	seen := map[string]nameKind{}
	for _, p := range places(app) {
		for _, f := range p.flags {
			if f.IsBool() {
				continue
			}
			typed := typedFlags([]*kong.Flag{f})
			words, isFile := flagWords(f, p.path)
			if kind, ok := seen[f.Name]; ok {
				before, has := v.words[strings.Join(typed, "|")]
				if kind != namesOfFlag(f) || has && !slices.Equal(before, words) {
					v.elsewhere = append(v.elsewhere, wordsAt{p.path, strings.Join(typed, "|"), words})
				}
				continue
			}
			seen[f.Name] = namesOfFlag(f)
			switch kind := namesOfFlag(f); {
			case kind != noNames:
				v.names[kind] = append(v.names[kind], typed...)
			case isFile:
				v.files = append(v.files, typed...)
			case len(words) > 0:
				key := strings.Join(typed, "|")
				v.words[key] = words
				v.order = append(v.order, key)
			default:
				v.other = append(v.other, typed...)
			}
		}
	}
	return v
}

// all returns every flag as an alternative of a shell's pattern.
func (v flagValues) all() string {
	all := slices.Concat(v.order, v.files, v.other)
	for _, kind := range nameKinds() {
		all = append(all, v.names[kind]...)
	}
	return strings.Join(all, "|")
}

func nameKinds() []nameKind {
	return []nameKind{areaNames, tagNames, personNames, planNames, experimentNames, measureNames, settingNames, shownNames, documentNames}
}

func nodeNames(nodes []*kong.Node) []string {
	var names []string
	for _, n := range nodes {
		names = append(names, n.Name)
	}
	return names
}
