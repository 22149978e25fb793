package commandline

import (
	"strings"

	"enactive/journal"
)

// documentCmd groups the commands for the documents that are remembered.
type documentCmd struct {
	List   documentListCmd   `cmd:"" help:"List the documents."`
	Remove documentRemoveCmd `cmd:"" help:"Forget a document. \"enact undo\" brings it back."`
}

func (c *documentCmd) Help() string {
	return `A document remembers for whom you choose what to tell: which document, areas, days, parts, names, title and greeting. It stays in the journal, sealed; files that were written are not part of it. The window and --remember remember documents, and --as writes one:

  enact export pdf --progress --area Running --leave-out notes --remember "my coach" -o coach.pdf
  enact export pdf --as "my coach" -o next.pdf`
}

type documentListCmd struct {
	JSON bool `name:"json" help:"Print JSON: an array with an object a line."`
}

// documentJSON is a remembered document as JSON. A document of areas that are all gone has none and counts
// them as gone; one of all areas has neither.
type documentJSON struct {
	Name     string              `json:"name"`
	Kind     journal.HandoutKind `json:"kind"`
	Title    string              `json:"title,omitempty"`
	Greeting string              `json:"greeting,omitempty"`
	Areas    []string            `json:"areas,omitempty"`
	Gone     int                 `json:"areas_gone,omitempty"`
	Span     journal.Span        `json:"span,omitempty"`
	From     string              `json:"from,omitempty"`
	To       string              `json:"to,omitempty"`
	LeftOut  []journal.Section   `json:"left_out,omitempty"`
	Names    journal.NameStyle   `json:"names,omitempty"`
	Private  bool                `json:"private,omitempty"`
	Letter   bool                `json:"letter,omitempty"`
	Book     bool                `json:"book,omitempty"`
}

func documentAsJSON(j *journal.Journal, h *journal.Handout) documentJSON {
	o := documentJSON{Name: h.Name, Kind: h.Kind, Title: h.Title, Greeting: h.Greeting, Span: h.Span, From: h.From.String(), To: h.To.String(),
		LeftOut: h.LeftOut, Names: h.Names, Private: h.Private, Letter: h.Letter, Book: h.Book}
	for _, id := range h.Areas {
		a, ok := j.Area(id)
		if !ok {
			o.Gone++
			continue
		}
		o.Areas = append(o.Areas, a.Name)
	}
	return o
}

func (c *documentListCmd) Help() string {
	return `OF is the areas that a document tells of, and WITHOUT what it leaves out. Of its days a week, month, quarter or year ends on the day on which it is written.`
}

func (c *documentListCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		all := j.Handouts()
		objects := make([]documentJSON, len(all))
		for i := range all {
			objects[i] = documentAsJSON(j, &all[i])
		}
		if c.JSON {
			return printJSONList(s, objects)
		}
		if len(all) == 0 {
			s.note(`No document is remembered yet; "enact export pdf --remember NAME" remembers one.`)
			return nil
		}
		t := table{header: []string{"KIND", "DAYS", "OF", "WITHOUT", "DOCUMENT"}, right: make([]bool, 5)}
		for i := range objects {
			o := &objects[i]
			t.rows = append(t.rows, []string{string(o.Kind), o.days(), line(o.of()), orDash(o.without()), line(o.Name)})
		}
		t.write(s, s.env.columns)
		return nil
	})
}

func (o *documentJSON) days() string {
	switch {
	case o.Span != "":
		return string(o.Span)
	case o.From != "" && o.To != "":
		return o.From + " to " + o.To
	case o.From != "":
		return "from " + o.From
	case o.To != "":
		return "to " + o.To
	}
	return "all"
}

func (o *documentJSON) of() string {
	switch {
	case len(o.Areas) > 0:
		return strings.Join(o.Areas, ", ")
	case o.Gone > 0:
		return count(o.Gone, "area that is gone", "areas that are gone")
	}
	return "all areas"
}

// without says what the document leaves out, private entries with the rest.
func (o *documentJSON) without() string {
	left := texts(o.LeftOut)
	switch o.Names {
	case journal.Initials:
		left = append(left, "names but initials")
	case journal.NoNames:
		left = append(left, "names")
	}
	if !o.Private {
		left = append(left, "private entries")
	}
	return strings.Join(left, ", ")
}

type documentRemoveCmd struct {
	Document string `arg:"" help:"The name of the document."`
}

func (c *documentRemoveCmd) Run(s *session) error {
	return s.with(func(j *journal.Journal) error {
		h, err := documentNamed(j, c.Document)
		if err != nil {
			return err
		}
		if err := j.RemoveHandout(s.ctx, h.Name); err != nil {
			return err
		}
		s.print("forgot the document ", line(h.Name), "\n")
		return nil
	})
}

// documentNamed returns the document that is remembered under a name.
func documentNamed(j *journal.Journal, name string) (journal.Handout, error) {
	h, err := j.HandoutNamed(name)
	if err == nil {
		return h, nil
	}
	var names []string
	for _, known := range j.Handouts() {
		names = append(names, line(known.Name))
	}
	if len(names) == 0 {
		return h, failed(err, "there is no document %q; none is remembered yet, and \"enact export pdf --remember NAME\" remembers one", name)
	}
	return h, failed(err, "there is no document %q; there %s %s", name, isOrAre(len(names)), joinNames(names))
}
