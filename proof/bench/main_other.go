//go:build !linux

// Command bench measures on Linux alone: it reads what a process took from there.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "bench: this measures on Linux only")
	os.Exit(1)
}
