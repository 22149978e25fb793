//go:build ignore

// Gather writes licences.txt: the licences of the modules that the programs are built from, each
// text once, under the names of the modules that use it.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
)

func main() {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "enactive/cmd/...").Output()
	if err != nil {
		log.Fatal(err)
	}
	names := map[string][]string{} // names by text
	seen := map[string]bool{}
	add := func(name, file string) {
		text, err := os.ReadFile(file)
		if err != nil {
			log.Fatal(err)
		}
		key := strings.TrimSpace(string(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))))
		names[key] = append(names[key], name)
	}
	for _, line := range strings.Split(string(out), "\n") {
		name, dir, ok := strings.Cut(line, "\t")
		if !ok || seen[name] {
			continue
		}
		seen[name] = true
		file := licenceIn(dir)
		if file == "" {
			log.Fatalf("%s has no licence", name)
		}
		add(name, file)
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		log.Fatal(err)
	}
	add("The Go programming language", filepath.Join(strings.TrimSpace(string(goroot)), "LICENSE"))
	add("Noto Sans, Noto Serif", "../fonts/OFL.txt")
	add("Noto Sans JP", "../fonts/OFL-NotoSansJP.txt")
	var texts []string
	for text := range names {
		sort.Strings(names[text])
		texts = append(texts, text)
	}
	sort.Slice(texts, func(a, b int) bool { return names[texts[a]][0] < names[texts[b]][0] })
	var b strings.Builder
	for _, text := range texts {
		fmt.Fprintf(&b, "%s\n\n%s\n\n\n", strings.Join(names[text], "\n"), text)
	}
	if err := os.WriteFile("licences.txt", []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

func licenceIn(dir string) string {
	for _, pattern := range []string{"LICENSE*", "LICENCE*", "COPYING*", "License*", "license*"} {
		if found, _ := filepath.Glob(filepath.Join(dir, pattern)); len(found) > 0 {
			return found[0]
		}
	}
	return ""
}
