package commandline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/entryform"
	"enactive/journal/exchange"
	"enactive/journal/regular"
	"enactive/plaincopy"
)

// draft is an entry in an editor.
type draft struct {
	name string // of the file
	text []byte
	// save saves what was typed. A mistake in it is a *badObject.
	save func(typed []byte) (*journal.Entry, error)
	// isEmpty reports whether what was typed is nothing; nil if it always is something.
	isEmpty func(typed []byte) bool
	// marked returns what was typed with a comment about the mistake; nil if it has no comments.
	marked func(typed []byte, mistake *badObject) []byte
}

// edit opens e in the person's editor, as a form or as JSON, and saves the result.
func (s *session) edit(j *journal.Journal, e journal.Entry, asJSON bool) (err error) {
	if s.env.terminal == nil {
		return misuse("there is no terminal for an editor; give flags such as --performance 70")
	}
	command, err := s.editor()
	if err != nil {
		return err
	}
	d := s.formDraft(j, e)
	if asJSON {
		if d, err = s.jsonDraft(j, e); err != nil {
			return err
		}
	}
	// A closed pipe would end the program at its next write, before it could clean up.
	pipes := make(chan os.Signal, 1)
	signal.Notify(pipes, syscall.SIGPIPE)
	defer signal.Stop(pipes)
	file, err := s.privateParents().MakeDraft(d.name, d.text)
	if err != nil {
		return fmt.Errorf("writing the entry for the editor: %w", err)
	}
	dir := filepath.Dir(file)
	finished, err := s.editDraft(command, file, d)
	if !finished && s.keepTyped(dir, d) {
		return err
	}
	if removeErr := os.RemoveAll(dir); removeErr != nil && err == nil {
		err = fmt.Errorf("the entry is saved, but removing the copy in %s failed, please remove it: %w", dir, removeErr)
	}
	return err
}

// editDraft opens the editor until the draft is saved or given up. It is finished then; otherwise
// what was typed is still wanted.
func (s *session) editDraft(command, file string, d draft) (finished bool, err error) {
	for {
		if err := s.env.terminal.edit(s.ctx, command, file); err != nil {
			return false, err
		}
		typed, err := readEdited(file)
		if err == nil {
			switch {
			case bytes.Equal(withoutMarks(typed), d.text):
				s.note("Nothing was changed, and nothing was saved.")
				return true, nil
			case d.isEmpty != nil && d.isEmpty(typed):
				s.note("The form is empty, and nothing was saved.")
				return true, nil
			}
			var saved *journal.Entry
			if saved, err = d.save(typed); err == nil {
				return true, s.printSaved(saved)
			}
		}
		again, askErr := s.editAgain(err)
		switch {
		case askErr != nil:
			return false, askErr
		case !again:
			return true, failed(exchange.ErrRejected, "nothing was saved")
		}
		if mistake, ok := errors.AsType[*badObject](err); ok && d.marked != nil {
			if err := os.WriteFile(file, d.marked(typed, mistake), 0o600); err != nil {
				return false, fmt.Errorf("writing the entry for the editor: %w", err)
			}
		}
	}
}

// keepTyped keeps the folder with what was typed if it could not be saved, under a name that
// no sweep takes, and says where. It reports whether there was anything to keep.
func (s *session) keepTyped(dir string, d draft) bool {
	typed, err := readRaw(filepath.Join(dir, d.name))
	if err == nil && bytes.Equal(withoutMarks(typed), d.text) || errors.Is(err, fs.ErrNotExist) {
		return false
	}
	s.sayKept(filepath.Join(plaincopy.Keep(dir), d.name))
	return true
}

func (s *session) sayKept(where string) {
	s.warn("what you typed is not saved; it is in %s, which only you can read: delete it when you do not need it any more", where)
}

// keepLost keeps what was typed into a file whose holder ended before it could save or keep it.
func (s *session) keepLost(file string) {
	if dir := filepath.Dir(file); plaincopy.IsTyped(dir) {
		s.sayKept(plaincopy.TextIn(plaincopy.Keep(dir), filepath.Base(file)))
	}
}

// sweep removes the plain copies that killed programs left. What was typed into one stays, and is moved to
// where it lasts as soon as somebody can read where.
func (s *session) sweep() {
	places := s.privateParents()
	if s.env.stderrIsTerminal {
		for _, dir := range places.KeepTyped() {
			s.warn("an earlier command was broken off before what was typed in the editor was saved; it is in %s, which only you can read: delete it when you do not need it any more", plaincopy.TextIn(dir, formFile, jsonFile))
		}
	}
	places.Sweep(false)
}

// The names of the files in an editor.
const (
	formFile = "entry.txt"
	jsonFile = "entry.json"
)

// readEdited reads the file that the editor wrote.
func readEdited(file string) ([]byte, error) {
	raw, err := readRaw(file)
	if err != nil {
		return nil, fmt.Errorf("reading the entry from the editor: %w", err)
	}
	text, err := io.ReadAll(readText(bytes.NewReader(raw), "what the editor wrote"))
	switch {
	case err != nil && !errors.Is(err, exchange.ErrRejected):
		return nil, fmt.Errorf("reading the entry from the editor: %w", err)
	case len(text) > maxObject:
		return nil, rejected("what the editor wrote is longer than %d MiB, which no entry is", maxObject>>20)
	}
	return text, err
}

// readRaw reads a file as far as one byte beyond the longest that is taken. It waits for no pipe.
func readRaw(file string) ([]byte, error) {
	f, err := regular.OpenNamed(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() // opened for reading only
	return io.ReadAll(io.LimitReader(f, maxObject+1))
}

// editAgain shows what is wrong with an entry and asks whether to edit it again. Its error is err
// itself if editing does not help, or why there was no answer.
func (s *session) editAgain(err error) (again bool, _ error) {
	err = objectError("", err)
	if !errors.Is(err, exchange.ErrRejected) && !errors.Is(err, journal.ErrSealed) {
		return false, err
	}
	s.warn("%s", sentence(err))
	answer, askErr := s.env.terminal.line(s.ctx, "Edit again? No discards what you typed. [Y/n] ")
	if errors.Is(askErr, io.EOF) {
		return false, failed(exchange.ErrRejected, "there was no answer, and nothing was saved")
	}
	return !strings.HasPrefix(strings.ToLower(strings.TrimSpace(answer)), "n"), askErr
}

// formDraft is an entry as a form.
func (s *session) formDraft(j *journal.Journal, e journal.Entry) draft {
	o := entryform.Options{Fields: fieldsByFlag(), AreaNamed: j.AreaNamed, MeasureNamed: j.MeasureNamed, Here: s.env.now().Location(),
		Moment: func(field, text string, e *journal.Entry) (time.Time, error) {
			return s.moment(field, text, e.Time, isAhead(field, e))
		}}
	for _, a := range j.Areas() {
		if !a.Archived || a.ID == e.Area {
			o.Areas = append(o.Areas, a)
		}
	}
	for _, m := range j.Measures() {
		if !m.OfDay && (!m.Archived || journal.ValueOf(e.Measures, m.ID).IsSet()) {
			o.Measures = append(o.Measures, m)
		}
	}
	return draft{
		name: formFile, text: []byte(entryform.Write(&e, o)),
		isEmpty: func(typed []byte) bool { return entryform.IsBlank(string(typed)) },
		marked:  markedForm,
		save: func(typed []byte) (*journal.Entry, error) {
			changed, lines, err := entryform.Read(string(typed), e, o)
			if wrong, ok := errors.AsType[*entryform.Error](err); ok {
				if wrong.Err != nil {
					return nil, &badObject{err: wrong.Err, line: wrong.Line}
				}
				return nil, &badObject{err: errors.New(wrong.Problem), line: wrong.Line}
			}
			saved, err := s.storeFrom(j, &e, changed)
			if f, wrong := journal.IsFieldError(err); wrong {
				return nil, &badObject{err: err, line: lines[f.Field]}
			}
			return saved, err
		},
	}
}

// mark begins the comment above a line with a mistake.
const mark = "#! "

// markedForm puts a comment about a mistake above its line, in place of earlier ones.
func markedForm(typed []byte, mistake *badObject) []byte {
	var b bytes.Buffer
	comment := func() { b.WriteString(mark + oneLine(describe.Error(mistake.err)) + "\n") }
	if mistake.line == 0 {
		comment()
	}
	n := 0
	for l := range bytes.Lines(typed) {
		if n++; n == mistake.line {
			comment()
		}
		if !bytes.HasPrefix(l, []byte(mark)) {
			b.Write(l)
		}
	}
	return b.Bytes()
}

// withoutMarks returns what was typed without the comments of markedForm.
func withoutMarks(typed []byte) []byte {
	var b bytes.Buffer
	for l := range bytes.Lines(typed) {
		if !bytes.HasPrefix(l, []byte(mark)) {
			b.Write(l)
		}
	}
	return b.Bytes()
}

// jsonDraft is an entry as JSON.
func (s *session) jsonDraft(j *journal.Journal, e journal.Entry) (draft, error) {
	text, err := editable(j, &e)
	return draft{name: jsonFile, text: text, save: func(typed []byte) (*journal.Entry, error) { return s.saveObject(j, typed, e) }}, err
}

// editable returns e as JSON, one field per line, including empty fields so that they can be filled in.
func editable(j *journal.Journal, e *journal.Entry) ([]byte, error) {
	known, err := marshal(exchange.EntryJSON(j, e))
	if err != nil {
		return nil, err
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(known, &fields); err != nil {
		return nil, fmt.Errorf("preparing the entry for the editor: %w", err)
	}
	var lines []string
	for _, name := range exchange.Columns() {
		switch name {
		case "id", "created", "modified":
			continue
		}
		value, ok := fields[name]
		if !ok {
			value = emptyField(name)
		}
		var pretty bytes.Buffer
		if err := json.Indent(&pretty, value, "  ", "  "); err != nil {
			return nil, fmt.Errorf("preparing the entry for the editor: %w", err)
		}
		lines = append(lines, fmt.Sprintf("  %q: %s", name, pretty.Bytes()))
	}
	return []byte("{\n" + strings.Join(lines, ",\n") + "\n}\n"), nil
}

func emptyField(name string) json.RawMessage {
	switch name {
	case "obstacles", "sacrifices", "lessons", "strategies", "people", "tags":
		return json.RawMessage("[]")
	case "performance", "stress", "stress_expected", "difficulty", "effort", "luck", "efficacy_before", "efficacy_after":
		return json.RawMessage("null")
	}
	return json.RawMessage(`""`)
}

func (s *session) editor() (string, error) {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if command := strings.TrimSpace(s.env.getenv(name)); command != "" {
			return command, nil
		}
	}
	for _, name := range []string{"editor", "nano", "vi", "notepad"} {
		if _, err := exec.LookPath(name); err == nil {
			return name, nil
		}
	}
	return "", failed(nil, "no editor was found; name yours in the environment variable EDITOR")
}
