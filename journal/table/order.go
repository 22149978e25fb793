package table

// Order is the order of day, month and year in dates of three numbers. Dates such as 2026-01-05
// or 8 Apr 2026 need none.
type Order byte

// The orders. OrderNone is that of a column in which no date needs one.
const (
	OrderNone Order = iota
	DMY
	MDY
	YMD
)

// String returns dmy, mdy, ymd or nothing.
func (o Order) String() string { return [...]string{"", "dmy", "mdy", "ymd"}[o] }

// ParseOrder reads what String writes.
func ParseOrder(s string) (Order, bool) {
	for _, o := range []Order{DMY, MDY, YMD} {
		if s == o.String() {
			return o, true
		}
	}
	return OrderNone, s == ""
}

// orderSet is a set of orders.
type orderSet byte

const allOrders orderSet = 1<<DMY | 1<<MDY | 1<<YMD

func (s orderSet) has(o Order) bool { return s&(1<<o) != 0 }

// list returns the orders of a set.
func (s orderSet) list() []Order {
	var all []Order
	for _, o := range []Order{DMY, MDY, YMD} {
		if s.has(o) {
			all = append(all, o)
		}
	}
	return all
}

// day reads the three numbers of a date in an order. With points between them the day is first
// everywhere; a year in front has two digits.
func (p *momentParts) day(o Order) (year, month, day int, ok bool) {
	switch p.form {
	case formFixed:
		return p.n[0], p.n[1], p.n[2], true
	case formDayMonth, formNone:
		return 0, 0, 0, false
	}
	year, month, day = p.n[2], p.n[1], p.n[0]
	digits := p.digits[2]
	switch o {
	case DMY:
	case MDY:
		month, day = day, month
		ok = p.sep != '.'
	case YMD:
		year, day = day, year
		digits = p.digits[0]
		ok = p.sep != '.' && digits == 2 && p.digits[2] == 2
	}
	if o == OrderNone || o != DMY && !ok {
		return 0, 0, 0, false
	}
	if digits == 2 {
		year = fullYear(year)
	}
	return year, month, day, validDay(year, month, day)
}

// orders are the orders in which the calendar has the date.
func (p *momentParts) orders() orderSet {
	if p.form != formNumeric {
		return allOrders
	}
	var s orderSet
	for _, o := range []Order{DMY, MDY, YMD} {
		if _, _, _, ok := p.day(o); ok {
			s |= 1 << o
		}
	}
	return s
}
