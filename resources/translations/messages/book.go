package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"enactive/journal/wording"
	"enactive/resources/translations"
	"enactive/resources/translations/source"
)

// book holds all messages and their uses in the code.
type book struct {
	root    string
	english map[string]wording.Message
	// translated holds the messages of each language except English, by its code.
	translated map[string]map[string]wording.Message
	// seen holds the hash of the English that each translation was made from, by language and id.
	seen map[string]map[string]string
	uses []source.Use
}

const (
	englishFile = "journal/wording/english.json"
	folder      = "resources/translations"
	seenFile    = folder + "/seen.json"
)

func open(root string) (*book, error) {
	b := &book{root: root, translated: map[string]map[string]wording.Message{}, seen: map[string]map[string]string{}}
	var err error
	if b.english, err = b.read(englishFile); err != nil {
		return nil, err
	}
	for _, l := range languages() {
		if b.translated[l], err = b.read(folder + "/" + l + ".json"); err != nil {
			return nil, err
		}
		b.seen[l] = map[string]string{}
	}
	raw, err := os.ReadFile(filepath.Join(root, seenFile))
	if err == nil {
		err = json.Unmarshal(raw, &b.seen)
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("reading %s: %w", seenFile, err)
	}
	b.uses, err = source.Uses(root)
	return b, err
}

func languages() []string {
	var codes []string
	for _, l := range translations.Languages() {
		if l.Code != "en" {
			codes = append(codes, l.Code)
		}
	}
	return codes
}

func (b *book) read(name string) (map[string]wording.Message, error) {
	raw, err := os.ReadFile(filepath.Join(b.root, name))
	if err != nil {
		return nil, err
	}
	all, err := wording.ReadMessages(raw)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return all, nil
}

// write writes all files, each sorted by id.
func (b *book) write() error {
	if err := b.put(englishFile, b.forms(b.english)); err != nil {
		return err
	}
	for l, all := range b.translated {
		if err := b.put(folder+"/"+l+".json", b.forms(all)); err != nil {
			return err
		}
	}
	return b.put(seenFile, b.seen)
}

func (b *book) put(name string, what any) error {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	if err := e.Encode(what); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(b.root, name), out.Bytes(), 0o644)
}

// forms converts messages to their form in a file. A counted message is an object in Japanese too,
// although Japanese has only one form for all numbers.
func (b *book) forms(all map[string]wording.Message) map[string]any {
	out := make(map[string]any, len(all))
	for id, m := range all {
		object := map[string]string{"other": m.Other}
		if m.One != "" {
			object["one"] = m.One
		}
		if m.Note != "" {
			object["description"] = m.Note
		}
		out[id] = object
		if len(object) == 1 && !b.english[id].IsCounted() {
			out[id] = m.Other
		}
	}
	return out
}

// mark hashes a message, to detect changes of the English.
func mark(m wording.Message) string {
	sum := sha256.Sum256([]byte(m.One + "\x00" + m.Other + "\x00" + m.Note))
	return hex.EncodeToString(sum[:4])
}

// report lists what is to be done, one line each. It returns an error if a message is missing, is
// not used, or lacks a translation.
func (b *book) report(w io.Writer) error {
	wrong := 0
	problem := func(format string, values ...any) {
		wrong++
		fmt.Fprintf(w, format+"\n", values...)
	}
	for _, line := range source.Wrong(b.uses, b.english) {
		problem("%s", line)
	}
	stale := 0
	for _, l := range languages() {
		for _, id := range slices.Sorted(maps.Keys(b.english)) {
			switch m, ok := b.translated[l][id]; {
			case !ok:
				problem("%s: %q is missing: %s", l, id, b.english[id].Other)
			case b.seen[l][id] != mark(b.english[id]):
				stale++
				fmt.Fprintf(w, "%s: %q is to be looked at\n\tnow  %s\n\t%s   %s\n", l, id, b.english[id].Other, l, m.Other)
			}
		}
		for _, id := range slices.Sorted(maps.Keys(b.translated[l])) {
			if _, ok := b.english[id]; !ok {
				problem("%s: %q is no message: remove it", l, id)
			}
		}
	}
	fmt.Fprintf(w, "%d messages in %d languages; %d translations are to be looked at\n", len(b.english), len(b.translated)+1, stale)
	if wrong > 0 {
		return fmt.Errorf("%d things are wrong", wrong)
	}
	return nil
}

// message reads a message from the command line: its text, or its forms for one and for other
// numbers.
func message(texts []string) (wording.Message, error) {
	switch len(texts) {
	case 1:
		return wording.Message{Other: texts[0]}, nil
	case 2:
		return wording.Message{One: texts[0], Other: texts[1]}, nil
	}
	return wording.Message{}, errors.New("give the text, or its form for one thing and that for other numbers")
}

// run carries out one command line.
func run(root string, words []string, w io.Writer) error {
	b, err := open(root)
	if err != nil {
		return err
	}
	if len(words) == 0 {
		return b.report(w)
	}
	verb, words := words[0], words[1:]
	switch {
	case verb == "add" && len(words) > 1:
		err = b.add(words[0], words[1:])
	case verb == "say" && len(words) > 2:
		err = b.say(words[0], words[1], words[2:])
	case verb == "rename" && len(words) == 2:
		err = b.rename(words[0], words[1])
	case verb == "remove" && len(words) == 1:
		err = b.remove(words[0])
	case verb == "looked" && len(words) > 0:
		err = b.markReviewed(words[0], words[1:])
	default:
		return fmt.Errorf("%q is no order; the head of %s/messages/main.go lists them", strings.Join(append([]string{verb}, words...), " "), folder)
	}
	if err != nil {
		return err
	}
	return b.write()
}

func (b *book) add(id string, texts []string) error {
	if _, ok := b.english[id]; ok {
		return fmt.Errorf("%q is there already", id)
	}
	if strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || id == "" {
		return fmt.Errorf("the id %q may hold small letters, digits and hyphens", id)
	}
	m, err := message(texts)
	b.english[id] = m
	return err
}

func (b *book) say(language, id string, texts []string) error {
	all, ok := b.translated[language]
	if _, there := b.english[id]; !ok || !there {
		return fmt.Errorf("there is no language %q, or no message %q", language, id)
	}
	m, err := message(texts)
	all[id], b.seen[language][id] = m, mark(b.english[id])
	return err
}

func (b *book) rename(id, to string) error {
	if _, ok := b.english[id]; !ok {
		return fmt.Errorf("there is no message %q", id)
	}
	if err := b.add(to, []string{"-"}); err != nil {
		return err
	}
	move(b.english, id, to)
	for l := range b.translated {
		move(b.translated[l], id, to)
		move(b.seen[l], id, to)
	}
	files := map[string][]source.Use{}
	for _, u := range b.uses {
		if u.ID == id {
			files[u.File] = append(files[u.File], u)
		}
	}
	for file, uses := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		slices.SortFunc(uses, func(a, b source.Use) int { return b.From - a.From })
		for _, u := range uses {
			text = slices.Concat(text[:u.From], []byte(`"`+to+`"`), text[u.To:])
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func move[T any](all map[string]T, id, to string) {
	if v, ok := all[id]; ok {
		all[to] = v
		delete(all, id)
	}
}

func (b *book) remove(id string) error {
	if _, ok := b.english[id]; !ok {
		return fmt.Errorf("there is no message %q", id)
	}
	for _, u := range b.uses {
		if u.ID == id {
			return fmt.Errorf("%s still says %q", u.At(), id)
		}
	}
	delete(b.english, id)
	for l := range b.translated {
		delete(b.translated[l], id)
		delete(b.seen[l], id)
	}
	return nil
}

// markReviewed marks translations as up to date: those with the given ids, or all of a language.
func (b *book) markReviewed(language string, ids []string) error {
	if b.translated[language] == nil {
		return fmt.Errorf("there is no language %q", language)
	}
	if len(ids) == 0 {
		ids = slices.Collect(maps.Keys(b.english))
	}
	for _, id := range ids {
		if _, ok := b.english[id]; !ok {
			return fmt.Errorf("there is no message %q", id)
		}
		b.seen[language][id] = mark(b.english[id])
	}
	return nil
}
