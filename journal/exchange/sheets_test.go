package exchange_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// workbook makes an .xlsx file of one sheet with these rows, whose styles 1 to 3 are a date, a
// percentage and hours and minutes that may be more than a day has.
func workbook(t testing.TB, rows, behind string) []byte {
	t.Helper()
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	return zipped(t, map[string]string{
		"_rels/.rels":     relations + `<Relationship Id="a" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook ` + main + ` xmlns:r="` + office + `"><sheets><sheet name="Log" r:id="a"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relations + `<Relationship Id="a" Type="` + office + `/worksheet" Target="sheet.xml"/>` +
			`<Relationship Id="b" Type="` + office + `/styles" Target="styles.xml"/></Relationships>`,
		"xl/styles.xml": `<styleSheet ` + main + `><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="46"/></cellXfs></styleSheet>`,
		"xl/sheet.xml":  `<worksheet ` + main + `><sheetData>` + rows + `</sheetData>` + behind + `</worksheet>`,
	})
}

// zipped makes a zip of files.
func zipped(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sheetRow makes a row of a sheet; a cell is a text, or a style, a bar and a number.
func sheetRow(cells ...string) string {
	var b strings.Builder
	b.WriteString("<row>")
	for _, c := range cells {
		switch style, value, styled := strings.Cut(c, "|"); {
		case styled:
			b.WriteString(`<c s="` + style + `"><v>` + value + `</v></c>`)
		case strings.HasPrefix(c, "<"):
			b.WriteString(c)
		default:
			b.WriteString(`<c t="inlineStr"><is><t>` + c + `</t></is></c>`)
		}
	}
	return b.String() + "</row>"
}

// TestSheetsReadAsTheirCellsProve imports a workbook whose numbers have formats.
func TestSheetsReadAsTheirCellsProve(t *testing.T) {
	raw := workbook(t, sheetRow("Day", "Quality", "Slept", "Note")+
		sheetRow("1|46027", "2|0.79", "3|0.03125", "a")+
		sheetRow("1|46028", "2|1", "3|0.0625", `<c t="e"><f>1/0</f><v>#DIV/0!</v></c>`)+
		sheetRow("1|46029", "2|0", "3|0", `<c><f>D1</f></c>`), `<mergeCells><mergeCell ref="D2:D3"/></mergeCells>`)
	j := newJournal(t)
	o := options(t, "map Day=time", "map Quality=performance", "map Slept=effort", "map Note=note", "set area=Sleep")
	imp, err := exchange.ReadCSV(t.Context(), bytes.NewReader(raw), j, o)
	if err != nil {
		t.Fatal(describe.Error(err))
	}
	apply(t, j, imp)
	want := []string{"2026-01-05T12:00 Sleep performance 79 effort 45", "2026-01-06T12:00 Sleep performance 100 effort 90", "2026-01-07T12:00 Sleep performance 0 effort 0"}
	if got := entriesAs(j); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	notes := describe.Messages(imp.Notes)
	for _, want := range []string{
		"The numbers in Quality are in %; only the numbers are imported.",
		"The durations in Slept are imported as minutes.",
		"One row has an error of the spreadsheet, such as #DIV/0!, in place of a value (line 3).",
		"One row has a formula whose result is not in the file, so its cell is empty (line 4); save the file once in a spreadsheet program to have it.",
		"In one row a cell is merged with the rows below it, which have no value there (line 2).",
	} {
		if !slices.Contains(notes, want) {
			t.Errorf("the notes are %q and lack %q", notes, want)
		}
	}
}

// TestWhatASheetDoesNotProveIsRefused holds that no cell of a sheet becomes a number that its format
// does not show.
func TestWhatASheetDoesNotProveIsRefused(t *testing.T) {
	for _, c := range []struct{ name, rows, want string }{
		{"an error", sheetRow("1|46027", "2|0.79") + sheetRow("1|46028", `<c t="e"><v>#DIV/0!</v></c>`), `line 3, Value: "#DIV/0!" is not a number; it must be a number from 0 to 100, or left empty`},
		{"a percentage and a number", sheetRow("1|46027", "2|0.79") + sheetRow("1|46028", "0|0.5"), `the numbers in Value have different units ("%", ""), so they are not one measure`},
		{"a negative duration", sheetRow("1|46027", "3|-0.05") + sheetRow("1|46028", "3|0.05"), `line 2, Value: "-01:12:00" is not a number`},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := newJournal(t)
			raw := workbook(t, sheetRow("Day", "Value")+c.rows, "")
			_, err := exchange.ReadCSV(t.Context(), bytes.NewReader(raw), j, options(t, "map Day=time", "map Value=effort", "set area=A"))
			if got := describe.Error(err); !errors.Is(err, exchange.ErrRejected) || !strings.Contains(got, c.want) {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if n := len(j.Entries(journal.Query{})); n > 0 {
				t.Errorf("%d entries were added", n)
			}
		})
	}
}
