package capture

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"

	"enactive/journal"
	"enactive/journal/agefile"
	"enactive/journal/fault"
	"enactive/journal/regular"
	"enactive/journal/saidtime"
)

// Bounds of a look into the folder, so that a folder full of rubbish costs no more than a moment.
const (
	maxFile       = 2*MaxNote + 16<<10 // in armor, with a few recipients
	maxRecipients = 8                  // each costs a derivation
	maxNames      = 20000
	maxFiles      = 2000
	maxBytes      = 64 << 20
)

// Report is what a look into the folder found.
type Report struct {
	// Taken is how many notes are new.
	Taken int
	// Left are the age files that were left alone.
	Left []Left
	// Others is how many other files the folder has, and More how many age files were not looked at.
	Others, More int
}

// Left is a file that was left alone, and why.
type Left struct {
	File string
	Why  error
}

// TakeIn takes in the notes of the folder that is watched, and removes their files once they are stored.
// Without a folder it does nothing. The folder may be gone or locked for a while: that is an error, and
// nothing is lost by it.
func TakeIn(ctx context.Context, j *journal.Journal, locale saidtime.Locale) (Report, error) {
	o := j.Outside()
	if o.Folder == "" || o.Key == "" || j.ReadOnly() != nil {
		return Report{}, nil
	}
	if err := checkFolder(j, o.Folder); err != nil {
		return Report{}, err
	}
	identity, err := age.ParseX25519Identity(o.Key)
	if err != nil {
		return Report{}, errors.New("the key of the notes cannot be read")
	}
	root, err := os.OpenRoot(o.Folder)
	if err != nil {
		return Report{}, &fault.Error{Kind: ErrNoFolder, Thing: o.Folder, Err: err}
	}
	defer root.Close() // only read
	v := &visit{journal: j, root: root, identity: identity, read: Reader{Now: j.Now(), Locale: locale}}
	names, err := v.names()
	if err != nil {
		return Report{}, &fault.Error{Kind: ErrNoFolder, Thing: o.Folder, Err: err}
	}
	if err := v.takeIn(ctx, names); err != nil {
		return v.report, err
	}
	return v.report, nil
}

// visit is one look into the folder.
type visit struct {
	journal  *journal.Journal
	root     *os.Root
	identity age.Identity
	read     Reader
	report   Report
}

// file is a file that was read as a whole.
type file struct {
	name string
	info fs.FileInfo
	sum  [sha256.Size]byte
}

// names lists the age files. Those whose names begin with a point are still being written, by a
// synchroniser or an editor.
func (v *visit) names() ([]string, error) {
	folder, err := v.root.Open(".")
	if err != nil {
		return nil, err
	}
	defer folder.Close() // only read
	var names []string
	for all := 0; all < maxNames; {
		some, err := folder.ReadDir(512)
		for _, e := range some {
			switch all++; {
			case strings.HasPrefix(e.Name(), "."):
			case !agefile.IsName(e.Name()):
				v.report.Others++
			default:
				names = append(names, e.Name())
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(names)
	if len(names) > maxFiles {
		v.report.More = len(names) - maxFiles
		names = names[:maxFiles]
	}
	return names, nil
}

func (v *visit) takeIn(ctx context.Context, names []string) error {
	var read []file
	var notes []journal.SealedNote
	bytesRead := 0
	for i, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		if bytesRead > maxBytes {
			v.report.More += len(names) - i
			break
		}
		f, sealed, err := v.open(name)
		bytesRead += len(sealed)
		if err == nil && !v.journal.HasSeen(f.sum) {
			var w journal.Waiting
			if w, err = v.note(f, sealed); err == nil {
				notes = append(notes, journal.SealedNote{Sum: f.sum, Waiting: w})
			}
		}
		switch {
		case err == nil:
			read = append(read, f)
		case !errors.Is(err, fs.ErrNotExist): // it was moved away meanwhile
			v.leave(name, err)
		}
	}
	taken, err := v.journal.TakeInNotes(ctx, notes)
	if err != nil {
		return fmt.Errorf("taking in notes: %w", err)
	}
	v.report.Taken = taken
	for _, f := range read {
		if !v.journal.HasSeen(f.sum) {
			v.leave(f.name, &fault.Error{Kind: "too-many-notes-wait", Values: fault.V{"N": journal.MaxWaiting}})
		} else if err := v.remove(f); err != nil {
			v.leave(f.name, &fault.Error{Kind: "it-was-taken-in-and-could-not-be-deleted", Err: err})
		}
	}
	return nil
}

func (v *visit) leave(name string, why error) {
	v.report.Left = append(v.report.Left, Left{clean(name), why})
}

// clean is the name of a file without characters that do something to a terminal.
func clean(name string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c >= 0x80 && c < 0xa0 {
			return '\uFFFD'
		}
		return c
	}, strings.ToValidUTF8(name, "\uFFFD"))
}

// open reads a regular file of the folder itself as a whole. One that changes meanwhile is left for the
// next time.
func (v *visit) open(name string) (file, []byte, error) {
	before, err := v.root.Lstat(name)
	if err != nil {
		return file{}, nil, err
	}
	if !before.Mode().IsRegular() {
		return file{}, nil, &fault.Error{Kind: "it-is-no-ordinary-file"}
	}
	if before.Size() > maxFile {
		return file{}, nil, errTooLarge()
	}
	f, err := regular.OpenIn(v.root, name)
	if _, special := errors.AsType[*regular.Error](err); special {
		return file{}, nil, &fault.Error{Kind: "it-is-no-ordinary-file"}
	}
	if err != nil {
		return file{}, nil, unreadable(err)
	}
	defer f.Close() // only read
	info, err := f.Stat()
	if err != nil {
		return file{}, nil, unreadable(err)
	}
	if !os.SameFile(before, info) {
		return file{}, nil, &fault.Error{Kind: "it-was-being-written"}
	}
	sealed, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return file{}, nil, unreadable(err)
	}
	after, err := f.Stat()
	if err != nil || !isSame(info, after) || int64(len(sealed)) != after.Size() {
		return file{}, sealed, &fault.Error{Kind: "it-was-being-written"}
	}
	return file{name, after, sha256.Sum256(sealed)}, sealed, nil
}

func unreadable(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return &fault.Error{Kind: "it-cannot-be-read", Err: err}
}

// isSame reports whether a file is the same one and has not been written to.
func isSame(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// note opens a sealed note.
func (v *visit) note(f file, sealed []byte) (journal.Waiting, error) {
	plain, err := unseal(sealed, v.identity)
	if err != nil {
		return journal.Waiting{}, err
	}
	w, err := v.read.Read(plain, f.info.ModTime())
	w.File = clean(f.name)
	return w, err
}

// unseal decrypts an age file. Its contents are authenticated to the last byte, so a file that has
// arrived in part does not open.
func unseal(sealed []byte, identity age.Identity) ([]byte, error) {
	if bytes.HasPrefix(bytes.TrimSpace(sealed), []byte(armor.Header)) {
		var err error
		if sealed, err = io.ReadAll(io.LimitReader(armor.NewReader(bytes.NewReader(sealed)), maxFile)); err != nil {
			return nil, &fault.Error{Kind: "it-is-not-whole", Err: err}
		}
	}
	header, _, whole := bytes.Cut(sealed, []byte("\n--- "))
	switch {
	case !bytes.HasPrefix(sealed, []byte("age-encryption.org/v1\n")):
		return nil, &fault.Error{Kind: "it-is-no-age-file"}
	case !whole:
		return nil, &fault.Error{Kind: "it-is-not-whole"}
	case bytes.Count(header, []byte("\n-> ")) > maxRecipients:
		return nil, &fault.Error{Kind: "it-is-sealed-to-another-key"}
	}
	r, err := age.Decrypt(bytes.NewReader(sealed), identity)
	if _, other := errors.AsType[*age.NoIdentityMatchError](err); other {
		return nil, &fault.Error{Kind: "it-is-sealed-to-another-key"}
	}
	if err != nil {
		return nil, &fault.Error{Kind: "it-is-not-whole", Err: err}
	}
	plain, err := io.ReadAll(io.LimitReader(r, MaxNote+1))
	switch {
	case err != nil:
		return nil, &fault.Error{Kind: "it-is-not-whole", Err: err}
	case len(plain) > MaxNote:
		return nil, errTooLarge()
	}
	return plain, nil
}

// remove removes a file that is stored, unless another has taken its name.
func (v *visit) remove(f file) error {
	now, err := v.root.Lstat(f.name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !isSame(now, f.info) {
		return nil
	}
	if err == nil {
		err = v.root.Remove(f.name)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
