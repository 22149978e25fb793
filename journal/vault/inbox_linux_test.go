package vault

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatTheDiskDoesNotGiveStaysInTheInbox(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("LEFT OUT: being somebody else needs root")
	}
	v, _ := create(t, NoPassphrase())
	for _, name := range []string{"a", "b"} {
		if err := PutIntoInbox(v.dir, name, []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	folders := []string{filepath.Dir(filepath.Dir(v.dir)), filepath.Dir(v.dir), v.dir, filepath.Join(v.dir, inboxName)}
	for _, folder := range folders {
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(inboxFile(v, "b"), 0o644); err != nil {
		t.Fatal(err)
	}
	asNobody(t, func() {
		docs, _, err := v.Inbox("")
		if err != nil || len(docs) != 1 || docs[0].Name != "b" {
			t.Errorf("what can be read is %v (%v)", docs, err)
		}
	})
	if told := strings.Join(SentencesOf(v.Repair().Notes), " "); !strings.Contains(told, "could not be read from the disk") {
		t.Errorf("it says %q", told)
	}
	if docs, _ := allOfInbox(t, v); len(docs) != 2 {
		t.Errorf("%d documents open when the disk gives them, want 2", len(docs))
	}
}
