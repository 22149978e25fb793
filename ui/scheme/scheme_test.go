//go:build unix

package scheme

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestTheSettingsOfADesktopAreRead(t *testing.T) {
	for _, c := range []struct {
		name  string
		env   map[string]string
		files map[string]string
		want  bool
	}{
		{"the default is light", nil, nil, false},
		{"GTK prefers dark", nil, map[string]string{".config/gtk-3.0/settings.ini": "[Settings]\ngtk-application-prefer-dark-theme = 1\n"}, true},
		{"GTK 4 prefers dark in a word", nil, map[string]string{".config/gtk-4.0/settings.ini": "[Settings]\ngtk-application-prefer-dark-theme=true\n"}, true},
		{"GTK prefers light", nil, map[string]string{".config/gtk-3.0/settings.ini": "[Settings]\ngtk-application-prefer-dark-theme=0\n"}, false},
		{"a dark theme by its name", nil, map[string]string{".config/gtk-3.0/settings.ini": "[Settings]\ngtk-theme-name=Adwaita-dark\n"}, true},
		{"a variable wins", map[string]string{"GTK_THEME": "Adwaita"}, map[string]string{".config/gtk-3.0/settings.ini": "[Settings]\ngtk-theme-name=Adwaita-dark\n"}, false},
		{"a variable sets a dark theme", map[string]string{"GTK_THEME": "Adwaita:dark"}, nil, true},
		{"KDE's windows are dark", nil, map[string]string{".config/kdeglobals": "[Colors:Window]\nBackgroundNormal=42,46,50\n"}, true},
		{"KDE's windows are light, whatever GTK's settings", map[string]string{"XDG_CURRENT_DESKTOP": "KDE"},
			map[string]string{".config/kdeglobals": "[Colors:Window]\nBackgroundNormal=239,240,241\n", ".config/gtk-3.0/settings.ini": "[Settings]\ngtk-application-prefer-dark-theme=1\n"}, false},
		{"KDE only names its colour scheme", nil, map[string]string{".config/kdeglobals": "[General]\nColorScheme=BreezeDark\n"}, true},
		{"a key in another section is ignored", nil, map[string]string{".config/gtk-3.0/settings.ini": "[Other]\ngtk-application-prefer-dark-theme=1\n"}, false},
		{"a binary file", nil, map[string]string{".config/kdeglobals": "\x00\xff=\n[[[\n"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			home := t.TempDir()
			for name, text := range c.files {
				path := filepath.Join(home, name)
				if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if got := Dark(func(name string) string { return c.env[name] }, home); got != c.want {
				t.Errorf("dark is %v, want %v", got, c.want)
			}
		})
	}
}

func TestAPipeInPlaceOfASettingsFileIsIgnored(t *testing.T) {
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, ".config"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(home, ".config", "kdeglobals"), 0o600); err != nil {
		t.Fatal(err)
	}
	if Dark(func(string) string { return "" }, home) {
		t.Error("a pipe is read as dark")
	}
}
