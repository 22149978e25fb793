// Package datadir finds the default folder of the journal, so that the window and the command
// line open the same one.
package datadir

import (
	"errors"
	"fmt"
	"os"
	"path"
	"runtime"
	"strings"
)

// Variable is the environment variable that names the journal's folder.
const Variable = "ENACTIVE_JOURNAL"

// ErrNoHome is wrapped if the system does not say where a person's files are.
var ErrNoHome = errors.New("the home folder is not known")

// Default returns the folder of the journal: the one in ENACTIVE_JOURNAL, or else one in the
// platform's data folder (see For). It need not exist. The error wraps ErrNoHome.
func Default() (string, error) { return For(runtime.GOOS, os.Getenv) }

// For is Default for an operating system (as in runtime.GOOS) and an environment:
// $XDG_DATA_HOME/enactive/journal or ~/.local/share/enactive/journal on Linux and similar
// systems, ~/Library/Application Support/Enactive/journal on macOS, and
// %AppData%\Enactive\journal on Windows.
func For(system string, getenv func(string) string) (string, error) {
	if dir := getenv(Variable); dir != "" {
		return dir, nil
	}
	switch system {
	case "windows":
		data := getenv("AppData")
		if data == "" {
			return "", unknownFolder("AppData")
		}
		return strings.TrimRight(data, `\/`) + `\Enactive\journal`, nil
	case "darwin", "ios":
		home := getenv("HOME")
		if home == "" {
			return "", unknownFolder("HOME")
		}
		return path.Join(home, "Library", "Application Support", "Enactive", "journal"), nil
	}
	// The XDG base directory specification says to ignore relative paths.
	if data := getenv("XDG_DATA_HOME"); path.IsAbs(data) {
		return path.Join(data, "enactive", "journal"), nil
	}
	home := getenv("HOME")
	if home == "" {
		return "", unknownFolder("HOME")
	}
	return path.Join(home, ".local", "share", "enactive", "journal"), nil
}

// State returns the folder in which the program remembers what does not belong into a journal's folder, such as how
// far a journal was: in $XDG_STATE_HOME or ~/.local/state on Linux and similar systems, ~/Library/Application
// Support/Enactive on macOS, and %LocalAppData%\Enactive on Windows; empty if the system does not say where.
func State(system string, getenv func(string) string) string {
	switch system {
	case "windows":
		if data := getenv("LocalAppData"); data != "" {
			return strings.TrimRight(data, `\/`) + `\Enactive\state`
		}
		return ""
	case "darwin", "ios":
		if home := getenv("HOME"); home != "" {
			return path.Join(home, "Library", "Application Support", "Enactive", "state")
		}
		return ""
	}
	if state := getenv("XDG_STATE_HOME"); path.IsAbs(state) {
		return path.Join(state, "enactive")
	}
	if home := getenv("HOME"); path.IsAbs(home) {
		return path.Join(home, ".local", "state", "enactive")
	}
	return ""
}

func unknownFolder(variable string) error {
	return fmt.Errorf("the place of the journal is not known, because %s is not set; name a folder in %s: %w", variable, Variable, ErrNoHome)
}
