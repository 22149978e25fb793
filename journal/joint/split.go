package joint

import "bytes"

// Field is a key with its value, as CBOR.
type Field struct{ Key, Value []byte }

// Split returns the marks in the body of a stored document, and the fields that isKnown does not know.
func Split(body []byte, isKnown func(key int64) bool) (marks []byte, unknown []Field, err error) {
	kv, err := items(body, mapType)
	if err != nil {
		return nil, nil, err
	}
	for i := 0; i < len(kv); i += 2 {
		switch key := number(kv[i]); {
		case key == MarksKey:
			kind, n, rest, err := head(kv[i+1])
			if err != nil || kind != bytesType || n != uint64(len(rest)) {
				return nil, nil, ErrForm
			}
			marks = bytes.Clone(rest)
		case !isKnown(key):
			unknown = append(unknown, Field{bytes.Clone(kv[i]), bytes.Clone(kv[i+1])})
		}
	}
	return marks, unknown, nil
}

// With returns a body with marks and further fields, the inverse of Split.
func With(body, marks []byte, more []Field) ([]byte, error) {
	if len(marks) == 0 && len(more) == 0 {
		return body, nil
	}
	kv, err := items(body, mapType)
	if err != nil {
		return nil, err
	}
	all := make([][2][]byte, 0, len(kv)/2+len(more)+1)
	for i := 0; i < len(kv); i += 2 {
		all = append(all, [2][]byte{kv[i], kv[i+1]})
	}
	for _, f := range more {
		all = append(all, [2][]byte{f.Key, f.Value})
	}
	if len(marks) > 0 {
		all = append(all, [2][]byte{appendHead(nil, uintType, MarksKey), append(appendHead(nil, bytesType, uint64(len(marks))), marks...)})
	}
	return dict(all), nil
}
