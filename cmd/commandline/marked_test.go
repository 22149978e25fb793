package commandline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAPassphraseInUTF16IsRefused(t *testing.T) {
	b, old := protectedBox(t)
	for _, mark := range []string{"\xff\xfe", "\xfe\xff"} {
		wide := b.file("wide", mark+"e\x00l\x00e\x00v\x00e\x00n\x00 \x00b\x00o\x00l\x00d\x00\n\x00")
		want := []string{"UTF-16", "UTF-8 first", "wide"}
		b.fails(statusUsage, want, "--passphrase-file", wide, "list")
		b.fails(statusUsage, want, "--passphrase-file", old, "passphrase", "change", "--new-passphrase-file", wide)
		b.fails(statusUsage, want, "--journal", filepath.Join(b.dir, "other"), "--passphrase-file", wide, "init")
		b.fails(statusUsage, want, "recovery", "use", "--words-file", wide, "--new-passphrase-file", old)
		b.failsFed(mark+"e\x00\n", statusUsage, []string{"UTF-16", "--passphrase-fd 0"}, "--passphrase-fd", "0", "list")
	}
	b.ok("--passphrase-file", old, "list")
}

// An earlier release took the byte order mark as part of the passphrase.
func TestPassphraseWithAByteOrderMarkStillOpens(t *testing.T) {
	b := emptyBox(t)
	marked := b.file("marked", byteOrderMark+"eleven bold swans\n")
	b.ok("--passphrase-file", b.file("twice", byteOrderMark+byteOrderMark+"eleven bold swans\n"), "init")
	b.fails(statusWrongKey, nil, "--passphrase-file", b.file("plain", "eleven bold swans\n"), "list")
	b.ok("--passphrase-file", marked, "area", "add", "Running")
	b.ok("--passphrase-file", marked, "backup")
	made, err := filepath.Glob(filepath.Join(b.journal(), "backups", "*"))
	if err != nil || len(made) == 0 {
		t.Fatal(made, err)
	}
	b.ok("--passphrase-file", marked, "backup", "verify", made[len(made)-1])
}

func TestRecoveryWordsAreReadFromAMarkedFile(t *testing.T) {
	b, old := protectedBox(t)
	words := b.ok("--passphrase-file", old, "recovery", "show")
	out := b.ok("recovery", "use", "--words-file", b.file("words", byteOrderMark+words), "--new-passphrase-file", b.file("new", "nine quiet herons\n"))
	if !strings.Contains(out, "new passphrase") {
		t.Errorf("got %q", out)
	}
}

func TestFileIsWrittenIfTheOutputIsClosed(t *testing.T) {
	b := newBox(t)
	b.add("--title", "x")
	b.env.outputClosed = true
	path := filepath.Join(b.dir, "x.csv")
	if r := b.run("export", "csv", "-o", path); r.status != 0 || r.err != "" {
		t.Errorf("got %+v", r)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
	for _, args := range [][]string{{"list"}, {"export", "csv"}, {"help"}, {"version"}, {"completion", "bash"}, {"backup", "list"}, {"keyring", "status"}} {
		if r := b.run(args...); r.status != statusFailed || !strings.Contains(r.err, "the output is closed") {
			t.Errorf("%v: status %d, standard error %q", args, r.status, r.err)
		}
	}
}

func TestUnseenRecoveryWordsAreNotActivated(t *testing.T) {
	b, old := protectedBox(t)
	words := b.file("words", b.ok("--passphrase-file", old, "recovery", "show"))
	b.env.outputClosed = true
	b.fails(statusFailed, []string{"the output is closed", "have not changed"}, "--passphrase-file", old, "recovery", "show", "--yes")
	b.env.outputClosed = false
	b.ok("recovery", "use", "--words-file", words, "--new-passphrase-file", b.file("new", "nine quiet herons\n"))
}
