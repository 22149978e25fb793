package seal

import "errors"

// Errors for sealed bytes. Errors of this package wrap one of them.
var (
	// ErrDamaged is returned for bytes that were changed after they were written.
	ErrDamaged = errors.New("damaged")
	// ErrNewer is returned for an undamaged header of a later format.
	ErrNewer = errors.New("written by a newer version")
	// ErrWrongKey is returned when no slot of the requested type opens with the secret.
	ErrWrongKey = errors.New("wrong key")
)
