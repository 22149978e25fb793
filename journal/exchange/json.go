package exchange

import (
	"context"
	"io"

	"enactive/journal"
	"enactive/journal/wording"
)

// jsonFile is the format of a whole journal, with its areas, reviews and saved filters.
func jsonFile() Format {
	return Format{
		Key: "json", Extension: ".json", Name: wording.Text("json"), Holds: wording.Text("a-csv-file-holds-every-field-of-every"),
		Export: &Exporter{
			Manual: Manual{
				Help:   "Write everything: areas with their goals and ladders, what you wrote in reviews, and saved filters included.",
				Detail: `One object with the lists areas, people, reviews, filters and entries. Reviews and filters are there only where there are any: reviews of the area and within the days that you name, filters only when you name neither. Anything else that selects entries, such as a tag, leaves out both, and areas that have none of these entries. "enact import json" imports all of it again unchanged. Entries in the bin are not written.`,
			},
			Schema: Schema,
			Write: func(ctx context.Context, w io.Writer, j *journal.Journal, r Request) error {
				return WriteJSON(ctx, w, j, r.Query)
			},
		},
		Import: &Importer{
			Manual: Manual{
				Help:   "Import an export of this journal with everything in it.",
				Detail: `The file is one that "enact export json" wrote. Areas, entries, reviews and saved filters that the journal has already stay as they are.`,
			},
			Reader: func(Chosen) (Reader, error) { return ReadJSON, nil },
		},
	}
}
