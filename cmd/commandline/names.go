package commandline

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/alecthomas/kong"

	"enactive/journal"
	"enactive/journal/vault"
	"enactive/keyring"
)

// namesCommand is what the completion scripts run to get names from the journal. It is not part of the
// grammar, because people do not type it:
//
//	enact __names SHELL KIND CURRENT WORD...
//
// CURRENT is the word to complete and the WORDs are those before it, as typed. It prints one name a
// line, and nothing at all if the journal does not open without a question.
const namesCommand = "__names"

// namesLimit is how long the Tab key waits for names.
const namesLimit = 2 * time.Second

// nameKind is a kind of names in the journal.
type nameKind string

const (
	noNames     nameKind = ""
	areaNames   nameKind = "areas"
	tagNames    nameKind = "tags"
	personNames nameKind = "people"
	planNames   nameKind = "plans"

	experimentNames nameKind = "experiments"
	documentNames   nameKind = "documents"
	// measureNames are those of one's own; settingNames have a = behind them, and shownNames are all
	// that the calendar can show.
	measureNames nameKind = "measures"
	settingNames nameKind = "settings"
	shownNames   nameKind = "shown"
)

// namesOfFlag returns the kind of names that a flag takes.
func namesOfFlag(f *kong.Flag) nameKind {
	switch f.Name {
	case "area":
		return areaNames
	case "tag":
		return tagNames
	case "person":
		return personNames
	case "plan":
		return planNames
	case "experiment":
		return experimentNames
	case "as", "remember":
		return documentNames
	case "measure":
		return shownNames
	case "unset":
		return measureNames
	}
	if f.Name == "set" && f.PlaceHolder == "NAME=VALUE" {
		return settingNames
	}
	return noNames
}

// namesOfArgument returns the kind of names that an argument of a command takes.
func namesOfArgument(node *kong.Node, arg *kong.Positional) nameKind {
	if node.Parent != nil && node.Parent.Name == "plans" {
		return planNames
	}
	if node.Parent != nil && node.Parent.Name == experimentKey && node.Name != "start" {
		return experimentNames
	}
	if node.Parent != nil && node.Parent.Name == "document" {
		return documentNames
	}
	ofArea := node.Parent != nil && node.Parent.Name == "area" && node.Name != "add"
	if arg.Name == "measure" {
		return measureNames
	}
	if arg.Name == "area" || ofArea {
		return areaNames
	}
	return noNames
}

// printNames is the namesCommand. It never fails: whoever pressed Tab did not ask for a message.
func (s *session) printNames(args []string) {
	if len(args) < 3 {
		return
	}
	shell, kind, current, before := args[0], nameKind(args[1]), args[2], args[3:]
	ctx, cancel := context.WithTimeout(s.ctx, namesLimit)
	defer cancel()
	names := make(chan []string, 1)
	go func() { names <- s.names(ctx, shell, kind, before) }()
	select {
	case found := <-names:
		for _, name := range candidates(shell, current, found) {
			s.print(name, "\n")
		}
	case <-ctx.Done(): // the program ends although the journal may still be opening, for reading only
	}
}

// names returns the names of a kind in the journal that the words before the cursor choose.
func (s *session) names(ctx context.Context, shell string, kind nameKind, before []string) []string {
	g, ok := s.typedGlobals(shell, before)
	if !ok {
		return nil
	}
	s.global = &g
	if s.env.held != nil {
		return showable(namesIn(s.env.held.journal, kind))
	}
	dir, err := s.folder()
	if err != nil || vault.IsBusy(dir) {
		return nil
	}
	key, ok := s.quietKey(dir)
	if !ok {
		return nil
	}
	o := s.options()
	o.Vault.ReadOnly = true // Tab repairs nothing, and upgrades nothing
	var found []string
	// A byte order mark in the passphrase's file is tried as in withPassphrase.
	_ = key(func(k vault.Key) error {
		j, _, err := journal.Open(ctx, dir, k, o)
		if err != nil {
			return err
		}
		return closeAfter(j, func(j *journal.Journal) error {
			found = namesIn(j, kind)
			return nil
		})
	})
	return showable(found)
}

// showable leaves out the names that a terminal could not show as they are.
func showable(names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool { return name != line(name) || name == "" })
}

func namesIn(j *journal.Journal, kind nameKind) []string {
	var names []string
	switch kind {
	case areaNames:
		for _, a := range j.Areas() {
			names = append(names, a.Name)
		}
	case tagNames:
		names = j.Vocabulary(func(e *journal.Entry) []string { return e.Tags })
	case planNames:
		for _, p := range j.FilePlans() {
			names = append(names, p.Name)
		}
	case experimentNames:
		for _, x := range j.Experiments() {
			names = append(names, x.Name)
		}
	case documentNames:
		for _, h := range j.Handouts() {
			names = append(names, h.Name)
		}
	case measureNames, settingNames, shownNames:
		if kind == shownNames {
			names = measureWords()
		}
		for _, m := range j.Measures() {
			name := m.Name
			if kind == settingNames {
				name += "="
			}
			names = append(names, name)
		}
	case personNames:
		for _, p := range j.People("") {
			names = append(names, p.Name)
		}
	}
	return names
}

// quietKey returns what tries the key of the journal in dir, or false if somebody would have to be asked.
func (s *session) quietKey(dir string) (try func(use func(vault.Key) error) error, ok bool) {
	with := func(key vault.Key) func(func(vault.Key) error) error {
		return func(use func(vault.Key) error) error { return use(key) }
	}
	info, err := vault.Inspect(dir)
	if err != nil {
		return nil, false
	}
	if file := s.global.PassphraseFile; file != "" {
		if info, err := s.stat(file); err != nil || !info.Mode().IsRegular() {
			return nil, false // a pipe may have no writer, and can be read only once
		}
		text, _, err := s.passphrase("")
		return func(use func(vault.Key) error) error { return s.withPassphrase(text, use) }, err == nil
	}
	if !info.Protected {
		return with(vault.NoPassphrase()), true
	}
	if !info.Keyring {
		return nil, false
	}
	secret, found := keyring.FindQuietly(info.ID)
	if !found {
		return nil, false
	}
	key, err := vault.KeyringSecret(secret)
	return with(key), err == nil
}

// typedGlobals reads the flags that choose the journal and its passphrase from the words of a command
// line that is not finished. It returns false if the journal cannot be known from them.
func (s *session) typedGlobals(shell string, words []string) (g global, ok bool) {
	for i := 0; i < len(words); i++ {
		flag, value, joined := strings.Cut(words[i], "=")
		switch flag {
		case "--":
			return g, true
		case "--passphrase-fd":
			return g, false // it is open only when the command runs
		case "--journal", "--passphrase-file":
		default:
			continue
		}
		if !joined {
			if i++; i < len(words) && words[i] == "=" {
				i++ // bash parts words at =
			}
			if i >= len(words) {
				return g, false
			}
			value = words[i]
		}
		if value, ok = s.unquoted(shell, value); !ok || value == "" {
			return g, false
		}
		if flag == "--journal" {
			g.Journal = value
		} else {
			g.PassphraseFile = value
		}
	}
	return g, true
}

// unquoted returns what a shell makes of a word. It returns false for what only the shell can know.
func (s *session) unquoted(shell, word string) (text string, ok bool) {
	if shell == "fish" {
		return s.atHome(word), true // fish hands over words without quotes
	}
	w := wordReader{rest: word, getenv: s.env.getenv}
	if after, home := strings.CutPrefix(word, "~/"); home {
		w.text, w.rest = s.env.getenv("HOME")+"/", after
	}
	text, ok = w.read()
	return text, ok && w.quote == 0
}

func (s *session) atHome(word string) string {
	if after, ok := strings.CutPrefix(word, "~/"); ok {
		return s.env.getenv("HOME") + "/" + after
	}
	return word
}

// wordReader reads a word of bash or zsh.
type wordReader struct {
	rest, text string
	quote      byte // that the rest is in, or 0
	getenv     func(string) string
}

// read returns the whole word. It returns false if only the shell can know it.
func (w *wordReader) read() (text string, ok bool) {
	for w.rest != "" {
		c := w.rest[0]
		w.rest = w.rest[1:]
		switch {
		case c == w.quote:
			w.quote = 0
		case w.quote == '\'':
			w.text += string([]byte{c})
		case w.quote == 0 && (c == '"' || c == '\''):
			w.quote = c
		case c == '`', c == '$' && !w.variable():
			return "", false
		case c == '$':
		case c == '\\' && w.rest != "" && (w.quote == 0 || strings.IndexByte("\"\\$`", w.rest[0]) >= 0):
			w.text, w.rest = w.text+w.rest[:1], w.rest[1:]
		default:
			w.text += string([]byte{c})
		}
	}
	return w.text, true
}

// variable reads the name of an environment variable after its $.
func (w *wordReader) variable() bool {
	name, rest, braced := strings.Cut(strings.TrimPrefix(w.rest, "{"), "}")
	if !strings.HasPrefix(w.rest, "{") {
		end := strings.IndexFunc(w.rest, func(r rune) bool { return !isNameRune(r) })
		if end < 0 {
			end = len(w.rest)
		}
		name, rest, braced = w.rest[:end], w.rest[end:], true
	}
	value := w.getenv(name)
	if !braced || value == "" || strings.ContainsFunc(name, func(r rune) bool { return !isNameRune(r) }) {
		return false
	}
	w.text, w.rest = w.text+value, rest
	return true
}

func isNameRune(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// candidates returns what a shell gets for the names. zsh and fish choose and quote themselves; for
// bash the names are those that begin like the current word, quoted as that word is.
func candidates(shell, current string, names []string) []string {
	if shell != "bash" {
		return names
	}
	w := wordReader{rest: current, getenv: func(string) string { return "" }}
	quote := byte(0)
	if current != "" && (current[0] == '"' || current[0] == '\'') {
		quote = current[0]
		w.rest, w.quote = current[1:], quote
	}
	begun, ok := w.read()
	if !ok || w.quote != quote {
		return nil // bash would replace only a part of the word
	}
	matching := func(matches func(name string) bool) []string {
		var found []string
		for _, name := range names {
			if matches(name) {
				found = append(found, quoteForBash(name, quote))
			}
		}
		return found
	}
	found := matching(func(name string) bool { return strings.HasPrefix(name, begun) })
	if len(found) > 0 {
		return found
	}
	// Several that differ in case would make bash delete what was typed.
	if found = matching(func(name string) bool { return strings.HasPrefix(journal.Fold(name), journal.Fold(begun)) }); len(found) == 1 {
		return found
	}
	return nil
}

// quoteForBash returns a name as it is typed in bash, within an open quote if there is one.
func quoteForBash(name string, quote byte) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case quote == '\'' && r == '\'':
			b.WriteString(`'\''`)
		case quote == '"' && r == '!':
			b.WriteString(`"'!'"`) // a backslash would stay
		case quote == '"' && strings.ContainsRune("\"\\$`", r),
			quote == 0 && r < unicode.MaxASCII && !isNameRune(r) && !strings.ContainsRune("-+./,%", r):
			b.WriteRune('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	if typed := b.String(); quote != 0 && strings.HasSuffix(typed, string(rune(quote))) {
		b.WriteByte(quote) // bash closes the quote unless it seems to be closed
	}
	return b.String()
}
