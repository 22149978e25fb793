package page

import (
	"slices"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/choose"
)

// scaleOf returns the scale of a rating field, with its labels.
func scaleOf(f *journal.Field) choose.Scale {
	s := choose.Scale{Low: f.Low, High: f.High, Step: 1}
	if f.High > 10 {
		s.Step = 5
	}
	for word, id := range map[*string]wording.Text{&s.LowWord: f.LowWord, &s.MiddleWord: f.MiddleWord, &s.HighWord: f.HighWord} {
		if id != "" {
			*word = id.String()
		}
	}
	return s
}

// sureScale is the scale of a belief, also of a rung.
func sureScale() choose.Scale { return scaleOf(fieldNamed("efficacy_before")) }

// fieldNamed is the field of an entry of that name.
func fieldNamed(name string) *journal.Field {
	fields := journal.Fields()
	return fields[slices.IndexFunc(fields, func(f *journal.Field) bool { return f.Name == name })]
}

// options returns choices with labels for values.
func options[T ~string](values []T, word func(T) string) []choose.Option {
	out := make([]choose.Option, len(values))
	for i, v := range values {
		out[i] = choose.Option{Value: string(v), Label: wording.Capital(word(v))}
	}
	return out
}

// sourceOptions are the sources of belief, labelled in the first person.
func sourceOptions() []choose.Option {
	return []choose.Option{
		{Value: string(journal.SourceMastery), Label: wording.Say("you-did-it")},
		{Value: string(journal.SourceVicarious), Label: wording.Say("you-saw-someone-do-it")},
		{Value: string(journal.SourcePersuasion), Label: wording.Say("someone-said-you-can")},
		{Value: string(journal.SourceState), Label: wording.Say("you-felt-it")},
	}
}

// kindOptions are the kinds with their labels.
func kindOptions() []choose.Option { return options(journal.Kinds(), describe.KindWord) }
