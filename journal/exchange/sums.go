package exchange

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"enactive/journal/fault"
	"enactive/journal/table"
)

// Sums is what happens to a last row of a table that looks like the sums of those above it.
type Sums int

// The values of Sums.
const (
	SumsAsk    Sums = iota // reject the table with a question
	SumsLeave              // leave the row out
	SumsImport             // import it like the others
)

var sumsNames = []string{"", "leave", "import"}

// String is the value of the flag; empty for SumsAsk.
func (s Sums) String() string { return sumsNames[s] }

// ParseSums reads what String writes for an answer.
func ParseSums(s string) (Sums, bool) {
	i := slices.Index(sumsNames, s)
	return Sums(max(i, 0)), i > 0
}

// findSums finds a last row of sums and leaves it out, unless it is to be imported. As long as
// that is not answered, c.question asks for it: what the other rows prove can be shown before.
func (c *csvImport) findSums(ctx context.Context, o ImportPlan) error {
	if c.table == nil || c.table.Found.Format == table.FormatRows {
		return nil
	}
	facts, err := c.facts(ctx)
	if err != nil || facts.Sums == 0 {
		return err
	}
	c.sums = SheetRow{Line: facts.Sums}
	var filled []string
	for _, cell := range facts.SumsCells {
		c.sums.Cells = append(c.sums.Cells, clip(cell))
		if strings.TrimSpace(cell) != "" {
			filled = append(filled, clip(cell))
		}
	}
	with := fault.V{"File": c.file, "Line": itoa(facts.Sums), "Row": strconv.Quote(clip(strings.Join(filled, " | ")))}
	if o.Sums == SumsImport {
		c.notes = append(c.notes, fault.Text("line-line-looks-like-a-row-of-sums-but", with))
		return nil
	}
	c.table.LeaveSums(facts.Sums)
	c.proved = nil
	if o.Sums == SumsAsk {
		c.question = rejected(fault.Text("the-last-row-of-file-looks-like-sums", with))
	} else {
		c.notes = append(c.notes, fault.Text("line-line-looks-like-a-row-of-sums-and", with))
	}
	return nil
}
