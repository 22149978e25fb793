package transfer

import (
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/table"
	"enactive/ui/state"
)

// columnsOf are the columns that a person can be asked about.
func columnsOf(t exchange.Table) []state.Column {
	var columns []state.Column
	for _, c := range t.Columns {
		if c.Example != "" || !c.IsNameless {
			columns = append(columns, columnOf(c))
		}
	}
	return columns
}

// columnOf is a column with the readings that it leaves open.
func columnOf(c exchange.TableColumn) state.Column {
	column := state.Column{Name: c.Name, Ours: c.Ours, Example: c.Example, IsNumbers: c.IsNumbers, Low: c.Low, High: c.High}
	for _, choice := range c.Orders {
		order, _ := table.ParseOrder(choice.Key)
		column.Orders = append(column.Orders, state.Reading{Key: choice.Key, Order: describe.Message(exchange.OrderName(order)), Cells: choice.Cells, Days: choice.Days})
	}
	for _, choice := range c.Decimals {
		column.Decimals = append(column.Decimals, state.Reading{Key: choice.Key, Low: choice.Numbers[0], High: choice.Numbers[1]})
	}
	return column
}
