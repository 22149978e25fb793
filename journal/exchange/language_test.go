package exchange_test

import (
	"strings"
	"testing"

	"enactive/journal/exchange"
	"enactive/journal/wording"
)

func TestImportErrorsAreTranslated(t *testing.T) {
	t.Cleanup(func() { wording.Speak(wording.Voice{}) })
	wording.Speak(wording.Voice{Language: "xx", Say: func(_, english string, v wording.V) string {
		for name, value := range v {
			if s, ok := value.(string); ok {
				english = strings.ReplaceAll(english, "{{."+name+"}}", strings.ToUpper(s))
			}
		}
		return strings.ToUpper(english)
	}})
	for table, want := range map[string]string{
		"time,area,outcome\n2026-11-01,A,great\n": `RATINGS.CSV, LINE 2, OUTCOME: "GREAT" IS NOT ONE OF THE KNOWN WORDS; IT MUST BE ONE OF SUCCESS, PARTIAL, SETBACK OR FAILURE. NOTHING WAS IMPORTED`,
		"time,area,stress\n2026-11-01,A,140\n":    `RATINGS.CSV, LINE 2, STRESS: "140" IS OUT OF RANGE; IT MUST BE A NUMBER FROM 0 TO 100, OR LEFT EMPTY. NOTHING WAS IMPORTED`,
		"time,note\n":                             `RATINGS.CSV HAS NO COLUMN "AREA", SO IT IS NOT KNOWN WHERE ITS ROWS BELONG; ITS COLUMNS ARE TIME, NOTE. SAY WHICH OF THEM IS THE "AREA", OR GIVE ALL ROWS ONE`,
	} {
		if got := rejection(t, newJournal(t), table, exchange.ImportPlan{}, exchange.ErrRejected); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
