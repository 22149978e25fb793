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
				Help: "Write everything: areas with their goals and ladders, what you wrote in reviews, and saved filters included.",
				Detail: `One object with the lists areas, people, measures, days, reviews, filters and entries. All but areas, people and entries are there only where there are any: reviews of the area and within the days that you name, the values of days when you name no area, filters only when you name neither. A value of a measure is a number, yes or no, a choice, or a duration such as "7:20"; a duration as a number is in minutes. Anything else that selects entries, such as a tag, leaves out all of these, and areas and measures that have none of these entries. "enact import json" imports all of it again unchanged. Entries in the bin are not written.

With --files it is a zip file with that JSON, in which the list attachments names the photos and files, and with them; "enact import json" imports it again. Without --files they are not in it.

  enact export json --files -o journal.zip`,
				Options: []Option{filesOption("the JSON")},
			},
			Schema: Schema,
			Write: func(ctx context.Context, w io.Writer, j *journal.Journal, r Request) error {
				if r.Chosen.Has(FilesOption) {
					return WriteJSONFiles(ctx, w, j, r.Query)
				}
				return WriteJSON(ctx, w, j, r.Query)
			},
		},
		Import: &Importer{
			Manual: Manual{
				Help:   "Import an export of this journal with everything in it.",
				Detail: `The file is one that "enact export json" wrote, with --files or without. Areas, measures, entries, reviews and saved filters that the journal has already stay as they are, and so do the values of days: a day gets those that it lacks, and each that differs is reported. A measure that the journal has by its id or name must be of the same kind and unit, and have the choices that the file has values of. Otherwise nothing is imported; make it so with "enact measure change" first, in this journal or in the one that the file is from.`,
			},
			Reader:      func(Chosen) (Reader, error) { return ReadJSON, nil },
			FilesReader: func(Chosen) (FilesReader, error) { return ReadJSONFiles, nil },
			Recognise:   isJSONFiles,
		},
	}
}
