package table

import "strings"

// monthNames are the names of months, long and short, in the languages of the program, and in
// Italian, Dutch and Polish. No word is in two places: a test holds that.
var monthNames = [12]string{
	"january jan januar jän jänner janvier janv enero ene janeiro gennaio gen januari stycznia styczeń sty",
	"february feb februar feber février févr fév fevrier fevr fev febrero fevereiro febbraio februari lutego luty lut",
	"march mar märz mrz mär maerz mars marzo março marco maart mrt marca marzec",
	"april apr avril avr abril abr aprile kwietnia kwiecień kwi",
	"may mai mayo maio maggio mag mei maja maj",
	"june jun juni juin junio junho giugno giu czerwca czerwiec cze",
	"july jul juli juillet juil julio julho luglio lug lipca lipiec lip",
	"august aug août aout aoû agosto ago augustus sierpnia sierpień sie",
	"september sep sept septembre septiembre setiembre setembro set settembre sett września wrzesień wrz",
	"october oct oktober okt octobre octubre outubro out ottobre ott października październik paź",
	"november nov novembre noviembre novembro listopada listopad lis",
	"december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre grudnia grudzień gru",
}

// weekdayNames are the names of days, long and short, in the same languages.
const weekdayNames = "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun " +
	"montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonnabend sonntag so " +
	"lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim " +
	"lunes martes miércoles miercoles mié mie jueves jue viernes vie sábado sabado sáb sab domingo dom " +
	"segunda segunda-feira seg terça terça-feira ter quarta quarta-feira qua quinta quinta-feira qui sexta sexta-feira sex " +
	"lunedì lunedi martedì martedi mercoledì mercoledi giovedì giovedi gio venerdì venerdi sabato domenica " +
	"maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo " +
	"poniedziałek pon wtorek wt środa śr czwartek czw piątek pt pią sobota sob niedziela niedz nie " +
	"月 火 水 木 金 土 日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月曜 火曜 水曜 木曜 金曜 土曜 日曜"

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
	for _, w := range strings.Fields(weekdayNames) {
		words[w] = wordMeaning{weekday: true}
	}
	for _, w := range strings.Fields(linkingWords) {
		m := words[w]
		m.link = true
		words[w] = m
	}
	for i, names := range monthNames {
		for _, w := range strings.Fields(names) {
			m := words[w]
			m.month = int8(i + 1)
			words[w] = m
		}
	}
	words["mar"] = wordMeaning{month: 3, weekday: true} // martes, mardi, martedì
	return words
}()
