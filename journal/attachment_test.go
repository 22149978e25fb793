package journal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal/picture"
	"enactive/journal/sealedfile"
	"enactive/journal/vault"
)

// photoWith is a JPEG with a comment.
func photoWith(t testing.TB, comment string) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 500, 300))
	for i := range 300 {
		m.Set(i, i, color.RGBA{uint8(i), uint8(len(comment)), 200, 255})
	}
	var b bytes.Buffer
	ok(t, jpeg.Encode(&b, m, nil))
	plain := b.Bytes()
	return slices.Concat(plain[:2], []byte{0xff, 0xfe, 0, byte(len(comment) + 2)}, []byte(comment), plain[2:])
}

func prepared(t testing.TB, j *Journal, files ...File) []*Prepared {
	t.Helper()
	var all []*Prepared
	for _, f := range files {
		p, err := j.PrepareFile(context.Background(), f)
		ok(t, err)
		all = append(all, p)
	}
	return all
}

func attach(t testing.TB, j *Journal, to Holder, files ...File) []Attachment {
	t.Helper()
	all, err := j.Attach(context.Background(), to, prepared(t, j, files...)...)
	ok(t, err)
	return all
}

// withEntry returns a new journal with an entry, and its folder.
func withEntry(t testing.TB) (*Journal, *Entry, string, func() time.Time) {
	t.Helper()
	dir, now := filepath.Join(t.TempDir(), "j"), tick()
	j, err := Create(context.Background(), dir, vault.NoPassphrase(), Options{Now: now})
	ok(t, err)
	t.Cleanup(func() { _ = j.Close() })
	area, err := j.SaveArea(context.Background(), Area{Name: "Work"})
	ok(t, err)
	e, err := j.Save(context.Background(), Entry{Area: area.ID, Time: now().Add(-time.Hour), Happened: "a talk"})
	ok(t, err)
	return j, e, dir, now
}

// filesOn returns the names of the sealed files in a folder of a journal.
func filesOn(t testing.TB, dir string) []string {
	t.Helper()
	var names []string
	for _, folder := range sealedfile.Folders(dir) {
		entries, err := os.ReadDir(folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		for _, e := range entries {
			names = append(names, e.Name())
		}
	}
	return names
}

func TestAttachmentsAreReadAsTheyWereAdded(t *testing.T) {
	j, e, dir, now := withEntry(t)
	of := Holder{Entry: e.ID}
	var heard []Attachment
	defer j.Subscribe(func(c Change) { heard = append(heard, c.Attachments...) })()
	all := attach(t, j, of, File{Name: `C:\me\on stage.jpg`, Data: photoWith(t, "in Berlin")}, File{Name: "notes.pdf", Data: []byte("%PDF-1.7 notes")})
	day := attach(t, j, Holder{Day: DateOf(now())}, File{Name: "sky.txt", Data: []byte("blue")})
	if len(all) != 2 || len(day) != 1 || len(heard) != 3 {
		t.Fatalf("%d and %d attached, %d heard of", len(all), len(day), len(heard))
	}
	photo := all[0]
	if photo.Name != "on stage.jpg" || photo.Type != picture.JPEG || photo.Width != 500 || photo.Height != 300 || photo.Metadata != MetadataRemoved || !photo.HasSmall() {
		t.Errorf("%+v", photo)
	}
	if all[1].Metadata != MetadataUnknown || all[1].HasSmall() || day[0].Metadata != "" {
		t.Error("metadata:", all[1].Metadata, day[0].Metadata)
	}
	check := func(j *Journal) {
		t.Helper()
		if got := j.Attachments(of); !slices.EqualFunc(got, all, func(a, b Attachment) bool {
			return a.ID == b.ID && a.Sum == b.Sum && a.Added.Equal(b.Added) && a.file == b.file && a.small == b.small && a.Holder == b.Holder
		}) {
			t.Errorf("got %+v\nwant %+v", got, all)
		}
		data, err := j.ReadAttachment(t.Context(), photo.ID)
		if err != nil || sha256.Sum256(data) != photo.Sum || bytes.Contains(data, []byte("Berlin")) {
			t.Error("the photo is another, or still tells where it was taken:", err)
		}
		small, err := j.SmallPicture(t.Context(), photo.ID)
		if err != nil {
			t.Fatal(err)
		}
		if m, err := jpeg.Decode(bytes.NewReader(small)); err != nil || m.Bounds().Dx() != picture.SmallSide {
			t.Error("the small picture:", err)
		}
		if data, err := j.ReadAttachment(t.Context(), day[0].ID); err != nil || string(data) != "blue" {
			t.Errorf("%q, %v", data, err)
		}
		if small, err := j.SmallPicture(t.Context(), day[0].ID); small != nil || err != nil {
			t.Error("a text has a small picture")
		}
		if n := j.CountAttachments(Holder{Day: DateOf(now())}); n != 1 || len(j.AllAttachments()) != 3 {
			t.Error(n, "on the day")
		}
	}
	check(j)
	ok(t, j.Close())
	j, repair := openAt(t, dir, now)
	defer j.Close()
	if len(repair.Notes) > 0 {
		t.Error(repair.Notes)
	}
	check(j)
	// New keys of the journal leave the files as they are.
	before := filesOn(t, dir)
	ok(t, j.NewKeys(t.Context(), vault.Passphrase("a new one")))
	check(j)
	if after := filesOn(t, dir); !slices.Equal(before, after) {
		t.Error("the files have changed with the keys")
	}
}

func TestTheSameFileIsAttachedOnce(t *testing.T) {
	j, e, dir, _ := withEntry(t)
	of := Holder{Entry: e.ID}
	first := attach(t, j, of, File{Name: "a.txt", Data: []byte("words")})
	again := attach(t, j, of, File{Name: "b.txt", Data: []byte("words")}, File{Name: "c.txt", Data: []byte("words")})
	if len(j.Attachments(of)) != 1 || again[0].ID != first[0].ID || again[1].ID != first[0].ID {
		t.Errorf("%+v", again)
	}
	if n, err := j.SweepFiles(t.Context()); n != 2 || err != nil || len(filesOn(t, dir)) != 2 {
		t.Errorf("%d swept, %v, left %v", n, err, filesOn(t, dir))
	}
}

func TestWhatCannotBeAttachedIsRefused(t *testing.T) {
	j, e, dir, _ := withEntry(t)
	heic := []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
	for _, c := range []struct {
		f    File
		want error
	}{
		{File{Name: "empty.txt"}, ErrEmptyAttachment},
		{File{Name: "film.mp4", Data: make([]byte, MaxAttachmentSize+1)}, ErrAttachmentTooLarge},
		{File{Name: "IMG.HEIC", Data: heic}, ErrMetadata},
		{File{Name: "broken.jpg", Data: []byte("\xff\xd8\xff\xe0 nothing more")}, ErrMetadata},
	} {
		if _, err := j.PrepareFile(t.Context(), c.f); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.f.Name, err)
		}
	}
	if left := filesOn(t, dir); len(left) > 0 {
		t.Error(left)
	}
	kept := attach(t, j, Holder{Entry: e.ID}, File{Name: "IMG.HEIC", Data: heic, KeepMetadata: true}, File{Name: "full", Data: make([]byte, MaxAttachmentSize)})
	if kept[0].Metadata != MetadataKept || !kept[0].IsPicture() || kept[0].HasSmall() {
		t.Errorf("%+v", kept[0])
	}
	p := prepared(t, j, File{Name: "x", Data: []byte("x")})
	if _, err := j.Attach(t.Context(), Holder{Entry: "none"}, p...); !errors.Is(err, ErrNoEntry) {
		t.Error(err)
	}
	if _, err := j.Attach(t.Context(), Holder{}, p...); err == nil {
		t.Error("attached to nothing")
	}
	if err := j.RemoveAttachments(t.Context(), "none"); !errors.Is(err, ErrNoAttachment) {
		t.Error(err)
	}
	if _, err := j.ReadAttachment(t.Context(), "none"); !errors.Is(err, ErrNoAttachment) {
		t.Error(err)
	}
}

func TestNamesOfFilesAreClean(t *testing.T) {
	for given, want := range map[string]string{
		"../../etc/passwd": "passwd", `a\b\c.png`: "c.png", "": "file", "..": "file", "a:b?.txt": "a_b_.txt", "x\x00\u202ey.exe": "xy.exe", " spaced .": "spaced",
		strings.Repeat("ä", 300) + ".jpeg": strings.Repeat("ä", 97) + ".jpeg", "\xff.txt": "�.txt",
	} {
		if got := cleanFileName(given); got != want {
			t.Errorf("%q is %q, want %q", given, got, want)
		}
	}
}

func TestUndoBringsAnAttachmentBack(t *testing.T) {
	j, e, dir, now := withEntry(t)
	of := Holder{Entry: e.ID}
	a := attach(t, j, of, File{Name: "a.txt", Data: []byte("one")}, File{Name: "b.txt", Data: []byte("two")})
	ok(t, j.RemoveAttachments(t.Context(), a[0].ID, a[1].ID, a[0].ID))
	if len(j.Attachments(of)) != 0 {
		t.Error("still attached")
	}
	if n, err := j.SweepFiles(t.Context()); n != 0 || err != nil {
		t.Errorf("%d swept that undo needs, %v", n, err)
	}
	ok(t, j.Close())
	j, _ = openAt(t, dir, now)
	defer func() { _ = j.Close() }()
	if n, err := j.SweepFiles(t.Context()); n != 0 || err != nil {
		t.Errorf("%d swept that undo needs after reopening, %v", n, err)
	}
	step, err := j.Undo(t.Context())
	ok(t, err)
	if step.Kind != stepRemoveAttachments || step.N != 0 && step.N != 2 {
		t.Errorf("%+v", step)
	}
	if data, err := j.ReadAttachment(t.Context(), a[1].ID); err != nil || string(data) != "two" || len(j.Attachments(of)) != 2 {
		t.Errorf("%q, %v", data, err)
	}
	_, err = j.Undo(t.Context()) // the attaching
	ok(t, err)
	if len(j.Attachments(of)) != 0 {
		t.Error("still attached")
	}
	_, err = j.Redo(t.Context())
	ok(t, err)
	if data, err := j.ReadAttachment(t.Context(), a[0].ID); err != nil || string(data) != "one" {
		t.Errorf("%q, %v", data, err)
	}
}

func TestAttachmentsGoAndComeBackWithTheirEntry(t *testing.T) {
	j, e, dir, _ := withEntry(t)
	of := Holder{Entry: e.ID}
	a := attach(t, j, of, File{Name: "a.txt", Data: []byte("one")})
	ok(t, j.Delete(t.Context(), e.ID))
	if len(j.Attachments(of)) != 1 {
		t.Error("an entry in the bin has lost what was attached")
	}
	ok(t, j.Restore(t.Context(), e.ID))
	if along := j.WhatGoesAlong(e.Area); along.Attachments != 1 {
		t.Errorf("%+v", along)
	}
	if n, err := j.RemoveArea(t.Context(), e.Area); n != 1 || err != nil || len(j.AllAttachments()) != 0 {
		t.Error(n, err)
	}
	_, err := j.Undo(t.Context())
	ok(t, err)
	if data, err := j.ReadAttachment(t.Context(), a[0].ID); err != nil || string(data) != "one" {
		t.Errorf("%q, %v", data, err)
	}
	ok(t, j.Erase(t.Context(), e.ID))
	if len(j.AllAttachments()) != 0 || len(filesOn(t, dir)) != 0 {
		t.Error("erased for good, and still there:", filesOn(t, dir))
	}
}

func TestTheBinIsEmptiedWithAttachments(t *testing.T) {
	day := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	dir := filepath.Join(t.TempDir(), "j")
	now := func() time.Time { return day }
	j, err := Create(t.Context(), dir, vault.NoPassphrase(), Options{Now: now})
	ok(t, err)
	area, err := j.SaveArea(t.Context(), Area{Name: "Work"})
	ok(t, err)
	e, err := j.Save(t.Context(), Entry{Area: area.ID, Time: day, Happened: "a talk"})
	ok(t, err)
	attach(t, j, Holder{Entry: e.ID}, File{Name: "a.txt", Data: []byte("one")})
	ok(t, j.Delete(t.Context(), e.ID))
	day = day.AddDate(0, 0, BinDays+1)
	if n, err := j.EmptyBin(t.Context()); n != 1 || err != nil || len(j.AllAttachments()) != 0 {
		t.Error(n, err)
	}
	if n, err := j.SweepFiles(t.Context()); n != 1 || err != nil {
		t.Error(n, err)
	}
	ok(t, j.Close())
}

func TestADamagedCopyIsMendedAndReported(t *testing.T) {
	j, e, dir, _ := withEntry(t)
	a := attach(t, j, Holder{Entry: e.ID}, File{Name: "a.bin", Data: bytes.Repeat([]byte("0123456789"), 60_000)}, File{Name: "b.txt", Data: []byte("two")})
	path := func(copied int, id sealedfile.ID) string {
		return filepath.Join(sealedfile.Folders(dir)[copied], id.String())
	}
	ok(t, os.Truncate(path(0, a[0].file.ID), 300_000))
	ok(t, os.Remove(path(1, a[1].file.ID)))
	report, err := j.Check(t.Context())
	if err != nil || len(report.Faults) > 0 || report.Files != 2 {
		t.Errorf("%+v, %v", report, err)
	}
	if notes := j.Repair().Notes; len(notes) != 1 || notes[0].Kind != "n-attachments-were-mended" || notes[0].Values["N"] != 2 {
		t.Error(notes)
	}
	if kept, err := j.Quarantined(); err != nil || len(kept) != 1 {
		t.Error(kept, err)
	}
	for i := range 2 {
		if info, err := os.Stat(path(i, a[0].file.ID)); err != nil || info.Size() < 600_000 {
			t.Error("not mended:", err)
		}
	}
	// A damaged file in the quarantine does not stop sweeping; anything else does.
	ok(t, j.RemoveAttachments(t.Context(), a[1].ID))
	j.undo = nil
	other := filepath.Join(dir, "quarantine", "store.db-1")
	ok(t, os.WriteFile(other, nil, 0o600))
	if n, err := j.SweepFiles(t.Context()); n != 0 || err != nil {
		t.Error(n, err)
	}
	ok(t, os.Remove(other))
	if n, err := j.SweepFiles(t.Context()); n != 1 || err != nil {
		t.Error(n, err)
	}
	for i := range 2 {
		ok(t, os.Truncate(path(i, a[0].file.ID), 100))
	}
	if _, err := j.ReadAttachment(t.Context(), a[0].ID); !errors.Is(err, ErrAttachmentLost) || !errors.Is(err, vault.ErrDamaged) {
		t.Error(err)
	}
	if report, err = j.Check(t.Context()); err != nil || len(report.Faults) != 1 || report.Files != 0 {
		t.Errorf("%+v, %v", report, err)
	}
	for i := range 2 {
		ok(t, os.Remove(path(i, a[0].file.ID)))
	}
	if missing := j.MissingAttachments(); len(missing) != 1 || missing[0].ID != a[0].ID {
		t.Error(missing)
	}
}

// A store and its log that are put back to an earlier state do not open what was added later, and the head
// notices a document of an attachment that is dropped; here the files are exchanged, which only the
// documents bind.
func TestExchangedFilesAreNoticed(t *testing.T) {
	j, e, dir, _ := withEntry(t)
	a := attach(t, j, Holder{Entry: e.ID}, File{Name: "a.txt", Data: []byte("one")}, File{Name: "b.txt", Data: []byte("two")})
	for _, folder := range sealedfile.Folders(dir) {
		one, two := filepath.Join(folder, a[0].file.ID.String()), filepath.Join(folder, a[1].file.ID.String())
		ok(t, os.Rename(one, one+"-x"))
		ok(t, os.Rename(two, one))
		ok(t, os.Rename(one+"-x", two))
	}
	if data, err := j.ReadAttachment(t.Context(), a[0].ID); !errors.Is(err, ErrAttachmentLost) {
		t.Errorf("%q, %v", data, err)
	}
}

func TestAnAttachmentOfAnotherCopyIsTakenIn(t *testing.T) {
	j, e, here, now := withEntry(t)
	ok(t, j.Close())
	there := here + "-there"
	ok(t, os.CopyFS(there, os.DirFS(here)))
	k, _ := openAt(t, there, now)
	a := attach(t, k, Holder{Entry: e.ID}, File{Name: "there.txt", Data: []byte("there")})
	ok(t, k.Close())
	j, _ = openAt(t, here, now)
	b := attach(t, j, Holder{Entry: e.ID}, File{Name: "here.txt", Data: []byte("here")})
	ok(t, j.Close())
	// A synchroniser brings the other store and the other files.
	for _, file := range []string{"store.db"} {
		raw, err := os.ReadFile(filepath.Join(there, file))
		ok(t, err)
		ok(t, os.WriteFile(filepath.Join(here, file), raw, 0o600))
	}
	for i, folder := range sealedfile.Folders(there) {
		name := a[0].file.ID.String()
		raw, err := os.ReadFile(filepath.Join(folder, name))
		ok(t, err)
		ok(t, os.WriteFile(filepath.Join(sealedfile.Folders(here)[i], name), raw, 0o600))
	}
	j, repair := openAt(t, here, now)
	defer j.Close()
	if !repair.Joined {
		t.Error("nothing was joined")
	}
	for _, x := range slices.Concat(a, b) {
		if data, err := j.ReadAttachment(t.Context(), x.ID); err != nil || !strings.HasPrefix(x.Name, string(data)) {
			t.Errorf("%s: %q, %v", x.Name, data, err)
		}
	}
}

func TestOnlySoManyAttachmentsFit(t *testing.T) {
	j, e, _, _ := withEntry(t)
	var edits []edit
	for i := range MaxAttachments - 1 {
		a := Attachment{ID: AttachmentID(fmt.Sprintf("A%05d", i)), Holder: Holder{Entry: e.ID}, Sum: sha256.Sum256([]byte{byte(i), byte(i >> 8)})}
		ed, err := j.newAttachment(&a)
		ok(t, err)
		edits = append(edits, ed)
	}
	ok(t, j.do(t.Context(), step{StepName: StepName{Kind: stepAttach}, edits: edits}))
	p := prepared(t, j, File{Name: "a", Data: []byte("a")}, File{Name: "b", Data: []byte("b")})
	if _, err := j.Attach(t.Context(), Holder{Entry: e.ID}, p...); !errors.Is(err, ErrTooManyAttachments) {
		t.Error(err)
	}
	_, err := j.Attach(t.Context(), Holder{Entry: e.ID}, p[0])
	ok(t, err)
	if _, err := j.PrepareFile(t.Context(), File{Name: "c", Data: []byte("c")}); !errors.Is(err, ErrTooManyAttachments) {
		t.Error(err)
	}
}

// BenchmarkOpenWithAttachments opens a journal with so many attachments of 1 MB.
func BenchmarkOpenWithAttachments(b *testing.B) {
	for _, n := range []int{0, 2000, MaxAttachments} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			j, e, dir, now := withEntry(b)
			var edits []edit
			for i := range n {
				a := Attachment{Holder: Holder{Entry: e.ID}, Name: fmt.Sprintf("IMG_%05d.jpg", i), Type: picture.JPEG, Size: 1_000_000, small: 20_000, Width: 4000, Height: 3000, Added: now()}
				a.file.Size = a.Size + a.small
				ed, err := j.newAttachment(&a)
				ok(b, err)
				edits = append(edits, ed)
			}
			if n > 0 {
				ok(b, j.apply(context.Background(), step{edits: edits}, nil, nil))
			}
			ok(b, j.Close())
			for b.Loop() {
				j, _ := openAt(b, dir, now)
				ok(b, j.Close())
			}
		})
	}
}

// BenchmarkAttach20MB checks, seals, writes and flushes a file of 20 MB, twice.
func BenchmarkAttach20MB(b *testing.B) {
	j, e, _, _ := withEntry(b)
	data := make([]byte, 20_000_000)
	for i := 0; b.Loop(); i++ {
		data[0], data[1] = byte(i), byte(i>>8)
		attach(b, j, Holder{Entry: e.ID}, File{Name: "film.mp4", Data: data})
	}
}

func BenchmarkReadAttachment20MB(b *testing.B) {
	j, e, _, _ := withEntry(b)
	a := attach(b, j, Holder{Entry: e.ID}, File{Name: "film.mp4", Data: make([]byte, 20_000_000)})
	for b.Loop() {
		if _, err := j.ReadAttachment(context.Background(), a[0].ID); err != nil {
			b.Fatal(err)
		}
	}
}
