package picture

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// The types of pictures that this package knows.
const (
	JPEG = "image/jpeg"
	PNG  = "image/png"
	GIF  = "image/gif"
	WebP = "image/webp"
	HEIC = "image/heic"
	AVIF = "image/avif"
	TIFF = "image/tiff"
)

// Unknown is the type of any file.
const Unknown = "application/octet-stream"

// IsShown reports whether Small and Decode know a type.
func IsShown(mime string) bool { return slices.Contains([]string{JPEG, PNG, GIF, WebP}, mime) }

// IsPicture reports whether a type is that of a picture.
func IsPicture(mime string) bool { return strings.HasPrefix(mime, "image/") }

// TypeOf returns the type of a file by its first bytes, or else by the ending of its name.
func TypeOf(name string, data []byte) string {
	for _, m := range []struct {
		at    int
		magic string
		mime  string
	}{
		{0, "\xff\xd8\xff", JPEG},
		{0, "\x89PNG\r\n\x1a\n", PNG},
		{0, "GIF87a", GIF},
		{0, "GIF89a", GIF},
		{8, "WEBP", WebP},
		{0, "II*\x00", TIFF},
		{0, "MM\x00*", TIFF},
		{0, "BM", "image/bmp"},
		{0, "%PDF-", "application/pdf"},
		{0, "ID3", "audio/mpeg"},
		{0, "OggS", "audio/ogg"},
		{0, "fLaC", "audio/flac"},
		{8, "WAVE", "audio/wav"},
		{0, "\x1aE\xdf\xa3", "video/webm"},
	} {
		if len(data) > m.at && bytes.HasPrefix(data[m.at:], []byte(m.magic)) {
			return m.mime
		}
	}
	if len(data) >= 12 && string(data[4:8]) == "ftyp" {
		return boxType(data)
	}
	if mime, ok := byEnding()[strings.ToLower(path.Ext(name))]; ok {
		return mime
	}
	return Unknown
}

// boxType returns the type of a file of the ISO base media format by its brands.
func boxType(data []byte) string {
	brands := data[8:min(len(data), 64)]
	switch {
	case bytes.Contains(brands, []byte("avif")), bytes.Contains(brands, []byte("avis")):
		return AVIF
	case bytes.Contains(brands, []byte("heic")), bytes.Contains(brands, []byte("heix")), bytes.Contains(brands, []byte("mif1")), bytes.Contains(brands, []byte("hevc")):
		return HEIC
	case bytes.HasPrefix(brands, []byte("qt")):
		return "video/quicktime"
	case bytes.HasPrefix(brands, []byte("M4A")):
		return "audio/mp4"
	}
	return "video/mp4"
}

// byEnding has the types of files that cannot be told by their first bytes. It does not ask the system,
// whose answers differ.
func byEnding() map[string]string {
	return map[string]string{
		".txt": "text/plain", ".md": "text/markdown", ".csv": "text/csv", ".html": "text/html", ".json": "application/json",
		".svg": "image/svg+xml", ".mp3": "audio/mpeg", ".zip": "application/zip", ".ics": "text/calendar", ".rtf": "application/rtf",
		".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
		".odt":  "application/vnd.oasis.opendocument.text",
		".ods":  "application/vnd.oasis.opendocument.spreadsheet",
		".epub": "application/epub+zip", ".mid": "audio/midi", ".musicxml": "application/vnd.recordare.musicxml+xml",
	}
}
