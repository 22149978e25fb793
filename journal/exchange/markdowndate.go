package exchange

import (
	"path"
	"regexp"
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/table"
)

// namedDay is the date in the name of a note, as it is written there or as 2026-11-28.
type namedDay struct {
	when   string
	inPath bool // the names of its folders are part of the date
}

var (
	isoInName    = regexp.MustCompile(`(?:^|[^0-9])(\d{4})([-_.])(\d{1,2})([-_.])(\d{1,2})`)
	digitsInName = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:\d{2})?)?(?:[^0-9]|$)`)
	yearInName   = regexp.MustCompile(`\d{4}`)
)

// dateOf finds the date in the path of a file, and what is left of its name. A name with two
// dates is of a week or longer, so it has none.
func dateOf(file string) (day namedDay, left string) {
	base := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if all := isoInName.FindAllStringSubmatchIndex(base, -1); len(all) > 0 {
		part := func(i int) string { return base[all[0][2*i]:all[0][2*i+1]] }
		before, after := base[:all[0][2]], base[all[0][11]:]
		if when, ok := isoDay(part(1), part(3), part(5)); ok && part(2) == part(4) && len(all) == 1 && !beginsWithDigit(after) {
			return namedDay{when: when}, trimName(before + " " + after)
		}
		return namedDay{}, base
	}
	if m := digitsInName.FindStringSubmatch(base); m != nil {
		if when, ok := isoDay(m[1], m[2], m[3]); ok {
			end := len("20261128")
			if m[4] != "" {
				clock := m[4] + ":" + m[5]
				if _, err := time.Parse("15:04", clock); err != nil {
					return namedDay{}, base
				}
				when += " " + clock
				end = len(m[0])
				if last := m[0][end-1]; last < '0' || last > '9' {
					end--
				}
			}
			return namedDay{when: when}, trimName(base[end:])
		}
		return namedDay{}, base
	}
	folders := strings.Split(path.Dir(file), "/")
	if n := len(folders); n >= 2 {
		if when, ok := isoDay(folders[n-2], folders[n-1], base); ok {
			return namedDay{when: when, inPath: true}, ""
		}
	}
	if yearInName.MatchString(base) {
		if is, _ := dateIn(base); is {
			return namedDay{when: base}, ""
		}
	}
	return namedDay{}, base
}

// isoDay returns a day that exists as 2026-11-28.
func isoDay(year, month, day string) (string, bool) {
	t, err := time.Parse("2006-1-2", year+"-"+strings.TrimPrefix(month, "0")+"-"+strings.TrimPrefix(day, "0"))
	if err != nil || len(year) != 4 || t.Year() < journal.FirstYear || t.Year() > journal.LastYear {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

func beginsWithDigit(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }

func trimName(s string) string { return strings.Trim(oneLineOf(s), " -–—_.,") }

// sameDay reports whether a text is nothing but the date of a note.
func sameDay(text, when string) bool {
	if text == when {
		return true
	}
	var r table.DateReader
	a, errA := r.Read(table.Cell{Text: text})
	b, errB := r.Read(table.Cell{Text: when})
	return errA == nil && errB == nil && a.HasDate && b.HasDate && !a.HasTime && a.Clock.Format(time.DateOnly) == b.Clock.Format(time.DateOnly)
}
