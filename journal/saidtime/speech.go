package saidtime

import (
	"slices"
	"strings"
)

// unit is what is counted.
type unit byte

const (
	days unit = iota
	weeks
	months
	years
	hours
	minutes
)

// speech is how a language speaks about days. All words are in lower case; lists of words that
// mean the same are separated by bars. Names of months and days are in package table.
type speech struct {
	language string
	// The days around today, from two days before it on; now; and the two named hours.
	around         [5]string
	now            string
	noon, midnight string
	// last and next stand before or behind the name of a day, and on before it.
	last, next, on string
	// thisWeek, lastWeek and nextWeek stand before a day of a week that begins with Monday.
	lastWeek, thisWeek, nextWeek string
	// ago and in are phrases about a span, which is the %.
	ago, in string
	one     string
	units   [6]string
	// at stands before a time of day, and hour behind a whole hour.
	at, hour string
	// examples are shown where a text is not understood: the first two are days.
	examples [3]string
}

var speeches = []speech{
	{language: "en",
		around: [5]string{"the day before yesterday|day before yesterday", "yesterday", "today", "tomorrow", "the day after tomorrow|day after tomorrow"},
		now:    "now|just now|right now", noon: "noon|midday", midnight: "midnight",
		last: "last", next: "next", on: "on",
		ago: "% ago", in: "in %", one: "a|an|one",
		units: [6]string{"day|days", "week|weeks", "month|months", "year|years", "hour|hours", "minute|minutes|min"},
		at:    "at", hour: "o'clock|oclock",
		examples: [3]string{"last monday", "3 days ago", "yesterday 21:00"}},
	{language: "de",
		around: [5]string{"vorgestern", "gestern", "heute", "morgen", "übermorgen|uebermorgen"},
		now:    "jetzt|gerade eben", noon: "mittag|mittags", midnight: "mitternacht",
		last: "letzten|letzter|letzte|vergangenen|vorigen", next: "nächsten|nächster|naechsten|kommenden", on: "am",
		ago: "vor %", in: "in %", one: "ein|einem|einer|einen",
		units: [6]string{"tag|tage|tagen", "woche|wochen", "monat|monate|monaten", "jahr|jahre|jahren", "stunde|stunden", "minute|minuten|min"},
		at:    "um", hour: "uhr",
		examples: [3]string{"letzten Montag", "vor 3 Tagen", "gestern 21 Uhr"}},
	{language: "es",
		around: [5]string{"anteayer|antier", "ayer", "hoy", "mañana|manana", "pasado mañana"},
		now:    "ahora|ahora mismo", noon: "mediodía|mediodia", midnight: "medianoche",
		last: "último|ultimo|pasado", next: "próximo|proximo|siguiente|que viene", on: "el",
		ago: "hace %", in: "en %|dentro de %", one: "un|una|uno",
		units: [6]string{"día|días|dia|dias", "semana|semanas", "mes|meses", "año|años", "hora|horas", "minuto|minutos|min"},
		at:    "a las|a la|al|a", hour: "h|horas|hora",
		examples: [3]string{"el lunes pasado", "hace 3 días", "ayer 21:00"}},
	{language: "fr",
		around: [5]string{"avant-hier|avant hier", "hier", "aujourd'hui", "demain", "après-demain|apres-demain|après demain"},
		now:    "maintenant", noon: "midi", midnight: "minuit",
		last: "dernier|passé", next: "prochain", on: "le",
		ago: "il y a %", in: "dans %", one: "un|une",
		units: [6]string{"jour|jours", "semaine|semaines", "mois", "an|ans|année|années", "heure|heures", "minute|minutes|min"},
		at:    "à|a", hour: "h|heures|heure",
		examples: [3]string{"lundi dernier", "il y a 3 jours", "hier 21h"}},
	{language: "pt",
		around: [5]string{"anteontem", "ontem", "hoje", "amanhã|amanha", "depois de amanhã|depois de amanha"},
		now:    "agora|agora mesmo", noon: "meio-dia|meio dia", midnight: "meia-noite|meia noite",
		last: "última|último|ultima|ultimo|passada|passado", next: "próxima|próximo|proxima|proximo|que vem", on: "na|no",
		ago: "há %|ha %|há % atrás|% atrás|% atras", in: "em %|daqui a %|dentro de %", one: "um|uma",
		units: [6]string{"dia|dias", "semana|semanas", "mês|mes|meses", "ano|anos", "hora|horas", "minuto|minutos|min"},
		at:    "às|as|à|ao", hour: "h|horas|hora",
		examples: [3]string{"segunda passada", "há 3 dias", "ontem 21:00"}},
	{language: "ja",
		around: [5]string{"一昨日|おととい", "昨日|きのう", "今日|きょう", "明日|あした|あす", "明後日|あさって"},
		now:    "今|いま", noon: "正午", midnight: "真夜中|午前0時",
		last: "この前の|前の", next: "次の|今度の",
		lastWeek: "先週の|先週", thisWeek: "今週の|今週", nextWeek: "来週の|来週",
		ago: "%前", in: "%後", one: "一",
		units: [6]string{"日|日間", "週間|週", "か月|ヶ月|カ月|ヵ月|箇月", "年|年間", "時間", "分|分間"},
		at:    "の", hour: "時",
		examples: [3]string{"先週の月曜日", "3日前", "昨日21時"}},
}

// is reports whether text is one of the words.
func is(words, text string) bool {
	return text != "" && slices.Contains(strings.Split(words, "|"), text)
}

// cutFront and cutBack cut one of the words, as a word of its own, off the text.
func cutFront(words, text string) (rest string, ok bool) {
	return cutEnd(words, text, strings.CutPrefix, strings.TrimLeft)
}

func cutBack(words, text string) (rest string, ok bool) {
	return cutEnd(words, text, strings.CutSuffix, strings.TrimRight)
}

func cutEnd(words, text string, cut func(text, word string) (string, bool), trim func(text, blanks string) string) (rest string, ok bool) {
	for w := range strings.SplitSeq(words, "|") {
		rest, found := cut(text, w)
		if w == "" || !found || rest == "" {
			continue
		}
		if trimmed := trim(rest, " "); trimmed != rest || isWide(w) {
			return trimmed, true
		}
	}
	return text, false
}

// isWide reports whether a word is written without blanks around it, as in Japanese.
func isWide(word string) bool {
	for _, r := range word {
		if r >= 0x3000 {
			return true
		}
	}
	return false
}
