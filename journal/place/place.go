// Package place owns the one answer to "where is the journal, when nobody says?", so that
// the window and the command line open the same one.
package place

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

// ErrNoHome is wrapped when the system does not say where a person's files are.
var ErrNoHome = errors.New("the home folder is not known")

// Default returns the folder of the journal: the one in ENACTIVE_JOURNAL, or else the
// platform's place for data (see For). It need not exist. The error wraps ErrNoHome.
func Default() (string, error) { return For(runtime.GOOS, os.Getenv) }

// For is Default for an operating system (as in runtime.GOOS) and an environment:
// $XDG_DATA_HOME/enactive/journal or ~/.local/share/enactive/journal on Linux and its
// like, ~/Library/Application Support/Enactive/journal on macOS, and
// %AppData%\Enactive\journal on Windows.
func For(system string, getenv func(string) string) (string, error) {
	if dir := getenv(Variable); dir != "" {
		return dir, nil
	}
	switch system {
	case "windows":
		data := getenv("AppData")
		if data == "" {
			return "", unknown("AppData")
		}
		return strings.TrimRight(data, `\/`) + `\Enactive\journal`, nil
	case "darwin", "ios":
		home := getenv("HOME")
		if home == "" {
			return "", unknown("HOME")
		}
		return path.Join(home, "Library", "Application Support", "Enactive", "journal"), nil
	}
	// The XDG base directory specification has relative paths ignored.
	if data := getenv("XDG_DATA_HOME"); path.IsAbs(data) {
		return path.Join(data, "enactive", "journal"), nil
	}
	home := getenv("HOME")
	if home == "" {
		return "", unknown("HOME")
	}
	return path.Join(home, ".local", "share", "enactive", "journal"), nil
}

func unknown(variable string) error {
	return fmt.Errorf("the place of the journal is not known, because %s is not set; name a folder in %s: %w", variable, Variable, ErrNoHome)
}
