package commandline

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/vault"
)

// toldFormat writes in place of a PDF what it was asked to tell: the document as JSON, and the titles of
// the entries.
func toldFormat() exchange.Format {
	return exchange.Format{
		Key: "pdf", Extension: ".pdf", Name: "PDF",
		Export: &exchange.Exporter{
			Manual: exchange.Manual{Help: "Write it.", Detail: "It says all.", Options: []exchange.Option{
				{Key: exchange.PrivateOption, Help: "Private ones too."}, {Key: "letter", Help: "On letter."}}},
			HandedOn: true,
			Write: func(_ context.Context, w io.Writer, j *journal.Journal, r exchange.Request) error {
				o := documentAsJSON(j, r.Handout)
				o.Name = ""
				text, err := json.Marshal(o)
				if err != nil {
					return err
				}
				fmt.Fprintf(w, "%s", text)
				for _, e := range j.Entries(r.Query) {
					if len(r.Handout.Areas) > 0 && !slices.Contains(r.Handout.Areas, e.Area) {
						continue
					}
					fmt.Fprintf(w, " %s", e.Title)
				}
				return nil
			},
		},
	}
}

// toldBox has the entries of selectable, a private one, and a document that is remembered.
func toldBox(t *testing.T) *box {
	b := selectable(t)
	b.env.formats = []exchange.Format{toldFormat()}
	b.add("--area", "Running", "--title", "secret", "--time", "2026-11-20", "--privacy", "private")
	b.ok("export", "pdf", "--review", "month", "--area", "Running", "--title", "Our month", "--greeting", "Dear coach.", "--leave-out", "charts,notes",
		"--names", "initials", "--letter", "--book", "--private", "--remember", "Coach", "-o", filepath.Join(b.dir, "first.pdf"))
	return b
}

// told runs an export and returns what the document tells.
func (b *box) told(args ...string) string {
	b.t.Helper()
	r := b.run(append([]string{"export", "pdf"}, args...)...)
	if r.status != 0 {
		b.t.Errorf("%v: %s", args, r.err)
	}
	return strings.TrimPrefix(strings.NewReplacer(`"`, "", "\n", "").Replace(r.out), "{name:,kind:")
}

func TestTheFlagsSayWhatADocumentTells(t *testing.T) {
	b := toldBox(t)
	for _, c := range []struct {
		want string
		args []string
	}{
		{"journal} one two three ", nil},
		{"journal,private:true} one two three  secret", []string{"--private"}},
		{"journal} one two three ", []string{"--private=false"}},
		{"journal,from:2026-11-05,to:2026-11-10} two", []string{"--from", "2026-11-05", "--to", "2026-11-10"}},
		{"journal,areas:[Piano]} three", []string{"--area", "piano"}},
		{"journal} one", []string{"--tag", "rain"}},
		{"journal} three ", []string{"--limit", "2"}},
		{"review,span:month} one two three ", []string{"--review", "month"}},
		{"review,span:week}", []string{"--review", "WEEK", "--type", "plan"}},
		{"review,from:2026-11-05,to:2026-11-11} two three", []string{"--review", "week", "--to", "2026-11-11"}},
		{"review,from:2025-08-01,to:2025-10-30}", []string{"--review", "quarter", "--to", "2025-10-30"}},
		{"review,areas:[Piano],span:year} three", []string{"--review", "year", "--area", "Piano"}},
		{"review,from:2026-11-02,to:2026-11-10} two", []string{"--review", "range", "--from", "2026-11-02", "--to", "2026-11-10"}},
		{"review,from:2026-11-11} three ", []string{"--review", "range", "--from", "2026-11-11"}},
		{"progress,areas:[Running]} one two ", []string{"--progress", "--area", "Running"}},
		{"progress,areas:[Running],from:2026-11-02} two ", []string{"--progress", "--area", "Running", "--from", "2026-11-02"}},
		{"journal,title:Mine,greeting:Hello, all.} one two three ", []string{"--title", " Mine ", "--greeting", "Hello, all."}},
		{"journal,left_out:[charts,words]} one two three ", []string{"--leave-out", "charts", "--leave-out", "Words,charts"}},
		{"journal} one two three ", []string{"--leave-out", "nothing"}},
		{"journal,names:none} one two three ", []string{"--names", "none"}},
		{"journal} one two three ", []string{"--names", "full"}},
		{"journal,letter:true,book:true} one two three ", []string{"--letter", "--book"}},

		{"review,title:Our month,greeting:Dear coach.,areas:[Running],span:month,left_out:[charts,notes],names:initials,private:true,letter:true,book:true} one two  secret",
			[]string{"--as", " coach"}},
		{"review,areas:[Piano],span:week,left_out:[words],names:none}", []string{"--as", "Coach", "--area", "Piano", "--review", "week", "--title", "", "--greeting=",
			"--leave-out", "words", "--names", "none", "--letter=false", "--book=false", "--private=false"}},
		{"review,title:Our month,greeting:Dear coach.,areas:[Running],from:2026-10-05,to:2026-11-03} one",
			[]string{"--as", "Coach", "--to", "2026-11-03", "--leave-out", "nothing", "--names", "full", "--letter=false", "--book=false", "--private=false"}},
		{"review,title:x,greeting:Dear coach.,areas:[Running],from:2026-11-02,left_out:[charts,notes],names:initials,private:true,letter:true,book:true} two  secret",
			[]string{"--as", "Coach", "--from", "2026-11-02", "--title", "x"}},
		{"progress,title:Our month,greeting:Dear coach.,areas:[Running],span:month,left_out:[charts,notes],names:initials,private:true,letter:true,book:true} two",
			[]string{"--as", "Coach", "--progress", "--outcome", "setback"}},
	} {
		if got := b.told(c.args...); got != c.want {
			t.Errorf("%v tells\n%s, want\n%s", c.args, got, c.want)
		}
	}
}

func TestContradictionsOfADocumentAreRefused(t *testing.T) {
	b := toldBox(t)
	out := filepath.Join(b.dir, "out.pdf")
	before := b.ok("document", "list", "--json")
	for _, c := range []struct {
		status int
		words  []string
		args   []string
	}{
		{statusUsage, []string{"two documents", "--review or --progress"}, []string{"--review", "week", "--progress", "--area", "Running"}},
		{statusUsage, []string{"--review month", "--from", "--review range"}, []string{"--review", "month", "--from", "2026-11-01"}},
		{statusUsage, []string{"--review range", "first day", "--from"}, []string{"--review", "range", "--to", "2026-11-01"}},
		{statusUsage, []string{"--review range", "--from"}, []string{"--review", "range", "--as", "Coach"}},
		{statusUsage, []string{`--review is "decade"`, "week, month, quarter, year or range"}, []string{"--review", "decade"}},
		{statusUsage, []string{"--review is empty"}, []string{"--review", ""}},
		{statusUsage, []string{"--review is given 2 times"}, []string{"--review", "week", "--review", "month"}},
		{statusUsage, []string{"no area is named", "Running and Piano"}, []string{"--progress"}},
		{statusFailed, []string{`no area "Chess"`}, []string{"--progress", "--area", "Chess"}},
		{statusUsage, []string{"--from 2026-11-10 is after --to 2026-11-01"}, []string{"--from", "2026-11-10", "--to", "2026-11-01"}},
		{statusUsage, []string{`--leave-out is "truth"`, "charts, tables, words, entries, notes, photos or nothing"}, []string{"--leave-out", "charts,truth"}},
		{statusUsage, []string{"--leave-out", "nothing and something"}, []string{"--leave-out", "nothing", "--leave-out", "charts"}},
		{statusUsage, []string{"--leave-out is empty"}, []string{"--leave-out", " "}},
		{statusUsage, []string{`--names is "some"`, "initials, none or full"}, []string{"--names", "some"}},
		{statusUsage, []string{"--title", "at most"}, []string{"--title", strings.Repeat("x", journal.MaxLine+1)}},
		{statusUsage, []string{"--greeting", "at most"}, []string{"--greeting", strings.Repeat("x", journal.MaxText+1)}},
		{statusUsage, []string{"--title is given 2 times"}, []string{"--title", "a", "--title", "b"}},
		{statusUsage, []string{"--remember is empty"}, []string{"--remember", ""}},
		{statusUsage, []string{"--remember", "at most"}, []string{"--remember", strings.Repeat("x", journal.MaxLine+1)}},
		{statusUsage, []string{"--as is empty"}, []string{"--as", ""}},
		{statusFailed, []string{`no document "Doctor"`, "there is Coach"}, []string{"--as", "Doctor"}},
		{statusUsage, []string{"--tag is not remembered", "--remember"}, []string{"--tag", "rain", "--remember", "x"}},
		{statusUsage, []string{"QUERY is not remembered"}, []string{"rain", "--remember", "x"}},
		{statusUsage, []string{"--limit is not remembered"}, []string{"--limit", "2", "--remember", "x"}},
	} {
		b.fails(c.status, c.words, append([]string{"export", "pdf", "-o", out}, c.args...)...)
		if _, err := os.Stat(out); !os.IsNotExist(err) {
			t.Fatalf("%v wrote a file: %v", c.args, err)
		}
	}
	if after := b.ok("document", "list", "--json"); after != before {
		t.Errorf("the documents were\n%s, and are\n%s", before, after)
	}
	fixed := newBox(t)
	fixed.env.formats = b.env.formats
	fixed.ok("export", "pdf", "--from", "2026-11-05", "--remember", "Since", "-o", out)
	fixed.fails(statusUsage, []string{"--to 2026-11-01 is before 2026-11-05", "--from"}, "export", "pdf", "--as", "Since", "--to", "2026-11-01")
	fixed.env.formats = nil
	fixed.fails(statusUsage, []string{"unknown flag --review"}, "export", "csv", "--review", "week")
}

func TestRememberedDocumentsAreListedRemovedAndRestored(t *testing.T) {
	b := toldBox(t)
	b.told("--remember", "all I have", "-o", filepath.Join(b.dir, "x.pdf"))
	b.told("--from", "2026-11-01", "--to", "2026-11-10", "--names", "none", "--remember", "Dr. Ames", "-o", filepath.Join(b.dir, "x.pdf"))
	want := `KIND     DAYS                      OF         WITHOUT                             DOCUMENT
journal  all                       all areas  private entries                     all I have
review   month                     Running    charts, notes, names but initials   Coach
journal  2026-11-01 to 2026-11-10  all areas  names, private entries              Dr. Ames
`
	list := b.ok("document", "list")
	if squeezed := func(s string) string { return strings.Join(strings.Fields(s), " ") }; squeezed(list) != squeezed(want) {
		t.Errorf("the list is\n%s, want\n%s", list, want)
	}
	asJSON := `[
{"name":"all I have","kind":"journal"},
{"name":"Coach","kind":"review","title":"Our month","greeting":"Dear coach.","areas":["Running"],"span":"month","left_out":["charts","notes"],"names":"initials","private":true,"letter":true,"book":true},
{"name":"Dr. Ames","kind":"journal","from":"2026-11-01","to":"2026-11-10","names":"none"}
]
`
	if d := cmp.Diff(asJSON, b.ok("document", "list", "--json")); d != "" {
		t.Errorf("the list as JSON (-want +got):\n%s", d)
	}
	if out := b.ok(namesCommand, "zsh", "documents", ""); out != "all I have\nCoach\nDr. Ames\n" {
		t.Errorf("the Tab key offers %q", out)
	}
	if out := b.ok("document", "remove", "COACH"); out != "forgot the document Coach\n" {
		t.Errorf("the output is %q", out)
	}
	b.fails(statusFailed, []string{`no document "coach"`, "there are all I have and Dr. Ames"}, "document", "remove", "coach")
	b.ok("undo")
	if after := b.ok("document", "list"); after != list {
		t.Errorf("after undo the list is\n%s", after)
	}
	// A last day moves the month of the document that is written, not the month that is remembered.
	b.ok("export", "pdf", "--as", "Coach", "--to", "2026-11-03", "--names", "full", "--remember", "Coach", "-o", filepath.Join(b.dir, "x.pdf"))
	if got := b.ok("document", "list"); !strings.Contains(got, "review   month") || strings.Contains(got, "initials") {
		t.Errorf("remembered again it is\n%s", got)
	}
	b.ok("undo")
	if after := b.ok("document", "list"); after != list {
		t.Errorf("after undo the list is\n%s", after)
	}
	empty := newBox(t)
	if out := empty.ok("document", "list") + empty.ok("document", "list", "--json"); out != "[]\n" {
		t.Errorf("without a document the lists are %q", out)
	}
	empty.fails(statusFailed, []string{"none is remembered yet", "--remember NAME"}, "document", "remove", "Coach")
}

func TestADocumentOfAnAreaThatIsGoneIsNotOneOfAllAreas(t *testing.T) {
	b := toldBox(t)
	b.ok("area", "remove", "Running", "--yes")
	out := filepath.Join(b.dir, "out.pdf")
	b.fails(statusFailed, []string{`"Coach"`, "gone", "--area"}, "export", "pdf", "--as", "Coach", "-o", out)
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Errorf("a file was written: %v", err)
	}
	if got := b.ok("document", "list"); !strings.Contains(got, "1 area that is gone") {
		t.Errorf("the list is\n%s", got)
	}
	if got := b.told("--as", "Coach", "--area", "Piano", "--private=false"); !strings.Contains(got, "areas:[Piano]") {
		t.Errorf("with another area it tells %s", got)
	}
}

func TestADocumentOfSeveralAreasIsCountedAndLimited(t *testing.T) {
	b := toldBox(t)
	b.ok("area", "add", "Chess")
	b.add("--area", "Chess", "--title", "chess", "--time", "2026-11-15")
	j, _, err := journal.Open(t.Context(), b.journal(), vault.NoPassphrase(), journal.Options{Now: b.env.now})
	if err != nil {
		t.Fatal(err)
	}
	h := journal.Handout{Name: "Two", Kind: journal.JournalHandout}
	for _, name := range []string{"Running", "Piano"} {
		a, _ := j.AreaNamed(name)
		h.Areas = append(h.Areas, a.ID)
	}
	if err := j.SaveHandout(t.Context(), h); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(b.dir, "two.pdf")
	r := b.run("export", "pdf", "--as", "Two", "-o", name)
	if r.out != "wrote "+name+": 4 entries\n" || !strings.Contains(r.err, "1 entry was left out, marked private") {
		t.Errorf("it says %q and %q", r.out, r.err)
	}
	if got := b.told("--as", "two", "--limit", "2"); !strings.HasSuffix(got, "three ") || strings.Contains(got, "chess") {
		t.Errorf("the newest two are %s", got)
	}
	b.fails(statusUsage, []string{"no area is named"}, "export", "pdf", "--as", "Two", "--progress")
}

func TestWhatIsNotWrittenIsNotRemembered(t *testing.T) {
	b := toldBox(t)
	name := b.file("out.pdf", "before")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	interrupted := toldFormat()
	interrupted.Export.Write = func(ctx context.Context, w io.Writer, _ *journal.Journal, r exchange.Request) error {
		r.Progress(1, 2)
		_, _ = io.WriteString(w, "half")
		stop() // as Ctrl+C does
		return ctx.Err()
	}
	b.env.formats = []exchange.Format{interrupted}
	var out, stderr bytes.Buffer
	status := run(ctx, []string{"export", "pdf", "--remember", "New", "-o", name}, strings.NewReader(""), &out, &stderr, b.env)
	if status != statusFailed || out.String() != "" || !strings.Contains(stderr.String(), "stopped before it was done") {
		t.Errorf("status %d, %q, %q", status, out.String(), stderr.String())
	}
	if b.read("out.pdf") != "before" {
		t.Errorf("the file is %q", b.read("out.pdf"))
	}
	if list := b.ok("document", "list"); strings.Contains(list, "New") {
		t.Errorf("it is remembered:\n%s", list)
	}
}

func TestAPersonIsToldThatAFileIsNotEncrypted(t *testing.T) {
	b := toldBox(t)
	b.withPerson()
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-o", filepath.Join(b.dir, "x.pdf")}, "It is not encrypted"},
		{[]string{"-o", filepath.Join(b.dir, "x.pdf"), "--remember", "My doctor"}, `give --as "My doctor"`},
		{[]string{"--remember", "My doctor"}, `Remembered as My doctor`},
	} {
		if r := b.run(append([]string{"export", "pdf"}, c.args...)...); r.status != 0 || !strings.Contains(r.err, c.want) {
			t.Errorf("%v says %q", c.args, r.err)
		}
	}
}

func TestADocumentIsWrittenWithinItsMemory(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	var during int64
	err := withinMemory(func() error {
		during = debug.SetMemoryLimit(-1)
		return io.ErrUnexpectedEOF
	})
	if err != io.ErrUnexpectedEOF || during > documentMemory || debug.SetMemoryLimit(-1) != before {
		t.Errorf("%v; the limit is %d, then %d, and was %d", err, during, debug.SetMemoryLimit(-1), before)
	}
}

// pageText returns the text of a PDF, or false if nothing here reads one.
func pageText(t *testing.T, file string) (string, bool) {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Log("pdftotext IS NOT INSTALLED: the pages were not read (package poppler-utils)")
		return "", false
	}
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return string(text), true
}

func TestThePagesHaveWhatWasChosenAndNothingElse(t *testing.T) {
	b := newBox(t)
	b.add("--title", "Hill with Ana Maria", "--happened", "Ana Maria waited at the top.", "--note", "footnote", "--person", "Ana Maria", "--outcome", "success", "--performance", "70")
	b.add("--title", "Hidden valley", "--happened", "Nobody knows.", "--privacy", "private", "--outcome", "failure")
	name := filepath.Join(b.dir, "x.pdf")
	for _, c := range []struct {
		args      []string
		has, lack []string
	}{
		{nil, []string{"Ana Maria", "footnote"}, []string{"Hidden", "Nobody"}},
		{[]string{"--private"}, []string{"Hidden valley", "Nobody knows"}, nil},
		{[]string{"--names", "initials"}, []string{"Hill", "A. M."}, []string{"Ana", "Maria", "Hidden"}},
		{[]string{"--names", "none", "--leave-out", "notes"}, []string{"Hill"}, []string{"Ana", "Maria", "footnote"}},
		{[]string{"--leave-out", "entries,words,notes"}, nil, []string{"waited at the top", "footnote"}},
		{[]string{"--review", "week", "--title", "Our week", "--greeting", "Dear reader."}, []string{"Our week", "Dear reader."}, []string{"Hidden"}},
		{[]string{"--progress", "--names", "initials"}, []string{"Running"}, []string{"Hidden", "Maria"}},
	} {
		r := b.run(append([]string{"export", "pdf", "-o", name}, c.args...)...)
		if r.status != 0 {
			t.Fatalf("%v: %s", c.args, r.err)
		}
		text, ok := pageText(t, name)
		if !ok {
			return
		}
		for _, word := range c.has {
			if !strings.Contains(text, word) {
				t.Errorf("%v lacks %q:\n%s", c.args, word, text)
			}
		}
		for _, word := range c.lack {
			if strings.Contains(text, word) {
				t.Errorf("%v has %q:\n%s", c.args, word, text)
			}
		}
	}
}
