// Package optional holds values that may be missing. The zero Value is empty, so that a missing
// number is never mistaken for 0.
package optional

import (
	"bytes"
	"encoding/json"
)

// Value is a T that may be missing. The zero Value is empty.
type Value[T any] struct {
	v  T
	ok bool
}

// Some returns a Value that holds v.
func Some[T any](v T) Value[T] { return Value[T]{v: v, ok: true} }

// Get returns the value and whether it is set.
func (o Value[T]) Get() (T, bool) { return o.v, o.ok }

// Or returns the value, or alternative if it is not set.
func (o Value[T]) Or(alternative T) T {
	if o.ok {
		return o.v
	}
	return alternative
}

// IsSet reports whether the value is set.
func (o Value[T]) IsSet() bool { return o.ok }

// IsZero reports whether the Value is empty; encoders then omit it (omitzero).
func (o Value[T]) IsZero() bool { return !o.ok }

// MarshalJSON writes the value, or null if it is not set.
func (o Value[T]) MarshalJSON() ([]byte, error) {
	if !o.ok {
		return []byte("null"), nil
	}
	return json.Marshal(o.v)
}

// UnmarshalJSON reads a value; null leaves the Value empty.
func (o *Value[T]) UnmarshalJSON(data []byte) error {
	if bytes.Equal(bytes.TrimSpace(data), []byte("null")) {
		*o = Value[T]{}
		return nil
	}
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*o = Some(v)
	return nil
}
