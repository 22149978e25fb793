package table

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// packed makes a compressed file of parts: name, content, name, content ...
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const odsHead = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>`
const odsTail = `</office:spreadsheet></office:body></office:document-content>`

// ods makes an .ods file of its tables.
func ods(t testing.TB, tables string) []byte {
	return packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", odsHead+tables+odsTail)
}

// xlsx makes an .xlsx file with the formats yyyy-mm-dd, yyyy-mm-dd hh:mm, h:mm, [h]:mm,
// "Day "0, 0%, 0.0%, euros, km and millions as styles 1 to 10, some shared texts, and a hidden and
// an empty sheet before the one with these rows.
func xlsx(t testing.TB, rows string) []byte { return xlsxWith(t, "", rows, "") }

// xlsxWith has something more in its workbook and behind its rows.
func xlsxWith(t testing.TB, book, rows, behind string) []byte {
	const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	sheet := func(rows string) string {
		return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData>` + behind + `</worksheet>`
	}
	return packed(t,
		"_rels/.rels", relations+`<Relationship Id="rId1" Type="`+office+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook xmlns:r="`+office+`">`+book+`<sheets><sheet name="Old" state="hidden" r:id="rId1"/><sheet name="Empty" r:id="rId2"/><sheet name="Log" r:id="rId3"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", relations+
			`<Relationship Id="rId1" Type="`+office+`/worksheet" Target="worksheets/sheet1.xml"/>`+
			`<Relationship Id="rId2" Type="`+office+`/worksheet" Target="worksheets/sheet2.xml"/>`+
			`<Relationship Id="rId3" Type="`+office+`/worksheet" Target="/xl/worksheets/sheet3.xml"/>`+
			`<Relationship Id="rId4" Type="`+office+`/sharedStrings" Target="sharedStrings.xml"/>`+
			`<Relationship Id="rId5" Type="`+office+`/styles" Target="styles.xml"/></Relationships>`,
		"xl/sharedStrings.xml", `<sst><si><t>Date</t></si><si><r><t>Ti</t></r><r><t xml:space="preserve">tle </t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si></sst>`,
		"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="[$-409]yyyy-mm-dd\ hh:mm;@"/><numFmt numFmtId="166" formatCode="&quot;Day &quot;0"/>`+
			`<numFmt numFmtId="167" formatCode="0.0%"/><numFmt numFmtId="168" formatCode="#,##0.00\ [$€-407];[Red]\-#,##0.00\ [$€-407]"/><numFmt numFmtId="169" formatCode="0.0&quot; km&quot;"/><numFmt numFmtId="170" formatCode="0.0,,&quot;M&quot;"/></numFmts>`+
			`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/><xf numFmtId="46"/><xf numFmtId="166"/>`+
			`<xf numFmtId="9"/><xf numFmtId="167"/><xf numFmtId="168"/><xf numFmtId="169"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml", sheet(`<row r="1"><c t="inlineStr"><is><t>Secret</t></is></c></row>`),
		"xl/worksheets/sheet2.xml", sheet(`<row r="1"><c r="A1" s="1"/></row>`),
		"xl/worksheets/sheet3.xml", sheet(rows),
	)
}

func readBytes(t *testing.T, raw []byte, o Options) (*Table, error) {
	t.Helper()
	return Read(context.Background(), bytes.NewReader(raw), o)
}

func TestReadsAnXLSXSheet(t *testing.T) {
	table, err := readBytes(t, xlsx(t, `
<row r="1"><c r="A1" t="inlineStr"><is><t>My log</t></is></c></row>
<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="D3" t="str"><f>1+1</f><v>Value</v></c><c r="E3" t="inlineStr"><is><t>Took</t></is></c></row>
<row r="4"><c r="A4" s="1"><v>46027</v></c><c r="B4" t="s"><v>2</v></c><c r="D4"><v>5.0199999999999996</v></c><c r="E4" s="4"><v>1.25</v></c></row>
<row r="5"><c r="A5" s="2"><v>46028.753472222219</v></c><c r="C5" t="b"><v>1</v></c><c r="D5" s="5"><v>1.431</v></c><c r="E5" s="3"><v>0.5</v></c></row>
<row r="9"><c r="A9" s="1"><v>46029</v></c><c r="D9" t="e"><v>#N/A</v></c></row>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := describeFound(&table.Found), `rows 3 header 3 sheet Log of ["Empty" "Log" "Old"] before [1] filled [9]`; got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
	want := []string{"2026-01-05|東京||5.02|30:00:00", "2026-01-06 18:05:00||true|1.431|12:00:00", "2026-01-07|||#N/A|"}
	if got := cells(t, table); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	f := facts(t, table)
	for i, want := range []string{
		"Date: dates proved 2026-01-05T00:00:00..2026-01-07T00:00:00",
		"Title: words 東京",
		"#3: words true",
		"Value: #N/A x1; numbers proved 1.431..5.02",
		"Took: durations proved  720..1800",
	} {
		if got := describe(&f.Columns[i]); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	for row := range table.Rows(context.Background()) {
		if row.Line != 4 {
			t.Errorf("the first row is on line %d", row.Line)
		}
		break
	}
}

func TestReadsTheSheetThatIsAskedFor(t *testing.T) {
	raw := xlsx(t, `<row r="1"><c t="inlineStr"><is><t>Seen</t></is></c></row>`)
	table, err := readBytes(t, raw, Options{Sheet: "old"})
	if err != nil || table.Columns[0].Name != "Secret" {
		t.Errorf("the hidden sheet: %v", err)
	}
	_, err = readBytes(t, raw, Options{Sheet: "New"})
	var e *Error
	if !errors.As(err, &e) || e.Kind != KindNoSheet || !slices.Equal(e.Names, []string{"Empty", "Log", "Old"}) {
		t.Errorf("a sheet that is not there: %v", err)
	}
	if _, err = readBytes(t, raw, Options{Sheet: "Empty"}); !errors.Is(err, &Error{Kind: KindEmpty}) {
		t.Errorf("an empty sheet: %v", err)
	}
}

func TestReadsAnODSSheet(t *testing.T) {
	text := func(s string) string {
		return `<table:table-cell office:value-type="string"><text:p>` + s + `</text:p></table:table-cell>`
	}
	table, err := readBytes(t, ods(t, `<table:table table:name="None"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
<table:table table:name="Log">
<table:table-row>`+text("Date")+text("Note")+text("Value")+text("Took")+text("Time")+`<table:table-cell table:number-columns-repeated="16379"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2026-01-05"><text:p>5.1.26</text:p></table:table-cell>
<table:table-cell office:value-type="string"><office:annotation><text:p>remark</text:p></office:annotation><text:p>a<text:s text:c="2"/>b <text:span>c</text:span></text:p><text:p>d</text:p></table:table-cell>
<table:table-cell office:value-type="currency" office:value="1.431"><text:p>1,43 €</text:p></table:table-cell>
<table:table-cell office:value-type="time" office:time-value="PT30H00M00S"/>
<table:table-cell office:value-type="time" office:time-value="PT09H05M00.000000S"/></table:table-row>
<table:table-row table:number-rows-repeated="5"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell office:value-type="date" office:date-value="2026-01-06T18:05:00"/><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="boolean" office:boolean-value="true" table:number-columns-repeated="2"/></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"2026-01-05|a  b c\nd|1.431|30:00:00|09:05:00", "2026-01-05|a  b c\nd|1.431|30:00:00|09:05:00", "2026-01-06T18:05:00|||true|true"}
	if got := cells(t, table); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	var lines []int
	for row := range table.Rows(context.Background()) {
		lines = append(lines, row.Line)
	}
	if !slices.Equal(lines, []int{2, 3, 9}) || table.Found.Sheet != "Log" || table.Found.Format != FormatODS {
		t.Errorf("lines %v of %s", lines, table.Found.Sheet)
	}
	f := facts(t, table)
	if got := describe(&f.Columns[2]); got != "Value: numbers proved 1.431..1.431" {
		t.Error(got)
	}
}

func TestNumbersOfSheetsHaveTheUnitOfTheirFormat(t *testing.T) {
	table, err := readBytes(t, xlsx(t, `
<row r="1"><c r="A1" t="inlineStr"><is><t>Sleep</t></is></c><c r="B1" t="inlineStr"><is><t>Paid</t></is></c><c r="C1" t="inlineStr"><is><t>Way</t></is></c><c r="D1" t="inlineStr"><is><t>Steps</t></is></c><c r="E1" t="inlineStr"><is><t>Mixed</t></is></c></row>
<row r="2"><c r="A2" s="6"><v>0.79</v></c><c r="B2" s="8"><v>-12.5</v></c><c r="C2" s="9"><v>8.1999999999999993</v></c><c r="D2" s="10"><v>1431</v></c><c r="E2" s="6"><v>0.5</v></c></row>
<row r="3"><c r="A3" s="7"><v>7.0000000000000007E-2</v></c><c r="B3" s="8"><v>4200</v></c><c r="C3" s="9"><v>3</v></c><c r="D3" s="10"><v>2.5</v></c><c r="E3"><v>0.5</v></c></row>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"79%|-12.5 €|8.2 km|1431|50%", "7%|4200 €|3 km|2.5|0.5"}
	if got := cells(t, table); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	f := facts(t, table)
	for i, want := range []string{
		"Sleep: numbers proved 7..79 %",
		"Paid: numbers proved -12.5..4200 €",
		"Way: numbers proved 3..8.2 km",
		"Steps: numbers proved 2.5..1431",
		"Mixed: numbers proved 0.5..50 %",
	} {
		if got := describe(&f.Columns[i]); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if f.Columns[4].Numbers.Alike() {
		t.Error("a column with and without percent is taken for one measure")
	}
	reader := NumberReader{Notation: Comma}
	for row := range table.Rows(t.Context()) {
		for i, want := range []Number{{Value: 79, Unit: "%"}, {Value: -12.5, Unit: "€"}, {Value: 8.2, Unit: "km"}, {Value: 1431}} {
			if got, err := reader.Read(row.Cells[i]); err != nil || got != want {
				t.Errorf("got %+v, %v, want %+v", got, err, want)
			}
		}
		break
	}
}

func TestMeasuresOfFormats(t *testing.T) {
	for code, want := range map[string]string{
		"0%": "%", "0.00%": "%", "0 %": "%", `0"%"`: "only %", `0\%`: "only %", "0%%": "", `"about "0%`: "", "[Red]0%;-0%": "%", "[>1]0%;0.0": "",
		"$#,##0.00": "only $", `"kr" 0`: "only kr", `_-* #,##0.00\ "€"_-;\-* #,##0.00\ "€"_-`: "only €", "[$USD] 0.00": "only USD", "[$-409]0": "", "[$$-409]#,##0": "only $",
		`0" km/h"`: "only km/h", `0.0,"k"`: "", `0,.0"k"`: "", `"Day "0`: "", `0" of 10"`: "", `"`: "", `\`: "", "[": "", "0_": "", "General": "", "": "",
	} {
		f := formatOf(code)
		got := ""
		if f.percent {
			got = "%"
		}
		if f.unit != "" {
			got += "only " + f.unit
		}
		if got != want || f.sheetFormat != formatNumber {
			t.Errorf("%s is %q of %d, want %q", code, got, f.sheetFormat, want)
		}
	}
}

func TestNumbersOfAnODSSheetHaveTheirUnit(t *testing.T) {
	table, err := readBytes(t, ods(t, `<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>Sleep</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Paid</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="percentage" office:value="0.79"><text:p>79%</text:p></table:table-cell><table:table-cell office:value-type="currency" office:currency="EUR" office:value="12.5"><text:p>12,50 €</text:p></table:table-cell></table:table-row></table:table>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := cells(t, table); !slices.Equal(got, []string{"79%|12.5 EUR"}) {
		t.Errorf("got %q", got)
	}
}

// TestWhatASheetDoesNotSayIsFound reads errors, formulas whose result is not in the file, and merged
// cells. None of them becomes another value.
func TestWhatASheetDoesNotSayIsFound(t *testing.T) {
	found := func(table *Table) string {
		f := table.Found
		return fmt.Sprint("errors ", f.Errors.First, " without result ", f.NoResults.First, " merged ", f.Merged.First)
	}
	text := func(ref, s string) string {
		return `<c r="` + ref + `" t="inlineStr"><is><t>` + s + `</t></is></c>`
	}
	table, err := readBytes(t, xlsxWith(t, "", `<row r="1">`+text("A1", "Day")+text("B1", "Value")+text("C1", "Note")+`</row>
<row r="2"><c r="A2" s="1"><v>46027</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2" t="str"><f>""</f><v></v></c></row>
<row r="3"><c r="B3"><f>SUM(B1:B2)</f></c>`+text("C3", "x")+`</row>
<row r="4"><c r="A4" s="1"><v>46028</v></c><c r="B4" t="e"><v>#N/A</v></c><c r="C4" t="b"><f>TRUE()</f><v>0</v></c></row>`,
		`<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B1:C1"/><mergeCell ref="A"/><mergeCell ref="1:99999999999999999999"/></mergeCells>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := found(table), "errors [2] without result [3] merged [2]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := cells(t, table), []string{"2026-01-05|#DIV/0!|", "||x", "2026-01-06|#N/A|false"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	f := facts(t, table)
	if got := describe(&f.Columns[1]); got != `Value: #N/A x1; list "/" 2 in 1; list "#" 1 in 1` {
		t.Errorf("got %s", got)
	}
	table, err = readBytes(t, ods(t, `<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>Day</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Value</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="date" office:date-value="2026-01-05"/><table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell table:formula="of:=[.A1]"/></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>#1!</text:p></table:table-cell></table:table-row></table:table>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := found(table), "errors [2] without result [3] merged [2]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestAWorkbookOfTheOtherDateSystem reads the same days as a workbook of the usual one, and takes no
// plain number for a day: it would be four years off.
func TestAWorkbookOfTheOtherDateSystem(t *testing.T) {
	rows := func(first int) string {
		return fmt.Sprintf(`<row r="1"><c r="A1" t="inlineStr"><is><t>Day</t></is></c><c r="B1" t="inlineStr"><is><t>Clock</t></is></c><c r="C1" t="inlineStr"><is><t>Took</t></is></c><c r="D1" t="inlineStr"><is><t>Plain</t></is></c></row>
<row r="2"><c r="A2" s="1"><v>%d</v></c><c r="B2" s="3"><v>%d.75</v></c><c r="C2" s="4"><v>-0.0625</v></c><c r="D2"><v>%[1]d</v></c></row>`, first, first)
	}
	for _, c := range []struct {
		book  string
		first int
		epoch Epoch
	}{{"", 46027, EpochDays}, {`<workbookPr date1904="1"/>`, 46027 - 1462, EpochNone}} {
		table, err := readBytes(t, xlsxWith(t, c.book, rows(c.first), ""), Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("2026-01-05|2026-01-05 18:00:00|-01:30:00|%d", c.first)
		if got := cells(t, table); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: got %q, want %q", c.book, got, want)
		}
		f := facts(t, table)
		if f.Columns[3].Dates.Epoch != c.epoch {
			t.Errorf("%s: a plain number counts %d", c.book, f.Columns[3].Dates.Epoch)
		}
		each, err := table.Each(t.Context(), []int{2}, "column", "value", func(string) bool { return false })
		if err != nil {
			t.Fatal(err)
		}
		grouped, err := table.Group(t.Context(), []int{0}, Gathering{})
		if err != nil {
			t.Fatal(err)
		}
		for name, plain := range map[string]ColumnFacts{"Each": facts(t, each).Columns[2], "Group": facts(t, grouped).Columns[3]} {
			if plain.Dates.Epoch != c.epoch {
				t.Errorf("%s, %s: a plain number counts %d", name, c.book, plain.Dates.Epoch)
			}
		}
		if d := f.Columns[2].Durations; d.All() {
			t.Errorf("%s: a negative duration is read as %v", c.book, d.Smallest)
		}
	}
}

func TestFormatsOfCells(t *testing.T) {
	for code, want := range map[string]sheetFormat{
		"General": formatNumber, "0.00": formatNumber, "0.00E+00": formatNumber, "#,##0 [$€-407]": formatNumber, `"days" 0`: formatNumber, "[Red]0": formatNumber, "@": formatNumber, "0%": formatNumber,
		"yyyy-mm-dd": formatDate, "d/m/yy": formatDate, "mmm": formatDate, "[$-409]mmmm d, yyyy h:mm AM/PM": formatDate, `yyyy"年"m"月"d"日"`: formatDate, "dd.mm.yyyy hh:mm:ss": formatDate,
		"h:mm": formatTime, "h:mm AM/PM": formatTime, "mm:ss.0": formatTime, "[h]:mm:ss": formatDuration, "[mm]:ss": formatDuration, "0;[Red]-0;yyyy": formatNumber, `\d0`: formatNumber,
	} {
		if got := formatOf(code).sheetFormat; got != want {
			t.Errorf("%s is %d, want %d", code, got, want)
		}
	}
}

func TestDatesOfSheets(t *testing.T) {
	for _, c := range []struct {
		x        float64
		from1904 bool
		want     string
	}{
		{1, false, "1900-01-01"}, {59, false, "1900-02-28"}, {61, false, "1900-03-01"}, {46027, false, "2026-01-05"}, {44565, true, "2026-01-05"},
		{46027.75, false, "2026-01-05 18:00:00"}, {46028.753472222219, false, "2026-01-06 18:05:00"}, {46027.999999999, false, "2026-01-06"}, {46027.00000002894, false, "2026-01-05 00:00:00.003"},
	} {
		if got := formatDate.cell(c.x, c.from1904); got.Text != c.want || got.Type != TypeDate {
			t.Errorf("%v is %q, want %q", c.x, got.Text, c.want)
		}
	}
}

// TestHostileSheets holds that a compressed file of any content is refused with a kind, within
// its limits.
func TestHostileSheets(t *testing.T) {
	lowered := &limits{file: 1 << 20, unpacked: 8 << 20, ratio: 100, cell: 1000, line: 2000, columns: 100, row: 1000}
	row := func(cells string) string { return "<table:table-row>" + cells + "</table:table-row>" }
	sheet := func(rows string) []byte { return ods(t, `<table:table table:name="a">`+rows+`</table:table>`) }
	cell := func(attributes, text string) string {
		return "<table:table-cell " + attributes + "><text:p>" + text + "</text:p></table:table-cell>"
	}
	deep := strings.Repeat("<a>", 1000)
	for name, c := range map[string]struct {
		raw  []byte
		want Kind
	}{
		"ten million empty cells":   {sheet(row(strings.Repeat(`<table:table-cell table:number-columns-repeated="16384"/>`, 610))), KindEmpty},
		"a cell behind ten million": {sheet(row(`<table:table-cell table:number-columns-repeated="10000000"/>` + cell("", "x"))), KindColumns},
		"a cell ten million times":  {sheet(row(cell(`table:number-columns-repeated="10000000"`, "x"))), KindColumns},
		"a row ten million times":   {sheet(`<table:table-row table:number-rows-repeated="10000000">` + cell("", "x") + `</table:table-row>`), KindRows},
		"wide rows many times":      {sheet(`<table:table-row table:number-rows-repeated="900">` + cell(`table:number-columns-repeated="90"`, strings.Repeat("x", 900)) + `</table:table-row>`), KindUnpacked},
		"blanks without end":        {sheet(row(cell("", strings.Repeat(`<text:s text:c="1000000"/>`, 1000)))), KindCellSize},
		"a long cell":               {sheet(row(cell("", strings.Repeat("x", 1001)))), KindCellSize},
		"a bomb":                    {sheet(strings.Repeat("<table:table-row></table:table-row>", 100_000)), KindRatio},
		"nothing but depth":         {sheet(deep), KindDamaged},
		"cut off":                   {packed(t, "content.xml", odsHead+`<table:table table:name="a"><table:table-row>`), KindDamaged},
		"not XML":                   {packed(t, "content.xml", "PK\x03\x04\x00"), KindDamaged},
		"other XML":                 {packed(t, "content.xml", "<a/>"), KindEmpty},
		"an entity":                 {packed(t, "content.xml", `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><office:table><table:table-row>`+cell("", "&b;")+`</table:table-row></office:table>`), KindDamaged},
		"outside":                   {packed(t, "../../etc/passwd", "x", "/etc/passwd", "y"), KindArchive},
		"an archive of tables":      {packed(t, "a.csv", "a,b\n1,2\n"), KindArchive},
		"a password":                {packed(t, "META-INF/manifest.xml", `<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`, "content.xml", "\x01\x02"), KindEncrypted},
		"no workbook":               {packed(t, "_rels/.rels", `<Relationships><Relationship Type="x/officeDocument" Target="../../../etc/passwd"/></Relationships>`), KindDamaged},
		"a text that is not shared": {xlsx(t, `<row r="1"><c t="s"><v>9</v></c></row>`), KindDamaged},
		"a text before the first":   {xlsx(t, `<row r="1"><c t="s"><v>-1</v></c></row>`), KindDamaged},
		"a far column":              {xlsx(t, `<row r="1"><c r="XFD1"><v>1</v></c></row>`), KindColumns},
		"a farther column":          {xlsx(t, `<row r="1"><c r="ZZZZZZZZZZ1"><v>1</v></c></row>`), KindColumns},
		"no zip at all":             {[]byte("PK\x03\x04 and so on"), KindDamaged},
		"cut in half":               {xlsx(t, "")[:700], KindDamaged},
		"many parts":                {[]byte("PK\x03\x04" + strings.Repeat("PK\x01\x02", maxParts+1)), KindArchive},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readBytes(t, c.raw, Options{lowered: lowered})
			var e *Error
			if !errors.As(err, &e) || e.Kind != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestAShareOfTextsIsBounded(t *testing.T) {
	lowered := &limits{file: 1 << 20, unpacked: 64 << 20, ratio: 1000, cell: 1000, line: 2000, columns: 100, row: 100_000}
	var rows strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&rows, `<row r="%d"><c t="s"><v>2</v></c><c t="s"><v>2</v></c></row>`, i+1)
	}
	if _, err := readBytes(t, xlsx(t, rows.String()), Options{lowered: lowered}); !errors.Is(err, &Error{Kind: KindUnpacked}) {
		t.Errorf("got %v", err)
	}
}

func TestReadingASheetCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, bytes.NewReader(xlsx(t, "")), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
