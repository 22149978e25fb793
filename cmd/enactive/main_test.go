package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"enactive/clock/clocktest"
)

// builtProgram builds the program once for all tests that start it.
var builtProgram = sync.OnceValues(func() (string, error) {
	path := filepath.Join(binaryFolder(), "enactive")
	return path, build(path, ".")
})

// build builds a command of this module as for a release, except for its clock.
func build(binary, pkg string, flags ...string) error {
	tags, err := windowTags()
	if err != nil {
		return err
	}
	words := append([]string{"build", "-tags", tags, "-o", binary}, clocktest.Build()...)
	words = append(words, flags...)
	if out, err := exec.Command("go", append(words, pkg)...).CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", pkg, err, out)
	}
	return nil
}

// windowTags are the build tags of the window.
func windowTags() (string, error) {
	text, err := os.ReadFile(filepath.Join("..", "..", "Makefile"))
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(text)) {
		if name, tags, ok := strings.Cut(line, "="); ok && strings.TrimSpace(name) == "TAGS" {
			return strings.TrimSpace(tags), nil
		}
	}
	return "", errors.New("the Makefile does not say with which tags the window is built")
}

// binaryFolder is created on first use and removed after the last test.
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
