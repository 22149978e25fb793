package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// builtProgram builds the program once for all tests that start it.
var builtProgram = sync.OnceValues(func() (string, error) {
	path := filepath.Join(binaryFolder(), "enactive")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building the window: %w\n%s", err, out)
	}
	return path, nil
})

// binaryFolder is made when it is first asked for, and removed after the last test.
var binaryFolder = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "enactive-test-*")
	if err != nil {
		panic(err)
	}
	return dir
})

func TestMain(m *testing.M) {
	code := m.Run()
	_ = os.RemoveAll(binaryFolder())
	os.Exit(code)
}
