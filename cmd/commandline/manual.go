package commandline

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

//go:generate go test -run ^(TestTheManualPageIsUpToDate|TestTheHandbookListsEveryCommandAndStatus)$ . -args -update

// writeManual writes the manual page from the commands, in man(7) macros.
func writeManual(w io.Writer, app *kong.Application) {
	m := manual{w}
	m.request(".TH ENACT 1 \"\" Enactive \"User commands\"")
	m.section("NAME")
	m.text("enact - keep a private journal of what you try and how sure you are")
	m.section("SYNOPSIS")
	m.text("\\fBenact\\fR [\\fB\\-\\-journal\\fR \\fIFOLDER\\fR] \\fICOMMAND\\fR ...")
	m.section("DESCRIPTION")
	m.text(roff(description))
	m.text(roff("It reads and writes the same journal as the window. One program at a time has a journal open; after \"enact unlock\", and while the window serves commands, all commands use it through that one."))
	title := ""
	for _, child := range app.Children {
		if child.Hidden {
			continue
		}
		if child.Group != nil && child.Group.Title != title {
			title = child.Group.Title
			m.section(strings.ToUpper(title))
		}
		m.command(child)
	}
	m.section("FOR EVERY COMMAND")
	m.entries(flagEntries(app.Flags))
	m.section("EXIT STATUS")
	for _, s := range exitStatuses() {
		m.entry(fmt.Sprint(s.status), s.means)
	}
	m.text(roff("Errors go to standard error as one line that says what is wrong and the way out."))
	m.section("ENVIRONMENT")
	m.entry("ENACTIVE_JOURNAL", "The journal's folder.")
	m.entry("ENACTIVE_PASSPHRASE_FILE", "A file whose first line is the passphrase, where no flag gives it.")
	m.entry("VISUAL, EDITOR", "The editor of --edit.")
	m.entry("NO_COLOR, CLICOLOR_FORCE", "The output is coloured on a terminal only; never where NO_COLOR is set, also in a pipe where CLICOLOR_FORCE is. JSON, CSV and exports have no colour anywhere.")
	m.section("FILES")
	m.entry("~/.local/share/enactive/journal", "The journal's folder where nothing else is said; in $XDG_DATA_HOME where that is set, in ~/Library/Application Support/Enactive on macOS, in %AppData%\\Enactive on Windows.")
}

// exitStatus is an exit status and its meaning.
type exitStatus struct {
	status int
	means  string
}

func exitStatuses() []exitStatus {
	return []exitStatus{
		{statusDone, "It is done."},
		{statusFailed, "It failed, or a search found nothing."},
		{statusUsage, "The command line is wrong, or there is no way to ask for the passphrase that is missing from it."},
		{statusInUse, "The journal is in use by another program."},
		{statusWrongKey, "The passphrase is wrong."},
		{statusDamaged, "The journal is damaged beyond repair."},
		{statusNoSpace, "There is no space left."},
		{statusRejected, "An import, or an object on standard input, was rejected."},
		{statusNewer, "The journal was written by a newer version."},
	}
}

type manual struct{ w io.Writer }

func (m manual) request(line string) { fmt.Fprintln(m.w, line) }

func (m manual) section(title string) { m.request(".SH " + title) }

func (m manual) text(text string) {
	m.request(".PP")
	m.request(text)
}

func (m manual) command(node *kong.Node) {
	if len(node.Children) > 0 {
		for _, child := range node.Children {
			m.command(child)
		}
		return
	}
	m.request(".SS " + roff(usage(node)))
	m.request(roff(node.Help))
	m.detail(node.Detail)
	m.entries(argumentEntries(node))
	m.entries(flagEntries(node.Flags))
}

// detail writes paragraphs, and examples unchanged.
func (m manual) detail(text string) {
	example := false
	for l := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		is := strings.HasPrefix(l, " ")
		switch {
		case l == "":
			continue
		case is && !example:
			m.request(".PP\n.nf")
		case !is && example:
			m.request(".fi\n.PP")
		case !is:
			m.request(".PP")
		}
		example = is
		m.request(roff(l))
	}
	if example {
		m.request(".fi")
	}
}

func (m manual) entries(entries []helpEntry) {
	for _, e := range entries {
		m.entry(e.typed, e.does)
	}
}

func (m manual) entry(typed, does string) {
	m.request(".TP")
	m.request("\\fB" + roff(typed) + "\\fR")
	m.request(roff(does))
}

// roff escapes what roff would interpret.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "^", `\(ha`, "~", `\(ti`).Replace(text)
	if strings.HasPrefix(text, ".") {
		text = `\&` + text
	}
	return text
}
