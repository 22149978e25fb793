package commandline

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"enactive/journal/exchange"
)

// filePassphrase encrypts the files of these tests.
const filePassphrase = "nine bridges over a river"

// selectable returns a box with three entries that differ in everything an export selects by.
func selectable(t *testing.T) *box {
	t.Helper()
	b := newBox(t)
	b.ok("area", "add", "Piano")
	b.add("--area", "Running", "--title", "one", "--time", "2026-11-01", "--kind", "event", "--outcome", "success", "--tag", "rain", "--person", "Ana")
	b.add("--area", "Running", "--title", "two", "--time", "2026-11-10", "--kind", "practice", "--outcome", "setback", "--strategy", "breathing", "--source", "vicarious")
	b.add("--area", "Piano", "--title", "three", "--time", "2026-11-11", "--kind", "stretch", "--outcome", "partial", "--tag", "dry")
	b.ok("checkin", "Running", "60", "--time", "2026-11-12")
	return b
}

// titles returns the titles in an export, in its order.
func titles(csv string) string {
	var found []string
	for _, l := range strings.Split(csv, "\n") {
		for _, title := range []string{"one", "two", "three"} {
			if strings.Contains(l, ","+title+",") {
				found = append(found, title)
			}
		}
		if strings.Contains(l, ",checkin,") {
			found = append(found, "checkin")
		}
	}
	return strings.Join(found, " ")
}

func TestAnExportSelectsLikeAList(t *testing.T) {
	b := selectable(t)
	saved := b.file("filter.json", `{"format":"enactive","version":1,"areas":[{"name":"Running"}],"entries":[],
"filters":[{"name":"Wet days","area":"Running","tags":["rain","snow"]}]}`)
	b.ok("import", "json", saved)
	for _, c := range []struct {
		want string
		args []string
	}{
		{"one two three checkin", nil},
		{"two three", []string{"--from", "2026-11-02", "--to", "2026-11-11"}},
		{"one two checkin", []string{"--area", "running"}},
		{"one two three", []string{"--type", "experience"}},
		{"three", []string{"--kind", "stretch"}},
		{"two", []string{"--outcome", "setback"}},
		{"two", []string{"--source", "vicarious"}},
		{"one three", []string{"--tag", "rain", "--tag", "dry"}},
		{"one", []string{"--person", "ana"}},
		{"two", []string{"--strategy", "breathing"}},
		{"three checkin", []string{"--limit", "2"}},
		{"two checkin", []string{"--limit", "2", "--area", "Running"}},
		{"", []string{"--limit", "2", "--tag", "unknown"}},
		{"three", []string{"three"}},
		{"", []string{"three", "Running"}},
		{"one", []string{"--filter", "wet DAYS"}},
		{"three", []string{"--filter", "Wet days", "--area", "Piano", "--tag", "dry"}},
	} {
		if got := titles(b.ok(append([]string{"export", "csv"}, c.args...)...)); got != c.want {
			t.Errorf("%v exports %q, want %q", c.args, got, c.want)
		}
		for _, format := range []string{"json", "pdf"} {
			b.ok(append([]string{"export", format, "-o", filepath.Join(b.dir, "x."+format)}, c.args...)...)
		}
		listed := strings.Count(b.ok(append([]string{"list", "--json"}, c.args...)...), `"id"`)
		if want := len(strings.Fields(c.want)); listed != want {
			t.Errorf("list %v shows %d entries, and the export has %d", c.args, listed, want)
		}
	}
	b.fails(statusFailed, []string{`"Dry days"`, "there is Wet days"}, "export", "csv", "--filter", "Dry days")
	b.fails(statusUsage, []string{"--kind", "stretch"}, "export", "csv", "--kind", "x")
	b.fails(statusUsage, []string{"--limit"}, "export", "csv", "--limit", "-1")
	newBox(t).fails(statusFailed, []string{"none is saved yet"}, "export", "csv", "--filter", "Dry days")
}

// decrypt opens a file as the program age does, with the library on its own.
func decrypt(t *testing.T, file string) string {
	t.Helper()
	key, err := age.NewScryptIdentity(filePassphrase)
	if err != nil {
		t.Fatal(err)
	}
	r, err := age.Decrypt(strings.NewReader(file), key)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

func TestEncryptedExportsOpenElsewhereAndComeBack(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: it derives keys from passphrases, which is slow on purpose")
	}
	b := selectable(t)
	key := b.file("key", filePassphrase+"\nanother line\n")
	little := b.env.work
	for _, format := range []string{"csv", "json", "pdf"} {
		if b.env.work = little; format == "pdf" {
			b.env.work = 0 // as outside of tests
		}
		name := filepath.Join(b.dir, "out."+format)
		out := b.ok("export", format, "--encrypt", "--passphrase-file-out", key, "-o", name)
		if out != "wrote "+name+".age: 4 entries\n" {
			t.Errorf("the output is %q", out)
		}
		if _, err := os.Stat(name); !os.IsNotExist(err) {
			t.Errorf("%s is there as well: %v", name, err)
		}
		info, err := os.Stat(name + ".age")
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the encrypted file is %v, %v", info, err)
		}
		if want := b.ok("export", format); decrypt(t, b.read("out."+format+".age")) != want {
			t.Errorf("%s: the encrypted file holds something else", format)
		}
	}
	if header, _, _ := strings.Cut(b.read("out.pdf.age"), "\n--- "); !strings.HasSuffix(strings.Split(header, "\n")[1], " 18") {
		t.Errorf("outside of tests the header is %q", header)
	}
	b.env.work = little
	b.ok("chart", "trend", "--area", "Running", "--encrypt", "--passphrase-file-out", key, "-o", filepath.Join(b.dir, "t.svg.age"))
	if got := decrypt(t, b.read("t.svg.age")); !strings.Contains(got[:200], "<svg") {
		t.Errorf("the chart is %.200q", got)
	}
	files, err := os.ReadDir(b.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), ".") {
			t.Errorf("%s is left behind", f.Name())
		}
	}

	csv, json := filepath.Join(b.dir, "out.csv.age"), filepath.Join(b.dir, "out.json.age")
	want := b.ok("export", "csv")
	b.variables["ENACTIVE_JOURNAL"] = filepath.Join(b.dir, "other")
	b.ok("init", "--no-passphrase")
	if out := b.ok("import", "csv", csv, "--passphrase-file-in", key); out != "New areas: Running, Piano\n4 added, 0 already there\n" {
		t.Errorf("the output is %q", out)
	}
	if out := b.ok("import", "json", json, "--passphrase-file-in", key); !strings.HasSuffix(out, "0 added, 4 already there\n") {
		t.Errorf("the output is %q", out)
	}
	if out := b.okFed(b.read("out.csv.age"), "import", "csv", "-", "--passphrase-file-in", key); !strings.HasSuffix(out, "0 added, 4 already there\n") {
		t.Errorf("the output is %q", out)
	}
	if b.ok("export", "csv") != want {
		t.Error("the entries do not come back to the byte")
	}
	wrong := b.file("wrong", "not the passphrase\n")
	b.fails(statusWrongKey, []string{csv, "encrypted with"}, "import", "csv", csv, "--passphrase-file-in", wrong)
	cut := b.file("cut.csv.age", b.read("out.csv.age")[:400])
	b.fails(statusRejected, []string{cut, "cut short"}, "import", "csv", cut, "--passphrase-file-in", key)
	b.fails(statusUsage, []string{"--passphrase-file-in FILE"}, "import", "csv", csv)
}

func TestAPersonIsAskedForThePassphraseOfAFile(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run: it derives keys from passphrases, which is slow on purpose")
	}
	b := selectable(t)
	p := &person{answers: []string{"short", filePassphrase, "something else", filePassphrase, filePassphrase}}
	b.env.terminal = p
	name := filepath.Join(b.dir, "out.csv")
	r := b.run("export", "csv", "--encrypt", "-o", name)
	if r.status != 0 || decrypt(t, b.read("out.csv.age")) == "" || len(p.asked) != 5 {
		t.Fatalf("%+v, asked %q", r, p.asked)
	}
	if !strings.HasPrefix(p.asked[0], "Passphrase for the file (at least 10 characters") || !strings.HasSuffix(p.asked[0], "(hidden)") {
		t.Errorf("the question is %q", p.asked[0])
	}
	p = &person{answers: []string{"wrong", filePassphrase}}
	b.env.terminal = p
	r = b.run("import", "csv", name+".age", name+".age")
	if r.status != 0 || !strings.Contains(r.err, "this passphrase does not open "+name+".age") || len(p.asked) != 2 {
		t.Errorf("%+v, asked %q", r, p.asked)
	}
	p = &person{answers: []string{"wrong", "wrong", "wrong", filePassphrase}}
	b.env.terminal = p
	if r := b.run("import", "csv", name+".age"); r.status != statusWrongKey || len(p.answers) != 1 {
		t.Errorf("%+v, asked %q", r, p.asked)
	}
}

func TestEncryptionIsNotForgotten(t *testing.T) {
	b := selectable(t)
	key, weak := b.file("key", filePassphrase), b.file("weak", "abc\n")
	name := filepath.Join(b.dir, "out.csv")
	b.fails(statusUsage, []string{"--encrypt"}, "export", "csv", "--passphrase-file-out", key, "-o", name)
	b.fails(statusUsage, []string{"passphrase for the file", "too short"}, "export", "csv", "--encrypt", "--passphrase-file-out", weak, "-o", name)
	b.fails(statusUsage, []string{"--passphrase-file-out FILE"}, "export", "csv", "--encrypt", "-o", name)
	b.fails(statusFailed, []string{"does not exist"}, "export", "csv", "--encrypt", "--passphrase-file-out", name, "-o", name)
	b.fails(statusUsage, []string{"--encrypt", name + ".AGE"}, "export", "csv", "-o", name+".AGE")
	b.fails(statusUsage, []string{"--encrypt", "x.svg.age"}, "chart", "trend", "--area", "Running", "-o", "x.svg.age")
	b.fails(statusUsage, []string{"--schema"}, "export", "json", "--schema", "--encrypt", "--passphrase-file-out", key)
	if found, _ := filepath.Glob(name + "*"); len(found) > 0 {
		t.Errorf("%q were written", found)
	}
}

func TestStandardOutputTakesEverythingButATerminal(t *testing.T) {
	b := selectable(t)
	key := b.file("key", filePassphrase)
	for _, c := range []struct {
		begins string
		binary bool
		args   []string
	}{
		{"id,type,", false, []string{"export", "csv", "-o", "-"}},
		{`{"format"`, false, []string{"export", "json", "-o", "-"}},
		{"%PDF-", true, []string{"export", "pdf", "-o", "-"}},
		{"age-encryption.org/v1\n", true, []string{"export", "csv", "--encrypt", "--passphrase-file-out", key}},
		{"age-encryption.org/v1\n", true, []string{"export", "json", "-o", "-", "--encrypt", "--passphrase-file-out", key}},
		{"<svg", false, []string{"chart", "trend", "--area", "Running", "--format", "svg"}},
		{"\x89PNG", true, []string{"chart", "trend", "--area", "Running", "-o", "-", "--format", "PNG"}},
		{"%PDF-", true, []string{"chart", "trend", "--area", "Running", "--format", "pdf"}},
		{"", true, []string{"backup", "-"}},
	} {
		b.env.columns = 0
		if out := b.ok(c.args...); !strings.Contains(out[:min(len(out), 200)], c.begins) || len(out) < 100 {
			t.Errorf("%v begins with %.40q", c.args, out)
		}
		b.env.columns = 80
		switch r := b.run(c.args...); {
		case c.binary && (r.status != statusUsage || r.out != "" || !strings.Contains(r.err, "not text for a terminal")):
			t.Errorf("%v on a terminal: %d, %q", c.args, r.status, r.err)
		case !c.binary && r.status != 0:
			t.Errorf("%v on a terminal: %q", c.args, r.err)
		}
	}
	b.env.columns = 0
	b.fails(statusUsage, []string{"--format"}, "chart", "trend", "-o", "-")
	b.fails(statusUsage, []string{"--format", "svg, png or pdf"}, "chart", "trend", "--format", "gif")
	b.fails(statusUsage, []string{"out.csv"}, "chart", "trend", "-o", "out.csv")
	b.env.outputClosed = true
	b.fails(statusFailed, []string{"closed"}, "backup", "-")
}

func TestABackupOnStandardOutputIsAWholeBackup(t *testing.T) {
	b := selectable(t)
	file := b.file("far.enactive", b.ok("backup", "make", "-"))
	if out := b.ok("backup", "verify", file); !strings.HasPrefix(out, "good  "+file) {
		t.Errorf("verify says %q", out)
	}
	want := b.ok("export", "csv")
	b.variables["ENACTIVE_JOURNAL"] = filepath.Join(b.dir, "restored")
	b.ok("restore", file, b.journal())
	if b.ok("export", "csv") != want {
		t.Error("the restored journal has other entries")
	}
}

func TestTheSchemaNeedsNoJournal(t *testing.T) {
	b := emptyBox(t)
	if out := b.ok("export", "json", "--schema"); out != exchange.Schema() {
		t.Errorf("the schema is\n%s", out)
	}
	name := filepath.Join(b.dir, "x.schema.json")
	if out := b.ok("export", "json", "--schema", "-o", name); out != "wrote "+name+"\n" || b.read("x.schema.json") != exchange.Schema() {
		t.Errorf("the output is %q", out)
	}
	b.fails(statusUsage, []string{"--schema"}, "export", "csv", "--schema")
}

func TestSpreadsheetTimesComeBackThroughImport(t *testing.T) {
	b := selectable(t)
	name := filepath.Join(b.dir, "s.csv")
	b.ok("export", "csv", "--spreadsheet-times", "-o", name)
	if !bytes.Contains([]byte(b.read("s.csv")), []byte(",2026-11-10 12:00:00\n")) {
		t.Errorf("the file is\n%s", b.read("s.csv"))
	}
	want := b.ok("export", "csv")
	b.variables["ENACTIVE_JOURNAL"] = filepath.Join(b.dir, "other")
	b.ok("init", "--no-passphrase")
	if out := b.ok("import", "csv", name); out != "New areas: Running, Piano\nLeft out: local_time\n4 added, 0 already there\n" {
		t.Errorf("the output is %q", out)
	}
	if b.ok("export", "csv") != want {
		t.Error("the entries do not come back to the byte")
	}
}

// A script whose variable is not set gives an empty name.
func TestAnEmptyNameOfAFileIsRejected(t *testing.T) {
	b := selectable(t)
	t.Chdir(b.dir)
	before := b.files()
	for _, c := range []struct {
		says string
		args []string
	}{
		{"--output is empty; name a file, or leave --output out", []string{"export", "csv", "-o", ""}},
		{"--output is empty", []string{"export", "json", "--output="}},
		{"--output is empty", []string{"chart", "trend", "--area", "Running", "--format", "svg", "-o", ""}},
		{"--folder is empty; name a folder", []string{"export", "markdown", "--folder", ""}},
		{"--passphrase-file-out is empty", []string{"export", "csv", "--encrypt", "--passphrase-file-out", "", "-o", "x.csv"}},
		{"--tag is empty, which would export the entries of every tag", []string{"export", "csv", "--tag", ""}},
		{"--area is empty", []string{"export", "json", "--area="}},
		{"--filter is empty", []string{"export", "pdf", "--filter", "", "-o", "x.pdf"}},
		{"--journal is empty", []string{"--journal", "", "add", "--title", "x"}},
		{"PLACE is empty", []string{"backup", ""}},
		{"FILE is empty", []string{"import", "csv", ""}},
		{"--ics is empty", []string{"plan", "--title", "x", "--ics", ""}},
		{"standard output has no folders", []string{"export", "markdown", "--folder", "-"}},
	} {
		b.fails(statusUsage, []string{c.says}, c.args...)
	}
	if after := b.files(); after != before {
		t.Errorf("the folder had %s, and has now %s", before, after)
	}
}

func TestAnExportOnATerminalCannotDisguiseItself(t *testing.T) {
	b := newBox(t)
	b.add("--title", "pay \u202Eevil\u202C")
	for _, format := range []string{"csv", "json", "markdown"} {
		if out := b.ok("export", format); !strings.Contains(out, "\u202E") {
			t.Errorf("%s in a pipe has not the text as it is:\n%s", format, out)
		}
	}
	b.env.columns = 80
	for _, format := range []string{"csv", "json", "markdown"} {
		if out := b.ok("export", format); strings.Contains(out, "\u202E") || !strings.Contains(out, "pay <U+202E>evil") {
			t.Errorf("%s on a terminal:\n%s", format, out)
		}
	}
}
