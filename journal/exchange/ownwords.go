package exchange

import (
	"strings"

	"enactive/journal"
)

// ownWords are the words of fields in the languages of the window, in lower case, by field and
// value. A word that means different values in two languages is not in it.
var ownWords = map[string]map[string][]string{
	"outcome": {
		"success": {"erfolg", "succès", "sucesso", "éxito", "成功"},
		"partial": {"parcial", "partiel", "teilerfolg", "一部成功"},
		"setback": {"contratiempo", "revers", "revés", "rückschlag", "つまずき"},
		"failure": {"fracaso", "fracasso", "misserfolg", "échec", "失敗"},
	},
	"kind": {
		"practice": {"entraînement", "práctica", "prática", "übung", "練習"},
		"stretch":  {"desafio", "défi", "reto", "wagnis", "挑戦"},
		"event":    {"cita", "ernstfall", "evento", "échéance", "本番"},
	},
	"source": {
		"mastery":    {"fait soi-même", "feito por você", "hecho por ti", "selbst getan", "達成体験"},
		"vicarious":  {"gesehen", "visto", "vu", "代理体験"},
		"persuasion": {"dicho", "dit", "dito", "gehört", "言語的説得"},
		"state":      {"gespürt", "ressenti", "sentido", "心身の状態"},
	},
	"appraisal": {
		"challenge": {"desafío", "estímulo", "herausforderung", "stimulant", "奮起"},
		"mixed":     {"gemischt", "mezclado", "misto", "mêlé", "入り混じり"},
		"threat":    {"ameaça", "amenaza", "bedrohung", "menace", "脅威"},
	},
	"controllable": {
		"yes":    {"ja", "oui", "sim", "sí", "はい"},
		"no":     {"nein", "non", "não", "いいえ"},
		"unsure": {"je ne sais pas", "no lo sé", "não sei", "unsicher", "わからない"},
	},
	"type": {
		"experience": {"erfahrung", "experiencia", "experiência", "expérience", "体験"},
		"plan":       {"plano", "計画"},
		"checkin":    {"balanço", "check-in", "chequeo", "point", "チェックイン"},
	},
}

// ownWord returns the value that a word means in one of the languages of the window. Another word
// is returned unchanged, and is then one that no field knows.
func ownWord(f *journal.Field, word string) string {
	lower := strings.ToLower(strings.TrimSpace(word))
	for value, words := range ownWords[f.Name] {
		for _, w := range words {
			if w == lower {
				return value
			}
		}
	}
	return word
}
