package problem

import (
	"errors"

	"enactive/journal/wording"
	"enactive/plaincopy"
	"enactive/ui/files"
)

// Unopened words an error that kept another program from opening a file.
func Unopened(name string, err error) string {
	file := wording.V{"File": name}
	switch {
	case errors.Is(err, files.ErrMayRun):
		return wording.Say("file-could-start-a-program", file)
	case errors.Is(err, plaincopy.ErrNoMemory):
		return wording.Say("no-place-in-memory-for-file", file)
	}
	return wording.Say("no-program-opens-file", file)
}
