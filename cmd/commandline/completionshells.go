package commandline

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// The scripts of each shell.

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
