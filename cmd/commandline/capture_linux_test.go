package commandline

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

const capturePage = "../../docs/capture.md"

// TestTheWaysToCapture runs the commands of the page about notes. Another computer is the folder of the test.
func TestTheWaysToCapture(t *testing.T) {
	onlyTried(t, capturePage)
	k := newSampleKitchen(t)
	k.file("bin/ssh", "#!/bin/sh\ncd \"$HOME\" && shift && exec sh -c \"$*\"\n")
	if err := os.Chmod(filepath.Join(k.dir, "bin", "ssh"), 0o700); err != nil {
		t.Fatal(err)
	}
	for i, r := range recipes(t, capturePage) {
		t.Run(fmt.Sprintf("%d %s", i+1, r.section), func(t *testing.T) {
			k.try(t, capturePage, r, func(got, want string) bool { return got == want })
		})
	}
}
