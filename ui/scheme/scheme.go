// Package scheme owns one question: does the desktop show dark colours?
//
// The toolkit asks the desktop's portal, and shows dark colours where none answers. Here
// the desktop's own files are read before, so that the first picture is right, and what
// nobody says is light, as it is on every desktop that was never changed.
package scheme

import (
	"bufio"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"enactive/journal/regular"
)

// maxSettings is the most bytes of a settings file that are read.
const maxSettings = 1 << 20

// Dark reads what the files and variables of the desktop say. home is the person's own
// folder; getenv returns environment variables. What says nothing is light.
func Dark(getenv func(string) string, home string) bool {
	if theme := getenv("GTK_THEME"); theme != "" {
		return strings.HasSuffix(strings.ToLower(theme), ":dark") || strings.HasSuffix(strings.ToLower(theme), "-dark")
	}
	config := getenv("XDG_CONFIG_HOME")
	if config == "" {
		config = filepath.Join(home, ".config")
	}
	kde := func() bool { return kdeDark(settings(filepath.Join(config, "kdeglobals"))) }
	gtk := func() bool {
		return gtkDark(settings(filepath.Join(config, "gtk-4.0", "settings.ini"))) || gtkDark(settings(filepath.Join(config, "gtk-3.0", "settings.ini")))
	}
	if strings.Contains(strings.ToUpper(getenv("XDG_CURRENT_DESKTOP")), "KDE") {
		return kde()
	}
	return gtk() || kde()
}

// settings reads a file of sections with keys and values, by "section/key"; a file that is
// missing or no such file says nothing.
func settings(path string) map[string]string {
	f, err := regular.OpenNamed(path)
	if err != nil {
		return nil
	}
	defer f.Close() // only read
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

// kdeDark goes by the colour of windows, and where it is not written down by the name of the
// colours.
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
