// Command enact is the command line of Enactive; see package commandline.
package main

import (
	"enactive/clock"
	"enactive/cmd/commandline"
)

// version is set when a release is built.
var version = "development"

func main() { commandline.Program(version, clock.Now) }
