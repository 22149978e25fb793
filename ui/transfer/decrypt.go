package transfer

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"enactive/journal/agefile"
	"enactive/journal/exchange"
	"enactive/ui/state"
)

// IsEncrypted reports whether the name of a file says that it is encrypted with a passphrase.
func (s *Service) IsEncrypted(path string) bool { return agefile.IsName(path) }

// Decrypt reads an encrypted file into memory, where it stays: nothing of it reaches the disk.
// progress is called with the bytes read and their total.
func (s *Service) Decrypt(ctx context.Context, path, passphrase string, progress func(read, of int64)) (state.ImportSource, error) {
	name := filepath.Base(path)
	from := state.ImportSource{Name: strings.TrimSuffix(name, filepath.Ext(name))}
	err := readFile(ctx, path, progress, func(r io.Reader) error {
		in, err := agefile.Open(r, name, func() (string, bool, error) { return passphrase, false, nil })
		if err != nil {
			return err
		}
		var text strings.Builder
		if _, err := io.Copy(&text, io.LimitReader(in, exchange.MaxFile+1)); err != nil {
			return err
		}
		from.Text = text.String() // one that is too large is refused when it is read
		return nil
	})
	return from, err
}
