// Package keyring stores a journal's secret in the system's keyring, so that the journal opens
// without its passphrase while the person is logged in.
package keyring

import (
	"encoding/base64"
	"errors"
	"fmt"

	system "github.com/zalando/go-keyring"
)

// service is Enactive's name in the keyring.
const service = "app.enactive.Enactive"

// Store saves the secret of the journal with that id and replaces an earlier one.
func Store(id string, secret []byte) error {
	if err := system.Set(service, id, base64.StdEncoding.EncodeToString(secret)); err != nil {
		return fmt.Errorf("the keyring of this system does not answer or refuses (%w); unlock it, or go on with the passphrase", err)
	}
	return nil
}

// Find returns the secret of the journal with that id. It returns false if the keyring has no
// such secret, is locked or is missing.
func Find(id string) ([]byte, bool) {
	text, err := system.Get(service, id)
	if err != nil {
		return nil, false
	}
	secret, err := base64.StdEncoding.DecodeString(text)
	return secret, err == nil
}

// FindQuietly is Find for a keyring that is unlocked already. It returns false rather than let the
// system ask the person to unlock it.
func FindQuietly(id string) ([]byte, bool) {
	if !isUnlocked() {
		return nil, false
	}
	return Find(id)
}

// Forget removes the secret of a journal from the keyring. A missing secret is not an error.
func Forget(id string) error {
	err := system.Delete(service, id)
	if err != nil && !errors.Is(err, system.ErrNotFound) {
		return fmt.Errorf("the keyring of this system does not answer or refuses (%w); what it keeps does not open the journal any more", err)
	}
	return nil
}
