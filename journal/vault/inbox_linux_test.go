package vault

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestUnreadableFilesStayInTheInbox(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("LEFT OUT: becoming another user needs root")
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
	asUserNobody(t, func() {
		docs, _, err := v.Inbox("")
		if err != nil || len(docs) != 1 || docs[0].Name != "b" {
			t.Errorf("the readable documents are %v (%v)", docs, err)
		}
	})
	if notes := strings.Join(SentencesOf(v.Repair().Notes), " "); !strings.Contains(notes, "could not be read from the disk") {
		t.Errorf("the repair notes are %q", notes)
	}
	if docs, _ := allOfInbox(t, v); len(docs) != 2 {
		t.Errorf("%d documents open once the disk can be read, want 2", len(docs))
	}
}
