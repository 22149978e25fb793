package spelling

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What a file may hold at most. The largest of Debian's dictionaries stay far below; a file that was
// made to hang the program does not come far.
const (
	maxFile     = 64 << 20
	maxAffixes  = 400_000
	maxFlags    = 512 // of one word
	maxWords    = 4_000_000
	maxPatterns = 512 // of BREAK, ICONV, MAP and so on, each
	maxReplace  = 4096
)

// flag is one of the letters or numbers that say which affixes a word takes and what it is.
type flag uint32

// flags are those of a word or an affix.
type flags []flag

func (f flags) has(x flag) bool { return x != 0 && slices.Contains(f, x) }

// affix is a rule of PFX or SFX.
type affix struct {
	flag      flag
	cross     bool
	then      flags // of the affix itself: its continuation classes and what it makes of a word
	condition []class
}

// class is one character of a condition: any, one of some, or none of some.
type class struct {
	any, not bool
	of       string
}

func (c class) matches(r rune) bool {
	return c.any || strings.ContainsRune(c.of, r) != c.not
}

// affixGroup are the rules that add the same characters and take the same away, so that the stem is
// looked for once.
type affixGroup struct {
	strip string
	rules []*affix
	// second is whether one of them can follow another suffix.
	second bool
}

// affixes are all prefixes or all suffixes, by the characters that they add.
type affixes struct {
	byAdded map[string][]*affixGroup
	longest int // of what is added, in bytes
}

func (a *affixes) add(added, strip string, rule *affix) {
	a.longest = max(a.longest, len(added))
	for _, g := range a.byAdded[added] {
		if g.strip == strip {
			g.rules = append(g.rules, rule)
			return
		}
	}
	a.byAdded[added] = append(a.byAdded[added], &affixGroup{strip: strip, rules: []*affix{rule}})
}

// pattern is one of CHECKCOMPOUNDPATTERN: how two parts of a compound must not meet.
type pattern struct {
	end, begin         string
	endFlag, beginFlag flag
}

// pairs are what is replaced by what, in the order of the file.
type pairs [][2]string

// rules are an affix file.
type rules struct {
	flagType string
	ids      map[string]flag
	aliases  []flags // of AF

	prefixes, suffixes affixes

	compound, compoundBegin, compoundMiddle, compoundEnd   flag
	onlyInCompound, permit, forbidIn, forbidden, noSuggest flag
	keepCase, needAffix, circumfix                         flag
	compoundMin, compoundMost                              int
	checkDuplicate, checkCase, checkTriple, checkReplace   bool
	checkSharps, fullStrip                                 bool
	patterns                                               []pattern
	breaks                                                 []string
	in, out                                                pairs
	replace                                                pairs
	alike                                                  [][]string // of MAP
	try                                                    []rune
	keyboard                                               string
	ignore                                                 string
}

// errEncoding is the error of a dictionary in an encoding that is not known here.
var errEncoding = errors.New("its encoding is not known")

// readRules reads an affix file in UTF-8. Lines that mean nothing here are skipped.
func readRules(file []byte) (*rules, error) {
	r := &rules{ids: map[string]flag{}, compoundMin: 3, breaks: []string{"-", "^-", "-$"},
		prefixes: affixes{byAdded: map[string][]*affixGroup{}}, suffixes: affixes{byAdded: map[string][]*affixGroup{}}}
	lines := &lineReader{rest: file}
	// How flags are written must be known before the first of them is read.
	for fields := lines.next(); fields != nil; fields = lines.next() {
		if len(fields) > 1 && fields[0] == "FLAG" {
			r.flagType = strings.ToLower(fields[1])
		}
	}
	lines = &lineReader{rest: file}
	count := 0
	for fields := lines.next(); fields != nil; fields = lines.next() {
		if len(fields) < 2 {
			r.readSwitch(fields)
			continue
		}
		if fields[0] == "PFX" || fields[0] == "SFX" {
			n, err := r.readAffixes(fields, lines)
			if count += n; err != nil || count > maxAffixes {
				return nil, fmt.Errorf("reading its affixes: %w", errors.Join(err, tooMany(count > maxAffixes)))
			}
			continue
		}
		r.readLine(fields, lines)
	}
	r.markSecond()
	return r, nil
}

func tooMany(is bool) error {
	if is {
		return errors.New("there are too many")
	}
	return nil
}

// readSwitch reads a line of one word.
func (r *rules) readSwitch(fields []string) {
	if len(fields) == 0 {
		return
	}
	switch fields[0] {
	case "CHECKCOMPOUNDDUP":
		r.checkDuplicate = true
	case "CHECKCOMPOUNDCASE":
		r.checkCase = true
	case "CHECKCOMPOUNDTRIPLE":
		r.checkTriple = true
	case "CHECKCOMPOUNDREP":
		r.checkReplace = true
	case "CHECKSHARPS":
		r.checkSharps = true
	case "FULLSTRIP":
		r.fullStrip = true
	}
}

// readLine reads any line but those of affixes.
func (r *rules) readLine(fields []string, lines *lineReader) {
	value := fields[1]
	if to := r.special(fields[0]); to != nil {
		if set := r.flags(value); len(set) > 0 {
			*to = set[0]
		}
		return
	}
	switch fields[0] {
	case "TRY":
		r.try = []rune(value)
		r.try = r.try[:min(len(r.try), 256)]
	case "KEY":
		r.keyboard = value
	case "IGNORE":
		r.ignore = value
	case "COMPOUNDMIN":
		r.compoundMin = max(1, number(value))
	case "COMPOUNDWORDMAX":
		r.compoundMost = number(value)
	case "AF":
		r.table(number(value), maxWords, "AF", lines, func(f []string) { r.aliases = append(r.aliases, r.flags(f[1])) })
	case "BREAK":
		r.breaks = nil
		r.table(number(value), maxPatterns, "BREAK", lines, func(f []string) { r.breaks = append(r.breaks, f[1]) })
	case "MAP":
		r.table(number(value), maxPatterns, "MAP", lines, func(f []string) { r.alike = append(r.alike, groupsIn(f[1])) })
	case "ICONV":
		r.in = r.pairsOf(number(value), "ICONV", lines)
	case "OCONV":
		r.out = r.pairsOf(number(value), "OCONV", lines)
	case "REP":
		r.replace = r.pairsOf(number(value), "REP", lines)
	case "CHECKCOMPOUNDPATTERN":
		r.table(number(value), maxPatterns, "CHECKCOMPOUNDPATTERN", lines, r.addPattern)
	default:
		r.readSwitch(fields)
	}
}

// special returns where the flag with a special meaning is stored, if the keyword names one.
func (r *rules) special(keyword string) *flag {
	switch keyword {
	case "COMPOUNDFLAG":
		return &r.compound
	case "COMPOUNDBEGIN":
		return &r.compoundBegin
	case "COMPOUNDMIDDLE":
		return &r.compoundMiddle
	case "COMPOUNDEND", "COMPOUNDLAST":
		return &r.compoundEnd
	case "ONLYINCOMPOUND":
		return &r.onlyInCompound
	case "COMPOUNDPERMITFLAG":
		return &r.permit
	case "COMPOUNDFORBIDFLAG":
		return &r.forbidIn
	case "FORBIDDENWORD":
		return &r.forbidden
	case "NOSUGGEST":
		return &r.noSuggest
	case "KEEPCASE":
		return &r.keepCase
	case "NEEDAFFIX", "PSEUDOROOT":
		return &r.needAffix
	case "CIRCUMFIX":
		return &r.circumfix
	}
	return nil
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// table reads the lines of a table that begin with its keyword.
func (r *rules) table(n, most int, keyword string, lines *lineReader, add func(fields []string)) {
	for i := 0; i < n && i < most; i++ {
		before := lines.rest
		fields := lines.next()
		if fields == nil || len(fields) > 0 && fields[0] != keyword {
			lines.rest = before // the table is shorter than it says
			return
		}
		if len(fields) > 1 {
			add(fields)
		}
	}
}

// pairsOf reads a table of what is replaced by what; "_" stands for a space.
func (r *rules) pairsOf(n int, keyword string, lines *lineReader) (all pairs) {
	r.table(n, maxReplace, keyword, lines, func(f []string) {
		to := ""
		if len(f) > 2 {
			to = strings.ReplaceAll(f[2], "_", " ")
		}
		all = append(all, [2]string{strings.ReplaceAll(f[1], "_", " "), to})
	})
	return all
}

func (r *rules) addPattern(f []string) {
	if len(f) < 3 {
		return
	}
	var p pattern
	part := func(s string) (string, flag) {
		text, of, _ := strings.Cut(s, "/")
		if set := r.flags(of); len(set) > 0 {
			return text, set[0]
		}
		return text, 0
	}
	p.end, p.endFlag = part(f[1])
	p.begin, p.beginFlag = part(f[2])
	r.patterns = append(r.patterns, p)
}

// groupsIn are the characters of a line of MAP, of which those in brackets belong together.
func groupsIn(s string) (all []string) {
	for s != "" {
		if s[0] == '(' {
			if end := strings.IndexByte(s, ')'); end > 0 {
				all, s = append(all, s[1:end]), s[end+1:]
				continue
			}
		}
		_, n := utf8.DecodeRuneInString(s)
		all, s = append(all, s[:n]), s[n:]
	}
	return all[:min(len(all), 64)]
}

// flags reads the flags of a word or an affix.
func (r *rules) flags(s string) (all flags) {
	if s == "" {
		return nil
	}
	add := func(one string) {
		if len(all) == maxFlags || one == "" {
			return
		}
		id, known := r.ids[one]
		if !known {
			id = flag(len(r.ids) + 1)
			r.ids[strings.Clone(one)] = id
		}
		if !all.has(id) {
			all = append(all, id)
		}
	}
	switch r.flagType {
	case "num":
		for one := range strings.SplitSeq(s, ",") {
			add(strings.TrimSpace(one))
		}
	case "long":
		for runes := []rune(s); len(runes) > 0; {
			n := min(2, len(runes))
			add(string(runes[:n]))
			runes = runes[n:]
		}
	default:
		for _, one := range s {
			add(string(one))
		}
	}
	return all
}

// flagsOrAlias reads flags, or the number of a set of them if the file has such sets.
func (r *rules) flagsOrAlias(s string) flags {
	if len(r.aliases) > 0 {
		if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= len(r.aliases) {
			return r.aliases[n-1]
		}
	}
	return r.flags(s)
}

// readAffixes reads a head of PFX or SFX and the rules under it.
func (r *rules) readAffixes(head []string, lines *lineReader) (count int, err error) {
	if len(head) < 4 {
		return 0, nil
	}
	to, suffix := &r.prefixes, head[0] == "SFX"
	if suffix {
		to = &r.suffixes
	}
	set := r.flags(head[1])
	n := number(head[3])
	for ; count < n && count <= maxAffixes; count++ {
		before := lines.rest
		f := lines.next()
		for f != nil && len(f) == 0 {
			f = lines.next()
		}
		if f == nil || f[0] != head[0] || len(f) < 4 || f[1] != head[1] {
			lines.rest = before
			break
		}
		if len(set) == 0 {
			continue
		}
		rule := &affix{flag: set[0], cross: head[2] == "Y"}
		strip, rest := f[2], f[3]
		if strip == "0" {
			strip = ""
		}
		added, then, _ := strings.Cut(rest, "/")
		if added == "0" {
			added = ""
		}
		if r.ignore != "" {
			added = without(added, r.ignore)
		}
		rule.then = r.flagsOrAlias(then)
		if len(f) > 4 {
			if rule.condition, err = conditionOf(f[4]); err != nil {
				return count, err
			}
		}
		to.add(added, strip, rule)
	}
	return count, nil
}

// conditionOf reads a condition such as "[^aeiou]y".
func conditionOf(s string) (all []class, err error) {
	if s == "." {
		return nil, nil
	}
	for s != "" {
		if len(all) == 64 {
			return nil, errors.New("a condition is too long")
		}
		if s[0] == '.' {
			all, s = append(all, class{any: true}), s[1:]
			continue
		}
		if s[0] == '[' {
			if end := strings.IndexByte(s, ']'); end > 0 {
				of, not := strings.CutPrefix(s[1:end], "^")
				all, s = append(all, class{not: not, of: of}), s[end+1:]
				continue
			}
		}
		_, n := utf8.DecodeRuneInString(s)
		all, s = append(all, class{of: s[:n]}), s[n:]
	}
	return all, nil
}

// markSecond finds the suffixes that can follow another one.
func (r *rules) markSecond() {
	after := map[flag]bool{}
	for _, groups := range r.suffixes.byAdded {
		for _, g := range groups {
			for _, a := range g.rules {
				for _, f := range a.then {
					after[f] = true
				}
			}
		}
	}
	for _, groups := range r.suffixes.byAdded {
		for _, g := range groups {
			g.second = slices.ContainsFunc(g.rules, func(a *affix) bool { return after[a.flag] })
		}
	}
}

// without removes some characters.
func without(s, characters string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(characters, r) {
			return -1
		}
		return r
	}, s)
}

// lineReader reads a file line by line.
type lineReader struct{ rest []byte }

// next returns the words of the next line, without comments, or nil at the end.
func (l *lineReader) next() []string {
	if len(l.rest) == 0 {
		return nil
	}
	line := l.rest
	if i := bytes.IndexByte(l.rest, '\n'); i >= 0 {
		line, l.rest = l.rest[:i], l.rest[i+1:]
	} else {
		l.rest = nil
	}
	fields := strings.Fields(string(line[:min(len(line), 64<<10)]))
	if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
		return []string{}
	}
	return fields
}
