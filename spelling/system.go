package spelling

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"enactive/journal/regular"
)

// Source is a dictionary of the system that is not read yet.
type Source struct {
	// Language is its language and usually its country, such as "de_DE".
	Language string
	affixes  string
	list     string
	// aliases are other names of the same files, such as "de_AT".
	aliases []string
}

// Folders are where the dictionaries of a system are, given the value of an environment variable by
// its name: in the person's own data first, then in those of the system.
func Folders(env func(string) string) []string {
	var data []string
	if own := env("XDG_DATA_HOME"); filepath.IsAbs(own) {
		data = append(data, own)
	} else if home := env("HOME"); filepath.IsAbs(home) {
		data = append(data, filepath.Join(home, ".local", "share"))
	}
	system := env("XDG_DATA_DIRS")
	if system == "" {
		system = "/usr/local/share:/usr/share"
	}
	for dir := range strings.SplitSeq(system, ":") {
		if filepath.IsAbs(dir) {
			data = append(data, dir)
		}
	}
	var all []string
	for _, dir := range data {
		all = append(all, filepath.Join(dir, "hunspell"), filepath.Join(dir, "myspell"), filepath.Join(dir, "myspell", "dicts"))
	}
	return all
}

// Find returns the dictionaries in folders, by language. Of two for the same language the first counts.
func Find(folders []string) []Source {
	language := regexp.MustCompile(`^[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*$`)
	byFile, seen := map[string]*Source{}, map[string]bool{}
	var order []*Source
	for _, dir := range folders {
		files, err := os.ReadDir(dir)
		if err != nil {
			continue // most of them are not there
		}
		for _, f := range files {
			name, ok := strings.CutSuffix(f.Name(), ".dic")
			if !ok || !language.MatchString(name) {
				continue
			}
			code := strings.ReplaceAll(name, "-", "_")
			list, err1 := filepath.EvalSymlinks(filepath.Join(dir, f.Name()))
			affixes, err2 := filepath.EvalSymlinks(filepath.Join(dir, name+".aff"))
			if err1 != nil || err2 != nil || seen[code] {
				continue
			}
			seen[code] = true
			if s := byFile[list]; s != nil {
				s.aliases = append(s.aliases, code)
				continue
			}
			s := &Source{Language: code, affixes: affixes, list: list}
			byFile[list] = s
			order = append(order, s)
		}
	}
	var all []Source
	for _, s := range order {
		// The file's own name says more than that of the first link to it, such as "es_AR".
		own := strings.ReplaceAll(strings.TrimSuffix(filepath.Base(s.list), ".dic"), "-", "_")
		if i := slices.Index(s.aliases, own); i >= 0 {
			s.aliases[i], s.Language = s.Language, own
		}
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b Source) int { return cmp.Compare(a.Language, b.Language) })
	return all
}

// For returns the languages of the dictionaries that suit some languages, such as "de" or "de_AT.UTF-8",
// at most one for each: the one for the country, or else the usual one of the language.
func For(wanted []string, sources []Source) []string {
	var all []string
	for _, w := range wanted {
		w, _, _ = strings.Cut(w, ".")
		w, _, _ = strings.Cut(w, "@")
		w = strings.ReplaceAll(w, "-", "_")
		if code := suiting(w, sources); code != "" && !slices.Contains(all, code) {
			all = append(all, code)
		}
	}
	return all
}

func suiting(wanted string, sources []Source) string {
	plain, _, _ := strings.Cut(wanted, "_")
	usual := map[string]string{"en": "en_US", "pt": "pt_BR"}[plain]
	if usual == "" {
		usual = plain + "_" + strings.ToUpper(plain)
	}
	for _, code := range []string{wanted, plain, usual} {
		for _, s := range sources {
			if s.Language == code || slices.Contains(s.aliases, code) {
				return s.Language
			}
		}
	}
	for _, s := range sources {
		if first, _, _ := strings.Cut(s.Language, "_"); first == plain {
			return s.Language
		}
	}
	return ""
}

// Open reads the dictionary.
func (s Source) Open() (*Dictionary, error) {
	affixes, err := openRegular(s.affixes)
	if err != nil {
		return nil, err
	}
	defer affixes.Close()
	list, err := openRegular(s.list)
	if err != nil {
		return nil, err
	}
	defer list.Close()
	return Read(affixes, list)
}

// openRegular opens a file that is a file: a pipe would keep the program waiting.
func openRegular(path string) (io.ReadCloser, error) {
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return regular.OpenIn(root, filepath.Base(path))
}
