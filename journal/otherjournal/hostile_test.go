package otherjournal_test

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"enactive/journal/otherjournal"
	"enactive/journal/table"
)

func utf16Of(text string, order binary.ByteOrder) string {
	out := make([]byte, 0, 2*len(text))
	for _, c := range utf16.Encode([]rune("\uFEFF" + text)) {
		var two [2]byte
		order.PutUint16(two[:], c)
		out = append(out, two[:]...)
	}
	return string(out)
}

func TestTheEncodingMakesNoDifference(t *testing.T) {
	for name, read := range map[string]reader{
		"jrnl/journal.txt": otherjournal.Jrnl, "jrnl/journal.json": otherjournal.Jrnl, "dayone/Journal.json": otherjournal.DayOne,
		"daylio/new.csv": otherjournal.Daylio, "minidiarium/new.json": otherjournal.MiniDiarium, "diarium/diarium.json": otherjournal.Diarium,
		"rednotebook/2026-02.txt": otherjournal.RedNotebook,
	} {
		data, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		text, base := string(data), filepath.Base(name)
		rows := func(text string) []string {
			t.Helper()
			e, err := read(context.Background(), one(base, text))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				return nil
			}
			return rowsOf(t, e)
		}
		want := rows(text)
		for how, other := range map[string]string{
			"a byte order mark": "\uFEFF" + text, "UTF-16, little": utf16Of(text, binary.LittleEndian), "UTF-16, big": utf16Of(text, binary.BigEndian),
			"lines of Windows": strings.ReplaceAll(text, "\n", "\r\n"),
		} {
			if diff := cmp.Diff(want, rows(other)); diff != "" {
				t.Errorf("%s with %s: %s", name, how, diff)
			}
		}
	}
}

func TestHostileExportsAreRefused(t *testing.T) {
	deep := func(n int) string { return `{"entries":[` + strings.Repeat("[", n) + strings.Repeat("]", n) + "]}" }
	many := `{"metadata":{},"entries":[` + strings.TrimSuffix(strings.Repeat(`{"date":"2026-01-01","text":"","dateUpdated":""},`, otherjournal.MaxRows+1), ",") + "]}"
	backup := func(text string) fs.FS {
		return one("backup.daylio", base64.StdEncoding.EncodeToString([]byte(text)))
	}
	for name, c := range map[string]struct {
		read  reader
		files fs.FS
		want  otherjournal.Kind
	}{
		"deep JSON":           {otherjournal.DayOne, one("x.json", deep(31)), otherjournal.KindDepth},
		"very deep JSON":      {otherjournal.Jrnl, one("x.json", deep(1_000_000)), otherjournal.KindDepth},
		"deep list":           {otherjournal.Diarium, one("x.json", strings.Repeat("[", 100)), otherjournal.KindDepth},
		"cut JSON":            {otherjournal.MiniDiarium, one("x.json", `{"entries":[{"date":"2026-`), otherjournal.KindSyntax},
		"an entry is a text":  {otherjournal.DayOne, one("x.json", `{"entries":[{"uuid":"a","creationDate":"2026-01-01T00:00:00Z"},"x"]}`), otherjournal.KindNotEntry},
		"many entries":        {otherjournal.MiniDiarium, one("x.json", many), otherjournal.KindRows},
		"a year of 6 digits":  {otherjournal.Journey, one("x.json", `{"date_journal":9999999999999999,"text":""}`), otherjournal.KindNoTime},
		"deep YAML":           {otherjournal.RedNotebook, one("2026-01.txt", "1: "+strings.Repeat("[", 200)+strings.Repeat("]", 200)), otherjournal.KindDepth},
		"a bomb of aliases":   {otherjournal.RedNotebook, one("2026-01.txt", "1: &a {a: &b [x,x], c: *b}\n"), otherjournal.KindNotEntry},
		"a month that is big": {otherjournal.RedNotebook, one("2026-01.txt", strings.Repeat("# comment\n", 1<<19)), otherjournal.KindFileSize},
		"no month":            {otherjournal.RedNotebook, one("2026-13.txt", "1: {text: a}"), otherjournal.KindNotFound},
		"day 32":              {otherjournal.RedNotebook, one("2026-01.txt", "32: {text: a}"), otherjournal.KindNotEntry},
		"a list of days":      {otherjournal.RedNotebook, one("2026-01.txt", "[1, 2]"), otherjournal.KindNotEntry},
		"no such day":         {otherjournal.Daylio, backup(`{"dayEntries":[{"year":2026,"month":1,"day":30,"hour":1,"minute":1}]}`), otherjournal.KindNoTime},
		"a backup of nothing": {otherjournal.Daylio, backup(`{"dayEntries":[]}`), otherjournal.KindNoEntries},
		"not base64":          {otherjournal.Daylio, one("backup.daylio", "{}"), otherjournal.KindText},
		"a long row":          {otherjournal.Daylio, one("x.csv", "full_date,time,mood,activities\n2026-01-01,10:00,ok,a,b\n"), otherjournal.KindText},
		"two exports":         {otherjournal.Daylio, fstest.MapFS{"a.csv": {Data: []byte("full_date,time,mood,activities\n")}, "b.csv": {Data: []byte("full_date,time,mood,activities\n")}}, otherjournal.KindTwice},
		"encrypted":           {otherjournal.Jrnl, one("j", "gAAAAAB"+strings.Repeat("x", 200)), otherjournal.KindEncrypted},
		"a database":          {otherjournal.Loop, one("x", "SQLite format 3\x00..."), otherjournal.KindDatabase},
		"a database, cut":     {otherjournal.Loop, one("x.db", "SQLite format 3\x00"+strings.Repeat("\x02\x00", 1000)), otherjournal.KindDatabase},
		"nothing":             {otherjournal.Loop, fstest.MapFS{}, otherjournal.KindNotFound},
		"an empty file":       {otherjournal.Jrnl, one("x", ""), otherjournal.KindNotFound},
	} {
		e, err := c.read(context.Background(), c.files)
		if !errors.Is(err, &otherjournal.Error{Kind: c.want}) {
			t.Errorf("%s: %v, %v, want %q", name, e, err, c.want)
		}
	}
}

func TestLongThingsStayOrAreRefused(t *testing.T) {
	long := strings.Repeat("long ", 1000)
	e, err := otherjournal.Jrnl(context.Background(), one("x", "[2026-01-01 10:00] "+long+"\nand more"))
	if err != nil {
		t.Fatal(err)
	}
	if got := rowsOf(t, e)[1]; got != "2026-01-01 10:00||"+strings.TrimSpace(long)+"⏎⏎and more|" {
		t.Errorf("a long title becomes %q", got)
	}
	e, err = otherjournal.Jrnl(context.Background(), one("x", "[2026-01-01 10:00] A\n"+strings.Repeat("x", table.MaxCell+1)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = e.Table(func(string) bool { return false }); !errors.Is(err, &table.Error{Kind: table.KindCellSize}) {
		t.Errorf("a note of more than 1 MiB: %v", err)
	}
}

func TestReadingStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := otherjournal.Loop(ctx, folder("loop")); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
}

// readers are all readers, with a name for a single file of each.
func readers() map[string]reader {
	return map[string]reader{
		"journal.txt": otherjournal.Jrnl, "dayone.json": otherjournal.DayOne, "export.csv": otherjournal.Daylio, "backup.daylio": otherjournal.Daylio,
		"Checkmarks.csv": otherjournal.Loop, "2026-02.txt": otherjournal.RedNotebook, "mini.json": otherjournal.MiniDiarium,
		"journey.json": otherjournal.Journey, "diarium.json": otherjournal.Diarium,
	}
}

func fuzz(f *testing.F, name string, samples ...string) {
	for _, sample := range samples {
		found, err := filepath.Glob(filepath.Join("testdata", filepath.FromSlash(sample)))
		if err != nil || len(found) == 0 {
			f.Fatal(sample, err)
		}
		for _, file := range found {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			if name == "backup.daylio" {
				data = []byte(base64.StdEncoding.EncodeToString(data))
			}
			f.Add(data)
		}
	}
	read := readers()[name]
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 64<<10 {
			return
		}
		files := one(name, string(data))
		for _, is := range []func(context.Context, fs.FS) bool{otherjournal.IsJrnl, otherjournal.IsDayOne, otherjournal.IsDaylio, otherjournal.IsLoop,
			otherjournal.IsRedNotebook, otherjournal.IsMiniDiarium, otherjournal.IsJourney, otherjournal.IsDiarium} {
			is(context.Background(), files)
		}
		e, err := read(context.Background(), files)
		if err != nil {
			if known := (*otherjournal.Error)(nil); !errors.As(err, &known) {
				t.Fatalf("an error of another type: %v", err)
			}
			return
		}
		tab, err := e.Table(func(name string) bool { return name == "mood" })
		if err != nil {
			return
		}
		n := 0
		for row, err := range tab.Rows(context.Background()) {
			if err != nil {
				t.Fatal(err)
			}
			places := e.Places()
			if _, line := places.Of(row.Line); line < 1 {
				t.Fatalf("row %d has no place", row.Line)
			}
			n++
		}
		if n > e.Len() {
			t.Fatalf("%d rows of %d entries", n, e.Len())
		}
	})
}

func FuzzJrnl(f *testing.F)         { fuzz(f, "journal.txt", "jrnl/*") }
func FuzzDayOne(f *testing.F)       { fuzz(f, "dayone.json", "dayone/*") }
func FuzzDaylio(f *testing.F)       { fuzz(f, "export.csv", "daylio/*.csv") }
func FuzzDaylioBackup(f *testing.F) { fuzz(f, "backup.daylio", "daylio/backup.json") }
func FuzzLoop(f *testing.F)         { fuzz(f, "Checkmarks.csv", "loop/*.csv", "loop/*/*.csv") }
func FuzzRedNotebook(f *testing.F)  { fuzz(f, "2026-02.txt", "rednotebook/*") }
func FuzzMiniDiarium(f *testing.F)  { fuzz(f, "mini.json", "minidiarium/*") }
func FuzzJourney(f *testing.F)      { fuzz(f, "journey.json", "journey/*") }
func FuzzDiarium(f *testing.F)      { fuzz(f, "diarium.json", "diarium/*") }
