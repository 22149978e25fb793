package commandline

import (
	"strings"

	"enactive/journal"
)

// ink is how a terminal shows a text, as the number of its escape sequence. It only repeats what the
// text says: the words stay when there is no colour. The colours are those of the terminal's own
// palette, which can be read on its background, and none is yellow, which cannot on white.
type ink string

const (
	noInk ink = ""
	bold  ink = "1"
	red   ink = "31"
	green ink = "32"
)

// showsColour reports whether the output is coloured: on a terminal that can, unless NO_COLOR is set.
// CLICOLOR_FORCE colours a pipe too, as for "less -R".
func showsColour(getenv func(string) string, system string, isTerminal bool) bool {
	force := getenv("CLICOLOR_FORCE")
	switch {
	case getenv("NO_COLOR") != "":
		return false
	case force != "" && force != "0":
		return true
	case !isTerminal, getenv("CLICOLOR") == "0", getenv("TERM") == "dumb":
		return false
	case getenv("TERM") == "":
		// The older console of Windows prints escape sequences as they are.
		return system == "windows" && getenv("WT_SESSION") != ""
	}
	return true
}

// paint returns a text, which must be safe for a terminal already, in an ink if the output is coloured.
func (s *session) paint(i ink, text string) string {
	if !s.env.colour || i == noInk || strings.TrimSpace(text) == "" {
		return text
	}
	return "\x1b[" + string(i) + "m" + text + "\x1b[0m"
}

// outcomeInk is the ink of an outcome's word.
func outcomeInk(o journal.Outcome) ink {
	switch o {
	case journal.Success:
		return green
	case journal.Setback, journal.Failure:
		return red
	}
	return noInk
}
