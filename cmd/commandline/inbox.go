package commandline

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/vault"
	"enactive/keyring"
)

// inboxFlag is the flag of commands that write a new entry.
type inboxFlag struct {
	Inbox bool `help:"Put it into the inbox, which needs no passphrase and works while the journal is open elsewhere; it is imported the next time the journal is opened, and marked with the tag inbox."`
}

// usesInbox reports whether an entry has to go through the inbox: because of the flag, or because
// there is no way to ask for the passphrase.
func (c *inboxFlag) usesInbox(s *session) (bool, error) {
	if c.Inbox || s.passphraseGiven() || s.env.terminal != nil || s.env.held != nil {
		return c.Inbox, nil
	}
	dir, err := s.folder()
	if err != nil {
		return false, err
	}
	info, err := vault.Inspect(dir)
	if err != nil || !info.Protected {
		return false, err
	}
	if info.Keyring {
		_, found := keyring.Find(info.ID)
		return !found, nil
	}
	return true, nil
}

// toInbox puts the entries of an add into the inbox of a journal that is locked or in use.
func (c *addCmd) toInbox(s *session, base journal.Entry) error {
	switch {
	case c.isGiven():
		return misuse("--set, --if-then, --answer, --came, --held and --helped need the journal open, and the inbox is for one that is locked or in use; leave them out and add them later with \"enact edit\"")
	case c.Edit:
		return misuse("--edit needs the journal open, and the inbox is for one that is locked or in use; leave one out")
	case c.Lines:
		return c.linesToInbox(s, base)
	case c.object():
		data, err := io.ReadAll(io.LimitReader(readText(s.in, standardInput), vault.MaxInboxDocument+1))
		if err != nil {
			return inputError(err)
		}
		return c.objectToInbox(s, data, base)
	}
	return c.intoInbox(s, "", base)
}

func (c *addCmd) linesToInbox(s *session, base journal.Entry) error {
	in := bufio.NewScanner(readText(s.in, standardInput))
	in.Buffer(make([]byte, 64<<10), vault.MaxInboxDocument)
	for n := 1; in.Scan(); n++ {
		text := bytes.TrimSpace(in.Bytes())
		if len(text) == 0 {
			continue
		}
		if c.text("time") == nil {
			base.Time = s.env.now()
		}
		if err := c.objectToInbox(s, text, base); err != nil {
			return failed(err, "standard input, line %d: %s; it and what follows were not saved", n, sentence(err))
		}
	}
	if err := in.Err(); err != nil {
		return inputError(err)
	}
	return nil
}

func (c *addCmd) objectToInbox(s *session, data []byte, base journal.Entry) error {
	e, area, err := exchange.ParseNewEntryJSON(data, s.env.now().Location(), base)
	const why = "the journal open, and the inbox is for one that is locked or in use; leave"
	switch field, wrong := journal.IsFieldError(err); {
	case wrong && field.Field == "measures":
		return rejected("measures need %s them out and add the values later with \"enact edit ID --set NAME=VALUE\"", why)
	case err != nil:
		return rejected("%s", describe.Error(err))
	case !e.Experiment.IsZero():
		return rejected("experiment needs %s it out, or write the try down later with \"enact add --experiment NAME\"", why)
	}
	return c.intoInbox(s, area, e)
}

func (c *addCmd) intoInbox(s *session, area string, e journal.Entry) error {
	if given := c.text("area"); area == "" && given != nil {
		area = *given
	}
	_, err := s.intoInbox(area, e)
	return err
}

// intoInbox puts an entry into the inbox, and says so.
func (s *session) intoInbox(area string, e journal.Entry) (journal.EntryID, error) {
	dir, err := s.folder()
	if err != nil {
		return "", err
	}
	id, err := journal.AddToInbox(dir, area, e, s.options())
	if field, wrong := journal.IsFieldError(err); wrong && field.Field == "area" && area == "" {
		return "", misuse("no area is named, and the areas cannot be read while the journal is locked or in use; give --area NAME")
	}
	if err != nil {
		return "", flagError(err)
	}
	s.print("saved ", string(id), " in the inbox\n")
	if err := s.out.Flush(); err != nil {
		return "", fmt.Errorf("the entry %s is in the inbox, but saying so failed: %w", id, err)
	}
	return id, nil
}

// orInbox tries the inbox if the journal is open in another program.
func (c *addCmd) orInbox(s *session, base journal.Entry, err error) error {
	noArea := c.text("area") == nil && !c.Lines && !c.object()
	if !errors.Is(err, vault.ErrInUse) || c.Edit || c.isGiven() || noArea {
		return err // without the journal areas and measures are unknown
	}
	return c.toInbox(s, base)
}
