package exchange_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/table"
)

// refusal reads a file that must be rejected and returns the one sentence that says why. Nothing of it
// may be in the journal.
func refusal(t *testing.T, r io.Reader) string {
	t.Helper()
	j := newJournal(t)
	imp, err := exchange.ReadCSV(t.Context(), r, j, options(t))
	if !errors.Is(err, exchange.ErrRejected) {
		t.Fatalf("got %+v and %v, want a rejection", imp, err)
	}
	if len(j.Entries(journal.Query{})) > 0 || len(j.Areas()) > 0 {
		t.Error("the journal has changed")
	}
	got := describe.Error(err)
	if strings.Contains(got, "\n") {
		t.Errorf("got more than one sentence: %s", got)
	}
	return got
}

// accepted reads a file that must be valid and returns how many entries it would add.
func accepted(t *testing.T, r io.Reader) int {
	t.Helper()
	imp, err := exchange.ReadCSV(t.Context(), r, newJournal(t), options(t))
	if err != nil {
		t.Fatal(describe.Error(err))
	}
	return imp.Added
}

// TestLimitsOfTables reads a table at each limit, and one beyond it.
func TestLimitsOfTables(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: it reads large files, and the long run does it")
	}
	const head = "time,area,note,more\n"
	row := func(note, more int) string {
		return head + "2026-01-05,A," + strings.Repeat("x", note) + "," + strings.Repeat("y", more) + "\n"
	}
	fixed := len("2026-01-05,A,,")
	columns := func(n int) string {
		return "time,area" + strings.Repeat(",c", n-2) + "\n2026-01-05,A\n"
	}
	for _, c := range []struct {
		name   string
		at     func(over int) io.Reader // the limit, and so much more
		added  int
		refuse string
	}{
		{"columns", func(over int) io.Reader { return strings.NewReader(columns(table.MaxColumns + over)) }, 1,
			"diary.csv, line 1 has more than 4,096 columns"},
		{"a cell", func(over int) io.Reader { return strings.NewReader(row(0, table.MaxCell+over)) }, 1,
			"diary.csv, line 2 has a cell longer than 1 MiB"},
		{"a line", func(over int) io.Reader {
			return strings.NewReader(row(table.MaxLine-table.MaxCell-fixed+over, table.MaxCell))
		}, 1, "diary.csv, line 2 is longer than 2 MiB"},
		{"a file", func(over int) io.Reader {
			first := head + "2026-01-05,A,x,y\n"
			return io.MultiReader(strings.NewReader(first), io.LimitReader(&longBlankLines{}, int64(exchange.MaxFile-len(first)+over)))
		}, 1, "diary.csv is larger than 256 MiB; split it into several files"},
		{"entries", func(over int) io.Reader {
			return strings.NewReader("time,area\n" + strings.Repeat("2026-01-05,A\n", exchange.MaxEntries+over))
		}, exchange.MaxEntries, "diary.csv has more than 200,000 entries; split it into several files"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "a file" || c.name == "entries" {
				onlySoaking(t)
			}
			if got := accepted(t, c.at(0)); got != c.added {
				t.Errorf("at the limit %d are added, want %d", got, c.added)
			}
			if got := refusal(t, c.at(1)); !strings.HasPrefix(got, c.refuse) {
				t.Errorf("beyond the limit\ngot  %s\nwant %s", got, c.refuse)
			}
		})
	}
}

// onlySoaking leaves a test of the largest files to "make soak".
func onlySoaking(t *testing.T) {
	t.Helper()
	if os.Getenv("ENACTIVE_SOAK") == "" {
		t.Skip("LEFT to make soak: it reads the largest files")
	}
}

// TestAMillionRowsAreBounded reads as many rows as a table may have, and one more. One entry each is
// too many entries; and where all rows are wrong, all of them are reported.
func TestAMillionRowsAreBounded(t *testing.T) {
	onlySoaking(t)
	rows := func(n int, cell string) io.Reader {
		return strings.NewReader("time,area,stress\n" + strings.Repeat("2026-01-05,A,"+cell+"\n", n))
	}
	if got, want := refusal(t, rows(exchange.MaxRows, "5")), "diary.csv has more than 200,000 entries; split it into several files"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := refusal(t, rows(exchange.MaxRows+1, "5")), "diary.csv has more than 1,000,000 rows; split it into several files"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	_, err := exchange.ReadCSV(t.Context(), rows(exchange.MaxRows, "200"), newJournal(t), options(t))
	var all *exchange.RejectedError
	if !errors.As(err, &all) || all.Rows != exchange.MaxRows || len(all.Bad) != exchange.MaxRows {
		t.Errorf("got %.200v", err)
	}
}

// TestHostileFilesAreRefusedInOneSentence reads files that are made to take memory or time.
func TestHostileFilesAreRefusedInOneSentence(t *testing.T) {
	half := func(s string) []byte {
		raw := []byte{0xFF, 0xFE}
		for _, u := range utf16.Encode([]rune(s)) {
			raw = binary.LittleEndian.AppendUint16(raw, u)
		}
		return raw
	}
	utf16Text := half("time,area\n2026-01-05,😀\n")
	for _, c := range []struct {
		name string
		r    io.Reader
		want string
	}{
		{"an endless line", endlessLine{}, "diary.csv is larger than 256 MiB; split it into several files"},
		{"one long line", io.LimitReader(endlessLine{}, 3<<20), "diary.csv, line 1 is longer than 2 MiB"},
		{"UTF-16 that ends in half a character", bytes.NewReader(utf16Text[:len(utf16Text)-1]), "diary.csv, line 2 has characters that are not utf-16le"},
		{"UTF-16 that ends in half a pair", bytes.NewReader(utf16Text[:len(utf16Text)-4]), "diary.csv, line 2 has characters that are not utf-16le"},
		{"a bomb", bytes.NewReader(workbook(t, sheetRow("time", "area")+strings.Repeat("<row></row>", 1<<20), "")), "diary.csv unpacks to more than 100 times its size"},
		{"a zip cut in half", bytes.NewReader(workbook(t, sheetRow("time", "area"), "")[:500]), "a part of diary.csv cannot be read"},
		{"a workbook of zeros", bytes.NewReader(append([]byte("PK\x03\x04"), make([]byte, 1<<20)...)), "a part of diary.csv cannot be read"},
		{"a workbook in itself", bytes.NewReader(zipped(t, map[string]string{"_rels/.rels": `<Relationships><Relationship Type="x/officeDocument" Target="_rels/.rels"/></Relationships>`})), "diary.csv is empty"},
		{"quotes without end", strings.NewReader("time,area,note\n" + strings.Repeat("2026-01-05,A,\"x\" y, z\n", 100)), "none of the 100 rows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "an endless line" {
				onlySoaking(t)
			}
			j := newJournal(t)
			_, err := exchange.ReadCSV(t.Context(), c.r, j, options(t))
			got := describe.Error(err)
			if !errors.Is(err, exchange.ErrRejected) || !strings.HasPrefix(got, c.want) && c.name != "quotes without end" {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if len(j.Areas()) > 0 {
				t.Error("the journal has changed")
			}
		})
	}
}

// endlessLine is a file of one line.
type endlessLine struct{}

func (endlessLine) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// longBlankLines are lines of 64 KiB without end.
type longBlankLines struct{ at int }

func (l *longBlankLines) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
		if l.at++; l.at%(64<<10) == 0 {
			p[i] = '\n'
		}
	}
	return len(p), nil
}

// TestTenMillionEmptyCells reads a workbook that is not compressed, so that its ratio says nothing.
func TestTenMillionEmptyCells(t *testing.T) {
	cells, rows := 1000, 10_000
	if os.Getenv("ENACTIVE_SOAK") == "" {
		rows = 500 // all ten million in "make soak"
	}
	sheet := `<worksheet><sheetData>` + sheetRow("time", "area") + strings.Repeat("<row>"+strings.Repeat(`<c s="1"/>`, cells)+"</row>", rows) +
		sheetRow("2026-01-05", "A") + `</sheetData></worksheet>`
	packed := workbook(t, "", "")
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		if f.Name != "xl/sheet.xml" {
			if err := w.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	part, err := w.CreateHeader(&zip.FileHeader{Name: "xl/sheet.xml", Method: zip.Store})
	if err == nil {
		_, err = part.Write([]byte(sheet))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	if got := accepted(t, &b); got != 1 {
		t.Errorf("%d entries would be added, want 1", got)
	}
}
