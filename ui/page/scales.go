package page

import (
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/choose"
)

// The scales on which ratings are asked, with their anchors in words.
func sureScale() choose.Scale {
	return choose.Scale{High: 100, Step: 5, LowWord: wording.Say("cannot-do-it"), MiddleWord: wording.Say("could-go-either-way"), HighWord: wording.Say("certain-you-can")}
}

func stressScale() choose.Scale {
	return choose.Scale{High: 100, Step: 5, LowWord: wording.Say("completely-calm"), HighWord: wording.Say("overwhelmed")}
}

func performanceScale() choose.Scale {
	return choose.Scale{High: 100, Step: 5, LowWord: wording.Say("far-below"), MiddleWord: wording.Say("your-own-standard"), HighWord: wording.Say("as-well-as-you-can")}
}

func effortScale() choose.Scale {
	return choose.Scale{High: 100, Step: 5, LowWord: wording.Say("none"), HighWord: wording.Say("all-you-had")}
}

func difficultyScale() choose.Scale {
	return choose.Scale{Low: 1, High: 10, Step: 1, LowWord: wording.Say("easy-for-you"), HighWord: wording.Say("the-hardest-yet")}
}

func luckScale() choose.Scale {
	return choose.Scale{High: 10, Step: 1, LowWord: wording.Say("none-of-it"), HighWord: wording.Say("nearly-all-of-it")}
}

// options are values with what they are called.
func options[T ~string](values []T, word func(T) string) []choose.Option {
	out := make([]choose.Option, len(values))
	for i, v := range values {
		out[i] = choose.Option{Value: string(v), Label: wording.Capital(word(v))}
	}
	return out
}

// sourceOptions are the sources of belief, as somebody says where an entry comes from.
func sourceOptions() []choose.Option {
	return []choose.Option{
		{Value: string(journal.Mastery), Label: wording.Say("you-did-it")},
		{Value: string(journal.Vicarious), Label: wording.Say("you-saw-someone-do-it")},
		{Value: string(journal.Persuasion), Label: wording.Say("someone-said-you-can")},
		{Value: string(journal.State), Label: wording.Say("you-felt-it")},
	}
}

// kindOptions are the kinds with what they mean.
func kindOptions() []choose.Option { return options(journal.Kinds(), describe.KindWord) }
