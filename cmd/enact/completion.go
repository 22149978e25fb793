package main

import (
	"fmt"
	"io"
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

It completes commands, flags, words, names of files, and the areas, tags, people, measures and plans of imports of the journal. Those come only from a journal that opens without a question: one without a passphrase, one that an unlocked keyring opens, or one whose --passphrase-file is typed already. The journal is read and nothing in it is changed; while another program has it open, no names are offered.`
}

func (c *completionCmd) Run(s *session) error {
	parser, err := newParser(&grammar{}, s)
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
	return []nameKind{areaNames, tagNames, personNames, planNames, measureNames, settingNames, shownNames}
}

// writeBash writes a function that walks through the words before the cursor. Bash makes a word of its
// own of the = in --area=Piano. It completes and quotes names of files itself, from version 4 on.
func writeBash(w io.Writer, app *kong.Application) {
	v := valueFlagGroups(app)
	fmt.Fprintf(w, `# Completion of enact for bash, made by "enact completion bash".
_enact_names() {
    local name
    while IFS= read -r name; do
        COMPREPLY+=("$name")
    done < <("${COMP_WORDS[0]}" %s bash "$1" "$cur" "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null </dev/null)
}
_enact_files() {
    local name
    if compopt -o default 2>/dev/null; then
        return
    fi
    while IFS= read -r name; do
        COMPREPLY+=("$name")
    done < <(compgen -f -- "$cur")
}
_enact() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path= i word
    COMPREPLY=()
    if [[ $cur == "=" ]]; then
        cur=
    elif [[ $prev == "=" ]] && ((COMP_CWORD > 1)); then
        prev=${COMP_WORDS[COMP_CWORD-2]}
    fi
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
        %s)
            if [[ ${COMP_WORDS[i+1]} == "=" ]]; then
                ((i++))
            fi
            ((i++)) ;;
        -*) ;;
        *) case "$path $word" in
`, namesCommand, v.all())
	for _, p := range places(app)[1:] {
		fmt.Fprintf(w, "            %q) path=%q ;;\n", " "+p.path, " "+p.path)
	}
	fmt.Fprint(w, "            esac ;;\n        esac\n    done\n")
	for _, e := range v.elsewhere {
		fmt.Fprintf(w, "    case $path:$prev in\n    %q:%s) COMPREPLY=($(compgen -W %q -- \"$cur\")); return ;;\n    esac\n", " "+e.path, e.typed, strings.Join(e.words, " "))
	}
	fmt.Fprint(w, "    case $prev in\n")
	for _, key := range v.order {
		fmt.Fprintf(w, "    %s) COMPREPLY=($(compgen -W %q -- \"$cur\")); return ;;\n", key, strings.Join(v.words[key], " "))
	}
	for _, kind := range nameKinds() {
		fmt.Fprintf(w, "    %s) _enact_names %s; return ;;\n", strings.Join(v.names[kind], "|"), kind)
	}
	fmt.Fprintf(w, "    %s) _enact_files; return ;;\n", strings.Join(v.files, "|"))
	fmt.Fprintf(w, "    %s) return ;;\n    esac\n    local flags= words= files= names=\n    case $path in\n", strings.Join(v.other, "|"))
	for _, p := range places(app) {
		path := ""
		if p.path != "" {
			path = " " + p.path
		}
		fmt.Fprintf(w, "    %q) flags=%q words=%q files=%q names=%q ;;\n", path,
			strings.Join(typedFlags(p.flags), " "), strings.Join(append(nodeNames(p.commands), p.words...), " "), yesOrEmpty(p.files), p.names)
	}
	fmt.Fprint(w, `    esac
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$flags" -- "$cur"))
    elif [[ $names ]]; then
        _enact_names "$names"
    elif [[ $files ]]; then
        _enact_files
    else
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
    fi
}
complete -F _enact enact
`)
}

func yesOrEmpty(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func nodeNames(nodes []*kong.Node) []string {
	var names []string
	for _, n := range nodes {
		names = append(names, n.Name)
	}
	return names
}

// writeZsh writes a function that describes each completion. zsh itself chooses among names and quotes
// them.
func writeZsh(w io.Writer, app *kong.Application) {
	v := valueFlagGroups(app)
	fmt.Fprintf(w, `#compdef enact
# Completion of enact for zsh, made by "enact completion zsh".
_enact_names() {
    local -a names
    names=("${(@f)$("${(Q)words[1]}" %s zsh "$1" "" "${(@)words[2,CURRENT-1]}" 2>/dev/null </dev/null)}")
    names=("${(@)names:#}")
    compadd -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -a -- names
}
_enact() {
    local line= word before=${words[CURRENT-1]}
    local -i i
    local -a offers
    if [[ ${words[CURRENT]} == --*=* ]]; then
        before=${words[CURRENT]%%%%=*}
        compset -P '*='
    fi
    for ((i = 2; i < CURRENT; i++)); do
        word=${words[i]}
        case $word in
        (%s) ((i++)) ;;
        (-*) ;;
        (*) case "$line $word" in
`, namesCommand, v.all())
	for _, p := range places(app)[1:] {
		fmt.Fprintf(w, "            (%s) line=%s ;;\n", zshQuote(" "+p.path), zshQuote(" "+p.path))
	}
	fmt.Fprint(w, "            esac ;;\n        esac\n    done\n")
	for _, e := range v.elsewhere {
		fmt.Fprintf(w, "    case $line:$before in\n    (%s:(%s)) compadd -- %s; return ;;\n    esac\n", zshQuote(" "+e.path), e.typed, strings.Join(e.words, " "))
	}
	fmt.Fprint(w, "    case $before in\n")
	for _, key := range v.order {
		fmt.Fprintf(w, "    (%s) compadd -- %s; return ;;\n", key, strings.Join(v.words[key], " "))
	}
	for _, kind := range nameKinds() {
		fmt.Fprintf(w, "    (%s) _enact_names %s; return ;;\n", strings.Join(v.names[kind], "|"), kind)
	}
	fmt.Fprintf(w, "    (%s) _files; return ;;\n    (%s) _message value; return ;;\n    esac\n    case $line in\n", strings.Join(v.files, "|"), strings.Join(v.other, "|"))
	for _, p := range places(app) {
		path := ""
		if p.path != "" {
			path = " " + p.path
		}
		fmt.Fprintf(w, "    (%s)\n        if [[ $PREFIX == -* ]]; then\n            offers=(\n", zshQuote(path))
		for _, f := range p.flags {
			fmt.Fprintf(w, "                %s\n", zshQuote("--"+f.Name+":"+f.Help))
		}
		fmt.Fprint(w, "            )\n            _describe flag offers\n")
		switch {
		case p.names != noNames:
			fmt.Fprintf(w, "        else\n            _enact_names %s\n", p.names)
		case p.files:
			fmt.Fprint(w, "        else\n            _files\n")
		case len(p.commands) > 0:
			fmt.Fprint(w, "        else\n            offers=(\n")
			for _, n := range p.commands {
				fmt.Fprintf(w, "                %s\n", zshQuote(n.Name+":"+n.Help))
			}
			fmt.Fprint(w, "            )\n            _describe command offers\n")
		case len(p.words) > 0:
			fmt.Fprintf(w, "        else\n            compadd -- %s\n", strings.Join(p.words, " "))
		}
		fmt.Fprint(w, "        fi ;;\n")
	}
	fmt.Fprint(w, "    esac\n}\nif [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n    _enact \"$@\"\nelse\n    compdef _enact enact\nfi\n")
}

func zshQuote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// writeFish writes one line per completion.
func writeFish(w io.Writer, app *kong.Application) {
	fmt.Fprintf(w, `# Completion of enact for fish, made by "enact completion fish".
function __enact_names
    set -l words (commandline -opc)
    $words[1] %s fish $argv[1] '' $words[2..-1] 2>/dev/null </dev/null
end
complete -c enact -f
`, namesCommand)
	for _, p := range places(app) {
		when := fishCondition(app, p)
		for _, n := range p.commands {
			fmt.Fprintf(w, "complete -c enact -n %s -a %s -d %s\n", fishQuote(when), n.Name, fishQuote(n.Help))
		}
		if len(p.words) > 0 {
			fmt.Fprintf(w, "complete -c enact -n %s -a %s\n", fishQuote(when), fishQuote(strings.Join(p.words, " ")))
		}
		if p.files {
			fmt.Fprintf(w, "complete -c enact -n %s -F\n", fishQuote(when))
		}
		if p.names != noNames {
			fmt.Fprintf(w, "complete -c enact -n %s -a %s\n", fishQuote(when), fishQuote(fishNames(p.names)))
		}
		flags := p.flags
		if p.path == "" {
			when = "" // available everywhere
		} else {
			flags = withoutGlobals(app, flags)
		}
		for _, f := range flags {
			fmt.Fprintln(w, fishFlag(f, p.path, when))
		}
	}
}

func withoutGlobals(app *kong.Application, flags []*kong.Flag) []*kong.Flag {
	var own []*kong.Flag
	for _, f := range flags {
		global := false
		for _, g := range app.Flags {
			global = global || g == f
		}
		if !global {
			own = append(own, f)
		}
	}
	return own
}

// fishCondition returns fish's condition for the command line being at the place.
func fishCondition(app *kong.Application, p completionPlace) string {
	if p.path == "" {
		return "__fish_use_subcommand"
	}
	var conditions []string
	if !strings.Contains(p.path, " ") && len(p.commands) == 0 {
		var groups []string // "area add" is not "add"
		for _, n := range app.Children {
			if len(n.Children) > 0 {
				groups = append(groups, n.Name)
			}
		}
		conditions = append(conditions, "not __fish_seen_subcommand_from "+strings.Join(groups, " "))
	}
	for name := range strings.FieldsSeq(p.path) {
		conditions = append(conditions, "__fish_seen_subcommand_from "+name)
	}
	if len(p.commands) > 0 {
		conditions = append(conditions, "not __fish_seen_subcommand_from "+strings.Join(nodeNames(p.commands), " "))
	}
	return strings.Join(conditions, "; and ")
}

func fishFlag(f *kong.Flag, path, when string) string {
	text := "complete -c enact"
	if when != "" {
		text += " -n " + fishQuote(when)
	}
	text += " -l " + f.Name
	if f.Short != 0 {
		text += " -s " + string(f.Short)
	}
	if !f.IsBool() {
		words, files := flagWords(f, path)
		switch kind := namesOfFlag(f); {
		case kind != noNames:
			text += " -x -a " + fishQuote(fishNames(kind))
		case files:
			text += " -r -F"
		case len(words) > 0:
			text += " -x -a " + fishQuote(strings.Join(words, " "))
		default:
			text += " -x"
		}
	}
	return text + " -d " + fishQuote(f.Help)
}

// fishNames is the command that offers names. fish chooses among them and quotes them.
func fishNames(kind nameKind) string { return "(__enact_names " + string(kind) + ")" }

func fishQuote(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(text) + "'"
}
