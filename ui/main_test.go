package ui

import (
	"os"
	"runtime/debug"
	"testing"
)

// TestMain lets the memory grow to three times what is in use before it is collected: the pictures
// of the window that the tests draw and throw away keep the collector busy otherwise.
func TestMain(m *testing.M) {
	debug.SetGCPercent(200)
	os.Exit(m.Run())
}
