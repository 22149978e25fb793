package exchange_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

func FuzzReadCSV(f *testing.F) {
	for _, s := range []string{
		richTable, header, "time,area\n2026-11-01,A\n", "\uFEFFTime,Area,obstacles\r\n2026-11-01,A,3\r\n", "time;area\n", "time,area,note\n2026-11-01,A,\"'=1\n\"\n",
		"id,time,area\n1,2026-11-01,A\n1,2026-11-01,a\n", "time,area,tags,people\n2026-11-01 09:00,B,a\\;b; c,Ana (mentor); Ben\n", "time,area,stress\n2026-11-01,A,140\n", "id,time,area,title\n1,2026-11-01,A,x\n1,2026-11-02,A,y\n", "time,area\n2026-11-01 9:05 p.m.,A\n",
		"time,area,m:Sleep,m:W,answers,obstacles,thens\n2026-11-01,A,7:20,'7,[before] q; a,[ ] rain,1 came=yes: wait\n", "day,m:Cups,note\n2026-11-01,3,x\n",
	} {
		f.Add(s)
	}
	j := newJournal(f)
	f.Fuzz(func(t *testing.T, table string) {
		read := func(w io.Reader) (*exchange.Import, error) {
			return exchange.ReadCSV(t.Context(), w, j, exchange.ImportPlan{File: "f.csv", SkipBadRows: true})
		}
		checkRoundTrip(t, j, table, read)
	})
}

func FuzzReadJSON(f *testing.F) {
	j := newJournal(f)
	importCSV(f, j, richTable, exchange.ImportPlan{})
	f.Add(exportJSON(f, j, journal.Query{}))
	if _, err := j.Undo(f.Context()); err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		measuredJSON, `{}`, `[]`, `{"format":"enactive","version":1}`, `{"format":"enactive","version":1,"areas":[{"name":"A","ladder":[{"text":"x","ratings":[]}]}]}`,
		`{"format":"enactive","version":1,"entries":[{"time":"2026-11-01","area":"A","obstacles":["[x] rain",{"text":"w"}],"people":["Ana (peer)"],"tags":["\u0000a"]}]}`,
		`{"entries":null,"areas":null,"version":1,"format":"enactive"}`, strings.Repeat("[", 100), "\uFEFF{", `{"format":"enactive","version":1,"entries":[{"":1}]}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, file string) {
		read := func(r io.Reader) (*exchange.Import, error) { return exchange.ReadJSON(t.Context(), r, j, "f.json") }
		checkRoundTrip(t, j, file, read)
	})
}

// checkRoundTrip checks the round trip of any file that can be read.
func checkRoundTrip(t *testing.T, j *journal.Journal, file string, read func(io.Reader) (*exchange.Import, error)) {
	t.Helper()
	imp, err := read(strings.NewReader(file))
	if err != nil {
		if !errors.Is(err, exchange.ErrRejected) && !errors.Is(err, exchange.ErrUsage) || strings.TrimSpace(describe.Error(err)) == "" {
			t.Fatalf("got %v, want a rejection", err)
		}
		return
	}
	if imp.Added == 0 || imp.Added > 50 {
		return
	}
	apply(t, j, imp)
	if second, err := read(strings.NewReader(file)); err != nil || second.Added+second.Changed+second.Kept != 0 {
		t.Fatalf("%q the second time: %+v, %v", file, second, err)
	}
	table := exportCSV(t, j, journal.Query{})
	undo(t, j)
	importCSV(t, j, table, exchange.ImportPlan{})
	again := exportCSV(t, j, journal.Query{})
	undo(t, j)
	if again != table {
		t.Fatalf("exported first:\n%q\nafter an import:\n%q", table, again)
	}
}

func undo(t tester, j *journal.Journal) {
	t.Helper()
	if _, err := j.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func FuzzParseEntryJSON(f *testing.F) {
	j := newJournal(f)
	importCSV(f, j, richTable, exchange.ImportPlan{})
	for _, s := range []string{
		`{"area":"Running"}`, `{"area":"Running","obstacles":["[x] a",{"text":"b"}],"people":[{"name":"c"}],"tags":[],"stress":null,"time":"2026-11-01"}`, `{`, `null`, `[{}]`, `{"\u0061rea":"x"}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, object string) {
		e, err := exchange.ParseEntryJSON([]byte(object), j, journal.Entry{})
		if err == nil && e.Area == "" {
			t.Errorf("%q gives an entry without area", object)
		}
	})
}
