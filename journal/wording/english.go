package wording

import (
	_ "embed"
	"encoding/json"
	"sync"
)

// Message is the English of a message. One is its form for one thing where it is counted.
// Note says to a translator which of its meanings a word has.
type Message struct {
	One, Other, Note string
}

// IsCounted reports whether the message has a form for one thing and one for all other numbers.
func (m Message) IsCounted() bool { return m.One != "" }

//go:embed english.json
var englishFile []byte

// English returns the English of all messages by their ids. The map is shared: do not change it.
var English = sync.OnceValue(func() map[string]Message {
	all, err := ReadMessages(englishFile)
	if err != nil {
		panic("wording: english.json: " + err.Error()) // it is built in, and a test reads it
	}
	return all
})

// ReadMessages reads messages as english.json and the files of the other languages hold them: a
// text, or an object of "one", "other" and "description", under each id.
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

// english is the English of a message. An id that is none is its own text, which no program
// for people says: a test looks for every id of the code.
func english(id string) Message {
	if m, ok := English()[id]; ok {
		return m
	}
	return Message{Other: id, One: id}
}
