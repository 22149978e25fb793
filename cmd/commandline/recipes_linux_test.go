package commandline

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"enactive/clock/clocktest"
)

const recipesPage = "../../docs/recipes.md"

// recipe is a command of the page, with what it prints.
type recipe struct {
	section, needs, language, command string
	at                                string // the time by the clock from this command on, if that changes
	prints                            string
	shows                             bool // what it prints is on the page
}

// recipes reads the commands from a page.
func recipes(t *testing.T, file string) []recipe {
	t.Helper()
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []recipe
	parts := regexp.MustCompile("(?ms)^## (.+?)$|^<!-- needs (.+?) -->$|^<!-- at (.+?) -->$|^```(\\w+)\n(.*?)^```$")
	section, needs, at := "", "", ""
	for _, m := range parts.FindAllStringSubmatch(string(page), -1) {
		switch {
		case m[1] != "":
			section = m[1]
		case m[2] != "":
			needs = m[2]
		case m[3] != "":
			at = m[3]
		case m[4] == "text":
			all[len(all)-1].prints, all[len(all)-1].shows = m[5], true
		default:
			all = append(all, recipe{section: section, needs: needs, at: at, language: m[4], command: m[5]})
			needs, at = "", ""
		}
	}
	return all
}

// missing returns what a recipe needs that is not on this machine; empty if all is there.
func (r *recipe) missing() string {
	tool, module, _ := strings.Cut(strings.TrimSuffix(r.needs, "on a terminal"), " with ")
	tool = strings.TrimSpace(tool)
	if tool == "" {
		return ""
	}
	if _, err := exec.LookPath(tool); err != nil {
		return tool
	}
	if module != "" && exec.Command(tool, "-c", "import "+module).Run() != nil {
		return tool + " with " + module
	}
	return ""
}

// kitchen is a home with an enact on its path.
type kitchen struct {
	*box
	path string
}

// newSampleKitchen has the sample year as its journal.
func newSampleKitchen(t *testing.T) *kitchen {
	k := newKitchen(t)
	k.ok("sample")
	return k
}

func newKitchen(t *testing.T) *kitchen {
	b := emptyBox(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(b.dir, "bin")
	for _, dir := range []string{bin, filepath.Join(b.dir, "Backups"), filepath.Join(b.dir, "run")} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	b.file("bin/enact", fmt.Sprintf("#!/bin/sh\nexec %s %s \"$@\"\n", "env "+asProgram, self))
	if err := os.Chmod(filepath.Join(bin, "enact"), 0o700); err != nil {
		t.Fatal(err)
	}
	return &kitchen{b, bin + ":" + os.Getenv("PATH")}
}

// folder makes a folder for the recipes of a section, with a passphrase in it.
func (k *kitchen) folder(section string) string {
	k.t.Helper()
	dir := filepath.Join(k.dir, strings.ReplaceAll(section, "/", " "))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		k.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "passphrase.txt"), []byte(filePassphrase+"\n"), 0o600); err != nil {
		k.t.Fatal(err)
	}
	return dir
}

func (k *kitchen) environment() []string {
	return []string{"HOME=" + k.dir, "PATH=" + k.path, "ENACTIVE_JOURNAL=" + k.journal(), "LC_ALL=C.UTF-8", "TZ=UTC", clocktest.Environment(k.env.now()),
		"XDG_RUNTIME_DIR=" + filepath.Join(k.dir, "run"), "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent", "DBUS_SYSTEM_BUS_ADDRESS=unix:path=/nonexistent"}
}

// cook runs a command as a shell or cron does.
func (k *kitchen) cook(t *testing.T, r recipe) (out string) {
	command := r.command
	if r.language == "cron" {
		fields := strings.SplitN(strings.TrimSpace(command), " ", 6)
		if len(fields) != 6 || strings.Contains(fields[5], "%") { // cron ends a command at a %
			t.Fatalf("%q is not a line for cron", command)
		}
		command = fields[5]
	}
	cmd := exec.Command("sh", "-eu", "-c", command)
	cmd.Dir, cmd.Env = k.folder(r.section), k.environment()
	result := finish(t, cmd)
	if result.status != 0 || result.err != "" {
		t.Fatalf("status %d, standard error %q", result.status, result.err)
	}
	return result.out
}

// cookAtTerminal types a command on a terminal, and the passphrase at each question.
func (k *kitchen) cookAtTerminal(t *testing.T, r recipe) (out string) {
	const done = "it is done"
	p := shellIn(t, k.box, append(k.environment(), "PS1="), "sh")
	p.write("cd '" + k.folder(r.section) + "'; " + strings.TrimSpace(r.command) + "; echo; echo 'it' 'is done'\n")
	asked := 0
	for deadline := time.After(30 * time.Second); !strings.Contains(p.text(), done); time.Sleep(10 * time.Millisecond) {
		text := strings.TrimRight(p.text(), " ")
		if len(text) > asked && strings.HasSuffix(text, ":") {
			asked = len(text)
			p.write(filePassphrase + "\n")
		}
		select {
		case <-deadline:
			t.Fatalf("%q does not come; the screen shows\n%s", done, p.text())
		default:
		}
	}
	p.write("exit\n")
	return p.text()
}

// try runs a recipe and compares what it prints with the page.
func (k *kitchen) try(t *testing.T, file string, r recipe, same func(got, want string) bool) {
	t.Helper()
	if tool := r.missing(); tool != "" {
		t.Skipf("LEFT OUT: this recipe of %s was not tried, because %s is not installed", file, tool)
	}
	if r.at != "" {
		at, err := time.Parse("2006-01-02 15:04", r.at)
		if err != nil {
			t.Fatal(err)
		}
		k.env.now = func() time.Time { return at }
	}
	if strings.HasSuffix(r.needs, "on a terminal") {
		out := k.cookAtTerminal(t, r)
		for line := range strings.Lines(r.prints) {
			if !strings.Contains(out, strings.TrimSpace(line)) {
				t.Errorf("%s\nshows\n%s\nand the page says\n%s", r.command, out, line)
			}
		}
		return
	}
	out := k.cook(t, r)
	if out != "" && !strings.HasSuffix(out, "\n") {
		out += "\n"
	}
	if !same(out, r.prints) && (r.shows || out != "") {
		t.Errorf("%s\nprints\n%s\nand the page says\n%s", r.command, out, r.prints)
	}
}

func TestRecipes(t *testing.T) {
	all := recipes(t, recipesPage)
	if len(all) < 10 {
		t.Fatalf("%s has %d commands", recipesPage, len(all))
	}
	k := newSampleKitchen(t)
	for i, r := range all {
		t.Run(fmt.Sprintf("%d %s", i+1, r.section), func(t *testing.T) {
			k.try(t, recipesPage, r, func(got, want string) bool { return got == want })
		})
	}
	for _, name := range []string{"Backups/last.log", "Charts for a document/trend.svg"} {
		if info, err := os.Stat(filepath.Join(k.dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s is %v, %v", name, info, err)
		}
	}
}

func TestTheRecipesHaveOnlyCommandsThatAreTried(t *testing.T) {
	onlyTried(t, recipesPage)
}

// onlyTried checks that every block of a page is a command that a test runs, or what it prints.
func onlyTried(t *testing.T, file string) {
	t.Helper()
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fences := strings.Count("\n"+string(page), "\n```") / 2
	shown := 0
	for _, r := range recipes(t, file) {
		if r.language != "sh" && r.language != "cron" {
			t.Errorf("%s: a block is %s, which no test runs", file, r.language)
		}
		if shown++; r.shows {
			shown++
		}
	}
	if shown != fences {
		t.Errorf("%s has %d blocks, and %d were read", file, fences, shown)
	}
}
