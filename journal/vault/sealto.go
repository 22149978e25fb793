package vault

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"

	"enactive/journal/fault"
	"enactive/journal/vault/internal/seal"
)

// A sealed file carries what another copy of the journal takes in. It is
//
//	magic     8  "enactcpy"
//	format    2  1
//	length    4  of the header
//	header    n  the key header of the journal, which says how to open it
//	age       n  an age file, whose key is sealed with a key of the journal in a stanza "enactive ID"
//
// So it opens where the keys are the same, and else with the passphrase or the recovery words that the journal had
// when the file was made, and nobody without one of these can make one. Age seals it in chunks in their order, to
// the last.
const (
	sealedMagic  = "enactcpy"
	sealedFormat = 1
	sealedBucket = "sealed file"
	stanzaType   = "enactive"
)

// SealTo writes to w whatever write writes, sealed. It is complete only if it returns nil.
func (v *Vault) SealTo(w io.Writer, write func(io.Writer) error) error {
	v.mu.Lock()
	if err := v.checkUsable(); err != nil {
		v.mu.Unlock()
		return err
	}
	raw := bytes.Clone(v.raw)
	wrap := &wrapping{keys: v.keys, vault: v}
	v.mu.Unlock()
	head := append([]byte(sealedMagic), 0, sealedFormat)
	head = append(binary.BigEndian.AppendUint32(head, uint32(len(raw))), raw...)
	if _, err := w.Write(head); err != nil {
		return err
	}
	sealed, err := age.Encrypt(w, wrap)
	if err != nil {
		return fmt.Errorf("sealing a file: %w", err)
	}
	if err := write(sealed); err != nil {
		return err // and without Close the file is incomplete
	}
	return sealed.Close()
}

// wrapping seals the key of an age file with a key of the journal, or opens it.
type wrapping struct {
	keys  *seal.Keys
	vault *Vault // whose lock guards the keys, and whose randomness seals; nil for keys of our own
}

func (k *wrapping) Wrap(fileKey []byte) ([]*age.Stanza, error) {
	k.vault.mu.Lock()
	defer k.vault.mu.Unlock()
	if err := k.vault.checkUsable(); err != nil {
		return nil, err
	}
	var id seal.ID
	if _, err := io.ReadFull(k.vault.opts.Rand, id[:]); err != nil {
		return nil, fmt.Errorf("drawing an id: %w", err)
	}
	body, err := k.keys.Bucket(sealedBucket).Seal(nil, k.vault.opts.Rand, id, fileKey)
	if err != nil {
		return nil, fmt.Errorf("sealing a file: %w", err)
	}
	return []*age.Stanza{{Type: stanzaType, Args: []string{hex.EncodeToString(id[:])}, Body: body}}, nil
}

func (k *wrapping) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if len(stanzas) != 1 || stanzas[0].Type != stanzaType || len(stanzas[0].Args) != 1 {
		return nil, age.ErrIncorrectIdentity
	}
	id, err := hex.DecodeString(stanzas[0].Args[0])
	if err != nil || len(id) != len(seal.ID{}) {
		return nil, age.ErrIncorrectIdentity
	}
	_, fileKey, err := k.keys.Bucket(sealedBucket).Open(nil, seal.ID(id), stanzas[0].Body)
	if err != nil {
		return nil, age.ErrIncorrectIdentity
	}
	return fileKey, nil
}

// IsSealed reports whether a file begins like a sealed one.
func IsSealed(start []byte) bool { return bytes.HasPrefix(start, []byte(sealedMagic)) }

// ErrNotSealed is the kind of a file that no journal made, or that was damaged since.
const ErrNotSealed fault.Kind = "the-sealed-file-is-damaged"

func notSealed(name string, err error) error {
	return &fault.Error{Class: ErrDamaged, Kind: ErrNotSealed, Thing: name, Err: err}
}

// OpenSealed returns the contents of a sealed file, which is named for errors. If its keys are not those of this
// journal, ask is called for a key. What follows the contents shows only at their end, so they are to be read to
// io.EOF before any of them counts; an error of reading wraps ErrDamaged.
func (v *Vault) OpenSealed(ctx context.Context, r io.Reader, name string, ask func() (Key, error)) (io.Reader, error) {
	in := bufio.NewReader(r)
	start := make([]byte, len(sealedMagic)+2+4)
	if _, err := io.ReadFull(in, start); err != nil {
		return nil, notSealed(name, err)
	}
	size := binary.BigEndian.Uint32(start[len(sealedMagic)+2:])
	switch format := binary.BigEndian.Uint16(start[len(sealedMagic):]); {
	case !IsSealed(start) || format == 0 || size > maxHeaderFile:
		return nil, notSealed(name, nil)
	case format > sealedFormat:
		return nil, &fault.Error{Class: ErrNewer, Kind: "the-sealed-file-is-of-a-newer-version", Thing: name}
	}
	raw := make([]byte, size)
	if _, err := io.ReadFull(in, raw); err != nil {
		return nil, notSealed(name, err)
	}
	keys, err := v.keysOf(ctx, parseCopy("", raw), name, ask)
	if err != nil {
		return nil, err
	}
	content, err := age.Decrypt(in, &wrapping{keys: keys})
	if err != nil {
		return nil, notSealed(name, err)
	}
	return &sealedReader{content, name}, nil
}

// sealedReader explains the errors of reading.
type sealedReader struct {
	in   io.Reader
	name string
}

func (r *sealedReader) Read(b []byte) (int, error) {
	n, err := r.in.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		err = notSealed(r.name, err)
	}
	return n, err
}

// keysOf returns the keys of a header: our own if they fit, and else those that a key opens.
func (v *Vault) keysOf(ctx context.Context, c headerCopy, name string, ask func() (Key, error)) (*seal.Keys, error) {
	if errors.Is(c.err, seal.ErrNewer) {
		return nil, &fault.Error{Class: ErrNewer, Kind: "the-sealed-file-is-of-a-newer-version", Thing: name, Err: c.err}
	}
	if c.err != nil {
		return nil, notSealed(name, c.err)
	}
	own := &copyFile{path: name, header: c}
	if v.deriveKeysFor(own) == nil {
		return own.vault.keys, nil
	}
	key, err := keyFor(c.header, ask)
	if err != nil {
		return nil, err
	}
	o, err := untilCancelled(ctx, func() (*opened, error) { return openHeaders([]headerCopy{c}, key) })
	switch {
	case errors.Is(err, seal.ErrWrongKey) && key.recovery != nil:
		return nil, &fault.Error{Class: ErrWrongPassphrase, Kind: "these-recovery-words-do-not-open-the-file", Thing: name, Err: err}
	case errors.Is(err, seal.ErrWrongKey):
		return nil, &fault.Error{Class: ErrWrongPassphrase, Kind: "this-passphrase-is-not-of-the-journal-of-the-file", Thing: name, Err: err}
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, notSealed(name, err)
	}
	return o.keys, nil
}

// keyFor returns a key for a header: none where it needs none, and else what ask returns.
func keyFor(h *seal.Header, ask func() (Key, error)) (Key, error) {
	if h.Has(seal.SlotPlain) {
		return NoPassphrase(), nil
	}
	key, err := ask()
	if err != nil {
		return Key{}, err
	}
	return key, key.check()
}

// ReadCopy returns all documents of a copy of a journal, such as a backup, or a store.db that a program which
// copies folders put beside ours. If its keys are not those of this journal, ask is called for a key.
func (v *Vault) ReadCopy(ctx context.Context, file string, ask func() (Key, error)) ([]Change, error) {
	c, err := openCopy(ctx, file, v.opts)
	if err != nil {
		return nil, err
	}
	defer c.close()
	if v.deriveKeysFor(c) != nil {
		key, err := keyFor(c.header.header, ask)
		if err != nil {
			return nil, err
		}
		if err := c.unlock(ctx, key); err != nil {
			return nil, err
		}
	}
	if _, err := c.readThrough(ctx); err != nil {
		return nil, err
	}
	docs := make(chan []Change, 1)
	docs <- nil
	err = c.vault.store.scan(ctx, c.vault.head.Count, func(batch []sealed) error {
		opened, bad, err := c.vault.openAll(batch)
		if err == nil && len(bad) > 0 {
			err = seal.ErrDamaged
		}
		all := <-docs
		for _, d := range opened {
			all = append(all, Change{d.id, bytes.Clone(d.doc)})
		}
		docs <- all
		return err
	})
	if err != nil {
		return nil, c.explain(err)
	}
	return <-docs, nil
}
