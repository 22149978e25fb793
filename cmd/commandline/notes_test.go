package commandline

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
)

// phone is a folder for the notes of a box, and the key.
func (b *box) phone() (folder, key string) {
	b.t.Helper()
	folder = filepath.Join(b.dir, "Notes")
	if err := os.Mkdir(folder, 0o700); err != nil {
		b.t.Fatal(err)
	}
	b.ok("inbox", "folder", folder)
	return folder, strings.TrimSpace(b.ok("inbox", "key"))
}

// note puts a sealed note of noon into the folder.
func (b *box) note(folder, name, key, text string) {
	b.t.Helper()
	to, err := age.ParseX25519Recipient(key)
	if err != nil {
		b.t.Fatal(err)
	}
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, to)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err == nil {
		err = w.Close()
	}
	path := filepath.Join(folder, name)
	if err == nil {
		err = os.WriteFile(path, sealed.Bytes(), 0o600)
	}
	if err == nil {
		err = os.Chtimes(path, noon, noon)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

func TestNotesWaitUntilTheyAreAccepted(t *testing.T) {
	for name, held := range map[string]bool{"on its own": false, "through a holder": true} {
		t.Run(name, func(t *testing.T) {
			b := newBox(t)
			b.ok("area", "add", "Piano")
			b.held = held
			folder, key := b.phone()
			b.note(folder, "1.age", key, "yesterday 21:00: Ran 8 km. Felt strong. #running")
			b.note(folder, "2.age", key, `{"title":"Scales","performance":60}`)
			b.file("Notes/3.age", "no age file")
			if !held { // any command takes them in, and says so
				if got := b.run("list", "--json"); len(objects(t, got.out)) != 0 || !strings.Contains(got.err, "2 notes have come from outside") {
					t.Errorf("list: %+v", got)
				}
			}
			got := b.run("inbox")
			if !strings.Contains(got.out, "Ran 8 km.") || !strings.Contains(got.out, "(file)") || !strings.Contains(got.err, "3.age was left alone: it is no age file") {
				t.Errorf("inbox: %+v", got)
			}
			if _, err := os.Stat(filepath.Join(folder, "1.age")); err == nil {
				t.Error("the file is still there")
			}
			waiting := objects(t, b.run("inbox", "list", "--json").out)
			if len(waiting) != 2 {
				t.Fatalf("%d wait", len(waiting))
			}
			ids := map[any]string{}
			for _, w := range waiting {
				ids[w["entry"].(map[string]any)["title"]] = w["id"].(string)
			}
			if out := b.ok("inbox", "show", ids["Ran 8 km."]); !strings.Contains(out, "Felt strong. #running") || !strings.Contains(out, "Running") {
				t.Errorf("show: %s", out)
			}
			b.fails(statusUsage, []string{"Scales", "names no area of yours", "--area"}, "inbox", "accept", "all")
			if out := b.ok("inbox", "accept", ids["Ran 8 km."]); out != "saved "+ids["Ran 8 km."]+"\n" {
				t.Errorf("accept: %q", out)
			}
			b.ok("inbox", "accept", ids["Scales"][20:], "--area", "piano")
			if got := objects(t, b.ok("search", "8", "km", "--tag", "inbox", "--json")); len(got) != 1 || got[0]["area"] != "Running" {
				t.Errorf("the entry is %v", got)
			}
			b.ok("undo")
			b.ok("inbox", "discard", "all")
			if got := objects(t, b.run("inbox", "--json").out); len(got) != 0 {
				t.Errorf("left: %v", got)
			}
			b.fails(statusFailed, []string{"no note", "waits"}, "inbox", "show", "ABCD")
		})
	}
}

func TestTheKeyOfTheInboxIsShownAsAPicture(t *testing.T) {
	b := newBox(t)
	key := b.ok("inbox", "key")
	if got := b.ok("inbox", "key", "--qr"); !strings.HasSuffix(got, "\n"+key) || !strings.Contains(got, "█▀▀▀▀▀█") {
		t.Errorf("the code is\n%s", got)
	}
	for name, want := range map[string]string{"k.png": "\x89PNG", "k.SVG": "<svg"} {
		path := filepath.Join(b.dir, name)
		b.ok("inbox", "key", "-o", path)
		if data, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(data), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	b.fails(statusUsage, []string{".png or .svg"}, "inbox", "key", "-o", filepath.Join(b.dir, "k.gif"))
	if fresh := b.ok("inbox", "key", "--fresh"); fresh == key || b.ok("inbox", "key") != fresh {
		t.Error("the key is not replaced")
	}
}

func TestTheFolderOfNotesIsRememberedAndNeverTheJournals(t *testing.T) {
	b := newBox(t)
	folder, _ := b.phone()
	if got := b.ok("inbox", "folder"); got != folder+"\n" {
		t.Errorf("the folder is %q", got)
	}
	b.fails(statusUsage, []string{"a folder of their own"}, "inbox", "folder", b.journal())
	b.fails(statusUsage, []string{"cannot be read"}, "inbox", "folder", filepath.Join(b.dir, "missing"))
	b.fails(statusUsage, []string{"--off"}, "inbox", "folder", folder, "--off")
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	if got := b.run("list"); got.status != 0 || !strings.Contains(got.err, "notes were not taken in") {
		t.Errorf("a folder that is gone: %+v", got)
	}
	b.ok("inbox", "folder", "--off")
	if got := b.run("inbox", "folder"); got.out != "" || got.status != 0 {
		t.Errorf("no folder: %+v", got)
	}
}
