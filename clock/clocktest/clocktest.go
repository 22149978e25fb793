// Package clocktest sets the clock of programs that are started by tests.
package clocktest

import (
	"os"
	"time"

	"enactive/clock"
)

// Variable is the environment variable with the start time of a clock.
const Variable = "ENACTIVE_TEST_NOW"

// Build returns the arguments of go build that make a program read Variable. Releases are built
// without them.
func Build() []string { return []string{"-ldflags", "-X enactive/clock.variable=" + Variable} }

// Environment returns the setting of Variable for a program that is to start at now.
func Environment(now time.Time) string { return Variable + "=" + now.Format(time.RFC3339Nano) }

// Clock returns the clock of a test binary that was started with Environment, or else the
// computer's.
func Clock() (func() time.Time, error) {
	text := os.Getenv(Variable)
	if text == "" {
		return clock.Now, nil
	}
	begin, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return nil, err
	}
	return clock.From(begin), nil
}
