package table

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"testing"
)

// trackerFile is a table of 100,000 rows and ten columns, as trackers export them.
func trackerFile() []byte {
	var b bytes.Buffer
	b.WriteString("Date,Start,Activity,Distance,Time,Avg HR,Mood,Tags,Note,Steps\n")
	for i := range 100_000 {
		fmt.Fprintf(&b, "%02d/%02d/%d %02d:%02d,%d:%02d PM,Run %d,\"%d,%02d\",00:%02d:%02d,%d,%s,%s,\"felt, on the whole, as on day %d\",%d.%03d\n",
			i%28+1, i%12+1, 2000+i%26, i%24, i%60, i%12+1, i%60, i%7, i%40, i%100, i%60, i%47, 90+i%100, [...]string{"good", "meh", "bad"}[i%3], "running | friends", i, i%20+1, i%1000)
	}
	return b.Bytes()
}

func BenchmarkCSVAlone(b *testing.B) {
	raw := trackerFile()
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(raw))
		r.ReuseRecord = true
		for {
			if _, err := r.Read(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkRead(b *testing.B) {
	raw := trackerFile()
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(context.Background(), bytes.NewReader(raw), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func benchTable(b *testing.B) *Table {
	raw := trackerFile()
	table, err := Read(context.Background(), bytes.NewReader(raw), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	return table
}

func BenchmarkRows(b *testing.B) {
	table := benchTable(b)
	for b.Loop() {
		for _, err := range table.Rows(context.Background()) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkFacts(b *testing.B) {
	table := benchTable(b)
	for b.Loop() {
		if _, err := table.Facts(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReaders reads two dates and three numbers of every row, as when a plan is applied.
func BenchmarkReaders(b *testing.B) {
	table := benchTable(b)
	for b.Loop() {
		dates := DateReader{Order: DMY}
		clock := DateReader{}
		numbers := NumberReader{Notation: Comma, Durations: MinutesSeconds}
		for row, err := range table.Rows(context.Background()) {
			if err != nil {
				b.Fatal(err)
			}
			_, e1 := dates.Read(row.Cells[0])
			_, e2 := clock.Read(row.Cells[1])
			_, e3 := numbers.Read(row.Cells[3])
			_, e4 := numbers.Read(row.Cells[4])
			_, e5 := numbers.Read(row.Cells[9])
			for _, err := range []error{e1, e2, e3, e4, e5} {
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

// BenchmarkXLSX reads a sheet of 20,000 rows and ten columns.
func BenchmarkXLSX(b *testing.B) {
	var rows bytes.Buffer
	for i := range 20_000 {
		fmt.Fprintf(&rows, `<row r="%d">`, i+1)
		for c := range 10 {
			fmt.Fprintf(&rows, `<c r="%c%d" s="2"><v>%d.5</v></c>`, 'A'+c, i+1, 40_000+i)
		}
		rows.WriteString("</row>")
	}
	raw := xlsx(b, rows.String())
	b.SetBytes(int64(rows.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(context.Background(), bytes.NewReader(raw), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
