package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"enactive/journal"
	"enactive/journal/exchange"
)

// edit opens e as JSON in the person's editor, and saves the result.
func (s *session) edit(j *journal.Journal, e journal.Entry) (err error) {
	if s.env.terminal == nil {
		return misuse("there is no terminal for an editor; give flags such as --performance 70")
	}
	command, err := s.editor()
	if err != nil {
		return err
	}
	dir, err := s.privateFolder()
	if err != nil {
		return err
	}
	// A closed pipe would end the program at its next write, before it could clean up.
	pipes := make(chan os.Signal, 1)
	signal.Notify(pipes, syscall.SIGPIPE)
	defer signal.Stop(pipes)
	defer func() {
		if removeErr := os.RemoveAll(dir); removeErr != nil && err == nil {
			err = fmt.Errorf("the entry is saved, but removing the copy in %s failed, please remove it: %w", dir, removeErr)
		}
	}()
	before, err := editable(j, &e)
	if err != nil {
		return err
	}
	file := filepath.Join(dir, "entry.json")
	if err := os.WriteFile(file, before, 0o600); err != nil {
		return fmt.Errorf("writing the entry for the editor: %w", err)
	}
	for {
		if err := s.env.terminal.edit(s.ctx, command, file); err != nil {
			return err
		}
		after, err := readEdited(file)
		if err != nil {
			return err
		}
		if bytes.Equal(after, before) {
			s.note("Nothing was changed.")
			return nil
		}
		saved, err := s.saveObject(j, after, e)
		if err == nil {
			return s.printSaved(saved)
		}
		if err := s.editAgain(err); err != nil {
			return err
		}
	}
}

// readEdited reads the file that the editor wrote.
func readEdited(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading the entry from the editor: %w", err)
	}
	defer f.Close() // opened for reading only
	text, err := io.ReadAll(io.LimitReader(readText(f, "what the editor wrote"), maxObject))
	if err != nil && !errors.Is(err, exchange.ErrRejected) {
		return nil, fmt.Errorf("reading the entry from the editor: %w", err)
	}
	return text, err
}

// editAgain shows what is wrong with an entry and asks whether to edit it again. If the answer
// is no, it returns the error, and the typed text is discarded, as the question said.
func (s *session) editAgain(err error) error {
	err = objectError("", err)
	if !errors.Is(err, exchange.ErrRejected) && !errors.Is(err, journal.ErrSealed) {
		return err
	}
	s.warn("%s", sentence(err))
	answer, askErr := s.env.terminal.line(s.ctx, "Edit again? [Y/n] ")
	if askErr != nil && !errors.Is(askErr, io.EOF) {
		return askErr
	}
	if askErr != nil || strings.HasPrefix(strings.ToLower(strings.TrimSpace(answer)), "n") {
		return failed(exchange.ErrRejected, "nothing was saved")
	}
	return nil
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
