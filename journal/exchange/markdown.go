package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/fault"
	"enactive/journal/wording"
)

// markdownFile is the format of notes that people read and edit in any editor: our own, which come
// back unchanged, and those of other programs, such as the daily notes of Obsidian.
func markdownFile() Format {
	return Format{
		Key: "markdown", Extension: ".md", Name: wording.Text("markdown"), Holds: wording.Text("a-markdown-file-holds-every-field-of"),
		Export: &Exporter{
			Manual: Manual{
				Help: `Write notes for any editor, which "enact import markdown" imports again unchanged.`,
				Detail: `One file, or with --folder one file a day, such as 2026-11-28.md. An entry is a heading with its time and title; below it are its fields, with the names and values of the CSV, m:NAME for measures and experiment for tries included, and its texts. A file with one entry has the fields as its front matter, where programs such as Obsidian look for them.

Areas are in it by name alone: their goals and ladders, the values and notes of days, reviews, saved filters and experiments are not in it. An entry that is a try of an experiment becomes it again where the journal has that experiment. "enact export json" writes everything. Entries in the bin are not written.

With --files it is a zip file with journal.md and the photos and files of the entries, which it links under each, and those of the days if all entries are chosen. The import leaves them and their links out; "enact export json --files" is imported again with them.`,
				Options: []Option{filesOption("the notes")},
			},
			Write: func(ctx context.Context, w io.Writer, j *journal.Journal, r Request) error {
				if r.Chosen.Has(FilesOption) {
					return WriteMarkdownFiles(ctx, w, j, r.Query)
				}
				return WriteMarkdown(ctx, w, j, r.Query)
			},
			WriteFolder: func(ctx context.Context, put func(name string, content []byte) error, j *journal.Journal, r Request) error {
				return WriteMarkdownDays(ctx, put, j, r.Query)
			},
			IsOurs: isDayFile,
		},
		Import: &Importer{
			Manual: Manual{
				Help: "Import Markdown notes: those of this journal, or a folder of notes such as one of Obsidian.",
				Detail: `What "enact export markdown" wrote comes in unchanged. Other notes become one entry each, in the area of --set "area=Daily life", or without it in your only one. The title is the first heading, or else the name of the file; the rest is the note, in which links stay as they are. Tags come from the front matter and from #tags in the text.

The time of a note is its date (and time) in the front matter, else the date in its name (2026-11-28.md, 20261128.md, 2026/11/28.md, "November 28, 2026.md"), else when it was created according to the front matter. Notes without a date are named and left out. Headings with a time, as in "## 14:05 A walk", begin an entry each. What the front matter of such a note says holds for all of them, but a number is in the first alone, so that it counts once.

All other keys of the front matter are columns, as in a table: --map mood=efficacy_before:1..5 reads one. Attachments and other files are counted and not imported.

  enact import markdown Notes --set "area=Daily life" --map mood=performance:1..5`,
				Options: markdownOptions(),
			},
			Extensions:  []string{".markdown"},
			Reader:      markdownReader,
			FilesReader: markdownFilesReader,
		},
	}
}

// markdownOptions are those of tables, without those about how the cells are written.
func markdownOptions() []Option {
	return slices.DeleteFunc(slices.Clone(csvFile().Import.Options), func(o Option) bool {
		return slices.Contains([]string{"separator", "encoding", "header", "no-header", "sheet", daysKey, severalKey}, o.Key)
	})
}

func markdownReader(chosen Chosen) (Reader, error) {
	plan, err := PlanOf(chosen)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, r io.Reader, j *journal.Journal, file string) (*Import, error) {
		content, err := readAll(r, sizeHint(r))
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", file, err)
		}
		if len(content) > MaxFile {
			return nil, tooLarge(file)
		}
		m := markdownImport{name: file, only: &markdownSource{name: file, path: filepath.ToSlash(file), content: string(content)}}
		return m.read(ctx, j, plan)
	}, nil
}

func markdownFilesReader(chosen Chosen) (FilesReader, error) {
	plan, err := PlanOf(chosen)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, files fs.FS, j *journal.Journal, name string) (*Import, error) {
		return ReadMarkdown(ctx, files, j, name, plan)
	}, nil
}

// ReadMarkdown reads the Markdown files in files and checks all of them against j, without
// changing j; name is what messages call them. If some are ours, these alone are read, exactly as
// they were written. Others are a table, of which each note is a row, and its columns are those
// of the front matter beside time, title, note, tags and folder; o maps them. Its errors are
// those of ReadCSV.
func ReadMarkdown(ctx context.Context, files fs.FS, j *journal.Journal, name string, o ImportPlan) (*Import, error) {
	m := markdownImport{name: name, files: files}
	if err := m.list(ctx); err != nil {
		return nil, err
	}
	return m.read(ctx, j, o)
}

// markdownImport is one reading of Markdown files.
type markdownImport struct {
	name   string
	files  fs.FS
	only   *markdownSource // in place of files
	paths  []string        // the Markdown files that are read
	own    bool            // they are ours
	others []string        // the files that are not read
	notes  []fault.Message
	failed error // what ended the reading early
}

// markdownSource is a file.
type markdownSource struct {
	name    string // in messages
	path    string // where a date may be
	folder  string // in what was named; empty if the file is directly in it
	content string
}

// list finds the Markdown files. Hidden files and folders, such as .obsidian, are no notes.
func (m *markdownImport) list(ctx context.Context) error {
	var foreign []string
	err := fs.WalkDir(m.files, ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case file != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case !isMarkdownName(file) && !m.isNamed(file) || !d.Type().IsRegular():
			m.others = append(m.others, file)
			return nil
		case len(m.paths)+len(foreign) == MaxRows:
			return rejected(fault.Text("file-has-more-than-n-rows-split-it-into", fault.V{"File": m.name, "N": MaxRows}))
		}
		own, err := m.isOwn(file)
		if err != nil {
			return err
		}
		if own {
			m.paths = append(m.paths, file)
		} else {
			foreign = append(foreign, file)
		}
		return nil
	})
	switch {
	case errors.Is(err, ErrRejected):
		return err
	case err != nil:
		return fmt.Errorf("reading %s: %w", m.name, err)
	case len(m.paths)+len(foreign) == 0:
		return rejected(fault.Text("file-holds-no-markdown-file", fault.V{"File": m.name}))
	}
	if m.own = len(m.paths) > 0; m.own {
		if len(foreign) > 0 {
			m.note(fault.Count(len(foreign), "n-notes-beside-ours-were-left-out", someNames(foreign)))
		}
	} else {
		m.paths = foreign
	}
	if len(m.others) > 0 {
		m.note(fault.Count(len(m.others), "n-other-files-were-left-out", someNames(m.others)))
	}
	return nil
}

func (m *markdownImport) note(message fault.Message) { m.notes = append(m.notes, message) }

// someNames lists the first of some files for a message.
func someNames(files []string) fault.V {
	const most = 5
	names := ""
	for i, file := range files {
		if i == most {
			names = listed(names, "…")
			break
		}
		names = listed(names, clip(file))
	}
	return fault.V{"Names": names}
}

// isNamed reports whether a file is not in a folder but was named itself.
func (m *markdownImport) isNamed(file string) bool {
	return path.Base(filepath.ToSlash(m.name)) == file
}

func isMarkdownName(file string) bool {
	extension := strings.ToLower(path.Ext(file))
	return extension == ".md" || extension == ".markdown"
}

func (m *markdownImport) isOwn(file string) (own bool, err error) {
	f, err := m.files.Open(file)
	if err != nil {
		return false, err
	}
	var head [ownHead]byte
	n, err := io.ReadFull(f, head[:])
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return isOwnMarkdown(head[:n]), errors.Join(err, f.Close())
}

// read reads the files that were listed.
func (m *markdownImport) read(ctx context.Context, j *journal.Journal, o ImportPlan) (*Import, error) {
	o.File = m.name
	o, err := o.named(ctx, j)
	if err != nil {
		return nil, err
	}
	if m.only != nil {
		m.own = isOwnMarkdown([]byte(m.only.content[:min(len(m.only.content), ownHead)]))
	}
	if m.only != nil && !m.own && len(m.only.content) > maxNote {
		return nil, tooLargeNote(m.name)
	}
	if m.own {
		return m.readOwn(ctx, j, o.SkipBadRows)
	}
	return m.readNotes(ctx, j, o)
}

// sources yields the contents of the files. An error that ends it early is in m.failed.
func (m *markdownImport) sources(ctx context.Context) iter.Seq[markdownSource] {
	return func(yield func(markdownSource) bool) {
		if m.only != nil {
			yield(*m.only)
			return
		}
		room := int64(MaxFile)
		for _, file := range m.paths {
			content, err := m.contentOf(ctx, file, room)
			if err != nil {
				m.failed = err
				return
			}
			room -= int64(len(content))
			source := markdownSource{name: path.Join(m.name, file), path: file, content: content}
			if m.isNamed(file) {
				source.name, source.path = m.name, filepath.ToSlash(m.name)
			} else if dir := path.Dir(file); dir != "." {
				source.folder = dir
			}
			if !yield(source) {
				return
			}
		}
	}
}

func (m *markdownImport) contentOf(ctx context.Context, file string, room int64) (content string, err error) {
	if err := ctx.Err(); err != nil {
		return "", fmt.Errorf("importing %s: %w", m.name, err)
	}
	f, err := m.files.Open(file)
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", m.name, err)
	}
	defer f.Close() // opened only for reading
	var b strings.Builder
	if info, err := f.Stat(); err == nil {
		b.Grow(int(min(max(info.Size(), 0), room)))
	}
	n, err := io.Copy(&b, io.LimitReader(f, room+1))
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", m.name, err)
	}
	if n > room {
		return "", tooLarge(m.name)
	}
	if n > maxNote && !m.own {
		return "", tooLargeNote(path.Join(m.name, file))
	}
	return b.String(), nil
}

// maxNote is the maximum size of a note that is not ours, in bytes; one entry may have MaxText.
const maxNote = 16 << 20

func tooLargeNote(file string) error {
	return rejected(fault.Text("file-is-larger-than-n-mib-split-it-into", fault.V{"File": file, "N": itoa(maxNote >> 20)}))
}

func tooLarge(file string) error {
	return rejected(fault.Text("file-is-larger-than-n-mib-split-it-into", fault.V{"File": file, "N": itoa(MaxFile >> 20)}))
}

// plainLines makes all ends of lines "\n" and removes a byte order mark.
func plainLines(content string) string {
	content = strings.TrimPrefix(content, "\uFEFF")
	if !strings.Contains(content, "\r") {
		return content
	}
	return strings.ReplaceAll(strings.ReplaceAll(content, "\r\n", "\n"), "\r", "\n")
}
