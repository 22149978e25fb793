package otherjournal

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"path"
	"strings"

	"enactive/journal/table"
)

// source is the files of an export.
type source struct {
	ctx   context.Context
	files fs.FS
	names []string // of all files, sorted
}

// open lists the files. Hidden ones, and those that macOS adds to zip files, are left out.
func open(ctx context.Context, files fs.FS) (*source, error) {
	s := &source{ctx: ctx, files: files}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		switch base := path.Base(name); {
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case name != "." && (strings.HasPrefix(base, ".") || base == "__MACOSX"):
			if d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir():
			s.names = append(s.names, name)
		}
		return nil
	})
	return s, err
}

// isSingle reports whether the export is one file.
func (s *source) isSingle() bool { return len(s.names) == 1 }

// with returns the files with one of these extensions, or the only file whatever it is called.
func (s *source) with(extensions ...string) []string {
	if s.isSingle() {
		return s.names
	}
	var found []string
	for _, name := range s.names {
		for _, e := range extensions {
			if strings.EqualFold(path.Ext(name), e) {
				found = append(found, name)
			}
		}
	}
	return found
}

// bytes reads a file of at most limit bytes.
func (s *source) bytes(name string, limit int64) ([]byte, error) {
	if err := s.ctx.Err(); err != nil {
		return nil, err
	}
	f, err := s.files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // opened for reading only
	var b bytes.Buffer
	if info, err := f.Stat(); err == nil { // a size that is not true does no harm
		b.Grow(int(min(max(info.Size(), 0), limit)) + bytes.MinRead)
	}
	_, err = io.Copy(&b, io.LimitReader(&contextReader{s.ctx, f}, limit+1))
	if err == nil && int64(b.Len()) > limit {
		err = &Error{Kind: KindFileSize, File: name, Limit: limit}
	}
	return b.Bytes(), err
}

// text reads a file of text in any encoding. An empty file is no error.
func (s *source) text(name string, limit int64) (string, error) {
	raw, err := s.bytes(name, limit)
	if err != nil || len(raw) == 0 {
		return "", err
	}
	text, _, err := table.DecodeText(raw)
	if err != nil {
		return "", &Error{Kind: KindText, File: name, Err: err}
	}
	return strings.ReplaceAll(text, "\r\n", "\n"), nil
}

// head reads the beginning of a file as text, or returns "".
func (s *source) head(name string, limit int64) string {
	f, err := s.files.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	raw, _ := io.ReadAll(io.LimitReader(&contextReader{s.ctx, f}, limit)) // what could be read is enough
	if cut := strings.ToValidUTF8(string(raw), ""); len(raw)-len(cut) < 4 {
		return strings.TrimPrefix(cut, "\uFEFF")
	}
	text, _, err := table.DecodeText(raw[:len(raw)&^1])
	if err != nil {
		return ""
	}
	return text
}

// contextReader ends once the context does.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c *contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// mediaExtensions are those of pictures, films and recordings.
const mediaExtensions = " .jpg .jpeg .png .gif .heic .heif .webp .avif .bmp .tif .tiff .svg .mp4 .mov .m4v .avi .webm .mkv .mp3 .m4a .aac .wav .ogg .opus .amr .flac .pdf .sticker "

func isMedia(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext != "" && strings.Contains(mediaExtensions, " "+ext+" ")
}
