package sample

import (
	"enactive/journal"
	"enactive/journal/optional"
)

// story is one area of the sample year and the file with its entries.
type story struct {
	file string
	area journal.Area
}

// stories returns the areas: one with a best range of stress, one in which belief rises,
// and one that ends in a slump.
func stories() []story {
	return []story{
		{"pitches.txt", journal.Area{
			Name:    "Client pitches",
			Color:   210,
			Purpose: "I like our work and I want other people to get it. It should not fail because I lose my head in front of a table.",
			Goals: []journal.Goal{
				{Text: "Say the price as if it were the weather", Done: true, Actions: []journal.Action{
					{If: "somebody asks what it costs", Then: "I say one number and count to seven"},
				}},
				{Text: "Win one jury of more than six people", Actions: []journal.Action{
					{If: "there are more than three at the table", Then: "I ask who will use it, and speak to them"},
					{If: "I notice that I speed up", Then: "I read the word on my hand"},
				}},
			},
			Obstacles: []string{"Long tables", "Being laughed at", "Silence"},
			Ladder: []journal.Rung{
				rung("Call an old client", 2, 75, 92),
				rung("Call somebody I do not know", 4, 50, 84),
				rung("Pitch to two or three people", 6, 45, 80),
				rung("Say a higher price to a good client", 7, 30, 74),
				rung("Pitch to a table of eight", 8, 20, 52),
				rung("A stage", 9, 10, 45),
			},
		}},
		{"running.txt", journal.Area{
			Name:    "Half marathon",
			Color:   150,
			Purpose: "To find out whether I am somebody who finishes things.",
			Goals: []journal.Goal{
				{Text: "Run 21.1 km and be able to speak at the end", Actions: []journal.Action{
					{If: "it is Sunday morning", Then: "I put the shoes on before I look outside"},
					{If: "I want to stop", Then: "I run to the next bench and ask again there"},
				}, Aim: journal.Aim{Of: distance, Value: 21.1}},
			},
			Questions: []journal.Question{
				{Text: "What would be enough, whatever the time?", When: journal.AskedBefore},
				{Text: "What was yours alone in it?", When: journal.AskedAfterSuccess},
			},
			Obstacles: []string{"Starting too fast", "No breakfast", "Shins and knee"},
			Ladder: []journal.Rung{
				rung("Twenty minutes without walking", 3, 40, 99),
				rung("Five kilometres", 4, 25, 98),
				rung("Ten kilometres", 6, 10, 95),
				rung("Fifteen kilometres", 7, 5, 90),
				rung("Eighteen kilometres", 8, 2, 86),
				rung("The whole distance", 9, 0, 80),
			},
		}},
		{"piano.txt", journal.Area{
			Name:    "Piano for others",
			Color:   28,
			Purpose: "Music is for somebody. I would like to be able to give it away.",
			Goals: []journal.Goal{
				{Text: "Play half an hour for people I do not know", Actions: []journal.Action{
					{If: "I sit down in front of somebody", Then: "I breathe out before the first note and say nothing"},
					{If: "I fall", Then: "I land on the next safe bar and go on"},
				}},
			},
			Obstacles: []string{"Apologising before the first note", "Listening for the mistake"},
			Ladder: []journal.Rung{
				rung("Alone, with the door open", 4, 70, 60),
				rung("Anna in the next room", 5, 65, 45),
				rung("Anna in the same room", 5, 60, 35),
				rung("My brother, one piece", 6, 50, 25),
				rung("Six people at the neighbours'", 7, 35, 20),
				rung("A recital", 9, 20, 8),
			},
		}},
	}
}

// rung returns a step with its efficacy at the beginning and in the middle of the year.
func rung(text string, difficulty, before, later journal.Rating) journal.Rung {
	return journal.Rung{Text: text, Difficulty: optional.Some(journal.Difficulty(difficulty)),
		Ratings: []journal.RungRating{{Value: before}, {Value: later}}}
}
