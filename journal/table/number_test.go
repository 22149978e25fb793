package table

import (
	"errors"
	"math"
	"testing"
)

func TestReadsNumbersInEachNotation(t *testing.T) {
	const no = math.MaxFloat64 // not a number in that notation
	for text, want := range map[string]struct {
		point, comma float64
		unit         string
		of           float64
	}{
		"0":                  {point: 0, comma: 0},
		"255":                {point: 255, comma: 255},
		"-45":                {point: -45, comma: -45},
		"+80.2":              {point: 80.2, comma: no},
		"−3":                 {point: -3, comma: -3},
		"1.431":              {point: 1.431, comma: 1431},
		"1,431":              {point: 1431, comma: 1.431},
		"3,40":               {point: no, comma: 3.4},
		"3.40":               {point: 3.4, comma: no},
		"0,500":              {point: no, comma: .5},
		"0.500":              {point: .5, comma: no},
		".5":                 {point: .5, comma: no},
		",5":                 {point: no, comma: .5},
		"12,500.00":          {point: 12500, comma: no},
		"12.500,00":          {point: no, comma: 12500},
		"1.234.567":          {point: no, comma: 1234567},
		"1,234,567":          {point: 1234567, comma: no},
		"1 234,5":            {point: no, comma: 1234.5},
		"1\u202f234,5":       {point: no, comma: 1234.5},
		"1\u00a0234":         {point: 1234, comma: 1234},
		"1'234.50":           {point: 1234.5, comma: no},
		"1’234":              {point: 1234, comma: 1234},
		"1e3":                {point: 1000, comma: 1000},
		"1.5E-3":             {point: .0015, comma: no},
		"12345678901234567":  {point: 12345678901234567, comma: 12345678901234567},
		"0.1234567890123456": {point: .1234567890123456, comma: no},
		"79%":                {point: 79, comma: 79, unit: "%"},
		"79 %":               {point: 79, comma: 79, unit: "%"},
		"8.2 km":             {point: 8.2, comma: no, unit: "km"},
		"8.2km/h":            {point: 8.2, comma: no, unit: "km/h"},
		"21 °C":              {point: 21, comma: 21, unit: "°C"},
		"€ 12.500,00":        {point: no, comma: 12500, unit: "€"},
		"12.500,00 €":        {point: no, comma: 12500, unit: "€"},
		"$4,200.00":          {point: 4200, comma: no, unit: "$"},
		"-$4,200.00":         {point: -4200, comma: no, unit: "$"},
		"$-4,200.00":         {point: -4200, comma: no, unit: "$"},
		"R$ 10,50":           {point: no, comma: 10.5, unit: "R$"},
		"EUR 10":             {point: 10, comma: 10, unit: "EUR"},
		"CHF 1'234.50":       {point: 1234.5, comma: no, unit: "CHF"},
		"(120.50)":           {point: -120.5, comma: no},
		"($120.50)":          {point: -120.5, comma: no, unit: "$"},
		"$(120.50)":          {point: -120.5, comma: no, unit: "$"},
		"7/10":               {point: 7, comma: 7, of: 10},
		"7.5 / 10":           {point: 7.5, comma: no, of: 10},
		"7,5/10":             {point: no, comma: 7.5, of: 10},
		// What programs write around a number for spreadsheets, and wide digits.
		`="42"`: {point: 42, comma: 42}, `=" 1,5 km "`: {point: no, comma: 1.5, unit: "km"}, "１２．５％": {point: 12.5, comma: no, unit: "%"},
	} {
		for notation, value := range map[Notation]float64{Point: want.point, Comma: want.comma} {
			r := NumberReader{Notation: notation}
			got, err := r.Read(Cell{Text: text})
			if value == no {
				if err == nil {
					t.Errorf("%q by %s is %v, want none", text, notation, got.Value)
				}
				continue
			}
			if err != nil || got != (Number{value, want.unit, want.of}) {
				t.Errorf("%q by %s is %+v, want %+v: %v", text, notation, got, Number{value, want.unit, want.of}, err)
			}
		}
		r := NumberReader{}
		got, err := r.Read(Cell{Text: text})
		switch {
		case want.point != no && want.comma != no && want.point != want.comma:
			if !errors.Is(err, &Error{Kind: KindOpen}) {
				t.Errorf("%q without a notation is %+v, %v", text, got, err)
			}
		case err != nil:
			t.Errorf("%q without a notation: %v", text, err)
		}
	}
}

func TestRefusesWhatIsNotANumber(t *testing.T) {
	for _, text := range []string{
		"", "-", "n/a", "Run", "1-0", "½-½", "1.2.3", "1,2,3", "1.23.456", "1,23", "12,34,567", "1..2", "1.,2", "5.", "1 2", "1 2345", "2026-01-05",
		"7:02", "1h 20m", "~5", "<5", "5-6", "5 times a week", "Set 3", "(5", "5)", "--5", "-(5)", "0x1F", "Inf", "NaN", "1e999", "e5", "7/0", "7/10/2026",
		"7 September", "1/2 km x", "٣", "1.234,567.8", "1,234.567,8", "$ 5 €", "0.123.456", "5abcdefghijklmnopq",
	} {
		for _, notation := range []Notation{NotationNone, Point, Comma} {
			r := NumberReader{Notation: notation}
			if n, err := r.Read(Cell{Text: text}); err == nil && !(text == "1,23" && notation != Point) {
				t.Errorf("%q by %q is %+v", text, notation, n)
			}
		}
	}
}

func TestReadsDurationsAsMinutes(t *testing.T) {
	for text, want := range map[string][2]float64{ // minutes and seconds, hours and minutes
		"7:02": {7 + 2./60, 422}, "33:07": {33 + 7./60, 1987}, "123:45": {123.75, 7425},
		"1:02:33": {62.55, 62.55}, "00:17:01": {17 + 1./60, 17 + 1./60}, "26:00:00": {1560, 1560},
		"7:30.5": {7 + 30.5/60, 7 + 30.5/60}, "0:07:30.5": {7 + 30.5/60, 7 + 30.5/60},
		"1h 20m": {80, 80}, "1h20m": {80, 80}, "1 h 5 min 30 s": {65.5, 65.5}, "45 min": {45, 45}, "45min.": {45, 45}, "90 s": {1.5, 1.5}, "1.5 h": {90, 90}, "1,5 Std.": {90, 90},
		"PT1H20M": {80, 80}, "P1DT2H": {1560, 1560}, "PT90S": {1.5, 1.5}, "2 hours, 5 minutes": {125, 125}, "1時間20分": {80, 80}, "2 d": {2880, 2880},
		"7:02 h": {422, 422}, "7:02h": {422, 422}, "1:05 Std.": {65, 65}, "7:02 min": {7 + 2./60, 7 + 2./60}, "7:30.5 min": {7 + 30.5/60, 7 + 30.5/60}, "1:02:33 h": {62.55, 62.55}, "1h05": {65, 65},
		"0 days 07:32:00": {452, 452}, "1 day, 3:04:05": {1624 + 5./60, 1624 + 5./60}, "2 days 1:05 h": {2945, 2945}, "2d 00:00:30": {2880.5, 2880.5}, `="7:02 h"`: {422, 422}, "１：０２：３３": {62.55, 62.55},
	} {
		for i, form := range []DurationForm{MinutesSeconds, HoursMinutes} {
			r := NumberReader{Durations: form, AsDurations: true}
			got, err := r.Read(Cell{Text: text})
			if err != nil || math.Abs(got.Value-want[i]) > 1e-9 {
				t.Errorf("%q as %s is %v, want %v: %v", text, form, got.Value, want[i], err)
			}
		}
	}
	for _, text := range []string{"7:2", "7:60", "1:02:60", "1:60:00", "7:", ":07", "1:2:3:4", "1:02:33:04", "h", "20m 1h", "1h 1h", "5 apples", "P", "PT", "P1M", "P1Y2M", "P1W", "1.500 h", "7:02 km",
		"1:02:33 min", "7:02 s", "7:02 d", "1 day, 3:04", "-1 day, 3:04:05", "1 day 3:04.5", "2 hours 1:02:33", "1h5", "1h65", "1h 005", "45 min 05", "7:30.5 h", `="7:02`, `="7:02"x`} {
		r := NumberReader{Durations: HoursMinutes, AsDurations: true}
		if n, err := r.Read(Cell{Text: text}); err == nil && text != "5 apples" && text != "1.500 h" {
			t.Errorf("%q is %+v", text, n)
		}
	}
	r := NumberReader{AsDurations: true}
	if _, err := r.Read(Cell{Text: "7:02"}); !errors.Is(err, &Error{Kind: KindOpen}) {
		t.Errorf("7:02 without a form: %v", err)
	}
}

func TestANumberOfASheetIsReadByItsType(t *testing.T) {
	r := NumberReader{Notation: Comma}
	if n, err := r.Read(Cell{"1.431", TypeNumber}); err != nil || n.Value != 1.431 {
		t.Errorf("it is %v, %v", n.Value, err)
	}
}

func TestNotationsHaveNames(t *testing.T) {
	for _, n := range []Notation{NotationNone, Point, Comma} {
		if got, ok := ParseNotation(n.String()); !ok || got != n {
			t.Errorf("%q is read as %v", n.String(), got)
		}
	}
	if _, ok := ParseNotation("apostrophe"); ok {
		t.Error("apostrophe was taken")
	}
}
