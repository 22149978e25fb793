package table_test

import (
	"context"
	"fmt"
	"strings"

	"enactive/journal/table"
)

func Example() {
	const file = "Date;Title;Distance\n13/5/2026;Loop;8,2\n1/6/2026;Hill;12,75\n"
	ctx := context.Background()
	t, err := table.Read(ctx, strings.NewReader(file), table.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	facts, err := t.Facts(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	dates := table.DateReader{Order: facts.Columns[0].Dates.Order}
	distances := table.NumberReader{Notation: facts.Columns[2].Numbers.Notation}
	for row, err := range t.Rows(ctx) {
		if err != nil {
			fmt.Println(err) // one row that cannot be read
			continue
		}
		day, _ := dates.Read(row.Cells[0])
		distance, _ := distances.Read(row.Cells[2])
		fmt.Println(row.Line, day.At.Format("2 January"), row.Cells[1].Text, distance.Value)
	}
	// Output:
	// 2 13 May Loop 8.2
	// 3 1 June Hill 12.75
}
