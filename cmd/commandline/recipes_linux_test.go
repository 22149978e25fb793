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

const (
	recipesPage = "../../docs/recipes.md"
	capturePage = "../../docs/capture.md"
)

// recipe is a command of the page, with what it prints.
type recipe struct {
	section, needs, language, command string
	prints                            string
	shows                             bool // what it prints is on the page
}

// recipes reads the commands from the page.
func recipes(t *testing.T, file string) []recipe {
	t.Helper()
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []recipe
	parts := regexp.MustCompile("(?ms)^## (.+?)$|^<!-- needs (.+?) -->$|^```(\\w+)\n(.*?)^```$")
	section, needs := "", ""
	for _, m := range parts.FindAllStringSubmatch(string(page), -1) {
		switch {
		case m[1] != "":
			section = m[1]
		case m[2] != "":
			needs = m[2]
		case m[3] == "text":
			all[len(all)-1].prints, all[len(all)-1].shows = m[4], true
		default:
			all = append(all, recipe{section: section, needs: needs, language: m[3], command: m[4]})
			needs = ""
		}
	}
	return all
}

// missing returns what a recipe needs that is not on this machine; empty if all is there.
func (r *recipe) missing() string {
	tool, module, _ := strings.Cut(strings.TrimSuffix(r.needs, " on a terminal"), " with ")
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

// kitchen is a folder with the sample year, an enact on its path, and a home.
type kitchen struct {
	*box
	path string
}

func newKitchen(t *testing.T) *kitchen {
	b := emptyBox(t)
	b.ok("sample")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(b.dir, "bin")
	for _, dir := range []string{bin, filepath.Join(b.dir, "Backups")} {
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
	return []string{"HOME=" + k.dir, "PATH=" + k.path, "ENACTIVE_JOURNAL=" + k.journal(), "LC_ALL=C.UTF-8", clocktest.Environment(k.env.now())}
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

// cookAtTerminal types a command on a terminal, and then the passphrase that it asks for.
func (k *kitchen) cookAtTerminal(t *testing.T, r recipe) (out string) {
	p := shellIn(t, k.box, append(k.environment(), "PS1="), "sh")
	p.write("cd '" + k.folder(r.section) + "'; " + strings.TrimSpace(r.command) + "; echo; echo 'it' 'is done'\n")
	for _, step := range []struct{ sees, types string }{{"passphrase", filePassphrase + "\n"}, {"it is done", "exit\n"}} {
		for deadline := time.After(30 * time.Second); !strings.Contains(p.text(), step.sees); time.Sleep(10 * time.Millisecond) {
			select {
			case <-deadline:
				t.Fatalf("%q does not come; the screen shows\n%s", step.sees, p.text())
			default:
			}
		}
		p.write(step.types)
	}
	return p.text()
}

func TestRecipes(t *testing.T) {
	k := newKitchen(t)
	k.cookAll(t, recipesPage, 10)
	for _, name := range []string{"Backups/last.log", "Charts for a document/trend.svg"} {
		if info, err := os.Stat(filepath.Join(k.dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s is %v, %v", name, info, err)
		}
	}
}

// TestTheWaysToCapture runs the commands of the page about notes. Another computer is the folder of the test.
func TestTheWaysToCapture(t *testing.T) {
	k := newKitchen(t)
	k.file("bin/ssh", "#!/bin/sh\ncd \"$HOME\" && shift && exec sh -c \"$*\"\n")
	if err := os.Chmod(filepath.Join(k.dir, "bin", "ssh"), 0o700); err != nil {
		t.Fatal(err)
	}
	k.cookAll(t, capturePage, 8)
}

// cookAll runs the commands of a page, which has so many at least.
func (k *kitchen) cookAll(t *testing.T, page string, least int) {
	all := recipes(t, page)
	if len(all) < least {
		t.Fatalf("%s has %d commands", page, len(all))
	}
	for i, r := range all {
		t.Run(fmt.Sprintf("%d %s", i+1, r.section), func(t *testing.T) {
			if tool := r.missing(); tool != "" {
				t.Skipf("LEFT OUT: this recipe of %s was not tried, because %s is not installed", page, tool)
			}
			if strings.HasSuffix(r.needs, " on a terminal") {
				if out := k.cookAtTerminal(t, r); !strings.Contains(out, strings.TrimSpace(r.prints)) {
					t.Errorf("%s\nshows\n%s\nand the page says\n%s", r.command, out, r.prints)
				}
				return
			}
			out := k.cook(t, r)
			if out != "" && !strings.HasSuffix(out, "\n") {
				out += "\n"
			}
			if out != r.prints && (r.shows || out != "") {
				t.Errorf("%s\nprints\n%s\nand the page says\n%s", r.command, out, r.prints)
			}
		})
	}
}

func TestTheRecipesHaveOnlyCommandsThatAreTried(t *testing.T) {
	for _, file := range []string{recipesPage, capturePage} {
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		fences := strings.Count(string(page), "\n```") / 2
		shown := 0
		for _, r := range recipes(t, file) {
			if r.language != "sh" && r.language != "cron" {
				t.Errorf("a block is %s, which no test runs", r.language)
			}
			if shown++; r.shows {
				shown++
			}
		}
		if shown != fences {
			t.Errorf("%s has %d blocks, and %d were read", file, fences, shown)
		}
	}
}
