package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"filippo.io/age"

	"enactive/journal/fault"
	"enactive/journal/regular"
	"enactive/journal/vault/internal/seal"
)

// The inbox accepts documents while the journal is locked or open elsewhere: age files
// encrypted to the public key in the header. Anyone with write access to the folder can add
// files, so callers should mark documents from the inbox. Anyone who can change the header of
// a locked journal can also replace that key, and read documents added after that.
const (
	inboxName   = "inbox"
	inboxSuffix = ".age"

	// MaxInboxDocument is the maximum size of a document in the inbox, in bytes.
	MaxInboxDocument = 1 << 20
	// MaxInbox is the maximum number of documents in the inbox.
	MaxInbox = 1000
)

// ErrInboxFull is returned when the inbox holds MaxInbox documents.
const ErrInboxFull fault.Class = "the inbox is full"

// SealForInbox encrypts a document for the inbox of the journal in dir, without its key, and
// returns the contents of the inbox file. It writes nothing.
func SealForInbox(dir string, doc []byte) ([]byte, error) {
	sealed, _, err := sealForInbox(dir, doc)
	return sealed, err
}

// inboxHeader returns the newest header of the journal in dir.
func inboxHeader(dir string) (*seal.Header, error) {
	copies, err := findHeaders(dir)
	if err != nil {
		return nil, explain(err, dir, opAddingToInbox)
	}
	if format := newer(copies); format != 0 {
		return nil, tooNew(dir, format)
	}
	good := ranked(copies)
	if len(good) == 0 {
		return nil, &fault.Error{Class: ErrDamaged, Kind: "the-key-headers-of-the-journal", Thing: dir}
	}
	return good[0].header, nil
}

func sealForInbox(dir string, doc []byte) ([]byte, *seal.Header, error) {
	if len(doc) > MaxInboxDocument {
		return nil, nil, fmt.Errorf("an entry of %d bytes is too long for the inbox, which takes up to %d", len(doc), MaxInboxDocument)
	}
	header, err := inboxHeader(dir)
	if err != nil {
		return nil, nil, err
	}
	sealed, err := sealTo(header.Recipient, doc)
	return sealed, header, err
}

func sealTo(key string, doc []byte) ([]byte, error) {
	recipient, err := age.ParseX25519Recipient(key)
	if err != nil {
		return nil, fmt.Errorf("reading the key of the inbox: %w", err)
	}
	var b bytes.Buffer
	w, err := age.Encrypt(&b, recipient)
	if err != nil {
		return nil, fmt.Errorf("sealing for the inbox: %w", err)
	}
	if _, err := w.Write(doc); err != nil {
		return nil, fmt.Errorf("sealing for the inbox: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("sealing for the inbox: %w", err)
	}
	return b.Bytes(), nil
}

// PutIntoInbox encrypts a document into the inbox of the journal in dir, without its key. name
// must be new and consist of letters and digits; documents are read in the order of their names.
func PutIntoInbox(dir, name string, doc []byte) error {
	sealed, header, err := sealForInbox(dir, doc)
	if err != nil {
		return err
	}
	to := filepath.Join(dir, inboxName)
	switch err := os.Mkdir(to, 0o700); {
	case errors.Is(err, fs.ErrExist):
	case err != nil:
		return explain(err, dir, opAddingToInbox)
	default: // the new folder itself has to be there after a power cut
		if err := syncFolder(dir); err != nil {
			return explain(err, dir, opAddingToInbox)
		}
	}
	names, err := inboxNames(to)
	if err != nil {
		return explain(err, dir, opAddingToInbox)
	}
	if len(names) >= MaxInbox {
		return &fault.Error{Class: ErrInboxFull, Kind: "the-inbox-of-the-journal-in-folder", Thing: dir, Values: fault.V{"N": len(names)}}
	}
	door, err := openInboxTarget(dir, header)
	if err == nil {
		err = writeFile(filepath.Join(to, name+inboxSuffix), sealed)
	}
	if err != nil {
		return explain(err, dir, opAddingToInbox)
	}
	return door.checkArrival(name, sealed)
}

// inboxTarget identifies the folder of a journal and its inbox.
type inboxTarget struct {
	dir    string
	at     [2]os.FileInfo
	header *seal.Header
}

func openInboxTarget(dir string, header *seal.Header) (d inboxTarget, err error) {
	d = inboxTarget{dir: dir, header: header}
	for i, path := range []string{dir, filepath.Join(dir, inboxName)} {
		if d.at[i], err = os.Stat(path); err != nil {
			return d, err
		}
	}
	return d, nil
}

// checkArrival checks that a file of the inbox is in the current folder of a journal that can open
// it: another program may have replaced the folder meanwhile. A file that is missing from the
// same inbox was imported by a program that has the journal open.
func (d inboxTarget) checkArrival(name string, sealed []byte) error {
	now, err := openInboxTarget(d.dir, d.header)
	if err == nil && !(os.SameFile(d.at[0], now.at[0]) && os.SameFile(d.at[1], now.at[1])) {
		err = errReplaced
	}
	if err == nil {
		now.header, err = inboxHeader(d.dir)
	}
	if err == nil && (now.header.Vault != d.header.Vault || now.header.Generation < d.header.Generation) {
		err = errReplaced
	}
	if err == nil {
		found, readErr := readInboxFile(filepath.Join(d.dir, inboxName, name+inboxSuffix))
		if readErr == nil && !bytes.Equal(found, sealed) {
			err = errReplaced
		}
		if readErr != nil && !errors.Is(readErr, fs.ErrNotExist) {
			err = readErr
		}
	}
	if errors.Is(err, errReplaced) || errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrNoJournal) {
		return &fault.Error{Class: ErrReplaced, Kind: "another-program-replaced-the-journal", Thing: d.dir, Err: err}
	}
	return explain(err, d.dir, opAddingToInbox)
}

func inboxNames(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), inboxSuffix); ok && e.Type().IsRegular() && !strings.HasPrefix(name, ".") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// InboxDocument is the contents of one file of the inbox.
type InboxDocument struct {
	Name string
	Doc  []byte
}

// inboxTries is the maximum number of inbox files examined in one round; the rest wait for the
// next round, so that a folder full of garbage does not delay opening for long.
const inboxTries = 2 * MaxInbox

// inboxBytes is the maximum number of bytes of invalid files read in one round.
const inboxBytes = 64 << 20

// inboxOrder sorts names given by this program before all others, so that garbage does not
// delay entries.
func inboxOrder(name string) string {
	const letters = 26 // of an entry's id
	if len(name) == letters && strings.Trim(name, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == "" {
		return "0" + name
	}
	return "1" + name
}

// inboxRound is the approximate number of bytes of documents that Inbox opens at once.
const inboxRound = 16 << 20

// Inbox opens the documents in the inbox that come after one, as many as memory is asked
// for at once; an empty after begins a round, of up to 2,000 files, and an empty next ends it. What does not open goes to
// the quarantine, and what cannot be read from the disk stays; Repair reports both. The documents
// stay until LeaveInbox.
func (v *Vault) Inbox(after string) (docs []InboxDocument, next string, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkUsable(); err != nil {
		return nil, "", err
	}
	dir := filepath.Join(v.dir, inboxName)
	names, err := inboxNames(dir)
	if err != nil || v.readOnly != nil {
		return nil, "", explain(err, v.dir, opReadingInbox)
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(inboxOrder(a), inboxOrder(b)) })
	names = slices.DeleteFunc(names, func(name string) bool { return inboxOrder(name) <= after })
	if after == "" {
		v.inboxTried, v.inboxInvalid = 0, 0
	}
	if len(names) == 0 {
		return nil, "", nil
	}
	identities, err := v.identities()
	if err != nil {
		return nil, "", err
	}
	invalid, unread, size := 0, 0, 0
	for i, name := range names {
		if v.inboxTried++; v.inboxTried > inboxTries || v.inboxInvalid > inboxBytes {
			v.repair.add(fault.Count(len(names)-i, "n-more-files-are-left-in-the-inbox-they"))
			break
		}
		sealed, err := readInboxFile(filepath.Join(dir, name+inboxSuffix))
		if errors.Is(err, fs.ErrNotExist) {
			continue // it was an inbox that another program has emptied
		}
		if err != nil {
			unread++
			continue
		}
		if doc, err := openInboxFile(sealed, identities); err == nil {
			docs = append(docs, InboxDocument{name, doc})
			size += len(doc)
		} else if err := v.rejectInbox(name); err != nil {
			return nil, "", err
		} else {
			invalid++
			v.inboxInvalid += len(sealed)
		}
		if size >= inboxRound && i < len(names)-1 {
			next = inboxOrder(name)
			break
		}
	}
	if invalid > 0 {
		v.repair.add(fault.Count(invalid, "n-files-in-the-inbox-could-not-be"))
	}
	if unread > 0 {
		v.repair.add(fault.Count(unread, "n-files-in-the-inbox-could-not-be-read"))
	}
	return docs, next, nil
}

func (v *Vault) identities() ([]age.Identity, error) {
	keys, err := v.header.Inboxes(v.master)
	if err != nil {
		return nil, explain(err, v.dir, opReadingInbox)
	}
	var all []age.Identity
	for _, key := range keys {
		identity, err := age.ParseX25519Identity(strings.ToUpper(key))
		if err != nil {
			return nil, fmt.Errorf("%w: the key of the inbox", seal.ErrDamaged)
		}
		all = append(all, identity)
	}
	return all, nil
}

// readInboxFile reads a file of the inbox up to the maximum size of a valid one.
func readInboxFile(path string) ([]byte, error) {
	f, err := regular.Open(path, os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read
	// Encryption adds far less than the size of the document.
	return io.ReadAll(io.LimitReader(f, 2*MaxInboxDocument))
}

// hasOneRecipient reports whether a file begins like those of PutIntoInbox, with a single recipient.
// Each further recipient would cost a derivation with each of our keys.
func hasOneRecipient(sealed []byte) bool {
	const longest = 512 // bytes of an age header
	begin, _, whole := bytes.Cut(sealed[:min(len(sealed), longest)], []byte("\n--- "))
	return whole && bytes.Count(begin, []byte("\n-> ")) == 1
}

func openInboxFile(sealed []byte, identities []age.Identity) ([]byte, error) {
	if !hasOneRecipient(sealed) {
		return nil, errors.New("this is no file of an inbox")
	}
	r, err := age.Decrypt(bytes.NewReader(sealed), identities...)
	if err != nil {
		return nil, err
	}
	doc, err := io.ReadAll(io.LimitReader(r, MaxInboxDocument+1))
	if err == nil && len(doc) > MaxInboxDocument {
		err = errors.New("the document is too long")
	}
	return doc, err
}

// rejectInbox moves a file of the inbox to the quarantine without replacing others there;
// v.mu is held.
func (v *Vault) rejectInbox(name string) error {
	to := filepath.Join(v.dir, quarantineName)
	if err := createFolder(to); err != nil {
		return explain(err, v.dir, opSettingInboxFileAside)
	}
	target := freePath(filepath.Join(to, inboxName+"-"+name), inboxSuffix)
	return explain(rename(filepath.Join(v.dir, inboxName, name+inboxSuffix), target), v.dir, opSettingInboxFileAside)
}

// RejectInbox moves documents that open but cannot be imported to the quarantine, and reports
// it.
func (v *Vault) RejectInbox(names []string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, name := range names {
		if err := v.rejectInbox(name); err != nil {
			return err
		}
	}
	if n := len(names); n > 0 {
		v.repair.add(fault.Count(n, "n-entries-in-the-inbox-could-not-be"))
	}
	return nil
}

// LeaveInbox deletes documents that were imported, but only from the folder of the journal
// that has imported them, not from another folder that has replaced it.
func (v *Vault) LeaveInbox(names []string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.checkUsable(); err != nil {
		return err
	}
	for _, name := range names {
		if err := v.home.root.Remove(filepath.Join(inboxName, name+inboxSuffix)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return explain(err, v.dir, opEmptyingInbox)
		}
	}
	if len(names) == 0 {
		return nil
	}
	// An entry that is erased for good afterwards must not come back after a power cut.
	return explain(syncFolder(filepath.Join(v.dir, inboxName)), v.dir, opEmptyingInbox)
}

// Note adds a note to the Repair.
func (v *Vault) Note(note fault.Message) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.repair.add(note)
}
