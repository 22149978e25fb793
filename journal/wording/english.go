package wording

import (
	_ "embed"
	"encoding/json"
	"sync"
)

// Message is the English of a message. One is the singular form of a counted message. Note
// explains an ambiguous word to translators.
type Message struct {
	One, Other, Note string
}

// IsCounted reports whether the message has a singular form.
func (m Message) IsCounted() bool { return m.One != "" }

//go:embed english.json
var englishFile []byte

// English returns the English messages by id. The map is shared and must not be changed.
var English = sync.OnceValue(func() map[string]Message {
	all, err := ReadMessages(englishFile)
	if err != nil {
		panic("wording: english.json: " + err.Error()) // it is built in, and a test reads it
	}
	return all
})

// ReadMessages parses messages in the format of english.json and the translations: a text, or
// an object of "one", "other" and "description", under each id.
func ReadMessages(file []byte) (map[string]Message, error) {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(file, &raw); err != nil {
		return nil, err
	}
	all := make(map[string]Message, len(raw))
	for id, value := range raw {
		var m Message
		if value[0] == '"' {
			if err := json.Unmarshal(value, &m.Other); err != nil {
				return nil, err
			}
			all[id] = m
			continue
		}
		forms := struct{ One, Other, Description string }{}
		if err := json.Unmarshal(value, &forms); err != nil {
			return nil, err
		}
		all[id] = Message{forms.One, forms.Other, forms.Description}
	}
	return all, nil
}

// english returns the English of a message. An unknown id is its own text; a test prevents
// unknown ids in the code.
func english(id string) Message {
	if m, ok := English()[id]; ok {
		return m
	}
	return Message{Other: id, One: id}
}
