package commandline

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// photoWith is a JPEG with a comment.
func photoWith(t *testing.T, comment string) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 400, 300)), nil); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	return string(slices.Concat(plain[:2], []byte{0xff, 0xfe, 0, byte(len(comment) + 2)}, []byte(comment), plain[2:]))
}

// attachments returns what "enact attachments" lists.
func (b *box) attachments(args ...string) []attachmentJSON {
	b.t.Helper()
	var all []attachmentJSON
	if err := json.Unmarshal([]byte(b.ok(append([]string{"attachments", "--json"}, args...)...)), &all); err != nil {
		b.t.Fatal(err)
	}
	return all
}

func TestPhotosAndFilesAreAttachedWrittenAndRemoved(t *testing.T) {
	b := newBox(t)
	b.add("--title", "a talk")
	photo, notes := b.file("stage.jpg", photoWith(t, "in Berlin")), b.file("notes.txt", "all I said")
	out := b.ok("attach", "last", photo, notes)
	for _, want := range []string{"attached stage.jpg", "attached notes.txt"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q lacks %q", out, want)
		}
	}
	if out := b.ok("attach", "last", notes); !strings.Contains(out, "is attached already") {
		t.Error(out)
	}
	b.ok("attach", "2026-11-20", b.file("sky.pdf", "%PDF-1.7"))
	all := b.attachments()
	order := []string{"stage.jpg", "notes.txt", "sky.pdf"} // all are of the same millisecond
	slices.SortFunc(all, func(x, y attachmentJSON) int { return slices.Index(order, x.Name) - slices.Index(order, y.Name) })
	if len(all) != 3 || len(b.attachments("last")) != 2 || len(b.attachments("2026-11-20")) != 1 || all[0].Metadata != "removed" || all[0].Width != 400 || all[2].Metadata != "unknown" {
		t.Fatalf("%+v", all)
	}
	if out := b.ok("show", "last"); !strings.Contains(out, "stage.jpg") {
		t.Error(out)
	}
	if out := b.ok("day", "2026-11-20"); !strings.Contains(out, "sky.pdf") {
		t.Error(out)
	}
	copied := filepath.Join(t.TempDir(), "copy.jpg")
	if out := b.ok("attachment", "get", all[0].ID, "-o", copied); !strings.Contains(out, "wrote") {
		t.Error(out)
	}
	raw, err := os.ReadFile(copied)
	if err != nil || bytes.Contains(raw, []byte("Berlin")) || len(raw) != int(all[0].Bytes) {
		t.Error("the copy still tells the place, or is another:", len(raw), err)
	}
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	if out := b.ok("attachment", "get", all[1].ID[18:]); out != "all I said" {
		t.Errorf("%q", out)
	}
	if small := b.ok("attachment", "get", all[0].ID, "--small"); !strings.HasPrefix(small, "\xff\xd8\xff") {
		t.Error("no small picture")
	}
	if out := b.ok("check"); !strings.Contains(out, "3 photos and files, both copies") || !strings.Contains(out, "All is well.") {
		t.Error(out)
	}
	b.ok("attachment", "remove", all[0].ID, all[1].ID)
	if left := b.attachments(); len(left) != 1 {
		t.Errorf("%+v", left)
	}
	if out := b.ok("undo"); !strings.Contains(out, "Remove 2 photos or files") {
		t.Error(out)
	}
	if out := b.ok("attachment", "get", all[1].ID); out != "all I said" {
		t.Errorf("%q", out)
	}
}

func TestWhatCannotBeAttachedIsSaid(t *testing.T) {
	b := newBox(t)
	b.add("--title", "a talk")
	heic := b.file("IMG.HEIC", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
	large := b.file("film.mp4", strings.Repeat("x", 20<<20+1))
	for _, c := range []struct {
		status int
		want   string
		args   []string
	}{
		{statusFailed, "--keep-metadata", []string{"attach", "last", heic}},
		{statusFailed, "larger than 20 MB", []string{"attach", "last", large}},
		{statusFailed, "is empty", []string{"attach", "last", b.file("none.txt", "")}},
		{statusFailed, "does not exist", []string{"attach", "last", "/no/such/file"}},
		{statusFailed, "is a folder", []string{"attach", "last", t.TempDir()}},
		{statusFailed, "there is no entry", []string{"attach", "ZZZZZZ", heic}},
		{statusUsage, "the day", []string{"attach", "2026-13-40", heic}},
		{statusFailed, "no photo or file", []string{"attachment", "get", "ZZZZZZ"}},
		{statusUsage, "too short", []string{"attachment", "remove", "ZZ"}},
	} {
		b.fails(c.status, []string{c.want}, c.args...)
	}
	if out := b.ok("attach", "last", heic, "--keep-metadata"); !strings.Contains(out, "attached IMG.HEIC") {
		t.Error(out)
	}
	id := b.attachments()[0].ID
	b.fails(statusFailed, []string{"no small picture"}, "attachment", "get", id, "--small")
	for _, folder := range []string{"a", "b"} {
		files, err := filepath.Glob(filepath.Join(b.journal(), "files", folder, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if err := os.Truncate(file, 50); err != nil {
				t.Fatal(err)
			}
		}
	}
	b.fails(statusDamaged, []string{"damaged or missing"}, "attachment", "get", id)
	b.fails(statusDamaged, []string{"damaged"}, "check")
}

func TestAttachmentsComeBackWithABackup(t *testing.T) {
	b := newBox(t)
	b.add("--title", "a talk")
	b.ok("attach", "last", b.file("notes.txt", "all I said"))
	away := t.TempDir()
	if out := b.ok("backup", filepath.Join(away, "mine.enactive")); !strings.Contains(out, "made") {
		t.Error(out)
	}
	to := filepath.Join(t.TempDir(), "restored")
	b.ok("restore", filepath.Join(away, "mine.enactive"), to)
	if out := b.ok("--journal", to, "attachment", "get", b.attachments()[0].ID); out != "all I said" {
		t.Errorf("%q", out)
	}
}

func TestAttachmentsGoIntoAZipFileAndComeBack(t *testing.T) {
	b := newBox(t)
	b.add("--title", "a talk")
	b.ok("attach", "last", b.file("notes.txt", "all I said"))
	zipped := filepath.Join(t.TempDir(), "j.zip")
	b.ok("export", "json", "--files", "-o", zipped)
	secret := b.file("secret", "a long passphrase\n")
	b.ok("export", "json", "--files", "-o", zipped, "--encrypt", "--passphrase-file-out", secret)
	c := newBox(t)
	if out := c.ok("import", "json", "--dry-run", zipped); !strings.Contains(out, "Photos and files: 1 would be added") || len(c.attachments()) != 0 {
		t.Error(out)
	}
	for _, args := range [][]string{{zipped}, {zipped + ".age", "--passphrase-file-in", secret}} {
		c := newBox(t)
		if out := c.ok(append([]string{"import", "json"}, args...)...); !strings.Contains(out, "Photos and files: 1 added, 0 already there") {
			t.Error(out)
		}
		if out := c.ok("attachment", "get", c.attachments("last")[0].ID); out != "all I said" {
			t.Errorf("%q", out)
		}
		if out := c.ok("import", "json", zipped); !strings.Contains(out, "Photos and files: 0 added, 1 already there") {
			t.Error(out)
		}
	}
	if raw := b.ok("export", "markdown", "--files"); !strings.HasPrefix(raw, "PK\x03\x04") || !strings.Contains(raw, "all I said") {
		t.Error("no zip file")
	}
}
