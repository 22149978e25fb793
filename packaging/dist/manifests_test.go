package main

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// filled returns a folder with the manifests of a release.
func filled(t *testing.T, r release) string {
	t.Helper()
	from := t.TempDir()
	for _, name := range []string{
		"enactive-%s-linux-amd64.tar.gz", "enactive-%s-windows-amd64.zip", "enact-%s-linux-amd64.tar.gz",
		"enact-%s-linux-arm64.tar.gz", "enact-%s-darwin-amd64.tar.gz", "enact-%s-darwin-arm64.tar.gz",
	} {
		name = fmt.Sprintf(name, r.version)
		if err := os.WriteFile(filepath.Join(from, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(read(t, "packaging/dist.sh"), strings.SplitAfter(name, "-")[0]+"$version-") {
			t.Errorf("dist.sh makes no %s", name)
		}
	}
	into := t.TempDir()
	if err := manifests(from, into, r); err != nil {
		t.Fatal(err)
	}
	return into
}

func parsed(t *testing.T, file string) map[string]any {
	t.Helper()
	var values map[string]any
	if err := yaml.Unmarshal([]byte(read(t, file)), &values); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return values
}

func TestEachManifestIsWrittenForItsArchives(t *testing.T) {
	r := someRelease()
	into := filled(t, r)
	var want []string
	for name, place := range manifestFiles() {
		want = append(want, place.to)
		if _, err := os.Stat(filepath.Join(manifestFolder, name)); err != nil {
			t.Error(err)
		}
		if text := read(t, filepath.Join(into, place.to)); strings.Contains(text, "{{") || strings.Contains(text, "<no value>") {
			t.Errorf("%s is not filled in:\n%s", place.to, text)
		}
	}
	slices.Sort(want)
	if got := filesIn(t, into); !slices.Equal(got, want) {
		t.Errorf("there are %q, want %q", got, want)
	}
	if got := filesIn(t, filled(t, release{version: r.version})); !slices.Equal(got, []string{"app.enactive.Enactive.yml"}) {
		t.Errorf("without an address there are %q", got)
	}
}

// TestTheSandboxHasNoNetworkAndNoHome is about what the Flatpak may do.
func TestTheSandboxHasNoNetworkAndNoHome(t *testing.T) {
	m := parsed(t, filepath.Join(filled(t, someRelease()), "app.enactive.Enactive.yml"))
	for key, want := range map[string]string{
		"id": "app.enactive.Enactive", "command": "enactive", "runtime": "org.freedesktop.Platform", "sdk": "org.freedesktop.Sdk",
	} {
		if m[key] != want {
			t.Errorf("its %s is %v, want %s", key, m[key], want)
		}
	}
	for _, a := range m["finish-args"].([]any) {
		allowed := []string{"--socket=x11", "--share=ipc", "--device=dri"}
		bus := strings.HasPrefix(a.(string), "--talk-name=org.") || a == "--system-talk-name=org.freedesktop.login1"
		if !bus && !slices.Contains(allowed, a.(string)) {
			t.Errorf("it asks for %v", a)
		}
	}
	source := m["modules"].([]any)[0].(map[string]any)["sources"].([]any)[0].(map[string]any)
	name := "enactive-1.2.3+20260704-linux-amd64.tar.gz"
	if source["path"] != name || source["sha256"] != fmt.Sprintf("%x", sha256.Sum256([]byte(name))) || source["url"] != nil {
		t.Errorf("it is made from %v", source)
	}
}

// TestTheManifestsOfWinget has the keys that the schemas of winget require.
func TestTheManifestsOfWinget(t *testing.T) {
	folder := filepath.Join(filled(t, someRelease()), "winget")
	for file, keys := range map[string]string{
		"Enactive.Enactive.yaml":              "DefaultLocale",
		"Enactive.Enactive.installer.yaml":    "Installers InstallerType NestedInstallerType NestedInstallerFiles",
		"Enactive.Enactive.locale.en-US.yaml": "PackageLocale Publisher PackageName License ShortDescription",
	} {
		m := parsed(t, filepath.Join(folder, file))
		for _, key := range append(strings.Fields(keys), "PackageIdentifier", "PackageVersion", "ManifestType", "ManifestVersion") {
			if m[key] == nil {
				t.Errorf("%s lacks %s: it has %q", file, key, slices.Sorted(maps.Keys(m)))
			}
		}
		kind := map[string]string{"Enactive.Enactive.yaml": "version", "Enactive.Enactive.installer.yaml": "installer", "Enactive.Enactive.locale.en-US.yaml": "defaultLocale"}[file]
		if m["ManifestType"] != kind || m["PackageIdentifier"] != "Enactive.Enactive" || m["PackageVersion"] != "1.2.3+20260704" {
			t.Errorf("%s is a %v of %v %v", file, m["ManifestType"], m["PackageIdentifier"], m["PackageVersion"])
		}
	}
	m := parsed(t, filepath.Join(folder, "Enactive.Enactive.installer.yaml"))
	installer := m["Installers"].([]any)[0].(map[string]any)
	name := "enactive-1.2.3+20260704-windows-amd64.zip"
	if installer["InstallerUrl"] != "https://example.org/enactive/"+name || installer["InstallerSha256"] != fmt.Sprintf("%X", sha256.Sum256([]byte(name))) || installer["Architecture"] != "x64" {
		t.Errorf("it installs %v", installer)
	}
	inside := m["NestedInstallerFiles"].([]any)[0].(map[string]any)["RelativeFilePath"]
	if inside != strings.TrimSuffix(name, ".zip")+`\enactive.exe` {
		t.Errorf("it looks for %v in the archive", inside)
	}
}

func TestTheFormulaOfHomebrew(t *testing.T) {
	file := filepath.Join(filled(t, someRelease()), "homebrew", "enact.rb")
	text := read(t, file)
	for _, system := range []string{"darwin-arm64", "darwin-amd64", "linux-arm64", "linux-amd64"} {
		name := "enact-1.2.3+20260704-" + system + ".tar.gz"
		want := fmt.Sprintf("url \"https://example.org/enactive/%s\"\n      sha256 \"%x\"\n", name, sha256.Sum256([]byte(name)))
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %s", want)
		}
	}
	for _, part := range []string{"class Enact < Formula\n", "  desc \"", "  homepage \"", "  license \"MIT\"", "  def install\n", "  test do\n"} {
		if !strings.Contains(text, part) {
			t.Errorf("it lacks %q", part)
		}
	}
	tool(t, "ruby", "-c", file)
}
