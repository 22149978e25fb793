package table

// DecodeText turns the bytes of a file that is not a table into text: UTF-8 with or without a
// byte order mark, UTF-16, or else Windows-1252. encoding is one of Encodings; raw must not be
// changed after. The error is an *Error: KindEmpty, KindOldSheet, KindArchive, KindNotText, KindEncoding or KindMixed.
func DecodeText(raw []byte) (text, encoding string, err error) {
	if kind := foreign(raw); kind != "" {
		return "", "", &Error{Kind: kind}
	}
	d, err := decode(raw, "")
	return d.text, d.encoding, err
}
