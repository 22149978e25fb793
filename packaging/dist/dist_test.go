package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestMain runs the tests where the program runs: at the root of the project.
func TestMain(m *testing.M) {
	if err := os.Chdir("../.."); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func someRelease() release {
	return release{
		version: "1.2.3+20260704", built: time.Date(2026, 7, 4, 23, 30, 0, 0, time.UTC),
		site: "https://example.org/enactive", author: "Jo Doe <jo@example.org>",
	}
}

// placement is a line of files.txt.
type placement struct{ mode, from, to string }

func placements(t *testing.T) []placement {
	t.Helper()
	var list []placement
	for line := range strings.Lines(read(t, "packaging/files.txt")) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		if len(f) != 3 {
			t.Fatalf("packaging/files.txt has the line %q", line)
		}
		list = append(list, placement{f[0], f[1], f[2]})
	}
	return list
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestEverythingInTheListIsThereOrMade(t *testing.T) {
	made := t.TempDir()
	if err := share(filepath.Join(made, "share"), someRelease()); err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{"build/enact": true, "build/enactive": true}
	for _, shell := range []string{"bash", "zsh", "fish"} {
		there["build/share/completions/"+shell] = true
	}
	taken := map[string]bool{}
	for _, p := range placements(t) {
		if taken[p.to] && !strings.HasSuffix(p.to, "/") {
			t.Errorf("two files become %s", p.to)
		}
		taken[p.to] = true
		if strings.HasSuffix(p.from, "/") != strings.HasSuffix(p.to, "/") {
			t.Errorf("a folder becomes a file in %s, or the other way round", p.to)
		}
		if program := strings.HasPrefix(p.to, "bin/"); program != (p.mode == "755") || !program && p.mode != "644" {
			t.Errorf("%s has the mode %s", p.to, p.mode)
		}
		from := p.from
		if there[from] {
			continue
		}
		if rest, ok := strings.CutPrefix(from, "build/"); ok {
			from = filepath.Join(made, rest)
		}
		if _, err := os.Stat(from); err != nil {
			t.Errorf("%s is neither in the project nor made: %v", p.from, err)
		}
	}
	for _, size := range iconSizes() {
		if place := fmt.Sprintf("share/icons/hicolor/%dx%[1]d/apps/app.enactive.Enactive.png", size); !taken[place] {
			t.Errorf("no icon is put at %s", place)
		}
		icon, err := png.Decode(strings.NewReader(read(t, filepath.Join(made, "share", "icons", fmt.Sprintf("%d.png", size)))))
		if err != nil {
			t.Fatal(err)
		}
		if b := icon.Bounds(); b.Dx() != size || b.Dy() != size {
			t.Errorf("the icon of %d pixels has %v", size, b)
		}
		if _, _, _, a := icon.At(0, 0).RGBA(); a > 0x2000 {
			t.Errorf("the icon of %d pixels has no round corners", size)
		}
	}
	if pages, _ := filepath.Glob(filepath.Join(made, "share", "man", "*.1")); len(pages) < 60 {
		t.Errorf("there are only %d manual pages", len(pages))
	}
}

// TestTheDesktopEntry holds what desktop-file-validate cannot know.
func TestTheDesktopEntry(t *testing.T) {
	text := read(t, "packaging/app.enactive.Enactive.desktop")
	identity := regexp.MustCompile(`(?m)^ *ID = "(.*)"`).FindStringSubmatch(read(t, "FyneApp.toml"))[1]
	for _, line := range []string{
		"Type=Application", "Name=Enactive", "Exec=enactive %f", "Icon=" + identity, "Terminal=false",
		// What xprop says of the window; packaging/dist/debian-test.sh asks it.
		"StartupWMClass=Enactive", "Exec=enactive --quick",
	} {
		if !strings.Contains(text, "\n"+line+"\n") {
			t.Errorf("it lacks %q", line)
		}
	}
	for _, key := range []string{"GenericName", "Comment", "Name"} {
		for _, language := range []string{"de", "es", "fr", "ja", "pt"} {
			if !strings.Contains(text, "\n"+key+"["+language+"]=") {
				t.Errorf("%s has no translation into %s", key, language)
			}
		}
	}
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if line != "" && !regexp.MustCompile(`^(\[[A-Za-z ]+\]|[A-Za-z]+(\[[a-z]+\])?=\S.*)$`).MatchString(line) {
			t.Errorf("line %d is %q", i+1, line)
		}
	}
	tool(t, "desktop-file-validate", "packaging/app.enactive.Enactive.desktop")
}

// component is what the tests read of the metadata.
type component struct {
	Type        string   `xml:"type,attr"`
	ID          string   `xml:"id"`
	Licence     string   `xml:"project_license"`
	Launchable  string   `xml:"launchable"`
	Summaries   []string `xml:"summary"`
	Binaries    []string `xml:"provides>binary"`
	Screenshots []struct {
		Caption string `xml:"caption"`
		Image   string `xml:"image"`
	} `xml:"screenshots>screenshot"`
	Releases []struct {
		Version string `xml:"version,attr"`
		Date    string `xml:"date,attr"`
		Type    string `xml:"type,attr"`
	} `xml:"releases>release"`
}

func TestTheMetadata(t *testing.T) {
	found, err := sections("# Changelog\n\n## Not released yet\n\n## 1.2.3 - 2026-06-01\n\n## 1.2.2 - 2026-05-01\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, site := range []string{"", "https://example.org/enactive"} {
		r := someRelease()
		r.site = site
		text := metainfo(read(t, metainfoFile), found, r)
		var c component
		if err := xml.Unmarshal(text, &c); err != nil {
			t.Fatal(err)
		}
		if c.Type != "desktop-application" || c.ID+".metainfo.xml" != filepath.Base(metainfoFile) || c.Launchable != c.ID+".desktop" || c.Licence != "MIT" {
			t.Errorf("it is of %q, a %s under %s, started by %s", c.ID, c.Type, c.Licence, c.Launchable)
		}
		if len(c.Summaries) != 6 || !slices.Equal(c.Binaries, []string{"enactive", "enact"}) {
			t.Errorf("it has %d summaries and the programs %q", len(c.Summaries), c.Binaries)
		}
		if got := fmt.Sprint(c.Releases); got != "[{1.2.3+20260704 2026-07-04 development} {1.2.3 2026-06-01 } {1.2.2 2026-05-01 }]" {
			t.Errorf("it has the releases %s", got)
		}
		if pictures := len(c.Screenshots); pictures != map[bool]int{true: 0, false: 5}[site == ""] {
			t.Errorf("with the site %q it has %d pictures", site, pictures)
		}
		for _, s := range c.Screenshots {
			name, ok := strings.CutPrefix(s.Image, site+"/pictures/")
			if _, err := os.Stat("docs/pictures/" + name); !ok || err != nil || s.Caption == "" {
				t.Errorf("the picture %s (%s) is not one of docs/pictures", s.Image, s.Caption)
			}
			if !strings.Contains(read(t, "packaging/dist.sh"), "docs/pictures/"+name) {
				t.Errorf("dist.sh does not take %s along", name)
			}
		}
		file := filepath.Join(t.TempDir(), filepath.Base(metainfoFile))
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
		tool(t, "appstreamcli", "validate", "--no-net", file)
	}
}

func TestAnInstalledTreeBetweenReleasesNamesTheLastOne(t *testing.T) {
	found, err := sections("## Not released yet\n## 1.2.3 - 2026-06-01\n")
	if err != nil {
		t.Fatal(err)
	}
	if list := releases(found, release{version: "1.2.3"}); len(list) != 1 || list[0].version != "1.2.3" {
		t.Errorf("it has the releases %v", list)
	}
}

func TestTheChangelog(t *testing.T) {
	found, err := sections("# Changelog\n\nWords.\n\n## Not released yet\n\nHeading\n\n- One thing,\n  on two lines.\n- Another.\n\n## 0.1.0 - 2026-01-02\n\n- First.\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%q", []any{found[0].version, found[0].changes, found[1].version, found[1].changes}); got !=
		`["" ["One thing, on two lines." "Another."] "0.1.0" ["First."]]` {
		t.Errorf("it is read as %s", got)
	}
	if _, err := sections("## Soon\n"); err == nil {
		t.Error("a heading that is no version is taken")
	}
	if _, err := readChangelog(); err != nil {
		t.Error(err)
	}
	file := filepath.Join(t.TempDir(), "changelog")
	if err := writeDebianChangelog(file, someRelease()); err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSuffix(read(t, file), "\n"), "\n") {
		if !regexp.MustCompile(`^(enactive \([0-9.+]+-1\) unstable; urgency=medium|  \* .*|    .*| -- Jo Doe <jo@example\.org>  \w{3}, \d\d \w{3} \d{4} 12:00:00 \+0000|)$`).MatchString(line) {
			t.Errorf("line %d of Debian's changelog is %q", i+1, line)
		}
	}
	tool(t, "dpkg-parsechangelog", "-l", file)
}

func TestTheVersionOfABuildBetweenReleases(t *testing.T) {
	var out bytes.Buffer
	if err := run([]string{"-epoch", "1783207800", "version"}, &out); err != nil {
		t.Fatal(err)
	}
	found, err := readChangelog()
	if err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile(`Version *= *"(.*)"`).FindStringSubmatch(read(t, "FyneApp.toml"))[1]
	if found[0].version == "" {
		want += "+20260704"
	} else if want != found[0].version {
		t.Errorf("FyneApp.toml has the version %s, and the changelog %s", want, found[0].version)
	}
	if out.String() != want+"\n" {
		t.Errorf("it is %q, want %q", out.String(), want)
	}
}

func TestAZipFileDependsOnItsFilesAlone(t *testing.T) {
	zipped := func(when time.Time, names ...string) []byte {
		folder := filepath.Join(t.TempDir(), "x")
		for _, name := range names {
			file := filepath.Join(folder, name)
			if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(name), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(file, when, when); err != nil {
				t.Fatal(err)
			}
		}
		out := filepath.Join(t.TempDir(), "x.zip")
		if err := zipFolder(out, folder, someRelease().built); err != nil {
			t.Fatal(err)
		}
		return []byte(read(t, out))
	}
	one := zipped(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), "a.exe", "b/c", "d")
	if other := zipped(time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), "d", "b/c", "a.exe"); !bytes.Equal(one, other) {
		t.Error("made another day in another order it is another one")
	}
}

func TestABillHasTheDateOfTheBuild(t *testing.T) {
	from, to := filepath.Join(t.TempDir(), "from"), filepath.Join(t.TempDir(), "to")
	if err := os.WriteFile(from, []byte(`{"bomFormat": "CycloneDX", "metadata": {"timestamp": "2001-01-01T00:00:00Z"}}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := fixBill(from, to, someRelease().built); err != nil {
		t.Fatal(err)
	}
	if text := read(t, to); !strings.Contains(text, `"timestamp": "2026-07-04T23:30:00Z"`) || !strings.Contains(text, `"bomFormat": "CycloneDX"`) {
		t.Errorf("it is %s", text)
	}
}

func TestTheManualPageOfTheWindowNamesItsFlags(t *testing.T) {
	page := strings.ReplaceAll(read(t, "packaging/man/enactive.1"), `\-`, "-")
	flags := regexp.MustCompile(`flags\.(?:Bool|String|Int|Duration)\("([a-z-]+)"`).FindAllStringSubmatch(read(t, "cmd/enactive/main.go"), -1)
	if len(flags) < 8 {
		t.Fatalf("only %d flags are found in cmd/enactive/main.go", len(flags))
	}
	for _, f := range flags {
		if !strings.Contains(page, `\fB--`+f[1]+`\fR`) {
			t.Errorf("it does not explain --%s", f[1])
		}
	}
	if n := strings.Count(page, `\fB--`) - 1; n != len(flags) { // --tour is named twice
		t.Errorf("it explains %d flags of %d", n, len(flags))
	}
}
