// Reader reads a journal of Enactive without any of its code. It was written from docs/format.md, which it proves to be enough:
// the standard library, the primitives of golang.org/x/crypto, a CBOR library and age are all that it uses.
//
//	reader [flags] FOLDER     a journal
//	reader [flags] FILE       a backup (.enactive), or another copy of store.db
//
// It prints each document as a line of JSON, and what is wrong to standard error. Nothing is written, but for -files. The status is 0
// if all is there, 1 if nothing could be read, and 3 if something is missing or damaged. Copy a journal first that a program may have open.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	var o options
	flag.StringVar(&o.passphrase, "passphrase-file", "", "`file` with the passphrase in its first line; - is standard input. Without it and -words-file: a journal without a passphrase")
	flag.StringVar(&o.words, "words-file", "", "`file` with the recovery words; needs -wordlist")
	flag.StringVar(&o.list, "wordlist", "", "`file` with the 2,048 English words of BIP 39, one a line")
	flag.StringVar(&o.only, "only", "", "read only one of both copies: `store` or log")
	flag.StringVar(&o.files, "files", "", "existing `folder` in which to write the attachments, in plain text, by their records")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	out := bufio.NewWriter(os.Stdout)
	missing, err := run(flag.Arg(0), o, os.Stdin, out, os.Stderr)
	if err = errors.Join(err, out.Flush()); err != nil {
		fmt.Fprintln(os.Stderr, "reader:", err)
		os.Exit(1)
	}
	if missing {
		os.Exit(3)
	}
}

type options struct{ passphrase, words, list, only, files string }

// readFile reads a file of a bounded size.
func readFile(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > most {
		return nil, fmt.Errorf("%w: %s is no file, or too large", errDamaged, path)
	}
	return os.ReadFile(path)
}

func (o options) credential(in io.Reader) (credential, error) {
	switch {
	case o.passphrase != "":
		text, err := []byte(nil), error(nil)
		if o.passphrase == "-" {
			text, err = io.ReadAll(io.LimitReader(in, 1<<16))
		} else {
			text, err = readFile(o.passphrase, 1<<16)
		}
		line, _, _ := strings.Cut(string(text), "\n")
		return passphrase(strings.TrimSuffix(line, "\r")), err
	case o.words != "":
		text, err := readFile(o.words, 1<<16)
		list, listErr := readFile(o.list, 1<<20)
		if err = errors.Join(err, listErr); err != nil {
			return credential{}, err
		}
		return recoveryWords(string(text), strings.Fields(string(list)))
	}
	return credential{kind: plainSlot}, nil
}

// copies is the bytes of the parts of a journal.
type copies struct {
	headers [][]byte
	store   []byte
	log     []segment
}

const mostStore = 8 << 30

// partsOf reads the parts of a journal, from "next" where they are there.
func partsOf(dir string) (j copies, err error) {
	info, err := os.Stat(dir)
	if err != nil {
		return j, err
	}
	if !info.IsDir() {
		j.store, err = readFile(dir, mostStore)
		return j, err
	}
	part := func(name string) string {
		if next := filepath.Join(dir, "next", name); exists(next) {
			return next
		}
		return filepath.Join(dir, name)
	}
	for _, name := range []string{"header.a", "header.b"} {
		if b, err := readFile(part(name), 65536); err == nil {
			j.headers = append(j.headers, b)
		}
	}
	j.store, _ = readFile(part("store.db"), mostStore)
	entries, _ := os.ReadDir(part("log"))
	for _, e := range entries {
		digits, ok := strings.CutSuffix(e.Name(), ".log")
		n, err := strconv.ParseUint(digits, 10, 64)
		if !ok || err != nil || fmt.Sprintf("%06d.log", n) != e.Name() {
			continue
		}
		if b, err := readFile(filepath.Join(part("log"), e.Name()), mostStore); err == nil {
			j.log = append(j.log, segment{n, b})
		}
	}
	slices.SortFunc(j.log, func(a, b segment) int { return cmp.Compare(a.number, b.number) })
	return j, nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// open opens the newest header.
func (j copies) open(c credential) (*keys, error) {
	headers := slices.Clone(j.headers)
	if f, err := openBolt(j.store); err == nil {
		if inner, err := f.bucket("h"); err == nil {
			headers = append(headers, bytes.Clone(inner["header"]))
		}
	}
	var newest *header
	failed := fmt.Errorf("%w: there is no key header", errDamaged)
	for _, raw := range headers {
		h, err := parseHeader(raw)
		if err != nil {
			failed = err
		} else if newest == nil || h.generation > newest.generation {
			newest = h
		}
	}
	if newest == nil {
		return nil, failed
	}
	return newest.open(c)
}

// records returns the records of a journal. The error says what is missing.
func (j copies) records(k *keys, only string) (records, error) {
	var store records
	var atStore head
	log := &replay{}
	storeErr, logErr := errors.New("not read"), errors.New("not read")
	if only != "log" {
		store, atStore, storeErr = k.readStore(j.store)
	}
	if only != "store" {
		log, logErr = k.readLog(j.log)
	}
	switch {
	case storeErr == nil && logErr == nil && !log.passed[atStore]:
		return store, errors.New("the store and the log are two states of the journal; this is the store, and -only log shows the other")
	case storeErr == nil && (logErr != nil || atStore.batch >= log.head.batch), only == "store":
		return store, storeErr
	case logErr == nil, only == "log":
		return log.all, logErr
	}
	all := records{}
	if log.head.batch > atStore.batch {
		maps.Copy(all, store)
		maps.Copy(all, log.all)
	} else {
		maps.Copy(all, log.all)
		maps.Copy(all, store)
	}
	return all, errors.Join(storeErr, logErr)
}

// run prints the documents of a journal. missing is set if not all are there.
func run(path string, o options, in io.Reader, out, problems io.Writer) (missing bool, err error) {
	c, err := o.credential(in)
	if err != nil {
		return false, err
	}
	j, err := partsOf(path)
	if err != nil {
		return false, err
	}
	k, err := j.open(c)
	if err != nil {
		return false, err
	}
	note := func(err error) {
		if err != nil {
			missing = true
			fmt.Fprintln(problems, "reader:", err)
		}
	}
	all, err := j.records(k, o.only)
	note(err)
	var docs []document
	add := func(id recordID, b []byte, err error) {
		var d document
		if err == nil {
			d, err = decode(b, 0)
		}
		if note(err); err == nil {
			d.Record = hex.EncodeToString([]byte(id))
			docs = append(docs, d)
		}
	}
	for id, value := range all {
		b, err := k.openRecord(id, value)
		add(id, b, err)
	}
	slices.SortFunc(docs, func(a, b document) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Record, b.Record)) })
	inbox, err := k.openInbox(filepath.Join(path, "inbox"))
	note(err)
	for _, b := range inbox {
		add("", b, nil)
	}
	folders := []string{filepath.Join(path, "files", "a"), filepath.Join(path, "files", "b"), filepath.Join(filepath.Dir(path), "enactive-files")}
	folders = append(folders, filepath.Join(filepath.Dir(path), "..", "files", "a"), filepath.Join(filepath.Dir(path), "..", "files", "b"))
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for _, d := range docs {
		if d.Kind == "attachment" {
			b, err := readAttachment(d.Doc, folders)
			if err != nil {
				err = fmt.Errorf("the attachment %v: %w", d.Doc["id"], err)
			}
			note(err)
			if err == nil && o.files != "" {
				// Not by its id: that is a text of the document, and could be a path.
				if err := os.WriteFile(filepath.Join(o.files, d.Record), b, 0o600); err != nil {
					return missing, err
				}
			}
		}
		if err := lines.Encode(d); err != nil {
			note(fmt.Errorf("%w: a number of %s %s: %w", errDamaged, d.Kind, d.Record, err))
		}
	}
	return missing, nil
}
