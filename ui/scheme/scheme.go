// Package scheme finds out whether the desktop shows dark colours.
//
// The toolkit asks the desktop's portal, and shows dark colours if there is no answer. This
// package reads the desktop's settings files first, so that the first picture is right, and the
// default is light, as on every desktop with unchanged settings.
package scheme

import (
	"bufio"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"enactive/journal/regular"
)

// maxSettings is the maximum number of bytes that are read from a settings file.
const maxSettings = 1 << 20

// Dark reads the desktop's settings from files and environment variables. home is the user's home
// folder; getenv returns environment variables. The default is light.
func Dark(getenv func(string) string, home string) bool {
	if theme := getenv("GTK_THEME"); theme != "" {
		return strings.HasSuffix(strings.ToLower(theme), ":dark") || strings.HasSuffix(strings.ToLower(theme), "-dark")
	}
	config := getenv("XDG_CONFIG_HOME")
	if config == "" {
		config = filepath.Join(home, ".config")
	}
	kde := func() bool { return kdeDark(readSettings(filepath.Join(config, "kdeglobals"))) }
	gtk := func() bool {
		return gtkDark(readSettings(filepath.Join(config, "gtk-4.0", "settings.ini"))) || gtkDark(readSettings(filepath.Join(config, "gtk-3.0", "settings.ini")))
	}
	if strings.Contains(strings.ToUpper(getenv("XDG_CURRENT_DESKTOP")), "KDE") {
		return kde()
	}
	return gtk() || kde()
}

// readSettings reads a file of sections with keys and values, by "section/key". A file that is missing
// or in another format gives no settings.
func readSettings(path string) map[string]string {
	f, err := regular.OpenNamed(path)
	if err != nil {
		return nil
	}
	defer f.Close() // opened for reading
	all, section := map[string]string{}, ""
	for lines := bufio.NewScanner(io.LimitReader(f, maxSettings)); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]") {
			section = line[1 : len(line)-1]
			continue
		}
		if key, value, ok := strings.Cut(line, "="); ok {
			all[section+"/"+strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return all
}

func gtkDark(s map[string]string) bool {
	switch strings.ToLower(s["Settings/gtk-application-prefer-dark-theme"]) {
	case "1", "true":
		return true
	}
	return strings.HasSuffix(strings.ToLower(s["Settings/gtk-theme-name"]), "-dark")
}

// kdeDark uses the background colour of windows, or the name of the colour scheme if that colour
// is not set.
func kdeDark(s map[string]string) bool {
	parts := strings.Split(s["Colors:Window/BackgroundNormal"], ",")
	if len(parts) < 3 {
		return strings.Contains(strings.ToLower(s["General/ColorScheme"]), "dark")
	}
	var sum int
	for _, p := range parts[:3] {
		n, err := strconv.Atoi(strings.TrimSpace(p))
		if err != nil {
			return false
		}
		sum += n
	}
	return sum < 3*128
}
