// Package keyring owns the one secret of a journal that a person may leave with the keyring
// of the system, so that the journal opens without its passphrase while they are logged in.
package keyring

import (
	"encoding/base64"
	"errors"
	"fmt"

	system "github.com/zalando/go-keyring"
)

// service names Enactive among the programs that keep something in the keyring.
const service = "app.enactive.Enactive"

// Store keeps the secret of the journal with that id, in the place of an earlier one.
func Store(id string, secret []byte) error {
	if err := system.Set(service, id, base64.StdEncoding.EncodeToString(secret)); err != nil {
		return fmt.Errorf("the keyring of this system does not answer or refuses (%w); unlock it, or go on with the passphrase", err)
	}
	return nil
}

// Find returns the secret of the journal with that id, and false where the keyring has
// none, is locked, or is not there.
func Find(id string) ([]byte, bool) {
	text, err := system.Get(service, id)
	if err != nil {
		return nil, false
	}
	secret, err := base64.StdEncoding.DecodeString(text)
	return secret, err == nil
}

// Forget takes the secret of a journal out of the keyring. One that is not there is no
// error.
func Forget(id string) error {
	err := system.Delete(service, id)
	if err != nil && !errors.Is(err, system.ErrNotFound) {
		return fmt.Errorf("the keyring of this system does not answer or refuses (%w); what it keeps does not open the journal any more", err)
	}
	return nil
}
