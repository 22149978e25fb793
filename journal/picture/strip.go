package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"slices"
	"strings"
)

// Errors of Strip.
var (
	// ErrCannotStrip is returned for a type of picture from which metadata cannot be removed.
	ErrCannotStrip = errors.New("metadata cannot be removed from this type of picture")
	// ErrBroken is returned for a picture that is not made as its type must be.
	ErrBroken = errors.New("the picture is broken")
)

// HasMetadata reports whether files of a type may tell more than they show, and whether Strip can remove
// that.
func HasMetadata(mime string) (may, strippable bool) {
	switch mime {
	case JPEG, PNG, GIF, WebP:
		return true, true
	case "text/plain", "text/markdown", "text/csv", "application/json", "image/bmp", "audio/midi":
		return false, false
	}
	return true, false
}

// Strip returns a picture without what it tells besides the picture. Pixels, colours, movement and which
// side is up stay; the result may share memory with data. The error is ErrCannotStrip or ErrBroken.
func Strip(mime string, data []byte) ([]byte, error) {
	switch mime {
	case JPEG:
		return stripJPEG(data)
	case PNG:
		return stripPNG(data)
	case GIF:
		return stripGIF(data)
	case WebP:
		return stripWebP(data)
	}
	return nil, ErrCannotStrip
}

// The markers of JPEG.
const (
	markSOI  = 0xd8
	markEOI  = 0xd9
	markSOS  = 0xda
	markTEM  = 0x01
	markAPP0 = 0xe0
	markCOM  = 0xfe
)

// stripJPEG keeps the segments that are needed to decode the picture: tables, frames and scans, JFIF, the
// colour profile and Adobe's mark of the colours. All other application segments, comments and what
// follows the end go. If another side than the first is up, an EXIF segment that says this alone is
// written.
func stripJPEG(data []byte) ([]byte, error) {
	if len(data) < 4 || data[0] != 0xff || data[1] != markSOI {
		return nil, ErrBroken
	}
	out := append(make([]byte, 0, len(data)), 0xff, markSOI)
	up := orientationOfJPEG(data)
	said := up <= 1
	say := func() {
		if !said {
			said = true
			out = append(out, exifSegment(up)...)
		}
	}
	for rest := data[2:]; ; {
		mark, segment, after, err := nextSegment(rest)
		if err != nil {
			return nil, err
		}
		rest = after
		switch {
		case mark == markEOI:
			return append(out, 0xff, markEOI), nil
		case mark >= 0xd0 && mark <= 0xd7 || mark == markTEM:
			out = append(out, 0xff, mark)
			continue
		case mark == markCOM || mark >= markAPP0 && mark <= 0xef && !isNeededByJPEG(mark, segment[4:]):
			continue
		}
		if mark != markAPP0 {
			say() // behind JFIF, which comes first
		}
		out = append(out, segment...)
		if mark == markSOS {
			n := scanLength(rest)
			out, rest = append(out, rest[:n]...), rest[n:]
			if len(rest) == 0 {
				return append(out, 0xff, markEOI), nil // cut short, as some cameras leave it
			}
		}
	}
}

// isNeededByJPEG reports whether an application segment is needed to show the picture.
func isNeededByJPEG(mark byte, body []byte) bool {
	switch mark {
	case markAPP0:
		// The thumbnail of JFIF goes with the segment: hardly any file has one.
		return bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) == 14 && body[12] == 0 && body[13] == 0
	case markAPP0 + 2:
		return bytes.HasPrefix(body, []byte("ICC_PROFILE\x00"))
	case markAPP0 + 14:
		return bytes.HasPrefix(body, []byte("Adobe")) && len(body) <= 12
	}
	return false
}

// nextSegment returns the next marker with its whole segment, and what follows it. A marker without a
// length has no segment.
func nextSegment(data []byte) (mark byte, segment, rest []byte, err error) {
	if len(data) < 2 || data[0] != 0xff {
		return 0, nil, nil, ErrBroken
	}
	for len(data) > 2 && data[1] == 0xff { // fill bytes
		data = data[1:]
	}
	mark = data[1]
	if mark == markEOI || mark == markTEM || mark >= 0xd0 && mark <= 0xd7 {
		return mark, nil, data[2:], nil
	}
	if mark == 0 || mark == 0xff || mark == markSOI || len(data) < 4 {
		return 0, nil, nil, ErrBroken
	}
	n := int(binary.BigEndian.Uint16(data[2:]))
	if n < 2 || 2+n > len(data) {
		return 0, nil, nil, ErrBroken
	}
	return mark, data[:2+n], data[2+n:], nil
}

// scanLength returns the length of the compressed data of a scan.
func scanLength(data []byte) int {
	for i := 0; i+1 < len(data); i++ {
		if data[i] != 0xff {
			continue
		}
		if next := data[i+1]; next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			return i
		}
	}
	return len(data)
}

// orientationOfJPEG returns which side is up, from 1 to 8, or 0 if nothing says so.
func orientationOfJPEG(data []byte) int {
	for rest := data[2:]; ; {
		mark, segment, after, err := nextSegment(rest)
		if err != nil || mark == markEOI || mark == markSOS {
			return 0
		}
		if mark == markAPP0+1 && bytes.HasPrefix(segment[4:], []byte(exifHead)) {
			return orientation(segment[4+len(exifHead):])
		}
		rest = after
	}
}

const exifHead = "Exif\x00\x00"

// orientation reads which side is up from EXIF data.
func orientation(exif []byte) int {
	if len(exif) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch string(exif[:4]) {
	case "II*\x00":
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 0
	}
	at := int64(order.Uint32(exif[4:]))
	if at+2 > int64(len(exif)) {
		return 0
	}
	n := int64(order.Uint16(exif[at:]))
	for i := range n {
		field := at + 2 + 12*i
		if field+12 > int64(len(exif)) {
			return 0
		}
		if order.Uint16(exif[field:]) != 0x0112 {
			continue
		}
		if up := int(order.Uint16(exif[field+8:])); order.Uint16(exif[field+2:]) == 3 && up >= 1 && up <= 8 {
			return up
		}
		return 0
	}
	return 0
}

// exif is EXIF data that says which side is up, and nothing else.
func exif(up int) []byte {
	return append([]byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"), byte(up), 0, 0, 0, 0, 0, 0)
}

func exifSegment(up int) []byte {
	body := append([]byte(exifHead), exif(up)...)
	return append(binary.BigEndian.AppendUint16([]byte{0xff, markAPP0 + 1}, uint16(len(body)+2)), body...)
}

const pngHead = "\x89PNG\r\n\x1a\n"

// keptChunks are the chunks of PNG that are needed to show the picture.
const keptChunks = "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs hIST acTL fcTL fdAT "

// stripPNG removes all other chunks, and what follows the end.
func stripPNG(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte(pngHead)) {
		return nil, ErrBroken
	}
	out := append(make([]byte, 0, len(data)), pngHead...)
	up, said := 0, false
	if raw := pngChunk(data, "eXIf"); raw != nil {
		up = orientation(raw)
	}
	for rest := data[len(pngHead):]; ; {
		if len(rest) < 12 {
			return nil, ErrBroken
		}
		n := int64(binary.BigEndian.Uint32(rest))
		if n+12 > int64(len(rest)) {
			return nil, ErrBroken
		}
		kind, chunk := string(rest[4:8]), rest[:n+12]
		if !said && up > 1 && (kind == "IDAT" || kind == "PLTE") {
			said = true
			out = appendPNGChunk(out, "eXIf", exif(up))
		}
		if strings.Contains(keptChunks, kind+" ") {
			if kind == "iCCP" && n > 1<<20 {
				return nil, ErrBroken
			}
			out = append(out, chunk...)
		}
		if kind == "IEND" {
			return out, nil
		}
		rest = rest[n+12:]
	}
}

// pngChunk returns the contents of the first chunk of a kind.
func pngChunk(data []byte, want string) []byte {
	for rest := data[len(pngHead):]; len(rest) >= 12; {
		n := int64(binary.BigEndian.Uint32(rest))
		if n+12 > int64(len(rest)) {
			return nil
		}
		if string(rest[4:8]) == want {
			return rest[8 : 8+n]
		}
		rest = rest[n+12:]
	}
	return nil
}

func appendPNGChunk(out []byte, kind string, body []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	at := len(out)
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[at:]))
}

// The flags of WebP's extended header.
const (
	webpXMP  = 0x04
	webpEXIF = 0x08
)

// stripWebP keeps the chunks that are needed to show the picture.
func stripWebP(data []byte) ([]byte, error) {
	chunks, err := webpChunks(data)
	if err != nil {
		return nil, err
	}
	out := append(make([]byte, 0, len(data)), "RIFF\x00\x00\x00\x00WEBP"...)
	up, extended := 0, -1
	for _, c := range chunks {
		switch c.kind {
		case "EXIF":
			up = orientation(bytes.TrimPrefix(c.body, []byte(exifHead)))
			continue
		case "VP8X":
			if len(c.body) < 10 {
				return nil, ErrBroken
			}
			extended = len(out) + 8
		case "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP":
		default:
			continue
		}
		out = appendRIFF(out, c.kind, c.body)
	}
	if extended >= 0 {
		out[extended] &^= webpXMP | webpEXIF
		if up > 1 {
			out[extended] |= webpEXIF
			out = appendRIFF(out, "EXIF", exif(up))
		}
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, nil
}

type riffChunk struct {
	kind string
	body []byte
}

// webpChunks returns the chunks of a WebP file. What follows its end is not among them.
func webpChunks(data []byte) ([]riffChunk, error) {
	if len(data) < 12 || string(data[:4]) != "RIFF" || string(data[8:12]) != "WEBP" {
		return nil, ErrBroken
	}
	size := int64(binary.LittleEndian.Uint32(data[4:])) + 8
	if size < 12 || size > int64(len(data)) {
		return nil, ErrBroken
	}
	var chunks []riffChunk
	for rest := data[12:size]; len(rest) > 0; {
		if len(rest) < 8 {
			return nil, ErrBroken
		}
		n := int64(binary.LittleEndian.Uint32(rest[4:]))
		if 8+n > int64(len(rest)) {
			return nil, ErrBroken
		}
		chunks = append(chunks, riffChunk{string(rest[:4]), rest[8 : 8+n]})
		rest = rest[min(8+n+n%2, int64(len(rest))):]
	}
	return chunks, nil
}

func appendRIFF(out []byte, kind string, body []byte) []byte {
	out = binary.LittleEndian.AppendUint32(append(out, kind...), uint32(len(body)))
	if out = append(out, body...); len(body)%2 == 1 {
		out = append(out, 0)
	}
	return out
}

// stripGIF removes comments and all application extensions but those of movement, and what follows the
// end.
func stripGIF(data []byte) ([]byte, error) {
	if len(data) < 13 || !slices.Contains([]string{"GIF87a", "GIF89a"}, string(data[:6])) {
		return nil, ErrBroken
	}
	at := 13 + colourTable(data[10])
	if at > len(data) {
		return nil, ErrBroken
	}
	out := append(make([]byte, 0, len(data)), data[:at]...)
	for at < len(data) {
		from, kept := at, true
		switch data[at] {
		case 0x3b: // the end
			return append(out, 0x3b), nil
		case 0x21: // an extension
			if at+2 > len(data) {
				return nil, ErrBroken
			}
			kept = data[at+1] == 0xf9 || data[at+1] == 0x01 || data[at+1] == 0xff && isMovement(data[at+2:])
			at += 2
		case 0x2c: // a picture
			if at+10 > len(data) {
				return nil, ErrBroken
			}
			at += 10 + colourTable(data[at+9]) + 1
		default:
			return nil, ErrBroken
		}
		for { // blocks, up to one without length
			if at >= len(data) {
				return nil, ErrBroken
			}
			n := int(data[at])
			at += 1 + n
			if n == 0 {
				break
			}
		}
		if at > len(data) {
			return nil, ErrBroken
		}
		if kept {
			out = append(out, data[from:at]...)
		}
	}
	return nil, ErrBroken
}

func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// isMovement reports whether an application extension says how often a GIF repeats.
func isMovement(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\x0bNETSCAPE2.0")) || bytes.HasPrefix(data, []byte("\x0bANIMEXTS1.0"))
}
