package table

import (
	"slices"
	"strings"
	"time"
)

// calendarWords are the names of months and days in one language, long and short, January and
// Monday first.
type calendarWords struct {
	language string
	months   string // names of one month separated by blanks, months by bars; none if it counts them
	days     string
}

// calendar has the languages of the program, and Italian, Dutch and Polish. No word is the name of
// two months, or of two days: a test holds that.
var calendar = []calendarWords{
	{"en",
		"january jan|february feb|march mar|april apr|may|june jun|" +
			"july jul|august aug|september sep sept|october oct|november nov|december dec",
		"monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri|saturday sat|sunday sun"},
	{"de",
		"januar jan jän jänner|februar feb feber|märz mrz mär maerz|april apr|mai|juni jun|" +
			"juli jul|august aug|september sep sept|oktober okt|november nov|dezember dez",
		"montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sa sonnabend|sonntag so"},
	{"es",
		"enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|" +
			"julio jul|agosto ago|septiembre setiembre sep sept set|octubre oct|noviembre nov|diciembre dic",
		"lunes lun|martes mar|miércoles miercoles mié mie|jueves jue|viernes vie|sábado sabado sáb sab|domingo dom"},
	{"fr",
		"janvier janv jan|février févr fév fevrier fevr fev|mars mar|avril avr|mai|juin|" +
			"juillet juil|août aout aoû|septembre sept sep|octobre oct|novembre nov|décembre déc decembre dec",
		"lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim"},
	{"pt",
		"janeiro jan|fevereiro fev|março marco mar|abril abr|maio mai|junho jun|" +
			"julho jul|agosto ago|setembro set|outubro out|novembro nov|dezembro dez",
		"segunda segunda-feira seg|terça terça-feira ter|quarta quarta-feira qua|quinta quinta-feira qui|sexta sexta-feira sex|sábado sabado sáb sab|domingo dom"},
	{"ja",
		"",
		"月曜日 月曜 月|火曜日 火曜 火|水曜日 水曜 水|木曜日 木曜 木|金曜日 金曜 金|土曜日 土曜 土|日曜日 日曜 日"},
	{"it",
		"gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|" +
			"luglio lug|agosto ago|settembre sett set|ottobre ott|novembre nov|dicembre dic",
		"lunedì lunedi lun|martedì martedi mar|mercoledì mercoledi mer|giovedì giovedi gio|venerdì venerdi ven|sabato sab|domenica dom"},
	{"nl",
		"januari jan|februari feb|maart mrt|april apr|mei|juni jun|" +
			"juli jul|augustus aug|september sep sept|oktober okt|november nov|december dec",
		"maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo"},
	{"pl",
		"stycznia styczeń sty|lutego luty lut|marca marzec mar|kwietnia kwiecień kwi|maja maj|czerwca czerwiec cze|" +
			"lipca lipiec lip|sierpnia sierpień sie|września wrzesień wrz|października październik paź|listopada listopad lis|grudnia grudzień gru",
		"poniedziałek pon|wtorek wt|środa śr|czwartek czw|piątek pt pią|sobota sob|niedziela niedz nie"},
}

// linkingWords may be between the parts of a date.
const linkingWords = "de del of the at um à às as le el den uhr hs hrs alle a las la"

// zoneOffsets are the abbreviations of time zones that mean one offset, in minutes. BST, IST, CST
// and the like mean several, and are not here.
var zoneOffsets = map[string]int{
	"z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120,
	"eet": 120, "eest": 180, "msk": 180, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
	"est": -300, "edt": -240, "mdt": -360, "pst": -480, "pdt": -420,
}

// wordMeaning is what a word in a date means.
type wordMeaning struct {
	month   int8 // 1 to 12
	weekday bool
	link    bool
}

var momentWords = func() map[string]wordMeaning {
	words := map[string]wordMeaning{}
	change := func(word string, by func(*wordMeaning)) {
		m := words[word]
		by(&m)
		words[word] = m
	}
	for _, l := range calendar {
		eachWord(l.days, func(_ int, w string) { change(w, func(m *wordMeaning) { m.weekday = true }) })
		eachWord(l.months, func(i int, w string) { change(w, func(m *wordMeaning) { m.month = int8(i + 1) }) })
	}
	for _, w := range strings.Fields(linkingWords) {
		change(w, func(m *wordMeaning) { m.link = true })
	}
	return words
}()

// eachWord calls use with the words of a list of names, and the place of the month or day.
func eachWord(names string, use func(i int, word string)) {
	for i, group := range strings.Split(names, "|") {
		for _, w := range strings.Fields(group) {
			use(i, w)
		}
	}
}

// MonthNamed returns the month that a word in lower case names in one of the languages, such as
// "en" or "pt", or in any if none is given.
func MonthNamed(word string, languages ...string) (month time.Month, ok bool) {
	i, ok := named(word, languages, func(l calendarWords) string { return l.months })
	return time.Month(i + 1), ok
}

// WeekdayNamed is MonthNamed for days of the week.
func WeekdayNamed(word string, languages ...string) (day time.Weekday, ok bool) {
	i, ok := named(word, languages, func(l calendarWords) string { return l.days })
	return time.Weekday((i + 1) % 7), ok
}

func named(word string, languages []string, names func(calendarWords) string) (place int, ok bool) {
	for _, l := range calendar {
		if len(languages) > 0 && !slices.Contains(languages, l.language) {
			continue
		}
		eachWord(names(l), func(i int, w string) {
			if w == word {
				place, ok = i, true
			}
		})
	}
	return place, ok
}
