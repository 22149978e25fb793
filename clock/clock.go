// Package clock is the only package that reads the computer's clock.
package clock

import (
	"fmt"
	"os"
	"time"
)

// variable is the name of an environment variable with the start time of the clock in RFC 3339.
// The linker sets it in programs that are built for tests (see package clocktest). It is empty in
// releases, which always use the computer's clock.
var variable string

var now = fromEnvironment(variable, os.Getenv)

// Now returns the time by the program's clock. Durations between two of its times are exact even
// if the computer's clock is adjusted in between.
func Now() time.Time { return now() }

// From returns a clock that starts at begin and runs on, in the computer's time zone.
func From(begin time.Time) func() time.Time {
	ahead := begin.Sub(time.Now().Round(0)) // by the wall clock
	return func() time.Time { return time.Now().Add(ahead) }
}

func fromEnvironment(name string, getenv func(string) string) func() time.Time {
	if name == "" || getenv(name) == "" {
		return time.Now
	}
	begin, err := time.Parse(time.RFC3339Nano, getenv(name))
	if err != nil {
		panic(fmt.Sprintf("the clock cannot begin as %s says: %v", name, err))
	}
	return From(begin)
}
