// Package clocktest gives the programs that tests start the clock of the test.
package clocktest

import (
	"os"
	"time"

	"enactive/clock"
)

// Variable is the variable of the environment with the moment at which a clock begins.
const Variable = "ENACTIVE_TEST_NOW"

// Build are the words for go build, after which a program looks at Variable. What is built
// for people is built without them.
func Build() []string { return []string{"-ldflags", "-X enactive/clock.variable=" + Variable} }

// Environment is Variable with a moment, for the environment of a program that is started then.
func Environment(now time.Time) string { return Variable + "=" + now.Format(time.RFC3339Nano) }

// Clock is the clock of a test binary that was started as a program with Environment, and else
// that of the computer.
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
