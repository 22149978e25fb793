package vault

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
)

func inboxFile(v *Vault, name string) string {
	return filepath.Join(v.dir, inboxName, name+inboxSuffix)
}

func allOfInbox(t *testing.T, v *Vault) (docs []InboxDocument, rounds int) {
	t.Helper()
	for after, more := "", true; more; rounds++ {
		part, next, err := v.Inbox(after)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, part...)
		after, more = next, next != ""
	}
	return docs, rounds
}

func TestLongInboxIsOpenedInRounds(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	const n = 20
	for i := range n {
		doc := bytes.Repeat([]byte{byte(i)}, MaxInboxDocument)
		if err := PutIntoInbox(v.dir, fmt.Sprintf("%02d", i), doc); err != nil {
			t.Fatal(err)
		}
	}
	docs, rounds := allOfInbox(t, v)
	if len(docs) != n || rounds != 2 {
		t.Fatalf("got %d documents in %d rounds, want %d in 2", len(docs), rounds, n)
	}
	for i, d := range docs {
		if d.Name != fmt.Sprintf("%02d", i) || len(d.Doc) != MaxInboxDocument || d.Doc[0] != byte(i) {
			t.Errorf("document %d is %s with %d bytes, the first one %d", i, d.Name, len(d.Doc), d.Doc[0])
		}
	}
	var names []string
	for _, d := range docs {
		names = append(names, d.Name)
	}
	if err := v.LeaveInbox(names); err != nil {
		t.Fatal(err)
	}
	if docs, _ := allOfInbox(t, v); len(docs) > 0 {
		t.Errorf("%d documents are left", len(docs))
	}
}

func TestFullInboxRefusesMoreDocuments(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	if err := PutIntoInbox(v.dir, "first", []byte("x")); err != nil {
		t.Fatal(err)
	}
	for i := 1; i < MaxInbox; i++ {
		if err := os.WriteFile(inboxFile(v, fmt.Sprintf("%04d", i)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	err := PutIntoInbox(v.dir, "more", []byte("x"))
	if !errors.Is(err, ErrInboxFull) || !strings.Contains(SentenceOf(err), "open the journal") {
		t.Errorf("adding one more: %v", err)
	}
	if docs, _ := allOfInbox(t, v); len(docs) != 1 {
		t.Errorf("%d documents open, want 1", len(docs))
	}
	if err := PutIntoInbox(v.dir, "more", []byte("x")); err != nil {
		t.Errorf("adding one more after the rest was quarantined: %v", err)
	}
}

func TestInboxQuarantineStoresAllFilesOfTheSameName(t *testing.T) {
	v, _ := create(t, NoPassphrase())
	if err := PutIntoInbox(v.dir, "good", []byte("x")); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"one", "two", "three"} {
		if err := os.WriteFile(inboxFile(v, "name"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if docs, _ := allOfInbox(t, v); len(docs) != 1 {
			t.Errorf("%d documents open, want 1", len(docs))
		}
	}
	aside, err := filepath.Glob(filepath.Join(v.dir, quarantineName, "inbox-name*"))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, path := range aside {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	slices.Sort(texts)
	if !slices.Equal(texts, []string{"one", "three", "two"}) {
		t.Errorf("the quarantine holds %q", texts)
	}
}

func FuzzInboxFile(f *testing.F) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		f.Fatal(err)
	}
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, identity.Recipient())
	if err != nil {
		f.Fatal(err)
	}
	_, err = w.Write([]byte("words"))
	if err := errors.Join(err, w.Close()); err != nil {
		f.Fatal(err)
	}
	f.Add(sealed.Bytes())
	f.Add([]byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n"))
	f.Add([]byte("age-encryption.org/v1\n" + strings.Repeat("-> X25519 A\n\n", 1000)))
	f.Add([]byte(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		doc, err := openInboxFile(b, []age.Identity{identity})
		if err == nil && !bytes.Equal(doc, []byte("words")) {
			t.Errorf("a forged file opens as %q", doc)
		}
	})
}
