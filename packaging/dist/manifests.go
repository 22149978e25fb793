package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"time"
)

const manifestFolder = "packaging/dist/manifests"

// archive is a file that a manifest names.
type archive struct{ Name, Sum string }

// Upper is the sum as winget writes it.
func (a archive) Upper() string { return strings.ToUpper(a.Sum) }

// Folder is the one folder in the archive.
func (a archive) Folder() string {
	return strings.TrimSuffix(strings.TrimSuffix(a.Name, ".zip"), ".tar.gz")
}

// manifestFiles returns where each manifest goes, and whether it names an address.
func manifestFiles() map[string]struct {
	to   string
	site bool
} {
	type place = struct {
		to   string
		site bool
	}
	return map[string]place{
		"app.enactive.Enactive.yml":           {"app.enactive.Enactive.yml", false},
		"enact.rb":                            {"homebrew/enact.rb", true},
		"Enactive.Enactive.yaml":              {"winget/Enactive.Enactive.yaml", true},
		"Enactive.Enactive.installer.yaml":    {"winget/Enactive.Enactive.installer.yaml", true},
		"Enactive.Enactive.locale.en-US.yaml": {"winget/Enactive.Enactive.locale.en-US.yaml", true},
	}
}

// manifests writes the manifests of other package managers for the archives in a folder. Those that need an
// address are not written without a site.
func manifests(from, into string, r release) error {
	values := map[string]any{"Site": r.site, "Version": r.version, "Day": r.built.Format(time.DateOnly)}
	for key, name := range map[string]string{
		"Linux": "enactive-%s-linux-amd64.tar.gz", "Windows": "enactive-%s-windows-amd64.zip",
		"LinuxIntel": "enact-%s-linux-amd64.tar.gz", "LinuxARM": "enact-%s-linux-arm64.tar.gz",
		"DarwinIntel": "enact-%s-darwin-amd64.tar.gz", "DarwinARM": "enact-%s-darwin-arm64.tar.gz",
	} {
		name = fmt.Sprintf(name, r.version)
		text, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			return err
		}
		sum := sha256.Sum256(text)
		values[key] = archive{name, hex.EncodeToString(sum[:])}
	}
	for name, place := range manifestFiles() {
		if place.site && r.site == "" {
			continue
		}
		t, err := template.New(name).Option("missingkey=error").ParseFiles(filepath.Join(manifestFolder, name))
		if err != nil {
			return fmt.Errorf("the manifest %s: %w", name, err)
		}
		var b bytes.Buffer
		if err := t.Execute(&b, values); err != nil {
			return fmt.Errorf("the manifest %s: %w", name, err)
		}
		to := filepath.Join(into, place.to)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
