package report

import (
	"context"
	"io"

	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/wording"
)

// Format is the PDF of a journal, for the list of formats.
func Format() exchange.Format {
	return exchange.Format{
		Key: "pdf", Extension: ".pdf", Name: wording.Text("pdf"), Holds: wording.Text("a-pdf-is-for-reading-and-printing"),
		Export: &exchange.Exporter{
			Manual: exchange.Manual{
				Help:    "Write a document to print or to hand on: the charts with their sentences, and the entries by day.",
				Detail:  `The charts are vectors, the text can be searched and copied, and the fonts are part of the file. A chart, and its sentence, covers all entries of its area within the days that you name, also those that a tag or a word leaves out of the text. An experiment that runs tells only how far it is. It holds what you wrote, in clear: mind who gets it.`,
				Options: []exchange.Option{{Key: "letter", Name: wording.Text("on-us-letter-paper"), Help: "Set it on US Letter in place of A4."}},
			},
			Binary: true,
			Write: func(ctx context.Context, w io.Writer, j *journal.Journal, r exchange.Request) error {
				h := journal.Handout{Kind: journal.JournalHandout, Private: !r.Query.WithoutPrivate, Letter: r.Chosen.Has("letter")}
				return Write(ctx, w, j, Told{Handout: h, Query: r.Query, Lost: r.Lost})
			},
		},
	}
}
