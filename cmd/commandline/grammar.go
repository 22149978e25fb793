package commandline

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"enactive/charts"
)

// grammar holds every command and flag. Help, completion and the manual page are generated from it.
type grammar struct {
	global

	Init        initCmd        `cmd:"" group:"journal" help:"Create a journal."`
	Area        areaCmd        `cmd:"" group:"journal" help:"The areas of your life in which performing well matters."`
	Experiment  experimentCmd  `cmd:"" group:"journal" help:"Experiments of your own: try with something and without it, in an order that a coin gives."`
	Measure     measureCmd     `cmd:"" group:"journal" help:"What you measure of your own, with entries or once a day."`
	Reminder    reminderCmd    `cmd:"" group:"journal" help:"Reminders that come every week, for a calendar or the desktop."`
	Passphrase  passphraseCmd  `cmd:"" group:"journal" help:"Change the passphrase, give one, or take it away."`
	Recovery    recoveryCmd    `cmd:"" group:"journal" help:"Words that open the journal when the passphrase is lost."`
	Keyring     keyringCmd     `cmd:"" group:"journal" help:"Open the journal by the keyring of this system."`
	Add         addCmd         `cmd:"" group:"write" help:"Write down an experience."`
	Checkin     checkinCmd     `cmd:"" group:"write" help:"Note how sure you are right now, on its own."`
	Plan        planCmd        `cmd:"" group:"write" help:"Say what you set out to do, before you do it."`
	Day         dayCmd         `cmd:"" group:"write" help:"Show or set the values of a day."`
	Complete    completeCmd    `cmd:"" group:"write" help:"Say how a plan went; what you said before is sealed."`
	Edit        editCmd        `cmd:"" group:"write" help:"Change an entry."`
	Attach      attachCmd      `cmd:"" group:"write" help:"Attach photos and files to an entry or a day."`
	Attachment  attachmentCmd  `cmd:"" group:"write" help:"Write a copy of a photo or file, or remove it."`
	Inbox       inboxCmd       `cmd:"" group:"write" help:"Notes from a phone or a script that wait to be accepted."`
	Delete      deleteCmd      `cmd:"" group:"write" help:"Put entries into the bin."`
	Undelete    undeleteCmd    `cmd:"" group:"write" help:"Restore entries from the bin."`
	Undo        undoCmd        `cmd:"" group:"write" help:"Undo the last change, and those before it."`
	Redo        redoCmd        `cmd:"" group:"write" help:"Redo what was undone."`
	Erase       eraseCmd       `cmd:"" group:"write" help:"Remove entries for good."`
	List        listCmd        `cmd:"" group:"look" help:"List entries, the newest last."`
	Search      searchCmd      `cmd:"" group:"look" help:"List the entries that contain all the words."`
	Show        showCmd        `cmd:"" group:"look" help:"Show one entry in full."`
	Attachments attachmentsCmd `cmd:"" group:"look" help:"List the photos and files."`
	Insights    insightsCmd    `cmd:"" group:"look" help:"Say what the entries of an area or of all areas show, and how sure that is."`
	Chart       chartCmd       `cmd:"" group:"look" help:"Draw a chart into a file."`
	Import      importCmd      `cmd:"" group:"files" help:"Import entries."`
	Export      exportCmd      `cmd:"" group:"files" help:"Export entries."`
	Merge       mergeCmd       `cmd:"" group:"files" help:"Take in what another computer has."`
	Versions    versionsCmd    `cmd:"" group:"files" help:"Texts that were changed in two places at once, and which version stays."`
	Document    documentCmd    `cmd:"" group:"files" help:"The documents to hand on that are remembered."`
	Backup      backupCmd      `cmd:"" group:"safe" help:"Make a backup, list them, or read them through."`
	Restore     restoreCmd     `cmd:"" group:"safe" help:"Restore a backup into a new folder."`
	Check       checkCmd       `cmd:"" group:"safe" help:"Read everything in both copies of the journal and report whether all is well."`
	Unlock      unlockCmd      `cmd:"" group:"safe" help:"Keep the journal open for commands, until it is locked."`
	Lock        lockCmd        `cmd:"" group:"safe" help:"Lock a journal that is open for commands."`
	Status      statusCmd      `cmd:"" group:"safe" help:"Say whether the journal is unlocked."`
	Sample      sampleCmd      `cmd:"" group:"about" help:"Create a sample journal to look around in."`
	Completion  completionCmd  `cmd:"" group:"about" help:"Print what lets the Tab key complete enact's commands in a shell."`
	Version     versionCmd     `cmd:"" group:"about" help:"Print the version."`
	Help        helpCmd        `cmd:"" group:"about" help:"Explain a command."`
}

// global holds the flags of every command.
type global struct {
	Journal        string `placeholder:"FOLDER" help:"The journal's folder. Without it: $ENACTIVE_JOURNAL, or else the default folder, as in the window."`
	PassphraseFile string `placeholder:"FILE" help:"Read the passphrase from the first line of FILE; - is standard input. Without it, and without a file descriptor: $ENACTIVE_PASSPHRASE_FILE, if that is set."`
	PassphraseFd   *int   `placeholder:"N" help:"Read the passphrase from the first line of the open file descriptor N."`
}

// groups returns the headings of the commands, in order.
func groups() []kong.Group {
	return []kong.Group{
		{Key: "journal", Title: "The journal"},
		{Key: "write", Title: "Writing"},
		{Key: "look", Title: "Looking"},
		{Key: "files", Title: "Files"},
		{Key: "safe", Title: "Keeping it safe"},
		{Key: "about", Title: "About enact"},
	}
}

const description = "enact keeps your Enactive journal from the terminal: what you tried, how sure you were, and how it went."

// exit is the value of the panic with which kong ends after printing help.
type exit int

// newParser prepares every command, or only the one with the name only, which takes a fraction of the time.
func newParser(g *grammar, s *session, only string) (*kong.Kong, error) {
	needs := func(name string) bool { return only == "" || only == name }
	if needs("import") {
		g.Import = importCommands(s.formats())
	}
	if needs("export") {
		g.Export = exportCommands(s.formats())
	}
	g.addEntryFlags(needs)
	options := []kong.Option{
		kong.Name("enact"), kong.Description(description),
		kong.ExplicitGroups(groups()),
		kong.Vars{"charts": strings.Join(chartNames(), ", ")},
		kong.Help(func(_ kong.HelpOptions, ctx *kong.Context) error { return printHelp(ctx, s.env.columns) }),
		kong.Writers(s.out, s.err),
		kong.Exit(func(status int) { panic(exit(status)) }),
		kong.BindTo(s, (**session)(nil)),
	}
	if only != "" {
		options = append(options, kong.IgnoreFields(otherCommands(only)))
	}
	parser, err := kong.New(g, options...)
	if err != nil {
		return nil, fmt.Errorf("preparing the commands: %w", err)
	}
	parser.Model.HelpFlag.Help = "Explain the command."
	return parser, nil
}

// otherCommands returns an expression that matches the fields of grammar with the other commands.
func otherCommands(than string) string {
	var others []string
	for name, field := range commandFields() {
		if name != than {
			others = append(others, field)
		}
	}
	return `^grammar\.(` + strings.Join(others, "|") + `)$`
}

// commandFields returns the field of grammar that holds each command.
func commandFields() map[string]string {
	fields := map[string]string{}
	for f := range reflect.TypeFor[grammar]().Fields() {
		if !f.Anonymous {
			fields[strings.ToLower(f.Name)] = f.Name
		}
	}
	return fields
}

// commandOf returns the command that args begin with, after flags of every command, or nothing if that
// is not certain.
func commandOf(args []string) string {
	if _, words := glance(args); len(words) > 0 {
		if _, ok := commandFields()[words[0]]; ok {
			return words[0]
		}
	}
	return ""
}

// chartNames returns what "enact chart" can draw: the insights, and an experiment.
func chartNames() []string { return append(chartKeys(), experimentKey) }

// experimentKey names the chart of an experiment.
const experimentKey = "experiment"

func chartKeys() []string {
	var keys []string
	for _, item := range charts.Catalogue() {
		keys = append(keys, item.Key)
	}
	return keys
}

// command runs one command line.
func (s *session) command(args []string) (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			if _, ok := thrown.(exit); !ok {
				panic(thrown)
			}
		}
	}()
	if ran, err := s.tryHolder(args); ran {
		return err
	}
	switch {
	case len(args) == 0:
		return misuse(`no command is given; "enact help" lists them`)
	case args[0] == namesCommand:
		s.global = &global{}
		s.printNames(args[1:])
		return nil
	case args[0] == keepCommand:
		return s.keep(args[1:])
	case args[0] == "--version":
		args = []string{"version"}
	}
	only := commandOf(args)
	parsed, err := s.parse(args, only)
	if err != nil && only != "" {
		// What is wrong is said by all commands, as the flag may be one of another command.
		parsed, err = s.parse(args, "")
	}
	if err != nil {
		return err
	}
	if err := checkNames(parsed); err != nil {
		return err
	}
	s.usePassphraseVariable(parsed.Command())
	s.listing = onlyPrints(parsed.Command())
	if s.env.held != nil {
		if err := s.admit(parsed.Command()); err != nil {
			return err
		}
	}
	s.passable, s.await = s.env.held == nil && !runsHere(parsed.Command()), s.awaitHolder
	if err = parsed.Run(s); errors.Is(err, errHeldMeanwhile) {
		return s.again(args)
	}
	return err
}

// parse reads a command line by the grammar of every command, or of one.
func (s *session) parse(args []string, only string) (*kong.Context, error) {
	g := &grammar{}
	s.global = &g.global
	parser, err := newParser(g, s, only)
	if err != nil {
		return nil, err
	}
	if args, err = bindValues(parser.Model, args); err != nil {
		return nil, err
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return nil, parseError(err)
	}
	return parsed, nil
}

// checkNames rejects an empty name of a file or folder, which comes from a variable of a script that is not
// set. It would mean another place than the one meant: standard output, the folder in which the script
// runs, or the default journal. For an export the same holds of what selects entries: all would leave the
// journal in place of some.
func checkNames(parsed *kong.Context) error {
	for _, p := range parsed.Path {
		switch {
		case p.Flag != nil && (p.Flag.PlaceHolder == "FILE" || p.Flag.PlaceHolder == "FOLDER") && hasEmpty(p.Flag.Target):
			return misuse("--%s is empty; name a %s, or leave --%s out", p.Flag.Name, strings.ToLower(p.Flag.PlaceHolder), p.Flag.Name)
		case p.Flag != nil && strings.HasPrefix(parsed.Command(), "export ") && slices.Contains([]string{"area", "tag", "person", "strategy", "filter"}, p.Flag.Name) && hasEmpty(p.Flag.Target):
			return misuse("--%s is empty, which would export the entries of every %s; name one, or leave --%s out", p.Flag.Name, p.Flag.Name, p.Flag.Name)
		case p.Positional != nil && namesFiles(p.Positional) && hasEmpty(p.Positional.Target):
			return misuse("%s is empty; it must be the name of a file or folder", strings.ToUpper(p.Positional.Name))
		}
	}
	return nil
}

// hasEmpty reports whether a value of the command line that was given is an empty text or has one.
func hasEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return v.Len() == 0
	case reflect.Slice:
		if v.Len() == 0 {
			return true
		}
		for i := range v.Len() {
			if hasEmpty(v.Index(i)) {
				return true
			}
		}
	}
	return false
}

// onlyPrints reports whether a command is useless if its output is lost. A command that changes
// the journal has done its work anyway, and must not appear to have failed.
func onlyPrints(command string) bool {
	for _, c := range []string{"list", "search", "show", "insights", "export", "area list", "area show", "measure list", "experiment list", "experiment show", "check", "import plans list", "import plans show", "inbox list", "inbox show",
		"backup list", "keyring status", "help", "version", "completion"} {
		if command == c || strings.HasPrefix(command, c+" ") {
			return true
		}
	}
	return false
}

// bindValues joins each flag with the value that follows it, so that texts and numbers may begin
// with a hyphen, and reports a flag without a value.
func bindValues(app *kong.Application, args []string) ([]string, error) {
	takers := valueFlags(app.Node)
	var bound []string
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			return append(bound, args[i:]...), nil
		}
		f, takes := takers[arg]
		if !takes {
			bound = append(bound, arg)
			continue
		}
		if i++; i == len(args) {
			return nil, misuse("%s has no value; write it like %s %s", arg, arg, placeholder(f))
		}
		bound = append(bound, "--"+f.Name+"="+args[i])
	}
	return bound, nil
}

// valueFlags returns the flags of all commands that take a value, by how they are typed.
func valueFlags(node *kong.Node) map[string]*kong.Flag {
	found := map[string]*kong.Flag{}
	for _, f := range node.Flags {
		if f.IsBool() {
			continue
		}
		found["--"+f.Name] = f
		if f.Short != 0 {
			found["-"+string(f.Short)] = f
		}
	}
	for _, child := range node.Children {
		maps.Copy(found, valueFlags(child))
	}
	return found
}

// parseError turns kong's error into a sentence of ours.
func parseError(err error) error {
	text := strings.ReplaceAll(err.Error(), "unexpected argument", "there is no command or place for")
	if flag, value, want := wrongValue(text); want != "" {
		return misuse("%s is %s; it must be %s", flag, value, want)
	}
	if arg, ok := strings.CutPrefix(text, "unknown flag -"); ok && arg != "" && strings.Contains("0123456789.", arg[:1]) {
		number, _, _ := strings.Cut(arg, ",")
		return misuse("-%s is below 0, and no number here may be; put a text that begins with - after --", number)
	}
	parse, ok := errors.AsType[*kong.ParseError](err)
	if !ok {
		return misuse(`%s; see "enact help"`, text)
	}
	node := parse.Context.Selected()
	switch {
	case node == nil:
		return misuse(`%s; "enact help" lists the commands`, text)
	case selectsEntries(text) && slices.Contains([]string{"insights", "chart"}, node.Name):
		flag, _, _ := strings.Cut(strings.TrimPrefix(text, "unknown flag "), ",")
		return misuse("%s chooses entries, but enact %s reads all entries of an area, within the days that you name: what chosen entries show may only be how they were chosen. \"enact list %s\" lists them", flag, node.Name, flag)
	case strings.HasPrefix(text, "expected "), strings.HasPrefix(text, "missing flags"):
		return misuse("%s missing; write it as: %s", missingArguments(text, node), usage(node))
	}
	return misuse("%s; see %q", text, commandPath(node, " help"))
}

// selectsEntries reports whether kong's error is an unknown flag that "enact list" has to choose entries.
func selectsEntries(text string) bool {
	return slices.ContainsFunc([]string{"where", "filter", "tag", "person", "strategy", "type", "kind", "outcome", "source"}, func(name string) bool {
		rest, ok := strings.CutPrefix(text, "unknown flag --"+name)
		return ok && (rest == "" || rest[0] == ',')
	})
}

// missingArguments extracts from kong's error which arguments and flags are missing, with the verb:
// "ID is" or "AREA and 0-100 are".
func missingArguments(text string, node *kong.Node) string {
	var names []string
	for _, p := range node.Positional {
		if strings.Contains(text, "<"+p.Name+">") {
			names = append(names, strings.TrimSuffix(argumentTyped(p), " ..."))
		}
	}
	if flags, ok := strings.CutPrefix(text, "missing flags: "); ok {
		for flag := range strings.SplitSeq(flags, ", ") {
			name, _, _ := strings.Cut(flag, "=")
			names = append(names, name)
		}
	}
	switch len(names) {
	case 0:
		return "the rest of the command is"
	case 1:
		return names[0] + " is"
	}
	return joinNames(names) + " are"
}

// wrongValue extracts from kong's error which flag got which value, and returns what it must be; want is "" for
// other errors.
func wrongValue(text string) (flag, value, want string) {
	flag, rest, ok := strings.Cut(text, ": expected ")
	kind, value, got := strings.Cut(rest, " but got ")
	if !ok || !got || !strings.HasPrefix(flag, "--") {
		return "", "", ""
	}
	switch {
	case kind == "duration":
		value, _, _ = strings.Cut(value, ": time: ")
		return flag, value, "a time, such as 15m or 2h"
	case strings.Contains(kind+" ", " int ") || strings.Contains(kind+" ", " float "):
		return flag, strings.TrimSuffix(value, " (string)"), "a number"
	}
	return "", "", ""
}

// commandPath returns the command as it is typed, with extra after the program's name.
func commandPath(node *kong.Node, extra string) string {
	path := ""
	for n := node; n != nil && n.Type == kong.CommandNode; n = n.Parent {
		path = " " + n.Name + path
	}
	return "enact" + extra + path
}

// helpCmd explains a command.
type helpCmd struct {
	Command []string `arg:"" optional:"" help:"The command to explain."`
}

func (c *helpCmd) Run(s *session) error {
	parser, err := newParser(&grammar{}, s, "")
	if err != nil {
		return err
	}
	node := parser.Model.Node
	for _, name := range c.Command {
		next := childNamed(node, name)
		if next == nil {
			return misuse("there is no command %q; \"enact help\" lists them", strings.Join(c.Command, " "))
		}
		node = next
	}
	writeHelp(s.out, parser.Model, node, helpWidth(s.env.columns))
	return nil
}

func childNamed(node *kong.Node, name string) *kong.Node {
	for _, child := range node.Children {
		if child.Name == name && !child.Hidden {
			return child
		}
	}
	return nil
}

// versionCmd prints the version.
type versionCmd struct{}

func (c *versionCmd) Run(s *session) error {
	s.print("enact ", s.env.version, "\n")
	return nil
}
