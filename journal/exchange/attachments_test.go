package exchange_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/exchange"
)

// zipOf exports a whole journal with its attachments.
func zipOf(t testing.TB, j *journal.Journal) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := exchange.WriteJSONFiles(context.Background(), &b, j, journal.Query{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipReader(t testing.TB, raw []byte) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// contentsOf returns the files of a zip file, without the time of the export.
func contentsOf(t testing.TB, raw []byte) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, f := range zipReader(t, raw).File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		all[f.Name] = regexp.MustCompile(`"exported":"[^"]*"`).ReplaceAllString(b.String(), "")
	}
	return all
}

func attach(t testing.TB, j *journal.Journal, to journal.Holder, name, data string) {
	t.Helper()
	p, err := j.PrepareFile(context.Background(), journal.File{Name: name, Data: []byte(data)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.Attach(context.Background(), to, p); err != nil {
		t.Fatal(err)
	}
}

func TestAJournalWithAttachmentsComesBackTheSame(t *testing.T) {
	cases := 0
	rapid.Check(t, func(rt *rapid.T) {
		if cases++; cases > 12 { // each flushes some twenty files
			return
		}
		j := newJournal(rt)
		areas := anyAreas(rt)
		batch := journal.Batch{Areas: areas, Entries: rapid.SliceOfN(anyEntry(areas), 1, 3).Draw(rt, "entries")}
		asStored(rt, j, batch.Entries)
		if err := j.SaveBatch(context.Background(), batch); err != nil {
			rt.Fatal(err)
		}
		entries := j.Entries(journal.Query{})
		for i := range rapid.IntRange(1, 4).Draw(rt, "attachments") {
			to := journal.Holder{Day: journal.Date{Year: 2026, Month: 2, Day: 3}}
			if n := rapid.IntRange(0, len(entries)).Draw(rt, "of"); n < len(entries) {
				to = journal.Holder{Entry: entries[n].ID}
			}
			attach(t, j, to, hostileText().Draw(rt, "name"), fmt.Sprint(i, rapid.String().Draw(rt, "data")))
		}
		file := zipOf(t, j)
		if faults := schemaFaults(rt, contentsWithTime(t, file)); faults != nil {
			rt.Fatal(strings.Join(faults, "\n"))
		}
		k := newJournal(rt)
		imp, err := exchange.ReadJSONFiles(context.Background(), zipReader(t, file), k, "j.zip")
		if err != nil {
			rt.Fatal(err)
		}
		n := len(j.AllAttachments())
		if imp.Attachments != n || !imp.NeedsFiles() || len(imp.LeftOut) > 0 {
			rt.Fatalf("%d attachments, want %d; left out %q", imp.Attachments, n, imp.LeftOut)
		}
		if err := imp.Apply(context.Background(), k); err != nil {
			rt.Fatal(err)
		}
		want, got := contentsOf(t, file), contentsOf(t, zipOf(t, k))
		for name := range want {
			if got[name] != want[name] {
				rt.Errorf("%s is\n%s\nwas\n%s", name, got[name], want[name])
			}
		}
		if len(got) != len(want) {
			rt.Errorf("%d files, want %d", len(got), len(want))
		}
		again, err := exchange.ReadJSONFiles(context.Background(), zipReader(t, file), k, "j.zip")
		if err != nil || again.Attachments != 0 || again.AttachmentsThere != n || again.Added != 0 {
			rt.Errorf("again: %+v, %v", again, err)
		}
		if err := again.Apply(context.Background(), k); err != nil {
			rt.Error(err)
		}
		if _, err := k.Undo(context.Background()); err != nil || len(k.AllAttachments()) != 0 || len(k.Entries(journal.Query{})) != 0 {
			rt.Error("an import is not one step of undo:", err)
		}
	})
}

func contentsWithTime(t testing.TB, raw []byte) string {
	t.Helper()
	f, err := zipReader(t, raw).Open("enactive.json")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// withTwo is a journal with an entry that has a photo's bytes and a private one that has others.
func withTwo(t *testing.T) *journal.Journal {
	t.Helper()
	j := newJournal(t)
	a, err := j.SaveArea(t.Context(), journal.Area{Name: "Work"})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []journal.Entry{{Title: "open"}, {Title: "closed", Privacy: journal.Private}} {
		e.Area, e.Time = a.ID, j.Now().Add(-1e9)
		saved, err := j.Save(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		attach(t, j, journal.Holder{Entry: saved.ID}, e.Title+".txt", "bytes of "+e.Title)
	}
	return j
}

func TestAttachmentsOfPrivateEntriesAreLeftOut(t *testing.T) {
	j := withTwo(t)
	formats := exchange.Formats()
	for _, key := range []string{"json", "markdown"} {
		f := formats[slices.IndexFunc(formats, func(f exchange.Format) bool { return f.Key == key })]
		for _, private := range []bool{false, true} {
			chosen := exchange.Chosen{exchange.FilesOption: {""}}
			if private {
				chosen[exchange.PrivateOption] = []string{""}
			}
			var b bytes.Buffer
			if err := f.Export.Write(t.Context(), &b, j, exchange.Request{Chosen: chosen}); err != nil {
				t.Fatal(err)
			}
			all := fmt.Sprint(contentsOf(t, b.Bytes()))
			if !strings.Contains(all, "bytes of open") || strings.Contains(all, "closed") != private {
				t.Errorf("%s, private %v: %s", key, private, all)
			}
		}
	}
}

func TestAJSONWithoutItsFilesSaysSo(t *testing.T) {
	j := withTwo(t)
	raw := contentsWithTime(t, zipOf(t, j))
	imp, err := exchange.ReadJSON(t.Context(), strings.NewReader(raw), newJournal(t), "j.json")
	if err != nil || !slices.Equal(imp.LeftOut, []string{"attachments"}) || imp.NeedsFiles() {
		t.Error(imp, err)
	}
}

func TestAChangedZipIsRejectedAsAWhole(t *testing.T) {
	file := zipOf(t, withTwo(t))
	rebuild := func(change func(name string, data []byte) []byte) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, f := range zipReader(t, file).File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			var c bytes.Buffer
			if _, err := c.ReadFrom(r); err != nil {
				t.Fatal(err)
			}
			data := change(f.Name, c.Bytes())
			if data == nil {
				continue
			}
			w, err := z.Create(f.Name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(data); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	inFiles := func(change func(data []byte) []byte) []byte {
		return rebuild(func(name string, data []byte) []byte {
			if strings.HasPrefix(name, "files/") {
				return change(data)
			}
			return data
		})
	}
	inJSON := func(old, new string) []byte {
		return rebuild(func(name string, data []byte) []byte {
			if name == "enactive.json" {
				return bytes.ReplaceAll(data, []byte(old), []byte(new))
			}
			return data
		})
	}
	for name, changed := range map[string][]byte{
		"a file is gone":             inFiles(func([]byte) []byte { return nil }),
		"a file is longer":           inFiles(func(b []byte) []byte { return append(b, '!') }),
		"a byte is another":          inFiles(func(b []byte) []byte { b[0] ^= 1; return b }),
		"a path leads out":           inJSON(`"file":"files/`, `"file":"../files/`),
		"an id is none":              inJSON(`"attachments":[`+"\n"+`{"id":"`, `"attachments":[`+"\n"+`{"id":"x`),
		"no journal is in it":        rebuild(func(name string, data []byte) []byte { return map[bool][]byte{true: data}[name != "enactive.json"] }),
		"the list is none":           inJSON(`"attachments":[`, `"attachments":3,"x":[`),
		"metadata of an unknown way": inJSON(`"size":`, `"metadata":"sold","size":`),
	} {
		k := newJournal(t)
		imp, err := exchange.ReadJSONFiles(t.Context(), zipReader(t, changed), k, "j.zip")
		if err == nil {
			err = imp.Apply(t.Context(), k)
		}
		if !errors.Is(err, exchange.ErrRejected) || len(k.Entries(journal.Query{}))+len(k.AllAttachments()) > 0 {
			t.Errorf("%s: %v", name, err)
		}
		if n, err := k.SweepFiles(t.Context()); n > 2 || err != nil {
			t.Errorf("%s: %d, %v", name, n, err)
		}
	}
}

func TestAZipOfAJournalIsRecognised(t *testing.T) {
	file := zipOf(t, withTwo(t))
	f, ok := exchange.Recognize(t.Context(), exchange.Formats(), zipReader(t, file))
	if !ok || f.Key != "json" {
		t.Error(f.Key, ok)
	}
}

func TestMarkdownLinksWhatIsAttached(t *testing.T) {
	j := withTwo(t)
	e := j.Entries(journal.Query{})[0].Clone()
	e.Note, e.Happened = "### Files\n\nof mine", "first\n\n### Files"
	saved, err := j.Save(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	attach(t, j, journal.Holder{Entry: saved.ID}, "a [b] (c).txt", "words")
	var b bytes.Buffer
	if err := exchange.WriteMarkdownFiles(t.Context(), &b, j, journal.Query{}); err != nil {
		t.Fatal(err)
	}
	all := contentsOf(t, b.Bytes())
	note := all["journal.md"]
	if len(all) != 4 || !strings.Contains(note, "-a%20%5Bb%5D%20%28c%29.txt)") || !strings.Contains(note, `[a \[b\] (c).txt](files/`) {
		t.Errorf("%s", note)
	}
	k := newJournal(t)
	imp, err := exchange.ReadMarkdown(t.Context(), zipReader(t, b.Bytes()), k, "j.zip", exchange.ImportPlan{})
	if err == nil {
		err = imp.Apply(t.Context(), k)
	}
	if err != nil {
		t.Fatal(err)
	}
	got, _ := k.Entry(saved.ID)
	if got == nil || got.Note != saved.Note || got.Happened != saved.Happened {
		t.Errorf("%+v", got)
	}
	edited := strings.Replace(note, "](files/", "](elsewhere/", 1)
	k = newJournal(t)
	if imp, err = exchange.ReadMarkdown(t.Context(), zipReader(t, mapZip(t, map[string]string{"journal.md": edited})), k, "j.zip", exchange.ImportPlan{}); err == nil {
		err = imp.Apply(t.Context(), k)
	}
	if err != nil || len(k.Entries(journal.Query{Text: "elsewhere"})) != 1 {
		t.Error("what a person wrote under the heading is lost:", err)
	}
}

func mapZip(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestMarkdownLinksWhatIsAttachedToDays looks at a day with an entry, one between entries and one after all, and reads
// what was written back.
func TestMarkdownLinksWhatIsAttachedToDays(t *testing.T) {
	j := newJournal(t)
	ctx := t.Context()
	area := j.Areas()
	if len(area) == 0 {
		a, err := j.SaveArea(ctx, journal.Area{Name: "Running"})
		if err != nil {
			t.Fatal(err)
		}
		area = append(area, a)
	}
	today := journal.DateOf(j.Now())
	for n, title := range []string{"today", "four days ago"} {
		if _, err := j.Save(ctx, journal.Entry{Area: area[0].ID, Time: j.Now().AddDate(0, 0, -4*n).Add(-time.Minute), Title: title, Happened: "words"}); err != nil {
			t.Fatal(err)
		}
	}
	entries := j.Entries(journal.Query{})
	for name, day := range map[string]journal.Date{"first.txt": today.AddDays(-9), "shared.txt": journal.DateOf(entries[0].Time), "between.txt": today.AddDays(-2), "last.txt": today} {
		p, err := j.PrepareFile(ctx, journal.File{Name: name, Data: []byte(name)})
		if err == nil {
			_, err = j.Attach(ctx, journal.Holder{Day: day}, p)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := exchange.WriteMarkdownFiles(ctx, &b, j, journal.Query{}); err != nil {
		t.Fatal(err)
	}
	all := contentsOf(t, b.Bytes())
	note, at := all["journal.md"], 0
	for _, want := range []string{"# " + today.AddDays(-9).String(), "-first.txt)", "# " + journal.DateOf(entries[0].Time).String(), "-shared.txt)", "four days ago", "# " + today.AddDays(-2).String(), "-between.txt)", "-last.txt)"} {
		next := strings.Index(note[at:], want)
		if next < 0 {
			t.Fatalf("there is no %q after the others in\n%s", want, note)
		}
		at += next
	}
	if len(all) != 5 || strings.Count(note, "](files/") != 4 {
		t.Errorf("%d files\n%s", len(all), note)
	}
	k := newJournal(t)
	imp, err := exchange.ReadMarkdown(ctx, zipReader(t, b.Bytes()), k, "j.zip", exchange.ImportPlan{})
	if err != nil {
		t.Fatal(err)
	}
	if len(imp.Bad) > 0 {
		t.Errorf("the lines %+v were refused", imp.Bad)
	}
	if err := imp.Apply(ctx, k); err != nil {
		t.Fatal(err)
	}
	if got := k.Entries(journal.Query{}); len(got) != 2 || got[0].Happened != "words" || got[1].Happened != "words" {
		t.Errorf("%d entries came back", len(got))
	}
	// A choice of entries has nothing of days.
	b.Reset()
	if err := exchange.WriteMarkdownFiles(ctx, &b, j, journal.Query{Area: area[0].ID}); err != nil {
		t.Fatal(err)
	}
	if all := contentsOf(t, b.Bytes()); len(all) != 1 {
		t.Errorf("%d files are in the export of an area", len(all))
	}
}
