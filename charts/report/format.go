package report

import (
	"context"
	"io"

	"enactive/charts/typeface"
	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/wording"
)

// Format is the PDF of a journal, for the list of formats. system has the fonts for what ours lack; it
// may be nil.
func Format(system *typeface.System) exchange.Format {
	return exchange.Format{
		Key: "pdf", Extension: ".pdf", Name: wording.Text("pdf"), Holds: wording.Text("a-pdf-is-for-reading-and-printing"),
		Export: &exchange.Exporter{
			Manual: exchange.Manual{
				Help:    "Write a document to print or to hand on: a journal, a review, or a report of progress.",
				Detail:  `Its first page says all that matters; the charts with their sentences, tables, your own words and the entries by day follow. The charts are vectors, the text can be searched and copied, and the fonts are part of the file. A chart, and its sentence, covers all entries of its area within the days that you name, also those that a tag or a word leaves out of the text. An experiment that runs tells only how far it is. The file holds what you wrote, in clear unless you give --encrypt: mind who gets it.`,
				Options: []exchange.Option{{Key: "letter", Name: wording.Text("on-us-letter-paper"), Help: "Set it on US Letter in place of A4."}},
			},
			Binary:   true,
			HandedOn: true,
			Write: func(ctx context.Context, w io.Writer, j *journal.Journal, r exchange.Request) error {
				told := Told{Query: r.Query, Texts: typeface.Texts{System: system}, Lost: r.Lost, Progress: r.Progress,
					Handout: journal.Handout{Kind: journal.JournalHandout, Private: !r.Query.WithoutPrivate, Letter: r.Chosen.Has("letter")}}
				if r.Handout != nil {
					told.Handout = *r.Handout
				}
				return Write(ctx, w, j, told)
			},
		},
	}
}
