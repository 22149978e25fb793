// Package clock is the one place that asks the computer for the day and the time.
package clock

import (
	"fmt"
	"os"
	"time"
)

// variable names the variable of the environment with the moment at which the clock begins,
// as RFC 3339 writes it. The linker sets it in what the tests build (package clocktest has
// the words); in a program for people it is empty, and nothing but the computer's clock counts.
var variable string

var now = fromEnvironment(variable, os.Getenv)

// Now is the clock of the program. Durations between two of its moments are exact, also when
// the computer's clock is set meanwhile.
func Now() time.Time { return now() }

// From is a clock that says begin now and runs on from there, in the zone of the computer.
func From(begin time.Time) func() time.Time {
	ahead := begin.Sub(time.Now().Round(0)) // of the wall clock
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
